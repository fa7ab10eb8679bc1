"""Tables whose cells are drawn: lines that cross, and every word inside one of the boxes that they make."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.geometry.shapes import Box, Rule, Sheet, Word, lines_of, spans_of
from ingest.text.grids import Grid, is_table, supposed_headers

_NEAR = 2.5  # points between two drawings of one line
_MOST_RULES, _MOST_CELLS = 400, 3_000
_DRAWN, _BROKEN = 0.9, 0.1  # of a side of a cell: whole, absent, and neither in between
_MOST_LINES = 2  # in cells side by side of the only row below a header: more are rows that no line parts


def ruled(sheet: Sheet) -> list[tuple[Box, Grid]]:
    """The tables that crossing lines frame, each with the box that it fills."""
    across, upright = _joined(sheet.across), _joined(sheet.upright)
    if max(len(across), len(upright)) > _MOST_RULES:
        return []
    frames = filter(None, (_Frame.of(*one) for one in _crossing(across, upright)))
    return [(frame.box, grid) for frame in frames if (grid := frame.grid(sheet)) is not None]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The lines that were drawn piece by piece, or twice, as one."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if lanes and rule.at - lanes[-1][0].at <= _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    joined: list[Rule] = []
    for lane in lanes:
        at = sum(rule.at for rule in lane) / len(lane)
        start = end = None
        for rule in sorted(lane, key=lambda rule: rule.start):
            if start is None or end is None or rule.start > end + _NEAR:
                if start is not None and end is not None:
                    joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        if start is not None and end is not None:
            joined.append(Rule(at, start, end))
    return joined


def _crossing(across: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together, group by group."""
    left_across, left_upright = list(across), list(upright)
    while left_across:
        group: tuple[list[Rule], list[Rule]] = ([left_across.pop()], [])
        new = [(0, group[0][0])]
        while new:
            side, rule = new.pop()
            others = left_across if side else left_upright
            met = [other for other in others if _meet(rule, other)]
            for other in met:
                others.remove(other)
                group[1 - side].append(other)
                new.append((1 - side, other))
        if group[1]:
            yield group


def _meet(rule: Rule, other: Rule) -> bool:
    return rule.start - _NEAR <= other.at <= rule.end + _NEAR and other.start - _NEAR <= rule.at <= other.end + _NEAR


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the columns end from the left, and the rows from the top; the lines between them."""

    columns: list[float]
    rows: list[float]
    across: list[Rule]
    upright: list[Rule]

    @classmethod
    def of(cls, across: list[Rule], upright: list[Rule]) -> _Frame | None:
        columns = _apart([rule.at for rule in upright] + [end for rule in across for end in (rule.start, rule.end)])
        rows = _apart([rule.at for rule in across] + [end for rule in upright for end in (rule.start, rule.end)])
        if min(len(columns), len(rows)) < 3 or len(columns) * len(rows) > _MOST_CELLS:
            return None
        return cls(columns, rows[::-1], across, upright)

    @property
    def box(self) -> Box:
        return Box(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])

    def grid(self, sheet: Sheet) -> Grid | None:
        """The table, if every side of every cell is told and no word goes over one."""
        rows = self._cells()
        if rows is None:
            return None
        held: dict[int, list[Word]] = {cell: [] for row in rows for cell in row}
        sides = self._sides(rows)
        for word in sheet.words:
            place = self._place(word)
            if place is None:
                continue
            cell = rows[place[0]][place[1]]
            left, right = sides[cell]
            if word.box.left < left - _NEAR or word.box.right > right + _NEAR:
                return None
            held[cell].append(word)
        ranks = {cell: rank for rank, cell in enumerate(held)}
        lines = [lines_of(some) for some in held.values()]
        numbered = [[ranks[cell] for cell in row] for row in rows]
        filled = [bool(some) for some in lines]
        if not is_table(numbered, filled) or _is_crossed(numbered, filled) or _rows_without_lines(numbered, lines):
            return None
        headers = supposed_headers(numbered)
        marked = _are_names(sheet, numbered, list(held.values()), headers)
        return Grid([spans_of(some) for some in lines], numbered, headers, marked)

    def _cells(self) -> list[list[int]] | None:
        """The cell of each place; None where lines end inside a cell, or a cell is no rectangle."""
        height, width = len(self.rows) - 1, len(self.columns) - 1
        cells = [[row * width + column for column in range(width)] for row in range(height)]
        for row in range(height):
            for column in range(width):
                beside = column + 1 < width and self._open(self.upright, self.columns[column + 1], self._tall(row))
                below = row + 1 < height and self._open(self.across, self.rows[row + 1], self._wide(column))
                if beside is None or below is None:
                    return None
                if beside:
                    _unite(cells, cells[row][column], cells[row][column + 1])
                if below:
                    _unite(cells, cells[row][column], cells[row + 1][column])
        return cells if _are_rectangles(cells) else None

    def _wide(self, column: int) -> tuple[float, float]:
        return self.columns[column], self.columns[column + 1]

    def _tall(self, row: int) -> tuple[float, float]:
        return self.rows[row + 1], self.rows[row]

    @staticmethod
    def _open(rules: list[Rule], at: float, side: tuple[float, float]) -> bool | None:
        """Whether no line stands at this side of a cell; None where half a line does."""
        start, end = side
        drawn = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR
        ) / (end - start)
        if drawn >= _DRAWN:
            return False
        return True if drawn <= _BROKEN else None

    def _place(self, word: Word) -> tuple[int, int] | None:
        x, y = word.box.middle
        column = bisect_right(self.columns, x) - 1
        row = bisect_right([-at for at in self.rows], -y) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1
        return (row, column) if inside else None

    def _sides(self, rows: list[list[int]]) -> dict[int, tuple[float, float]]:
        """Where each cell begins and ends, from the left."""
        sides: dict[int, tuple[float, float]] = {}
        for row in rows:
            for column, cell in enumerate(row):
                left, right = self._wide(column)
                known = sides.get(cell, (left, right))
                sides[cell] = min(left, known[0]), max(right, known[1])
        return sides


def _apart(places: list[float]) -> list[float]:
    apart: list[float] = []
    for place in sorted(places):
        if not apart or place - apart[-1] > _NEAR:
            apart.append(place)
    return apart


def _unite(cells: list[list[int]], one: int, other: int) -> None:
    for row in cells:
        for column, cell in enumerate(row):
            if cell == other:
                row[column] = one


def _are_rectangles(cells: list[list[int]]) -> bool:
    places: dict[int, list[tuple[int, int]]] = {}
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            places.setdefault(cell, []).append((row, column))
    return all(
        len(some) == (some[-1][0] - some[0][0] + 1) * (len({column for _, column in some}))
        and len({column for _, column in some}) == max(c for _, c in some) - min(c for _, c in some) + 1
        for some in places.values()
    )


def _is_crossed(rows: list[list[int]], filled: list[bool]) -> bool:
    """Whether lines that are no part of the table made rows or columns of it: without a cell of their own, or empty at
    its edge."""
    columns = list(zip(*rows, strict=True))
    if not all(any(filled[cell] for cell in column) for column in (columns[0], columns[-1])):
        return True
    for ways in (rows, columns):
        found = Counter(cell for way in ways for cell in set(way) if filled[cell])
        if any(all(found[cell] > 1 for cell in way if filled[cell]) for way in ways if any(filled[c] for c in way)):
            return True
    return False


def _rows_without_lines(rows: list[list[int]], lines: list[list[list[Word]]]) -> bool:
    """Whether the one row below a header holds so many lines side by side that it may well be several rows."""
    below = [set(row) for row in rows[supposed_headers(rows) :]]
    return len(below) == 1 and sum(len(lines[cell]) > _MOST_LINES for cell in below[0]) >= 2


def _are_names(sheet: Sheet, rows: list[list[int]], words: list[list[Word]], headers: int) -> bool:
    """Whether the first rows are bold and nothing below is."""
    above, below = ({cell for row in some for cell in row if words[cell]} for some in (rows[:headers], rows[headers:]))
    return all(sheet.is_bold(word) for cell in above for word in words[cell]) and not any(
        all(sheet.is_bold(word) for word in words[cell]) for cell in below - above
    )
