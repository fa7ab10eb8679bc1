"""The graph in forms that other programs open: GraphML (Gephi, yEd, R) and a workbook of nodes and edges."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx
import xlsxwriter

from graphmodel import dump
from graphmodel.errors import FileRefused, Label
from graphmodel.store import Store

MOST_ROWS = 1_048_575
"""What a sheet holds under its heading."""
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


def graphml(store: Store, path: Path) -> int:
    """Write nodes and edges as GraphML: the number of both. Lists become text, joined by « ; »."""
    nodes, edges = _graph(store)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node["node"], labels=" ; ".join(node["labels"]), **_attributes(node))
    for edge in edges:
        key = "|".join((edge["type"], edge["from"], edge["to"], edge["edge"]))
        graph.add_edge(edge["from"], edge["to"], key=key, type=edge["type"], **_attributes(edge))
    networkx.write_graphml(graph, path)
    return len(nodes) + len(edges)


def xlsx(store: Store, path: Path) -> int:
    """Write nodes and edges as two sheets: the number of both. Text stays text: nothing is ever run as a formula."""
    nodes, edges = _graph(store)
    if max(len(nodes), len(edges)) > MOST_ROWS:
        said = Label("Trop de lignes pour un classeur : .jsonl ou .graphml.", "Too many rows for a workbook: .jsonl.")
        raise FileRefused("export.too-large", said)
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        _sheet(book, "nodes", ("node", "labels"), nodes)
        _sheet(book, "edges", ("type", "from", "to", "edge"), edges)
    return len(nodes) + len(edges)


def _graph(store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    rows = [json.loads(line) for line in dump.lines(store)]
    return [row for row in rows if "node" in row], [row for row in rows if "edge" in row]


def _attributes(row: Mapping[str, Any]) -> dict[str, Any]:
    """The properties as single values, without what XML cannot hold; `type` and `labels` are said already."""
    plain = {name: _plain(value) for name, value in row["properties"].items()}
    cleaned = {name: _NO_XML.sub(" ", value) if isinstance(value, str) else value for name, value in plain.items()}
    return {(f"{name}_" if name in ("type", "labels", "key") else name): value for name, value in cleaned.items()}


def _plain(value: Any) -> str | int | float | bool:
    if isinstance(value, list):
        return " ; ".join(map(str, value))
    return value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _sheet(book: Any, name: str, first: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    page = book.add_worksheet(name)
    kept = list(rows)
    properties = sorted({key for row in kept for key in row["properties"]})
    page.freeze_panes(1, 1)
    page.write_row(0, 0, (*first, *properties), book.add_format({"bold": True, "bottom": 1}))
    for number, row in enumerate(kept, start=1):
        cells = [row[key] for key in first] + [row["properties"].get(key, "") for key in properties]
        page.write_row(number, 0, [_plain(cell) for cell in cells])
