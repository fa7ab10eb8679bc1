"""Tables without lines: rows of short words that stand one below the other, under a row that names the columns.

Columns of prose look alike at first sight. What tells them apart: a table is written row by row, its columns end before
the next ones begin, no word of it is broken, two of its columns hold figures under a name, or its first row is written
otherwise than the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.text.geometry.shapes import Box, Rule, Sheet, Word, around, height_of, lines_of, spans_of
from ingest.text.grids import Grid

_GAP = 0.85  # of the height of a line: the least blank between two columns
_FAR = 2.5  # of it: more parts two tables
_NEAR = 2.5  # points
_TIGHT = 0.8  # of the gap between rows: the most between two lines of a cell
_EVEN = 1.2  # between the widest gap of rows and the least
_LEAST_ROWS, _LEAST_ROWS_OF_WORDS = 3, 4
_FIGURES = re.compile(
    r"[-–+≈~<>]?\s?\d[\d\s.,/]*(?:%|€|k€|m€|md€|euros?|etp|h|ans?|°)?(?:\s?\*)?|[-–—]|n\.?[cd]\.?", re.IGNORECASE
)
_BROKEN_OFF = re.compile(r"[-,;:\ufffe\u00ad]\Z")


def aligned(sheet: Sheet, text: str, taken: Sequence[Box]) -> list[tuple[Box, Grid]]:
    """The tables of the words that are in no `taken` box; `text` is the raw text of the page."""
    words = [word for word in sheet.words if not any(_inside(word, box) for box in taken)]
    if not words:
        return []
    height = height_of(words)
    lines = [_Line(_parts(line, height)) for line in lines_of(words)]
    found = []
    for block in _blocks(lines, height):
        grid = _Reading(block, text, sheet).grid()
        if grid is not None:
            found.append((around([word for line in block for part in line.parts for word in part]), grid))
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a line of the page, parted by its wide blanks."""

    parts: list[list[Word]]

    @property
    def box(self) -> Box:
        return around([word for part in self.parts for word in part])


def _inside(word: Word, box: Box) -> bool:
    x, y = word.box.middle
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _parts(line: list[Word], height: float) -> list[list[Word]]:
    parts = [[line[0]]]
    for word in line[1:]:
        if word.box.left - parts[-1][-1].box.right >= _GAP * height:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _blocks(lines: list[_Line], height: float) -> Iterator[list[_Line]]:
    """Lines that follow each other and whose parts stand in the same columns, as long as there are some."""
    block: list[_Line] = []
    bands: list[list[float]] = []
    for line in lines:
        joined = _widened(bands, line) if block and block[-1].box.bottom - line.box.top < _FAR * height else None
        if joined is None:
            yield from [block] * bool(block)
            block, bands = [], []
            if len(line.parts) >= 2:
                block, bands = [line], [[box.left, box.right] for box in map(around, line.parts)]
        else:
            block.append(line)
            bands = joined
    yield from [block] * bool(block)


def _widened(bands: list[list[float]], line: _Line) -> list[list[float]] | None:
    """The columns with this line in them; None where one of its parts stands in none, or over two."""
    wider = [list(band) for band in bands]
    for part in line.parts:
        box = around(part)
        near = [band for band in wider if box.left < band[1] and band[0] < box.right]
        if len(near) != 1:
            return None
        near[0][:] = min(near[0][0], box.left), max(near[0][1], box.right)
    whole = all(left[1] + _NEAR < right[0] for left, right in pairwise(wider))
    return wider if whole else None


class _Reading:
    """Whether lines in columns are a table, and which."""

    def __init__(self, block: list[_Line], text: str, sheet: Sheet) -> None:
        self.text, self.sheet = text, sheet
        self.width = len(block[0].parts)
        self.bands = [(around(part).left, around(part).right) for part in block[0].parts]
        for line in block[1:]:
            wider = _widened([list(band) for band in self.bands], line) or []
            self.bands = [(left, right) for left, right in wider]
        while block and len(block[-1].parts) < self.width and not self._goes_on(block):
            block = block[:-1]
        self.block = block

    def grid(self) -> Grid | None:
        rows = self._rows()
        if rows is None or len(rows) < _LEAST_ROWS:
            return None
        cells = [[list(cell) for cell in row] for row in rows]
        words = [[self._words(cell) for cell in row] for row in cells]
        set_apart = self._is_set_apart(cells)
        if not (self._by_rows(cells) and self._in_columns(cells) and self._speaks_as_table(words, set_apart)):
            return None
        flat = [spans_of(cell) for row in cells for cell in row]
        ranks = [[row * self.width + column for column in range(self.width)] for row in range(len(cells))]
        return Grid(flat, ranks, 1, set_apart)

    def _goes_on(self, block: list[_Line]) -> bool:
        """Whether the last line belongs to the row above: it stands nearer than rows do."""
        gaps = [
            above.box.bottom - below.box.bottom for above, below in pairwise(block) if len(below.parts) == self.width
        ]
        return bool(gaps) and block[-2].box.bottom - block[-1].box.bottom < _TIGHT * min(gaps[1:] or gaps)

    def _rows(self) -> list[list[list[list[Word]]]] | None:
        """The lines of each cell of each row; None where it cannot be told which lines make a row."""
        rows: list[list[list[list[Word]]]] = []
        full: list[float] = []
        partial: list[float] = []
        for above, line in zip([None, *self.block], self.block, strict=False):
            gap = above.box.bottom - line.box.bottom if above else 0.0
            if len(line.parts) == self.width:
                rows.append([[part] for part in line.parts])
                full.append(gap)
                continue
            partial.append(gap)
            for part in line.parts:
                x = around(part).middle[0]
                column = next((at for at, (left, right) in enumerate(self.bands) if left <= x <= right), None)
                if column is None or not rows:
                    return None
                rows[-1][column].append(part)
        gaps = full[2:]  # the first row names the columns, and may stand apart
        uneven = bool(gaps) and max(gaps) > _EVEN * min(gaps)
        unclear = bool(partial) and (not gaps or max(partial) >= _TIGHT * min(gaps))
        return None if uneven or unclear else rows

    def _words(self, lines: list[list[Word]]) -> str:
        return " ".join(self.text[slice(*word.span)] for line in lines for word in line)

    def _by_rows(self, rows: list[list[list[list[Word]]]]) -> bool:
        """Whether the page was written row by row; columns of prose are written one after the other."""
        starts = [[cell[0][0].span[0] for cell in row] for row in rows]
        return all(max(above) < min(below) for above, below in pairwise(starts)) and all(
            row == sorted(row) for row in starts
        )

    def _in_columns(self, rows: list[list[list[list[Word]]]]) -> bool:
        """Whether the cells below the first row begin, end, or are centred at the same place in each column."""
        for column in range(self.width):
            boxes = [around([word for line in row[column] for word in line]) for row in rows[1:]]
            ways: tuple[Callable[[Box], float], ...] = (
                lambda box: box.left,
                lambda box: box.right,
                lambda box: box.middle[0],
            )
            if not any(max(map(way, boxes)) - min(map(way, boxes)) <= _NEAR for way in ways):
                return False
        return True

    def _speaks_as_table(self, rows: list[list[str]], set_apart: bool) -> bool:
        if any(_BROKEN_OFF.search(cell) for row in rows for cell in row):
            return False
        header, *body = rows
        if any(_FIGURES.fullmatch(cell) for cell in header):
            return False
        figures = sum(all(_FIGURES.fullmatch(row[column]) for row in body) for column in range(self.width))
        if not set_apart:
            return figures >= 2
        capitals = all(cell[0].isupper() or not cell[0].isalpha() for row in rows for cell in row)
        return figures > 0 or (self.width > 2 and capitals and len(rows) >= _LEAST_ROWS_OF_WORDS)

    def _is_bold(self, row: list[list[list[Word]]], cells: Callable[[Iterator[bool]], bool]) -> bool:
        """Whether `all` cells of a row are bold, or `any` of them."""
        return cells(all(self.sheet.is_bold(word) for line in cell for word in line) for cell in row)

    def _is_set_apart(self, rows: list[list[list[list[Word]]]]) -> bool:
        """Whether the first row is bold, underlined or on a ground of its own, and no other is."""
        if self._is_bold(rows[0], all) and not any(self._is_bold(row, any) for row in rows[1:]):
            return True
        boxes = [around([word for cell in row for line in cell for word in line]) for row in rows]
        grounds = [any(_under(ground, box) for ground in self.sheet.filled) for box in boxes]
        if grounds[0] and not any(grounds[1:]):
            return True
        parted = [any(_between(rule, above, below) for rule in self.sheet.across) for above, below in pairwise(boxes)]
        return parted[0] and not any(parted[1:-1])


def _under(ground: Box, box: Box) -> bool:
    x, y = box.middle
    is_there = ground.bottom <= y <= ground.top and ground.left <= x <= ground.right
    return is_there and ground.right - ground.left >= 0.9 * (box.right - box.left)


def _between(rule: Rule, above: Box, below: Box) -> bool:
    """Whether the line stands between two rows, and goes under the whole of the one above."""
    return (
        below.middle[1] < rule.at < above.middle[1]
        and rule.start <= above.left + _NEAR
        and rule.end >= above.right - _NEAR
    )
