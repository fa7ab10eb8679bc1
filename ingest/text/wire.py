"""A clean page as one line of JSON, for the process that reads a document and the one that asked for it."""

from __future__ import annotations

from array import array
from typing import Any

from ingest.text.pages import Cell, Page, Table

Line = dict[str, Any]


def line_of(page: Page) -> Line:
    """What cleaning made of a page; its raw text was said before."""
    return {"clean": page.text, "runs": _runs(page.offsets), "tables": [_drawn(table) for table in page.tables]}


def page_of(line: Line, number: int | None, raw: str) -> Page:
    """The page that such a line is about."""
    tables = tuple(_table(table) for table in line["tables"])
    return Page(number, line["clean"], raw, _offsets(line["runs"], len(line["clean"])), tables)


def _drawn(table: Table) -> Line:
    cells = {id(cell): cell for row in table.rows for cell in row}
    ranks = {key: rank for rank, key in enumerate(cells)}
    return {
        "cells": [(cell.text, cell.spans) for cell in cells.values()],
        "rows": [[ranks[id(cell)] for cell in row] for row in table.rows],
        "headers": table.headers,
        "marked": table.marked,
    }


def _table(line: Line) -> Table:
    cells = [Cell(text, tuple((start, end) for start, end in spans)) for text, spans in line["cells"]]
    return Table(tuple(tuple(cells[rank] for rank in row) for row in line["rows"]), line["headers"], line["marked"])


def _runs(offsets: array[int]) -> list[int]:
    """Each character whose place does not follow that of the one before, and this place: most of them do."""
    runs: list[int] = []
    expected = -1
    for at, place in enumerate(offsets):
        if place != expected:
            runs += (at, place)
        expected = place + 1
    return runs


def _offsets(runs: list[int], size: int) -> array[int]:
    offsets: array[int] = array("I")
    for rank in range(0, len(runs), 2):
        start, place = runs[rank : rank + 2]
        end = runs[rank + 2] if rank + 2 < len(runs) else size
        offsets.extend(range(place, place + end - start))
    return offsets
