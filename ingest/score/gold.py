"""A hand-made list of facts, as a folder of two CSV files holds it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from graphmodel.errors import FileRefused, Label
from graphmodel.schema.vocabulary import Status

EDGES_FILE, NODES_FILE = "gold_edges.csv", "gold_nodes.csv"
_EDGE_COLUMNS = ("source_file", "quote", "subject", "predicate", "object", "attributes", "status")
_NODE_COLUMNS = ("type", "subject", "object", "attributes")
_STATUSES = {"explicit": Status.STATED, "inferred": Status.INFERRED}


@dataclass(frozen=True, slots=True)
class GoldNode:
    """Somebody or something that the person met. `type` is a class of the schema or a word of `naming.KINDS`, `quote`
    the words of the document that name it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    quote: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One thing that the person read, in the file `document` (from its line `line`, 0 where not said)."""

    id: str
    document: str
    line: int
    quote: str
    subject: str
    predicate: str
    object: str
    attributes: Mapping[str, Any]
    status: Status


@dataclass(frozen=True, slots=True)
class Gold:
    """All that the person found, in the order of the files."""

    nodes: Mapping[str, GoldNode]
    facts: tuple[GoldFact, ...]

    def document(self, file: str) -> str:
        """The document that a file is: the same name, or the same save for its ending. Empty where there is none."""
        known = {fact.document for fact in self.facts}
        stem = PurePath(file).stem
        return file if file in known else next((one for one in sorted(known) if PurePath(one).stem == stem), "")


def read_gold(folder: Path) -> Gold:
    """The hand-made facts of a folder.

    Raises OSError for a file that is missing; FileRefused for a column that is, and for a status, attributes or an
    entity that nobody declared.
    """
    nodes: dict[str, GoldNode] = {}
    for row in _rows(folder / NODES_FILE, _NODE_COLUMNS):
        node = _node(row)
        nodes.setdefault(node.id, node)
    facts = tuple(_fact(row, nodes) for row in _rows(folder / EDGES_FILE, _EDGE_COLUMNS))
    return Gold(nodes, facts)


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a file, each with its rank under `#`; attributes stay text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            rows = [{"#": str(rank), **row} for rank, row in enumerate(reader, start=2)]
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise _refused("gold-unreadable", path.name, "n'est pas un CSV en UTF-8", "is no CSV in UTF-8") from problem
    if missing:
        names = ", ".join(missing)
        raise _refused("gold-column", path.name, f"il manque {names}", f"{names} is missing")
    return rows


def _node(row: Mapping[str, str]) -> GoldNode:
    attributes = _attributes(row, NODES_FILE)
    aliases = tuple(attributes.get("aliases", ()))
    return GoldNode(row["subject"], row["type"], row["object"], aliases, row.get("quote") or "", attributes)


def _fact(row: Mapping[str, str], nodes: Mapping[str, GoldNode]) -> GoldFact:
    unknown = [end for end in (row["subject"], row["object"]) if end not in nodes]
    if unknown or row["status"] not in _STATUSES:
        what = unknown[0] if unknown else row["status"]
        where = f"{EDGES_FILE}:{row['#']}"
        raise _refused("gold-unknown", where, f"« {what} » n'est déclaré nulle part", f"“{what}” is declared nowhere")
    return GoldFact(
        row.get("id") or f"l. {row['#']}", row["source_file"], int(row.get("line") or 0), row["quote"], row["subject"],
        row["predicate"], row["object"], _attributes(row, EDGES_FILE), _STATUSES[row["status"]],
    )  # fmt: skip


def _attributes(row: Mapping[str, str], file: str) -> dict[str, Any]:
    try:
        found = json.loads(row["attributes"] or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        where = f"{file}:{row['#']}"
        raise _refused("gold-attributes", where, "attributes n'est pas un objet JSON", "attributes is no JSON object")
    return found


def _refused(code: str, where: str, fr: str, en: str) -> FileRefused:
    return FileRefused(code, Label(f"{where} : {fr}.", f"{where}: {en}."))
