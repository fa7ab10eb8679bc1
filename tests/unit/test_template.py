"""The template: written, filled, read back; and what each of its rows states."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import Stage
from ingest.columns import Column, Sheet, headers
from ingest.pipeline import Asked, prepare
from ingest.sheets import SHEETS
from ingest.template import example_row, write_csv_templates, write_template
from tests.tables import Book, codes, csv_file, links, ods, read_book, said, values, xlsx

ABOUT = [{"titre": "Monographie", "éditeur": "ADASI", "date": "2023"}]
NETWORK = {"nom": "Réseau des relais", "classe": "réseau"}
RELAY = {"nom": "Relais 35", "réseau": "Réseau des relais", "commune": "Rennes", "membre de": "oui"}
SPREAD = {"innovation": "Relais de quartier", "de": "Relais 35", "vers": "Relais basque"}

BOOK: Book = {
    "Document": [*ABOUT],
    "Organisations": [
        NETWORK,
        RELAY,
        {"nom": "Fédération des relais", "SIREN": "356000000", "tête de": "Réseau des relais", "création": "1998"},
    ],
    "Innovations": [{"nom": "Relais de quartier", "réseau": "Réseau des relais", "née chez": "Relais 35"}],
    "Essaimages": [SPREAD | {"date": "mars 2020", "lieu d'arrivée": "64", "mode": "adaptation"}],
    "Financements": [{"financeur": "Fondation de France", "bénéficiaire": "Relais 35", "montant (€)": "12 500,50"}],
}

name_of = {"Relais 35": "name:organisation/com.35238/relais-35"}
NETWORK_UID = "name:network/doc.essai/reseau-des-relais"
INNOVATION_UID = "name:innovation/net.name.network.doc.essai.reseau-des-relais/relais-de-quartier"


def column_ids(sheet: Sheet) -> list[str]:
    return [column.name for column in sheet.columns]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_two_columns_of_a_sheet_bear_one_header(sheet: Sheet) -> None:
    shared = [
        (one.name, other.name, one.known_as() & other.known_as())
        for place, one in enumerate(sheet.columns)
        for other in sheet.columns[place + 1 :]
        if one.known_as() & other.known_as()
    ]
    assert (shared, len(set(column_ids(sheet))), set(sheet.needs) - set(column_ids(sheet))) == (
        [],
        len(sheet.columns),
        set(),
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_header_is_known_in_both_languages_whatever_its_accents(sheet: Sheet) -> None:
    for column in sheet.columns:
        for lang in ("fr", "en"):
            assert headers(sheet)[fold_header(column, lang)] is column


def fold_header(column: Column, lang: str) -> str:
    from graphmodel.names import fold

    return fold(column.header(lang).upper())


def test_every_property_that_a_table_may_state_has_a_column() -> None:
    columns = {column.name for sheet in SHEETS for column in sheet.columns}
    of_the_reference = {"population", "lat", "lon", "rural"}
    worked_out = {"document", "ordinal"}
    declared = {one.name for kinds in (NODES, EDGES) for kind in kinds.values() for one in fields(kind)}
    assert declared - columns - of_the_reference - worked_out == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_empty_template_states_nothing_in_either_language(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path / "modele.xlsx", lang)
    read = prepare(tmp_path / "modele.xlsx")
    tables = [(one.kind, one.rows_read, one.columns.guessed, one.columns.ignored) for one in read.file.tables]
    assert tables == [(sheet.name, 0, {}, []) for sheet in SHEETS]
    assert (list(read.statements), set(codes(read))) == ([], {"example-row"})


def test_the_text_form_of_the_template_is_recognised_sheet_by_sheet(tmp_path: Path) -> None:
    paths = write_csv_templates(tmp_path / "modele")
    assert [prepare(path).file.tables[0].kind for path in paths] == [sheet.name for sheet in SHEETS]


def test_codes_are_text_and_closed_lists_are_offered(tmp_path: Path) -> None:
    write_template(tmp_path / "modele.xlsx")
    with zipfile.ZipFile(tmp_path / "modele.xlsx") as book:
        titles = book.read("xl/workbook.xml").decode()
        organisations = book.read("xl/worksheets/sheet2.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "Aide" in titles
    assert 'name="Listes" sheetId="14" state="hidden"' in titles
    assert organisations.count('type="list"') == len([c for c in SHEETS[1].columns if c.shape in ("choice", "yes")])
    assert all(stage.label.fr in words for stage in Stage)


def test_every_example_is_a_row_that_could_be_read(tmp_path: Path) -> None:
    book = {
        sheet.label.fr: [
            {
                column.header("fr"): cell.replace(" (exemple — à effacer)", "")
                for column, cell in zip(sheet.columns, example_row(sheet), strict=True)
            }
        ]
        for sheet in SHEETS
    }
    read = read_book(tmp_path, book)
    assert [(one.sheet, one.rows_accepted) for one in read.file.tables] == [(sheet.label.fr, 1) for sheet in SHEETS]
    assert {one.severity for one in read.findings} <= {"info", "warning"}


def test_a_workbook_an_opendocument_and_a_folder_of_text_files_state_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "essai"
    folder.mkdir()
    for title, rows in BOOK.items():
        csv_file(folder / f"{title}.csv", rows)
    files = (xlsx(tmp_path / "essai.xlsx", BOOK), ods(tmp_path / "essai.ods", BOOK), folder)
    read = [prepare(one, Asked(work="essai")) for one in files]
    first = said(read[0].statements)
    assert len(first) == 14
    assert [said(one.statements) for one in read[1:]] == [first, first]
    assert [{place for one in other.statements for place in one.at} for other in read[1:]] == [
        {place for one in read[0].statements for place in one.at}
    ] * 2


def test_the_document_is_what_its_own_sheet_says_unless_a_person_says_otherwise(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "essai.xlsx", BOOK)
    own, told = prepare(path).document, prepare(path, Asked(publisher="Avise", date="2024")).document
    assert (own.title, own.publisher, own.date.low) == ("Monographie", "ADASI", "2023-01-01")
    assert own.work == f"adasi monographie {own.sha256[:16]}"
    assert (told.publisher, told.date_label, told.uid) == ("Avise", "2024", own.uid)


def test_a_spread_links_its_giver_receiver_innovation_and_place(tmp_path: Path) -> None:
    read = read_book(tmp_path, BOOK)
    assert links(read, "SPREAD_TO") == [
        {
            "from": name_of["Relais 35"],
            "to": "name:organisation/doc.essai/relais-basque",
            "innovation": INNOVATION_UID,
            "place_to": "cog:dep:64",
        }
    ]
    assert values(read, "SPREAD_TO") == [
        {"mode": "adaptation", "since_min": "2020-03-01", "since_max": "2020-03-31", "when_label": "mars 2020"}
    ]


def test_what_the_cells_of_an_organisation_name_become_edges(tmp_path: Path) -> None:
    read = read_book(tmp_path, BOOK)
    assert links(read, "MEMBER_OF") == [{"from": name_of["Relais 35"], "to": NETWORK_UID}]
    assert links(read, "HEADS") == [{"from": "siren:356000000", "to": NETWORK_UID}]
    assert links(read, "LOCATED_IN") == [{"from": name_of["Relais 35"], "to": "cog:com:35238"}]
    assert links(read, "ORIGINATED") == [{"from": name_of["Relais 35"], "to": INNOVATION_UID}]


def test_a_national_body_is_one_across_documents_and_a_funder_by_what_it_does(tmp_path: Path) -> None:
    read = read_book(tmp_path, BOOK)
    (funder,) = [one for one in read.statements if "Funder" in str(one.values.get("roles"))]
    assert (funder.identifiers, funder.at) == (("name:organisation/fr/fondation-de-france",), ("Financements!A2",))


def test_a_row_keeps_its_place_its_quote_and_what_it_cites(tmp_path: Path) -> None:
    row = SPREAD | {"document": "livret", "endroit": "p. 44", "citation": "essaimé au Pays basque", "statut": "déduit"}
    row |= {"modalité": "en projet", "en date du": "2021"}
    read = read_book(tmp_path, {"Document": ABOUT, "Essaimages": [row]})
    (one,) = [one for one in read.statements if one.type == "SPREAD_TO"]
    assert (one.at, one.quote, one.cites, one.status, one.modality, one.as_of.low, one.as_of.high) == (
        ("Essaimages!A2",),
        "essaimé au Pays basque",
        "livret, p. 44",
        "inferred",
        "planned",
        "2021-01-01",
        "2021-12-31",
    )


def test_a_line_of_a_text_file_is_its_own_place(tmp_path: Path) -> None:
    read = prepare(csv_file(tmp_path / "essaimages.csv", [SPREAD]))
    assert {place for one in read.statements for place in one.at} == {"L2"}


def test_a_body_mentioned_on_many_rows_is_one_statement_with_its_count_and_first_places(tmp_path: Path) -> None:
    rows = [{"financeur": "Fondation Untel", "bénéficiaire": f"Association {n}"} for n in range(8)]
    read = read_book(tmp_path, {"Financements": rows})
    (one,) = [one for one in read.statements if one.values.get("name") == "Fondation Untel"]
    assert (one.count, one.at) == (8, tuple(f"Financements!A{row}" for row in range(2, 7)))


def test_money_is_exact_a_range_or_unknown_and_its_sum_is_that_of_the_file(tmp_path: Path) -> None:
    sums = ["12 500,50", "1.200,00 €", "3 à 10 K€", "800 k€", "", "à définir", 300]
    rows = [{"financeur": "F", "bénéficiaire": f"A{n}", "montant (€)": said} for n, said in enumerate(sums)]
    read = read_book(tmp_path, {"Financements": rows})
    told = [{name: one[name] for name in one if name.startswith("amount")} for one in values(read, "FINANCES")]
    assert told == [
        {"amount_cents": 1_250_050},
        {"amount_cents": 120_000},
        {"amount_min_cents": 300_000, "amount_max_cents": 1_000_000},
        {"amount_cents": 80_000_000},
        {},
        {},
        {"amount_cents": 30_000},
    ]
    assert read.file.tables[0].totals == {"amount_cents": "814000.50"}
    assert codes(read) == ["amount-format"]


def test_the_year_of_a_grant_is_that_of_its_date_only_where_the_date_has_one(tmp_path: Path) -> None:
    dates = ["12/03/2021", "2019-2021", "", "depuis 2010"]
    rows = [{"financeur": "F", "bénéficiaire": f"A{n}", "date": date} for n, date in enumerate(dates)]
    assert [one.get("year") for one in values(read_book(tmp_path, {"Financements": rows}), "FINANCES")] == [
        2021,
        None,
        None,
        2010,
    ]


def test_a_group_is_known_by_its_network_its_level_and_the_role_of_its_members(tmp_path: Path) -> None:
    row = {"nom": "72 fédérations départementales", "classe": "groupe non nommé", "réseau": "Réseau des relais"}
    row |= {"niveau": "départementale", "rôle des membres": "tête de réseau territoriale", "effectif": "72"}
    other = {"nom": "les groupes locaux", "classe": "groupe non nommé", "département": "35"}
    read = read_book(tmp_path, {"Document": ABOUT, "Organisations": [NETWORK, row, other]})
    groups = [one.identifiers[0] for one in read.statements if one.type == "Group"]
    assert groups == [
        "name:group/net.name.network.doc.essai.reseau-des-relais/departmental.territorialhead",
        "name:group/doc.essai/les-groupes-locaux-35",
    ]


def test_practices_cycles_programmes_and_bonds_state_their_edges(tmp_path: Path) -> None:
    book = dict(BOOK) | {
        "Pratiques": [{"acteur": "Fédération des relais", "fonction": "Ingénierie", "étape": "Modélisation"}],
        "Cycles": [{"réseau": "Réseau des relais", "rang": "1", "innovations": "Relais de quartier"}],
        "Programmes": [{"nom": "Cap", "conduit par": "Fédération des relais", "participants": "Relais 35 ; Autre"}],
        "Appartenances": [{"de": "Relais 35", "type": "participe à", "vers": "Cap", "rôle": "membre"}],
        "Copilotages": [{"acteur": "Relais 35", "cible": "Relais de quartier", "rôle": "pilote"}],
        "Partenariats": [{"acteur": "Relais 35", "partenaire": "Relais basque", "type": "alliance"}],
    }
    read = read_book(tmp_path, book)
    assert links(read, "PERFORMS") == [{"from": "siren:356000000", "to": "name:headfunction/fr/engineering"}]
    assert [len(links(read, kind)) for kind in ("HAS_CYCLE", "IN_CYCLE", "RUNS", "TAKES_PART_IN")] == [1, 1, 1, 3]
    assert values(read, "CO_PILOTS") == [{"role": "lead"}]
    assert values(read, "PARTNERS_WITH") == [{"kind": "alliance"}]


def test_coverage_spells_out_what_it_says(tmp_path: Path) -> None:
    row = {"nature": "essaimages", "réseau": "Réseau des relais", "territoires": "tous les départements"}
    row |= {"depuis": "2010", "jusqu'à": "2023", "exhaustif": "oui"}
    read = read_book(tmp_path, {"Document": ABOUT, "Organisations": [NETWORK], "Couverture": [row]})
    (told,) = values(read, "spread")
    assert (len(told["territories"]), told["since"], told["until"], told["exhaustive"]) == (  # type: ignore[arg-type]
        101,
        "2010-01-01",
        "2023-12-31",
        True,
    )


def test_a_date_of_birth_without_a_birthplace_is_kept_as_the_period(tmp_path: Path) -> None:
    read = read_book(tmp_path, {"Innovations": [{"nom": "Relais", "née en": "vers 1980"}]})
    assert values(read, "Innovation") == [{"name": "Relais", "period": "vers 1980"}]


def test_the_network_chosen_at_import_is_the_scope_of_names_that_have_none(tmp_path: Path) -> None:
    book = {"Organisations": [{"nom": "Relais 35", "membre de": "oui"}]}
    read = prepare(xlsx(tmp_path / "a.xlsx", book), Asked(network="Réseau des relais"))
    assert links(read, "MEMBER_OF") == [
        {
            "from": "name:organisation/net.reg.network.reseau.reseau-des-relais/relais-35",
            "to": "reg:network/reseau/reseau-des-relais",
        }
    ]
