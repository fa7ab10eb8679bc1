"""Hand-made facts and rows of the template, made comparable through `examples/sources`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import Function
from ingest.columns import Sheet
from ingest.score.gold import GoldFact
from ingest.sheets import BY_NAME
from tools.build_examples import EXAMPLES, TEXT_FORM, text_form

LONGEST_COMMON = 6
"""So many words in a row are a proper name or a common turn; more are somebody's sentence."""
Cells = Mapping[str, str | int]
Place = tuple[str, int]
"""A source file, by the first digits of its name, and a line."""


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


class Line(NamedTuple):
    """One row of the example, with the places that it cites."""

    sheet: Sheet
    cells: Cells
    places: frozenset[Place]


class Edge(NamedTuple):
    """A relation that a row states, its ends by name."""

    type: str
    source: str
    target: str


def place_of(fact: GoldFact) -> Place:
    """Where a hand-made fact is told."""
    return fact.document[:3], fact.line


@cache
def lines() -> tuple[Line, ...]:
    """All rows of the example that cite a place."""
    sources = {row["document"]: row["source"] for row in table(EXAMPLES / "sources" / "documents.csv")}
    sheets = text_form(EXAMPLES / TEXT_FORM)
    return tuple(
        Line(BY_NAME[name], row, frozenset(_places(row, sources)))
        for name, rows in sheets.items()
        for row in rows
        if "place_in" in row
    )


def _places(row: Cells, sources: Mapping[str, str]) -> Iterator[Place]:
    titles, spots = names(row["document"]), names(row["place_in"])
    for title, spot in zip(titles, spots, strict=True):
        found = re.match(r"l\. (\d+) \(", spot)
        assert found, spot
        yield sources[title], int(found[1])


def names(cell: str | int) -> list[str]:
    """The values of a cell that may hold several."""
    return [part.strip() for part in str(cell).split(";") if part.strip()]


@cache
def _entities() -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["name"], row["head"]) for row in table(EXAMPLES / "sources" / "entities.csv")}


def called(gold_id: str) -> set[str]:
    """The names that a hand-made entity may have in the example: its own, or that of its head for a network."""
    scheme, _, rest = gold_id.partition(":")
    if scheme == "fn":
        return {Function[rest.upper()].label.fr}
    if scheme == "cyc":
        return {rest.rsplit(":", 1)[1]}
    return set(_entities()[gold_id]) - {""}


def head_of(gold_id: str) -> str:
    """The head of a hand-made network; a head is its own."""
    name, head = _entities()[gold_id]
    return head or name


def edges_of(line: Line) -> Iterator[Edge]:
    """The relations that a row states, as the columns of its sheet declare them."""
    sheet, cells = line.sheet, line.cells
    if sheet.name == "practices":
        yield Edge("PERFORMS", str(cells["from"]), str(cells["function"]))
    elif sheet.relation == "*":
        kind = next(name for name, kind in EDGES.items() if kind.label.fr == cells["relation"])
        yield Edge(kind, str(cells["from"]), str(cells["to"]))
    elif sheet.relation:
        yield Edge(sheet.relation, str(cells["from"]), str(cells["to"]))
    elif sheet.name == "cycles":
        yield Edge("HAS_CYCLE", str(cells["network"]), str(cells["rank"]))
    if cells.get("commune"):
        yield Edge("LOCATED_IN", str(cells["name"]), str(cells["commune"]))
    for column in [one for one in sheet.columns if one.edge]:
        for other in names(cells.get(column.name, "")):
            own = str(cells.get("name") or cells.get("rank"))
            yield Edge(column.edge, other, own) if column.incoming else Edge(column.edge, own, other)


def longest_common(words: list[str], told: str) -> int:
    """How many words in a row, folded, stand in `told` as well."""
    longest = 0
    for start in range(len(words)):
        while start + longest < len(words) and f" {' '.join(words[start : start + longest + 1])} " in told:
            longest += 1
    return longest
