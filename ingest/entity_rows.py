"""Rows that describe: organisations, networks, sites, groups, innovations, programmes, cycles, territories.

They are read in two passes: first every row enters the directory under its name and codes, networks before what they
hold; then the statements are written, so that a row may name another that stands below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from graphmodel.dates import When, to_properties
from graphmodel.names import fold
from graphmodel.schema.registry import NODES
from graphmodel.schema.spec import fields
from graphmodel.statements import identifiers
from graphmodel.statements.draft import BadValue
from ingest.actors import Described, describe_actor, network_of
from ingest.columns import Column
from ingest.directory import Entry
from ingest.places import place
from ingest.reading import Reading, Row, Table, money

_OF_RELATION = {"CARRIES": ("role",), "TAKES_PART_IN": ("role",)}
_PLACES_OF = {"CARRIES": "place"}
_DATES_OF = {"ORIGINATED": "born_on"}
_YES = {"oui", "yes", "x"}


def describe(reading: Reading) -> None:
    """Read every sheet of entities: the directory first, then the statements."""
    described: list[Described] = []
    for name in _MAKERS:
        for table in [one for one in reading.tables if one.sheet.name == name]:
            reading.directory.described = True
            described += _entered(reading, table)
    for one in described:
        _state(reading, one)


def _entered(reading: Reading, table: Table) -> Iterator[Described]:
    rows = sorted(table.rows(), key=lambda row: row.values.get("class") != "Network")
    for row in rows:
        made = _MAKERS[table.sheet.name](reading, row)
        if made is None:
            continue
        codes = [one.split(":", 1)[1] for one in made.entry.identifiers if one.startswith(("siren:", "rna:", "siret:"))]
        own = [str(row.values[name]) for name in ("siret", "code") if row.values.get(name)]
        twin = reading.directory.add(made.entry, row.values.get("aliases", ()), [*codes, *own])
        if twin:
            row.set_aside("name-twice", "name", other=twin.row)
        else:
            yield made


def _in_network(kind: str) -> Callable[[Reading, Row], Described | None]:
    """Innovations and programmes: a name inside a network, else inside the document."""

    def make(reading: Reading, row: Row) -> Described | None:
        network = network_of(reading, row)
        name = row.values["name"]
        if not fold(name):
            row.set_aside("row-unusable", "name", field="nom")
            return None
        if "born_on" in row.values and "born_at" not in row.values:
            row.values.setdefault("period", row.cells["born_on"].text)  # no birthplace, so no edge to bear the date
        way = identifiers.named(kind, reading.directory.scope(network), name)
        details = frozenset({fold(network.name)} if network else ())
        return Described(row, Entry(kind, name, (way,), details, row.number))

    return make


def _cycle(reading: Reading, row: Row) -> Described | None:
    network = network_of(reading, row)
    if network is None:
        row.table.set_aside.add(row.number)
        return None
    name = row.values.get("theme") or f"{network.name} {row.values['rank']}"
    way = identifiers.named("Cycle", network.scope, str(row.values["rank"]))
    return Described(row, Entry("Cycle", name, (way,), row=row.number))


def _territory(reading: Reading, row: Row) -> Described | None:
    """A territory that only the document names; one that the official code knows is that one."""
    placed = place(row.values["name"])
    known = placed.uids if len(placed.uids) == 1 and not placed.note else ()
    way = known or (
        identifiers.named("Territory", identifiers.scope_of_document(reading.directory.work), row.values["name"]),
    )
    return Described(row, Entry("Territory", row.values["name"], way, row=row.number))


_MAKERS: dict[str, Callable[[Reading, Row], Described | None]] = {
    "territories": _territory,
    "organisations": describe_actor,
    "innovations": _in_network("Innovation"),
    "programmes": _in_network("Programme"),
    "cycles": _cycle,
}
"""By sheet, in an order where what a sheet names in its own columns stands in an earlier one."""


@cache
def _properties(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in fields(NODES[kind]))


def _state(reading: Reading, one: Described) -> None:
    """The statements of one row: the entity, where it is, and the edges that its cells name."""
    row, entry = one.row, one.entry
    known = _properties(entry.kind)
    values = {name: value for name, value in money(row.values).items() if name in known}
    try:
        made = reading.draft.entity(entry.kind, entry.identifiers, values | {"name": entry.name}, row.proof())
    except BadValue as problem:
        row.set_aside("value-refused", problem.name, field=problem.name)
        return
    _misplaced(row, entry.kind, known)
    if entry.location:
        there = reading.mention(Entry("Territory", "", (entry.location,)), row.at())
        reading.draft.relation("LOCATED_IN", {"from": made, "to": there}, {}, row.proof())
    if entry.kind == "Cycle" and (network := network_of(reading, row)):
        links = {"from": reading.mention(network, row.at("network")), "to": made}
        reading.draft.relation("HAS_CYCLE", links, {}, row.proof())
    for column in row.table.sheet.columns:
        if column.edge and row.values.get(column.name):
            _bind(reading, row, column, made)
    if entry.kind == "Establishment" and "siret" in values and "unit_of" not in row.values:
        _bind_to_legal_person(reading, row, made, values["siret"])


def _misplaced(row: Row, kind: str, known: frozenset[str]) -> None:
    """Say which values mean nothing for this class: the headcount of a group beside a legal person."""
    declared = {name for other in NODES if NODES[other].base == NODES[kind].base for name in _properties(other)}
    for name in sorted((declared - known) & row.values.keys()):
        label = row.table.sheet.by_name[name].label.fr if name in row.table.sheet.by_name else name
        row.note("value-misplaced", name, field=label, kind=NODES[kind].label.fr)


def _bind_to_legal_person(reading: Reading, row: Row, made: str, siret: str) -> None:
    person = reading.draft.entity("Organisation", [identifiers.siren(siret[:9])], {"siren": siret[:9]}, row.proof())
    reading.draft.relation("UNIT_OF", {"from": made, "to": person}, {}, row.proof("siret"))


def _bind(reading: Reading, row: Row, column: Column, made: str) -> None:
    """One edge for each name of the cell. A name that cannot be told costs its own edge only."""
    values: dict[str, Any] = {name: row.values.get(name) for name in _OF_RELATION.get(column.edge, ())}
    when = row.values.get(_DATES_OF.get(column.edge, ""))
    values |= to_properties(when) if isinstance(when, When) else {}
    extra = dict(_place_link(reading, row, _PLACES_OF.get(column.edge, ""), "place"))
    for other in _others(reading, row, column):
        ends = {"from": other, "to": made} if column.incoming else {"from": made, "to": other}
        try:
            reading.draft.relation(column.edge, ends | extra, values, row.proof(column.name))
        except BadValue:
            row.note("end-refused", column.name, field=column.label.fr)


def _others(reading: Reading, row: Row, column: Column) -> Iterator[str]:
    at = row.at(column.name)
    for text in row.values[column.name]:
        if column.shape == "places":
            yield from (reading.mention(one, at) for one in places_named(reading, row, column.name, text))
        elif column.edge == "MEMBER_OF" and fold(text) in _YES:
            network = network_of(reading, row) or reading.directory.network
            if network:
                yield reading.mention(network, at)
            else:
                row.note("network-missing", column.name)
        elif entry := reading.named(row, column.name, text):
            yield reading.mention(entry, at)


def places_named(reading: Reading, row: Row, column: str, text: str) -> list[Entry]:
    """The territories that one text of a cell means: one that the document describes, else those of the code."""
    described = reading.directory.described_territory(text)
    if described:
        return [described]
    placed = place(text)
    if placed.note:
        row.table.tell(placed.note, row.number, row.cells[column])
    return [Entry("Territory", "", (uid,)) for uid in placed.uids]


def _place_link(reading: Reading, row: Row, column: str, link: str) -> Iterator[tuple[str, str]]:
    if column and row.values.get(column):
        found = places_named(reading, row, column, row.values[column][0])
        if len(found) == 1:
            yield link, reading.mention(found[0], row.at(column))
