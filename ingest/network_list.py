"""The member list of a network: rows are places. Each is an establishment of a legal person, and a member."""

from __future__ import annotations

from graphmodel.codes import siren_of
from graphmodel.errors import Label
from graphmodel.names import fold
from graphmodel.reference import territories
from graphmodel.schema import nodes
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Proof
from ingest.actors import located, say_several
from ingest.columns import Column, Sheet, of
from ingest.directory import Entry
from ingest.legal_codes import legal_codes
from ingest.name_cells import code_in
from ingest.places import department_of_postal_code, place_of_address
from ingest.profiles import Profile
from ingest.reading import Reading, Row
from ingest.sheets import LOCATION

BY_ADDRESS = "adresse"
"""The rule that reads a commune in the words of an address."""

MEMBERS = Sheet(
    "members",
    Label("Adhérents", "Members"),
    Label("Les membres d'un réseau : une ligne par lieu.", "The members of a network: one row a place."),
    (
        Column("siret", Label("SIRET", "SIRET"), "code", aliases=("n° siret", "numéro siret", "siret etablissement")),
        Column("siren", Label("SIREN", "SIREN"), "code", aliases=("n° siren", "numéro siren")),
        Column("rna", Label("RNA", "RNA"), "code", aliases=("n° rna", "numéro rna", "waldec")),
        Column("uai", Label("UAI", "UAI"), "code", aliases=("uai validée", "code uai", "rne")),
        Column("code", Label("numéro d'adhérent", "member number"), "code", aliases=("code adhérent", "identifiant")),
        Column("name", Label("raison sociale", "legal name"),
               aliases=("nom", "name", "dénomination", "structure", "organisme", "association", "nom de la structure")),
        Column("brand", Label("enseigne", "trade name"), aliases=("nom d'usage", "nom commercial", "sigle")),
        Column("address", Label("adresse", "address"), aliases=("adresse complète", "adresse postale")),
        Column("postal_code", Label("code postal", "postal code"), "code", aliases=("cp",)),
        *LOCATION,
        *of(nodes.Organisation, "website", website=("site", "url")),
    ),
    (),
    entity="Establishment",
    aliases=("Membres", "Liste des membres", "Liste des adhérents", "Annuaire des adhérents"),
)  # fmt: skip


def read(reading: Reading) -> None:
    """One establishment a row, `UNIT_OF` its legal person, `MEMBER_OF` the chosen network, `LOCATED_IN` its commune."""
    for table in reading.tables:
        for row in reading.followed(table):
            _member(reading, row)
    if reading.covers and (network := reading.directory.network):
        where = reading.draft.document.title
        reading.draft.coverage(
            CoverageKind.MEMBERS, reading.mention(network, where), reading.covers, Proof(where), exhaustive=True
        )


def _member(reading: Reading, row: Row) -> None:
    kind, ways = legal_codes(row)
    say_several(row)
    location, rule = _where(row)
    if not ways:
        ways = _without_legal_code(reading, row, location)
    if not ways:
        row.set_aside("row-nameless")
        return
    if not row.values.get("name") and not row.values.get("brand"):
        row.note("name-missing", value=ways[0].split(":", 1)[1])
    made = _stated(reading, row, kind, ways)
    _join(reading, row, made)
    if location:
        proof = row.proof()
        there = reading.mention(Entry("Territory", "", (location,)), row.at())
        quote = str(row.values.get("address") or "")
        how = Proof(proof.at, quote, status="inferred", rule=rule) if rule else proof
        reading.draft.relation("LOCATED_IN", {"from": made, "to": there}, {}, how)


def _without_legal_code(reading: Reading, row: Row, location: str) -> list[str]:
    """A school known by its UAI, a member by its number, else by its name where it stands."""
    for register, column in (("uai", "uai"), (reading.directory.work, "code")):
        if row.values.get(column):
            return [identifiers.register("Organisation", register, row.values[column])]
    name = row.values.get("name") or row.values.get("brand") or ""
    scope = reading.directory.scope(place=location)
    return [identifiers.named("Organisation", scope, name)] if fold(name) and code_in(name) is None else []


def _stated(reading: Reading, row: Row, kind: str, ways: list[str]) -> str:
    """The entity of the row; of an establishment the legal person too, which alone bears the legal name."""
    get = row.values.get
    legal, brand = get("name", ""), get("brand", "")
    values = {"name": brand or legal, "address": get("address"), "website": get("website")}
    if kind != "Establishment":
        codes = {name: get(name) for name in ("siren", "siret", "rna")}
        values |= codes | {"name": legal or brand, "aliases": (brand,) if legal and brand else ()}
        return reading.draft.entity(kind, ways, values, row.proof())
    siret = get("siret", "")
    made = reading.draft.entity(kind, ways, values | {"siret": siret}, row.proof())
    person = reading.mention(Entry("Organisation", legal, (identifiers.siren(siren_of(siret)),)), row.at())
    reading.draft.relation("UNIT_OF", {"from": made, "to": person}, {}, row.proof())
    return made


def _join(reading: Reading, row: Row, made: str) -> None:
    network = reading.directory.network
    if network:
        links = {"from": made, "to": reading.mention(network, row.at())}
        reading.draft.relation("MEMBER_OF", links, {}, row.proof())


def _where(row: Row) -> tuple[str, str]:
    """Where the row says that it is; the uid, and the rule when it had to be read in the words of an address."""
    get = row.values.get
    commune, code = " ".join(get("commune") or ()), str(get("postal_code") or "")
    if commune and code and len(territories.find(commune, "commune")) != 1:
        del row.values["commune"]
    said = located(row)
    if said and not said.startswith("cog:reg:"):
        return said, ""
    address = f"{code} {commune}" if code and commune else str(get("address") or "")
    found = place_of_address(address, said) or (department_of_postal_code(code) if code else "")
    return (found, BY_ADDRESS) if found else (said, "")


NETWORK_LIST = Profile(
    "network", Label("liste des membres d'un réseau", "member list of a network"), (MEMBERS,), read, asks_network=True
)
