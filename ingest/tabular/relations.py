"""Records that state: who spread, steers, finances, is a partner, practises, belongs; and the cycles of networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from graphmodel.dates import When
from graphmodel.schema.registry import EDGES, NODES, refs
from graphmodel.schema.spec import fields
from ingest.facts.records import ABOUT, Fact, Named
from ingest.relation_rows import within_a_year
from ingest.sheets import ACTOR
from ingest.tabular.names import name_in
from ingest.tabular.records import Record, Sheeted
from ingest.text.pages import Cell

_ENDS = ("from", "to")


def stated(table: Sheeted) -> list[Fact]:
    """What the records of a table of relations say; of one that lacks what the sheet needs, nothing."""
    one = _cycle if table.plan.sheet.name == "cycles" else _relation
    return [fact for record in table.records() for fact in one(record)]


def _relation(record: Record) -> Iterator[Fact]:
    sheet = record.table.plan.sheet
    kind = str(record.value("relation") or "") if sheet.relation == "*" else sheet.relation
    links = _links(record, kind) if kind else None
    values = _values(record, kind) if kind else None
    if links is None or values is None:
        return
    rest = {name: found[0] for name, found in links.items() if name not in _ENDS}
    how = {"status": "inferred"} if values.pop("inferred", False) else {}
    for giver in links["from"]:
        for receiver in links["to"]:
            if giver.name != receiver.name:
                ends = {"from": giver, "to": receiver}
                yield record.relation(kind, {**ends, **rest}, _used(record, links, values), values, **how)


def _links(record: Record, kind: str) -> Mapping[str, list[Named]] | None:
    """Whom the record binds; None where one of them is not told, or is none that the relation may bind."""
    network = record.network()
    links: dict[str, list[Named]] = {}
    if kind == "PERFORMS" and record.value("function"):
        links["to"] = [Named("HeadFunction", str(record.value("function")))]
    for name in (*_ENDS, *refs(EDGES[kind])):
        if name in links or record.headed(name) is None:
            continue
        kinds = _kinds(record, name)
        found = record.named(name, network, kinds) if kinds is not None else []
        if name in _ENDS and not found:
            return None
        if found:
            links[name] = found
        elif record.cell(name):
            return None
    if not set(_ENDS) <= links.keys() or not set(record.table.plan.sheet.needs) & {*refs(EDGES[kind])} <= links.keys():
        return None
    single = set(links) if kind == "FINANCES" else set(links) - set(_ENDS)
    if any(len(links[name]) > 1 for name in single) or not _allowed(kind, links):
        return None
    return links


def _kinds(record: Record, name: str) -> tuple[str, ...] | None:
    """The classes that the record itself says an end is of: empty where it says none, None where it is not told."""
    if record.cell(f"{name}_kind") is None:
        return ()
    said = record.value(f"{name}_kind")
    return {"Territory": ("Territory",), "Actor": ACTOR}.get(str(said))


def _allowed(kind: str, links: Mapping[str, list[Named]]) -> bool:
    ends = (("from", EDGES[kind].source), ("to", EDGES[kind].target))
    return all(NODES[one.kind].base in allowed for end, allowed in ends for one in links[end])


def _values(record: Record, kind: str) -> dict[str, Any] | None:
    """The properties of the relation. None where a sum should stand and none is read: it may be one that was refused,
    or none at all. `inferred`: the euro is understood."""
    own, found = _own(kind), dict[str, Any]()
    currencies = set()
    for heading, _, values, understood in record.values(own):
        found |= values
        if heading.column.shape == "amount":
            currencies.add(values.get("currency", "EUR"))
            found |= {"inferred": True} if understood else {}
            found |= {"year": heading.year} if heading.year and "year" in own else {}
        elif "currency" in values:
            currencies.add(values["currency"])
            found.pop("inferred", None)
    sums = [one.column.name for one in record.table.plan.headings.values() if one.column.shape == "amount"]
    if (kind == "FINANCES" and sums and not any("amount" in name for name in found)) or len(currencies - {"EUR"}) > 1:
        return None
    if len(currencies) > 1 and sums:
        found["currency"] = next(iter(currencies - {"EUR"}))
    when = record.value("when")
    if isinstance(when, When):
        found |= record.when()
        if kind == "FINANCES" and "year" not in found and within_a_year(when):
            found["year"] = int(str(when.since_min)[:4])
    return found


@cache
def _own(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in fields(EDGES[kind])) - {*_ENDS, *refs(EDGES[kind]), "document", "ordinal"}


def _used(record: Record, links: Mapping[str, list[Named]], values: Mapping[str, Any]) -> list[Cell]:
    """The cells that the fact is read from, the one that a person looks at last: a sum, else the one who receives."""
    names = [
        *links,
        *(name for name in record.table.plan.sheet.by_name if name in values),
        "when",
        "relation",
        "function",
        "status",
        "modality",
    ]
    cells = [cell for name in dict.fromkeys(names) if (cell := record.cell(name))]
    last = record.cell("amount_cents") or record.cell("to") or cells[-1]
    return [*(cell for cell in cells if cell is not last), last]


def _cycle(record: Record) -> Iterator[Fact]:
    """A cycle of a network: that it was, what is said of it, the innovations that it holds."""
    network, rank = record.network(), record.value("rank")
    cell, name = record.cell("rank"), record.cell("network")
    if not network or not rank or cell is None or name is None:
        return
    cycle = Named("Cycle", str(rank), {"rank": rank}, network)
    yield record.relation("HAS_CYCLE", {"from": Named("Network", network), "to": cycle}, [name, cell], {})
    known = frozenset(one.name for one in fields(NODES["Cycle"])) - {"name", "rank"}
    for _, told, values, _ in record.values(known):
        yield record.relation("Cycle", {ABOUT: cycle}, [cell, told], values)
    held = record.cell("innovations")
    for innovation in record.named("innovations", network) if held else ():
        if held and name_in(innovation.name):
            yield record.relation("IN_CYCLE", {"from": innovation, "to": cycle}, [cell, held], {})
