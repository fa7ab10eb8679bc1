"""The member list of a network: rows are places, each with its legal person."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import Asked, Prepared, prepare
from tests.tables import codes, csv_file, links, values

SITE = {
    "Siret": "35600000000048", "Raison sociale": "LA POSTE", "Enseigne": "Bureau du centre",
    "Adresse": "12 rue des Fleurs 35500 Vitré", "Région": "Bretagne",
}  # fmt: skip
NETWORK = "reg:network/reseau/les-postes"
SITE_UID = "siret:35600000000048"


def listed(folder: Path, *rows: dict[str, str], covers: str = "") -> Prepared:
    return prepare(csv_file(folder / "membres.csv", rows), Asked(network="Les postes", covers=covers))


def test_a_row_is_an_establishment_of_its_legal_person_and_a_member_of_the_network(tmp_path: Path) -> None:
    read = listed(tmp_path, SITE)
    assert read.file.source == "network"
    assert links(read, "UNIT_OF") == [{"from": SITE_UID, "to": "siren:356000000"}]
    assert links(read, "MEMBER_OF") == [{"from": SITE_UID, "to": NETWORK}]
    assert [one["name"] for one in values(read, "Establishment")] == ["Bureau du centre"]
    assert values(read, "Organisation") == [{"name": "LA POSTE"}]


def test_a_commune_read_in_an_address_is_inferred_and_says_by_which_rule(tmp_path: Path) -> None:
    read = listed(tmp_path, SITE)
    (where,) = [one for one in read.statements if one.type == "LOCATED_IN"]
    assert links(read, "LOCATED_IN") == [{"from": SITE_UID, "to": "cog:com:35360"}]
    assert (where.status, where.rule, where.quote) == ("inferred", "adresse", SITE["Adresse"])


@pytest.mark.parametrize(
    ("row", "uid", "status"),
    [
        ({"commune": "Vitré", "département": "35"}, "cog:com:35360", "stated"),
        ({"commune": "Saint-Denis", "code postal": "93200"}, "cog:com:93066", "inferred"),
        ({"code postal": "35500"}, "cog:dep:35", "inferred"),
        ({"adresse": "Vitré", "région": "Bretagne"}, "cog:com:35360", "inferred"),
        ({"adresse": "35500 Nulle Part"}, "cog:dep:35", "inferred"),
        ({"adresse": "01000 Vitré"}, None, None),
        ({"adresse": "35500 Vitré", "région": "Occitanie"}, "cog:reg:76", "stated"),
        ({"adresse": "Saint-Denis"}, None, None),
    ],
)
def test_a_place_is_stated_inferred_or_left_open_never_guessed(
    tmp_path: Path, row: dict[str, str], uid: str | None, status: str | None
) -> None:
    read = listed(tmp_path, {"siren": "356000000", "nom": "La Poste"} | row)
    found = [(one["to"], statement.status) for one, statement in zip(
        links(read, "LOCATED_IN"), [one for one in read.statements if one.type == "LOCATED_IN"], strict=True
    )]  # fmt: skip
    assert found == ([(uid, status)] if uid else [])


def test_a_row_without_a_name_is_accepted_by_its_code_with_a_finding(tmp_path: Path) -> None:
    read = listed(tmp_path, {"Siret": SITE["Siret"], "Raison sociale": "", "Adresse": ""})
    assert (codes(read), read.file.tables[0].rows_accepted) == (["name-missing"], 1)
    assert values(read, "Establishment") == [{"siret": SITE["Siret"]}]


@pytest.mark.parametrize(
    ("row", "way"),
    [
        ({"siren": "356000000", "nom": "La Poste"}, "siren:356000000"),
        ({"rna": "W751515517", "nom": "Relais"}, "rna:W751515517"),
        ({"UAI": "0142321X", "nom": "Lycée"}, "reg:organisation/uai/0142321x"),
        ({"nom": "Relais", "département": ""}, "name:organisation/net.reg.network.reseau.les-postes/relais"),
        ({"nom": "Relais", "code commune": "35360"}, "name:organisation/com.35360/relais"),
    ],
)
def test_a_row_without_a_siret_is_an_organisation_by_its_best_identifier(
    tmp_path: Path, row: dict[str, str], way: str
) -> None:
    assert links(listed(tmp_path, row), "MEMBER_OF") == [{"from": way, "to": NETWORK}]


def test_a_row_with_neither_code_nor_name_is_set_aside(tmp_path: Path) -> None:
    read = listed(tmp_path, {"Siret": "", "Raison sociale": "", "Adresse": "Vitré"})
    assert (codes(read), read.file.tables[0].rows_set_aside, list(read.statements)) == (["row-nameless"], 1, [])


def test_a_list_covers_nothing_unless_a_person_says_so(tmp_path: Path) -> None:
    silent, told = listed(tmp_path, SITE), listed(tmp_path, SITE, covers="35 ; Bretagne")
    assert [one for one in silent.statements if one.type == "members"] == []
    (coverage,) = values(told, "members")
    assert (coverage["territories"], coverage["exhaustive"]) == (["cog:dep:35", "cog:reg:53"], True)


def test_a_member_list_asks_for_its_network(tmp_path: Path) -> None:
    read = prepare(csv_file(tmp_path / "membres.csv", [SITE]))
    assert (codes(read), read.choice, list(read.statements)) == (["network-asked"], True, [])


def test_the_seven_real_lists_are_accounted_for(shared: Path) -> None:
    folder = shared / "data" / "reseaux_formation"
    paths = sorted(folder.glob("*.csv"))
    if len(paths) != 7:
        pytest.skip("the seven member lists are not here")
    read = [prepare(path, Asked(network=path.stem.rpartition("-")[2])) for path in paths]
    tables = [one.file.tables[0] for one in read]
    nameless = sum(found.count for one in read for found in one.findings if found.code == "name-missing")
    assert (sum(one.rows_read for one in tables), sum(one.rows_set_aside for one in tables), nameless) == (895, 0, 27)
    assert (len(_uids(read, "Establishment")), len(_uids(read, "Organisation"))) == (891, 564)


def test_the_111_sites_of_one_association_are_111_places(shared: Path) -> None:
    path = shared / "data" / "reseaux_formation" / "referentiel-reseau-aftral.csv"
    if not path.is_file():
        pytest.skip("the member list is not here")
    read = prepare(path, Asked(network="AFTRAL"))
    assert (len(_uids([read], "Establishment")), _uids([read], "Organisation")) == (111, {"siren:305405045"})


def _uids(read: list[Prepared], kind: str) -> set[str]:
    return {way for one in read for made in one.statements if made.type == kind for way in made.identifiers}
