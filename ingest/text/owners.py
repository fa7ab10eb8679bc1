"""Which cell of a page's tables each of its raw characters belongs to, and the tables of its clean text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.text.grids import Grid
from ingest.text.hyphens import Hyphens
from ingest.text.pages import Cell, Span, Table
from ingest.text.paragraphs import begins_item
from ingest.text.tracked import Tracked

_GAP = re.compile(r"(?<=[^ \n])[ \n]+(?=[^ \n])")


class Owners:
    """The cells of the `grids` of one page; `flows` where the lines of a cell are only those of its width."""

    def __init__(self, grids: Sequence[Grid], *, flows: bool) -> None:
        cells = [spans for grid in grids for spans in grid.cells]
        owned = sorted((start, end, rank) for rank, spans in enumerate(cells) for start, end in spans)
        self.grids, self.flows = grids, flows
        self._starts = [start for start, _, _ in owned]
        self._owned = owned

    def goes_on(self, above: int, below: int) -> bool | None:
        """Of two lines that follow each other, whether they are of one cell, or of different ones; None where only
        their words can tell."""
        same = self.same(above, below)
        return None if same and not self.flows else same

    def out_of_tables(self, spans: Sequence[Span]) -> list[Span]:
        """Those of the spans, in order and apart, that touch no table; a table which they cover is none."""
        left = list(spans)
        for grid in self.grids:
            owned = [span for cell in grid.cells for span in cell]
            if not all(any(start <= first and last <= end for start, end in left) for first, last in owned):
                left = [span for span in left if not any(span[0] < last and first < span[1] for first, last in owned)]
        return left

    def same(self, before: int, after: int) -> bool | None:
        """Whether these raw characters are of one cell; None where both are out of any."""
        left, right = self._of(before), self._of(after)
        return None if left is None and right is None else left == right

    def apart(self, text: Tracked) -> Tracked:
        """The text with a line end between any two cells."""
        if not self.grids:
            return text

        def between(match: re.Match[str]) -> str:
            before, after = text.offsets[match.start() - 1], text.offsets[match.end()]
            return "\n" if "\n" not in match[0] and self.same(before, after) is False else match[0]

        return text.swap(_GAP, between)

    def tables(self, text: Tracked, hyphens: Hyphens) -> tuple[Table, ...]:
        """The same tables in the text that was cleaned, without those of which nothing is left."""
        found = []
        for grid in self.grids:
            cells = [self._cell(text, spans, hyphens) for spans in grid.cells]
            if any(cell.spans for cell in cells):
                rows = tuple(tuple(cells[rank] for rank in row) for row in grid.rows)
                found.append(Table(rows, grid.headers, grid.marked))
        return tuple(found)

    def _of(self, place: int) -> int | None:
        rank = bisect_right(self._starts, place) - 1
        if rank < 0 or place >= self._owned[rank][1]:
            return None
        return self._owned[rank][2]

    def _cell(self, text: Tracked, spans: Sequence[Span], hyphens: Hyphens) -> Cell:
        kept: list[Span] = []
        for raw_start, raw_end in spans:
            start, end = bisect_left(text.offsets, raw_start), bisect_left(text.offsets, raw_end)
            words = text.text[start:end]
            start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            if start >= end:
                continue
            if kept and kept[-1][1] <= start and text.text[kept[-1][1] : start] in ("", " "):
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
        return Cell(self._joined([text.text[start:end] for start, end in kept], hyphens), tuple(kept))

    def _joined(self, lines: Sequence[str], hyphens: Hyphens) -> str:
        if not self.flows:
            return "\n".join(lines)
        words = hyphens.resolve(Tracked.of("\n".join(lines))).text.split("\n")
        return "".join(("\n" if begins_item(line) else " ") * (rank > 0) + line for rank, line in enumerate(words))
