"""What a relation statement folds into: its type, its two ends and its ★ properties, once entities are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.schema.registry import EDGES, KEYS, refs
from graphmodel.statements.fold import Context, Edge, edge_key, fold_edge
from graphmodel.statements.records import Document, Kind, Statement

COVERAGE = "COVERAGE"
NOWHERE = ""
"""The target of a statement that does not count, or whose entity is gone."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a relation statement folds: `name` is what is stored as its target."""

    type: str
    source: str
    target: str
    stars: Mapping[str, Any] = field(default_factory=dict)
    name: str = field(init=False)
    """Type, ends and base key in one string; equal strings fold together."""

    def __post_init__(self) -> None:
        key = () if self.type == COVERAGE else (edge_key(self.stars),)
        object.__setattr__(self, "name", "|".join((self.type, self.source, self.target, *key)))


def address_of(target: str, ordinal: int) -> tuple[str, str, str, str]:
    """The address of the edge that a stored target and the rank among equal rows stand for."""
    kind, source, end, key = target.split("|")
    return kind, source, end, f"{key}.{ordinal}" if ordinal else key


def aim(statement: Statement, entity: Mapping[str, str], documents: Mapping[str, Document]) -> Aim | None:
    """The aim of a relation or coverage statement, or None while an end that it names has no entity.

    `entity` maps entity statements to uids. A link that is missing there makes the whole statement wait: a spread
    whose innovation is gone must not become a spread of no innovation.
    """
    uids = {role: entity.get(link, NOWHERE) for role, link in statement.links.items()}
    if not all(uids.values()):
        return None
    if statement.kind is Kind.COVERAGE:
        return Aim(COVERAGE, uids.get("network", "*"), statement.type)
    source, end = uids["from"], uids["to"]
    if not EDGES[statement.type].directed:
        source, end = sorted((source, end))
    return Aim(statement.type, source, end, _stars(statement, uids, documents))


def _stars(statement: Statement, uids: Mapping[str, str], documents: Mapping[str, Document]) -> dict[str, Any]:
    named = refs(EDGES[statement.type])
    stars = {name: uids.get(name) if name in named else statement.values.get(name) for name in KEYS[statement.type]}
    stars.pop("ordinal", None)
    if "document" in stars:
        stars["document"] = None if stars["reference"] else documents[statement.doc].work
    return {name: value for name, value in stars.items() if value is not None}


def ranked(one: Aim, statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements of one aim, edge by edge. Money never merges: the n-th equal row of a document is the n-th edge,
    and meets the n-th equal row of another document only where both give the same reference."""
    if len(statements) > 1 and "ordinal" in KEYS.get(one.type, ()):
        return [rows for _, rows in sorted(_by_rank(statements).items())]
    return [list(statements)]


def fold_row(
    one: Aim, place: int, statements: Sequence[Statement], entity: Mapping[str, str], context: Context
) -> Edge:  # fmt: skip
    """The edge at a place among the equal rows of an aim."""
    resolved = [_with_refs(statement, entity) for statement in statements]
    return fold_edge(one.type, (one.source, one.target), _with_ordinal(one, place), resolved, context)


def _with_ordinal(one: Aim, place: int) -> dict[str, Any]:
    return dict(one.stars) | ({"ordinal": place} if place else {})


def _with_refs(statement: Statement, entity: Mapping[str, str]) -> Statement:
    named = {role: entity[link] for role, link in statement.links.items() if role not in ("from", "to")}
    return replace(statement, values=dict(statement.values) | named) if named else statement


def _by_rank(statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_document[statement.doc].append(statement)
    ranked: dict[int, list[Statement]] = defaultdict(list)
    for _, rows in sorted(by_document.items()):
        for place, statement in enumerate(sorted(rows, key=lambda row: (_natural(row.at[0]), row.id))):
            ranked[place].append(statement)
    return ranked


def _natural(place: str) -> list[tuple[int, str]]:
    """`Feuille!C9` before `Feuille!C12`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", place)]
