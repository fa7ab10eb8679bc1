"""Runs: a document in, its difference shown before it is made, one import undone at will.

A run loads in two parts: first its statements, which nothing shows, then the fold of what they touch. Cut in the
first part it changed nothing; cut in the second it is `partial`, and the fold is simply done again. All that a change
is planned from is read under the writer's lock: what another writer published meanwhile would be undone silently.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from graphmodel.apply import UPDATING, Made, apply, steps, write
from graphmodel.archive import StoreArchive, encode, encode_decision, encode_document, encode_page, encode_run, text
from graphmodel.errors import EssaimError, FileRefused, Label, UsageError
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.held import Stored
from graphmodel.statements.plan import Change, Plan, Planning, View, plan
from graphmodel.statements.records import (
    COUNTING_RUNS,
    Document,
    PageText,
    Run,
    RunState,
    Statement,
    canonical,
    digest,
)
from graphmodel.store.store import Counts, Store
from graphmodel.territory_graph import OfficialCode, permanent_uids

SILENT = NullProgress()
REFERENCE = OfficialCode()
AT_ONCE = 2_000
"""Up to this many rows, decisions and all that they change are one transaction."""


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
    if store.reference_is_there and store.graph_version():  # 0: somebody emptied the database meanwhile
        return
    if _missing(store).nodes_set:
        with store.writing("reference"):
            apply(store, _missing(store), SILENT)
            publish(store)  # counted while there is little to count: from here on, by difference
    store.reference_is_there = True


def _missing(store: Store) -> Plan:
    """What the graph holds without any statement and this one does not."""
    archive = StoreArchive(store)
    standing = archive.nodes(permanent_uids())
    nodes = {uid: REFERENCE.permanent(uid) for uid in permanent_uids() if uid not in standing}
    edges = {edge.address: edge for uid in nodes for edge in REFERENCE.edges(uid)}
    there = archive.edges(edges.keys()) if edges else {}
    missing = {address: edge for address, edge in edges.items() if address not in there}
    return Plan(nodes_set={uid: node for uid, node in nodes.items() if node}, edges_set=missing)


@contextmanager
def changing(store: Store, owner: str, progress: Progress = SILENT) -> Iterator[tuple[StoreArchive, View]]:
    """The right to change the graph, with nothing half done in it: what was cut before is finished first. Gives what
    the change is planned from: the archive, and documents, runs and decisions as nobody else can change them now."""
    prepare(store)
    with store.writing(owner):
        _, view = _finish(store, progress)
        yield StoreArchive(store), view


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
    options: Mapping[str, Any], summary: Mapping[str, Any] = {}, pages: Sequence[PageText] = (),
    progress: Progress = SILENT,
) -> Loaded:  # fmt: skip
    """Load one document: its pages and statements, then what they fold to. A file that is live already changes nothing.

    `options` are how it was read, kept with the run; `summary` is what the list of runs shows of it. Raises EssaimError
    (`cancelled`), the graph being as before, where `progress` gives up before anything of it shows.
    """
    run = Run(run_id(document, options), document.uid, RunState.LOADING)
    with changing(store, f"import {run.id}", progress) as (archive, view):
        already = (one.id for one in view.runs.values() if one.doc == document.uid and one.state in COUNTING_RUNS)
        if known := next(already, None):
            return Loaded(None, Difference(Plan().counts()), known)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        run = replace(run, at=at, options=canonical(dict(options)), counts=canonical(dict(summary)))
        document = _in_its_work(view, document)
        planning = Planning(archive, REFERENCE, _coming(view, document, run, statements))
        goals = planning.settle()
        with ThreadPoolExecutor(1, "essaim-fold") as beside:  # the engine stores while Python folds
            folding = beside.submit(planning.fold)
            begun = _staged(store, document, run, statements, pages=pages, goals=goals, progress=progress)
            made = folding.result()
        if not begun:
            _unload(store, run, SILENT)
            raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked."))
        apply(store, made, progress, {one.id for one in statements})
        new_run = run.id not in view.runs
        change = _with(made, Statement=len(statements), Page=len(pages), Document=1, Run=new_run)
        _publish(store, replace(run, state=RunState.LIVE), change)
    return Loaded(run.id, _difference(made))


def undo(store: Store, run: str, progress: Progress = SILENT) -> Difference:
    """Take one import back: its statements go, the graph folds without them, decisions stay."""
    with changing(store, f"undo {run}", progress) as (_, view):
        standing = view.runs.get(run)
        if standing is None or standing.state not in COUNTING_RUNS:
            said = Label(f"Aucun import « {run} » à annuler.", f"There is no import “{run}” to undo.")
            raise UsageError("run-unknown", said)
        return _unload(store, standing, progress)


def unfinished(store: Store, *, shown: bool = False) -> list[str]:
    """The runs and decisions that were cut, or that somebody is writing now; `shown`: only where readers can see it."""
    states = _CUT - {RunState.LOADING} if shown else _CUT
    view, pending = StoreArchive(store).standing()
    return [run.id for run in view.runs.values() if run.state in states] + list(pending)


def resume(store: Store, progress: Progress = SILENT) -> list[str]:
    """Finish what was cut: folds again the runs that are partial or half undone, forgets those that only began."""
    if not unfinished(store):
        return []
    with store.writing("resume"):
        return _finish(store, progress)[0]


def _finish(store: Store, progress: Progress) -> tuple[list[str], View]:
    """What was cut and is finished now; then documents, runs and decisions as they stand."""
    archive = StoreArchive(store)
    view, pending = archive.standing()
    for mark in ("taken", "retracted"):
        if some := [one for one, what in pending.items() if what == mark]:
            _settle_again(store, some, mark == "taken", progress)
    cut = [run for run in view.runs.values() if run.state in _CUT]
    for run in cut:
        if run.state is RunState.PARTIAL:
            _fold_again(store, run, progress)
        else:
            _unload(store, run, progress)
    done = [run.id for run in cut] + list(pending)
    return done, archive.view() if done else view


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


def _in_its_work(view: View, document: Document) -> Document:
    """The document with every earlier version that it takes the place of: one of them may be undone later on."""
    if not document.replaces:
        return document
    earlier = view.documents.get(document.replaces)
    if document.replaces == document.uid or (earlier and document.uid in earlier.supersedes):
        said = Label(
            "Ce fichier est une version plus ancienne de celui qu'il devrait remplacer : rien n'est importé.",
            "This file is an older version of the one that it should replace: nothing is imported.",
        )
        raise FileRefused("replaces-newer", said)
    return replace(document, supersedes=(document.replaces, *(earlier.supersedes if earlier else ())))


def _coming(view: View, document: Document, run: Run, statements: Sequence[Statement]) -> Change:
    documents = {**view.documents, document.uid: document}
    after = View(documents, {**view.runs, run.id: replace(run, state=RunState.PARTIAL)}, view.decisions)
    return Change(view, after, statements)


def _staged(
    store: Store, document: Document, run: Run, statements: Sequence[Statement], *,
    pages: Sequence[PageText], goals: Mapping[str, Stored], progress: Progress,
) -> bool:  # fmt: skip
    """Keep the pages, and the statements with what they will fold into: nothing counts them before the last is in.
    False once `progress` gives up: what was kept so far is to be forgotten."""
    _set_run(store, run)
    store.transaction([(text("set_document"), [{"uid": run.doc, "properties": encode_document(document)}])])
    if not keep_pages(store, pages, progress, stoppable=True):
        return False
    there = StoreArchive(store).ids_of(run.doc)
    fresh = [replace(goals.get(one.id, Stored(one)), statement=one) for one in statements if one.id not in there]
    rows = Made(fresh, lambda one: {"properties": encode(one) | {"run": run.id}})
    label = Label("Lecture des faits", "Keeping the facts")
    if not write(store, [(text("create_statements"), rows)], progress, label, stoppable=True):
        return False
    _set_run(store, replace(run, state=RunState.PARTIAL))
    return True


def keep_pages(store: Store, pages: Sequence[PageText], progress: Progress, *, stoppable: bool = False) -> bool:
    """Keep the text of a document; twice changes nothing. `stoppable`: False where `progress` gave up on the way."""
    rows = Made(pages, lambda one: {"id": one.id, "properties": encode_page(one)})
    if not pages:
        return True
    label = Label("Enregistrement du texte", "Keeping the text")
    return write(store, [(text("set_page"), rows)], progress, label, stoppable=stoppable)


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
    leaves = [{"id": page.id} for page in archive.pages(run.doc)]
    store.transaction([(text("delete_page"), leaves), (text("delete_document"), [{"uid": run.doc}])])
    change = None if resumed else _with(made, Statement=-len(gone), Page=-len(leaves), Document=-1)
    _publish(store, replace(run, state=RunState.UNDONE), change)
    return _difference(made)


def decide(archive: StoreArchive, change: Change, progress: Progress) -> None:
    """Keep the decisions that `change` takes, forget those that it takes back, and fold what they touch.

    What one transaction takes is one: nobody ever sees a decision without what it changes, and a cut leaves nothing.
    """
    store, before, after = archive.store, change.before.decisions, change.after.decisions
    made = plan(archive, REFERENCE, change)
    taken = [encode_decision(one) for key, one in after.items() if before.get(key) != one]
    gone = before.keys() - after.keys()
    counts = _with(made, Decision=len(after) - len(before))
    work: list[tuple[str, list[dict[str, Any]]]] = [
        (text("set_decision"), [{"id": one["id"], "properties": one} for one in taken]),
        (text("delete_decision"), [{"id": one} for one in sorted(gone)]),
    ]
    folding = steps(made)
    total = sum(len(rows) for _, rows in (*work, *folding))
    if total <= AT_ONCE:
        progress.start(UPDATING, total)
        store.transaction([*work, *((query, rows[:]) for query, rows in folding)], published=counts)
        progress.advance(total)
        progress.finish()
        return
    pending = [{"id": one["id"], "properties": one | {"pending": "taken"}} for one in taken]
    pending += [{"id": one, "properties": {"pending": "retracted"}} for one in sorted(gone)]
    store.transaction([(text("set_decision"), pending)])
    write(store, folding, progress, UPDATING)
    publish(store, counts)
    _settled(store, [one["id"] for one in taken], gone)


def _settle_again(store: Store, decisions: Collection[str], taken: bool, progress: Progress) -> None:
    """Fold what decisions touch that were kept, or are to be forgotten, when somebody was cut: nobody knows what is
    written already."""
    archive = StoreArchive(store)
    view = archive.view()
    without = replace(view, decisions={key: one for key, one in view.decisions.items() if key not in decisions})
    change = Change(without, view, resumed=True) if taken else Change(view, without, resumed=True)
    apply(store, plan(archive, REFERENCE, change), progress)
    publish(store)
    _settled(store, decisions if taken else (), () if taken else decisions)


def _settled(store: Store, taken: Collection[str], gone: Collection[str]) -> None:
    kept = [{"id": one, "properties": {"pending": ""}} for one in taken]
    store.transaction([(text("set_decision"), kept), (text("delete_decision"), [{"id": one} for one in gone])])


def _set_run(store: Store, run: Run) -> None:
    store.transaction([(text("set_run"), [{"id": run.id, "properties": encode_run(run)}])])


def publish(store: Store, change: Counts | None = None) -> None:
    """Tell everybody that the graph is another, by `change` where it is known. Before the work is marked as done: cut
    in between, it is done again, where a mark without the telling would leave screens on the state before."""
    store.bump()
    store.remember_counts(change)


def _publish(store: Store, run: Run, change: Counts | None = None) -> None:
    publish(store, change)
    _set_run(store, run)


def _with(made: Plan, **kept: int) -> Counts:
    """What a change adds to the graph, with what is kept beside it."""
    tally = made.tally()
    tally["labels"].update(kept)
    return tally


def _difference(made: Plan) -> Difference:
    return Difference(made.counts(), dict(made.merged))
