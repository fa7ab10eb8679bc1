"""Rows that state: who spread, steers, finances, joins; and what the document claims to cover."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from graphmodel.dates import When, to_properties
from graphmodel.schema.registry import EDGES, refs
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import CoverageKind, Function, Role
from graphmodel.statements.draft import BadValue
from graphmodel.territory_graph import function_uid
from ingest.amounts import Amount
from ingest.directory import Entry
from ingest.entity_rows import places_named
from ingest.money import EURO, money
from ingest.places import place
from ingest.reading import Reading, Row, Table, span_of
from ingest.sheets import ACTOR, PROOF

_ENDS = ("from", "to")
_FUNCTIONS = {one.value: one for one in Function}
_COVERAGES = {one.value: one for one in CoverageKind}
GIVES_ROLE = {("FINANCES", "from"): (Role.FUNDER.value,)}
"""What a role label is by definition: whoever finances is a funder."""
_OF_ANY = frozenset({one.name for one in PROOF} | {"when", "relation", "function", "from_kind", "to_kind"})
"""The columns that every relation may use beside its own."""


def state(reading: Reading, table: Table) -> None:
    """The statements of a sheet of relations, or of coverage."""
    make = _cover if table.sheet.name == "coverage" else _relate
    for row in reading.followed(table):
        make(reading, row)


@cache
def _links_of(kind: str) -> tuple[str, ...]:
    """The columns that name what the relation links."""
    return (*_ENDS, *refs(EDGES[kind]))


@cache
def _own(kind: str) -> frozenset[str]:
    """The columns that are properties of the relation itself. Its `document` is the one being read, never a cell."""
    return frozenset(one.name for one in fields(EDGES[kind])) - {*_links_of(kind), "document", "ordinal"}


@cache
def _used(kind: str) -> frozenset[str]:
    """Every column that a relation of this kind may use."""
    return _own(kind) | _OF_ANY | {*_links_of(kind)}


def _relate(reading: Reading, row: Row) -> None:
    kind = row.table.sheet.relation
    kind = str(row.values["relation"]) if kind == "*" else kind
    links = _links(reading, row, kind)
    if links is None:
        return
    values, proof = _values(row, kind), row.proof()
    rest = {name: found[0] for name, found in links.items() if name not in _ENDS}
    try:
        for giver in links["from"]:
            for receiver in links["to"]:
                reading.draft.relation(kind, {"from": giver, "to": receiver, **rest}, values, proof)
    except BadValue as problem:
        row.set_aside("value-refused", problem.name, field=row.label(problem.name))
        return
    _say_unused(row, kind)
    currency = values.get("currency", EURO)
    for name, value in row.values.items():
        if isinstance(value, Amount) and value.exact and name in values:
            row.table.totals[name if currency == EURO else f"{name} {currency}"] += value.low


def _say_unused(row: Row, kind: str) -> None:
    """Say which values mean nothing for this relation: the role of a participant beside a membership."""
    if row.values.keys() <= _used(kind):
        return
    for name in sorted(row.values.keys() - _used(kind)):
        row.note("value-misplaced", name, field=row.label(name), kind=EDGES[kind].label)


def _values(row: Row, kind: str) -> dict[str, Any]:
    own, when = _own(kind), row.values.get("when")
    values = money(row, own)
    if not isinstance(when, When):
        return values
    if kind == "FINANCES" and "year" not in values and within_a_year(when):
        values["year"] = int(str(when.since_min)[:4])
    return values | to_properties(when)


def within_a_year(when: When) -> bool:
    """Whether all that a date may mean lies in one year."""
    low, high = when.since_min, when.since_max
    return low is not None and high is not None and when.until_max is None and low.year == high.year


def _links(reading: Reading, row: Row, kind: str) -> dict[str, list[str]] | None:
    """The entity statements at each link; None, the row set aside with its reason, when one cannot be told.

    All are told before the first is stated: a row set aside states nothing, not even that its names exist.
    """
    told: dict[str, list[Entry]] = {}
    if kind == "PERFORMS":
        function = _FUNCTIONS[row.values["function"]]
        told["to"] = [Entry("HeadFunction", function.label.fr, (function_uid(function),))]
    for name in _links_of(kind):
        if name in row.values and name not in told:
            found = told[name] = _told(reading, row, name)
            if not found or not _fits(row, kind, name, found):
                row.table.set_aside.add(row.number)
                return None
    givers, receivers = told["from"], told["to"]
    if len(givers) == len(receivers) == 1 and givers[0].identifiers == receivers[0].identifiers:
        row.set_aside("ends-same", "to")
        return None
    return {name: [_mention(reading, row, kind, name, one) for one in found] for name, found in told.items()}


def _told(reading: Reading, row: Row, name: str) -> list[Entry]:
    """What every name in a cell means; nothing, with a finding, when one of them cannot be told."""
    column, said = row.table.sheet.by_name[name], row.values.get(f"{name}_kind")
    told: list[Entry] = []
    for text in row.values[name]:
        if column.shape == "places" or said == "Territory":
            found = places_named(reading, row, name, text)
        else:
            entry = reading.named(row, name, text, ACTOR if said == "Actor" else ())
            found = [entry] if entry else []
        if not found:
            return []
        told += found
    return told


@cache
def _allowed(kind: str, end: str) -> frozenset[str]:
    return frozenset(EDGES[kind].source if end == "from" else EDGES[kind].target)


def _fits(row: Row, kind: str, name: str, told: list[Entry]) -> bool:
    """Whether the relation may have these entities there; a sum is never shared out among several."""
    if len(told) > 1 and (kind == "FINANCES" or name not in _ENDS):
        row.note("names-several", name)
        return False
    wrong = next((one for one in told if name in _ENDS and one.base not in _allowed(kind, name)), None)
    if wrong:
        row.note("end-refused", name, field=row.label(name), value=wrong.name or row.cells[name].text)
        return False
    return True


def _mention(reading: Reading, row: Row, kind: str, name: str, entry: Entry) -> str:
    at = row.at("function" if kind == "PERFORMS" and name == "to" else name)
    return reading.mention(entry, at, GIVES_ROLE.get((kind, name), ()) if entry.base == "Actor" else ())


def _cover(reading: Reading, row: Row) -> None:
    networks: list[Entry | None] = [reading.directory.network]
    if "network" in row.values:
        networks = [reading.named(row, "network", text) for text in row.values["network"]]
    places = {uid for text in row.values["territories"] for uid in _uids(row, text)}
    if not places or ("network" in row.values and None in networks):
        row.table.set_aside.add(row.number)
        return
    since, until = row.values.get("since"), row.values.get("until")
    for network in networks:
        reading.draft.coverage(
            _COVERAGES[row.values["kind"]],
            reading.mention(network, row.at("network")) if network else None,
            places,
            row.proof(),
            since=span_of(since).low if since else "",
            until=span_of(until).high if until else "",
            exhaustive=bool(row.values.get("exhaustive")),
        )


def _uids(row: Row, text: str) -> Iterator[str]:
    placed = place(text)
    if placed.note:
        row.tell(placed.note, "territories", text)
    yield from placed.uids
