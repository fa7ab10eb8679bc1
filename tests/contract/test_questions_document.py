"""What a document tells, where, and whether a person agreed: what the page of a document shows."""

from __future__ import annotations

import random

from graphmodel import decisions, imports
from graphmodel.questions import evidence
from graphmodel.questions.told_rows import Told
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, State
from graphmodel.statements.review import correction
from graphmodel.store import Store
from tests.contract.documents import fresh, load, written
from tests.contract.questions_world import World
from tests.contract.test_proposals import PROSE, mark, story


def lines(rows: list[Told]) -> list[tuple[str, ...]]:
    """Each fact: its state, its ends, where it stands."""
    return [(one.state, one.type, *(end.name for end in one.ends), *one.at) for one in rows]


def test_a_document_tells_its_facts_place_by_place_with_what_a_person_made_of_each(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    relay, garden = (mark(facts, words) for words in ("Alpha porte le r", "Alpha porte le j"))
    decisions.decide_all(
        store, [("edit", [relay, correction({"stage": "experimentation"}, "planned")]), ("reject", [garden])]
    )
    rows = evidence.document(store, PROSE.uid)
    assert lines(rows) == [
        ("accepted", "CARRIES", "Alpha", "relais", "p1:0-9"),
        ("proposed", "CARRIES", "Beta", "jardin", "p1:20-29"),
    ]
    assert (rows[0].values, rows[0].modality) == ({"role": "carrier", "stage": "experimentation"}, "planned")
    assert [end.uid for end in rows[0].ends] == [
        identifiers.named("Organisation", "doc.recit", "Alpha"), identifiers.named("Innovation", "doc.recit", "relais"),
    ]  # fmt: skip
    assert [end.uid for end in rows[1].ends] == [None, None], "what nobody accepted has no sheet to open"
    assert lines(evidence.document(store, PROSE.uid, "p1:20-29")) == lines(rows[1:])


def test_of_a_choice_that_was_made_the_rest_is_not_told(store: Store) -> None:
    fresh(store)
    draft = Draft(PROSE)
    for name in ("nationale", "régionale"):
        proof = Proof("p1:0-9", "Tête", state=State.PROPOSED, choice="level")
        known = [identifiers.named("Organisation", "doc.recit", name)]
        draft.entity("Organisation", known, {"name": name, "employees": 3}, proof)
    facts = draft.statements()
    load(store, (PROSE, facts))
    assert len(evidence.document(store, PROSE.uid)) == 2
    decisions.decide(store, "accept", [facts[0].fingerprint])
    assert [one.state for one in evidence.document(store, PROSE.uid)] == ["accepted"]


def test_a_table_tells_its_facts_in_the_order_of_its_rows_and_names_official_places(store: Store) -> None:
    fresh(store)
    world = World("Livret")
    for number in random.Random(1).sample(range(2, 30), 20):
        world.line = number - 1
        world.spread(world.place("dep:35"), world.place("dep:64"), world.entity("Innovation", "Relais"))
    world.actor("Alpha", employees=3)
    world.load(store)
    rows = evidence.document(store, world.document.uid)
    assert [int(one.at[0].removeprefix("F!A")) for one in rows] == sorted(
        int(one.at[0].removeprefix("F!A")) for one in rows
    )
    assert {tuple(end.name for end in one.ends) for one in rows if one.type == "SPREAD_TO"} == {
        ("Ille-et-Vilaine", "Pyrénées-Atlantiques", "Relais")
    }
    assert {end.uid for one in rows for end in one.ends if end.role == "from"} == {"cog:dep:35"}
    (alone,) = (one for one in rows if one.type == "Organisation")
    assert (alone.values, [end.role for end in alone.ends]) == ({"employees": 3}, ["about"])


def test_a_document_that_another_replaced_or_that_was_undone_tells_nothing(store: Store) -> None:
    fresh(store)
    run = load(store, (PROSE, story()))
    load(store, written("corrigé", lambda draft: None, replaces=PROSE.uid))
    assert evidence.document(store, PROSE.uid) == []
    imports.undo(store, run)
    assert evidence.document(store, PROSE.uid) == evidence.document(store, "doc:nobody") == []
    assert evidence.document(store, Document("doc:", "", "", "").uid) == []
