"""Headers that are known, guessed, ignored or unknown; and the mapping that a person confirms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphmodel.errors import UsageError
from ingest.pipeline import Asked, prepare
from tests.tables import codes, csv_file, links, read_book, xlsx

GRANT = {"financeur": "F", "bénéficiaire": "A", "montant": "100"}


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("nom", "niveau", "code"), "territories"),
        (("nom", "siren", "commune"), "organisations"),
        (("NOM ", "Thèmes", "Née chez"), "innovations"),
        (("name", "network", "run by"), "programmes"),
        (("innovation", "de", "vers"), "spreads"),
        (("Funder", "Beneficiary", "Amount (€)"), "funding"),
        (("acteur", "partenaire"), "partnerships"),
        (("acteur", "fonction", "étape"), "practices"),
        (("acteur", "cible", "rôle"), "steering"),
        (("de", "type", "vers"), "bonds"),
        (("nature", "territoires", "exhaustif"), "coverage"),
        (("réseau", "rang", "thème"), "cycles"),
    ],
)
def test_a_table_is_known_by_its_headers_alone(tmp_path: Path, headers: tuple[str, ...], kind: str) -> None:
    path = csv_file(tmp_path / "tableau.csv", [dict.fromkeys(headers, "x")])
    (table,) = prepare(path).file.tables
    assert (table.kind, table.columns.guessed, table.columns.ignored) == (kind, {}, [])


def test_used_guessed_and_ignored_columns_are_told(tmp_path: Path) -> None:
    row = {"financeur": "F", "bénéficaire": "A", "montant (€)": 3, "couleur": "bleu"}
    (table,) = (read := read_book(tmp_path, {"Financements": [row]})).file.tables
    assert table.columns.model_dump() == {
        "used": {"financeur": "from", "montant (€)": "amount_cents"},
        "guessed": {"bénéficaire": "to"},
        "ignored": ["couleur"],
    }
    assert (codes(read), table.rows_accepted) == (["column-guessed", "column-unknown"], 1)


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


UNKNOWN = [{"Versé par": "F", "Au profit de": "A", "Combien": "1 200,50"}]


def test_unknown_headers_write_a_mapping_to_confirm_and_the_command_to_go_on(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "dons.csv", UNKNOWN)
    read = prepare(path)
    assert (list(read.statements), read.mapping, read.choice) == ([], tmp_path / "dons.csv.mapping.json", True)
    (found,) = [one for one in read.findings if one.code == "mapping-needed"]
    assert found.suggestion is not None
    assert read.mapping is not None
    assert found.suggestion.fr == "Complétez-la, puis : essaim ingest dons.csv --mapping dons.csv.mapping.json"
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
    read = prepare(path, Asked(mapping=mapping))
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
