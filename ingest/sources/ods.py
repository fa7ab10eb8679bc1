"""OpenDocument spreadsheets (.ods), read from their own XML.

calamine knows nothing of the merged cells, the uncomputed formulas and the hidden sheets of this format; its XML
says all three in the same walk that gives the values.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from ingest.findings import Tally, finding, refused
from ingest.sources.archives import Archive, parse
from ingest.sources.cells import RawTable, column_letter, hidden_table
from ingest.sources.spreadsheets import Grid, Merge, table_of_grid

# One element may stand for a million rows of a thousand equal cells: only so much of it is unfolded.
MAX_REPEATED = 2_000_000
_MAX_SPACES = 1_000
_CELLS = ("table:table-cell", "table:covered-table-cell")


def read_ods(path: Path, name: str) -> list[RawTable]:
    """The sheets of an .ods, in their order. Raises FileRefused when it is broken, protected or hostile."""
    archive = Archive(path)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refused("encrypted")
    walk = _Walk(name)
    parse(archive.read("content.xml"), start=walk.start, end=walk.end, text=walk.text)
    return walk.tables


class _Walk:
    """What is open at one moment of the walk through content.xml; `tables` when it is over."""

    def __init__(self, file: str) -> None:
        self.tables: list[RawTable] = []
        self._file = file
        self._hidden_styles: set[str] = set()
        self._style = self._sheet = ""
        self._tables_open = self._notes_open = 0
        self._hidden = False
        self._grid: Grid = []
        self._row: list[object] = []
        self._row_repeat = self._blank_rows = self._repeated = 0
        self._merges: list[Merge] = []
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._tally = Tally()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "office:annotation":  # a comment is not the content of its cell
            self._notes_open += 1
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name in _CELLS and self._tables_open == 1:
            self._cell, self._words = attributes, []
        elif name == "table:table-row" and self._tables_open == 1:
            self._row, self._row_repeat = [], _count(attributes, "table:number-rows-repeated")
        elif name == "table:table":
            self._tables_open += 1
            if self._tables_open == 1:
                self._start_table(attributes)
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        if name == "office:annotation":
            self._notes_open -= 1
        elif self._cell is not None:
            if name in _CELLS and not self._notes_open:
                self._end_cell(self._cell)
                self._cell = None
        elif name == "table:table-row" and self._tables_open == 1:
            self._end_row()
        elif name == "table:table":
            if self._tables_open == 1:
                self._end_table()
            self._tables_open -= 1

    def text(self, content: str) -> None:
        if self._cell is not None and not self._notes_open:
            self._words.append(content)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._sheet = attributes.get("table:name", "")
        self._hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self._grid, self._merges, self._tally, self._blank_rows = [], [], Tally(), 0

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if self._notes_open:
            return
        if name == "text:p" and self._words:
            self._words.append("\n")
        elif name == "text:s":
            self._words.append(" " * min(_count(attributes, "text:c"), _MAX_SPACES))
        elif name == "text:tab":
            self._words.append("\t")
        elif name == "text:line-break":
            self._words.append("\n")

    def _end_cell(self, attributes: dict[str, str]) -> None:
        row, column = len(self._grid) + self._blank_rows, len(self._row)
        value = _value(attributes, "".join(self._words))
        if "table:formula" in attributes and "office:value-type" not in attributes and value == "":
            letters = column_letter(column)
            found = finding("formula-without-value", file=self._file, sheet=self._sheet, row=row + 1, column=letters)
            self._tally.add(found)
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if down * across > 1:
            self._merges.append((row, column, row + down - 1, column + across - 1))
        repeat = _count(attributes, "table:number-columns-repeated")
        self._spend(repeat - 1 if value != "" else 0)
        self._row.extend([value] * min(repeat, MAX_REPEATED))

    def _end_row(self) -> None:
        while self._row and self._row[-1] == "":
            self._row.pop()
        if not self._row:  # the last row of a sheet is often a million blank ones
            self._blank_rows += self._row_repeat
            return
        self._spend(self._blank_rows + (self._row_repeat - 1) * len(self._row))
        self._grid.extend([] for _ in range(self._blank_rows))
        self._grid.extend(list(self._row) for _ in range(self._row_repeat))
        self._blank_rows = 0

    def _end_table(self) -> None:
        if self._hidden:
            self.tables.append(hidden_table(self._sheet, self._file))
        else:
            self.tables.append(
                table_of_grid(self._grid, self._merges, file=self._file, sheet=self._sheet, tally=self._tally)
            )

    def _spend(self, cells: int) -> None:
        self._repeated += cells
        if self._repeated > MAX_REPEATED:
            raise refused("sheet-too-large", value=self._sheet, rows=len(self._grid), columns=len(self._row))


def _value(attributes: dict[str, str], text: str) -> object:
    """The value that the cell's attributes give, or its text where they give none or a wrong one."""
    kind = attributes.get("office:value-type", "")
    try:
        if kind in ("float", "percentage", "currency"):
            return text if attributes.get("calcext:value-type") == "error" else float(attributes["office:value"])
        if kind == "boolean":
            return attributes["office:boolean-value"] == "true"
        if kind == "date":
            written = attributes["office:date-value"]
            if "T" not in written:
                return date.fromisoformat(written)
            return datetime.fromisoformat(written).replace(tzinfo=None)
    except (KeyError, ValueError):
        return text
    return attributes.get("office:string-value") or text


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 9 else 1
