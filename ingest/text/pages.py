"""A document as text: its pages, each clean and beside what the file really holds."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from ingest.findings import Finding

Kind = Literal["txt", "md", "pdf", "docx", "odt", "html"]
Span = tuple[int, int]
"""First character and the one after the last."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, and the spans of its page's clean text that they are, in the order in which they
    are read. There are several where its lines stand apart in the text; none in a cell without words."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its rows all as long. A cell that goes over several places is the same object in each of them.

    The first `headers` rows name the columns; where no row of the document is `marked` as such, this is only what the
    layout lets suppose, the first row at least.
    """

    rows: tuple[tuple[Cell, ...], ...]
    headers: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` is its rank in the file from 1, None in a document that has no pages.

    `text` is clean, `raw` is what the format's own reader gives, lines ended by a newline. `offsets` has one entry per
    character of `text`, never decreasing: where in `raw` that character comes from. No line of `text` goes over the
    border of a cell of `tables`.
    """

    number: int | None
    text: str
    raw: str
    offsets: array[int]
    tables: tuple[Table, ...] = ()

    def raw_span(self, start: int, end: int) -> Span:
        """The span of `raw` that the clean characters `start:end` come from; `start` < `end`."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}:{end} is no span of {len(self.text)} characters")
        last = self.offsets[end - 1] + 1
        while last < len(self.raw) and unicodedata.combining(self.raw[last]):  # the accent of a letter is part of it
            last += 1
        return self.offsets[start], last

    def clean_span(self, start: int, end: int) -> Span:
        """The span of `text` that comes from `raw[start:end]`; empty where nothing of it was kept."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


@dataclass(frozen=True, slots=True)
class Text:
    """What a file gave. Where it was refused, `kind` is None, `pages` empty, and the finding, an error, says why."""

    kind: Kind | None
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
