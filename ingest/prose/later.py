"""« L'année suivante », « deux ans plus tard »: the year that is meant, where the one before it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.dates import parse_when, to_properties
from ingest.prose.amounts import NUMBER_WORDS, count_of

_RELATIVE = re.compile(
    rf"\b(?:(?P<next>l['’](?:année|an) (?:suivante?|d['’]après))|(?P<last>l['’]année (?:précédente|d['’]avant))"
    rf"|(?P<same>(?:la |cette |en la |en cette )même année|cette année-là)(?! qu)"
    rf"|(?P<later>un|\d{{1,2}}|{NUMBER_WORDS}) ans? (?:plus tard|après(?= ?[,.;]))"
    rf"|(?P<sooner>un|\d{{1,2}}|{NUMBER_WORDS}) ans? (?:plus tôt|auparavant))(?![\w-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|[ \u202f]?(?:€|euros|%))")
_BESIDE = re.compile(r"(?:,| \()? ?(?:soit |c['’]est-à-dire )?\Z")

When = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last year that a paragraph tells, and where the words that tell it begin."""

    year: int
    start: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A date that hangs on another one: the clean characters `start:end`, and how many years after it."""

    start: int
    end: int
    years: int

    def after(self, anchor: Anchor) -> dict[str, str]:
        """The date as properties of a relation."""
        return to_properties(parse_when(f"en {anchor.year + self.years}"))


def relatives(text: str, start: int, end: int) -> Iterator[Relative]:
    """The dates of a passage that hang on an earlier one."""
    for match in _RELATIVE.finditer(text, start, end):
        count = count_of(match["later"] or match["sooner"] or "un") or 0
        years = 0 if match["same"] else -count if match["last"] or match["sooner"] else count
        yield Relative(match.start(), match.end(), years)


def apart_from(text: str, found: Sequence[Relative], spans: Sequence[tuple[int, int]]) -> list[Relative]:
    """Those that say another date than the full ones of their clause: not « trois ans plus tard, en 2018 »."""
    return [
        one
        for one in found
        if one.years
        and not any(
            _BESIDE.fullmatch(text[min(one.end, end) : max(one.start, start)]) is not None for start, end in spans
        )
    ]


def year_of(when: When) -> int | None:
    """The one year in which a date lies; None for a span of years or one that is not certain."""
    years = {str(when.get(name, ""))[:4] for name in ("since_min", "since_max")}
    return int(years.pop()) if len(years) == 1 and "" not in years and "until_max" not in when else None


def other_years(text: str, year: int | None) -> bool:
    """Whether a passage tells a year beside this one."""
    return any(int(found[0]) != year for found in _YEAR.finditer(text))
