"""The two parties of a proposed fact, each found whole in its quote, or « nous »; half a name is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphmodel.names import fold, marks
from graphmodel.schema.registry import NODES
from ingest.extras.llm_account import Dropped
from ingest.extras.llm_prompt import CLASSES, THE_NETWORK, WE
from ingest.extras.llm_words import Quote, found
from ingest.facts.records import Context, KnownName, Named
from ingest.text.pages import Span

_OURSELVES = re.compile(r"\b(?:nous|notre|nos)\b", re.IGNORECASE)
_THE_NETWORK = re.compile(r"\b(?:[Ll]e|[Aa]u|[Dd]u) réseau\b(?! (?:[A-ZÀ-Ý\d]|de |des |du |d'|qui ))")
_ARTICLE = re.compile(r"(?:l'|d'|(?:les?|la|une?|des?|du|de la|aux?)\s+(?!l'))(?=\S)")
_NOBODY = re.compile(
    r"(?:ce|cet|cette|ces|son|sa|ses|leurs?|notre|nos|votre|vos|mon|ma|mes|ton|ta|tes|ils?|elles?|on|lui|eux|qui|"
    r"celles?|celui|ceux|celle-ci|plusieurs|certaine?s|chaque|tous|toutes|monsieur|madame|m\.|mme|mlle|dr)(?![\w-])",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[,;:!?\n\"«»<>{}\[\]]")
_LONGER_AFTER = re.compile(r" (?:(?:de la|de l'|de|du|des|d') ?)?[A-ZÀ-Ý0-9]|'\w")
_LONGER_BEFORE = re.compile(
    r"(?:(\b[A-ZÀ-Ý][\w'-]*)(?:\s(?:de la|de l'|de|du|des))?)\s$|[A-ZÀ-Ý]\w+(?:\sd'|\sde l'|')$"
)
_OPENERS = re.compile(
    r"(?:les?|la|l'|l|un|une|des?|du|en|à|au|aux|avec|par|pour|chez|selon|depuis|dans|sur|sous|vers|entre|et|ou|mais|"
    r"ainsi|puis|enfin|grâce|comme|après|avant|pendant|lors|dès|où|quand|si|c'est)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\w[sx]\b")
_DATES = re.compile(r" (?:de )?(?:1[89]|20)\d\d\b")
_COMMON = re.compile(
    r"(?:projet|innovation|dispositif|programme|action|initiative|solution|service|experimentation|demarche|modele|"
    r"association|federation|fondation|reseau|union|organisation|structure|partenaire|financeur|tete de reseau|groupe|"
    r"entreprise|collectivite|fonds(?: de dotation)?|departement|region|ville|commune|metropole|territoire|pays|site|"
    r"antenne)s?"
)


_WHOLE = tuple(name for name in CLASSES if NODES[name].base in ("Actor", "Territory") and name != "Group")
"""Classes whose names are written with capitals, so that a longer one is seen."""


class NoName(Exception):
    """Why the parties are not what the quote names."""

    def __init__(self, reason: Dropped) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands at which characters of the page. `unnamed`: « nous » or « le réseau », whom only what a person said of
    the document names."""

    named: Named
    span: Span
    unnamed: bool = False


def parties(subject: tuple[str, str], other: tuple[str, str], quote: Quote, context: Context) -> tuple[Party, Party]:
    """The two ends, each given as its words and its class, at places that do not overlap. Raises NoName."""
    firsts, seconds = list(located(*subject, quote, context)), list(located(*other, quote, context))
    for first in firsts:
        for second in seconds:
            if first.span[1] <= second.span[0] or second.span[1] <= first.span[0]:
                if fold(first.named.name) == fold(second.named.name):
                    raise NoName(Dropped.ENDS)
                return first, second
    raise NoName(Dropped.UNNAMED)


def located(words: str, kind: str, quote: Quote, context: Context) -> Iterator[Party]:
    """Every place of the quote that names this party. Raises NoName where the words are in it and name nobody."""
    if fold(words) in (WE, "notre", "nos"):
        yield from _meant(_OURSELVES, context.publisher, quote)
        return
    if fold(words) == fold(THE_NETWORK):
        yield from _meant(_THE_NETWORK, context.network, quote)
        return
    cut = False
    for start, end in found(words, quote.text, quote.start, quote.end):
        begin = _after_article(quote.text, start, end)
        named = _named(" ".join(quote.text[begin:end].split()), kind, context)
        if named.kind in _WHOLE and _is_cut(quote.text, begin, end):
            cut = True
        else:
            yield Party(named, (begin, end))
    if cut:
        raise NoName(Dropped.NO_NAME)


def _meant(words: re.Pattern[str], who: Named | None, quote: Quote) -> Iterator[Party]:
    """Whom such words mean in the text itself; inside quotation marks somebody else says them."""
    for match in words.finditer(quote.text, quote.start, quote.end):
        before = quote.text[quote.text.rfind("\n\n", 0, match.start()) + 1 : match.start()]
        quoted = any(before.count(opening) > before.count(closing) for opening, closing in ("«»", "“”"))
        if who and not quoted and before.count('"') % 2 == 0:
            yield Party(who, match.span(), unnamed=True)


def _after_article(text: str, start: int, end: int) -> int:
    article = _ARTICLE.match(text, start, end)
    return article.end() if article else start


def _is_name(name: str, kind: str, known: KnownName | None) -> bool:
    """Whether the words can be what somebody is called, rather than what stands for a name."""
    folded = fold(name)
    if (
        _MARKS.search(name)
        or _NOBODY.match(name)
        or not folded
        or _COMMON.fullmatch(folded)
        or _OPENERS.fullmatch(name)
    ):
        return False
    if kind == "Group":
        numbers = len(marks(name))
        return numbers == 1 or (not numbers and _PLURAL.search(name) is not None)
    if known is not None or kind == "Innovation":
        return True
    return any(letter.isupper() for letter in name)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether the name goes on before or after: « Alpha » is not « Alpha Emploi », nor « Union Alpha », nor « Alpha de
    Nantes »."""
    after = _LONGER_AFTER.match(text, end)
    if after and not _DATES.match(text, end):
        return True
    line = text.rfind("\n", 0, start) + 1
    before = _LONGER_BEFORE.search(text, max(line, start - 80), start)
    if before is None:
        return False
    word = before[1] or ""
    return not _OPENERS.fullmatch(word)


def _known(name: str, kind: str, context: Context) -> KnownName | None:
    """The entity that the graph holds by that name, in this network or anywhere; of the class said where there are
    several."""
    about = context.network.name if context.network else ""
    same = [
        one
        for one in context.names
        if (not one.network or fold(one.network) == fold(about)) and fold(name) in map(fold, (one.name, *one.spellings))
    ]
    return next((one for one in same if one.kind == kind), same[0] if len(same) == 1 else None)


def _named(name: str, kind: str, context: Context) -> Named:
    """The bearer of a name, of the class that the graph knows it by. Raises NoName."""
    known = _known(name, kind, context)
    kind = known.kind if known else kind
    if kind not in CLASSES:
        raise NoName(Dropped.UNKNOWN)
    if not _is_name(name, kind, known):
        raise NoName(Dropped.NO_NAME)
    if kind == "Group":
        network = context.network.name if context.network else ""
        number = next(iter(marks(name)), "")
        return Named(kind, name, {"count": int(number)} if number.isdigit() else {}, network)
    return Named(kind, name, network=known.network if known else "")
