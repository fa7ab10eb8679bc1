"""Statements become entities and edges here, and nowhere else: a pure function of the live statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

from graphmodel.names import fold as fold_name
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Declared, Field, Folding, fields
from graphmodel.schema.vocabulary import Status
from graphmodel.statements.records import Document, Span, Statement, digest

WHEN = ("since_min", "since_max", "until_min", "until_max", "when_label")
"""The one interval of an edge, in `values` and in the graph: ISO days, and the text as written."""

STRENGTH: dict[str, int] = {status: place for place, status in enumerate(Status)}


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
    """One value, with what ranks it among the others: when it was so, its document's date, the document, the place."""

    value: Any
    as_of: Span
    order: tuple[str, str, str, str]
    preferred: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What folding needs besides the statements."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    preferred: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The number of the *prefer* decision about a (statement, property) pair; the last taken wins."""

    def said(self, statement: Statement, name: str, value: Any) -> Said:
        """The value as it competes with the others."""
        document = self.documents[statement.doc]
        as_of = statement.as_of if statement.as_of.known else document.date
        order = (as_of.high or as_of.low, document.date.high or document.date.low, document.uid, min(statement.at))
        return Said(value, as_of, order, self.preferred.get((statement.id, name), 0))


def settle(said: Sequence[Said], *, timeless: bool = False, tolerant: bool = False) -> tuple[Any, bool]:
    """The value to show, and whether its sources contradict each other.

    The latest `as_of` shows, then the latest document, then document and place, so that order of import never
    matters. Two different values contradict when their `as_of` overlap, always where the value is `timeless`, never
    where it is `tolerant`. A preferred value wins and settles the matter.
    """
    best = max(said, key=lambda one: (one.preferred, one.order, repr(one.value)))
    if best.preferred or tolerant:
        return best.value, False
    others = [one for one in said if one.value != best.value]
    if timeless:
        return best.value, bool(others)
    spans: dict[str, set[Span]] = defaultdict(set)
    for one in said:
        spans[repr(one.value)].add(one.as_of)
    clash = any(a.overlaps(b) for one, other in combinations(spans.values(), 2) for a in one for b in other)
    return best.value, clash


def fold_values(
    kind: type[Declared], statements: Sequence[Statement], context: Context
) -> tuple[dict[str, Any], list[str]]:
    """The folded properties of a kind that are no part of its key, and the names of those in dispute."""
    folded: dict[str, Any] = {}
    disputed: list[str] = []
    for group in _groups_said(kind, statements):
        said = [(one, value) for one in statements if (value := group.value_of(one)) is not None]
        if not said:
            continue
        if group.many:
            folded[group.name] = sorted({item for _, value in said for item in value[0]})
            continue
        value, clash = _agreed(group.name, said, context, group.how)
        folded |= {name: part for name, part in zip(group.members, value, strict=True) if part is not None}
        if clash:
            disputed.append(group.name)
    return folded, disputed


def fold_entity(uid: str, statements: Sequence[Statement], context: Context, reference: Mapping[str, Any]) -> Node:
    """One entity from its live statements (at least one). `reference` gives what needs no statement: a territory."""
    kind = NODES[statements[0].type]
    properties, disputed = fold_values(kind, statements, context)
    roles = properties.pop("roles", [])
    properties |= reference
    spellings = {str(one.values["name"]) for one in statements if one.values.get("name")}
    name = properties.setdefault("name", _name_without_name(uid))
    aliases = sorted((spellings | set(properties.get("aliases", ()))) - {name})
    if aliases:
        properties["aliases"] = aliases
    properties["search"] = search_text([name, *aliases])
    properties |= _standing(statements, disputed, context)
    labels = frozenset({kind.base, statements[0].type, *roles})
    return Node(uid, kind.base, labels, {"uid": uid, **properties})


def fold_edge(
    kind_name: str, ends: tuple[str, str], stars: Mapping[str, Any], statements: Sequence[Statement], context: Context
) -> Edge:
    """One edge from its live statements (at least one); `stars` are its ★ properties, already resolved."""
    properties, disputed = fold_values(EDGES[kind_name], statements, context)
    key = edge_key(stars)
    properties |= {name: value for name, value in stars.items() if value is not None}
    for name, read in (("when", _when), ("modality", lambda one: one.modality)):
        said = [(one, value) for one in statements if (value := read(one))]
        if said:
            value, clash = _agreed(name, said, context)
            properties |= dict(value) if name == "when" else {name: value}
            disputed += [name] if clash else []
    properties["status"] = min(
        (one.status for one in statements if one.modality == properties["modality"]),
        key=lambda status: STRENGTH[status],
    )  # a plan that a document states and a fact that somebody infers are not a stated fact
    properties |= _standing(statements, disputed, context)
    return Edge(kind_name, *ends, key, {"key": key, **properties})


def edge_key(stars: Mapping[str, Any]) -> str:
    """The key of an edge: a digest of its ★ properties, then after a dot the rank among equal rows, from the second."""
    ordinal = int(stars.get("ordinal") or 0)
    base = digest(sorted((name, value) for name, value in stars.items() if name != "ordinal" and value is not None))
    return f"{base}.{ordinal}" if ordinal else base


def search_text(names: Iterable[str]) -> str:
    """All the names of an entity, folded, for `CONTAINS`: a search for one must find the entity."""
    return " | ".join(dict.fromkeys(fold_name(name) for name in names))


def _agreed(
    name: str, values: Sequence[tuple[Statement, Any]], context: Context, how: Folding = "latest"
) -> tuple[Any, bool]:
    """The value that these statements settle on, and whether they contradict each other. Most often one speaks."""
    if len(values) == 1:
        return values[0][1], False
    said = [context.said(one, name, value) for one, value in values]
    return settle(said, timeless=how == "timeless", tolerant=how == "any")


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """One value: a property, or several that only mean something together (a range, an interval)."""

    name: str
    members: tuple[str, ...]
    many: bool
    how: Folding

    def value_of(self, statement: Statement) -> tuple[Any, ...] | None:
        """What the statement says of each member; None where it says nothing."""
        value = tuple(statement.values.get(name) for name in self.members)
        return None if all(part is None or part in ((), []) for part in value) else value


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
    return {member: group for group in groups for member in group.members}


def _when(statement: Statement) -> tuple[tuple[str, str], ...]:
    return tuple((name, statement.values[name]) for name in WHEN if statement.values.get(name))


def _standing(statements: Sequence[Statement], disputed: Sequence[str], context: Context) -> dict[str, Any]:
    works = {context.documents[one.doc].work for one in statements}
    standing: dict[str, Any] = {"sources": len(works)}
    if disputed:
        standing["contradicted"] = sorted(disputed)
    if any(context.documents[one.doc].fictional for one in statements):
        standing["fictional"] = True
    return standing


def _name_without_name(uid: str) -> str:
    """An entity known by its code alone is called by its code."""
    scheme, _, rest = uid.partition(":")
    return f"{scheme.upper()} {rest}" if scheme in ("siren", "siret", "rna") else rest.rsplit("/", 1)[-1]
