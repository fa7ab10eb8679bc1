"""A table as it stands in a file: rows of raw cells, each with its place, before anyone guesses what they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from ingest.findings import Finding, Tally, finding, refused

Value = str | int | float | bool | date | datetime | None

# Beyond this a rectangle is mostly padding: one row of a million separators would otherwise cost gigabytes.
MAX_CELLS = 20_000_000
# A spreadsheet keeps 15 digits; a larger whole number has lost some already and is shown as it stores it.
_EXACT = 10**15
_PLAIN = (bool, int, date)
_ERROR = re.compile(
    r"#(REF|DIV/0|VALUE|VALEUR|NUM|NOMBRE|NULL|NUL|SPILL|CALC|FIELD|BLOCKED|UNKNOWN)!|#N/[AD]|#(NAME|NOM)\?|Err:5\d\d"
)


class Cell(NamedTuple):
    """One cell. `value` is what the file holds; `text` is what a person reads there, without outer spaces."""

    column: str
    value: Value
    text: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row that is not blank. `number` is the one a spreadsheet shows (1-based).

    `values` is as long as the table is wide, with None where a cell is blank. The cells are made when they are asked
    for: a million rows of them at once would cost gigabytes.
    """

    number: int
    values: list[Value]

    @property
    def cells(self) -> list[Cell]:
        """One cell a column."""
        return [cell_of(index, value) for index, value in enumerate(self.values)]


@dataclass(slots=True)
class RawTable:
    """A sheet, or a whole CSV file (`sheet` is None). A hidden sheet has no rows: it is named, not read.

    `repeated` holds the places (row number, column letter) that only repeat a cell merged from a row above: an amount
    read there again would be counted twice. In a text file most rows have `usual` cells, blank ones counted; `ragged`
    gives how many the others have, by row number.
    """

    sheet: str | None
    rows: list[RawRow]
    hidden: bool = False
    findings: list[Finding] = field(default_factory=list)
    repeated: set[tuple[int, str]] = field(default_factory=set)
    file: str = ""
    usual: int = 0
    ragged: dict[int, int] = field(default_factory=dict)

    def length_of(self, number: int) -> int:
        """How many cells a row of a text file was written with; 0 in a spreadsheet, where a row has no end."""
        return self.ragged.get(number, self.usual)


@cache
def column_letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_of(index: int, value: Value) -> Cell:
    """The cell of a value in the column at `index`, with the text that a person reads there."""
    return Cell(column_letter(index), value, value.strip() if isinstance(value, str) else _text(value))


def table_of(rows: Iterable[tuple[int, Sequence[object]]], *, file: str, sheet: str | None, tally: Tally) -> RawTable:
    """A table from numbered rows of whatever a reader gave: blank rows and empty columns at the right are left out.

    Raises FileRefused when the rectangle that holds the rows would be out of proportion.
    """
    kept: list[RawRow] = []
    width = filled = 0
    for number, given in rows:
        values = [_plain(value) for value in given]
        for index, value in enumerate(values):
            if isinstance(value, str) and value[0] in "#E" and _ERROR.fullmatch(value):
                letters = column_letter(index)
                tally.add(finding("error-value", file=file, sheet=sheet, row=number, column=letters, value=value))
                values[index] = None
        while values and values[-1] is None:
            values.pop()
        if values:
            kept.append(RawRow(number, values))
            width, filled = max(width, len(values)), filled + len(values)
    if len(kept) * width > MAX_CELLS and filled * 10 < len(kept) * width:
        raise refused("sheet-too-large", value=sheet or file, rows=len(kept), columns=width)
    for row in kept:
        row.values.extend([None] * (width - len(row.values)))
    if sheet is not None and not kept:
        tally.add(finding("empty-sheet", file=file, sheet=sheet, value=sheet))
    return RawTable(sheet, kept, findings=tally.grouped(), file=file)


def hidden_table(sheet: str, file: str) -> RawTable:
    """A sheet that its author hid: named, not read."""
    return RawTable(sheet, [], True, [finding("hidden-sheet", file=file, sheet=sheet, value=sheet)], file=file)


def _plain(value: object) -> Value:
    """Blanks as None, whole numbers as int, midnights as days, and what has no place in a table (durations) as text."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float):
        if value.is_integer() and -_EXACT < value < _EXACT:
            return int(value)
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if value is None or isinstance(value, _PLAIN) else str(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else str(value)
