"""Records that describe: what a table says of a body, a network, its head, an innovation, a programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from graphmodel.reference import territories
from graphmodel.schema.registry import EDGES, NODES, refs
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import Level, Role
from ingest.columns import Column
from ingest.entity_rows import DATES_OF
from ingest.facts.records import ABOUT, Fact, Named
from ingest.monograph.heads import unnamed
from ingest.places import COLUMN_LEVELS, place
from ingest.tabular.headings import Heading
from ingest.tabular.names import spoken
from ingest.tabular.records import Record, Sheeted
from ingest.tabular.values import members, read
from ingest.text.pages import Cell
from ingest.values import items

_OF_BOTH = frozenset({"created", "employees", "budget_cents", "level"})
"""What a head and its network both have: where a table tells the two apart, it has to say whose it is."""
_LEVELS = {one.value: one.label.fr for one in Level}


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a record is about, the cell of the name, and the head where the record is of a network."""

    named: Named
    cell: Cell
    head: Named | None = None


def described(table: Sheeted) -> list[Fact]:
    """What the records of a table of entities say. Where two of them say different things of one property of one
    entity, nobody can tell which holds, and neither is told."""
    facts = [fact for record in table.records() for fact in _record(record)]
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for fact in facts:
        for key in _told(fact):
            said[key].add(str(dict(fact.values)))
    return [fact for fact in facts if all(len(said[key]) == 1 for key in _told(fact))]


def _told(fact: Fact) -> Iterator[tuple[str, str, str]]:
    if ABOUT in fact.links and not fact.choice:
        yield from ((fact.type, fact.links[ABOUT].name, name) for name in fact.values if name != "member_unit")


def _record(record: Record) -> Iterator[Fact]:
    plan = record.table.plan
    name = record.cells[plan.subject or 0]
    subject = _subject(record, name)
    if subject is None:
        return
    yield from _figures(record, subject)
    if subject.head is not None:
        yield from _headed(record, subject)
    if NODES[subject.named.kind].base == "Actor":
        yield from _located(record, subject)
        yield from _association(record, subject)
    for column in plan.sheet.columns:
        if column.edge and record.cell(column.name):
            yield from _bound(record, subject, column)


def _subject(record: Record, name: Cell) -> _Subject | None:
    plan, network = record.table.plan, record.network()
    base = NODES[plan.sheet.entity].base
    said = str(record.value("class") or plan.naming.kind)
    if not said:
        said = "Network" if plan.networks else "Organisation"
    if plan.sheet.by_name.get("class") and record.cell("class") and record.value("class") is None:
        return None
    found = record.table.names.named(name.text, (said, base), network)
    if found is None:
        return None
    if plan.naming.roles:
        found = replace(found, values={**found.values, "roles": plan.naming.roles})
    return _Subject(found, name, _head(record, found) if found.kind == "Network" and plan.heads else None)


def _head(record: Record, network: Named) -> Named | None:
    """The head of a network: as its own column names it, else by what it is."""
    at = record.table.plan.head
    if at is not None:
        return record.table.names.named(record.cells[at].text, ("Organisation",), network.name)
    level = _level_of_head(record)
    if level in (None, Level.NATIONAL):
        roles: tuple[str, ...] = (Role.NATIONAL_HEAD.value,) if level else ()
        name = unnamed(network.name, "nationale" if level else "")
    else:
        roles, name = (Role.TERRITORIAL_HEAD.value,), unnamed(network.name, _LEVELS[level])
    values: dict[str, Any] = ({"roles": roles} if roles else {}) | ({"level": level} if level else {})
    return Named("Organisation", name, values, network.name)


def _level_of_head(record: Record) -> str | None:
    cell, heading = _of_head(record)
    return read(heading, cell.text) if cell and heading else None


def _of_head(record: Record) -> tuple[Cell | None, Heading | None]:
    """The cell that says of what level the head of the record is."""
    for at, heading in record.table.plan.headings.items():
        if heading.column.name == "level" and heading.owner == "head":
            return record.cells[at], heading
    return None, None


def _headed(record: Record, subject: _Subject) -> Iterator[Fact]:
    """That the head heads the network: where the record names it, or says of what level it is."""
    at, head = record.table.plan.head, subject.head
    cell = record.cells[at] if at is not None else _of_head(record)[0] if _level_of_head(record) else None
    if head is not None and cell is not None and cell.spans:
        yield record.relation("HEADS", {"from": head, "to": subject.named}, [subject.cell, cell], {})


def _figures(record: Record, subject: _Subject) -> Iterator[Fact]:
    """One fact for each cell that says a property: of the head or of the network where its heading tells, of one of
    them where the table has both and it does not."""
    every = frozenset(name for kind in NODES for name in _properties(kind))
    for heading, cell, values, understood in record.values(every - {"name", "member_count", "member_unit"}):
        owners = _owners(subject, heading, record.table.plan.headings.values())
        owners = [one for one in owners if values.keys() <= _properties(one.kind)]
        choice = _choice(record, cell, heading) if len(owners) > 1 else ""
        how = {"status": "inferred"} if understood else {}
        for owner in owners:
            yield record.about(owner, subject.cell, cell, values, choice=choice, **how)
    yield from _members(record, subject)


def _owners(subject: _Subject, heading: Heading, headings: Iterable[Heading]) -> Sequence[Named]:
    """Whose a value is: nobody's, where it is neither that of the head nor that of the network beside it."""
    if heading.owner == "head":
        if subject.named.kind == "Network":
            return [subject.head] if subject.head else []
        return [subject.named]
    if subject.head and not heading.owner and heading.column.name in _OF_BOTH:
        others = {one.column.name for one in headings if one.owner}
        return [] if heading.column.name in others else [subject.head, subject.named]
    return [subject.named]


def _members(record: Record, subject: _Subject) -> Iterator[Fact]:
    cell, heading = record.cell("member_count"), record.headed("member_count")
    if cell is None or heading is None or subject.named.kind != "Network" or heading.owner == "head":
        return
    if id(cell) in record.table.plan.view.shared:
        return
    counted = members(cell.text)
    unit = record.value("member_unit")
    choice = _choice(record, cell, heading) if len(counted) > 1 else ""
    for count, what in counted:
        values = {"member_count": count} | ({"member_unit": what or unit} if what or unit else {})
        yield record.about(subject.named, subject.cell, cell, values, choice=choice)


def _choice(record: Record, cell: Cell, heading: Heading) -> str:
    return f"tabular@{record.table.number}:{cell.spans[0][0]}:{heading.column.name}"


def _located(record: Record, subject: _Subject) -> Iterator[Fact]:
    """The most precise place of the record, unless another of its places contradicts it, or one is not understood."""
    found: list[tuple[Cell, str]] = []
    for column, level in reversed(COLUMN_LEVELS.items()):
        cell = record.cell(column)
        if cell is None:
            continue
        within = next((uid for _, uid in reversed(found) if uid.startswith("cog:dep:")), "")
        text = " ".join(cell.text.split())
        placed = place(text, level, within if level == "commune" else "", coded=column == "commune_code")
        if placed.note or len(placed.uids) != 1:
            return
        found.append((cell, placed.uids[0]))
    for (_, wide), (_, narrow) in pairwise(found):
        if wide != narrow and wide not in territories.ancestors(narrow):
            return
    if found and (there := spoken(found[-1][1])):
        yield record.relation("LOCATED_IN", {"from": subject.named, "to": there}, [subject.cell, found[-1][0]], {})


def _association(record: Record, subject: _Subject) -> Iterator[Fact]:
    """An association beside the name of its network is a member of it, though no word says so."""
    cell, network = record.cell("network"), record.network()
    if cell and network and Role.ASSOCIATION.value in record.table.plan.naming.roles:
        links = {"from": subject.named, "to": Named("Network", network)}
        yield record.relation("MEMBER_OF", links, [subject.cell, cell], {}, status="inferred")


def _bound(record: Record, subject: _Subject, column: Column) -> Iterator[Fact]:
    """One edge for each name of a cell, with what other cells say of that edge."""
    cell = record.cell(column.name)
    if cell is None:
        return
    own = _properties_of_edge(column.edge) - _properties(subject.named.kind)
    values = {name: value for _, _, found, _ in record.values(own) for name, value in found.items()}
    dated = record.cell(DATES_OF[column.edge]) if column.edge in DATES_OF else None
    values |= record.when(DATES_OF[column.edge]) if dated else {}
    used = [subject.cell, *([dated] if dated and values else []), cell]
    more = {name: found[0] for name in refs(EDGES[column.edge]) if len(found := record.named(name)) == 1}
    for other in _others(record, column, cell):
        ends = {"from": other, "to": subject.named} if column.incoming else {"from": subject.named, "to": other}
        if other.name != subject.named.name:
            yield record.relation(column.edge, {**ends, **more}, used, values)


def _others(record: Record, column: Column, cell: Cell) -> Iterable[Named]:
    if column.edge == "MEMBER_OF" and items(cell.text)[0].lower() in ("oui", "x"):
        network = record.network()
        return [Named("Network", network)] if network else []
    return record.named(column.name)


@cache
def _properties(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in fields(NODES[kind]))


@cache
def _properties_of_edge(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in fields(EDGES[kind])) - set(refs(EDGES[kind]))
