"""The archive of statements and the graph as plain dictionaries: planning proved apart from any engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from graphmodel.statements.fold import Edge, Node
from graphmodel.statements.held import Address, Stored
from graphmodel.statements.plan import Change, Plan, View, plan
from graphmodel.statements.records import Kind, Statement


class NoReference:
    """A world without territories."""

    def properties(self, uid: str) -> Mapping[str, Any]:
        return {}

    def permanent(self, uid: str) -> Node | None:
        return None

    def edges(self, uid: str) -> list[Edge]:
        return []


class Memory:
    """Statements, index of identifiers and graph, changed by nothing but plans."""

    def __init__(self) -> None:
        self.view = View()
        self.statements: dict[str, Stored] = {}
        self.index: dict[str, frozenset[str]] = {}
        self.node: dict[str, Node] = {}
        self.edge: dict[Address, Edge] = {}
        self.planned = 0

    def entities_using(self, identifiers: Collection[str]) -> dict[str, frozenset[str]]:
        return {one: self.index[one] for one in identifiers if one in self.index}

    def about(self, targets: Collection[str]) -> list[Stored]:
        return [one for one in self.statements.values() if one.target in targets]

    def named(self, ids: Collection[str]) -> list[Stored]:
        return [self.statements[one] for one in ids if one in self.statements]

    def linking(self, ids: Collection[str]) -> list[Stored]:
        wanted = set(ids)
        return [one for one in self.statements.values() if wanted & set(one.statement.links.values())]

    def of_documents(self, uids: Collection[str]) -> list[Stored]:
        return [one for one in self.statements.values() if one.statement.doc in uids]

    def fingerprinted(self, fingerprints: Collection[str]) -> list[Stored]:
        return [one for one in self.statements.values() if one.statement.fingerprint in fingerprints]

    def nodes(self, uids: Collection[str]) -> dict[str, Node]:
        return {uid: self.node[uid] for uid in uids if uid in self.node}

    def edges(self, addresses: Collection[Address]) -> dict[Address, Mapping[str, Any]]:
        return {one: self.edge[one].properties for one in addresses if one in self.edge}

    def change(self, after: View, add: Collection[Statement] = ()) -> Plan:
        """Plan the change and carry it out; statements of documents that left are forgotten."""
        done = plan(self, NoReference(), Change(self.view, after, list(add)))
        self.planned += len(done.resettle) + len(done.retarget)
        self._write(done, add)
        self.view = after
        gone = {key for key, one in self.statements.items() if one.statement.doc not in after.documents}
        for key in gone:
            assert self.statements.pop(key).target == "", "a statement leaves only once nothing folds from it"
        return done

    def _write(self, done: Plan, add: Collection[Statement]) -> None:
        self.statements |= {one.id: Stored(one) for one in add if one.id not in self.statements}
        for changed in (done.resettle, done.retarget):
            for key, one in changed.items():
                self.statements[key] = replace(self.statements[key], target=one.target, ordinal=one.ordinal)
        self.index |= {one: uids for one, uids in done.identifiers.items() if uids}
        for one, uids in done.identifiers.items():
            if not uids:
                self.index.pop(one, None)
        for address in done.edges_gone:
            self.edge.pop(address, None)
        for uid in done.nodes_gone:
            del self.node[uid]
        self.node |= done.nodes_set
        self.edge |= done.edges_set
        ends = {uid for edge in self.edge.values() for uid in (edge.source, edge.target)}
        assert ends <= self.node.keys(), "an edge never outlives its ends"

    def graph(self) -> tuple[dict[str, Node], dict[Address, Edge], dict[str, frozenset[str]], dict[str, str]]:
        """All that the statements fold to, for comparison with another history that led to the same statements."""
        targets = {key: f"{one.target}.{one.ordinal}" for key, one in self.statements.items()}
        return self.node, self.edge, self.index, targets


def whole(view: View, statements: Collection[Statement]) -> Memory:
    """The graph folded at once from everything."""
    fresh = Memory()
    fresh.change(view, statements)
    return fresh


def by_kind(statements: Collection[Statement]) -> dict[Kind, list[Statement]]:
    """Statements sorted into what they are about."""
    sorted_out: dict[Kind, list[Statement]] = defaultdict(list)
    for one in statements:
        sorted_out[one.kind].append(one)
    return sorted_out
