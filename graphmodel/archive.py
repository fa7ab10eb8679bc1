"""Statements, runs, documents and decisions as the database keeps them, and the graph as it stands: for planning."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields as record_fields
from functools import cache
from importlib.resources import files
from typing import Any

from graphmodel.schema import upsert
from graphmodel.schema.ddl import LINKED
from graphmodel.statements.fold import Node
from graphmodel.statements.held import Address, Stored
from graphmodel.statements.plan import View
from graphmodel.statements.records import (
    Decision,
    Document,
    Kind,
    PageText,
    Run,
    RunState,
    Span,
    State,
    Statement,
    canonical,
    prefix_of,
)
from graphmodel.statements.targets import NOWHERE
from graphmodel.store.store import Store

CHUNK = 5_000
WHOLE_DOCUMENT = 40
"""From this many statements of one document on, reading the document whole beats asking for the links of each."""


@cache
def text(name: str) -> str:
    """The statement `cypher/statements/<name>.cypher`."""
    return (files("cypher") / "statements" / f"{name}.cypher").read_text(encoding="utf-8")


class StoreArchive:
    """What planning reads, from a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def view(self) -> View:
        """Documents, runs and decisions, all of them."""
        return self.standing()[0]

    def standing(self) -> tuple[View, dict[str, str]]:
        """The view, and what is still to be done about decisions that were cut: their ids with "taken" or
        "retracted"."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.store.read(text("view")):
            found[row["kind"]].append(row["properties"])
        documents = {one.uid: one for one in sorted(map(decode_document, found["document"]), key=lambda one: one.uid)}
        runs = {one.id: one for one in sorted(map(decode_run, found["run"]), key=lambda one: one.id)}
        decisions = {one.id: one for one in sorted(map(decode_decision, found["decision"]), key=lambda one: one.id)}
        pending = {row["id"]: row["pending"] for row in found["decision"] if row.get("pending")}
        return View(documents, runs, decisions), pending

    def entities_using(self, identifiers: Collection[str]) -> dict[str, frozenset[str]]:
        rows = self._by_key("identifiers", "ids", identifiers)
        return {row["id"]: frozenset(row["uids"]) for row in rows}

    def about(self, targets: Collection[str]) -> list[Stored]:
        return self._statements(self._by_key("about", "targets", targets))

    def named(self, ids: Collection[str]) -> list[Stored]:
        return self._statements(self._by_key("named", "ids", ids))

    def fingerprinted(self, fingerprints: Collection[str]) -> list[Stored]:
        return self._statements(self._by_key("fingerprinted", "fingerprints", fingerprints))

    def of_documents(self, uids: Collection[str]) -> list[Stored]:
        return [one for uid in sorted(uids) for one in self._document(prefix_of(uid))]

    def linking(self, ids: Collection[str]) -> list[Stored]:
        by_document: dict[str, set[str]] = defaultdict(set)
        for one in ids:
            by_document[one.split(".", 1)[0] + "."].add(one)
        found: dict[str, Stored] = {}
        for prefix, some in by_document.items():
            rows = self._document(prefix) if len(some) >= WHOLE_DOCUMENT else self._links(some)
            found |= {one.statement.id: one for one in rows if some & set(one.statement.links.values())}
        return list(found.values())

    def nodes(self, uids: Collection[str]) -> dict[str, Node]:
        by_base: dict[str, list[str]] = defaultdict(list)
        for uid in sorted(uids):
            by_base[upsert.base_of(uid)].append(uid)
        found: dict[str, Node] = {}
        for base, some in by_base.items():
            for part in chunks(some):
                for row in self.store.read(upsert.read_nodes(base), uids=part):
                    uid = row["node"]["uid"]
                    found[uid] = Node(uid, base, frozenset(row["labels"]), row["node"])
        return found

    def edges(self, addresses: Collection[Address]) -> dict[Address, Mapping[str, Any]]:
        by_text: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for kind, source, target, key in sorted(addresses):
            query = upsert.read_edges(kind, upsert.base_of(source), upsert.base_of(target))
            by_text[kind, query].append({"source": source, "target": target, "key": key})
        return {
            (kind, row["source"], row["target"], row["key"]): row["edge"]
            for (kind, query), rows in by_text.items()
            for part in chunks(rows)
            for row in self.store.read(query, rows=part)
        }

    def ids_of(self, doc: str) -> set[str]:
        """The ids of the statements of a document."""
        return {row["id"] for row in self.store.read(text("ids_of_document"), prefix=prefix_of(doc))}

    def pages(self, doc: str) -> list[PageText]:
        """The pages of a document of prose, in order; none for a table."""
        return [decode_page(row["page"]) for row in self.store.read(text("pages"), prefix=prefix_of(doc))]

    def everything(self) -> Iterator[Stored]:
        """All statements, in order of id, a page at a time."""
        after = ""
        while rows := self.store.read(text("all_statements"), after=after, size=CHUNK):
            yield from self._statements(rows)
            after = rows[-1]["statement"]["id"]

    def _document(self, prefix: str) -> list[Stored]:
        return self._statements(self.store.read(text("of_document"), prefix=prefix))

    def _links(self, ids: Iterable[str]) -> list[Stored]:
        """One entity at a time: a prefix that comes from UNWIND makes the local engine read all statements."""
        return [
            one for id_ in sorted(ids) for one in self._statements(self.store.read(text("linking"), prefix=f"{id_}|"))
        ]

    def _by_key(self, name: str, param: str, keys: Collection[str]) -> list[dict[str, Any]]:
        return [row for part in chunks(sorted(keys)) for row in self.store.read(text(name), **{param: part})]

    def _statements(self, rows: Iterable[Mapping[str, Any]]) -> list[Stored]:
        return [decode(row["statement"]) for row in rows]


def chunks(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows in parts that one transaction takes."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def encode(one: Stored) -> dict[str, Any]:
    """The properties of a statement's node. What is empty is left out."""
    statement = one.statement
    plain = {
        "id": statement.id, "kind": statement.kind.value, "type": statement.type, "doc": statement.doc,
        "run": statement.run, "at": list(statement.at), "values": canonical(statement.values), "count": statement.count,
        "identifiers": list(statement.identifiers), "quote": statement.quote, "cites": statement.cites,
        "as_of_low": statement.as_of.low, "as_of_high": statement.as_of.high, "status": statement.status,
        "modality": statement.modality, "rule": statement.rule, "state": statement.state.value,
        "fingerprint": statement.fingerprint, "choice": statement.choice, "target": one.target, "ordinal": one.ordinal,
    }  # fmt: skip
    links = {f"{role}_statement": f"{link}|{statement.id}" for role, link in statement.links.items()}
    return {name: value for name, value in plain.items() if value not in ("", [])} | links


def decode(row: Mapping[str, Any]) -> Stored:
    """The statement that `encode` made these properties of."""
    links = {role: row[f"{role}_statement"].split("|", 1)[0] for role in LINKED if f"{role}_statement" in row}
    statement = Statement(
        row["id"], Kind(row["kind"]), row["type"], row["doc"], row.get("run", ""), tuple(row["at"]),
        json.loads(row["values"]), tuple(row.get("identifiers", ())), links, row.get("count", 1),
        row.get("quote", ""), row.get("cites", ""),
        Span(row.get("as_of_low", ""), row.get("as_of_high", "")), row["status"], row["modality"],
        row.get("rule", ""), State(row["state"]), row.get("fingerprint", ""),
        row.get("choice", ""),
    )  # fmt: skip
    return Stored(statement, row.get("target", NOWHERE), row.get("ordinal", 0))


def encode_document(one: Document) -> dict[str, Any]:
    """The properties of a document's node."""
    plain = {field.name: getattr(one, field.name) for field in record_fields(one) if field.name != "date"}
    plain |= {"supersedes": list(one.supersedes), "sketch": list(one.sketch)}
    return plain | {"date_low": one.date.low, "date_high": one.date.high}


def decode_document(row: Mapping[str, Any]) -> Document:
    """The document that `encode_document` made these properties of."""
    rest = {name: value for name, value in row.items() if not name.startswith(("date_low", "date_high"))}
    rest |= {name: tuple(row.get(name, ())) for name in ("supersedes", "sketch")}
    return Document(**rest, date=Span(row.get("date_low", ""), row.get("date_high", "")))


def encode_page(one: PageText) -> dict[str, Any]:
    """The properties of a page's node."""
    return {"id": one.id, "doc": one.doc, "number": one.number, "text": one.text}


def decode_page(row: Mapping[str, Any]) -> PageText:
    """The page that `encode_page` made these properties of."""
    return PageText(row["doc"], row["number"], row["text"])


def encode_run(one: Run) -> dict[str, Any]:
    """The properties of a run's node."""
    return {field.name: str(getattr(one, field.name)) for field in record_fields(one)}


def decode_run(row: Mapping[str, Any]) -> Run:
    """The run that `encode_run` made these properties of."""
    return Run(**{**row, "state": RunState(row["state"])})


def encode_decision(one: Decision) -> dict[str, Any]:
    """The properties of a decision's node."""
    return {"id": one.id, "kind": one.kind, "about": list(one.about), "by": one.by, "at": one.at, "number": one.number}


def decode_decision(row: Mapping[str, Any]) -> Decision:
    """The decision that `encode_decision` made these properties of."""
    known = {field.name: row[field.name] for field in record_fields(Decision) if field.name in row}
    return Decision(**{**known, "about": tuple(row["about"])})
