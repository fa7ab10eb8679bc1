"""The tables of a marked-up document, as somebody drew them; those that only lay out a page are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.text.blocks import Blocks
from ingest.text.pages import Span

_MOST_COLUMNS, _MOST_PLACES = 100, 20_000
_MOST_WORDS = 2_000  # characters; a longer cell is a column of a page


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in a raw text. `cells` has the spans of each cell, none overlapping another, `rows` the rank of the cell
    that stands in each place; `headers` and `marked` as in `Table`."""

    cells: Sequence[Sequence[Span]]
    rows: Sequence[Sequence[int]]
    headers: int
    marked: bool


def supposed_headers(rows: Sequence[Sequence[int]]) -> int:
    """The first row, and those that it takes until the cells that go over several columns are divided."""
    for rank, row in enumerate(rows[:-1]):
        if all(left != right for left, right in pairwise(row)):
            return rank + 1
    return 1


def is_table(rows: Sequence[Sequence[int]], filled: Sequence[bool]) -> bool:
    """Whether at least two rows and two columns hold words in two cells of their own; `filled` is told of each cell."""
    lines = [{cell for cell in row if filled[cell]} for row in rows]
    columns = [{row[column] for row in rows if filled[row[column]]} for column in range(len(rows[0]))]
    return all(sum(len(one) >= 2 for one in ways) >= 2 for ways in (lines, columns))


@dataclass(slots=True)
class _Cell:
    start: int
    across: int = 1
    down: int = 1
    goes_on: bool = False
    names: bool = False


@dataclass(slots=True)
class _Drawn:
    """A table while it is read."""

    spans: list[Span] = field(default_factory=list)
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    marks: list[bool] = field(default_factory=list)  # of each row, whether the document says that it names columns
    names: list[list[bool]] = field(default_factory=list)  # of each row, whether its cells are said to be names
    cell: _Cell | None = None
    column: int = 0
    spoiled: bool = False

    def put(self, end: int) -> None:
        """The cell at hand, where the first free place of its row is."""
        cell, row = self.cell, len(self.marks) - 1
        self.cell = None
        if cell is None or row < 0 or self.spoiled:
            return
        while (row, self.column) in self.places:
            self.column += 1
        above = self.places.get((row - 1, self.column))
        if cell.goes_on and above is None:
            self.spoiled = True
        rank = above if cell.goes_on and above is not None else len(self.spans)
        if rank == len(self.spans):
            self.spans.append((cell.start, end))
        elif end > cell.start:
            self.spoiled = True  # what would go on from above has words of its own
        self.names[-1].append(cell.names)
        taken = {(row + down, self.column + across) for down in range(cell.down) for across in range(cell.across)}
        self.spoiled |= any(place in self.places for place in taken) or self.column + cell.across > _MOST_COLUMNS
        self.places |= dict.fromkeys(taken, rank)
        self.spoiled |= len(self.places) > _MOST_PLACES

    def grid(self, text: str) -> Grid | None:
        """What was drawn, if it is a table."""
        height = len(self.marks)
        places = {place: rank for place, rank in self.places.items() if place[0] < height}
        width = max((column + 1 for _, column in places), default=0)
        if self.spoiled or min(width, height) < 2 or len(places) < width * height:
            return None
        cells = [_words(text, span) for span in self.spans]
        rows = [[places[row, column] for column in range(width)] for row in range(height)]
        longest = max((end - start for spans in cells for start, end in spans), default=0)
        if longest > _MOST_WORDS or not is_table(rows, [bool(spans) for spans in cells]):
            return None
        return Grid(cells, rows, *self._headers(rows))

    def _headers(self, rows: list[list[int]]) -> tuple[int, bool]:
        marks = [mark or all(names) for mark, names in zip(self.marks, self.names, strict=True)]
        count = (*marks, False).index(False)
        if 0 < count < len(rows):
            return count, True
        if all(names and names[0] for names in self.names):
            return 0, True  # the names stand at the head of the rows
        return supposed_headers(rows), False


@dataclass(frozen=True, slots=True)
class Body:
    """All that a marked-up document says, and its tables."""

    text: str
    tables: Sequence[Grid]


class Tables:
    """Collects the tables of a document, whatever the order in which its marks open and close."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._open: list[_Drawn] = []
        self._done: list[_Drawn] = []

    def begin(self, *, is_layout: bool = False) -> None:
        """A table, inside the one that is open if any: that one is then the layout of a page."""
        for outer in self._open[-1:]:
            outer.spoiled = True
        self._open.append(_Drawn(spoiled=is_layout))

    def row(self, *, names: bool = False) -> None:
        """A row; `names`: the document says that it names the columns."""
        if self._open:
            self.end_cell()
            self._open[-1].marks.append(names)
            self._open[-1].names.append([])
            self._open[-1].column = 0

    def names(self) -> None:
        """The row at hand names the columns."""
        if self._open and self._open[-1].marks:
            self._open[-1].marks[-1] = True

    def cell(self, across: str = "1", down: str = "1", *, names: bool = False) -> None:
        """A cell over so many columns and rows, as the document writes them."""
        if self._open:
            self.end_cell()
            self._open[-1].cell = _Cell(self._blocks.place(), names=names)
            self.spread(across, down)

    def spread(self, across: str = "1", down: str = "1", *, goes_on: bool = False) -> None:
        """Over how many columns and rows the cell at hand stands, or that it goes on with the one above."""
        table = self._open[-1] if self._open else None
        if table is None or table.cell is None:
            return
        if not all(number.isdecimal() and 0 < int(number[:4]) <= _MOST_COLUMNS for number in (across, down)):
            table.spoiled = True
            return
        table.cell.across, table.cell.down = max(table.cell.across, int(across)), int(down)
        table.cell.goes_on |= goes_on

    def spoil(self) -> None:
        """The table at hand is none that can be told."""
        for table in self._open[-1:]:
            table.spoiled = True

    def end_cell(self) -> None:
        """The cell at hand ends, if there is one."""
        if self._open and self._open[-1].cell is not None:
            self._open[-1].put(self._blocks.place())

    def end(self) -> None:
        """The table at hand ends, if there is one."""
        if self._open:
            self.end_cell()
            self._done.append(self._open.pop())

    def body(self) -> Body:
        """The document at its end, its tables in the order of its text."""
        while self._open:
            self.end()
        text = self._blocks.text()
        grids = [grid for table in self._done if (grid := table.grid(text)) is not None]
        return Body(text, sorted(grids, key=lambda grid: min(span for spans in grid.cells for span in spans)))


def _words(text: str, span: Span) -> list[Span]:
    """The span without the blanks around it, if anything is left."""
    words = text[slice(*span)]
    start, end = span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
    return [(start, end)] if start < end else []
