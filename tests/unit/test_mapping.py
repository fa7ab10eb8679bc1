"""Headers that are known, guessed, ignored or unknown; and the mapping that a person confirms."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from graphmodel.errors import UsageError
from ingest.pipeline import Asked, prepare
from tests.tables import codes, csv_file, links, read_book, values, xlsx

GRANT = {"financeur": "F", "bénéficiaire": "A", "montant": "100"}


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("nom", "siren", "commune"), "organisations"),
        (("NOM ", "Thèmes", "Née chez"), "innovations"),
        (("name", "network", "run by"), "programmes"),
        (("innovation", "de", "vers"), "spreads"),
        (("Funder", "Beneficiary", "Amount (€)"), "funding"),
        (("acteur", "partenaire", "type"), "partnerships"),
        (("acteur", "fonction", "étape"), "practices"),
        (("acteur", "cible", "rôle"), "steering"),
        (("de", "type", "vers"), "bonds"),
        (("nature", "territoires", "exhaustif"), "coverage"),
        (("réseau", "rang", "thème"), "cycles"),
    ],
)
def test_a_table_is_known_by_three_headers_alone(tmp_path: Path, headers: tuple[str, ...], kind: str) -> None:
    path = csv_file(tmp_path / "tableau.csv", [dict.fromkeys(headers, "x")])
    (table,) = prepare(path).file.tables
    assert (table.kind, table.columns.guessed, table.columns.ignored) == (kind, {}, [])


@pytest.mark.parametrize(
    "headers",
    [
        ("Nom", "Prénom", "Téléphone", "Fonction"),
        ("name", "type"),
        ("acteur", "partenaire"),
        ("nom", "classe", "niveau", "Prénom", "Téléphone", "Courriel", "Civilité"),
        ("titre", "éditeur", "date"),
        ("Financeur", "Bénéficiaire", "Budget total du projet", "Montant total du projet"),
    ],
)
def test_words_of_any_table_make_no_sheet_and_a_mapping_is_asked(tmp_path: Path, headers: tuple[str, ...]) -> None:
    read = prepare(csv_file(tmp_path / "tableau.csv", [dict.fromkeys(headers, "Dupont")]))
    assert (list(read.statements), read.file.tables, read.choice, codes(read)) == ([], [], True, ["mapping-needed"])


@pytest.mark.parametrize(
    ("name", "kind"), [("territoires", "territories"), ("Financements 2021", "funding"), ("Organisations", None)]
)
def test_the_name_of_a_file_says_what_its_only_table_is(tmp_path: Path, name: str, kind: str | None) -> None:
    rows = {"territories": {"nom": "Pays", "niveau": "autre"}, "funding": {"financeur": "F", "bénéficiaire": "A"}}
    path = csv_file(tmp_path / f"{name}.csv", [rows.get(kind or "", {"financeur": "F", "bénéficiaire": "A"})])
    assert [one.kind for one in prepare(path).file.tables] == ([kind] if kind else [])


def test_a_person_who_names_a_network_may_give_a_list_with_many_other_columns(tmp_path: Path) -> None:
    row = {"Siret": "35600000000048", "Raison sociale": "La Poste", "Adresse": "Vitré"}
    row |= {f"colonne {number}": "x" for number in range(9)}
    path = csv_file(tmp_path / "tableau.csv", [row])
    assert "network-asked" in codes(prepare(path))
    assert prepare(path, Asked(network="Les postes")).file.tables[0].rows_accepted == 1


def test_used_guessed_and_ignored_columns_are_told(tmp_path: Path) -> None:
    row = {"financeur": "F", "bénéficiaire": "A", "montant (€)": 3, "conditions": "aucune", "couleur": "bleu"}
    (table,) = (read := read_book(tmp_path, {"Financements": [row]})).file.tables
    assert table.columns.model_dump() == {
        "used": {"financeur": "from", "bénéficiaire": "to", "montant (€)": "amount_cents"},
        "guessed": {"conditions": "condition"},
        "ignored": ["couleur"],
    }
    assert (codes(read), table.rows_accepted) == (["column-guessed", "column-unknown"], 1)


@pytest.mark.parametrize(
    "header", ["Montant demandé", "Montant total du projet", "Montants", "Code postal", "Bénéficaire"]
)
def test_a_sum_a_code_or_an_end_is_never_guessed(tmp_path: Path, header: str) -> None:
    book: dict[str, list[dict[str, object]]] = {
        "Financements": [{"financeur": "F", "bénéficiaire": "A", header: "50 000"}],
        "Organisations": [{"nom": "A", header: "50 000"}],
    }
    read = read_book(tmp_path, book)
    assert [(one.columns.guessed, one.columns.ignored, one.totals) for one in read.file.tables] == [
        ({}, [header], {})
    ] * 2


def test_a_header_that_resembles_one_is_ignored_and_said(tmp_path: Path) -> None:
    row = {"financeur": "F", "bénéficiaire": "A", "Montant demandé": "50 000", "Montant accordé": "12 000"}
    read = read_book(tmp_path, {"Financements": [row]})
    told = [(one.code, one.column, one.value) for one in read.findings]
    assert told == [("column-near", "C", "Montant demandé"), ("column-near", "D", "Montant accordé")]
    assert values(read, "FINANCES") == [{}]


def test_a_second_column_of_one_field_is_said_and_never_takes_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "financements.csv"
    path.write_text("Financeur;Bénéficiaire;Montant;Montant;Amount\nF;A;50;12;7\n", encoding="utf-8")
    read = prepare(path)
    told = [(one.column, one.file) for one in read.findings if one.code == "column-twice"]
    assert told == [("D", "financements.csv"), ("E", "financements.csv")]
    assert (values(read, "FINANCES"), read.file.tables[0].totals) == (
        [{"amount_cents": 5000}],
        {"amount_cents": "50.00"},
    )


def test_a_header_below_a_title_is_found(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Subventions versées en 2021;;\n;;\nfinanceur;bénéficiaire;montant\nF;A;12,50\n", encoding="utf-8")
    read = prepare(path)
    assert (read.file.tables[0].header_row, read.file.tables[0].totals) == (3, {"amount_cents": "12.50"})
    assert [one.at for one in read.statements if one.type == "FINANCES"] == [("L4",)]


def test_a_sheet_without_a_column_that_it_needs_says_which(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Financements": [{"financeur": "F", "montant": 100}]})
    (missing,) = [one for one in read.findings if one.code == "column-missing"]
    assert (missing.message.fr, read.file.tables[0].rows_set_aside) == ("Il manque la colonne « bénéficiaire ».", 1)


def test_a_sheet_of_its_own_invention_is_named_and_left(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Financements": [GRANT], "Recettes de cuisine": [{"plat": "soupe"}]})
    (unknown,) = [one for one in read.findings if one.code == "sheet-unknown"]
    assert (unknown.sheet, len(links(read, "FINANCES"))) == ("Recettes de cuisine", 1)


def test_people_in_a_sheet_of_contacts_become_nothing(tmp_path: Path) -> None:
    contacts = {"Nom": "Dupont", "Prénom": "Jean", "Fonction": "président"}
    read = read_book(tmp_path, {"Financements": [GRANT], "Contacts": [contacts]})
    assert ([one.sheet for one in read.file.tables], codes(read)) == (["Financements"], ["sheet-unknown"])


@pytest.mark.parametrize("order", [("Synthèse", "Financements"), ("Financements", "Synthèse"), ("Feuil1", "Feuil2")])
def test_a_sheet_that_repeats_another_does_not_double_its_grants(tmp_path: Path, order: tuple[str, str]) -> None:
    other = {"financeur": "F", "bénéficiaire": "B", "montant": 70}
    read = read_book(tmp_path, {title: [GRANT, other] for title in order})
    kept = "Feuil1" if "Feuil1" in order else "Financements"
    assert ([one.sheet for one in read.file.tables], codes(read)) == ([kept], ["sheet-repeats"])
    assert len(links(read, "FINANCES")) == 2


def test_two_lists_of_the_same_bodies_are_both_read(tmp_path: Path) -> None:
    body = {"nom": "Relais", "classe": "organisation", "commune": "Rennes"}
    read = read_book(tmp_path, {"2021": [body], "2022": [body, body | {"nom": "Autre"}]})
    assert [one.rows_accepted for one in read.file.tables] == [1, 2]


def test_two_years_on_two_sheets_are_both_read(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"2021": [GRANT], "2022": [GRANT | {"montant": "200"}]})
    assert [one.totals for one in read.file.tables] == [{"amount_cents": "100.00"}, {"amount_cents": "200.00"}]


UNKNOWN = [{"Versé par": "F", "Au profit de": "A", "Combien": "1 200,50"}]


def test_unknown_headers_write_a_mapping_to_confirm_and_the_command_to_go_on(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "dons.csv", UNKNOWN)
    read = prepare(path)
    assert (list(read.statements), read.mapping, read.choice) == ([], tmp_path / "dons.csv.mapping.json", True)
    (found,) = [one for one in read.findings if one.code == "mapping-needed"]
    assert found.suggestion is not None
    assert read.mapping is not None
    assert found.suggestion.fr == f"Complétez-la, puis : essaim ingest {path} --mapping {path}.mapping.json"
    written = json.loads(read.mapping.read_text(encoding="utf-8"))
    assert written["tables"][0]["columns"] == dict.fromkeys(UNKNOWN[0])
    assert "amount_cents" in written["allowed"]["funding"]


def test_a_confirmed_mapping_reads_the_same_file(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "dons.csv", UNKNOWN)
    mapping = prepare(path).mapping
    assert mapping is not None
    confirmed = json.loads(mapping.read_text(encoding="utf-8"))
    columns = {"Versé par": "from", "Au profit de": "bénéficiaire", "Combien": "amount_cents"}
    confirmed["tables"][0] |= {"as": "funding", "columns": columns}
    mapping.write_text(json.dumps(confirmed), encoding="utf-8")
    read = prepare(path, Asked(mapping=mapping, title="Dons", publisher="Nous", work="dons"))
    assert read.file.tables[0].totals == {"amount_cents": "1200.50"}
    assert links(read, "FINANCES") == [{"from": "name:organisation/doc.dons/f", "to": "name:organisation/doc.dons/a"}]


def test_a_mapping_may_leave_a_known_column_out(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "dons.csv", [GRANT])
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"tables": [{"sheet": None, "as": "funding", "columns": {"montant": None}}]}))
    read = prepare(path, Asked(mapping=mapping))
    assert (read.file.tables[0].columns.ignored, read.file.tables[0].totals) == (["montant"], {})


@pytest.mark.parametrize("text", ["", "[]", '{"tables": 3}', "pas du json"])
def test_a_mapping_that_is_none_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        prepare(csv_file(tmp_path / "d.csv", [GRANT]), Asked(mapping=tmp_path / "m.json"))
    assert refusal.value.code == "mapping-unreadable"


FUND = {"as": "funding"}
SLIPS: list[tuple[dict[str, object], str]] = [
    (FUND | {"columns": {"Versé par": ["from"]}}, "« Versé par » va à « ["),
    (FUND | {"columns": {"Combien": "montan"}}, "peut-être : amount_cents"),
    (FUND | {"columns": {"Combien": "amount_cents", "Versé par": "montant"}}, "vont tous deux à « amount_cents »"),
    (FUND | {"columns": ["from"]}, "« columns »"),
    ({"as": 5, "columns": {}}, "« as » vaut « 5 »"),
    ({"as": "tarot", "columns": {}}, "« as » vaut « tarot »"),
    (FUND | {"sheet": 3}, "« sheet »"),
    (FUND | {"sheet": "Dons", "columns": {}}, "feuille « Dons » que le fichier n'a pas"),
]


@pytest.mark.parametrize(("table", "said"), SLIPS)
def test_a_slip_in_a_mapping_is_refused_where_it_stands(tmp_path: Path, table: dict[str, object], said: str) -> None:
    (tmp_path / "m.json").write_text(json.dumps({"tables": [table]}), encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        prepare(csv_file(tmp_path / "d.csv", UNKNOWN), Asked(mapping=tmp_path / "m.json"))
    assert (refusal.value.code, "« m.json »" in refusal.value.sentence.fr) == ("mapping-wrong", True)
    assert said in refusal.value.sentence.fr
    assert refusal.value.sentence.en != refusal.value.sentence.fr


def test_a_sheet_that_stands_twice_in_a_mapping_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(json.dumps({"tables": [FUND, FUND]}), encoding="utf-8")
    with pytest.raises(UsageError, match="deux fois"):
        prepare(csv_file(tmp_path / "d.csv", UNKNOWN), Asked(mapping=tmp_path / "m.json"))


def test_a_mapping_that_a_person_filled_in_is_never_written_over(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "dons.csv", UNKNOWN)
    first = prepare(path).mapping
    assert first is not None
    assert (prepare(path).mapping, prepare(path).mapping) == (first, first), "nobody touched it: it is the same"
    first.write_text("rempli", encoding="utf-8")
    read = prepare(path)
    assert (read.mapping, first.read_text(encoding="utf-8")) == (tmp_path / "dons.csv.mapping-2.json", "rempli")
    assert codes(read) == ["mapping-kept", "mapping-needed"]


def test_the_command_to_go_on_says_again_all_that_was_said(tmp_path: Path) -> None:
    folder = tmp_path / "mes dons"
    folder.mkdir()
    path = csv_file(folder / f"l'année {'x' * 100}.csv", UNKNOWN)
    asked = Asked(network="Les « Relais »", publisher="L'éditeur", covers="35 ; 22", fictional=True)
    (found,) = [one for one in prepare(path, asked).findings if one.code == "mapping-needed"]
    assert found.suggestion is not None
    assert shlex.split(found.suggestion.fr.removeprefix("Complétez-la, puis : ")) == [
        "essaim", "ingest", str(path), "--mapping", f"{path}.mapping.json", "--network", "Les « Relais »",
        "--publisher", "L'éditeur", "--covers", "35 ; 22", "--fictional",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(profile="tarot"), "profile-unknown"),
        (Asked(date="31/02/2021"), "date-impossible"),
        (Asked(covers="Nulle part"), "territory-unknown"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_in_words(tmp_path: Path, asked: Asked, code: str) -> None:
    with pytest.raises(UsageError) as refusal:
        prepare(csv_file(tmp_path / "d.csv", [GRANT]), asked)
    assert refusal.value.code == code


def test_a_help_sheet_is_not_a_sheet_of_facts(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", {"Financements": [GRANT], "Aide": [{"financeur": "qui donne", "bénéficiaire": "?"}]}
    )
    assert [one.sheet for one in prepare(path).file.tables] == ["Financements"]
