"""What waits for a person: pairs that may be one are proposed with their reasons, two bodies never are."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel import decisions
from graphmodel.questions import evidence, organisation, review
from graphmodel.questions.review_rows import PossiblySame, Side, Taken
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Span
from graphmodel.store import Store
from tests.contract.documents import fresh, load, org, written
from tests.contract.questions_world import World, uid

TRAPS = (
    "Familles Rurales de Loire", "Familles Rurales de Haute-Loire", "UDAF 34", "UDAF 35", "CAF de l'Ain",
    "CAF de l'Aisne", "Tiers-lieux", "Tiers-lieu", "Fédération nationale des Lisières",
    "Fédération régionale des Lisières",
)  # fmt: skip


def proposed(store: Store, network: str = "") -> list[tuple[str, ...]]:
    """The names of each pair, how they are alike, and the reasons."""
    rows = review.same(store, network)
    return [(*sorted((row.one.name, row.other.name)), row.how, *row.pros, *row.cons) for row in rows]


def scoped(draft: Draft, name: str, scope: str, row: int = 1, **values: Any) -> str:
    """An organisation that is known by its name in a scope of its own."""
    identifier = identifiers.named("Organisation", scope, name)
    return draft.entity("Organisation", [identifier], {"name": name, **values}, Proof(f"F!A{row}"))


def test_names_of_two_bodies_are_never_proposed_and_spellings_of_one_are(store: Store) -> None:
    fresh(store)
    world = World("Livret")
    for name in (*TRAPS, "AG2R La Mondiale", "AGR2 la mondiale"):
        world.actor(name)
    world.actor("72 fédérations départementales", "Group")
    world.entity("Network", "Les Lisières")
    world.actor("Les Lisières")
    world.load(store)
    assert proposed(store) == [("AG2R La Mondiale", "AGR2 la mondiale", "close")]


def test_a_pair_comes_with_the_facts_of_both_sides(store: Store) -> None:
    fresh(store)
    world = World("Livret", Span("2022-01-01", "2022-12-31"))
    network = world.entity("Network", "Réseau Rural")
    one, other = world.actor("Rural Mouv'", at="com:35238"), world.actor("RuralMouv", at="com:35238")
    for each in (one, other):
        world.tie("MEMBER_OF", each, network)
    world.tie("PARTNERS_WITH", one, world.actor("Épicerie"), kind="alliance")
    world.actor("Croix Zéphyr"), world.actor("Croix Zephir")
    world.load(store)
    known = {"kind": "Organisation", "aliases": (), "codes": (), "sources": 1}
    there = {**known, "places": ("Rennes",), "networks": ("Réseau Rural",)}
    inside = PossiblySame(
        one=Side(uid=uid("Organisation", "Rural Mouv'"), name="Rural Mouv'", relations=3, **there),
        other=Side(uid=uid("Organisation", "RuralMouv"), name="RuralMouv", relations=2, **there),
        how="close", score=0.99, pros=("same_commune", "same_network"), cons=(),
    )  # fmt: skip
    nowhere = {**known, "places": (), "networks": (), "relations": 0}
    outside = PossiblySame(
        one=Side(uid=uid("Organisation", "Croix Zephir"), name="Croix Zephir", **nowhere),
        other=Side(uid=uid("Organisation", "Croix Zéphyr"), name="Croix Zéphyr", **nowhere),
        how="close", score=review.same(store)[1].score, pros=(), cons=(),
    )  # fmt: skip
    assert review.same(store) == [inside, outside]
    assert review.same(store, uid("Network", "Réseau Rural")) == [inside]


def test_an_edge_two_codes_or_two_departments_tell_two_bodies_apart(store: Store) -> None:
    fresh(store)
    world = World("Livret")
    world.tie("FINANCES", world.actor("Rural Mouv'"), world.actor("RuralMouv"), amount_cents=100)
    world.actor("Zéphyr Bleu", at="com:35238"), world.actor("Zephyr Bleus", at="com:44109")
    world.load(store)
    load(store, written("codes", lambda draft: (org(draft, "Alphabet", "siren:1"), org(draft, "Alphabets", "siren:2"))))
    assert proposed(store) == []


def test_equal_names_in_two_documents_wait_until_somebody_decides_and_again_once_it_is_taken_back(store: Store) -> None:
    fresh(store)
    for name in ("a", "b"):
        load(store, written(name, lambda draft, scope=f"doc.{name}": scoped(draft, "Les Hêtres", scope)))  # type: ignore[misc]
    before = proposed(store)
    assert before == [("Les Hêtres", "Les Hêtres", "equal")]
    pair = [identifiers.named("Organisation", f"doc.{name}", "Les Hêtres") for name in "ab"]
    for kind, bodies in (("same", 1), ("different", 2)):
        taken = decisions.decide(store, kind, pair)
        assert (proposed(store), len(organisation.search(store, "hetres"))) == ([], bodies)
        decisions.retract(store, taken)
        assert proposed(store) == before


def test_an_identifier_in_dispute_proposes_who_uses_it(store: Store) -> None:
    fresh(store)
    name = identifiers.named("Organisation", "35238", "Les Hêtres")
    for number, codes in enumerate((("siren:1", name), ("siren:2", name), (name,))):
        load(store, written(f"d{number}", lambda draft, codes=codes: org(draft, "Les Hêtres", *codes)))  # type: ignore[misc]
    pairs = [(row.how, sorted((row.one.uid, row.other.uid))) for row in review.same(store)]
    assert sorted(pairs) == [("disputed", [name, "siren:1"]), ("disputed", [name, "siren:2"])]


def test_a_value_that_a_person_prefers_settles_the_dispute_and_is_told_among_the_decisions(store: Store) -> None:
    fresh(store)
    for title, count in (("Livret", 25), ("Bilan", 27)):
        world = World(title, Span("2022-01-01", "2022-12-31"))
        world.actor("Fédé", employees=count)
        world.load(store)
    before = evidence.contradictions(store)
    other = next(row for row in before if not row.shown)
    made = decisions.prefer(store, other.statement, "employees")
    assert evidence.contradictions(store) == []
    taken = review.decisions(store)
    assert taken == [
        Taken(
            decision=made, kind="prefer", at=taken[0].at, by=None, about=taken[0].about, names=("Fédé",),
            owner="Organisation", property="employees", value=other.value, title=other.title, place="F!A1",
            asleep=False,
        )
    ]  # fmt: skip
    decisions.retract(store, made)
    assert (evidence.contradictions(store), review.decisions(store)) == (before, [])


def test_a_decision_whose_documents_are_gone_sleeps(store: Store) -> None:
    fresh(store)
    made = decisions.decide(store, "same", ["siren:1", "siren:2"])
    told = [(one.decision, one.names, one.asleep) for one in review.decisions(store)]
    assert told == [(made, ("SIREN 1", "SIREN 2"), True)]


@pytest.mark.parametrize("network", ["", "name:network/fr/nobody"])
def test_an_empty_graph_proposes_nothing(store: Store, network: str) -> None:
    fresh(store)
    assert review.same(store, network) == []
