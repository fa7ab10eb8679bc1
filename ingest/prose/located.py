"""« La fédération de la Sarthe », « celle de l'Orne », « son homologue bretonne »: bodies told by their place alone,
where the document names one that fits, and only one."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from graphmodel.names import fold
from graphmodel.reference import territories
from ingest.prose.gazetteer import is_home, places
from ingest.prose.mentions import NOBODY, Mention
from ingest.text.pages import Span

_NOUNS = (
    "fédération|union|association|atelier|antenne|délégation|ligue|comité|section|coordination|fabrique|café|ferme|"
    "centre|maison|foyer|club|régie|groupe|épicerie|recyclerie|ressourcerie|coopérative|structure|équipe"
)
_JOINS = frozenset(("de", "du", "des", "la", "le", "les", "à", "au", "aux", "en", "–", "-", "—"))
_ANY = frozenset(("association", "structure", "equipe"))
"""What any body of an associative network may be called."""
_LEVEL = r"(?: (?:départementale?|régionale?|locale?))?"
_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_AT = r"(?:à |au |aux |en )"
_TOLD = re.compile(
    rf"(?<![\w’'-])(?:(?:[Ll]['’]|[Ll][ea] |[Dd]u |[Aa]u )(?P<noun>{_NOUNS}){_LEVEL} (?:{_OF}|{_AT})"
    rf"|[Cc]el(?:le|ui) {_OF}|(?:[Ss]on|[Ll]eur) homologue (?:{_OF}|{_AT}))(?=[A-ZÀ-Þ])"
)
_CALLED = re.compile(
    rf"(?<![\w’'-])(?:(?:[Ll]['’]|[Ll][ea] |[Dd]u |[Aa]u )(?P<noun>(?i:{_NOUNS}))|(?:[Ss]on|[Ll]eur) homologue) "
    r"(?P<whose>[a-zà-ÿ'’-]{4,})(?![\w’'-])"
)


class Located:
    """The bodies that a document names in full, by the place at the end of their names."""

    def __init__(self, bodies: Iterable[Mention], texts: Sequence[str]) -> None:
        self._texts = texts
        self._by_place: dict[str, dict[tuple[str, str, str], Mention]] = defaultdict(dict)
        for one in bodies:
            if place := place_of(one.name):
                self._by_place[fold(place)][one.key] = one

    def mentions(self, text: str, start: int, end: int, before: Sequence[Mention]) -> Iterator[Mention]:
        """The bodies that a sentence tells by their place; one that cannot be told is nobody. `before`: what was
        mentioned before it and in it, in order."""
        said = list(before)
        for begin, stop, names, noun in sorted(_told(text, start, end)):
            one = self._meant(text, (begin, stop), names, noun, [one for one in said if one.end <= begin])
            said.append(one)
            yield one

    def _meant(self, text: str, span: Span, names: Sequence[str], noun: str, before: Sequence[Mention]) -> Mention:
        last = max((one for one in before if one.letter in "NOE"), default=None, key=lambda one: one.end)
        there = {key: one for name in names for key, one in self._by_place.get(fold(name), {}).items()}
        if noun:
            fitting = [one for one in there.values() if _first(one.name) == noun or (noun in _ANY and one.network)]
        else:
            fitting = [one for one in there.values() if last and one.key != last.key and _kin(one, last)]
        if len(there) == len(fitting) == 1 and not self._another(fitting[0], noun):
            return fitting[0].at(*span)
        return Mention(*span, NOBODY, text[slice(*span)], rank=2)

    def _another(self, one: Mention, noun: str) -> bool:
        """Whether the document names, in words that nobody could read, another body of that sort at that place."""
        head = re.sub(r"^(?:L['’]|Les? |La )", "", one.name).split(" ")[0]
        name = re.compile(
            rf"\b{re.escape(head)} (?:(?!{re.escape(head)})[^.,;:()\n]){{0,50}}?{re.escape(place_of(one.name))}\b"
        )
        said = {fold(found[0]) for text in self._texts for found in name.finditer(text)} if noun else set()
        return any(not fold(one.name).endswith(name) for name in said)


def _told(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Where a sentence tells a body by its place: the words, the places they may mean, the folded noun if any."""
    for match in _TOLD.finditer(text, start, end):
        begin = match.start("noun") if match["noun"] else match.start()
        place = next((one for one in places(text, match.start(), end) if one.start == match.end()), None)
        if place:
            yield begin, place.end, (place.name,), fold(match["noun"] or "")
    for match in _CALLED.finditer(text, start, end):
        if called := demonyms().get(fold(match["whose"])):
            begin = match.start("noun") if match["noun"] else match.start()
            yield begin, match.end(), called, fold(match["noun"] or "")


def _kin(one: Mention, last: Mention) -> bool:
    """Whether two bodies are of one network, or bear one name but for their place."""
    if one.network or last.network:
        return fold(one.network) == fold(last.network)
    return _family(one.name) == _family(last.name)


def _family(name: str) -> str:
    return re.sub(r" (?:de|du|des|d|l|la|le|les|a|au)\Z", "", fold(name.removesuffix(place_of(name)))).strip()


def _first(name: str) -> str:
    return re.sub(r"^(?:l|la|le|les) ", "", fold(name)).split(" ")[0]


@lru_cache(maxsize=4096)
def place_of(name: str) -> str:
    """The part of France at the end of the name of a body, the longest that there is: « Fédération X – Indre-et-Loire »
    is of Indre-et-Loire and not of the Loire. Empty where there is none: « Réseau Lagrange » is of no village."""
    words = name.split(" ")
    for at in range(1, len(words)):
        tail = re.sub(r"^[dl]['’]", "", " ".join(words[at:]))
        joined = len(tail) < len(" ".join(words[at:])) or words[at - 1].lower() in _JOINS
        if tail[:1].isupper() and is_home(tail) and (joined or _is_wide(tail)):
            return tail
    return ""


def _is_wide(place: str) -> bool:
    return any(one.level in ("region", "department") for one in territories.find(place))


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """The places of which each adjective speaks, in both genders and numbers, folded."""
    rows = csv.DictReader(
        (files("ingest.prose") / "demonyms.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for form in row["forms"].split("|"):
            found[fold(form)] = (*found.get(fold(form), ()), row["place"])
    return found
