"""Rows that describe: organisations, networks, sites, groups, innovations, programmes, cycles, territories.

They are read in two passes: first every row enters the directory under its name and codes, networks before what they
hold; then the statements are written, so that a row may name another that stands below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from graphmodel.dates import When, to_properties
from graphmodel.errors import Label
from graphmodel.names import fold
from graphmodel.schema.registry import NODES
from graphmodel.schema.spec import fields
from graphmodel.statements import identifiers
from graphmodel.statements.draft import BadValue
from ingest.actors import Described, describe_actor, network_of, networks_of, say_several
from ingest.columns import Column
from ingest.directory import Entry
from ingest.money import money
from ingest.places import place
from ingest.reading import Reading, Row, Table
from ingest.values import reader_of

_OF_RELATION = {"CARRIES": ("role",), "TAKES_PART_IN": ("role",)}
_PLACES_OF = {"CARRIES": "place"}
DATES_OF = {"ORIGINATED": "born_on"}
"""The column that dates an edge, by its type."""


def _beside(edge: str) -> tuple[str, ...]:
    """The columns that say more of an edge, and nothing without it."""
    return (*_OF_RELATION.get(edge, ()), *(one[edge] for one in (_PLACES_OF, DATES_OF) if edge in one))


_YES_OR_NO = reader_of(Column("member_of", Label("membre de", "member of"), "yes"))


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
        say_several(row)
        codes = [one.split(":", 1)[1] for one in made.entry.identifiers if one.startswith(("siren:", "rna:", "siret:"))]
        own = [str(row.values[name]) for name in ("siret", "code") if row.values.get(name)]
        twin = reading.directory.add(made.entry, row.values.get("aliases", ()), [*codes, *own])
        if twin and not made.entry.known:
            row.set_aside("name-twice", "name", other=twin.row)
            continue
        if twin:
            row.note("place-twice", "name", other=twin.row)
        yield replace(made, entry=replace(made.entry, location="")) if twin else made


def _in_network(kind: str) -> Callable[[Reading, Row], Described | None]:
    """Innovations and programmes: a name inside a network, else inside the document."""

    def make(reading: Reading, row: Row) -> Described | None:
        network = network_of(reading, row)
        name = row.values["name"]
        if not fold(name):
            row.set_aside("row-unusable", "name", field=row.label("name"))
            return None
        if "born_on" in row.values and "born_at" not in row.values and "period" not in row.values:
            row.values["period"] = row.cells["born_on"].text  # no birthplace, so no edge to bear the date
            del row.values["born_on"]
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
    values = money(row, known)
    try:
        made = reading.draft.entity(entry.kind, entry.identifiers, values | {"name": entry.name}, row.proof())
    except BadValue as problem:
        row.set_aside("value-refused", problem.name, field=row.label(problem.name))
        return
    _misplaced(row, entry.kind, known)
    if entry.location and reading.directory.is_finest(entry):
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
        row.note("value-misplaced", name, field=row.label(name), kind=NODES[kind].label)
    for column in row.table.sheet.columns:
        for name in () if column.name in row.values else _beside(column.edge):
            if name in row.values:
                row.note("value-alone", name, field=row.label(name), other=column.label)


def _bind_to_legal_person(reading: Reading, row: Row, made: str, siret: str) -> None:
    person = reading.draft.entity("Organisation", [identifiers.siren(siret[:9])], {"siren": siret[:9]}, row.proof())
    reading.draft.relation("UNIT_OF", {"from": made, "to": person}, {}, row.proof("siret"))


def _bind(reading: Reading, row: Row, column: Column, made: str) -> None:
    """One edge for each name of the cell, and each place of it. A name that cannot be told costs its own edge only."""
    values: dict[str, Any] = {name: row.values.get(name) for name in _OF_RELATION.get(column.edge, ())}
    when = row.values.get(DATES_OF.get(column.edge, ""))
    values |= to_properties(when) if isinstance(when, When) else {}
    places = list(_place_links(reading, row, _PLACES_OF.get(column.edge, ""))) or [{}]
    for other in _others(reading, row, column):
        ends = {"from": other, "to": made} if column.incoming else {"from": made, "to": other}
        try:
            for place_link in places:
                reading.draft.relation(column.edge, ends | place_link, values, row.proof(column.name))
        except BadValue:
            row.note("end-refused", column.name, field=column.label)


def _others(reading: Reading, row: Row, column: Column) -> Iterator[str]:
    at = row.at(column.name)
    for text in row.values[column.name]:
        if column.shape == "places":
            yield from (reading.mention(one, at) for one in places_named(reading, row, column.name, text))
            continue
        yes = _YES_OR_NO(text)[0] if column.edge == "MEMBER_OF" else None
        if yes:
            networks = networks_of(reading, row)
            yield from (reading.mention(one, at) for one in networks)
            if not networks:
                row.note("network-missing", column.name)
        elif yes is None and (entry := reading.named(row, column.name, text)):
            yield reading.mention(entry, at)


def places_named(reading: Reading, row: Row, column: str, text: str) -> list[Entry]:
    """The territories that one text of a cell means: one that the document describes, else those of the code."""
    described = reading.directory.described_territory(text)
    if described:
        return [described]
    placed = place(text)
    if placed.note:
        row.tell(placed.note, column, text)
    return [Entry("Territory", "", (uid,)) for uid in placed.uids]


def _place_links(reading: Reading, row: Row, column: str) -> Iterator[dict[str, str]]:
    for text in row.values.get(column, ()):
        for one in places_named(reading, row, column, text):
            yield {"place": reading.mention(one, row.at(column))}
