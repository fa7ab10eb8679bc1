"""What a change does to the graph, worked out before anything is written: the same plan serves dry run and load.

Only what the change can reach is read and folded again. The result is the one that folding everything would give;
random histories hold the two against each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphmodel.statements.fold import Context, Edge, Node, fold_entity
from graphmodel.statements.held import Address, Archive, Corrected, Reference, Stored
from graphmodel.statements.identity import Decided, Resolution, resolve
from graphmodel.statements.records import COUNTING_RUNS, Decision, Document, Kind, Run, State, Statement
from graphmodel.statements.review import MEANT, Review, is_meant, meant, review_of
from graphmodel.statements.targets import COVERAGE, NOWHERE, Aim, address_of, aim, fold_row, ranked


@dataclass(frozen=True, slots=True)
class View:
    """Documents, runs and decisions: what decides which statements count."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    runs: Mapping[str, Run] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def live_documents(self) -> frozenset[str]:
        """Those with a run that counts, and no counting version that replaces them."""
        counting = {run.doc for run in self.runs.values() if run.state in COUNTING_RUNS}
        standing = [self.documents[uid] for uid in counting if uid in self.documents]
        return frozenset(counting - {old for one in standing for old in (one.replaces, *one.supersedes)})

    def decided(self) -> Decided:
        """The pairs that were called the same, or different; what was decided last of a pair holds."""
        last = {frozenset(one.about): one.kind for one in self.in_order() if one.kind in _PAIRED}
        same, different = (frozenset(pair for pair, kind in last.items() if kind == asked) for asked in _PAIRED)
        return Decided(same, different)

    def in_order(self) -> list[Decision]:
        """The decisions as they were taken."""
        return sorted(self.decisions.values(), key=lambda one: (one.number, one.id))


_PAIRED = ("same", "different")


@dataclass(frozen=True, slots=True)
class Change:
    """From one view to another, with the statements that come in. Those that leave do so with their run."""

    before: View
    after: View
    add: Sequence[Statement] = ()
    resumed: bool = False
    """Whether part of it may be in the graph already: then every edge is looked up before it is written."""


@dataclass(slots=True)
class Plan:
    """All that has to be written, in no order; `graphmodel.materialise` knows the safe one."""

    nodes_set: dict[str, Node] = field(default_factory=dict)
    nodes_was: dict[str, Node] = field(default_factory=dict)
    nodes_gone: dict[str, Node] = field(default_factory=dict)
    edges_set: dict[Address, Edge] = field(default_factory=dict)
    edges_was: set[Address] = field(default_factory=set)
    edges_gone: set[Address] = field(default_factory=set)
    retarget: dict[str, Stored] = field(default_factory=dict)
    """Relation and coverage statements by id, with the target and ordinal that they get."""
    resettle: dict[str, Stored] = field(default_factory=dict)
    """Entity statements by id, with the uid that they get."""
    identifiers: dict[str, frozenset[str]] = field(default_factory=dict)
    """The new uids of each identifier; none: it is in no use any more."""
    identifiers_were: dict[str, frozenset[str]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Entities that are gone because their statements went to another."""
    disputed: frozenset[str] = frozenset()

    def counts(self) -> dict[str, int]:
        """The difference that the plan makes, as the command line reports it."""
        added, edges_added = self.nodes_set.keys() - self.nodes_was.keys(), self.edges_set.keys() - self.edges_was
        return {
            "nodes_added": len(added),
            "nodes_changed": len(self.nodes_set) - len(added),
            "nodes_removed": len(self.nodes_gone),
            "edges_added": len(edges_added),
            "edges_changed": len(self.edges_set) - len(edges_added),
            "edges_removed": len(self.edges_gone),
        }

    def tally(self) -> dict[str, Counter[str]]:
        """How many nodes of each label and edges of each type there are more, or fewer, than before."""
        labels: Counter[str] = Counter()
        for node in self.nodes_set.values():
            labels.update(node.labels)
        for node in (*self.nodes_was.values(), *self.nodes_gone.values()):
            labels.subtract(node.labels)
        for one, uids in self.identifiers.items():
            labels["Identifier"] += bool(uids) - bool(self.identifiers_were.get(one))
        types = Counter(address[0] for address in self.edges_set.keys() - self.edges_was)
        types.subtract(address[0] for address in self.edges_gone)
        return {"labels": labels, "types": types}


def plan(archive: Archive, reference: Reference, change: Change) -> Plan:
    """Work out what `change` does to the graph; reads through `archive`, writes nothing."""
    planning = Planning(archive, reference, change)
    planning.settle()
    return planning.fold()


class Planning:
    """A plan in two steps: first where each statement belongs, which is all that storing it needs; then what it
    folds to, which may be worked out while the statements are being stored."""

    def __init__(self, archive: Archive, reference: Reference, change: Change) -> None:
        self.review = review_of(change.after.in_order())
        self.archive, self.reference, self.after = Corrected(archive, self.review), reference, change.after
        self.stored, self.resumed = archive, change.resumed
        self.decided = change.after.decided()
        self.live_documents = change.after.live_documents()
        self.touched = self._with_named(_touched(self.archive, change, self.review))
        self.fresh = {one.id for one in change.add}
        self.loose = _loose_identifiers(change)
        self.plan = Plan()
        self.context = Context(change.after.documents, _preferred(archive, change))
        self.supported: set[str] = set()
        self.linked: dict[str, list[Stored]] = {}

    def settle(self) -> dict[str, Stored]:
        """Where each statement that moves belongs from now on."""
        self.changed = [one for one in self.touched.values() if one.statement.kind is Kind.ENTITY]
        self.near = self._reach(self.changed)
        self.supported = self._supported(self.near)
        self.resolution = self._resolve(self.near)
        self.moved = self._settle(self.near, self.resolution)
        relations = {key: one for key, one in self.touched.items() if one.statement.kind is not Kind.ENTITY}
        relations |= {one.statement.id: one for one in self._linking(set(self.moved) - self.fresh)}
        relations = self._pointing() | relations
        self.entity = {key: self.resolution.entity.get(key, NOWHERE) for key in self.near}
        self._group(relations)
        return self.plan.resettle | self.plan.retarget

    def fold(self) -> Plan:
        """The plan, once everything is settled."""
        self._fold_nodes()
        self._fold_edges()
        return self.plan

    def _counts(self, statement: Statement) -> bool:
        if statement.doc not in self.live_documents:
            return False
        return self.review.state(statement) is State.ACCEPTED or statement.id in self.supported

    def _with_named(self, touched: dict[str, Stored]) -> dict[str, Stored]:
        """With the proposed entity statements that touched relations name: they stand and fall with them."""
        leaning = {link for one in touched.values() for link in one.statement.links.values()}
        leaning = (leaning | self._replaced(touched.values())) - touched.keys()
        found = self.archive.named(leaning) if leaning else []
        return touched | {one.statement.id: one for one in found if one.statement.state is State.PROPOSED}

    def _replaced(self, touched: Iterable[Stored]) -> set[str]:
        """The entity statements that these statements named before a person put their ends right."""
        marks = {one.statement.fingerprint for one in touched if any(map(is_meant, one.statement.links.values()))}
        found = self.stored.fingerprinted(marks) if marks else []
        return {link for one in found for link in one.statement.links.values()}

    def _pointing(self) -> dict[str, Stored]:
        """The statements whose ends a person said to be what an identifier means that means another entity now."""
        marks = {mark for one in self.plan.identifiers for mark in self.review.pointing.get(one, ())}
        found = self.archive.fingerprinted(marks) if marks else []
        return {one.statement.id: one for one in found if one.statement.links}

    def _supported(self, near: Mapping[str, Stored]) -> set[str]:
        """The entity statements that count because an accepted relation names them, asked of nobody themselves."""
        waiting = {
            key for key, one in near.items()
            if one.statement.state is State.PROPOSED and not self.review.decided(one.statement)
        }  # fmt: skip
        stored = self._linking(waiting - self.fresh)
        relations = [*stored, *(one for one in self.touched.values() if one.statement.links)]
        return {
            link for one in relations if self._counts(one.statement) for link in one.statement.links.values()
        } & waiting  # fmt: skip

    def _linking(self, ids: Collection[str]) -> list[Stored]:
        """What links to these entity statements; what links to each is asked once."""
        if missing := set(ids) - self.linked.keys():
            self.linked |= {one: [] for one in missing}
            for one in self.archive.linking(missing):
                for link in missing & set(one.statement.links.values()):
                    self.linked[link].append(one)
        return [one for key in sorted(ids) for one in self.linked[key]]

    def _reach(self, changed: Iterable[Stored]) -> dict[str, Stored]:
        """All entity statements that the change can reach through shared identifiers and decisions."""
        neighbours = self.decided.neighbours()
        near = {one.statement.id: one for one in changed}
        todo = {i for one in near.values() for i in one.statement.identifiers} | self.loose
        asked: set[str] = set()
        entities: set[str] = set()
        while todo:
            asked |= todo
            using = self.archive.entities_using(todo)
            self.plan.identifiers_were |= using
            fresh = {uid for uids in using.values() for uid in uids} - entities
            entities |= fresh
            found = {one.statement.id: one for one in self.archive.about(fresh) if one.statement.id not in near}
            near |= found
            reached = {i for one in found.values() for i in one.statement.identifiers}
            reached |= {other for identifier in todo for other in neighbours.get(identifier, ())}
            todo = reached - asked
        return near

    def _resolve(self, near: Mapping[str, Stored]) -> Resolution:
        live = {key: one.statement.identifiers for key, one in near.items() if self._counts(one.statement)}
        resolution = resolve(live, self.decided)
        using: dict[str, set[str]] = defaultdict(set)
        for key, identifiers in live.items():
            for identifier in identifiers:
                using[identifier].add(resolution.entity[key])
        asked = {i for one in near.values() for i in one.statement.identifiers} | set(self.plan.identifiers_were)
        for identifier in asked:
            uids = frozenset(using.get(identifier, ()))
            if uids != self.plan.identifiers_were.get(identifier, frozenset()):
                self.plan.identifiers[identifier] = uids
        self.plan.disputed = resolution.disputed
        return resolution

    def _settle(self, near: Mapping[str, Stored], resolution: Resolution) -> list[str]:
        moved = [key for key, one in near.items() if resolution.entity.get(key, NOWHERE) != one.target]
        self.plan.resettle = {key: Stored(near[key].statement, resolution.entity.get(key, NOWHERE)) for key in moved}
        return moved

    def _fold_nodes(self) -> None:
        near, resolution = self.near, self.resolution
        keys = [*self.moved, *(one.statement.id for one in self.changed)]
        members: dict[str, list[Statement]] = defaultdict(list)
        for key, uid in resolution.entity.items():
            members[uid].append(near[key].statement)
        uids = {uid for key in keys for uid in (near[key].target, resolution.entity.get(key, NOWHERE))} - {NOWHERE}
        existing = self.archive.nodes([uid for uid in uids if self._may_stand(uid)])
        for uid in uids:
            node = self._node(uid, members.get(uid, []))
            if node is None:
                self._drop(uid, existing.get(uid))
            elif node != existing.get(uid):
                self.plan.nodes_set[uid] = node
                if uid not in existing:
                    self._set_edges(self.reference.edges(uid), set())
        self.plan.nodes_was = {uid: existing[uid] for uid in self.plan.nodes_set if uid in existing}
        for key in keys:
            old, new = near[key].target, resolution.entity.get(key, NOWHERE)
            if old in self.plan.nodes_gone and new != NOWHERE:
                self.plan.merged[old] = new

    def _may_stand(self, uid: str) -> bool:
        """An entity is called by an identifier that it uses: one that was in no use calls nobody, but the reference."""
        return uid in self.plan.identifiers_were or self.reference.permanent(uid) is not None

    def _node(self, uid: str, statements: Sequence[Statement]) -> Node | None:
        if not statements:
            return self.reference.permanent(uid)
        return fold_entity(uid, statements, self.context, self.reference.properties(uid))

    def _drop(self, uid: str, standing: Node | None) -> None:
        if standing:
            self.plan.nodes_gone[uid] = standing
            self.plan.edges_gone |= {edge.address for edge in self.reference.edges(uid)}

    def _group(self, relations: Mapping[str, Stored]) -> None:
        """Gather every edge that a changed relation statement left or joined, with all its statements."""
        self._complete(relations.values())
        aims = {key: self._aim(one.statement) for key, one in relations.items()}
        groups = {one.target for one in relations.values()} | {one.name for one in aims.values() if one}
        members = dict(relations)
        members |= {
            one.statement.id: one for one in self.archive.about(groups - {NOWHERE}) if one.statement.id not in members
        }
        self._complete(members.values())
        by_group: dict[str, list[Statement]] = defaultdict(list)
        by_aim: dict[str, Aim] = {}
        for key, one in members.items():
            where = aims[key] if key in aims else self._aim(one.statement)
            if where:
                by_group[where.name].append(one.statement)
                by_aim[where.name] = where
        self.edges = [(by_aim[name], ranked(by_aim[name], said)) for name, said in by_group.items()]
        self._retarget(members)

    def _complete(self, relations: Iterable[Stored]) -> None:
        missing = {link for one in relations for link in one.statement.links.values()} - self.entity.keys()
        identifiers = {one for one in missing if is_meant(one)}
        self.entity |= {one.statement.id: one.target for one in self.archive.named(missing - identifiers)}
        self.entity |= self._meant({one.removeprefix(MEANT) for one in identifiers}) if identifiers else {}

    def _meant(self, identifiers: Collection[str]) -> dict[str, str]:
        """Who the identifiers mean once the change is made, by the links that name them."""
        standing = self.archive.entities_using(identifiers)
        using = {one: self.plan.identifiers.get(one, standing.get(one, frozenset())) for one in identifiers}
        return {
            f"{MEANT}{one}": meant(one, uids, self.reference.permanent(one) is not None) for one, uids in using.items()
        }

    def _aim(self, statement: Statement) -> Aim | None:
        return aim(statement, self.entity, self.after.documents) if self._counts(statement) else None

    def _retarget(self, members: Mapping[str, Stored]) -> None:
        settled = {
            one.id: Stored(one, where.name, place)
            for where, rows in self.edges
            for place, group in enumerate(rows)
            for one in group
        }
        for key, one in members.items():
            new = settled.get(key, Stored(one.statement))
            if (new.target, new.ordinal) != (one.target, one.ordinal):
                self.plan.retarget[key] = new
        self.edges_were = {address_of(one.target, one.ordinal) for one in members.values() if _is_edge(one.target)}

    def _fold_edges(self) -> None:
        edges = {
            edge.address: edge
            for where, rows in self.edges
            if where.type != COVERAGE
            for place, group in enumerate(rows)
            for edge in [fold_row(where, place, group, self.entity, self.context)]
        }
        self.plan.edges_gone |= self.edges_were - edges.keys()
        self._set_edges(edges.values(), self.edges_were)

    def _set_edges(self, edges: Iterable[Edge], old: Collection[Address]) -> None:
        wanted = {edge.address: edge for edge in edges}
        asked = wanted.keys() if self.resumed else wanted.keys() & old
        standing = self.archive.edges(asked) if asked else {}
        for address, edge in wanted.items():
            if address not in standing:
                self.plan.edges_set[address] = edge
            elif dict(standing[address]) != dict(edge.properties):
                self.plan.edges_set[address] = edge
                self.plan.edges_was.add(address)


def _is_edge(target: str) -> bool:
    return target != NOWHERE and not target.startswith("COVERAGE|")


def _touched(archive: Archive, change: Change, review: Review) -> dict[str, Stored]:
    """The statements whose own standing changes: those that come, and those of documents that die or live again."""
    flipped = change.before.live_documents() ^ change.after.live_documents()
    standing = {one.statement.id: one for one in archive.of_documents(flipped)} if flipped else {}
    prints = {one.about[0] for one in _decided_anew(change) if one.kind not in _PAIRED}
    standing |= {one.statement.id: one for one in archive.fingerprinted(prints)} if prints else {}
    return standing | {one.id: Stored(review.corrected(one)) for one in change.add if one.id not in standing}


def _loose_identifiers(change: Change) -> set[str]:
    """The identifiers that a decision taken or taken back speaks of."""
    return {name for one in _decided_anew(change) if one.kind in _PAIRED for name in one.about}


def _decided_anew(change: Change) -> list[Decision]:
    """The decisions that are taken, taken back or taken again."""
    before, after = change.before.decisions, change.after.decisions
    told = {**before, **after}
    return [one for key, one in told.items() if before.get(key) != after.get(key)]


def _preferred(archive: Archive, change: Change) -> dict[tuple[str, str], int]:
    """The number of the *prefer* decision about each (statement, property) pair, among what stands and what comes."""
    wanted: dict[str, dict[str, int]] = defaultdict(dict)
    for one in change.after.in_order():
        if one.kind == "prefer":
            mark, name = one.about
            wanted[mark][name] = one.number
    if not wanted:
        return {}
    found = [*(one.statement for one in archive.fingerprinted(wanted.keys())), *change.add]
    return {(one.id, name): number for one in found for name, number in wanted.get(one.fingerprint, {}).items()}
