"""What people see and take away: dates, amounts, tables, the drawing and the file that opens offline."""

from __future__ import annotations

import io
import itertools
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui import format as write
from ui.render import palette
from ui.render.layout import ROW, layered
from ui.render.network import DRAWN, Drawing, Edge, Node, drawn, network, standalone
from ui.render.tables import Table, csv_bytes, readable, xlsx_bytes

BODY = palette.FIGURES["association"]
HOSTILE = "</script><script>alert(1)</script>"


def more(n: int) -> str:
    return f"+{n}"


def nodes(*names: str) -> list[Node]:
    return [Node(name, name, BODY) for name in names]


@pytest.mark.parametrize(
    ("cents", "fr", "en"),
    [
        (123456789, "1\u202f234\u202f567,89\u00a0€", "€1,234,567.89"),
        (500, "5\u00a0€", "€5"),
        (5, "0,05\u00a0€", "€0.05"),
        (-150, "-1,50\u00a0€", "-€1.50"),
    ],
)
def test_an_amount_is_written_as_each_language_does(cents: int, fr: str, en: str) -> None:
    assert (write.euros(cents, "fr"), write.euros(cents, "en")) == (fr, en)


@pytest.mark.parametrize(
    ("given_dates", "words"),
    [
        (("mars 2020", "2020-03-01", "2020-03-31"), "mars 2020"),
        ((None, "2019-01-01", "2019-12-31"), "2019"),
        ((None, "2019-01-01", "2021-12-31"), "2019 – 2021"),
        ((None, None, None), "date inconnue"),
    ],
)
def test_when_is_as_written_else_as_known_else_unknown(
    given_dates: tuple[str | None, str | None, str | None], words: str
) -> None:
    assert write.when(*given_dates, "fr") == words


@pytest.mark.parametrize(
    ("at", "fr", "en"),
    [
        ("Essaimages!C12", "feuille « Essaimages », ligne 12, colonne C", "sheet “Essaimages”, row 12, column C"),
        ("Essaimages!12", "feuille « Essaimages », ligne 12", "sheet “Essaimages”, row 12"),
        ("L80", "ligne 80", "line 80"),
        ("p3:1204-1290", "page 3", "page 3"),
        ("c1204-1290", "caractères 1\u202f204 à 1\u202f290", "characters 1,204 to 1,290"),
        ("ailleurs", "ailleurs", "ailleurs"),
    ],
)
def test_a_place_in_a_document_is_said_in_words(at: str, fr: str, en: str) -> None:
    assert (write.place(at, "fr"), write.place(at, "en")) == (fr, en)


def test_the_first_of_a_month_is_said_as_french_says_it() -> None:
    said = [write.day("2020-03-01", "fr"), write.day("2020-03-02", "fr"), write.day("2020-03-01", "en")]
    assert said == ["1er mars 2020", "2 mars 2020", "1 March 2020"]


@given(some.text())
def test_no_sign_of_markdown_survives_unescaped(text: str) -> None:
    assert re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>$:|]", write.md(text)) is None


def test_a_csv_opens_in_a_french_spreadsheet_and_runs_nothing() -> None:
    table = Table(("Nom", "n"), (("=1+1", 2), ("a;b", None), ("@SUM(A1)", -3)))
    assert csv_bytes(table) == "\ufeffNom;n\r\n'=1+1;2\r\n\"a;b\";\r\n'@SUM(A1);-3\r\n".encode()


def test_a_workbook_holds_texts_as_texts() -> None:
    table = Table(("Nom", "n"), (("=1+1", 2), ("https://example.org", None), ("007", 3)))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table, "Essaimage : [2019]"))).active
    assert sheet is not None
    cells = [[(cell.value, cell.data_type, cell.hyperlink) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells == [
        [("=1+1", "s", None), (2, "n", None)],
        [("https://example.org", "s", None), (None, "n", None)],
        [("007", "s", None), (3, "n", None)],
    ]


def test_a_screen_leaves_out_columns_where_nothing_is_known_but_never_makes_an_unknown_number_zero() -> None:
    table = Table(("a", "b", "c"), (("x", None, 1), (None, "", None)))
    assert readable(table) == Table(("a", "c"), (("x", 1), ("", None)))


def test_a_giver_stands_left_of_all_that_it_gives_to() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c")]
    places = layered("abc", edges)
    assert [places[giver][0] < places[receiver][0] for giver, receiver in edges] == [True] * 3


def test_those_who_gave_to_each_other_share_a_column() -> None:
    places = layered("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    assert places["a"][0] == places["b"][0] < places["c"][0]


@given(some.sets(some.tuples(some.integers(0, 30), some.integers(0, 30)).filter(lambda pair: pair[0] != pair[1])))
def test_no_two_nodes_stand_in_one_place_and_order_does_not_matter(pairs: set[tuple[int, int]]) -> None:
    edges = [(str(one), str(other)) for one, other in sorted(pairs)]
    names = sorted({end for edge in edges for end in edge})
    places = layered(names, edges)
    assert len(set(places.values())) == len(names)
    assert layered(reversed(names), reversed(edges)) == places


def test_a_column_that_would_be_too_tall_is_folded() -> None:
    receivers = [f"r{number:02}" for number in range(40)]
    places = layered(["giver", *receivers], [("giver", one) for one in receivers])
    columns = [list(some) for _, some in itertools.groupby(sorted(places[one] for one in receivers), lambda at: at[0])]
    assert [len(column) for column in columns] == [8, 8, 8, 8, 8]
    assert all(lower[1] - upper[1] == ROW for column in columns for upper, lower in itertools.pairwise(column))


def test_a_small_graph_is_drawn_whole() -> None:
    found = drawn(nodes("a", "b"), [Edge("a", "b")], more)
    assert ([one.uid for one in found.nodes], found.edges, found.gathered) == (["a", "b"], (Edge("a", "b"),), 0)


def test_what_is_too_much_is_gathered_behind_who_gave_and_counted() -> None:
    many = [f"n{number:03}" for number in range(500)]
    found = drawn(nodes("root", *many), [Edge("root", one) for one in many], more)
    assert len(found.nodes) <= DRAWN
    last = found.nodes[-1]
    assert (last.uid, last.name) == ("+root", f"+{found.gathered}")
    assert found.gathered + len(found.nodes) - 1 == 501
    assert found.positions.keys() == {node.uid for node in found.nodes}


def picture(*edges: Edge, name: str = "A") -> Drawing:
    return drawn([Node("a", name, BODY, "note"), Node("b", "B", palette.FIGURES["funder"])], edges, more)


def test_what_is_only_inferred_is_dotted_and_lighter() -> None:
    _, edges, *_ = network(picture(Edge("a", "b"), Edge("b", "a", said=False))).get_network_data()
    looks = [(edge["dashes"], edge["color"], edge["width"]) for edge in edges]
    assert looks == [(False, palette.LINE, 2), ([2, 6], palette.FAINT, 1.5)]


def test_positions_are_given_and_nothing_is_left_to_compute() -> None:
    net = network(picture(Edge("a", "b")))
    assert [{"x", "y"} <= node.keys() for node in net.nodes] == [True, True]
    assert '"physics": {"enabled": false}' in str(net.options) or net.options["physics"] == {"enabled": False}


def test_each_figure_has_a_shape_or_a_colour_of_its_own() -> None:
    looks = [(one.shape, one.colour) for one in palette.FIGURES.values()]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize(
    ("kind", "roles", "name"),
    [
        ("Organisation", ("NationalHead", "Funder"), "head"),
        ("Organisation", ("Funder",), "funder"),
        ("Organisation", (), "association"),
        ("Network", (), "head"),
        ("Group", ("Association",), "group"),
        ("Territory", (), "territory"),
    ],
)
def test_an_entity_is_drawn_by_its_class_then_its_first_role(kind: str, roles: tuple[str, ...], name: str) -> None:
    assert palette.figure(kind, roles).name == name


def test_the_file_taken_away_fetches_nothing_and_forbids_it() -> None:
    page = standalone(network(picture(Edge("a", "b"))), "Titre", "Réponse", "fr")
    assert re.findall(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)\s*=[^>]*>", page) == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "default-src 'none'" in page


def test_hostile_words_stay_words_in_the_file_taken_away() -> None:
    page = standalone(network(picture(Edge("a", "b", HOSTILE, HOSTILE), name=HOSTILE)), HOSTILE, HOSTILE, "fr")
    assert "<script>alert" not in page
