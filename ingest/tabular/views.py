"""A table as records under headings: one a row, or, where the labels stand in the first column, one a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.text.pages import Cell, Span, Table

_CLOSE = 40
"""Characters between a name and a value that are still read at one glance."""
_MOST_LABELS = 60
"""Headings; what has more is no table that somebody drew for readers, in that direction at least."""
_LONGEST = 400
"""Characters of a row that a person can take in as the proof of one fact."""

Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class View:
    """`headings` has the cells above each column, from the top, each once; `records` the cells of each record; `shared`
    the identities of those that go over several records: a sum there is nobody's own."""

    headings: tuple[Cells, ...]
    records: tuple[Cells, ...]
    shared: frozenset[int]


def views(table: Table) -> Iterator[View]:
    """The ways to read a table. Rows that hold one cell only are titles, and in none of them."""
    rows = [row for row in table.rows if len({id(cell) for cell in row}) > 1]
    titles = sum(len({id(cell) for cell in row}) == 1 for row in table.rows[: table.headers])
    height = max(table.headers - titles, 1)
    if table.headers and len(rows) > height and len(rows[0]) <= _MOST_LABELS:
        yield _view(tuple(map(_once, zip(*rows[:height], strict=True))), rows[height:])
    if rows and len(rows) <= _MOST_LABELS:
        columns = list(zip(*rows, strict=True))
        yield _view(tuple((cell,) for cell in columns[0]), columns[1:])


def _view(headings: tuple[Cells, ...], records: Sequence[Cells]) -> View:
    alone = tuple(map(_alone, records))
    times = Counter(id(cell) for record in alone for cell in record)
    return View(headings, alone, frozenset(cell for cell, number in times.items() if number > 1))


def extent(cell: Cell) -> Span:
    """The shortest run of the page that holds all words of a cell that has any."""
    return min(start for start, _ in cell.spans), max(end for _, end in cell.spans)


def run(text: str, record: Cells, used: Collection[Cell]) -> Span | None:
    """The run of the page from the first to the last of the used cells of a record; None where it is too long to prove
    anything, or where words of other cells stand in it."""
    extents = [extent(cell) for cell in used if cell.spans]
    start, end = min(one for one, _ in extents), max(one for _, one in extents)
    return (start, end) if end - start <= _LONGEST and not _others(text, start, end, record) else None


def passage(text: str, record: Cells, name: Cell, value: Cell) -> Span:
    """The run from the name to its value, where a few characters of the same record at most part them; else the cell of
    the value alone: the name of a row may stand a whole page above it, and does not prove more from there."""
    start, end = extent(value)
    first, last = extent(name) if name.spans else (end, end)
    if last <= start <= last + _CLOSE and not _others(text, first, end, record):
        return first, end
    return start, end


def _others(text: str, start: int, end: int, record: Cells) -> bool:
    """Whether words that are of no cell of the record stand there."""
    at = start
    for first, last in sorted({span for cell in record for span in cell.spans}):
        if last <= at or first >= end:
            continue
        if text[at:first].strip():
            return True
        at = max(at, last)
    return bool(text[at:end].strip())


def _once(cells: Sequence[Cell]) -> Cells:
    return tuple({id(cell): cell for cell in cells if cell.text}.values())


def _alone(record: Sequence[Cell]) -> Cells:
    """The record without the cells that go over several of its columns: they do not tell which one they fill."""
    times = Counter(id(cell) for cell in record)
    return tuple(cell if times[id(cell)] == 1 else Cell("") for cell in record)
