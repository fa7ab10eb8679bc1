"""What a document states with a date, a mode or a class that somebody inferred, and what is in dispute, in answers."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel import imports
from graphmodel.questions import evidence, organisation, spread, territory
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, Span
from graphmodel.store import Store
from tests.contract.questions_world import World, uid, year

GIVER, TAKER, LAST = (uid("Organisation", name) for name in ("Giver", "Taker", "Last"))
RELAY = uid("Innovation", "Relais")
INFERRED: dict[str, Any] = {"status": "inferred"}


def told(world: World) -> tuple[str, str, str]:
    """The ends of a spread and its innovation, as every document names them."""
    return world.actor("Giver", at="dep:22"), world.actor("Taker", at="dep:35"), world.entity("Innovation", "Relais")


@pytest.fixture
def graph(store: Store) -> Store:
    """A document that states a spread without a date, a reader who infers when and how, and a next spread, dated."""
    stated, inferred = World("Rapport"), World("Lecture")
    giver, taker, what = told(stated)
    stated.spread(giver, taker, what)
    stated.spread(taker, stated.actor("Last", at="dep:29"), what, 2018)
    stated.entity("Organisation", "Taker", sector="public")
    stated.load(store)
    giver, taker, what = told(inferred)
    inferred.spread(giver, taker, what, 2015, mode="adaptation", **INFERRED)
    inferred.entity("Organisation", "Taker", INFERRED, employees=12)
    inferred.load(store)
    return store


def test_a_spread_its_step_and_its_cards_name_what_is_only_inferred(graph: Store) -> None:
    known = {(row.to_name, row.status, row.when_label, row.inferred) for row in spread.edges(graph)}
    assert known == {("Taker", "stated", "2015", ("mode", "when")), ("Last", "stated", "2018", ())}
    (step,) = spread.who_gave(graph, TAKER)
    assert (step.mode, step.inferred) == ("adaptation", ("mode", "when"))
    lines = [(one.name, one.value, one.inferred) for one in organisation.card(graph, TAKER)]
    assert lines == [
        ("name", "Taker", ()),
        ("sector", "public", ()),
        ("employees", 12, ("employees",)),
        ("LOCATED_IN", {}, ()),
        ("SPREAD_TO", {"innovation": RELAY}, ()),
        ("SPREAD_TO", {"innovation": RELAY, "mode": "adaptation"}, ("mode", "when")),
    ]
    there = [one.inferred for one in territory.card(graph, "cog:dep:35") if one.name == "SPREAD_TO"]
    assert there == [(), ("mode", "when")]


def test_a_path_and_a_cascade_say_that_a_date_is_inferred_and_that_their_order_is_only_possible(graph: Store) -> None:
    rows = spread.between(graph, GIVER, LAST)
    assert [(row.to_name, row.when_label, row.inferred, row.certainty) for row in rows] == [
        ("Taker", "2015", ("mode", "when"), "possible"),
        ("Last", "2018", (), "possible"),
    ]
    assert spread.between(graph, GIVER, LAST, mode="certain") == []
    assert [(row.to_name, row.inferred, row.certainty) for row in spread.tree(graph, RELAY)] == [
        ("Giver", (), None),
        ("Taker", ("mode", "when"), "certain"),
        ("Last", (), "possible"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "linked linked"),
        ({"since": "2010-01-01"}, "possibly guessed"),
        ({"since": "2016-01-01"}, "possibly guessed"),
    ],
)
def test_a_stated_spread_dated_by_inference_is_surely_in_no_period(
    graph: Store, asked: dict[str, str], expected: str
) -> None:
    rows = territory.verdicts(graph, innovation=RELAY, direction="received", **asked)  # type: ignore[arg-type]
    (row,) = [one for one in rows if one.territory == "cog:dep:35"]
    assert " ".join([row.verdict, *(one.code for one in row.reasons)]) == expected
    assert [one.fr.partition(" : ")[2] for one in row.reasons] == [
        "« Relais », de Giver vers Taker (2015, date déduite)."
    ]


def test_a_dispute_on_a_class_shows_which_document_says_which(store: Store) -> None:
    for name, kind in (("Subventions", "Organisation"), ("Réseaux", "Network")):
        draft = Draft(Document(f"doc:{name}", name, name, name))
        draft.entity(kind, ["siren:1"], {"name": "Réseau des Lisières"}, Proof("O!A1"))
        imports.load(store, draft.document, draft.statements(), options={})
    rows = [(row.property, row.value, row.shown, row.title) for row in evidence.contradictions(store)]
    assert rows == [("class", "Network", True, "Réseaux"), ("class", "Organisation", False, "Subventions")]


def test_a_dispute_about_a_fact_does_not_list_what_a_plan_says(store: Store) -> None:
    for title, when, modality in (("A", 2015, "actual"), ("B", 2016, "ended"), ("C", 2030, "planned")):
        world = World(title, Span("2020-01-01", "2020-12-31"))
        giver, taker, what = told(world)
        world.spread(giver, taker, what, when, modality=modality)
        world.load(store)
    rows = [row for row in evidence.contradictions(store) if row.property in ("when", "modality")]
    assert {(row.property, str(row.value), row.title) for row in rows} == {
        ("modality", "actual", "A"),
        ("modality", "ended", "B"),
        ("when", str(dict(sorted(year(2015).items()))), "A"),
        ("when", str(dict(sorted(year(2016).items()))), "B"),
    }
