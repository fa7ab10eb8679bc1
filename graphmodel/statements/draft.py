"""How an importer writes statements: one `Draft` a document, which validates, counts equal ones and gives them ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graphmodel.names import fold
from graphmodel.schema.registry import EDGES, LINKS, NODES
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements.fold import WHEN
from graphmodel.statements.identity import rank
from graphmodel.statements.records import NO_DATE, Document, Kind, Span, State, Statement, digest, prefix_of

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
    choice: str = ""


@dataclass(slots=True)
class _Made:
    """A statement in the making: its places and its count grow until the draft is done."""

    kind: Kind
    type: str
    proof: Proof
    values: Mapping[str, Any]
    identifiers: tuple[str, ...]
    links: Mapping[str, str]
    at: list[str]
    count: int = 1


@dataclass(slots=True)
class Draft:
    """The statements of one document, in the making."""

    document: Document
    run: str = ""
    _made: dict[str, _Made] = field(default_factory=dict)

    def entity(self, kind: str, identifiers: Iterable[str], values: Mapping[str, Any], proof: Proof) -> str:
        """Say that an entity exists, with what the document says of it. Returns the statement's id.

        `kind` is a class of the schema; `identifiers` holds at least one. Raises `BadValue` for a value that the
        schema refuses, `ValueError` for no identifier or a `siret:` beside a `siren:`.
        """
        known = tuple(sorted(set(identifiers), key=rank))
        schemes = {one.split(":", 1)[0] for one in known}
        if not known or {"siren", "siret"} <= schemes:
            raise ValueError(f"not a way to name one entity: {known}")
        clean = check_values(Kind.ENTITY, kind, values)
        day = proof.as_of
        same = digest(kind, sorted(known), clean, day.low, day.high, proof.status, proof.quote, proof.state)
        return self._keep(same, Kind.ENTITY, kind, proof, clean, identifiers=known)

    def relation(self, kind: str, links: Mapping[str, str], values: Mapping[str, Any], proof: Proof) -> str:
        """Say that two entities are bound. `links` has "from", "to" and any entity that the edge names (innovation,
        via, place_to…), each the id of an entity statement of this draft; `values` may hold the interval of `WHEN`."""
        clean = check_values(Kind.RELATION, kind, values)
        self._check_links(kind, links)
        return self._row(Kind.RELATION, kind, proof, clean, links)

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
        return self._row(Kind.COVERAGE, kind.value, proof, values, links)

    def also(self, statement: str, at: str) -> None:
        """Say that a statement stands at another place of the document too, which does not make it another one."""
        places = self._made[statement].at
        if at not in places and len(places) < FIRST_PLACES:
            places.append(at)

    def statements(self) -> list[Statement]:
        """All statements, entities before what links them, each with its count, first places and fingerprint."""
        ranks: Counter[str] = Counter()
        done = [self._done(key, one, ranks) for key, one in self._made.items()]
        return sorted(done, key=lambda one: one.kind is not Kind.ENTITY)

    def _row(
        self, kind: Kind, name: str, proof: Proof, values: Mapping[str, Any], links: Mapping[str, str]
    ) -> str:  # fmt: skip
        """Every row is a statement of its own: the place counts."""
        row = digest(name, links, values, (proof.at,), proof.status, proof.modality, proof.quote)
        return self._keep(row, kind, name, proof, values, links=dict(links))

    def _keep(
        self, same: str, kind: Kind, name: str, proof: Proof, values: Mapping[str, Any],
        *, identifiers: tuple[str, ...] = (), links: Mapping[str, str] = {},
    ) -> str:  # fmt: skip
        """Equal statements are one, with their count; `same` tells which are equal."""
        key = prefix_of(self.document.uid) + same
        made = self._made.get(key)
        if made is None:
            self._made[key] = _Made(kind, name, proof, values, identifiers, links, [proof.at])
            return key
        made.count += 1
        if len(made.at) < FIRST_PLACES:
            made.at.append(proof.at)
        return key

    def _done(self, key: str, one: _Made, ranks: Counter[str]) -> Statement:
        said, mark = one.proof, self._fingerprint(one)
        ranks[mark] += 1
        return Statement(
            key, one.kind, one.type, self.document.uid, self.run, tuple(one.at), one.values, one.identifiers, one.links,
            one.count, said.quote, said.cites, said.as_of, said.status, said.modality, said.rule, said.state,
            mark if ranks[mark] == 1 else f"{mark}.{ranks[mark]}", said.choice,
        )  # fmt: skip

    def _fingerprint(self, one: _Made) -> str:
        """What a decision about a statement names, so that it survives a corrected version of the document: its work,
        what identifies its entity or its ends, what it says of them, and its quote. Of equal rows, each is one."""
        ends = {role: self._made[link].identifiers for role, link in one.links.items()}
        return digest(self.document.work, one.type, one.identifiers, ends, one.values, fold(one.proof.quote))

    def _check_links(self, kind: str, links: Mapping[str, str]) -> None:
        if not {"from", "to"} <= links.keys() <= set(LINKS) or not all(link in self._made for link in links.values()):
            raise ValueError(f"{kind}: {dict(links)} are not links of this draft")
        for end, allowed in (("from", EDGES[kind].source), ("to", EDGES[kind].target)):
            if NODES[self._made[links[end]].type].base not in allowed:
                raise BadValue(end, self._made[links[end]].type)


_EMPTY: tuple[Any, ...] = (None, "", (), [])


def check_values(kind: Kind, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the schema keeps them, without what says nothing. Raises `BadValue` for one that it refuses."""
    rest = {one: value for one, value in values.items() if value not in _EMPTY}
    when = {one: rest.pop(one) for one in WHEN if one in rest} if kind is Kind.RELATION else {}
    return _checked((EDGES if kind is Kind.RELATION else NODES)[name], rest) | when


def _checked(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        checked = kind.model_validate(values)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise BadValue(str(first["loc"][0]), first["input"]) from problem
    dumped: dict[str, Any] = checked.model_dump(exclude_defaults=True, mode="json")
    return dumped
