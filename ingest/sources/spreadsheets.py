"""Excel workbooks (.xlsx, .xls): values by calamine, and by ourselves what calamine keeps silent about.

calamine gives an empty cell for a formula that was never computed and for an error; the XML of an .xlsx tells them.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, cast

from ingest.findings import Tally, finding, refused
from ingest.sources import calamine_child, children
from ingest.sources.archives import Archive, parse
from ingest.sources.cells import RawTable, column_letter, hidden_table, table_of

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0
Grid = list[list[object]]

MAX_MERGED = 500_000  # cells of one sheet that merged groups cover; overlapping ones would never end
DEADLINE = 60.0  # seconds; a million cells take about one
# What a workbook may ask for: an honest cell costs some 250 bytes and takes 35 in its XML, 14 in an .xls.
MEMORY_BASE = 256 * 2**20
MEMORY_PER_XML_BYTE = 10
MEMORY_PER_XLS_BYTE = 20
# Plain searches: one pattern for them all takes ten times longer on the sheets, nearly all, that hold none of them.
_SPECIAL = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _Sheet(TypedDict):
    name: str
    hidden: bool
    rows: Grid
    merged: list[Merge]


def read_xlsx(path: Path, name: str) -> list[RawTable]:
    """The worksheets of an .xlsx, in their order. Raises FileRefused when it is broken or hostile."""
    archive = Archive(path)
    parts = _worksheet_parts(archive)
    tables = []
    for sheet in _sheets(path, MEMORY_BASE + MEMORY_PER_XML_BYTE * archive.unfolded):
        tally = Tally()
        if not sheet["hidden"]:
            xml = archive.read(parts.get(sheet["name"], ""))
            if any(mark in xml for mark in _SPECIAL):
                _complete(sheet["rows"], xml, file=name, sheet=sheet["name"], tally=tally)
        tables.append(_table(sheet, name, tally))
    return tables


def read_xls(path: Path, name: str) -> list[RawTable]:
    """The worksheets of an .xls, in their order. Raises FileRefused when it is broken, protected or hostile."""
    memory = MEMORY_BASE + MEMORY_PER_XLS_BYTE * path.stat().st_size
    return [_table(sheet, name, Tally()) for sheet in _sheets(path, memory)]


def _sheets(path: Path, memory: int) -> list[_Sheet]:
    """What calamine reads of a workbook, in a process that may use `memory` bytes and no more."""
    try:
        told = b"".join(children.said(calamine_child.__name__, str(path), memory=memory, seconds=DEADLINE))
    except children.ChildFailed as failure:
        if failure.code == calamine_child.ENCRYPTED:
            raise refused("encrypted") from None
        if failure.code == calamine_child.UNREADABLE:
            raise refused("workbook-broken") from None
        # a failed allocation in compiled code ends the process by a signal
        raise refused("zip-bomb", limit=memory // 2**20) from None
    except children.ChildTooSlow:
        raise refused("zip-bomb", limit=memory // 2**20) from None
    return cast(list[_Sheet], json.loads(told, object_hook=_undated))


def _table(sheet: _Sheet, file: str, tally: Tally) -> RawTable:
    if sheet["hidden"]:
        return hidden_table(sheet["name"], file)
    return table_of_grid(sheet["rows"], sheet["merged"], file=file, sheet=sheet["name"], tally=tally)


def table_of_grid(grid: Grid, merges: list[Merge], *, file: str, sheet: str, tally: Tally) -> RawTable:
    """The table of a rectangle of values, each merged group written in all its cells that lie inside."""
    told = written = 0
    repeated: set[tuple[int, str]] = set()
    width = max(map(len, grid), default=0)
    for top, left, bottom, right in merges:
        inside, last = grid[top : bottom + 1], min(right + 1, width)
        value = inside[0][left] if inside and left < len(inside[0]) else ""
        if value == "":
            continue
        for row in inside:
            row.extend([""] * (last - len(row)))
            row[left:last] = [value] * (last - left)
            written += last - left
        if written > MAX_MERGED:
            raise refused("workbook-broken")
        told += 1
        below = range(top + 2, top + len(inside) + 1)
        repeated |= {(number, column_letter(column)) for number in below for column in range(left, last)}
    if told:
        tally.add(finding("merged-cells", file=file, sheet=sheet, number=told))
    table = table_of(enumerate(grid, 1), file=file, sheet=sheet, tally=tally)
    table.repeated = repeated
    return table


def _complete(grid: Grid, xml: bytes, *, file: str, sheet: str, tally: Tally) -> None:
    """Writes in `grid` the errors that calamine leaves empty, and reports the formulas that have no value."""
    for row, column, kind, formula, value in _special_cells(xml):
        if kind == "e" and row < len(grid) and column < len(grid[row]):
            grid[row][column] = value
        elif formula and not value and kind != "str":
            letters = column_letter(column)
            tally.add(finding("formula-without-value", file=file, sheet=sheet, row=row + 1, column=letters))


def _special_cells(xml: bytes) -> list[tuple[int, int, str, bool, str]]:
    """(row, column, type, has a formula, value as written) of each cell that holds a formula or an error."""
    found: list[tuple[int, int, str, bool, str]] = []
    row, column, kind, formula, value, inside = -1, -1, "", False, "", False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, kind, formula, value, inside
        name = name.rpartition(":")[2]
        if name == "row":
            row, column = _number(attributes.get("r", ""), row + 2) - 1, -1
        elif name == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            column = _index(place[1]) if place else column + 1
            row = int(place[2]) - 1 if place else row
            kind, formula, value = attributes.get("t", "n"), False, ""
        elif name == "f":
            formula = True
        elif name == "v":
            inside = True

    def end(name: str) -> None:
        nonlocal inside
        name = name.rpartition(":")[2]
        if name == "v":
            inside = False
        elif name == "c" and (formula or kind == "e"):
            found.append((row, column, kind, formula, value))

    def text(content: str) -> None:
        nonlocal value
        if inside:
            value += content

    parse(xml, start=start, end=end, text=text)
    return found


def _worksheet_parts(archive: Archive) -> dict[str, str]:
    """Which member of the archive holds each sheet."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "").removeprefix("/")
        targets[attributes.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), targets.get(link, "")))

    parse(archive.read("xl/_rels/workbook.xml.rels"), start=relation)
    parse(archive.read("xl/workbook.xml"), start=sheet)
    if len({part for _, part in sheets}) < len(sheets):  # a thousand sheets that are one large part
        raise refused("workbook-broken")
    return dict(sheets)


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 9 else otherwise


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _undated(holder: dict[str, object]) -> object:
    if "date" in holder:
        return date.fromisoformat(str(holder["date"]))
    return datetime.fromisoformat(str(holder["datetime"])) if "datetime" in holder else holder
