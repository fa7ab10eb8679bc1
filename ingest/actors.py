"""How a row identifies the organisation, network, site or group that it describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphmodel.names import fold
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from graphmodel.statements import identifiers
from graphmodel.statements.identity import rank
from ingest import national
from ingest.directory import Entry
from ingest.legal_codes import legal_codes
from ingest.name_cells import code_in
from ingest.places import COLUMN_LEVELS, place
from ingest.reading import Reading, Row
from ingest.values import Note


@dataclass(frozen=True, slots=True)
class Described:
    """A row with the entity that it describes."""

    row: Row
    entry: Entry


def describe_actor(reading: Reading, row: Row) -> Described | None:
    """The actor of a row; None, the row set aside, when nothing identifies it."""
    kind = str(row.values.setdefault("class", "Organisation"))
    if not _names_somebody(row, kind):
        return None
    network, location = network_of(reading, row), located(row)
    _, known = legal_codes(row, kind)
    if row.values.get("code"):
        register = row.values.get("register") or (network.name if network else reading.directory.work)
        known.append(identifiers.register(kind, register, row.values["code"]))
    ways = {*known, *_by_name(reading, row, network, location, bool(known))}
    if not ways:
        row.set_aside("row-unusable", "name", field=row.label("name"))
        return None
    chosen = reading.directory.network
    if chosen and reading.directory.is_chosen(row.values["name"], kind):
        ways |= set(chosen.identifiers)
    details = _details(row, kind, network, location)
    entry = Entry(kind, row.values["name"], tuple(sorted(ways, key=rank)), details, row.number, location)
    if chosen and reading.directory.is_chosen(entry.name, kind):
        reading.directory.network = entry
    return Described(row, entry)


def _names_somebody(row: Row, kind: str) -> bool:
    """Read a code that stands in the name's cell as the code that it is; False, and the row set aside, where it only
    looks like one or names what has no such code."""
    found = code_in(row.values["name"])
    if found is None:
        return True
    if not found.value or kind not in ("Organisation", "Establishment"):
        row.tell(found.note or Note("code-unlike"), "name")
        row.table.set_aside.add(row.number)
        return False
    row.note("name-missing", "name")
    row.cells.setdefault(found.scheme, row.cells["name"])
    row.values["name"] = ""
    return True


def _by_name(reading: Reading, row: Row, network: Entry | None, location: str, coded: bool) -> Iterable[str]:
    """The name in its scope: the last of its identifiers."""
    kind, name = str(row.values["class"]), str(row.values["name"])
    document = identifiers.scope_of_document(reading.directory.work)
    if kind == "Group":
        if network and {"level", "member_role"} <= row.values.keys():
            return [identifiers.group(network.scope, row.values["level"], row.values["member_role"])]
        places = [row.cells[one].text for one in COLUMN_LEVELS if one in row.cells]
        return [identifiers.named(kind, document, " ".join([name, *places]))]
    if body := national.identify(name, (kind,), local=bool(location or network or "unit_of" in row.values)):
        # Codes of the row go before those of the reference: two of one scheme would put the name in dispute.
        return [one for one in body.identifiers if one.startswith("name:") or not coded]
    if not fold(name):
        return []
    scope = document if kind == "Network" and not network else reading.directory.scope(network, location)
    return [identifiers.named(kind, scope, name)]


def network_of(reading: Reading, row: Row) -> Entry | None:
    """The network of the row's own column, None where it has none (the chosen one then holds)."""
    return reading.named(row, "network") if "network" in row.values else None


def networks_of(reading: Reading, row: Row) -> list[Entry]:
    """Every network that « oui » says the row to be a member of: those of its own column, else the chosen one."""
    if "network" not in row.values:
        return [reading.directory.network] if reading.directory.network else []
    found = (reading.named(row, "network", text) for text in row.values["network"])
    return [one for one in found if one]


def say_several(row: Row) -> None:
    """Say of the cells whose first value alone is kept that they hold more."""
    for name in ("network", *COLUMN_LEVELS):
        if len(row.values.get(name, ())) > 1:
            row.note("value-several", name, field=row.label(name), read=row.values[name][0])


def located(row: Row) -> str:
    """The uid of the most precise place of the row; a place that the others contradict is left out, and said."""
    found: list[tuple[str, str]] = []
    for column, level in reversed(COLUMN_LEVELS.items()):
        if not row.values.get(column):
            continue
        within = next((uid for _, uid in reversed(found) if uid.startswith("cog:dep:")), "")
        said = row.values[column][0]
        placed = place(said, level, within if level == "commune" else "", coded=column == "commune_code")
        if placed.note:
            row.tell(placed.note, column, said)
        found += [(column, uid) for uid in placed.uids]
    kept = ""
    for column, uid in found:
        if kept and kept != uid and kept not in territories.ancestors(uid):
            row.note("place-conflict", column)
        else:
            kept = uid
    return kept


def _details(row: Row, kind: str, network: Entry | None, location: str) -> frozenset[str]:
    """The words that tell this row from another of the same name, for « Nom (précision) »."""
    words: list[str] = [row.cells[one].text for one in ("siren", "siret", "rna", "code") if one in row.cells]
    words += [NODES[kind].label.fr, NODES[kind].label.en, *([network.name] if network else [])]
    words += list(_names_of_places(location))
    return frozenset(fold(word) for word in words)


def _names_of_places(location: str) -> Iterator[str]:
    for uid in (location, *territories.ancestors(location)) if location else ():
        if one := territories.by_uid(uid):
            yield one.name
            yield one.code
