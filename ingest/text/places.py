"""How an exact place in a document is written: `p3:1204-1290`, or `c1204-1290` where it has no pages.

The numbers count the characters of the page's raw text, from 0, the last one excluded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.text.pages import Page

_NUMBER = "0|[1-9][0-9]{0,14}"
_WRITTEN = re.compile(rf"(?:p([1-9][0-9]{{0,14}}):|c)({_NUMBER})-({_NUMBER})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The characters `start:end` of the raw text of a page, of the whole document where `page` is None."""

    page: int | None
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < self.end and (self.page is None or self.page > 0)):
            raise ValueError(f"no such place: {self}")

    def __str__(self) -> str:
        where = "c" if self.page is None else f"p{self.page}:"
        return f"{where}{self.start}-{self.end}"


def place_of(page: Page, start: int, end: int) -> Place:
    """The place in the file of the clean characters `start:end` of a page."""
    return Place(page.number, *page.raw_span(start, end))


def read_place(at: str) -> Place | None:
    """The place that `at` writes; None where it writes none in a text (a cell of a table, for example)."""
    written = _WRITTEN.fullmatch(at)
    if written is None or int(written[2]) >= int(written[3]):
        return None
    return Place(int(written[1]) if written[1] else None, int(written[2]), int(written[3]))
