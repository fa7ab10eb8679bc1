"""The tables of a page of a PDF, by where its words and lines stand. Where this does not tell, there is none."""

from __future__ import annotations

from ingest.text.geometry.aligned import aligned
from ingest.text.geometry.ruled import ruled
from ingest.text.geometry.shapes import Sheet
from ingest.text.grids import Grid


def tables_of(sheet: Sheet, text: str) -> list[Grid]:
    """The tables, from the top of the page; `text` is its raw text."""
    framed = ruled(sheet)
    found = framed + aligned(sheet, text, [box for box, _ in framed])
    return [grid for _, grid in sorted(found, key=lambda one: (-one[0].top, one[0].left))]
