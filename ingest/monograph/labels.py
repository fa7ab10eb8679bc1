"""The words that the template repeats from one monograph to the next, found line by line, whatever their case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function, Level
from ingest.text.pages import Page


class Kind(Enum):
    """What a line of the template announces; TEXT announces nothing."""

    TEXT = auto()
    NUMBER = auto()
    CARD = auto()
    DOMAIN = auto()
    MISSIONS = auto()
    HEAD = auto()
    NETWORK = auto()
    FIGURES = auto()
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
    OUTLOOK = auto()
    STORY = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it that announces something, or the part after that. `start:end` are characters
    of the page; `value` is what the label itself says: a rank, a level, a function, a number; `apart`: a blank line, or
    the top of a page, stands before it; `inline`: its label stands before it on the same line; `item`: the label is
    that of an item of a list."""

    page: int
    start: int
    end: int
    text: str
    kind: Kind = Kind.TEXT
    value: str = ""
    apart: bool = False
    inline: bool = False
    item: bool = False

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

_FUNCTIONS = {fold(one.label.fr): one.value for one in Function} | {
    "mise en reseau": Function.NETWORKING.value,
    "animation et mise en reseau": Function.NETWORKING.value,
    "animation du reseau": Function.NETWORKING.value,
    "operateur": Function.OPERATOR.value,
    "pilotage de projet": Function.PROJECT_STEERING.value,
    "accompagnement individualise": Function.PERSONAL_SUPPORT.value,
}
_OF_INNOVATION = "(?: au service de l innovation)?"
_WHOSE = "(?:(?:les |nos |ses |leurs |des |quelques )?(?:deux |trois |quatre |cinq )?|la |notre |sa |le |son |l )?"
_HEADS = "(?:tetes? de reseau|tetes?|unions?|federations?|comites?|delegations?)"
_BODIES = "(?:federation|confederation|union|association|coordination|structure|tete)"
_LEVEL_WORD = "(?:national|regional|departemental|local|territorial|region|departement|nationa|regiona|departementa)"
_PATTERNS = {
    Kind.NUMBER: r"monographie(?:(?: [a-z]+){0,2} (?:n|no|numero))?(?: ?(?P<number>\d{1,3}))?",
    Kind.CARD: f"{_WHOSE}(?:carte|fiche) d identite(?: du reseau| de la structure)?|{_WHOSE}identite du reseau"
    f"|{_WHOSE}(?:reseau )?en (?:bref|quelques (?:mots|lignes)|un coup d oeil)|{_WHOSE}(?:presentation|"
    f"portrait) du reseau",
    Kind.DOMAIN: f"{_WHOSE}(?:domaine|champ|secteur)s?(?: d (?:action|activite|intervention)s?)?",
    Kind.MISSIONS: f"{_WHOSE}missions?(?: du reseau| principales?)?",
    Kind.HEAD: f"(?:la )?tete de reseau(?: nationale)?|(?:la |l )?{_BODIES} nationale(?: du reseau)?",
    Kind.NETWORK: "(?:le |notre )?reseau(?: en chiffres)?",
    Kind.FIGURES: "(?:les )?(?:chiffres? cles?|quelques chiffres|en chiffres|reperes)",
    Kind.BUDGET: f"{_WHOSE}budgets?(?: annuel| global| total| consolide)?"
    r"(?: (?:de la (?:tete|federation|union)|du siege)(?: de reseau)?(?: nationale)?| du reseau)?(?: (?:en )?20\d\d)?",
    Kind.DYNAMIC: f"{_WHOSE}dynamiques? (?:d|de l) innovation(?: du reseau)?",
    Kind.CYCLES: rf"{_WHOSE}(?:(?:deux|trois|quatre|cinq|\d) )?(?:grands )?cycles (?:d|de l) innovation(?: du reseau)?"
    f"|{_WHOSE}(?:innovation|histoire|dynamique) en (?:deux|trois|quatre|cinq) (?:cycles|temps|periodes)"
    r"|(?:les )?(?:deux|trois|quatre|cinq) (?:grand(?:e)?s )?(?:cycles|temps|periodes|ages)(?: de l innovation)?",
    Kind.QUALIFICATION: "(?:qualification|natures?)(?: de l innovation| des innovations)?",
    Kind.REMARKABLE: f"{_WHOSE}innovations? (?:remarquables?|phares?|emblematiques?|marquantes?|majeures?)"
    "(?: du reseau)?",
    Kind.PRACTICES: f"{_WHOSE}pratiques (?:du reseau|des tetes de reseau|de la tete de reseau|d innovation"
    f"|par (?:niveau|echelon)){_OF_INNOVATION}|{_WHOSE}pratiques au service de l innovation"
    f"|{_WHOSE}fonctions des tetes de reseau{_OF_INNOVATION}|(?:les |nos )pratiques{_OF_INNOVATION}"
    f"|{_WHOSE}roles? (?:de la tete|des tetes) de reseau|qui fait quoi(?: dans le reseau)?",
    Kind.LEVEL: "(?:les )?fonctions (?:dominantes|principales|exercees) (?P<level>.+)",
    Kind.FUNCTION: "(?:(?:la )?fonction d )?(?:" + "|".join(_FUNCTIONS) + ")",
    Kind.MODEL: f"{_WHOSE}modele (?:socio ?)?economique(?: de la dynamique d innovation| de l innovation| du reseau)?",
    Kind.HUMAN: f"{_WHOSE}(?:richess+es|ressources) humaines|{_WHOSE}moyens humains",
    Kind.FUNDING: f"{_WHOSE}(?:financements?|financeurs|(?:ressources|moyens) financi(?:eres|ers))",
    Kind.PARTNERS: f"{_WHOSE}(?:partenariats?|partenaires)",
    Kind.ECHELON: f"(?:(?:(?:au|a l) )?(?:niveau|echelon|echelle)s? |{_HEADS} |en |dans les )?"
    f"{_LEVEL_WORD}(?:e|es|s|les?|ux)?",
    Kind.KEY_POINTS: f"{_WHOSE}points? cles?(?: et perspectives)?|(?:ce qu il faut |a )retenir(?: et perspectives)?",
    Kind.OUTLOOK: f"{_WHOSE}perspectives(?: d avenir)?",
    Kind.STORY: f"{_WHOSE}(?:recit|histoire|parcours|exemple)s? d essaimages?",
}
_LABEL = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()))
_LEVELS = (
    ("national", Level.NATIONAL.value),
    ("region", Level.REGIONAL.value),
    ("departement", Level.DEPARTMENTAL.value),
    ("loca", Level.LOCAL.value),
    ("territoria", TERRITORIAL),
)
_LONGEST = 120
_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
_RULE = re.compile(r":?-+:?")
_BULLET = re.compile(r"[-–•*] ?(?=\S)")
_NUMBERING = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|[A-H]) ?[.)–-]|\d{1,2}\.\d{1,2}|(?i:partie) \d{1,2} ?[:.–-]) +(?=\S)"
)
_HEAD = re.compile(r"(?P<head>[^:–—]{4,60}?)\s*(?::|–|—| - )\s*(?P<rest>\S.*)")
_OF_WHOM = re.compile(
    r"(?P<head>[Mm](?i:onographie)(?: [nN][°o]? ?\d+)?) (?i:du|de la|de l'|des|de|d') ?(?P<rest>\S[^.:]{1,69})"
)
_OF_SUM = re.compile(r"(?P<head>(?i:budget(?: annuel| global| total)?)) (?:d'environ |de )?(?P<rest>\d.*)")
_YEAR = r"(?:(?:18|19|20)\d\d|(?:(?:début|milieu|fin) (?:des )?|les )?années (?:19|20)?\d0)"
WHEN = (
    rf"(?:(?:≈|~|vers|environ|autour de|depuis|dès|à partir de|de|en)\s?)?{_YEAR}"
    rf"(?:\s?(?:-|–|—|à|/|→)\s?(?:≈|~|vers )?(?:{_YEAR}|aujourd['’]hui|ce jour|nos jours))?"
)
"""A year, a decade or two years, as titles write them."""
_DATE = re.compile(rf"\(?(?:{WHEN})\)?", re.IGNORECASE)
_ORDINALS = {"premier": "1", "deuxième": "2", "second": "2", "troisième": "3", "quatrième": "4", "cinquième": "5"}
_RANK = re.compile(
    rf"(?:(?P<before>{WHEN})\s?[-–:,]?\s)?(?:le )?(?P<rank>(?:(?P<digit>\d)\s?(?:er|ère|[eè]me|e|nd|nde)\s+cycle"
    rf"|(?P<word>{'|'.join(_ORDINALS)}) cycle|cycle (?:n° ?)?(?P<number>\d))(?: d['’]innovation)?)"
    rf"(?:\s?[-–:,(]?\s?(?P<after>{WHEN})\)?)?(?:\s?[.:–-]\s(?P<theme>\S.*?)(?: \((?P<last>{WHEN})\))?)?",
    re.IGNORECASE,
)
_PRACTISED = frozenset({Kind.PRACTICES, Kind.LEVEL, Kind.FUNCTION})
_PLACES = frozenset({Kind.TEXT, Kind.DATE, Kind.ECHELON})
_WEAK = re.compile(rf"{_HEADS} .*|(?:en|dans les) .*|.*(?:region|departement)s?")
"""What is a level only where functions stand below it."""


def labelled(pages: Sequence[Page]) -> list[Line]:
    """All lines of all pages, in order, each with what it announces."""
    lines = [line for number, page in enumerate(pages) for line in _of_page(number, page.text)]
    said = any(line.kind is Kind.HEAD and "tete" in fold(line.text) for line in lines)
    return list(_settled(lines, said))


def level_of(words: str) -> str:
    """The level that folded words speak of; empty where they speak of none, or of two."""
    found = {level for stem, level in _LEVELS if re.search(rf"\b{stem}", words)}
    return next(iter(found)) if len(found) == 1 else ""


def _settled(lines: Sequence[Line], said: bool) -> Iterator[Line]:
    """The lines, once what stands around a label tells what it announces: « Au niveau régional » is a level of the
    practices above a function, and a mere subtitle elsewhere. `said`: a label says « tête de réseau »."""
    part = Kind.TEXT
    after = [Kind.TEXT] * len(lines)  # the first label below that is no level itself
    for at in range(len(lines) - 1, -1, -1):
        below = lines[at + 1].kind if at + 1 < len(lines) else Kind.TEXT
        levels = _PLACES | ({Kind.HEAD} if at + 1 < len(lines) and _is_level(lines[at + 1]) else set())
        after[at] = after[at + 1] if at + 1 < len(lines) and below in levels else below
    for at, line in enumerate(lines):
        practised = part in _PRACTISED and after[at] is Kind.FUNCTION and not line.inline
        settled = _as_it_stands(line, said, practised=practised) if _is_level(line) else line
        part = part if settled.kind in _PLACES else settled.kind
        yield settled


def _as_it_stands(line: Line, said: bool, *, practised: bool) -> Line:
    """What may be a level, as one where functions stand below it; else as a label only if it is one anywhere."""
    words = fold(line.text)
    if practised:
        return replace(line, kind=Kind.LEVEL, value=level_of(words) or Level.NATIONAL.value)
    weak = _WEAK.fullmatch(words) if line.kind is Kind.ECHELON else said and "tete" not in words
    return replace(line, kind=Kind.TEXT, value="") if weak else line


def _is_level(line: Line) -> bool:
    return line.kind in (Kind.ECHELON, Kind.HEAD)


def _of_page(number: int, text: str) -> Iterator[Line]:
    at, apart = 0, True
    for words in text.split("\n"):
        if words:
            yield from _parts(Line(number, at, at + len(words), words, apart=apart))
        apart = not words
        at += len(words) + 1


def _parts(line: Line) -> Iterator[Line]:
    """The line, cut where a label and what it announces stand on one; a row of a table, cell by cell."""
    words = line.text
    if words.startswith("|") and words.endswith("|"):
        cells = [cell for cell in _CELL.finditer(words) if not _RULE.fullmatch(cell[0])]
        labels = [_label(cell[0]) for cell in cells]
        for at, (cell, label) in enumerate(zip(cells, labels, strict=True)):
            if label and at + 1 < len(cells) and not labels[at + 1]:
                yield line.cut(*cell.span(), *label)
            else:
                yield replace(line.cut(*cell.span()), inline=at > 0 and labels[at - 1] is not None)
        return
    bullet, numbering = _BULLET.match(words), _NUMBERING.match(words)
    skipped = (bullet or numbering).end() if bullet or numbering else 0  # type: ignore[union-attr]
    if rank := _RANK.fullmatch(words, skipped):
        yield from _ranked(line, rank)
    elif len(words) <= _LONGEST and _DATE.fullmatch(words):
        yield line.cut(0, len(words), Kind.DATE)
    elif len(words) <= _LONGEST and (label := _label(words[skipped:])):
        yield replace(line.cut(skipped, len(words), *label), apart=line.apart, item=bool(bullet))
    else:
        yield from _inline(line, skipped, item=bool(bullet))


def _inline(line: Line, skipped: int, *, item: bool) -> Iterator[Line]:
    """A label, and what it announces on the same line; else the line as it is."""
    words = line.text
    for pattern in (_HEAD, _OF_WHOM, _OF_SUM):
        cut = pattern.fullmatch(words, skipped)
        label = _label(cut["head"]) if cut else None
        if cut and label and not (label[0] is Kind.ECHELON and _WEAK.fullmatch(fold(cut["head"]))):
            yield replace(line.cut(*cut.span("head"), *label), apart=line.apart, item=item)
            yield replace(line.cut(*cut.span("rest")), inline=True)
            return
    yield line


def _ranked(line: Line, rank: re.Match[str]) -> Iterator[Line]:
    value = rank["digit"] or rank["number"] or _ORDINALS[rank["word"].lower()]
    kinds = {"before": Kind.DATE, "rank": Kind.RANK, "after": Kind.DATE, "last": Kind.DATE, "theme": Kind.TEXT}
    for name, kind in kinds.items():
        if rank[name]:
            yield line.cut(*rank.span(name), kind, value if kind is Kind.RANK else "")


def _label(words: str) -> tuple[Kind, str] | None:
    """What these words announce, and the value that they hold."""
    folded = fold(words)
    found = _LABEL.fullmatch(folded)
    if found is None or words[-1] == ".":
        return None
    kind = next(kind for kind in _PATTERNS if found[kind.name] is not None)
    if kind in (Kind.LEVEL, Kind.ECHELON):
        return kind, level_of(found["level"] or folded)
    if kind is Kind.FUNCTION:
        return kind, _FUNCTIONS[folded.removeprefix("la ").removeprefix("fonction d ")]
    return kind, found["number"] or "" if kind is Kind.NUMBER else folded
