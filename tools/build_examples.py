"""Builds the workbooks of examples/ from their readable forms: the CSV files of examples/trois-documents, and the
seeded generator of the fictional network.

    python tools/build_examples.py [--into DIR]

Equal sources give equal bytes: nothing here reads a clock.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graphmodel.names import fold  # noqa: E402 (the project is next to this file, installed or not)
from ingest.columns import Column, Sheet, headers  # noqa: E402
from ingest.sheets import BY_NAME, SHEETS  # noqa: E402
from tools.generator import World, documents, plants  # noqa: E402

EXAMPLES = ROOT / "examples"
TEXT_FORM = "trois-documents"
FICTION = "reseau-fictif"
CREATED = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)
MARK = "exemple fictif"

Rows = Iterable[Mapping[str, str | int]]
NUMBERS = ("whole", "amount")


def build(into: Path = EXAMPLES, world: World | None = None) -> list[Path]:
    """Write every file of the examples under `into`; gives their paths."""
    world = world or World()
    made = [_workbook(into / f"{TEXT_FORM}.xlsx", text_form(EXAMPLES / TEXT_FORM))]
    for name, sheets in documents(world).items():
        path = into / FICTION / name
        if "about" in sheets:
            made.append(_workbook(path.with_suffix(".xlsx"), sheets, MARK))
        else:
            made.append(_table(path.with_suffix(".csv"), BY_NAME["organisations"], sheets["organisations"]))
    facts = into / FICTION / "plants.json"
    facts.write_text(json.dumps(plants(world), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*made, facts]


def text_form(folder: Path) -> dict[str, list[dict[str, str | int]]]:
    """The rows of a folder of CSV files, one a sheet, under the names of the template's columns.

    Raises KeyError for a file or a header that the template does not have.
    """
    titles = {sheet.label.fr: sheet for sheet in SHEETS}
    return {titles[path.stem].name: list(_typed(path, titles[path.stem])) for path in sorted(folder.glob("*.csv"))}


def _typed(path: Path, sheet: Sheet) -> Iterable[dict[str, str | int]]:
    known = headers(sheet)
    with path.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            cells = {known[fold(header)]: value for header, value in row.items()}
            yield {column.name: _number(column, value) for column, value in cells.items()}


def _number(column: Column, value: str) -> str | int:
    return int(value) if column.shape in NUMBERS and value.isdecimal() else value


def _workbook(path: Path, sheets: Mapping[str, Rows], mark: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "title": path.stem, "comments": mark})
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in [one for one in SHEETS if one.name in sheets]:
            page = book.add_worksheet(sheet.label.fr)
            used, table = _cells(sheet, sheets[sheet.name])
            page.write_row(0, 0, [column.header("fr") for column in used], bold)
            page.freeze_panes(1, 0)
            for number, cells in enumerate(table, 1):
                page.write_row(number, 0, cells)
    return path


def _table(path: Path, sheet: Sheet, rows: Rows) -> Path:
    used, table = _cells(sheet, rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerows([[column.header("fr") for column in used], *table])
    return path


def _cells(sheet: Sheet, rows: Rows) -> tuple[list[Column], list[list[str | int]]]:
    """The columns that any row uses, in the order of the template, and the cells under them."""
    kept = list(rows)
    filled = {name for row in kept for name, value in row.items() if value != ""}
    used = [column for column in sheet.columns if column.name in filled]
    return used, [[row.get(column.name, "") for column in used] for row in kept]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--into", type=Path, default=EXAMPLES)
    for written in build(arguments.parse_args().into):
        print(f"{written.stat().st_size:>8} {written}")
