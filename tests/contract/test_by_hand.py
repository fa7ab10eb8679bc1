"""A fact that a person writes down: kept as any other, undone as any other, refused in plain words at its field."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel import imports
from graphmodel.questions import evidence
from graphmodel.questions.organisation import search
from graphmodel.questions.told_rows import Told
from graphmodel.schema.vocabulary import Modality
from graphmodel.store import Store
from ingest import by_hand, hand_form
from ingest.hand_form import Fact, Source, Who, Written
from tests.contract.documents import bytes_of, fresh
from tests.contract.questions_world import World, uid

SAID = Source(
    title="Entretien avec la directrice", by="Maison Corail", date="12 mars 2026", quote="Ils nous ont aidés."
)
SHOP, BUS = uid("Organisation", "Comptoir"), uid("Innovation", "Atelier mobile")


@pytest.fixture
def known(store: Store) -> Store:
    """A graph that holds a shop and an innovation."""
    fresh(store)
    world = World("Livret")
    world.tie("CARRIES", world.actor("Comptoir"), world.entity("Innovation", "Atelier mobile"))
    world.entity("Network", "Les Lucioles")
    world.load(store)
    return store


def spread(**more: Any) -> Fact:
    ends = {"from": Who(uid=SHOP), "to": Who(kind="Organisation", name="Maison Corail"), "innovation": Who(uid=BUS)}
    return Fact(**{"type": "SPREAD_TO", "ends": ends, "source": SAID, **more})


def kept(store: Store, fact: Fact) -> Written:
    made = by_hand.written(store, fact)
    assert made.problems == {}
    assert by_hand.keep(store, made).run
    return made


def only(store: Store, made: Written) -> Told:
    (one,) = evidence.document(store, made.document.uid)
    return one


def test_a_fact_is_kept_with_who_said_it_and_undone_as_any_import(known: Store) -> None:
    before = bytes_of(known)
    made = kept(known, spread(values={"when": "2012", "mode": "adaptation"}, modality=Modality.PLANNED))
    told = only(known, made)
    assert [(end.role, end.name, end.uid is not None) for end in told.ends] == [
        ("from", "Comptoir", True), ("to", "Maison Corail", True), ("innovation", "Atelier mobile", True),
    ]  # fmt: skip
    assert (told.state, told.status, told.modality, told.quote) == (
        "accepted", "stated", "planned", "Ils nous ont aidés.",
    )  # fmt: skip
    assert told.values | {} == {
        "mode": "adaptation", "since_max": "2012-12-31", "since_min": "2012-01-01", "when_label": "2012",
    }  # fmt: skip
    document = made.document
    assert (document.title, document.publisher, document.kind, document.date.low) == (
        "Entretien avec la directrice", "Maison Corail", "oral", "2026-03-12",
    )  # fmt: skip
    (run,) = (one for one in imports.runs(known) if one["counts"].get("by_hand"))
    assert (run["files"], run["publisher"], run["state"]) == (
        ["Entretien avec la directrice"], "Maison Corail", "live",
    )  # fmt: skip
    imports.undo(known, run["run"])
    assert bytes_of(known) == before


def test_what_would_change_is_known_before_it_is_kept_and_the_same_fact_twice_is_one(known: Store) -> None:
    before = bytes_of(known)
    made = by_hand.written(known, spread())
    difference = by_hand.preview(known, made).counts
    assert (difference["nodes_added"], difference["edges_added"]) == (1, 1)
    assert bytes_of(known) == before
    assert by_hand.keep(known, made).run
    assert by_hand.keep(known, by_hand.written(known, spread())).run is None


def test_an_entity_that_was_chosen_is_meant_and_a_new_name_is_unique_where_the_person_says(known: Store) -> None:
    network = uid("Network", "Les Lucioles")
    where = {
        "document": Who(kind="Organisation", name="Relais"),
        "network": Who(kind="Organisation", name="Relais", network=network),
        "commune": Who(kind="Organisation", name="Relais", network=network, commune="Rennes"),
        "country": Who(kind="Organisation", name="Région Bretagne"),
    }
    scopes = {}
    for name, who in where.items():
        made = by_hand.written(known, spread(ends=spread().ends | {"to": who}))
        relation = next(one for one in made.statements if one.type == "SPREAD_TO")
        said = {one.id: one for one in made.statements}
        assert said[relation.links["from"]].identifiers == (SHOP,)
        scopes[name] = said[relation.links["to"]].identifiers[0]
        assert ("LOCATED_IN" in {one.type for one in made.statements}) is (name == "commune")
    work = by_hand.written(known, spread(ends=spread().ends | {"to": where["document"]})).document.work
    assert scopes == {
        "document": f"name:organisation/doc.{work.replace(' ', '-')}/relais",
        "network": "name:organisation/net.name.network.fr.les-lucioles/relais",
        "commune": "name:organisation/com.35238/relais",
        "country": "name:organisation/fr/region-bretagne-53",
    }


def test_a_new_name_in_a_network_is_the_one_that_the_list_of_its_members_names(known: Store) -> None:
    from graphmodel.statements.identifiers import chosen_network
    from ingest.directory import Directory

    directory = Directory("liste")
    directory.choose("Les Gentianes")
    assert directory.network is not None
    world = World("Liste")
    world.draft.entity("Network", directory.network.identifiers, {"name": "Les Gentianes"}, world.proof())
    world.draft.entity("Network", [chosen_network("Les Gentianes"), "siren:732829320"], {}, world.proof())
    world.load(known)
    (network,) = search(known, "gentianes", "Network")
    assert network.uid == "siren:732829320"
    who = Who(kind="Organisation", name="Relais", network=network.uid)
    made = by_hand.written(known, spread(ends=spread().ends | {"to": who}))
    expected = f"name:organisation/{directory.scope()}/relais"
    assert expected in {identifier for one in made.statements for identifier in one.identifiers}


def test_a_person_may_say_that_she_infers_it(known: Store) -> None:
    assert only(known, kept(known, spread(inferred=True))).status == "inferred"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12 500,50 €", {"amount": "12500.50"}), ("3 000 à 5 000 €", {"amount_min": "3000.00", "amount_max": "5000.00"}),
     ("800 CHF", {"amount": "800.00", "currency": "CHF"}), ("", {})],
)  # fmt: skip
def test_a_funding_keeps_its_sum_to_the_cent_and_its_year(known: Store, typed: str, expected: dict[str, str]) -> None:
    ends = {"from": Who(kind="Organisation", name="Fondation Bruyère"), "to": Who(uid=SHOP)}
    made = kept(known, spread(type="FINANCES", ends=ends, values={"amount_cents": typed, "when": "mars 2020"}))
    told = only(known, made)
    dates = {"since_min", "since_max", "when_label"}
    assert {name: value for name, value in told.values.items() if name not in dates} == expected | {"year": 2020}
    (funder,) = search(known, "bruyere", "Funder")
    assert funder.uid == told.ends[0].uid


def test_a_property_of_an_entity_is_written_down_as_well(known: Store) -> None:
    fact = Fact(type="Organisation", ends={"about": Who(uid=SHOP)}, values={"employees": "14"}, source=SAID)
    kept(known, fact)
    assert known.read("MATCH (n:Actor {uid: $uid}) RETURN n.employees AS n, n.name AS name", uid=SHOP) == [
        {"n": 14, "name": "Comptoir"}
    ]


def test_a_function_that_a_head_performs_is_one_of_the_six(known: Store) -> None:
    (function,) = search(known, "plaidoyer", "HeadFunction")
    ends = {"from": Who(uid=SHOP), "to": Who(uid=function.uid)}
    told = only(
        known, kept(known, spread(type="PERFORMS", ends=ends, values={"stage": "spread", "what": "notes ; appels"}))
    )
    assert (told.ends[1].name, told.values) == ("Plaidoyer", {"stage": "spread", "what": ["notes", "appels"]})


def problems(store: Store, fact: Fact) -> dict[str, str]:
    made = by_hand.written(store, fact)
    assert (made.statements == ()) is bool(made.problems)
    return {name: label.fr for name, label in made.problems.items()}


@pytest.mark.parametrize(
    ("role", "who", "field", "words"),
    [
        ("to", Who(), "to", "À remplir."),
        ("to", Who(uid="siren:999999999"), "to", "Cela n'est plus dans le graphe."),
        ("to", Who(uid="reg:nothing/of/that"), "to", "Cela n'est plus dans le graphe."),
        ("to", Who(uid=SHOP), "to", "Les deux bouts sont la même chose."),
        ("to", Who(uid=BUS), "to", "Ce lien ne peut pas avoir cela à ce bout."),
        ("to", Who(kind="Organisation", name="NC"), "to", "Écrivez le nom en toutes lettres."),
        ("to", Who(kind="Organisation", name="732829320"), "to", "Écrivez le nom en toutes lettres."),
        ("to", Who(kind="Organisation", name="R", commune="Nullepart"), "to.commune", "n'est pas un territoire connu"),
        ("to", Who(kind="Territory", name="Saint-Denis"), "to", "est le nom de plusieurs territoires"),
        ("innovation", Who(), "innovation", "À remplir."),
    ],
)
def test_who_is_not_told_is_asked_again_at_its_field(known: Store, role: str, who: Who, field: str, words: str) -> None:
    found = problems(known, spread(ends=spread().ends | {role: who}))
    assert words in found[field]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [({"when": "31/02/2020"}, "when", "n'existe pas"), ({"when": "un jour"}, "when", "n'est pas une date"),
     ({"mode": "midi"}, "mode", "ne convient pas"), ({"accompanied": "bof"}, "accompanied", "")],
)  # fmt: skip
def test_a_value_that_the_schema_refuses_is_told_at_its_field(
    known: Store, values: dict[str, str], field: str, words: str
) -> None:
    assert words in problems(known, spread(values=values))[field]


@pytest.mark.parametrize("typed", ["beaucoup", "1.200", "3 à 10 000 €"])
def test_a_sum_that_reads_in_two_ways_or_in_none_is_asked_again(known: Store, typed: str) -> None:
    ends = {"from": Who(kind="Organisation", name="Fondation"), "to": Who(uid=SHOP)}
    assert list(problems(known, spread(type="FINANCES", ends=ends, values={"amount_cents": typed}))) == ["amount_cents"]


def test_nobody_speaks_without_a_name(known: Store) -> None:
    source = Source(title=" ", by="", date="le 40 mars")
    assert problems(known, spread(source=source)).keys() == {"source.title", "source.by", "source.date"}


def test_every_type_asks_for_its_ends_and_for_values_of_the_schema() -> None:
    for kind in (*hand_form.RELATIONS, *hand_form.ENTITIES):
        roles = hand_form.roles_of(kind)
        assert [role for role in roles if hand_form.is_needed(kind, role)], kind
        assert all(labels for labels in roles.values())
        assert hand_form.columns_of(kind), kind
