"""The canonical dump: a graph and all it folds from as sorted lines, so that equal graphs give equal bytes.

Documents, runs, statements and decisions come first, without clock times; then the nodes and edges that they fold to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphmodel.apply import Made, Row, Work, apply, write
from graphmodel.archive import (
    CHUNK,
    StoreArchive,
    decode,
    decode_decision,
    decode_document,
    decode_page,
    decode_run,
    encode,
    encode_decision,
    encode_document,
    encode_page,
    encode_run,
    text,
)
from graphmodel.errors import FileRefused, Label, UsageError
from graphmodel.imports import REFERENCE, changing, keep_pages, publish
from graphmodel.progress import NullProgress, Progress
from graphmodel.schema import upsert
from graphmodel.schema.registry import BASES
from graphmodel.statements.held import Stored
from graphmodel.statements.plan import Change, Plan, View, plan
from graphmodel.statements.records import COUNTING_RUNS, PageText, RunState, Statement, canonical
from graphmodel.store.store import Store

SILENT = NullProgress()
KINDS = ("statement", "node", "edge", "decision", "document", "run", "page")
"""What a line may be; a statement also names its run, so it is looked for first."""
CLOCK = ("at", "mark")
"""What a run or a decision says of the clock: two equal graphs differ in it."""


def lines(store: Store) -> Iterator[str]:
    """The dump, line by line, each a JSON object with sorted keys."""
    archive = StoreArchive(store)
    view = archive.view()
    runs = [run for run in view.runs.values() if run.state in COUNTING_RUNS]
    documents = {run.doc for run in runs}
    yield from _section("document", (encode_document(view.documents[uid]) for uid in documents), "uid")
    yield from _section("page", (encode_page(one) for uid in documents for one in archive.pages(uid)), "id")
    yield from _section("run", (encode_run(run) for run in runs), "id")
    yield from _section("decision", (encode_decision(one) for one in view.decisions.values()), "id")
    yield from (
        canonical({"statement": row.pop("id"), **row})
        for row in (encode(one) for one in archive.everything() if one.statement.doc in documents)
    )
    yield from _graph(store)


def export(store: Store, path: Path) -> int:
    """Write the dump to a file: the number of lines."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        return sum(bool(out.write(line + "\n")) for line in lines(store))


@dataclass(slots=True)
class Dumped:
    """A dump as read back."""

    view: View
    statements: list[Statement] = field(default_factory=list)
    pages: list[PageText] = field(default_factory=list)
    graph: list[str] = field(default_factory=list)


def restore(store: Store, path: Path, progress: Progress = SILENT) -> int:
    """Load a dump into an empty database, fold it, and check that the fold is the one dumped: the number of lines.

    Raises `UsageError` when the database already holds documents, `FileRefused` when the file is no dump or when its
    nodes and edges are not what its statements fold to; nothing is kept then.
    """
    dumped = read(path)
    with changing(store, "restore", progress) as (archive, view):
        _refuse_unless_empty(view, dumped.view)
        made = plan(archive, REFERENCE, Change(View(), dumped.view, dumped.statements))
        _stage(store, dumped, made, progress)
        apply(store, made, progress, {one.id for one in dumped.statements})
        found = list(_graph(store))
        if found != dumped.graph:
            store.wipe()
            said = Label(
                "Le graphe du fichier n'est pas celui que donnent ses faits : fichier modifié ?",
                "The graph in the file is not what its statements give: was the file changed?",
            )
            raise FileRefused("restore-differs", said)
        publish(store)
        store.transaction([_runs(dumped.view, RunState.LIVE)])
    return len(found) + len(dumped.statements)


def _refuse_unless_empty(view: View, dumped: View) -> None:
    """Decisions that the dump holds too may be there: a restore that was cut leaves them."""
    counting = [run for run in view.runs.values() if run.state in COUNTING_RUNS]
    if view.documents or counting or view.decisions.keys() - dumped.decisions.keys():
        said = Label("Le graphe n'est pas vide : restaurez dans une base vide.", "The graph is not empty.")
        raise UsageError("restore-not-empty", said)


def _stage(store: Store, dumped: Dumped, made: Plan, progress: Progress) -> None:
    """Keep everything but the graph. As with an import, nothing counts before the last is there, and a cut before
    or after that moment is mended by the next command that writes."""
    goals = made.retarget | made.resettle
    documents = [{"uid": one.uid, "properties": encode_document(one)} for one in dumped.view.documents.values()]
    decisions = [{"id": one.id, "properties": encode_decision(one)} for one in dumped.view.decisions.values()]
    store.transaction([_runs(dumped.view, RunState.LOADING)])
    rows = Made(
        dumped.statements, lambda one: {"properties": encode(replace(goals.get(one.id, Stored(one)), statement=one))}
    )
    keep_pages(store, dumped.pages, progress)
    keep: list[Work] = [
        (text("set_document"), documents),
        (text("create_statements"), rows),
        (text("set_decision"), decisions),
    ]
    write(store, keep, progress, Label("Restauration des faits", "Restoring the facts"))
    store.transaction([_runs(dumped.view, RunState.PARTIAL)])


def _runs(view: View, state: RunState) -> tuple[str, list[Row]]:
    rows = [{"id": one.id, "properties": encode_run(replace(one, at="", state=state))} for one in view.runs.values()]
    return text("set_run"), rows


def read(path: Path) -> Dumped:
    """Parse a dump; raises `FileRefused` at the first line that is none."""
    sections: dict[str, list[dict[str, Any]]] = defaultdict(list)
    graph: list[str] = []
    with path.open(encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            try:
                row = json.loads(line)
                name = next(one for one in KINDS if one in row)
            except (ValueError, StopIteration, TypeError) as problem:
                said = Label(f"Ligne {number} : ce n'est pas une sauvegarde.", f"Line {number}: this is no dump.")
                raise FileRefused("not-a-dump", said) from problem
            if name in ("node", "edge"):
                graph.append(line.rstrip("\n"))
            else:
                sections[name].append(row)
    statements = [_statement(row) for row in sections["statement"]]
    return Dumped(_view(sections), statements, [decode_page(row) for row in sections["page"]], graph)


def _statement(row: Mapping[str, Any]) -> Statement:
    return decode({**row, "id": row["statement"]}).statement


def _view(sections: Mapping[str, list[dict[str, Any]]]) -> View:
    documents = [decode_document(_renamed(row, "document", "uid")) for row in sections["document"]]
    runs = [decode_run(_renamed(row, "run", "id") | {"at": "", "mark": ""}) for row in sections["run"]]
    decisions = [decode_decision(_renamed(row, "decision", "id")) for row in sections["decision"]]
    return View({d.uid: d for d in documents}, {r.id: r for r in runs}, {d.id: d for d in decisions})


def _renamed(row: Mapping[str, Any], name: str, key: str) -> dict[str, Any]:
    return {(key if one == name else one): value for one, value in row.items()}


def _section(name: str, rows: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for row in sorted(rows, key=lambda one: str(one[key])):
        kept = {one: value for one, value in row.items() if one not in CLOCK and one != key}
        yield canonical({name: row[key], **kept})


def _graph(store: Store) -> Iterator[str]:
    """The nodes, then the edges, each sorted."""
    nodes: list[str] = []
    edges: list[str] = []
    for base in BASES:
        for page in _pages(store, base):
            nodes += [
                canonical({"node": one["uid"], "labels": one["labels"], "properties": one["properties"]})
                for one in page
            ]
            found = store.read(upsert.dump_edges(base), uids=[one["uid"] for one in page])
            edges += [canonical({"edge": one.pop("key"), **one}) for one in found]
    yield from sorted(nodes)
    yield from sorted(edges)


def _pages(store: Store, base: str) -> Iterator[list[dict[str, Any]]]:
    after = ""
    while rows := store.read(upsert.dump_nodes(base), after=after, size=CHUNK):
        yield [{**row, "labels": sorted(row["labels"])} for row in rows]
        after = rows[-1]["uid"]
