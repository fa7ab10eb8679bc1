"""Tables as people take them away: CSV for French spreadsheets, XLSX. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of cells; None is unknown and stays empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """One dict a row, as a data frame wants them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def readable(table: Table) -> Table:
    """As shown on a screen: no column where nothing is known, and no word for what is unknown in a column of texts."""
    columns = list(zip(*table.rows, strict=True))
    kept = [at for at, cells in enumerate(columns) if any(cell not in (None, "") for cell in cells)]
    texts = {at for at in kept if all(isinstance(cell, str | None) for cell in columns[at])}
    rows = [tuple((row[at] or "") if at in texts else row[at] for at in kept) for row in table.rows]
    return Table(tuple(table.columns[at] for at in kept), tuple(rows)) if rows else table


def csv_bytes(table: Table) -> bytes:
    """Semicolons, a byte order mark and CRLF: what a French spreadsheet opens by a double click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows(_guarded(row) for row in (table.columns, *table.rows))
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table, title: str) -> bytes:
    """One sheet with a frozen heading, every text as text: nothing in it is ever a formula or a link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.write_row(0, 0, table.columns, bold)
        for number, row in enumerate(table.rows, start=1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.autofit(400)
    return out.getvalue()


def _guarded(row: Sequence[Cell]) -> list[Cell]:
    """A spreadsheet runs a CSV cell that begins like a formula, whoever wrote it: an apostrophe makes it text."""
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]


def _sheet_name(title: str) -> str:
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '")
    return clean[:31] or "Essaim"
