"""The light markup of the monographs: titles of three levels, items, rows of a table, paragraphs, and the mark after
which the page has two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["title", "section", "heading", "item", "row", "words", "columns"]
_MARKS: dict[str, Kind] = {
    "# ": "title", "## ": "section", "### ": "heading", "- ": "item", "| ": "row", "<!--": "columns",
}  # fmt: skip
_BOUND = re.compile(r"(?<=\d) (?=\d{3}\b|€|k€|M€)|(?<=«) | (?=[»;:?!])|(?<=n°) ")
"""Blanks at which a French printer breaks no line."""


class Block(NamedTuple):
    """What stands on one line of the source."""

    kind: Kind
    text: str


def blocks(path: Path) -> Iterator[Block]:
    """The blocks of a source, their signs as a printer sets them: curved apostrophes, blanks that do not break."""
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        mark = next((one for one in _MARKS if line.startswith(one)), "")
        yield Block(_MARKS.get(mark, "words"), _BOUND.sub("\u00a0", line.removeprefix(mark)).replace("'", "’"))


def cells(row: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in row.strip("| ").split("|")]
