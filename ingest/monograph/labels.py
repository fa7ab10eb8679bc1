"""The words that the template repeats from one monograph to the next, found line by line, whatever their case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function, Level
from ingest.text.pages import Page


class Kind(Enum):
    """What a line of the template announces; TEXT announces nothing."""

    TEXT = auto()
    NUMBER = auto()
    DOMAIN = auto()
    MISSIONS = auto()
    HEAD = auto()
    NETWORK = auto()
    BUDGET = auto()
    DYNAMIC = auto()
    CYCLES = auto()
    RANK = auto()
    DATE = auto()
    QUALIFICATION = auto()
    REMARKABLE = auto()
    PRACTICES = auto()
    LEVEL = auto()
    FUNCTION = auto()
    MODEL = auto()
    HUMAN = auto()
    FUNDING = auto()
    PARTNERS = auto()
    ECHELON = auto()
    KEY_POINTS = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it that announces something, or the part after that. `start:end` are characters
    of the page; `value` is what the label itself says: a rank, a level, a function, a number; `apart`: a blank line, or
    the top of a page, stands before it."""

    page: int
    start: int
    end: int
    text: str
    kind: Kind = Kind.TEXT
    value: str = ""
    apart: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written in capitals, as the titles of the template are."""
        return self.text.isupper()

    def cut(self, start: int, end: int, kind: Kind = Kind.TEXT, value: str = "") -> Line:
        """The part of it from one of its characters to another."""
        words = self.text[start:end]
        return Line(self.page, self.start + start, self.start + end, words, kind, value, self.apart and start == 0)


TERRITORIAL = "territorial"
"""The level of heads of which only this is said: that they are not the national one."""

_OF_INNOVATION = "(?: au service de l innovation)?"
_PATTERNS = {
    Kind.NUMBER: r"monographie(?: n| no| numero)?(?: (?P<number>\d{1,3}))?",
    Kind.DOMAIN: "domaines?(?: d (?:action|activite|intervention)s?)?",
    Kind.MISSIONS: "missions?",
    Kind.HEAD: "(?:la )?tete de reseau(?: nationale)?",
    Kind.NETWORK: "(?:le )?reseau",
    Kind.BUDGET: "budget(?: annuel| global)?(?: de la tete(?: de reseau)?(?: nationale)?| du reseau)?",
    Kind.DYNAMIC: "(?:la )?dynamique d innovation(?: du reseau)?",
    Kind.CYCLES: "(?:les )?cycles d innovation(?: du reseau)?",
    Kind.QUALIFICATION: "qualification(?: de l innovation| des innovations)?",
    Kind.REMARKABLE: "(?:les )?innovations remarquables(?: du reseau)?",
    Kind.PRACTICES: f"(?:les )?pratiques (?:du reseau|des tetes de reseau|de la tete de reseau){_OF_INNOVATION}",
    Kind.LEVEL: "(?:les )?fonctions dominantes (?P<level>.+)",
    Kind.FUNCTION: "|".join(fold(one.label.fr) for one in Function),
    Kind.MODEL: "(?:le )?modele socio ?economique(?: de la dynamique d innovation| de l innovation| du reseau)?",
    Kind.HUMAN: "richess+es humaines",
    Kind.FUNDING: "financements?",
    Kind.PARTNERS: "partenariats?",
    Kind.ECHELON: "national|territorial",
    Kind.KEY_POINTS: "points? cles?(?: et perspectives)?",
}
_LABEL = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()))
_FUNCTIONS = {fold(one.label.fr): one.value for one in Function}
_LEVELS = (
    ("national", Level.NATIONAL.value),
    ("region", Level.REGIONAL.value),
    ("departement", Level.DEPARTMENTAL.value),
    ("loca", Level.LOCAL.value),
    ("territoria", TERRITORIAL),
)
_LONGEST = 120
_BULLET = re.compile(r"[-–•] (?=\S)")
_HEAD = re.compile(r"(?P<head>[^:–—]{4,60}?)\s*(?::|–|—| - )\s*(?P<rest>\S.*)")
_WHEN = (
    r"(?:≈|~|vers|environ|depuis|dès|à partir de)?\s?(?:(?:18|19|20)\d\d|(?:les )?années (?:19|20)?\d0)"
    r"(?:\s?(?:-|–|à|/)\s?(?:(?:18|19|20)\d\d|aujourd'hui))?"
)
_DATE = re.compile(_WHEN, re.IGNORECASE)
_RANK = re.compile(
    rf"(?:(?P<before>{_WHEN})\s?[-–:,]?\s)?(?P<rank>(?P<digit>\d)\s?(?:er|ère|[eè]me|e|nd|nde)\s+cycle)"
    rf"(?:\s?[-–:,(]?\s?(?P<after>{_WHEN})\)?)?(?:\s?[:–-]\s(?P<theme>\S.*))?",
    re.IGNORECASE,
)


def labelled(pages: Sequence[Page]) -> list[Line]:
    """All lines of all pages, in order, each with what it announces."""
    return [line for number, page in enumerate(pages) for line in _of_page(number, page.text)]


def level_of(words: str) -> str:
    """The level that folded words speak of; empty where they speak of none, or of two."""
    found = {level for stem, level in _LEVELS if re.search(rf"\b{stem}", words)}
    return next(iter(found)) if len(found) == 1 else ""


def _of_page(number: int, text: str) -> Iterator[Line]:
    at, apart = 0, True
    for words in text.split("\n"):
        if words:
            yield from _parts(Line(number, at, at + len(words), words, apart=apart))
        apart = not words
        at += len(words) + 1


def _parts(line: Line) -> Iterator[Line]:
    """The line, cut where a label and what it announces stand on one."""
    words = line.text
    if rank := _RANK.fullmatch(words):
        yield from _ranked(line, rank)
    elif len(words) <= _LONGEST and _DATE.fullmatch(words):
        yield line.cut(0, len(words), Kind.DATE)
    elif len(words) <= _LONGEST and (label := _label(words)):
        yield line.cut(0, len(words), *label)
    else:
        skipped = bullet.end() if (bullet := _BULLET.match(words)) else 0
        cut = _HEAD.fullmatch(words, skipped)
        label = _label(cut["head"]) if cut else None
        if cut and label:
            yield line.cut(*cut.span("head"), *label)
            yield line.cut(*cut.span("rest"))
        else:
            yield line


def _ranked(line: Line, rank: re.Match[str]) -> Iterator[Line]:
    for name, kind in (("before", Kind.DATE), ("rank", Kind.RANK), ("after", Kind.DATE), ("theme", Kind.TEXT)):
        if rank[name]:
            yield line.cut(*rank.span(name), kind, rank["digit"] if kind is Kind.RANK else "")


def _label(words: str) -> tuple[Kind, str] | None:
    """What these words announce, and the value that they hold."""
    folded = fold(words)
    found = _LABEL.fullmatch(folded)
    if found is None or words[-1] == ".":
        return None
    kind = next(kind for kind in _PATTERNS if found[kind.name] is not None)
    if kind is Kind.LEVEL:
        return kind, level_of(found["level"])
    if kind is Kind.FUNCTION:
        return kind, _FUNCTIONS[folded]
    return kind, found["number"] or "" if kind is Kind.NUMBER else folded
