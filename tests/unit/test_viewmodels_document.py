"""A page of a document cut into marks: exact characters, whatever overlaps; and facts as sentences."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graphmodel.questions.told_rows import Party, Told
from graphmodel.statements.records import Document, PageText, Run, RunState
from ui.i18n import Translator
from ui.viewmodels import document as model

FR, EN = Translator("fr"), Translator("en")
PAGES = [PageText("doc:1", number, "abcdefghij" * 3) for number in (1, 2, 7)]


def told(*at: str, kind: str = "CARRIES", **more: Any) -> Told:
    ends = {"from": ("Alpha", "Organisation"), "to": ("Relais", "Innovation")}
    known: dict[str, Any] = {
        "statement": "s", "type": kind, "values": {}, "at": at, "quote": None, "status": "stated",
        "modality": "actual", "state": "accepted",
        "ends": tuple(Party(role=role, name=name, kind=what, uid=None) for role, (name, what) in ends.items()),
    }  # fmt: skip
    return Told.model_validate(known | more)


def cut(text: str, *marks: tuple[int, int], here: tuple[int, int] | None = None) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.facts) for one in model.segments(text, [[mark] for mark in marks], here)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [("abcdefgh", ())]),
        (((2, 5),), [("ab", ()), ("cde", (1,)), ("fgh", ())]),
        (((0, 8), (2, 5)), [("ab", (1,)), ("cde", (1, 2)), ("fgh", (1,))]),
        (((1, 5), (3, 7)), [("a", ()), ("bc", (1,)), ("de", (1, 2)), ("fg", (2,)), ("h", ())]),
        (((2, 5), (2, 5)), [("ab", ()), ("cde", (1, 2)), ("fgh", ())]),
    ],
)
def test_passages_that_overlap_are_cut_where_one_of_them_begins_or_ends(marks: Any, expected: Any) -> None:
    assert cut("abcdefgh", *marks) == expected


def test_whatever_the_passages_no_character_is_lost_and_each_bears_its_own_facts() -> None:
    rnd = random.Random(7)
    text = "".join(rnd.choice("abé\n$<œ ") for _ in range(60))
    for _ in range(200):
        marks = [tuple(sorted(rnd.sample(range(61), 2))) for _ in range(rnd.randrange(6))]
        here = rnd.choice([None, (5, 20)])
        found = model.segments(text, [[(low, high)] for low, high in marks], here)
        assert "".join(one.text for one in found) == text
        at = 0
        for one in found:
            for place in range(at, at + len(one.text)):
                held = tuple(n for n, (low, high) in enumerate(marks, 1) if low <= place < high)
                assert (one.facts, one.here) == (held, bool(here and here[0] <= place < here[1]))
            at += len(one.text)


@pytest.mark.parametrize(
    ("at", "rank", "span"),
    [("p7:3-9", 2, (3, 9)), ("p2", 1, None), ("", 0, None), ("p9:1-2", 0, None), ("p7:3-900", 2, (3, 30)),
     ("p7:30-40", 2, None), ("c1-5", 0, None), ("Feuille!C9", 0, None), ("p7:9-3", 2, None)],
)  # fmt: skip
def test_a_link_opens_the_page_that_it_names_at_its_characters(at: str, rank: int, span: Any) -> None:
    assert (model.page_asked(at, PAGES), model.span_asked(at, PAGES[rank])) == (rank, span)


def test_a_document_without_pages_is_one_page_that_counts_its_characters_from_its_beginning() -> None:
    (page,) = [PageText("doc:1", 0, "abcdef")]
    assert (model.page_asked("c1-5", [page]), model.span_asked("c1-5", page)) == (0, (1, 5))
    assert [spans for _, spans in model.of_page([told("c2-4"), told("p1:0-2")], page)] == [[(2, 4)]]


def test_a_page_has_its_own_facts_in_the_order_of_reading_and_all_places_of_each() -> None:
    facts = [told("p2:8-9", "p2:1-3", "p1:0-4"), told("p7:0-1"), told("p2:0-2", statement="t"), told("Feuille!A1")]
    assert [(one.statement, spans) for one, spans in model.of_page(facts, PAGES[1])] == [
        ("t", [(0, 2)]), ("s", [(1, 3), (8, 9)]),
    ]  # fmt: skip


def test_what_would_turn_words_around_or_show_as_a_box_is_not_shown() -> None:
    assert model.visible("asso\ufffeciation \u202egro.live\u202c\x00 <b>\r\n$x$") == "asso-ciation gro.live <b>\n$x$"


def test_a_fact_is_one_sentence_with_what_is_doubtful_about_it() -> None:
    innovation = Party(role="innovation", name="Relais", kind="Innovation", uid=None)
    ends = (*told().ends[:1], Party(role="to", name="Beta", kind="Organisation", uid=None), innovation)
    spread = told(kind="SPREAD_TO", ends=ends, values={"when_label": "2012", "mode": "adaptation"})
    assert model.sentence(FR, spread) == (
        "Alpha a essaimé vers Beta — innovation : Relais · mode : adaptation · date : 2012"
    )
    plan = told(values={"role": "carrier"}, status="inferred", modality="planned")
    assert model.sentence(FR, plan) == "Alpha porte Relais — rôle : porteur (en projet, déduit)"
    assert model.sentence(EN, told()) == "Alpha carries Relais"
    about = (Party(role="about", name="Alpha", kind="Organisation", uid=None),)
    budget = told(kind="Organisation", ends=about, values={"budget": "1250.50", "employees": 14})
    assert model.sentence(FR, budget) == "Alpha — budget : 1\u202f250,50\u00a0€ · salariés : 14"


def test_the_head_of_a_document_counts_apart_what_waits() -> None:
    document = Document("doc:1", "w", "s", "Rapport", "Les Essais", date_label="2014")
    facts = [told("p1:0-1"), told("p1:0-1", state="proposed"), told("p1:0-1", state="proposed")]
    assert model.answer(FR, document, 12, facts) == (
        "Publié par Les Essais, 2014, 12 pages, 1 fait compte, 2 attendent une relecture."
    )
    assert model.answer(EN, Document("doc:1", "w", "s", "R"), 1, []) == (
        "Nobody said who published it, no date, 0 facts count."
    )


def test_how_much_an_import_brought_is_known_where_it_says_so() -> None:
    told = Run("run:1", "doc:1", RunState.LIVE, counts='{"counts": {"statements": 12}, "files": ["a.csv"]}')
    assert (model.kept(told), model.kept(Run("run:1", "doc:1", RunState.LIVE))) == (12, 0)


def test_the_facts_of_a_table_are_listed_with_their_cells() -> None:
    table = model.table(FR, [told("F!B2", "F!B2", "F!B9", quote="q")])
    places = "feuille « F », ligne 2, colonne B, feuille « F », ligne 9, colonne B"
    assert table.rows == ((places, "Alpha porte Relais", "q", "compte"),)
