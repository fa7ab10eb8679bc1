"""Statements become entities and edges here, and nowhere else: a pure function of the live statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from graphmodel.names import fold as fold_name
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Declared, EdgeKind, Field, Folding, NodeKind, fields
from graphmodel.schema.upsert import base_of
from graphmodel.schema.vocabulary import HAPPENED, Status
from graphmodel.statements import restated
from graphmodel.statements.records import Document, Span, Statement, digest

WHEN = ("since_min", "since_max", "until_min", "until_max", "when_label")
"""The one interval of an edge, in `values` and in the graph: ISO days, and the text as written."""

STRENGTH: dict[str, int] = {status: place for place, status in enumerate(Status)}

CLASSES = ("Network", "Establishment", "Organisation", "Group")
"""The class of an actor on which documents disagree, the first of these that one of them says. A table takes every
bare code for an organisation, so a document that says network or establishment knows more, whatever its date; what
another document calls by its name is no unnamed group."""
_CLASS_ORDER = {name: -place for place, name in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Node:
    """What the statements about one entity fold to."""

    uid: str
    base: str
    labels: frozenset[str]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """What the statements about one relation fold to. Its address is its type, its ends and its key."""

    type: str
    source: str
    target: str
    key: str
    properties: Mapping[str, Any]

    @property
    def address(self) -> tuple[str, str, str, str]:
        """Type, ends, key: unique in the graph."""
        return self.type, self.source, self.target, self.key


@dataclass(frozen=True, slots=True)
class Said:
    """One value, with what ranks it among the others: who says so, then when it was so, its document's date, the
    document, the place."""

    value: Any
    as_of: Span
    order: tuple[Any, ...]
    stated: bool
    preferred: int = 0


class Settled(NamedTuple):
    """The value to show, whether its sources contradict each other, and whether no document states it."""

    value: Any
    contradicted: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What folding needs besides the statements."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    preferred: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The number of the *prefer* decision about a (statement, property) pair; the last taken wins."""

    def preference(self, statement: Statement, name: str) -> int:
        """How much a person prefers what a statement says of a property: the greatest wins, 0 is not at all."""
        return self.preferred.get((statement.id, name), 0)

    def said(self, statement: Statement, name: str, value: Any) -> Said:
        """The value as it competes with the others."""
        document = self.documents[statement.doc]
        as_of = statement.as_of if statement.as_of.known else document.date
        order = (as_of.high or as_of.low, document.date.high or document.date.low, document.uid, min(statement.at))
        return Said(value, as_of, order, statement.status == Status.STATED, self.preference(statement, name))


def settle(said: Sequence[Said], *, timeless: bool = False, tolerant: bool = False) -> Settled:
    """One value out of all that were said.

    What a document states goes before what somebody inferred. Then the latest `as_of` shows, the latest document,
    document and place, so that order of import never matters. Two different values contradict when their `as_of`
    overlap, always where the value is `timeless`, never where it is `tolerant`. A preferred value wins and settles
    the matter.
    """
    best = max(said, key=lambda one: (one.preferred, one.stated, one.order, repr(one.value)))
    inferred = not any(one.stated and one.value == best.value for one in said)
    if best.preferred or tolerant:
        return Settled(best.value, False, inferred)
    if timeless:
        return Settled(best.value, any(one.value != best.value for one in said), inferred)
    spans: dict[str, set[Span]] = defaultdict(set)
    for one in said:
        spans[repr(one.value)].add(one.as_of)
    clash = any(a.overlaps(b) for one, other in combinations(spans.values(), 2) for a in one for b in other)
    return Settled(best.value, clash, inferred)


@dataclass(slots=True)
class Folded:
    """Values on their way into a node or an edge, with the names of those in dispute and of those only inferred."""

    properties: dict[str, Any] = field(default_factory=dict)
    contradicted: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)

    def note(self, name: str, settled: Settled) -> Any:
        """Remember how a value came about; returns the value."""
        if settled.contradicted:
            self.contradicted.append(name)
        if settled.inferred:
            self.inferred.append(name)
        return settled.value


def fold_values(kind: type[Declared], statements: Sequence[Statement], context: Context) -> Folded:
    """The folded values of a kind that are no part of its key."""
    if len(statements) == 1:
        return _said_once(kind, statements[0])
    folded = Folded()
    for group in _groups_said(kind, statements):
        said = [(one, value) for one in statements if (value := group.value_of(one)) is not None]
        if not said:
            continue
        value = folded.note(group.name, _united(said) if group.many else _agreed(group.name, said, context, group.how))
        for name, part in zip(group.members, value, strict=True):
            if part is not None:
                folded.properties[name] = part
    return folded


def fold_entity(uid: str, statements: Sequence[Statement], context: Context, reference: Mapping[str, Any]) -> Node:
    """One entity from its live statements (at least one). `reference` gives what needs no statement: a territory."""
    settled = _class(uid, statements, context)
    kind = NODES[settled.value]
    folded = fold_values(kind, statements, context)
    folded.note("class", settled)
    _hold_together(kind, folded, statements, context)
    properties = folded.properties
    roles = properties.pop("roles", [])
    properties |= reference
    spellings = {str(one.values["name"]) for one in statements if one.values.get("name")}
    name = properties.setdefault("name", _name_without_name(uid))
    aliases = sorted((spellings | set(properties.get("aliases", ()))) - {name})
    if aliases:
        properties["aliases"] = aliases
    properties["search"] = search_text([name, *aliases])
    if reference:
        folded.inferred = [one for one in folded.inferred if one not in reference]
    properties |= _standing(statements, folded, context)
    return Node(uid, kind.base, frozenset({kind.base, settled.value, *roles}), {"uid": uid, **properties})


def fold_edge(
    kind_name: str, ends: tuple[str, str], stars: Mapping[str, Any], statements: Sequence[Statement], context: Context
) -> Edge:
    """One edge from its live statements (at least one); `stars` are its ★ properties, already resolved."""
    heard = _heard(statements, context)
    folded = fold_values(EDGES[kind_name], heard, context)
    key = edge_key(stars)
    properties = folded.properties
    properties |= {name: value for name, value in stars.items() if value is not None}
    modality, clash, _ = _agreed("modality", [(one, one.modality) for one in heard], context)
    if clash:
        folded.contradicted.append("modality")
    properties["modality"] = modality
    properties["status"] = min((one.status for one in heard if one.modality == modality), key=STRENGTH.__getitem__)
    properties |= _standing(statements, folded, context)
    return Edge(kind_name, *ends, key, {"key": key, **properties})


def edge_key(stars: Mapping[str, Any]) -> str:
    """The key of an edge: a digest of its ★ properties, then after a dot the rank among equal rows, from the second."""
    ordinal = int(stars.get("ordinal") or 0)
    base = digest(sorted((name, value) for name, value in stars.items() if name != "ordinal" and value is not None))
    return f"{base}.{ordinal}" if ordinal else base


def search_text(names: Iterable[str]) -> str:
    """All the names of an entity, folded, for `CONTAINS`: a search for one must find the entity."""
    return " | ".join(dict.fromkeys(fold_name(name) for name in names))


def _heard(statements: Sequence[Statement], context: Context) -> Sequence[Statement]:
    """The statements that an edge folds from: those of what happened, its end included; else those of the plan. A
    plan beside a fact was carried out or is for another time: it says nothing of the fact and does not contradict it.
    """
    if len(statements) == 1:
        return statements
    preferred = [context.preference(one, "modality") for one in statements]
    most = max(preferred)
    told = [one for one, much in zip(statements, preferred, strict=True) if much == most]
    happened = any(one.modality in HAPPENED for one in told)
    return [one for one in statements if (one.modality in HAPPENED) == happened]


def _class(uid: str, statements: Sequence[Statement], context: Context) -> Settled:
    """The class that these statements settle on. A class never changes, so any two contradict each other; the base
    is told by the uid, even where a person joined what no document would."""
    if len({one.type for one in statements}) == 1:
        return Settled(statements[0].type, False, Status.STATED not in {one.status for one in statements})
    base = base_of(uid)
    fitting = [one for one in statements if NODES[one.type].base == base] or statements
    said = [context.said(one, "class", one.type) for one in fitting]
    return settle([replace(one, order=(_CLASS_ORDER.get(one.value, 0),)) for one in said], timeless=True)


def _said_once(kind: type[Declared], statement: Statement) -> Folded:
    """The values of most entities and edges: one statement speaks, so there is nothing to settle."""
    groups = _groups(kind)
    said = {name: one for name, one in statement.values.items() if name in groups and one not in _NOTHING}
    folded = Folded({name: sorted(set(one)) if groups[name].many else one for name, one in said.items()})
    if statement.status != Status.STATED:
        folded.inferred = list({groups[name].name for name in said})
    return folded


def _hold_together(
    kind: type[NodeKind], folded: Folded, statements: Sequence[Statement], context: Context
) -> None:  # fmt: skip
    """Note the values that cannot be so together, though each stands alone; what a person prefers settles it."""
    for one in restated.clashes(kind, folded.properties):
        lost = restated.loses(one, statements, {said.id: context.preference(said, one.months) for said in statements})
        if lost is None:
            folded.contradicted = sorted({*folded.contradicted, one.months})
        elif lost:
            del folded.properties[one.months]
            folded.inferred = [name for name in folded.inferred if name != one.months]


def _united(values: Sequence[tuple[Statement, Any]]) -> Settled:
    """All the items together, for they do not compete: inferred as soon as no document states one of them."""
    items = {item for _, (many,) in values for item in many}
    stated = {item for one, (many,) in values if one.status == Status.STATED for item in many}
    return Settled((sorted(items),), False, items != stated)


def _agreed(name: str, values: Sequence[tuple[Statement, Any]], context: Context, how: Folding = "latest") -> Settled:
    """The value that these statements settle on. Most often one speaks."""
    if len(values) == 1:
        ((one, value),) = values
        return Settled(value, False, one.status != Status.STATED)
    said = [context.said(one, name, value) for one, value in values]
    return settle(said, timeless=how == "timeless", tolerant=how == "any")


_NOTHING: tuple[Any, ...] = (None, (), [])


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """One value: a property, or several that only mean something together (a range, an interval)."""

    name: str
    members: tuple[str, ...]
    many: bool
    how: Folding

    def value_of(self, statement: Statement) -> tuple[Any, ...] | None:
        """What the statement says of each member; None where it says nothing."""
        value = tuple([statement.values.get(name) for name in self.members])
        return value if [part for part in value if part not in _NOTHING] else None


def _groups_said(kind: type[Declared], statements: Sequence[Statement]) -> Iterable[_Group]:
    """The declared values of which somebody says something: few of the many that a kind has."""
    groups = _groups(kind)
    said = dict.fromkeys(groups[name] for one in statements for name in one.values if name in groups)
    return said.keys()


@cache
def _groups(kind: type[Declared]) -> dict[str, _Group]:
    """The group of each property that is no part of the key."""
    together: dict[str, list[Field]] = defaultdict(list)
    for one in fields(kind):
        if not one.prop.key:
            together[one.prop.group or one.name].append(one)
    groups = [
        _Group(name, tuple(one.name for one in members), members[0].many, members[0].prop.fold)
        for name, members in together.items()
    ]
    groups += [_Group("when", WHEN, False, "latest")] if issubclass(kind, EdgeKind) else []
    return {member: group for group in groups for member in group.members}


def _standing(statements: Sequence[Statement], folded: Folded, context: Context) -> dict[str, Any]:
    works = {context.documents[one.doc].work for one in statements}
    standing: dict[str, Any] = {"sources": len(works)}
    if folded.contradicted:
        standing["contradicted"] = sorted(folded.contradicted)
    if folded.inferred:
        standing["inferred"] = sorted(folded.inferred)
    if any(context.documents[one.doc].fictional for one in statements):
        standing["fictional"] = True
    return standing


def _name_without_name(uid: str) -> str:
    """An entity known by its code alone is called by its code."""
    scheme, _, rest = uid.partition(":")
    return f"{scheme.upper()} {rest}" if scheme in ("siren", "siret", "rna") else rest.rsplit("/", 1)[-1]
