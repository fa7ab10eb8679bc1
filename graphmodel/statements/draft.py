"""How an importer writes statements: one `Draft` a document, which validates, counts equal ones and gives them ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from graphmodel.schema.registry import EDGES, KEYS, LINKS, NODES
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements.fold import WHEN
from graphmodel.statements.identity import rank
from graphmodel.statements.records import (
    NO_DATE,
    Document,
    Kind,
    Span,
    State,
    Statement,
    entity_id,
    fingerprint,
    relation_id,
)

FIRST_PLACES = 5
"""How many places an entity statement keeps: a funder named on 100,000 rows must stay small."""


class BadValue(ValueError):
    """A value that the schema refuses: `name` says which field, `value` what stood there."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"{name}: {value!r}")
        self.name, self.value = name, value


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a statement stands in its document and how it is said."""

    at: str
    quote: str = ""
    cites: str = ""
    as_of: Span = NO_DATE
    status: str = "stated"
    modality: str = "actual"
    rule: str = ""
    state: State = State.ACCEPTED


@dataclass(slots=True)
class Draft:
    """The statements of one document, in the making."""

    document: Document
    run: str = ""
    _made: dict[str, Statement] = field(default_factory=dict)
    _places: dict[str, list[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def entity(self, kind: str, identifiers: Iterable[str], values: Mapping[str, Any], proof: Proof) -> str:
        """Say that an entity exists, with what the document says of it. Returns the statement's id.

        `kind` is a class of the schema; `identifiers` holds at least one. Raises `BadValue` for a value that the
        schema refuses, `ValueError` for no identifier or a `siret:` beside a `siren:`.
        """
        known = tuple(sorted(set(identifiers), key=rank))
        schemes = {one.split(":", 1)[0] for one in known}
        if not known or {"siren", "siret"} <= schemes:
            raise ValueError(f"not a way to name one entity: {known}")
        clean = _checked(NODES[kind], {name: value for name, value in values.items() if value not in _EMPTY})
        made = _statement(Kind.ENTITY, kind, self, proof, values=clean, identifiers=known)
        return self._keep(replace(made, id=entity_id(self.document.uid, made)))

    def relation(self, kind: str, links: Mapping[str, str], values: Mapping[str, Any], proof: Proof) -> str:
        """Say that two entities are bound. `links` has "from", "to" and any entity that the edge names (innovation,
        via, place_to…), each the id of an entity statement of this draft; `values` may hold the interval of `WHEN`."""
        when = {name: values[name] for name in WHEN if values.get(name)}
        rest = {name: value for name, value in values.items() if name not in WHEN and value not in _EMPTY}
        clean = _checked(EDGES[kind], rest) | when
        self._check_links(kind, links)
        made = _statement(Kind.RELATION, kind, self, proof, values=clean, links=dict(links))
        return self._keep(replace(made, id=relation_id(self.document.uid, made)))

    def coverage(
        self,
        kind: CoverageKind,
        network: str | None,
        territories: Iterable[str],
        proof: Proof,
        *,
        since: str = "",
        until: str = "",
        exhaustive: bool = False,
    ) -> str:
        """Say what the document claims to cover. `network` is the id of an entity statement; `territories` are uids
        of the reference, spelled out; `since` and `until` are ISO days, empty when open."""
        values = {"territories": sorted(set(territories)), "since": since, "until": until, "exhaustive": exhaustive}
        links = {"network": network} if network else {}
        made = _statement(Kind.COVERAGE, kind.value, self, proof, values=values, links=links)
        return self._keep(replace(made, id=relation_id(self.document.uid, made)))

    def statements(self) -> list[Statement]:
        """All statements, entities before what links them, each with its count, first places and fingerprint."""
        identifiers = {one.id: one.identifiers for one in self._made.values()}
        done = [
            replace(
                one,
                at=tuple(self._places[one.id]),
                count=self._counts[one.id],
                fingerprint=fingerprint(one, identifiers, KEYS.get(one.type, ())),
            )
            for one in self._made.values()
        ]
        return sorted(done, key=lambda one: one.kind is not Kind.ENTITY)

    def _keep(self, made: Statement) -> str:
        places = self._places.setdefault(made.id, [])
        if len(places) < FIRST_PLACES:
            places += made.at
        self._counts[made.id] = self._counts.get(made.id, 0) + 1
        self._made.setdefault(made.id, made)
        return made.id

    def _check_links(self, kind: str, links: Mapping[str, str]) -> None:
        if not {"from", "to"} <= links.keys() <= set(LINKS) or not all(link in self._made for link in links.values()):
            raise ValueError(f"{kind}: {dict(links)} are not links of this draft")
        for end, allowed in (("from", EDGES[kind].source), ("to", EDGES[kind].target)):
            if NODES[self._made[links[end]].type].base not in allowed:
                raise BadValue(end, self._made[links[end]].type)


_EMPTY: tuple[Any, ...] = (None, "", (), [])


def _checked(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        checked = kind.model_validate(values)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise BadValue(str(first["loc"][0]), first["input"]) from problem
    dumped: dict[str, Any] = checked.model_dump(exclude_defaults=True, mode="json")
    return dumped


def _statement(kind: Kind, name: str, draft: Draft, proof: Proof, **more: Any) -> Statement:
    return Statement(
        "", kind, name, draft.document.uid, draft.run, (proof.at,), quote=proof.quote, cites=proof.cites,
        as_of=proof.as_of, status=proof.status, modality=proof.modality, rule=proof.rule, state=proof.state, **more,
    )  # fmt: skip
