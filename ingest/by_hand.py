"""One fact that a person writes down: a document of its own, said by somebody on some day, folded like any other.

Names identify as they do in tables; an entity of the graph that the person chose is meant by its identifier. Nothing is
corrected on the way: what can be read in two ways is asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from graphmodel import imports
from graphmodel.archive import StoreArchive
from graphmodel.dates import UNKNOWN, DateProblem, When, parse_when, to_properties
from graphmodel.errors import Label
from graphmodel.imports import Difference, Loaded
from graphmodel.names import fold
from graphmodel.progress import NullProgress, Progress
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import Status
from graphmodel.statements import identifiers
from graphmodel.statements.draft import BadValue, Draft, Proof
from graphmodel.statements.identity import rank
from graphmodel.statements.records import Document, Span, Statement, canonical
from graphmodel.store.store import Store
from ingest import national
from ingest.amounts import Amount
from ingest.columns import SEPARATOR, Column
from ingest.directory import Directory, Entry
from ingest.findings import finding
from ingest.hand_form import ABOUT, MISSING, Fact, Who, Written, columns_of, is_needed, roles_of
from ingest.money import EURO
from ingest.name_cells import code_in, is_nobody
from ingest.places import place
from ingest.reading import span_of
from ingest.relation_rows import GIVES_ROLE
from ingest.values import Note, reader_of

PROFILE = "by-hand"
PLACE = "hand"
"""Where a fact stands in a document that only holds it."""
_PREFIX = 16
SILENT = NullProgress()


def written(store: Store, fact: Fact) -> Written:
    """The statements of a fact, or what to put right in it. Reads the graph, writes nothing."""
    making = _Making(store, fact, _document(fact))
    document = making.source()
    values = making.values()
    entries = making.entries()
    if making.problems:
        return Written(document, (), making.problems)
    try:
        return Written(document, _statements(document, fact, values, entries))
    except BadValue as problem:
        name = problem.name if problem.name in entries else problem.name.removesuffix("_cents")
        return Written(
            document, (), {name: Label("Cette valeur ne convient pas ici.", "This value does not fit here.")}
        )


def preview(store: Store, made: Written) -> Difference:
    """What keeping it would change."""
    return imports.preview(store, made.document, made.statements)


def keep(store: Store, made: Written, progress: Progress = SILENT) -> Loaded:
    """Keep a fact that has no problem: it is an import of its own, which the list of imports shows and undoes."""
    summary = {
        "files": [made.document.title], "publisher": made.document.publisher,
        "counts": {"by_hand": 1, "statements": len(made.statements)},
    }  # fmt: skip
    options = {"profile": PROFILE}
    return imports.load(store, made.document, made.statements, options=options, summary=summary, progress=progress)


def _document(fact: Fact) -> Document:
    """The document of a fact, before its date is read: the very same fact, said twice, is one document."""
    source = fact.source
    sha256 = hashlib.sha256(canonical(fact.model_dump(mode="json")).encode()).hexdigest()
    short = sha256[:_PREFIX]
    return Document(
        uid=f"doc:{short}", work=fold(f"{source.by} {source.title} {short}"), sha256=sha256, title=source.title,
        publisher=source.by, kind=source.kind, fictional=source.fictional,
    )  # fmt: skip


@dataclass(slots=True)
class _Making:
    """A fact on its way, with what has to be put right."""

    store: Store
    fact: Fact
    document: Document
    problems: dict[str, Label] = field(default_factory=dict)

    def source(self) -> Document:
        source = self.fact.source
        for name in ("title", "by"):
            if not fold(getattr(source, name)):
                self.problems[f"source.{name}"] = MISSING
        try:
            when = parse_when(source.date) if source.date else UNKNOWN
        except DateProblem as problem:
            self.problems["source.date"] = _joined(problem.problem, problem.suggestion)
            return self.document
        return replace(self.document, date=span_of(when) if when != UNKNOWN else Span(), date_label=when.label)

    def values(self) -> dict[str, Any]:
        """What was typed, as the schema keeps it."""
        found: dict[str, Any] = {}
        for column in columns_of(self.fact.type):
            if text := self.fact.values.get(column.name, ""):
                found |= self._value(column, text)
        if self.fact.type in NODES and not found and not self.problems:
            self.problems["property"] = MISSING
        return found

    def _value(self, column: Column, text: str) -> dict[str, Any]:
        if column.shape in ("choice", "choices"):
            return {column.name: text if column.shape == "choice" else tuple(text.split(SEPARATOR))}
        value, notes = reader_of(column)(text)
        if notes:
            self.problems[column.name] = _said(notes[0], text)
            return {}
        if isinstance(value, When):
            return to_properties(value) | self._year(value)
        if isinstance(value, Amount):
            return self._sum(column, value)
        return {column.name: value}

    def _year(self, when: When) -> dict[str, int]:
        """The year of a funding, which tells it from that of another year."""
        low, high = when.since_min, when.since_max
        within = low and high and when.until_max is None and low.year == high.year
        return {"year": low.year} if low and within and self.fact.type == "FINANCES" else {}

    def _sum(self, column: Column, amount: Amount) -> dict[str, Any]:
        names = {one.name for one in fields((EDGES | NODES)[self.fact.type])}
        stem = column.name.removesuffix("_cents")
        sums = {column.name: amount.low} if amount.exact else {
            f"{stem}_min_cents": amount.low, f"{stem}_max_cents": amount.high
        }  # fmt: skip
        money = {"currency": amount.currency} if amount.currency != EURO else {}
        if not {*sums, *money} <= names:
            self.problems[column.name] = Label("Donnez une seule somme, en euros.", "Give one sum, in euros.")
            return {}
        return sums | money

    def entries(self) -> dict[str, Entry]:
        """Who each end means."""
        found: dict[str, Entry] = {}
        for role, labels in roles_of(self.fact.type).items():
            who = self.fact.ends.get(role, Who())
            if not (who.uid or who.name):
                if is_needed(self.fact.type, role):
                    self.problems[role] = MISSING
                continue
            entry = self._known(who) if who.uid else self._new(role, who)
            if entry and entry.base not in labels and entry.kind not in labels:
                self.problems[role] = Label("Ce lien ne peut pas avoir cela à ce bout.", "This cannot stand here.")
            elif entry:
                found[role] = entry
            else:
                self.problems.setdefault(role, _GONE)
        ends = [found[role].identifiers for role in ("from", "to") if role in found]
        if len(ends) == 2 and ends[0] == ends[1]:
            self.problems["to"] = Label("Les deux bouts sont la même chose.", "Both ends are the same.")
        return found

    def _known(self, who: Who) -> Entry | None:
        try:
            node = StoreArchive(self.store).nodes([who.uid]).get(who.uid)
        except KeyError:  # a class that the schema does not declare
            return None
        kind = next((name for name in NODES if node and name in node.labels), "")
        if node is None or not kind:
            return None
        official = kind == "HeadFunction" or who.uid.startswith("cog:")
        return Entry(kind, "" if official else str(node.properties["name"]), (who.uid,))

    def _new(self, role: str, who: Who) -> Entry | None:
        """A name that the graph does not hold, identified as a row of a table would be."""
        code = code_in(who.name)
        if not fold(who.name) or is_nobody(who.name) or code:
            self.problems[role] = Label("Écrivez le nom en toutes lettres.", "Write the name in full.")
            return None
        if who.kind == "Territory":
            uid = self._place(role, who.name)
            return Entry("Territory", "", (uid,)) if uid else None
        commune = self._place(f"{role}.commune", who.commune, "commune") if who.commune else ""
        network = self._network(who.network) if who.network else None
        if who.kind not in NODES or (who.commune and not commune) or (who.network and not network):
            self.problems.setdefault(role, MISSING)
            return None
        body = national.identify(who.name, (who.kind,), local=bool(commune or network)) if who.kind in _BODIES else None
        if body:
            return Entry(body.kind, who.name, body.identifiers, location=commune)
        scope = Directory(self.document.work).scope(network, commune)
        return Entry(who.kind, who.name, (identifiers.named(who.kind, scope, who.name),), location=commune)

    def _network(self, uid: str) -> Entry | None:
        """A network of the graph with all its identifiers: lists of its members scope their names by one of them."""
        entry = self._known(Who(uid=uid))
        if entry is None or entry.kind != "Network":
            return None
        said = StoreArchive(self.store).about([uid])
        known = {uid, *(one for stored in said for one in stored.statement.identifiers)}
        chosen = identifiers.chosen_network(entry.name)
        return replace(entry, identifiers=tuple(sorted(known, key=lambda one: (one != chosen, rank(one)))))

    def _place(self, name: str, text: str, level: Literal["commune"] | None = None) -> str:
        placed = place(text, level)
        if placed.note or len(placed.uids) != 1:
            self.problems[name] = _said(placed.note or Note("territory-unknown"), text)
            return ""
        return placed.uids[0]


_BODIES = ("Organisation", "Network")
_GONE = Label("Cela n'est plus dans le graphe.", "This is not in the graph any more.")


def _statements(
    document: Document, fact: Fact, values: Mapping[str, Any], entries: Mapping[str, Entry]
) -> list[Statement]:  # fmt: skip
    draft = Draft(document, imports.run_id(document, {"profile": PROFILE}))
    bare = Proof(PLACE)
    status = Status.INFERRED if fact.inferred else Status.STATED
    proof = Proof(PLACE, quote=fact.source.quote, status=status.value, modality=fact.modality.value)
    if fact.type in NODES:
        entry = entries[ABOUT]
        draft.entity(entry.kind, entry.identifiers, _called(entry) | dict(values), proof)
        return draft.statements()
    links: dict[str, str] = {}
    for role, entry in entries.items():
        roles = GIVES_ROLE.get((fact.type, role), ()) if entry.base == "Actor" else ()
        links[role] = draft.entity(entry.kind, entry.identifiers, _called(entry) | {"roles": roles}, bare)
        if entry.location and entry.base == "Actor":
            there = draft.entity("Territory", [entry.location], {}, bare)
            draft.relation("LOCATED_IN", {"from": links[role], "to": there}, {}, bare)
    draft.relation(fact.type, links, values, proof)
    return draft.statements()


def _called(entry: Entry) -> dict[str, Any]:
    return {"name": entry.name} if entry.name else {}


def _said(note: Note, text: str) -> Label:
    """What a note says, and what to do."""
    words: dict[str, Any] = dict(note.words)
    found = finding(note.code, file="", value=text, **words)
    message, suggestion = (note.message, note.suggestion) if note.message else (found.message, found.suggestion)
    return _joined(message or found.message, suggestion)


def _joined(message: Label, suggestion: Label | None) -> Label:
    if suggestion is None:
        return message
    return Label(f"{message.fr} {suggestion.fr}", f"{message.en} {suggestion.en}")
