"""What people really write in tables: postal codes, currencies, totals, merged sums, « NC ». Nothing of it becomes a
fact that nobody stated, and nothing is lost without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.findings import as_json
from ingest.pipeline import Asked, Prepared, prepare
from ingest.places import place
from tests.tables import codes, links, read_book, values

ME = Asked(title="Essai", publisher="Nous")
GRANT = {"financeur": "Fondation A", "bénéficiaire": "Asso B"}


def grants(folder: Path, *rows: dict[str, Any]) -> Prepared:
    return read_book(folder, {"Financements": rows})


def text_file(folder: Path, name: str, content: str) -> Prepared:
    (folder / name).write_text(content, encoding="utf-8")
    return prepare(folder / name, ME)


def accounted(read: Prepared) -> tuple[int, int, int]:
    (table,) = read.file.tables
    return table.rows_read, table.rows_accepted, table.rows_set_aside


@pytest.mark.parametrize(
    ("text", "uids", "told"),
    [
        ("75011", ("cog:com:75056",), "place-guessed"),
        ("75020", ("cog:com:75056",), "place-guessed"),
        ("69003", ("cog:com:69123",), "place-guessed"),
        ("13008", ("cog:com:13055",), "place-guessed"),
        ("75111", ("cog:com:75056",), "place-guessed"),
        ("35200", ("cog:com:35200",), "place-guessed"),
        ("35000", (), "postal-code"),
        ("74011", (), "postal-code"),
        ("35", ("cog:dep:35",), None),
        ("Bretagne", ("cog:reg:53",), None),
        ("Loire", ("cog:dep:42",), None),
        ("Paris", ("cog:dep:75",), None),
        ("Vienne", ("cog:dep:86",), "place-guessed"),
    ],
)
def test_a_postal_code_is_never_another_town_and_what_is_guessed_is_said(
    text: str, uids: tuple[str, ...], told: str | None
) -> None:
    placed = place(text)
    assert (placed.uids, placed.note.code if placed.note else None) == (uids, told)


@pytest.mark.parametrize(("code", "uid"), [("13008", "cog:com:13008"), ("74011", "cog:com:74010")])
def test_a_column_of_official_codes_is_taken_at_its_word(code: str, uid: str) -> None:
    assert place(code, "commune", coded=True).uids == (uid,)


def test_a_guessed_town_is_named_in_the_finding(tmp_path: Path) -> None:
    row = {"innovation": "Relais", "de": "A", "vers": "B", "lieu d'arrivée": "35200"}
    (found,) = read_book(tmp_path, {"Essaimages": [row]}).findings
    assert found.message.fr == "« 35200 » est lu comme Moutiers (35)."
    read = read_book(tmp_path, {"Organisations": [{"nom": "A", "territoires couverts": "Vienne"}]})
    assert [one.message.en for one in read.findings] == ["“Vienne” is read as Vienne (department, 86)."]


@pytest.mark.parametrize(
    ("sum_", "currency", "kept", "told"),
    [
        ("100", "€", {"amount_cents": 10_000}, []),
        ("100 €", "Euros", {"amount_cents": 10_000}, []),
        ("100", "EUR", {"amount_cents": 10_000}, []),
        ("100 CHF", "", {"amount_cents": 10_000, "currency": "CHF"}, []),
        ("100", "$", {"amount_cents": 10_000, "currency": "USD"}, []),
        ("100 $", "EUR", {}, ["currency-other"]),
        ("100 €", "USD", {"currency": "USD"}, ["currency-other"]),
    ],
)
def test_the_euro_goes_without_saying_and_no_other_currency_passes_for_it(
    tmp_path: Path, sum_: str, currency: str, kept: dict[str, object], told: list[str]
) -> None:
    read = grants(tmp_path, GRANT | {"montant": sum_, "devise": currency})
    assert (values(read, "FINANCES"), codes(read)) == ([kept], told)


def test_a_budget_in_dollars_is_no_budget_in_euros(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "A", "budget": "5 M$"}]})
    assert (values(read, "Organisation"), codes(read)) == ([{"name": "A"}], ["currency-other"])


def test_each_currency_has_its_own_total(tmp_path: Path) -> None:
    read = grants(tmp_path, *(GRANT | {"montant": one} for one in ("10", "20 €", "30 CHF", "40 $")))
    assert read.file.tables[0].totals == {
        "amount_cents": "30.00",
        "amount_cents CHF": "30.00",
        "amount_cents USD": "40.00",
    }


@pytest.mark.parametrize(
    ("giver", "receiver", "told"),
    [
        ("Total", "", "total-row"),
        ("Total général", "4", "total-row"),
        ("Cumul", "", "total-row"),
        ("", "TOTAL 2021", "total-row"),
        ("Sous-total 2021", "3 associations", "total-name"),
        ("Subtotal", "x", "total-name"),
        ("Total F", "1 dossier", "total-name"),
        ("Fondation A", "Total", "total-name"),
        ("Total", "Asso D", "total-name"),
    ],
)
def test_a_total_is_no_grant_and_a_company_of_that_name_is_told_what_to_do(
    tmp_path: Path, giver: str, receiver: str, told: str
) -> None:
    read = grants(tmp_path, {"financeur": giver, "bénéficiaire": receiver, "montant": 70_000})
    assert (codes(read), accounted(read), list(read.statements)) == ([told], (1, 0, 1), [])


@pytest.mark.parametrize(
    "name", ["TotalEnergies", "Ensemble contre la faim", "Totem", "Total (542 051 180)", "Cumulus"]
)
def test_a_name_that_only_begins_like_a_total_is_a_name(tmp_path: Path, name: str) -> None:
    read = grants(tmp_path, GRANT | {"financeur": name})
    assert (codes(read), len(links(read, "FINANCES"))) == ([], 1)


def test_a_body_called_total_is_described_by_its_siren(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "Total", "SIREN": "542051180"}]})
    assert (codes(read), accounted(read)) == ([], (1, 1, 0))


def test_a_header_said_again_is_set_aside(tmp_path: Path) -> None:
    header = dict.fromkeys(("financeur", "bénéficiaire", "montant"))
    again = {name: name for name in header}
    read = grants(tmp_path, GRANT | {"montant": 10}, again, GRANT | {"montant": 20})
    assert (codes(read), accounted(read)) == (["header-again"], (3, 2, 1))


def test_a_merged_amount_counts_once_even_as_text_and_a_merged_giver_makes_no_grant_of_the_total(
    tmp_path: Path,
) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("Financements")
        for number, row in enumerate(
            [["financeur", "bénéficiaire", "montant"], ["", "B"], ["", "C"], ["", "TOTAL", 9]]
        ):
            sheet.write_row(number, 0, row)
        sheet.merge_range(1, 0, 3, 0, "Fondation A")
        sheet.merge_range(1, 2, 2, 2, "30 000 €")
    read = prepare(tmp_path / "t.xlsx", ME)
    assert values(read, "FINANCES") == [{"amount_cents": 3_000_000}, {}]
    assert [(one.code, one.row, one.column) for one in read.findings] == [
        ("merged-cells", None, None),
        ("total-row", 4, "B"),
        ("merged-amount", 3, "C"),
    ]


def test_a_role_and_a_place_say_nothing_without_who_carries(tmp_path: Path) -> None:
    row = {"nom": "I", "rôle": "adoptant", "lieu": "35"}
    assert codes(read_book(tmp_path, {"Innovations": [row]})) == ["value-alone"] * 2
    read = read_book(tmp_path, {"Innovations": [row | {"portée par": "A", "lieu": "35 ; 22"}]})
    assert [one["place"] for one in links(read, "CARRIES")] == ["cog:dep:35", "cog:dep:22"]


def test_the_role_of_a_participant_is_not_that_of_a_member(tmp_path: Path) -> None:
    row = {"de": "A", "type": "est membre de", "vers": "B", "rôle": "bénéficiaire"}
    read = read_book(tmp_path, {"Appartenances": [row]})
    assert (codes(read), len(links(read, "MEMBER_OF"))) == (["value-misplaced"], 1)


def test_several_values_where_one_is_kept_are_said_and_several_memberships_are_all_read(tmp_path: Path) -> None:
    row = {"nom": "A", "réseau": "ADMR ; Familles Rurales", "commune": "Rennes ; Vitré", "membre de": "oui"}
    read = read_book(tmp_path, {"Organisations": [row]})
    assert len(links(read, "MEMBER_OF")) == 2
    assert [one.message.fr for one in read.findings if one.code == "value-several"] == [
        "« ADMR ; Familles Rurales » donne plusieurs valeurs où « réseau » n'en attend qu'une : « ADMR » est retenu.",
        "« Rennes ; Vitré » donne plusieurs valeurs où « commune » n'en attend qu'une : « Rennes » est retenu.",
    ]


def test_a_coverage_of_two_networks_is_one_of_each(tmp_path: Path) -> None:
    row = {"nature": "essaimages", "réseau": "ADMR ; Familles Rurales", "territoires": "35"}
    assert len(values(read_book(tmp_path, {"Couverture": [row]}), "spread")) == 2


@pytest.mark.parametrize(
    ("first", "second", "located", "told"),
    [
        ({"département": "35"}, {"région": "Bretagne"}, ["cog:dep:35"], []),
        ({"région": "Bretagne"}, {"département": "35"}, ["cog:dep:35"], []),
        ({"SIREN": "356000000", "département": "35"}, {"SIREN": "356000000", "département": "22"},
         ["cog:dep:22", "cog:dep:35"], []),
        ({"département": "35"}, {"département": "22"}, ["cog:dep:35"], ["name-twice"]),
    ],
)  # fmt: skip
def test_one_body_on_two_rows_is_not_two_bodies(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], located: list[str], told: list[str]
) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "Relais"} | first, {"nom": "Relais"} | second]})
    assert (sorted(one["to"] for one in links(read, "LOCATED_IN")), codes(read)) == (located, told)


def test_a_national_body_keeps_its_row_and_its_first_place(tmp_path: Path) -> None:
    rows = [{"nom": "Fondation de France", "département": one} for one in ("75", "35")]
    read = read_book(tmp_path, {"Organisations": rows})
    assert ([one["to"] for one in links(read, "LOCATED_IN")], codes(read)) == (["cog:dep:75"], ["place-twice"])
    assert accounted(read) == (2, 2, 0)


def test_a_finding_speaks_one_language_at_a_time_and_names_the_one_wrong_name(tmp_path: Path) -> None:
    read = grants(tmp_path, {"financeur": "", "bénéficiaire": "B"})
    assert [as_json(one, "en")["message"] for one in read.findings] == ["“funder” is empty: the row is set aside."]
    row = {"innovation": "I", "de": "A", "vers": "B ; Rennes"}
    (found,) = read_book(tmp_path, {"Essaimages": [row]}).findings
    assert (found.code, found.value) == ("end-kind-unknown", "Rennes")


def test_a_finding_about_a_header_names_its_file(tmp_path: Path) -> None:
    read = text_file(tmp_path, "financements.csv", "financeur;bénéficiaire;montant;\nA;B;1;x\n")
    assert [(one.code, one.file) for one in read.findings] == [("column-unnamed", "financements.csv")]


def test_a_row_with_more_cells_than_the_header_is_set_aside(tmp_path: Path) -> None:
    read = text_file(tmp_path, "financements.csv", "financeur,bénéficiaire,montant,année\nA,B,12,50,2021\nA,C,1,2021\n")
    assert (accounted(read), len(links(read, "FINANCES"))) == ((2, 1, 1), 1)
    assert [(one.row, one.severity) for one in read.findings if one.code == "row-long"] == [(2, "warning")]


@pytest.mark.parametrize("nobody", ["NC", "Inconnu", "Néant", "Divers", "N/A", "non renseigné"])
def test_a_word_for_nobody_is_an_empty_cell(tmp_path: Path, nobody: str) -> None:
    read = grants(tmp_path, GRANT | {"financeur": nobody})
    assert (codes(read), accounted(read)) == (["required"], (1, 0, 1))
    read = read_book(tmp_path, {"Organisations": [{"nom": "A", "réseau": nobody}]})
    assert (codes(read), values(read, "Network")) == ([], [])


@pytest.mark.parametrize(
    ("text", "reached", "told"),
    [
        ("356 000 000", ["siren:356000000"], ["name-missing"]),
        ("35600000000048", ["siret:35600000000048"], ["name-missing"]),
        ("W751515517", ["rna:W751515517"], ["name-missing"]),
        ("2,43E+13", [], ["code-unlike"]),
        ("5208131", [], ["code-unlike"]),
        ("356000001", [], ["code-unlike"]),
    ],
)
def test_what_only_looks_like_a_code_is_no_name(tmp_path: Path, text: str, reached: list[str], told: list[str]) -> None:
    read = grants(tmp_path, GRANT | {"bénéficiaire": text})
    assert ([one["to"] for one in links(read, "FINANCES")], codes(read)) == (reached, told)


def test_a_code_in_the_name_of_a_described_body_is_its_code(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "356000000"}, {"nom": "5208131"}]})
    assert [one.identifiers for one in read.statements] == [("siren:356000000",)]
    assert (codes(read), accounted(read)) == (["code-unlike", "name-missing"], (2, 1, 1))


@pytest.mark.parametrize(("said", "members"), [("VRAI", 1), ("o", 1), ("oui", 1), ("x", 1), (True, 1), ("non", 0)])
def test_yes_is_said_in_many_ways_and_no_makes_no_network(tmp_path: Path, said: object, members: int) -> None:
    read = read_book(tmp_path, {"Organisations": [{"nom": "A", "réseau": "ADMR", "membre de": said}]})
    assert (len(links(read, "MEMBER_OF")), len(values(read, "Network")), codes(read)) == (members, members, [])


def test_a_number_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    row = {"innovation": "I", "de": "A", "vers": "B", "date": 20210315}
    (found,) = read_book(tmp_path, {"Essaimages": [row]}).findings
    assert "« 20210315 »" in found.message.fr


@pytest.mark.parametrize("row", [{"modalité": "refusé"}, {"modalité": "à l'étude"}, {"statut": "supputé"}])
def test_a_row_whose_status_is_not_understood_is_no_plain_fact(tmp_path: Path, row: dict[str, str]) -> None:
    read = grants(tmp_path, GRANT | row)
    assert (codes(read), accounted(read)) == (["choice-unknown", "row-unusable"], (1, 0, 1))
    assert list(read.statements) == []
