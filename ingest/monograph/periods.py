"""Cycles that sentences tell: « De 1990 à 2010, le deuxième cycle… », and titles that are a date and a theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.monograph.labels import WHEN, Kind, Line

_RANKS = {"premier": "1", "première": "1", "1er": "1", "deuxième": "2", "second": "2", "seconde": "2", "2e": "2",
          "troisième": "3", "3e": "3", "quatrième": "4", "4e": "4", "cinquième": "5"}  # fmt: skip
_RANK = rf"(?:(?:le|un|son|ce|la|une) )?(?P<said>(?P<rank>{'|'.join(_RANKS)}) (?:grand )?cycle(?: d['’]innovation)?)"
_BEGINS = (
    r"(?: (?:s['’]ouvre|s['’]est ouvert|commence|a commencé|débute|a débuté|démarre|a démarré|naît|est né|va|court|"
    r"a couru|"
    r"s['’]étend|s['’]étale|dure))?"
)
_PERIOD = (
    rf"(?P<date>(?:de|entre|depuis|dès|à partir de|vers|en) (?:l['’]année )?{WHEN}(?: (?:à|et|"
    rf"jusqu['’]en) (?:{WHEN}|nos jours|aujourd['’]hui))?"
    rf"|{WHEN})"
)
_RANK_FIRST = re.compile(rf"{_RANK},?{_BEGINS},? \(?{_PERIOD}(?=[\s,.;:)])", re.IGNORECASE)
_DATE_FIRST = re.compile(rf"{_PERIOD},? (?:s['’]ouvre |commence |c['’]est |voici |vient )?{_RANK}(?!\w)", re.IGNORECASE)
_RANK_ONLY = re.compile(rf"{_RANK}(?!\w)", re.IGNORECASE)
_DATED = re.compile(rf"(?P<date>{WHEN})\s?[.:–-] ?(?P<theme>\S.{{3,100}})", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.!?…]) +(?=[A-ZÀ-ÝŒ\d])")
_ENDS = frozenset({Kind.QUALIFICATION, Kind.REMARKABLE, Kind.PRACTICES, Kind.LEVEL, Kind.MODEL, Kind.KEY_POINTS})
_FEWEST = 2


def told(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a monograph, with a rank and a date in front of each sentence or title that begins a cycle; as they
    are where labels already give the ranks."""
    start = next((at for at, line in enumerate(lines) if line.kind is Kind.CYCLES), len(lines))
    end = next((at for at in range(start, len(lines)) if lines[at].kind in _ENDS), len(lines))
    part = lines[start:end]
    ranked = any(line.kind is Kind.RANK for line in part)
    spoken = [] if ranked else [one for line in part for one in _spoken(line)]
    titled = [] if ranked else list(_titled(part))
    yield from lines[:start]
    yield from next((ones for ones in (spoken, titled) if _in_order(ones)), part)
    yield from lines[end:]


def _in_order(lines: Sequence[Line]) -> bool:
    """Whether ranks were found, each once, from the first on."""
    ranks = [line.value for line in lines if line.kind is Kind.RANK]
    return len(ranks) >= _FEWEST and ranks == [str(number) for number in range(1, len(ranks) + 1)]


def _spoken(line: Line) -> Iterator[Line]:
    """A line, cut before each sentence that begins a cycle."""
    if line.kind is not Kind.TEXT:
        yield line
        return
    cuts = [0, *(stop.end() for stop in _STOP.finditer(line.text))]
    begins = [(at, match) for at in cuts if (match := _begun(line.text, at))]
    if not begins:
        yield line
        return
    if begins[0][0]:
        yield line.cut(0, begins[0][0])
    for (at, match), stop in zip(begins, [*(at for at, _ in begins[1:]), len(line.text)], strict=True):
        yield line.cut(*match.span("said"), Kind.RANK, _RANKS[match["rank"].lower()])
        if match.groupdict().get("date"):
            yield line.cut(*match.span("date"), Kind.DATE)
        yield line.cut(at, stop)


def _begun(text: str, at: int) -> re.Match[str] | None:
    return _RANK_FIRST.match(text, at) or _DATE_FIRST.match(text, at) or _RANK_ONLY.match(text, at)


def _titled(lines: Sequence[Line]) -> Iterator[Line]:
    """Titles that are « 1974-1990 : Ouvrir les refuges » begin a cycle each, in their order."""
    rank = 0
    for line in lines:
        match = _DATED.fullmatch(line.text) if line.kind is Kind.TEXT else None
        if match is None:
            yield line
            continue
        rank += 1
        yield line.cut(*match.span("date"), Kind.RANK, str(rank))
        yield line.cut(*match.span("date"), Kind.DATE)
        yield line.cut(match.start("theme"), len(line.text))
