"""The tables inside a document, each cell with its exact place; nothing that only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from ingest.text.pages import Page, Table
from ingest.text.reading import read
from tests import papers
from tests.papers import FONT, Paper

Told = tuple[list[list[str]], int, bool]
"""What the cells of a table say, how many rows name its columns, and whether these are marked."""
Rows = Sequence[Sequence[object]]
GRANTS = [
    ["Financeur", "Montant", "Année"],
    ["Ville de Sarlan", "12 000 €", "2021"],
    ["Région des Lacs", "8 500 €", "2022"],
    ["Fondation Lume", "400 €", "2023"],
]
SHARES = [["Réseau", "Budget", ""], ["", "2021", "2022"], ["Lume", "1 000", "2 000"], ["Sarlan", "50", "60"]]
DIVIDED = [["Réseau", "Budget", "Budget"], ["Réseau", "2021", "2022"], *SHARES[2:]]
PLACES = [
    ["Innovation", "Réseau", "Ville"],
    ["Caravane", "Lume", "Sarlan"],
    ["Repas", "Ouvrard", "Aubrac"],
    ["Jardin", "Tisane", "Pins"],
]
HOLES = [["A", "B"], ["c", ""], ["", "d"], ["e", "f"]]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
INNER = [("INNERGRID", (0, 0), (-1, -1), 0.5, "black")]
MERGED = [*GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
BOLD = [("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 10)]
GROUND = [("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]
UNDERLINED = [("LINEBELOW", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black")]
COLUMNS_ONLY = [
    ("BOX", (0, 0), (-1, -1), 1, "black"),
    ("LINEAFTER", (0, 0), (-2, -1), 1, "black"),
    ("LINEBELOW", (0, 0), (-1, 0), 1, "black"),
]
SENTENCE = "Le réseau agit dans les villages, avec leurs habitants et leurs associations."


def wrapped(words: str) -> Paragraph:
    return Paragraph(words, ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=12))


def told(table: Table) -> Told:
    return cells(table), table.headers, table.marked


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def only_page(paper: Paper) -> Page:
    (page,) = read(paper.page().done()).pages
    return page


def paper(path: Path) -> Paper:
    return Paper(path / "a.pdf")


def assert_in_place(page: Page) -> None:
    """The spans of a cell are its words, wherever its lines end, and none is in two cells."""
    owned: set[int] = set()
    for table in page.tables:
        for cell in {id(cell): cell for row in table.rows for cell in row}.values():
            letters = "".join(page.text[start:end] for start, end in cell.spans)
            assert "".join(letters.split()).replace("-", "") == "".join(cell.text.split()).replace("-", "")
            places = [place for span in cell.spans for place in range(*span)]
            assert owned.isdisjoint(places)
            owned |= set(places)
            raw = "".join(page.raw[slice(*page.raw_span(*span))] for span in cell.spans)
            assert "".join(cell.text.split())[:3] == "".join(raw.split())[:3]


@pytest.mark.parametrize(
    ("rows", "style", "expected"),
    [
        (GRANTS, GRID, (GRANTS, 1, False)),
        (GRANTS, [*GRID, *BOLD], (GRANTS, 1, True)),
        (GRANTS, INNER, (GRANTS, 1, False)),
        (GRANTS, [], (GRANTS, 1, False)),
        (GRANTS, BOLD, (GRANTS, 1, True)),
        (GRANTS, GROUND, (GRANTS, 1, True)),
        (GRANTS, UNDERLINED, (GRANTS, 1, True)),
        (GRANTS, COLUMNS_ONLY, (GRANTS, 1, True)),
        (PLACES, BOLD, (PLACES, 1, True)),
        (SHARES, MERGED, (DIVIDED, 2, False)),
        (HOLES, GRID, (HOLES, 1, False)),
    ],
)
def test_a_table_of_a_pdf_is_read_by_its_lines_or_its_columns(
    tmp_path: Path, rows: Rows, style: list[tuple[object, ...]], expected: Told
) -> None:
    page = only_page(
        paper(tmp_path).column(50, 780, [SENTENCE]).table(50, 740, rows, style).column(50, 500, [SENTENCE])
    )
    assert [told(table) for table in page.tables] == [expected]
    assert_in_place(page)


def test_a_cell_over_several_places_is_one(tmp_path: Path) -> None:
    ((first, second, *_),) = [table.rows for table in only_page(paper(tmp_path).table(50, 740, SHARES, MERGED)).tables]
    assert (first[1] is first[2], first[0] is second[0], second[1] is second[2]) == (True, True, False)


def test_a_cell_whose_words_go_over_lines_is_one_cell_and_its_text_one_line(tmp_path: Path) -> None:
    long = "Une caravane des inno&shy;vations rurales, qui va de village en village"
    rows = [
        ["Innovation", "Réseau porteur"],
        [wrapped(long), "Lume"],
        ["Repas", wrapped("Les cantines de l'Ouest sarlanais")],
    ]
    page = only_page(paper(tmp_path).table(50, 740, rows, GRID, [120, 120]))
    (table,) = page.tables
    expected = [
        ["Innovation", "Réseau porteur"],
        [long.replace("&shy;", ""), "Lume"],
        ["Repas", "Les cantines de l'Ouest sarlanais"],
    ]
    assert cells(table) == expected
    assert page.text.split("\n") == [cell for row in expected for cell in row]
    assert_in_place(page)


def test_a_cell_whose_lines_are_strewn_over_the_page_has_a_span_for_each(tmp_path: Path) -> None:
    """As some programs write: line by line through the whole table, and not cell by cell."""
    sheet = paper(tmp_path).table(50, 740, [["", ""], ["\n\n", "\n\n"]], GRID, [120, 120])
    for y, left, right in [(727, "Projet", "Porteur"), (710, "Une cara-", "Le réseau"), (696, "vane", "sarlanais")]:
        sheet.column(56, y, [left]).column(176, y, [right])
    page = only_page(sheet)
    (table,) = page.tables
    assert cells(table) == [["Projet", "Porteur"], ["Une caravane", "Le réseau sarlanais"]]
    assert [[len(cell.spans) for cell in row] for row in table.rows] == [[1, 1], [2, 2]]
    assert_in_place(page)


def test_two_tables_of_a_page_are_two_from_the_top(tmp_path: Path) -> None:
    page = only_page(
        paper(tmp_path).table(50, 500, PLACES, GRID).column(50, 520, [SENTENCE]).table(50, 740, GRANTS, GRID)
    )
    assert [cells(table) for table in page.tables] == [GRANTS, PLACES]
    assert_in_place(page)


def test_a_row_of_names_that_comes_back_on_each_page_stays_in_its_tables(tmp_path: Path) -> None:
    sheet = paper(tmp_path)
    for number in range(4):
        body = [[f"Ville {number}{rank}", f"{rank}00 €", "2021"] for rank in range(8)]
        sheet.table(50, 800, [GRANTS[0], *body], GRID).column(50, 400, [f"Fin du tableau {number}."] * 6).page()
    pages = read(sheet.done()).pages
    assert [cells(table)[0] for page in pages for table in page.tables] == [GRANTS[0]] * 4
    assert all(page.text.startswith("Financeur\nMontant\nAnnée\n") for page in pages)


def test_no_sentence_goes_over_the_border_of_a_cell(tmp_path: Path) -> None:
    rows = [["Réseau", "Rôle"], ["Le réseau Lume", "soutient les villages"], ["Le réseau Sarlan", "est aidé"]]
    page = only_page(paper(tmp_path).table(50, 740, rows, GRID))
    assert page.text.split("\n") == [cell for row in rows for cell in row]


def lines(*columns: tuple[int, Sequence[str]], step: int = 14, by_rows: bool = True) -> Callable[[Paper], object]:
    def draw(sheet: Paper) -> None:
        places = [(x, 700 - step * rank, words) for x, some in columns for rank, words in enumerate(some)]
        for x, y, words in sorted(places, key=lambda place: -place[1]) if by_rows else places:
            sheet.column(x, y, [words] if words else [])

    return draw


PROSE = [
    "Le réseau agit dans les villages",
    "avec leurs habitants depuis 2012",
    "et des associations amies qui",
    "durent. Il aide 140 villages et",
    "leurs écoles à ouvrir le soir.",
]
NO_TABLE: dict[str, Callable[[Paper], object]] = {
    "columns of prose": lines((50, PROSE), (300, PROSE[::-1]), by_rows=False),
    "columns of prose written line by line": lines((50, PROSE), (300, PROSE[::-1])),
    "three columns of prose": lines((40, PROSE), (230, PROSE[::-1]), (420, PROSE)),
    "a list of contents": lines(
        (50, ["Sommaire", "Le réseau", "Les villages", "Annexes"]), (500, ["page", "1", "4", "9"])
    ),
    "a numbered list": lines((50, ["1.", "2.", "3.", "4."]), (90, PROSE)),
    "labels and values": lines(
        (50, ["Nom", "Salariés", "Associations", "Budget"]), (200, ["Lume", "12", "140", "5 M€"])
    ),
    "labels and two values": lines(
        (50, ["Nom", "Salariés", "Membres"]), (200, ["Lume", "12", "140"]), (300, ["Lac", "Ain", "Lot"])
    ),
    "addresses": lines(
        (50, ["Lume", "3 rue des Pins", "69000 Lyon"]),
        (200, ["Sarlan", "2 place Haute", "35000 Rennes"]),
        (350, ["Ouvrard", "4 quai Bas", "44000 Nantes"]),
    ),
    "lines of which nobody can tell the rows": lines(
        (50, ["Projet", "Caravane des", "villages", "Repas"]),
        (200, ["Porteur", "Lume", "", "Sarlan"]),
        (350, ["Coût", "12", "", "13"]),
    ),
    "a frame": lambda sheet: sheet.table(50, 740, [["\n".join(PROSE)]], GRID),
    "two frames side by side": lambda sheet: sheet.table(50, 740, [["\n".join(PROSE)] * 2], GRID),
    "two columns under their titles": lambda sheet: sheet.table(
        50, 740, [["Pour", "Contre"], ["\n".join(PROSE)] * 2], GRID
    ),
    "rows that no line parts": lambda sheet: sheet.table(
        50, 740, [["Qui", "Quoi"], ["Lume\nSarlan\nOuvrard", "repas\njardin\nécole"]], GRID
    ),
    "words that go over a line": lambda sheet: sheet.table(
        50, 740, [["Qui", "Quoi"], [SENTENCE, "repas"], ["Lume", "bal"]], GRID, [90, 90]
    ),
    "lines that cross a table": lambda sheet: (
        sheet.table(50, 740, PLACES, GRID).rule(70, 715, 70, 725).rule(20, 720, 120, 720)
    ),
}


@pytest.mark.parametrize("name", NO_TABLE)
def test_what_only_looks_like_a_table_is_none(tmp_path: Path, name: str) -> None:
    sheet = paper(tmp_path)
    NO_TABLE[name](sheet)
    page = only_page(sheet)
    assert (page.tables, bool(page.text)) == ((), True)


def word(*rows: str) -> str:
    return f"<w:p><w:r><w:t>Avant.</w:t></w:r></w:p><w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def word_cell(words: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def word_row(*words: str) -> str:
    return "".join(map(word_cell, words))


def open_row(*words: str, more: str = "") -> str:
    made = "".join(f"<table:table-cell {more}><text:p>{one}</text:p></table:table-cell>" for one in words)
    return f"<table:table-row>{made}</table:table-row>"


def page_of(path: Path, suffix: str, body: str) -> Page:
    if suffix == "docx":
        document = f'<w:document xmlns:w="{papers.WORD}"><w:body>{body}</w:body></w:document>'
        file = papers.zipped(path / "a.docx", {"word/document.xml": document})
    elif suffix == "odt":
        spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "table"))
        content = f"<office:document-content {spaces}>{body}</office:document-content>"
        parts = {"mimetype": papers.ODT_TYPE, "META-INF/manifest.xml": "<m/>", "content.xml": content}
        file = papers.zipped(path / "a.odt", parts)
    else:
        file = papers.written(path / "a.html", f"<html><body>{body}")
    (page,) = read(file).pages
    return page


NAMES = "<table:table-header-rows>", "</table:table-header-rows>"
WIDE = 'table:number-columns-spanned="2"'
TWO = [["A", "B"], ["c", "d"]]
DOWN = [["A", "B"], ["A", "c"], ["d", "e"]]
OVER = [["A", "A"], ["B", "C"], ["d", "e"]]
DRAWN: list[tuple[str, str, Told]] = [
    ("docx", word(word_row("A", "B"), word_row("c", "d")), (TWO, 1, False)),
    ("docx", word("<w:trPr><w:tblHeader/></w:trPr>" + word_row("A", "B"), word_row("c", "d")), (TWO, 1, True)),
    ("docx", word(word_cell("A", '<w:gridSpan w:val="2"/>'), word_row("B", "C"), word_row("d", "e")), (OVER, 2, False)),
    (
        "docx",
        word(
            word_cell("A", '<w:vMerge w:val="restart"/>') + word_cell("B"),
            word_cell("", "<w:vMerge/>") + word_cell("c"),
            word_row("d", "e"),
        ),
        (DOWN, 1, False),
    ),
    (
        "docx",
        word(word_row("A", "B"), word_cell("C</w:t></w:r></w:p><w:p><w:r><w:t>Suite") + word_cell("d")),
        ([["A", "B"], ["C\n\nSuite", "d"]], 1, False),
    ),
    ("odt", f"<table:table>{open_row('A', 'B')}{open_row('c', 'd')}</table:table>", (TWO, 1, False)),
    (
        "odt",
        f"<table:table>{NAMES[0]}{open_row('A', 'B')}{NAMES[1]}{open_row('c', 'd')}</table:table>",
        (TWO, 1, True),
    ),
    (
        "odt",
        f"<table:table>{open_row('A', more=WIDE)}{open_row('B', 'C')}{open_row('d', 'e')}</table:table>",
        (OVER, 2, False),
    ),
    ("html", "<table><tr><td>A<td>B<tr><td>c<td>d</table>", (TWO, 1, False)),
    ("html", "<table><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr></table>", (TWO, 1, True)),
    ("html", "<table><thead><tr><td>A<td>B</thead><tbody><tr><td>c<td>d</table>", (TWO, 1, True)),
    ("html", "<table><tr><td colspan=2>A<tr><td>B<td>C<tr><td>d<td>e</table>", (OVER, 2, False)),
    ("html", "<table><tr><td rowspan=2>A<td>B<tr><td>c<tr><td>d<td>e</table>", (DOWN, 1, False)),
    (
        "html",
        "<table><tr><th>Nom<td>Lume<tr><th>Budget<td>5 M€</table>",
        ([["Nom", "Lume"], ["Budget", "5 M€"]], 0, True),
    ),
    ("html", "<table><tr><td><table><tr><td>A<td>B<tr><td>c<td>d</table><td>x<tr><td>y<td>z</table>", (TWO, 1, False)),
    (
        "html",
        "<table><tr><td>A<td>B<tr><td>c <b>et</b> c<td><ul><li>d<li>e</ul></table>",
        ([["A", "B"], ["c et c", "- d\n- e"]], 1, False),
    ),
]


@pytest.mark.parametrize(("suffix", "body", "expected"), DRAWN)
def test_a_table_of_a_marked_up_document_is_the_one_that_was_drawn(
    tmp_path: Path, suffix: str, body: str, expected: Told
) -> None:
    page = page_of(tmp_path, suffix, body)
    assert [told(table) for table in page.tables] == [expected]
    assert_in_place(page)


@pytest.mark.parametrize(
    "body",
    [
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><tr><td>a<td>b<tr><td><td></table>",
        "<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>",
        "<table><tr><td colspan=999>a<td>b<tr><td>c<td>d</table>",
        f"<table><tr><td>a<td>b<tr><td>c<td>{'mot ' * 600}</table>",
        "<tr><td>a<td>b<tr><td>c<td>d",
    ],
)
def test_a_layout_drawn_with_the_marks_of_a_table_is_none(tmp_path: Path, body: str) -> None:
    page = page_of(tmp_path, "html", body)
    assert (page.tables, "a" in page.text) == ((), True)


def test_words_of_two_cells_stay_apart_in_a_marked_up_document(tmp_path: Path) -> None:
    page = page_of(tmp_path, "html", "<table><tr><td>Le réseau<td>aide<tr><td>la ville<td>de Sarlan</table>")
    assert page.text == "Le réseau\n\naide\n\nla ville\n\nde Sarlan"


def test_the_real_documents_that_hold_no_table_give_none(shared: Path) -> None:
    assert [table for path in shared.glob("seeds/*.txt") for page in read(path).pages for table in page.tables] == []


def test_a_word_broken_at_the_end_of_a_line_stands_on_both(tmp_path: Path) -> None:
    rows = [["Innovation", "Réseau"], ["Une cara-\nvane", "Lume"], ["Repas", "Sarlan"]]
    page = only_page(paper(tmp_path).table(50, 740, rows, GRID))
    assert "cara\ufffevane" in page.raw
    assert [cells(table)[1] for table in page.tables] == [["Une caravane", "Lume"]]
    assert_in_place(page)
