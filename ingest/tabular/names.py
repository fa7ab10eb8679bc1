"""Whom the cell of a name means; nobody, where it holds a group, a total, several names, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphmodel.names import are_initials, fold
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from ingest import national
from ingest.facts.records import Context, KnownName, Named
from ingest.name_cells import code_in, is_nobody
from ingest.places import place

_LONGEST, _MOST_WORDS = 120, 14
_MARK = re.compile(r"\s*(?:[*†¹²³⁴⁵]+|\(\d{1,2}\))$")
_ITEM = re.compile(r"^(?:[-–•▪]\s+)+")
_ASIDE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<short>[^()\s]{2,12})\)")
_SEVERAL = re.compile(r"[,;+|]| / |\n|\s(?:ainsi que|etc)\b")
_SENTENCE = re.compile(r"[.:?!…]$|:\s|\.\s+[A-ZÀ-Ý]")
_SIGNED = re.compile(r"(?:\b\w{1,3}\.)+$")  # « S.A. », « Cie. »
_GROUP = re.compile(
    r"(?:les |des |nos |\d[\d ]*|environ )?(?:associations?|federations|unions|structures|antennes|reseaux|"
    r"organisations|collectivites|communes|villes|departements|regions|entreprises|etablissements|partenaires|acteurs|sites|adherents|"
    r"membres|delegations|fondations|cooperatives|universites|comites|ligues|financeurs|mecenes|particuliers|donateurs|"
    r"benevoles|salaries|hommes|femmes|dons|cotisations|subventions|fonds|ressources|autofinancement|tetes de reseaux?)"
    r"(?: (?:[a-z]+s|[a-z]+aux|publiques?|de france|et [a-z]+s|du reseau|locales? [a-z]+s|propres))*"
)
_NO_NAME = re.compile(
    r"(?:autres?|divers(?:es)?|ensemble|moyennes?|medianes?|totaux|totals?|sous totals?|total .*|dont|reste|hors|soit|"
    r"cumul|oui|non|x|vrai|faux|yes|no)(?: .*)?"
)


def name_in(text: str) -> str:
    """The one name that a cell holds; empty where it holds none, or where it may hold several."""
    words = _MARK.sub("", _ITEM.sub("", text.strip()))
    if _SEVERAL.search(words):
        return ""
    words = " ".join(words.split())
    folded = fold(words)
    if not any(map(str.isalpha, folded)) or len(words) > _LONGEST or len(folded.split()) > _MOST_WORDS:
        return ""
    if is_nobody(words) or code_in(words) or (_SENTENCE.search(words) and not _SIGNED.search(words)):
        return ""
    return "" if _GROUP.fullmatch(folded) or _NO_NAME.fullmatch(folded) else words


def is_rest(text: str) -> bool:
    """Whether a cell stands for no name at all: it is empty, a total, « autres »."""
    return not fold(text) or is_nobody(text.strip()) or _NO_NAME.fullmatch(fold(text)) is not None


class Names:
    """The names that are known: those of the context, then those of the whole country."""

    def __init__(self, context: Context) -> None:
        self._known: dict[str, list[KnownName]] = defaultdict(list)
        given = (KnownName(one.kind, one.name) for one in (context.network, context.publisher) if one)
        for known in (*context.names, *given):
            for spelling in {fold(one) for one in (known.name, *known.spellings)}:
                self._known[spelling].append(known)

    def is_known(self, text: str) -> bool:
        """Whether somebody is known by that name."""
        return bool(self._known.get(fold(text)) or national.identify(text))

    def named(self, text: str, kinds: Sequence[str], network: str = "") -> Named | None:
        """Whom a cell names, among these classes or bases, the first being what an unknown name is of; `network`: that
        of its row. None where it names nobody, or nobody can tell whom."""
        words = " ".join(_MARK.sub("", text.strip()).split())
        known = {
            (one.kind, one.name, one.network) for one in self._known.get(fold(words), ()) if _fits(one.kind, kinds)
        }
        if known:
            return _the_one(known, kinds, network)
        name = name_in(text)
        if not name:
            return None
        if "Territory" in kinds and (found := territory(name)):
            return found
        if "Territory" in kinds and territories.find(name):
            return None
        classes = tuple(one for one in (*kinds, "Organisation", "Network") if one in ("Organisation", "Network"))
        body = national.identify(name, classes, local=bool(network)) if _fits("Organisation", kinds) else None
        kind = body.kind if body else next(one for one in kinds if one in NODES and one != "Actor")
        aside = _ASIDE.fullmatch(name)
        if aside and are_initials(aside["short"], aside["name"]):
            return Named(kind, aside["name"], {"aliases": (aside["short"],)}, network)
        return Named(kind, name, network=network)


def territory(text: str) -> Named | None:
    """The territory that a text names by itself."""
    placed = place(text)
    return spoken(placed.uids[0]) if len(placed.uids) == 1 and not placed.note else None


def spoken(uid: str) -> Named | None:
    """A territory by a name that means it and no other: « Rennes », « Vienne (38) », « Vienne (département) »."""
    one = territories.by_uid(uid)
    if one is None:
        return None
    department = (territories.department_of(uid) or "").rsplit(":", 1)[-1]
    details = ("", {"department": "département", "region": "région"}.get(one.level, department), "commune")
    for name in (f"{one.name} ({detail})" if detail else one.name for detail in details):
        placed = place(name)
        if placed.uids == (uid,) and not placed.note:
            return Named("Territory", name)
    return None


def _fits(kind: str, kinds: Iterable[str]) -> bool:
    return kind in kinds or (kind in NODES and NODES[kind].base in kinds)


def _the_one(known: set[tuple[str, str, str]], kinds: Sequence[str], network: str) -> Named | None:
    """The one of that network, else the one of the class that is looked for."""
    for among in (known, {one for one in known if network and fold(one[2]) == fold(network)},
                  {one for one in known if one[0] == kinds[0]}):  # fmt: skip
        if len(among) == 1:
            kind, name, scope = next(iter(among))
            return Named(kind, name, network=scope or (network if kind != "Network" else ""))
    return None
