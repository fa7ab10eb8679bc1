"""What a name in a cell means: names never merge silently, and what cannot be told is set aside with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import Prepared, prepare
from tests.tables import Book, codes, links, read_book, values, xlsx

TWO: list[dict[str, object]] = [
    {"nom": "ADMR", "commune": "Rennes"},
    {"nom": "ADMR", "commune": "Vitré", "SIREN": "356000000"},
]


def essay(folder: Path, organisations: list[dict[str, object]], **row: object) -> Prepared:
    """One grant from F to whatever `to` names, beside these organisations."""
    return read_book(folder, {"Organisations": organisations, "Financements": [{"financeur": "F", **row}]})


def reached(read: Prepared) -> list[str]:
    return [one["to"] for one in links(read, "FINANCES")]


def test_a_name_means_the_one_row_of_that_name_or_alias(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"nom": "Comité d'étude", "alias": "CEID ; Le Comité", "SIREN": "356000000"}]
    assert [
        reached(essay(tmp_path, rows, bénéficiaire=text)) for text in ("comite d etude", "CEID", "356 000 000")
    ] == [["siren:356000000"]] * 3


def test_a_name_of_two_rows_sets_the_row_aside_until_it_is_told_which(tmp_path: Path) -> None:
    read = essay(tmp_path, TWO, bénéficiaire="ADMR")
    (found,) = [one for one in read.findings if one.code == "name-ambiguous"]
    assert (reached(read), read.file.tables[1].rows_set_aside) == ([], 1)
    assert (found.sheet, found.row, found.column, found.suggestion is not None) == ("Financements", 2, "B", True)
    assert found.message.fr == "« ADMR » désigne plusieurs lignes (2, 3) : la ligne est mise de côté."


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("ADMR (Rennes)", "name:organisation/com.35238/admr"),
        ("ADMR (Vitré)", "siren:356000000"),
        ("ADMR (356 000 000)", "siren:356000000"),
    ],
)
def test_brackets_tell_two_rows_of_one_name_apart(tmp_path: Path, text: str, uid: str) -> None:
    rows = [TWO[0], TWO[1] | {"SIREN": "356 000 000"}]
    assert reached(essay(tmp_path, rows, bénéficiaire=text)) == [uid]


def test_two_rows_of_one_name_in_two_departements_are_not_one_body(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "Relais", "département": d} for d in ("35", "22", "")]})
    (one,) = [one for one in read.statements if one.type == "Organisation"]
    assert (one.at, codes(read)) == (("Organisations!A2", "Organisations!A4"), ["name-twice"])
    assert links(read, "LOCATED_IN") == [{"from": "name:organisation/doc.essai/relais", "to": "cog:dep:35"}]


def test_a_name_that_nobody_describes_is_a_new_body_of_this_document(tmp_path: Path) -> None:
    read = essay(tmp_path, [{"nom": "Autre"}], bénéficiaire="Relais basque")
    assert (reached(read), codes(read)) == (["name:organisation/doc.essai/relais-basque"], ["name-unknown"] * 2)


def test_a_near_name_is_pointed_out_and_stays_apart(tmp_path: Path) -> None:
    read = essay(tmp_path, [{"nom": "Familles Rurales du Morbihan"}], bénéficiaire="Famille Rurales du Morbihan")
    assert reached(read) == ["name:organisation/doc.essai/famille-rurales-du-morbihan"]
    assert "name-close" in codes(read)


def test_a_table_that_describes_nobody_needs_not_hear_that_nobody_is_described(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Financements": [{"financeur": "F", "bénéficiaire": "G"}]})
    assert codes(read) == []


def test_a_code_without_a_name_is_accepted_with_a_finding(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Financements": [{"financeur": "F", "bénéficiaire": "356000000"}]})
    assert (reached(read), codes(read)) == (["siren:356000000"], ["name-missing"])


SPREAD = {"innovation": "Relais", "de": "A"}


@pytest.mark.parametrize(
    ("row", "reached", "told"),
    [
        ({"vers": "Rennes"}, [], ["end-kind-unknown"]),
        ({"vers": "Rennes", "type vers": "territoire"}, ["cog:com:35238"], []),
        ({"vers": "Rennes", "type vers": "acteur"}, ["name:organisation/doc.essai/rennes"], []),
        ({"vers": "Québec", "type vers": "territoire"}, [], ["territory-unknown"]),
        ({"vers": "A"}, [], ["ends-same"]),
        ({"vers": "B ; C"}, ["name:organisation/doc.essai/b", "name:organisation/doc.essai/c"], []),
    ],
)
def test_a_territory_is_an_end_only_where_the_document_says_so(
    tmp_path: Path, row: dict[str, object], reached: list[str], told: list[str]
) -> None:
    read = read_book(tmp_path, {"Essaimages": [SPREAD | row]})
    assert ([one["to"] for one in links(read, "SPREAD_TO")], codes(read)) == (reached, told)


def test_a_foreign_territory_of_the_document_is_one(tmp_path: Path) -> None:
    book: Book = {
        "Territoires": [{"nom": "Québec", "niveau": "territoire étranger"}],
        "Essaimages": [SPREAD | {"de": "Québec", "vers": "B"}],
    }
    assert links(read_book(tmp_path, book), "SPREAD_TO")[0]["from"] == "name:territory/doc.essai/quebec"


@pytest.mark.parametrize(
    ("sheet", "row", "told"),
    [
        ("Financements", {"financeur": "", "bénéficiaire": "A"}, "required"),
        ("Financements", {"financeur": "F", "bénéficiaire": "A ; B"}, "names-several"),
        ("Pratiques", {"acteur": "A", "fonction": "Cuisine"}, "row-unusable"),
        ("Appartenances", {"de": "A", "type": "évalue", "vers": "B"}, "end-refused"),
        ("Couverture", {"nature": "essaimages", "territoires": "Nulle part"}, "territory-unknown"),
        ("Financements", {"financeur": "Total", "bénéficiaire": "", "montant": 12}, "total-row"),
        ("Organisations", {"nom": "…"}, "row-unusable"),
    ],
)
def test_every_row_set_aside_has_its_reason(tmp_path: Path, sheet: str, row: dict[str, object], told: str) -> None:
    read = read_book(tmp_path, {sheet: [row]})
    (table,) = read.file.tables
    assert (table.rows_read, table.rows_accepted, table.rows_set_aside, list(read.statements)) == (1, 0, 1, [])
    assert told in codes(read)


@pytest.mark.parametrize(
    ("row", "told", "kept"),
    [
        ({"SIREN": "356000001"}, "siren-check", {"siren": "356000001"}),
        ({"SIREN": "12"}, "siren-length", {}),
        ({"RNA": "123"}, "rna-format", {}),
        ({"SIREN": "775672272", "SIRET": "35600000000048"}, "siret-elsewhere", {"siren": "775672272"}),
        ({"création": "31/02/2021"}, "date-impossible", {}),
        ({"création": "un jour"}, "date-format", {}),
        ({"salariés": "beaucoup"}, "number-format", {}),
        ({"niveau": "régoinale"}, "choice-guessed", {"level": "regional"}),
        ({"niveau": "galactique"}, "choice-unknown", {}),
        ({"référent innovation": "peut-être"}, "choice-unknown", {}),
        ({"effectif": "12"}, "value-misplaced", {}),
        ({"département": "99"}, "territory-unknown", {}),
        ({"commune": "Saint-Denis"}, "place-ambiguous", {}),
        ({"code commune": "35238", "département": "22"}, "place-conflict", {}),
        ({"membre de": "oui"}, "network-missing", {}),
        ({"territoires couverts": "Vienne"}, "place-guessed", {}),
        ({"territoires couverts": "1"}, "code-padded", {}),
        ({"budget": "3 000 à 10 000 €"}, "amount-range", {}),
    ],
)
def test_a_cell_in_doubt_is_told_and_the_row_goes_on(
    tmp_path: Path, row: dict[str, object], told: str, kept: dict[str, object]
) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "Relais"} | row]})
    made = next(one for one in values(read, "Organisation") if one["name"] == "Relais")
    expected = {"name": "Relais"} | kept
    assert (codes(read), read.file.tables[0].rows_accepted) == ([told], 1)
    assert {name: made[name] for name in expected} == expected


def test_the_same_row_twice_is_told_and_kept_twice(tmp_path: Path) -> None:
    row = {"financeur": "F", "bénéficiaire": "A", "montant": 100}
    read = read_book(tmp_path, {"Financements": [row, row]})
    assert (len(links(read, "FINANCES")), codes(read)) == (2, ["duplicate-row"])


def test_a_siret_names_a_site_and_its_legal_person(tmp_path: Path) -> None:
    rows = [{"nom": "Antenne", "classe": "établissement", "SIRET": "35600000000048"}]
    read = prepare(xlsx(tmp_path / "a.xlsx", {"Organisations": rows}))
    assert links(read, "UNIT_OF") == [{"from": "siret:35600000000048", "to": "siren:356000000"}]


def test_a_siret_of_a_legal_person_gives_its_siren_and_stays_an_attribute(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "La Poste", "SIRET": "35600000000048"}]})
    (one,) = [one for one in read.statements if one.type == "Organisation"]
    assert one.identifiers[0] == "siren:356000000"
    assert (one.values["siret"], one.values["siren"]) == ("35600000000048", "356000000")
