"""Where each quotation of the hand-made facts stands in the clean text of its document."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ingest.text.pages import Page
from ingest.text.reading import read

PLACED = ("gold_edges.csv", "gold_nodes.csv")


class Spot(NamedTuple):
    """The rank of a page, from 1, and a span of its clean text."""

    page: int
    start: int
    end: int


def spots(quote: str, pages: Iterable[Page]) -> Iterator[Spot]:
    """Every place of a quotation, in whole words; any run of blanks and line ends counts as one blank."""
    words = r"\s+".join(map(re.escape, quote.split()))
    for rank, page in enumerate(pages, 1):
        yield from (Spot(rank, *found.span()) for found in re.finditer(rf"(?<!\w){words}(?!\w)", page.text))


def place(folder: Path) -> None:
    """Fill the columns of places in both tables of `folder`, at the first place where a quotation stands.

    Raises ValueError for a quotation that its document does not hold.
    """
    named = {row["source_file"] for name in PLACED for row in _rows(folder / name)}
    pages = {name: read(folder / name).pages for name in sorted(named)}
    for name in PLACED:
        rows = [_placed(row, pages) for row in _rows(folder / name)]
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _placed(row: dict[str, str], pages: Mapping[str, tuple[Page, ...]]) -> dict[str, str | int]:
    spot = next(spots(row["quote"], pages[row["source_file"]]), None)
    if spot is None:
        raise ValueError(f"{row['source_file']} does not say: {row['quote']}")
    return {**row, "line": spot.page, "char_start": spot.start, "char_end": spot.end}
