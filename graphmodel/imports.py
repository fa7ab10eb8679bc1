"""Runs: a document in, its difference shown before it is made, one import undone at will; and people's decisions.

A run loads in two parts: first its statements, which nothing shows, then the fold of what they touch. Cut in the
first part it changed nothing; cut in the second it is `partial`, and the fold is simply done again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from graphmodel.apply import apply, write
from graphmodel.archive import StoreArchive, encode, encode_decision, encode_document, encode_run, text
from graphmodel.errors import Label, UsageError
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.plan import Change, Plan, Stored, View, plan
from graphmodel.statements.records import (
    COUNTING_RUNS,
    Decision,
    Document,
    Run,
    RunState,
    Statement,
    canonical,
    decision_id,
    digest,
)
from graphmodel.store.store import Store
from graphmodel.territory_graph import OfficialCode, permanent_uids

SILENT = NullProgress()
REFERENCE = OfficialCode()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change makes of the graph: counts of nodes and edges, and the entities that became another."""

    counts: Mapping[str, int]
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The run that was opened; `run` is None when the very same file was live already, as run `already`."""

    run: str | None
    difference: Difference
    already: str | None = None


def prepare(store: Store) -> None:
    """Make a database ready: constraints, indexes, and what the graph holds without any statement."""
    store.ensure_schema()
    archive = StoreArchive(store)
    standing = archive.nodes(permanent_uids())
    nodes = {uid: REFERENCE.permanent(uid) for uid in permanent_uids() if uid not in standing}
    if not nodes:
        return
    edges = {edge.address: edge for uid in nodes for edge in REFERENCE.edges(uid)}
    there = archive.edges(edges.keys())
    missing = {address: edge for address, edge in edges.items() if address not in there}
    made = Plan(nodes_set={uid: node for uid, node in nodes.items() if node}, edges_set=missing)
    with store.writing("reference"):
        apply(store, made, SILENT)
        store.bump()


def run_id(document: Document, options: Mapping[str, Any]) -> str:
    """The id of a run: the same file read in the same way is the same run."""
    return f"run:{digest(document.uid, dict(options))[:12]}"


def preview(store: Store, document: Document, statements: Sequence[Statement]) -> Difference:
    """The difference that loading would make; nothing is written."""
    archive = StoreArchive(store)
    run = Run("run:preview", document.uid, RunState.PARTIAL)
    return _difference(plan(archive, REFERENCE, _coming(archive.view(), document, run, statements)))


def load(
    store: Store, document: Document, statements: Sequence[Statement], *,
    options: Mapping[str, Any], summary: Mapping[str, Any] = {}, progress: Progress = SILENT,
) -> Loaded:  # fmt: skip
    """Load one document: its statements, then what they fold to. A file that is live already changes nothing.

    `options` are how it was read, kept with the run; `summary` is what the list of runs shows of it.
    """
    prepare(store)
    resume(store, progress)
    archive = StoreArchive(store)
    view = archive.view()
    if already := next((r.id for r in view.runs.values() if r.doc == document.uid and r.state in COUNTING_RUNS), None):
        return Loaded(None, Difference(Plan().counts()), already)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    told = canonical(dict(options)), canonical(dict(summary))
    run = Run(run_id(document, options), document.uid, RunState.LOADING, at, *told)
    with store.writing(f"import {run.id}"):
        made = plan(archive, REFERENCE, _coming(view, document, run, statements))
        _stage(store, document, run, statements, made=made, progress=progress)
        apply(store, made, progress, {one.id for one in statements})
        _publish(store, replace(run, state=RunState.LIVE))
    return Loaded(run.id, _difference(made))


def undo(store: Store, run: str, progress: Progress = SILENT) -> Difference:
    """Take one import back: its statements go, the graph folds without them, decisions stay."""
    prepare(store)
    resume(store, progress)
    standing = StoreArchive(store).view().runs.get(run)
    if standing is None or standing.state not in COUNTING_RUNS:
        raise UsageError(
            "run-unknown", Label(f"Aucun import « {run} » à annuler.", f"There is no import “{run}” to undo.")
        )
    with store.writing(f"undo {run}"):
        return _unload(store, standing, progress)


def resume(store: Store, progress: Progress = SILENT) -> list[str]:
    """Finish what was cut: folds again the runs that are partial or half undone, forgets those that only began."""
    archive = StoreArchive(store)
    view = archive.view()
    cut = [run for run in view.runs.values() if run.state in _CUT]
    pending = [row["decision"] for row in store.read(text("decisions")) if row["decision"].get("pending")]
    if not cut and not pending:
        return []
    with store.writing("resume"):
        for row in pending:
            _settle_decision(store, row["id"], row["pending"] == "taken", progress)
        for run in cut:
            if run.state is RunState.PARTIAL:
                _fold_again(store, run, progress)
            else:
                _unload(store, run, progress)
    return [run.id for run in cut]


_CUT = frozenset({RunState.LOADING, RunState.PARTIAL, RunState.UNDOING})


def runs(store: Store) -> list[dict[str, Any]]:
    """The imports, the last first: `run, at, files, publisher, counts, state` and what their summary says."""
    view = StoreArchive(store).view()
    rows = []
    for run in sorted(view.runs.values(), key=lambda one: (one.at, one.id), reverse=True):
        summary = json.loads(run.counts)
        document = view.documents.get(run.doc)
        rows.append(
            {
                "run": run.id,
                "at": run.at,
                "files": summary.get("files", [document.title if document else run.doc]),
                "publisher": summary.get("publisher", document.publisher if document else ""),
                "counts": summary.get("counts", {}),
                "state": run.state.value,
            }
        )
    return rows


def decide(store: Store, kind: str, about: Sequence[str], by: str = "", progress: Progress = SILENT) -> str:
    """Record a decision and fold what it touches. Returns its id; taken twice it is one.

    `about`: two identifiers (same, different), a fingerprint (accept, reject) or a fingerprint and a property (prefer).
    """
    prepare(store)
    resume(store, progress)
    ordered = tuple(sorted(about)) if kind in ("same", "different") else tuple(about)
    view = StoreArchive(store).view()
    number = 1 + max((one.number for one in view.decisions.values()), default=0)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    made = Decision(decision_id(kind, ordered), kind, ordered, by, at, number)
    if made.id not in view.decisions:
        with store.writing(f"decision {made.id}"):
            row = {"id": made.id, "properties": encode_decision(made) | {"pending": "taken"}}
            store.transaction([(text("set_decision"), [row])])
            _settle_decision(store, made.id, True, progress)
    return made.id


def retract(store: Store, decision: str, progress: Progress = SILENT) -> None:
    """Take a decision back: it leaves no trace in the graph."""
    resume(store, progress)
    if decision not in StoreArchive(store).view().decisions:
        raise UsageError("decision-unknown", Label(f"Aucune décision « {decision} ».", f"No decision “{decision}”."))
    with store.writing(f"retract {decision}"):
        row = {"id": decision, "properties": {"pending": "retracted"}}
        store.transaction([(text("set_decision"), [row])])
        _settle_decision(store, decision, False, progress)


def _coming(view: View, document: Document, run: Run, statements: Sequence[Statement]) -> Change:
    documents = {**view.documents, document.uid: document}
    after = View(documents, {**view.runs, run.id: replace(run, state=RunState.PARTIAL)}, view.decisions)
    return Change(view, after, statements)


def _stage(
    store: Store, document: Document, run: Run, statements: Sequence[Statement], *, made: Plan, progress: Progress
) -> None:
    """Keep the statements, each with what it will fold into. Until the last is there, nothing counts them."""
    _set_run(store, run)
    store.transaction([(text("set_document"), [{"uid": run.doc, "properties": encode_document(document)}])])
    there = StoreArchive(store).ids_of(run.doc)
    goals = made.retarget | made.resettle
    rows = [
        {"properties": encode(goals.get(one.id, Stored(one))) | {"run": run.id}}
        for one in statements
        if one.id not in there
    ]
    write(store, [(text("create_statements"), rows)], progress, Label("Lecture des faits", "Keeping the facts"))
    _set_run(store, replace(run, state=RunState.PARTIAL))


def _fold_again(store: Store, run: Run, progress: Progress) -> None:
    archive = StoreArchive(store)
    after = archive.view()
    before = replace(after, runs={**after.runs, run.id: replace(run, state=RunState.LOADING)})
    apply(store, plan(archive, REFERENCE, Change(before, after, resumed=True)), progress)
    _publish(store, replace(run, state=RunState.LIVE))


def _unload(store: Store, run: Run, progress: Progress) -> Difference:
    archive = StoreArchive(store)
    resumed = run.state is not RunState.LIVE
    _set_run(store, replace(run, state=RunState.UNDOING))
    after = archive.view()
    before = replace(after, runs={**after.runs, run.id: replace(run, state=RunState.LIVE)})
    made = plan(archive, REFERENCE, Change(before, after, resumed=resumed))
    gone = archive.ids_of(run.doc)
    apply(store, made, progress, gone)  # what leaves need not be told where it no longer folds
    rows = [{"id": one} for one in sorted(gone)]
    write(store, [(text("delete_statements"), rows)], progress, Label("Retrait des faits", "Removing the facts"))
    store.transaction([(text("delete_document"), [{"uid": run.doc}])])
    _publish(store, replace(run, state=RunState.UNDONE))
    return _difference(made)


def _settle_decision(store: Store, decision: str, taken: bool, progress: Progress) -> None:
    archive = StoreArchive(store)
    view = archive.view()
    without = replace(view, decisions={key: one for key, one in view.decisions.items() if key != decision})
    change = Change(without, view, resumed=True) if taken else Change(view, without, resumed=True)
    apply(store, plan(archive, REFERENCE, change), progress)
    if taken:
        store.transaction([(text("set_decision"), [{"id": decision, "properties": {"pending": ""}}])])
    else:
        store.transaction([(text("delete_decision"), [{"id": decision}])])
    store.bump()


def _set_run(store: Store, run: Run) -> None:
    store.transaction([(text("set_run"), [{"id": run.id, "properties": encode_run(run)}])])


def _publish(store: Store, run: Run) -> None:
    _set_run(store, run)
    store.bump()
    if store.engine.name != "Neo4j":
        store.remember_counts()


def _difference(made: Plan) -> Difference:
    return Difference(made.counts(), dict(made.merged))
