"""A plan is written here, in the one order that a cut at any moment leaves repairable.

Nodes and edges come before what they replace goes; a statement says what it folds into only after its edge stands;
entity statements move last. Whatever was cut, planning again from the stored statements finds what is left to do.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

from graphmodel.archive import CHUNK, text
from graphmodel.errors import Label
from graphmodel.progress import Progress
from graphmodel.schema import upsert
from graphmodel.statements.fold import Edge, Node
from graphmodel.statements.held import Address, Stored
from graphmodel.statements.plan import Plan
from graphmodel.store.store import Store

Row = dict[str, Any]
T = TypeVar("T")


class Rows(Protocol):
    """Rows of a statement, a part at a time: a list, or `Made`."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> list[Row]: ...


class Made(Generic[T]):
    """Rows that are made of something when they are sent: all of them together would only wait in memory."""

    def __init__(self, of: Sequence[T], make: Callable[[T], Row]) -> None:
        self._of, self._make = of, make

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, part: slice, /) -> list[Row]:
        return [self._make(one) for one in self._of[part]]


Work = tuple[str, Rows]
UPDATING = Label("Mise à jour du graphe", "Updating the graph")
"""What is said while the graph that everybody reads changes: this work is finished, whoever gives up."""


def apply(store: Store, plan: Plan, progress: Progress, settled: Collection[str] = ()) -> None:
    """Write the plan. `settled` are the statements whose target need not be written: those stored with it just now,
    and those that are about to go."""
    write(store, steps(plan, settled), progress, UPDATING)


def steps(plan: Plan, settled: Collection[str] = ()) -> list[Work]:
    """What writes a plan, in order."""
    return [
        *_identifiers_before(plan),
        *_nodes(plan),
        *_edges(plan.edges_set.values(), plan.edges_was),
        *_edges_gone(plan.edges_gone),
        (text("set_target"), [_target(one) for key, one in plan.retarget.items() if key not in settled]),
        *_nodes_gone(plan.nodes_gone),
        (text("set_target"), [_target(one) for key, one in plan.resettle.items() if key not in settled]),
        *_identifiers_after(plan),
    ]


def write(
    store: Store, steps: Iterable[Work], progress: Progress, label: Label, *, stoppable: bool = False
) -> bool:  # fmt: skip
    """Write each step in batches, each batch once whatever is lost on the way. The engine writes one batch while the
    next is being made. `stoppable`: nothing more is written once `progress` gives up; False where it did."""
    work = [(query, rows) for query, rows in steps if len(rows)]
    mark = secrets.token_hex(6)
    progress.start(label, sum(len(rows) for _, rows in work))
    parts = ((query, rows[start : start + CHUNK]) for query, rows in work for start in range(0, len(rows), CHUNK))
    with ThreadPoolExecutor(1, "essaim-write") as engine:
        sent: list[tuple[Future[None], int]] = []
        for number, (query, part) in enumerate(parts, 1):
            _wait(sent, progress)
            if stoppable and progress.cancelled():
                break
            receipt = f"{mark}.{number:06d}"
            sent.append((engine.submit(store.transaction, [(query, part)], receipt=receipt), len(part)))
        _wait(sent, progress)
    store.forget_receipts(mark)
    progress.finish()
    return not (stoppable and progress.cancelled())


def _wait(sent: list[tuple[Future[None], int]], progress: Progress) -> None:
    """Until what was sent is written, or has failed. Progress is told from here: a screen hears no other thread."""
    while sent:
        written, rows = sent.pop()
        written.result()
        progress.advance(rows)


def _identifiers_before(plan: Plan) -> list[Work]:
    """An identifier points at its old and its new entities while statements are on their way."""
    fresh: list[dict[str, Any]] = []
    wider: list[dict[str, Any]] = []
    for one, uids in plan.identifiers.items():
        were = plan.identifiers_were.get(one, frozenset())
        if uids - were:
            (wider if were else fresh).append(_identifier(one, uids | were))
    return [(text("create_identifiers"), fresh), (text("set_identifier"), wider)]


def _identifiers_after(plan: Plan) -> list[Work]:
    narrower = {one: uids for one, uids in plan.identifiers.items() if plan.identifiers_were.get(one, uids) - uids}
    kept = [_identifier(one, uids) for one, uids in narrower.items() if uids]
    gone = [{"id": one} for one, uids in narrower.items() if not uids]
    return [(text("set_identifier"), kept), (text("delete_identifier"), gone)]


def _identifier(identifier: str, uids: frozenset[str]) -> dict[str, Any]:
    return {"id": identifier, "properties": {"id": identifier, "uids": sorted(uids)}}


def _nodes(plan: Plan) -> list[Work]:
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for uid, node in plan.nodes_set.items():
        before = plan.nodes_was.get(uid)
        if before is None:
            steps[upsert.create_node(node.labels)].append({"properties": _stored(node.properties)})
            continue
        steps[upsert.set_node(node.base)].append({"uid": uid, "properties": _stored(node.properties)})
        for query in _relabel(before, node):
            steps[query].append({"uid": uid})
    return list(steps.items())


def _relabel(before: Node, after: Node) -> list[str]:
    added = [upsert.add_label(after.base, label) for label in sorted(after.labels - before.labels)]
    return added + [upsert.drop_label(after.base, label) for label in sorted(before.labels - after.labels)]


def _nodes_gone(uids: Iterable[str]) -> list[Work]:
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for uid in sorted(uids):
        steps[upsert.delete_node(upsert.base_of(uid))].append({"uid": uid})
    return list(steps.items())


def _edges(edges: Iterable[Edge], existing: Collection[Address]) -> list[Work]:
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        bases = upsert.base_of(edge.source), upsert.base_of(edge.target)
        ends = {"source": edge.source, "target": edge.target}
        if edge.address in existing:
            row = ends | {"key": edge.key, "properties": _stored(edge.properties)}
            steps[upsert.set_edge(edge.type, *bases)].append(row)
        else:
            steps[upsert.create_edge(edge.type, *bases)].append(ends | {"properties": _stored(edge.properties)})
    return list(steps.items())


def _edges_gone(addresses: Iterable[Address]) -> list[Work]:
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, source, target, key in sorted(addresses):
        query = upsert.delete_edge(kind, upsert.base_of(source), upsert.base_of(target))
        steps[query].append({"source": source, "target": target, "key": key})
    return list(steps.items())


def _stored(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None and value != []}


def _target(one: Stored) -> dict[str, Any]:
    return {"id": one.statement.id, "target": one.target or None, "ordinal": one.ordinal}
