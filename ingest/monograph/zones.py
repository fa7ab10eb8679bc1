"""Where the monographs of a document stand, which network each is about, and what stands below each of its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from graphmodel.names import fold
from ingest.facts.records import Context, Named
from ingest.monograph.casing import Casing
from ingest.monograph.heads import Head, head_of, of, titled, unnamed
from ingest.monograph.labels import Kind, Line, labelled
from ingest.monograph.periods import told
from ingest.text.pages import Page

_PARTS = {
    Kind.CARD: "card", Kind.DOMAIN: "card", Kind.MISSIONS: "card", Kind.HEAD: "card", Kind.NUMBER: "card",
    Kind.DYNAMIC: "dynamic", Kind.CYCLES: "cycles", Kind.QUALIFICATION: "cycles", Kind.REMARKABLE: "cycles",
    Kind.PRACTICES: "practices", Kind.LEVEL: "practices", Kind.MODEL: "model", Kind.KEY_POINTS: "key points",
}  # fmt: skip
_ONCE = frozenset({Kind.DOMAIN, Kind.HEAD, Kind.CYCLES, Kind.PRACTICES, Kind.MODEL, Kind.KEY_POINTS})
_LEAST_PARTS = 3
_GAP = 4000
"""Characters between two labels that no part of a monograph is long enough to fill."""
_TAIL = 2000
_FILLED = frozenset({Kind.HEAD, Kind.NETWORK, Kind.BUDGET, Kind.QUALIFICATION, Kind.REMARKABLE, Kind.LEVEL,
                     Kind.KEY_POINTS, Kind.FUNDING, Kind.PARTNERS})  # fmt: skip
_HOLDING = (_FILLED - {Kind.LEVEL}) | {Kind.FUNCTION, Kind.DOMAIN, Kind.MISSIONS}
_OWN = re.compile(
    r"(?!fédération|union|comité|délégation|association|coordination|ligue|antenne|têtes|parten|projets)", re.IGNORECASE
)
_VOWEL = re.compile(r"[aàâeéèêiîoôuyh]", re.IGNORECASE)
_NAME_LENGTH, _NAME_WORDS, _MOST_NAMES, _NEAR = 70, 8, 12, 4
_TITLE_LINES = 8
"""Lines above the first label of a document that may be its title."""
_SUBTITLE = re.compile(r"(?:de |du |des |d['’]|vers |quand |comment )", re.IGNORECASE)
_SENTENCE = re.compile(r".{25,}[.…]|.{60,}")


@dataclass(frozen=True, slots=True)
class Section:
    """A label and the lines below it, to the next label. `heaped`: a label that should hold something too stands right
    above it, empty: what is below may be of either."""

    label: Line
    body: tuple[Line, ...]
    heaped: bool = False


@dataclass(frozen=True)
class Monograph:
    """The lines of one monograph, from its first label on, and the name of its network."""

    lines: tuple[Line, ...]
    name: str
    casing: Casing

    @property
    def network(self) -> Named:
        """The network as a whole."""
        return Named("Network", self.name)

    @property
    def head(self) -> Named:
        """Its national head: another actor, with another headcount. Where the document does not name it, it is called
        by what it is."""
        found = self.named_head
        name = found.name if found else unnamed(self.name)
        aliases = {"aliases": (found.short,)} if found and found.short else {}
        return Named("Organisation", name, {"roles": ("NationalHead",), "level": "national"} | aliases, self.name)

    @cached_property
    def named_head(self) -> Head | None:
        """Its head as the document names it."""
        return head_of(self.lines, self.name, self.casing)

    def its(self, members: str) -> str:
        """What its unnamed members are called outside of it. Bodies bear its name, « Unions régionales Lorraine
        Verte »; other members are its own, « Ateliers adhérents de Lorraine Verte »."""
        link = (
            "" if not _OWN.match(members) or of(self.name) != self.name else "d'" if _VOWEL.match(self.name) else "de "
        )
        return f"{members[:1].upper()}{members[1:]} {link}{of(self.name)}"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its labels in order, each with what stands below it."""
        found: list[Section] = []
        starts = [rank for rank, line in enumerate(self.lines) if line.kind not in (Kind.TEXT, Kind.DATE)]
        for start, end in zip(starts, [*starts[1:], len(self.lines)], strict=True):
            above = found[-1] if found and not self.lines[start].item else None
            heaped = above is not None and not above.body and above.label.kind in _HOLDING
            found.append(Section(self.lines[start], self.lines[start + 1 : end], heaped))
        return tuple(found)

    def below(self, *kinds: Kind) -> Iterator[Section]:
        """The sections of these kinds that hold something, and of which that is sure."""
        return (one for one in self.sections if one.label.kind in kinds and one.body and not one.heaped)

    @cached_property
    def qualified_each(self) -> bool:
        """Whether each cycle has a qualification of its own."""
        kinds = [one.label.kind for one in self.sections if one.label.kind in (Kind.RANK, Kind.QUALIFICATION)]
        return len(kinds) > 2 and kinds == [Kind.RANK, Kind.QUALIFICATION] * (len(kinds) // 2)

    @cached_property
    def is_mixed(self) -> bool:
        """Whether the order of its lines is not the one that a reader sees: a label that always holds something stands
        right before another one."""
        ranks = [one.label.value for one in self.sections if one.label.kind is Kind.RANK]
        empty = (
            one.label.kind in _FILLED and not one.body and after.label.kind is not Kind.FUNCTION
            for one, after in zip(self.sections, self.sections[1:], strict=False)
        )  # fmt: skip
        return ranks != sorted(ranks) or any(empty)


def monographs(pages: Sequence[Page], context: Context) -> list[Monograph]:
    """The monographs of a document, in order; one whose network nobody names is left out."""
    found = [part for cluster in _clusters(labelled(pages)) for part in _split(cluster) if _is_monograph(part)]
    found = [list(told(part)) for part in found]
    if not found:
        return []
    casing = Casing(
        [page.text for page in pages], [spelling for name in context.names for spelling in (name.name, *name.spellings)]
    )
    chosen = context.network.name if context.network and len(found) == 1 else ""
    known = frozenset(
        fold(spelling) for one in context.names if one.kind == "Network" for spelling in (one.name, *one.spellings)
    )
    named = [(part, chosen or casing.phrase(_name(part, known))) for part in found]
    return [Monograph(tuple(part), name, casing) for part, name in named if name]


def _clusters(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines whose labels stand near one another, from a few lines above the first to what the last holds."""
    places = list(_places(lines))
    strong = [rank for rank, line in enumerate(lines) if line.kind in _PARTS]
    run: list[int] = []
    for rank in strong:
        if run and places[rank] - places[run[-1]] > _GAP:
            yield _cluster(lines, places, run)
            run = []
        run.append(rank)
    if run:
        yield _cluster(lines, places, run)


def _places(lines: Iterable[Line]) -> Iterator[int]:
    """How many characters of the document stand before each line."""
    begun = last = page = 0
    for line in lines:
        if line.page != page:
            begun, page = begun + last, line.page
        last = line.end
        yield begun + line.start


def _cluster(lines: Sequence[Line], places: Sequence[int], run: Sequence[int]) -> list[Line]:
    first = run[0]
    if first <= _TITLE_LINES:
        first = 0
    for _ in range(_NEAR):  # the name may stand above the first label
        if first and lines[first - 1].kind in (Kind.TEXT, Kind.DATE, Kind.RANK) and _is_short(lines[first - 1]):
            first -= 1
    last = run[-1]
    while last + 1 < len(lines) and places[last + 1] - places[run[-1]] < _TAIL:
        last += 1
    return list(lines[first : last + 1])


def _is_short(line: Line) -> bool:
    return len(line.text) <= _NAME_LENGTH and line.text[-1] not in ".:;!?"


def _split(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each monograph of a cluster: where its number changes, or a label comes that it already had."""
    numbers = _numbers_of_pages(lines)
    begun, seen, number = 0, set[Kind](), ""
    for rank, line in enumerate(lines):
        told = line.value if line.kind is Kind.NUMBER else numbers.get(line.page, "")
        other = bool(told and number and told != number)
        if other or (line.kind in seen and line.kind in _ONCE):
            yield _told_once(lines[begun:rank])
            begun, seen, number = rank, set(), ""
        number = told or number
        seen.add(line.kind)
    yield _told_once(lines[begun:])


def _told_once(lines: list[Line]) -> list[Line]:
    """The lines to where the stories begin, which are no part of the template."""
    return list(takewhile(lambda line: line.kind is not Kind.STORY, lines))


def _numbers_of_pages(lines: Iterable[Line]) -> dict[int, str]:
    """The number of the monograph of each page that bears one only."""
    numbers: dict[int, set[str]] = {}
    for line in lines:
        if line.kind is Kind.NUMBER and line.value:
            numbers.setdefault(line.page, set()).add(line.value)
    return {page: next(iter(found)) for page, found in numbers.items() if len(found) == 1}


def _is_monograph(lines: Iterable[Line]) -> bool:
    kinds = {line.kind for line in lines}
    parts = {_PARTS[kind] for kind in kinds & _PARTS.keys()}
    return len(parts) >= _LEAST_PARTS and "card" in parts


# The name of the network ------------------------------------------------------------------------------------


def _name(lines: Sequence[Line], known: frozenset[str]) -> str:
    """The name that stands below the number of the monograph, above it or above its card; empty where two lines might
    be it."""
    ranks = list(dict.fromkeys(rank for at in range(len(lines)) for rank in _beside(lines, at)))
    folded = {fold(lines[rank].text) for rank in ranks}
    if len(folded) > _MOST_NAMES:
        return ""
    title = {fold(line.text): line.text for line in _above(lines) if _is_short(line)}
    told = [name for name in folded | title.keys() if name in known or _is_told(lines, name)]
    plain = {fold(lines[rank].text) for rank in ranks if not lines[rank].capital and _is_below(lines, rank)}
    for names in (told, plain, [] if plain else [fold(lines[rank].text) for rank in ranks if _is_below(lines, rank)]):
        if len(set(names)) == 1:
            best = next(iter(names))
            ways = [lines[rank].text for rank in ranks if fold(lines[rank].text) == best]
            return min(ways or [title[best]], key=str.isupper)
    return (
        titled(list(_title(lines)), lines, known)
        if not ranks or not any(_is_below(lines, one) for one in ranks)
        else ""
    )


def _title(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines above all labels that are short enough for a name."""
    return (line for at, line in enumerate(_above(lines)) if _may_be_name(lines, at))


def _above(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines above all labels but the number of the monograph, which a title may hold."""
    return takewhile(lambda line: line.kind not in _PARTS or line.kind is Kind.NUMBER, lines)


def _beside(lines: Sequence[Line], at: int) -> Iterator[int]:
    """The lines around this one that might be the name, if it is a label that has the name beside it."""
    if lines[at].kind is Kind.NUMBER and at + 1 < len(lines) and lines[at + 1].inline:
        yield from [at + 1] if _may_be_name(lines, at + 1) else ()
    elif lines[at].kind is Kind.NUMBER:
        for rank in range(at + 1, min(at + _NEAR, len(lines))):
            if lines[rank].kind is not Kind.TEXT:
                break
            if _may_be_name(lines, rank):
                yield rank
    elif lines[at].kind in (Kind.DOMAIN, Kind.HEAD) and at and _may_be_name(lines, at - 1):
        above = next((line.kind for line in reversed(lines[:at]) if line.kind is not Kind.TEXT), None)
        if above not in (Kind.DOMAIN, Kind.MISSIONS):  # else the line is what that label announces
            yield at - 1


def _is_below(lines: Sequence[Line], rank: int) -> bool:
    """Whether the number of the monograph stands just above."""
    return any(line.kind is Kind.NUMBER for line in lines[max(0, rank - _NEAR + 1) : rank])


def _is_told(lines: Iterable[Line], name: str) -> bool:
    """Whether the text speaks of a network of that name."""
    return any(f"reseau {name} " in f"{fold(line.text)} " for line in lines if not line.capital)


def _may_be_name(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is short enough for a name, and no title of the text that follows it."""
    line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if line.kind is not Kind.TEXT or not _is_short(line) or len(line.text.split()) > _NAME_WORDS:
        return False
    if not line.text[0].isupper() or _SUBTITLE.match(line.text) or any(letter.isdigit() for letter in line.text):
        return False
    return after is None or after.kind is not Kind.TEXT or not _SENTENCE.fullmatch(after.text) or after.capital
