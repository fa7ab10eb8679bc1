"""Tables read back as they were written, whatever the format, the encoding and the separator."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.findings import render
from ingest.sources.sniff import sniff
from ingest.sources.tables import HeaderFound, RawTable, find_header, read_tables

Strings = list[list[str]]

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def write_ods(path: Path, tables: str, styles: str = "") -> Path:
    """The least file that is an OpenDocument spreadsheet, around the XML of its tables."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def ods_cell(text: str, attributes: str = "") -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    return f'<table:table-cell office:value-type="string" {attributes}>{lines}</table:table-cell>'


def ods_table(name: str, rows: Sequence[Sequence[str]], attributes: str = "") -> str:
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)} {attributes}>{body}</table:table>"


def as_ods(path: Path, rows: Strings) -> Path:
    return write_ods(path / "t.ods", ods_table("F", [[ods_cell(text) for text in row] for row in rows]))


def as_xlsx(path: Path, rows: Strings) -> Path:
    with xlsxwriter.Workbook(path / "t.xlsx") as book:
        sheet = book.add_worksheet("F")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    return path / "t.xlsx"


def as_csv(encoding: str, delimiter: str) -> Callable[[Path, Strings], Path]:
    def write(path: Path, rows: Strings) -> Path:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        (path / "t.csv").write_bytes(text.getvalue().encode(encoding))
        return path / "t.csv"

    return write


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman")
WRITERS = {"xlsx": as_xlsx, "ods": as_ods} | {
    f"csv {encoding} {delimiter!r}": as_csv(encoding, delimiter) for encoding in ENCODINGS for delimiter in ";,\t|"
}

# What cp1252 and mac-roman can both write; spaces inside, since spaces around are not a cell's content.
words = st.text("abcdeéèàçùêîô ABÉ0129€«»’œ;,|\t\"'.-&<>", min_size=1, max_size=12).map(str.strip)
texts = words.filter(bool) | st.just("00123") | st.just("première ligne\nseconde ligne")
HEADER = ["Dénomination", "Numéro", "Département"]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(texts, min_size=3, max_size=3), max_size=8))
def test_any_table_of_strings_reads_back_the_same(tmp_path: Path, name: str, rows: Strings) -> None:
    written = [HEADER, *rows, ["Fédération des pupilles", "00", "Isère"]]
    [table] = read_tables(sniff(WRITERS[name](tmp_path, written)))
    assert [row.values for row in table.rows] == written
    assert [row.number for row in table.rows] == list(range(1, len(written) + 1))


def texts_of(table: RawTable) -> Strings:
    return [[cell.text for cell in row.cells] for row in table.rows]


def codes(table: RawTable) -> list[tuple[str, int | None, str | None]]:
    return [(found.code, found.row, found.column) for found in table.findings]


def csv_table(path: Path, content: str | bytes) -> RawTable:
    (path / "t.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    [table] = read_tables(sniff(path / "t.csv"))
    return table


def test_values_keep_their_type_and_texts_are_what_a_person_sees(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet, day = book.add_worksheet("F"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["01", 123456789.0, 12500.5, True])
        sheet.write_datetime(0, 4, datetime(2021, 3, 1), day)
        sheet.write_datetime(0, 5, datetime(2021, 3, 1, 8, 30), day)
        sheet.write_row(0, 6, [43534654500012, 0.3, "  espacé\u00a0"])
    [table] = read_tables(sniff(tmp_path / "t.xlsx"))
    assert [tuple(cell) for cell in table.rows[0].cells] == [
        ("A", "01", "01"),
        ("B", 123456789, "123456789"),
        ("C", 12500.5, "12500.5"),
        ("D", True, "VRAI"),
        ("E", date(2021, 3, 1), "2021-03-01"),
        ("F", datetime(2021, 3, 1, 8, 30), "2021-03-01 08:30:00"),
        ("G", 43534654500012, "43534654500012"),
        ("H", 0.3, "0.3"),
        ("I", "  espacé\u00a0", "espacé"),
    ]
    assert type(table.rows[0].values[1]) is int


def test_values_of_opendocument_are_read_from_its_attributes_and_not_from_what_it_shows(tmp_path: Path) -> None:
    def typed(kind: str, name: str, value: str, shown: str) -> str:
        attributes = f'office:value-type="{kind}" office:{name}="{value}"'
        return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"

    spaced = '<text:p>a<text:s text:c="3"/>b</text:p>'
    noted = "<office:annotation><text:p>commentaire</text:p></office:annotation>"
    row = [
        typed("float", "value", "40000", "40 000,00"),
        typed("date", "date-value", "2021-03-01", "01/03/21"),
        typed("date", "date-value", "2021-03-01T08:30:00.000000000", "01/03/21"),
        typed("boolean", "boolean-value", "true", "VRAI"),
        typed("percentage", "value", "0.5", "50 %"),
        f'<table:table-cell office:value-type="string">{noted}{spaced}</table:table-cell>',
    ]
    [table] = read_tables(sniff(write_ods(tmp_path / "t.ods", ods_table("F", [row]))))
    day = date(2021, 3, 1)
    assert table.rows[0].values == [40000, day, datetime(2021, 3, 1, 8, 30), True, 0.5, "a   b"]


def merged_xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(path / "t.xlsx") as book:
        sheet = book.add_worksheet("F")
        sheet.write_row(0, 0, ["Nom", "Montant", "Date"])
        sheet.merge_range(1, 0, 2, 0, "Admr")
        sheet.merge_range(1, 1, 2, 1, 12500)
        sheet.write_column(1, 2, ["2020", "2021"])
    return path / "t.xlsx"


def merged_ods(path: Path) -> Path:
    down, covered = 'table:number-rows-spanned="2" table:number-columns-spanned="1"', "<table:covered-table-cell/>"
    amount = f'<table:table-cell office:value-type="float" office:value="12500" {down}/>'
    rows = [
        [ods_cell("Nom"), ods_cell("Montant"), ods_cell("Date")],
        [ods_cell("Admr", down), amount, ods_cell("2020")],
        [covered, covered, ods_cell("2021")],
    ]
    return write_ods(path / "t.ods", ods_table("F", rows))


@pytest.mark.parametrize("write", [merged_xlsx, merged_ods])
def test_merged_cells_are_repeated_and_the_places_that_only_repeat_are_known(
    tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    [table] = read_tables(sniff(write(tmp_path)))
    assert texts_of(table) == [["Nom", "Montant", "Date"], ["Admr", "12500", "2020"], ["Admr", "12500", "2021"]]
    assert codes(table) == [("merged-cells", None, None)]
    assert table.repeated == {(3, "A"), (3, "B")}


def test_a_hidden_sheet_is_named_and_not_read_in_either_format(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet("Vue").write(0, 0, "x")
        hidden = book.add_worksheet("Cachée")
        hidden.write(0, 0, "secret")
        hidden.hide()
    style = '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    sheets = ods_table("Vue", [[ods_cell("x")]])
    sheets += ods_table("Cachée", [[ods_cell("secret")]], 'table:style-name="off"')
    write_ods(tmp_path / "t.ods", sheets, style)
    for name in ("t.xlsx", "t.ods"):
        seen, hidden_one = read_tables(sniff(tmp_path / name))
        assert (texts_of(seen), seen.hidden, hidden_one.hidden, hidden_one.rows) == ([["x"]], False, True, [])
        assert codes(hidden_one) == [("hidden-sheet", None, None)]


def test_formulas_without_value_and_errors_are_told_and_read_as_empty(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("F")
        sheet.write_row(0, 0, ["Nom", "Montant", "Note"])
        sheet.write(1, 0, "Admr")
        sheet.write_formula(1, 1, "=SUM(B9:B10)", None, "")
        sheet.write_formula(1, 2, "=Z1", None, "#REF!")
        sheet.write_formula(2, 1, "=1+1", None, 2)
    formula = '<table:table-cell table:formula="of:=SUM([.B9])"/>'
    error = ods_cell("#REF!", 'table:formula="of:=[.Z1]"')
    computed = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    head = [ods_cell("Nom"), ods_cell("Montant"), ods_cell("Note")]
    rows = [head, [ods_cell("Admr"), formula, error], ["<table:table-cell/>", computed]]
    write_ods(tmp_path / "t.ods", ods_table("F", rows))
    for name in ("t.xlsx", "t.ods"):
        [table] = read_tables(sniff(tmp_path / name))
        assert [row.values for row in table.rows[1:]] == [["Admr", None, None], [None, 2, None]]
        assert sorted(codes(table)) == [("error-value", 2, "C"), ("formula-without-value", 2, "B")]


def test_repeated_rows_and_cells_of_opendocument_keep_the_row_numbers(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    cells = ods_cell("b", 'table:number-columns-repeated="2"')
    twice = f'<table:table-row table:number-rows-repeated="2">{cells}'
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    xml = f'<table:table table:name="F">{blank}{twice}</table:table-row>{end}</table:table>'
    [table] = read_tables(sniff(write_ods(tmp_path / "t.ods", xml)))
    assert [(row.number, row.values) for row in table.rows] == [(4, ["b", "b"]), (5, ["b", "b"])]


def test_blank_rows_and_empty_columns_go_and_numbers_stay(tmp_path: Path) -> None:
    table = csv_table(tmp_path, "\nnom;montant;;\n\nAdmr;5; ;\n;;;\nUnaf;6;;\n")
    assert [(row.number, row.values) for row in table.rows] == [
        (2, ["nom", "montant"]),
        (4, ["Admr", "5"]),
        (6, ["Unaf", "6"]),
    ]
    assert table.findings == []


def test_an_unclosed_quotation_mark_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    table = csv_table(
        tmp_path,
        'nom;objet;montant\n"Admr";"aide; repas";1\n"Unaf;garde d\'enfants;2\n"Cpie";"sentier\nde 12 km";3\nApf;"x;4\n',
    )
    assert texts_of(table) == [
        ["nom", "objet", "montant"],
        ["Admr", "aide; repas", "1"],
        ["Unaf", "garde d'enfants", "2"],
        ["Cpie", "sentier\nde 12 km", "3"],
        ["Apf", "x", "4"],
    ]
    assert codes(table) == [("quote-unclosed", 3, None), ("quote-unclosed", 5, None)]


def test_a_ragged_row_is_known_and_a_title_is_no_ragged_row(tmp_path: Path) -> None:
    table = csv_table(tmp_path, "Subventions 2021\nnom,montant,année\nAdmr,12,50,2021\nUnaf,8\nCpie,1,2020\n")
    assert codes(table) == [("row-short", 4, None)]
    assert [table.length_of(number) for number in range(1, 6)] == [1, 3, 4, 2, 3]


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("nom,montant\nAdmr,12,50\nUnaf,8\n", ","),
        ("nom,nature,montant\nAdmr,numéraire;nature,12,50\nUnaf,numéraire;nature,3,10\n", ","),
        ("Aides, année 2021\nnom;montant\nAdmr;12,50\nUnaf;8,10\n", ";"),
        ('nom;objet\nAdmr;"a, b, c, d"\nUnaf;"e, f, g, h"\n', ";"),
        ("nom\tobjet\nAdmr\ta, b\n", "\t"),
        ("nom|objet\nAdmr|a; b\n", "|"),
    ],
)
def test_the_separator_is_the_one_that_every_line_has(tmp_path: Path, content: str, delimiter: str) -> None:
    (tmp_path / "t.csv").write_text(content)
    assert sniff(tmp_path / "t.csv").delimiter == delimiter


def test_encodings_other_than_utf8_and_lost_bytes_are_told(tmp_path: Path) -> None:
    stray = "nom;objet\nFédération;première étape à Orléans, dès l'été, près du café du Théâtre\n".encode() * 20
    table = csv_table(tmp_path, stray + b"Amiti\xe9;x\n" + b"A\x00dmr;y\n")
    assert texts_of(table)[-2:] == [["Amitié", "x"], ["Admr", "y"]]
    assert codes(table) == [("bytes-undecodable", None, None), ("nul-bytes", None, None)]
    table = csv_table(tmp_path, "nom;objet\nFÃ©dÃ©rations;l'Ã  cÃ´tÃ©\n")
    assert render(table.findings, "fr").startswith(
        "t.csv [accents-broken] Des accents ont été abîmés avant l'export (4 fois),"
        " par exemple « om;objet FÃ©dÃ©rations »."
    )
    table = csv_table(tmp_path, "nom;objet\nFédération;garde\n".encode("cp1252"))
    assert codes(table) == [("encoding", None, None)]
    assert texts_of(csv_table(tmp_path, "nom;objet\nFédé;à\n".encode("utf-16-le"))) == [["nom", "objet"], ["Fédé", "à"]]


FIELDS = {"nom", "siren", "montant", "date", "ville", "2021 / montant", "2022 / montant"}


def header_of(tmp_path: Path, content: str) -> HeaderFound | None:
    return find_header(csv_table(tmp_path, content), lambda text: text.lower() in FIELDS)


def test_the_header_stands_under_title_rows(tmp_path: Path) -> None:
    found = header_of(tmp_path, "Montant;;;\nDate;2021-03-01;;\n\nNom;SIREN;Autre;Montant\nAdmr;1;x;2\nNom;b;c;d\n")
    assert found == HeaderFound(2, {0: "Nom", 1: "SIREN", 2: "Autre", 3: "Montant"}, [])


def test_a_table_without_any_known_header_has_none(tmp_path: Path) -> None:
    assert header_of(tmp_path, "a;b\nc;d\n") is None


def test_duplicate_and_missing_headers_are_told_once_each(tmp_path: Path) -> None:
    found = header_of(tmp_path, "Nom;Ville;Ville;;;\nAdmr;a;b;c;d;\n")
    assert found is not None
    assert found.columns == {0: "Nom", 1: "Ville", 2: "Ville"}
    assert render(found.findings, "fr").splitlines() == [
        "t.csv!C1 [column-duplicate] L'en-tête « Ville » est écrit 2 fois (colonnes B, C)."
        " → Donnez un nom à chacune, ou n'en gardez qu'une.",
        "t.csv!D1 [column-unnamed] 2 colonne(s) ont des valeurs mais pas d'en-tête (D, E) : ignorée(s)."
        " → Donnez-leur un en-tête pour qu'elles soient lues.",
    ]


def test_a_header_on_two_merged_rows_is_one_header(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("F")
        sheet.merge_range(0, 0, 0, 5, "Aides aux associations")
        for column, text in enumerate(["Nom", "SIREN"]):
            sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 2, 1, 3, "2021")
        sheet.merge_range(1, 4, 1, 5, "Siège")
        sheet.write_row(2, 2, ["Montant", "Date", "Ville", "Code postal"])
        sheet.write_row(3, 0, ["Admr", "775 685 316", 12500, "2021", "Nantes", "44000"])
    [table] = read_tables(sniff(tmp_path / "t.xlsx"))
    found = find_header(table, lambda text: text.lower() in FIELDS)
    assert found is not None
    assert (found.row_index, found.findings) == (2, [])
    assert found.columns == {
        0: "Nom",
        1: "SIREN",
        2: "2021 / Montant",
        3: "Date",
        4: "Ville",
        5: "Siège / Code postal",
    }


def test_real_files_of_towns_and_networks_are_read_whole(shared: Path) -> None:
    expected = {
        "scdl/DEP_Lot_Subventions_2017_DONNEES.xlsx_pour_exemple.csv": ("cp1252", ";", 14, 14),
        "scdl/etalab_exemple.csv": ("utf-8", ",", 3, 14),
        "toulouse/subventions-toulouse_2022.csv": ("utf-8-sig", ";", 397, 17),
        "reserve_an/reserve-assemblee-2014.csv": ("utf-8-sig", ",", 13135, 8),
        "reserve_an/reserve-assemblee-2015.csv": ("utf-8", ";", 15171, 9),
        "reseaux_formation/referentiel-reseau-mfr.csv": ("utf-8", ";", 421, 20),
        "reseaux_formation/referentiel-reseau-cma.csv": ("utf-8-sig", ";", 150, 34),
        "rna/rna_sample_waldec.csv": ("utf-8", ";", 4, 41),
        "scdl/DEP_Deux Sèvres_Convention_de_subventions_-_CD79.xls": (None, None, 468, 11),
        "scdl/DEP_Charente Maritime_donnees-conventions-subventions.xlsx": (None, None, 102, 14),
    }
    read = {}
    for name in expected:
        source = sniff(shared / "data" / name)
        [table] = read_tables(source)
        read[name] = (source.encoding, source.delimiter, len(table.rows), len(table.rows[0].values))
        assert all(found.severity == "info" for found in table.findings)
    assert read == expected


def test_a_real_opendocument_repeats_its_merged_grants_on_each_payment(shared: Path) -> None:
    name = "DEP_Pyrénées Orientales_recensement_conventions_DEFINITIF_pour_publication_.ods"
    [table] = read_tables(sniff(shared / "data" / "scdl" / name))
    rows = {row.number: row.cells for row in table.rows}
    assert [rows[39][0].text, rows[39][2].value] == [rows[40][0].text, rows[40][2].value] == ["41500190800011", 12500]
    assert {(40, "A"), (40, "C")} <= table.repeated
