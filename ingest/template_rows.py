"""The template: one workbook that says everything, or one text file a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphmodel.errors import Label
from ingest import entity_rows, relation_rows
from ingest.profiles import Profile
from ingest.reading import Reading, Table
from ingest.sheets import SHEETS


def about(tables: Sequence[Table]) -> Mapping[str, Any]:
    """What the sheet Document says: its first row, the template having one only."""
    said: list[Mapping[str, Any]] = []
    for row in (row for table in tables if table.sheet.name == "about" for row in table.rows()):
        if said:
            row.set_aside("about-once")
        said.append(row.values)
    return said[0] if said else {}


def read(reading: Reading) -> None:
    """The statements of every sheet: what describes first, then what links."""
    entity_rows.describe(reading)
    for table in reading.tables:
        if table.sheet.relation or table.sheet.name == "coverage":
            relation_rows.state(reading, table)


TEMPLATE = Profile("template", Label("modèle d'Essaim", "Essaim's template"), SHEETS, read, about)
