"""What is of a network only because somebody inferred it, or planned it, is never told as what a document states."""

from __future__ import annotations

from typing import Any

from graphmodel.questions import spread, territory
from graphmodel.questions.rows import TerritoryVerdict
from graphmodel.reference import territories
from graphmodel.statements.records import Span
from graphmodel.store import Store
from tests.contract.questions_world import World, uid

NETWORK, HEAD = uid("Network", "Réseau"), uid("Organisation", "Tête")
EVERYWHERE = tuple(one.uid for one in territories.of_level("department"))
INFERRED: dict[str, Any] = {"status": "inferred"}
PLANNED: dict[str, Any] = {"modality": "planned"}


def network(world: World) -> dict[str, str]:
    """A network, its head, a member, and two that are members by inference or in a plan only."""
    made = {"network": world.entity("Network", "Réseau"), "head": world.actor("Tête", roles=("NationalHead",))}
    world.tie("HEADS", made["head"], made["network"])
    for name, code, proof in (("Membre", "35", {}), ("Déduit", "22", INFERRED), ("Prévu", "29", PLANNED)):
        made[name] = world.actor(name, at=f"dep:{code}")
        world.tie("MEMBER_OF", made[name], made["head"], proof)
    return made


def told(rows: list[TerritoryVerdict]) -> dict[str, str]:
    """What is not undocumented in silence: the code of the département, its verdict and the codes of its reasons."""
    found = {
        row.territory.removeprefix("cog:dep:"): " ".join([row.verdict, *(one.code for one in row.reasons)])
        for row in rows
    }
    return {place: said for place, said in found.items() if said != "undocumented silence"}


def test_a_spread_to_who_is_only_inferred_to_belong_links_no_territory_for_sure(store: Store) -> None:
    world = World()
    made, what = network(world), world.entity("Innovation", "Relais")
    stranger = world.actor("Étranger", at="dep:75")
    for name in ("Membre", "Déduit", "Prévu"):
        world.spread(stranger, made[name], what, 2015)
    world.load(store)
    assert told(territory.verdicts(store, network=NETWORK, direction="received")) == {
        "22": "possibly inferred",
        "35": "linked linked",
    }
    rows = [(row.to_name, row.status, row.outside) for row in spread.imported(store, NETWORK)]
    assert rows == [("Déduit", "inferred", ("network",)), ("Membre", "stated", ("network",))]


def test_an_innovation_that_a_network_gave_rise_to_by_inference_or_in_a_plan_is_not_surely_its_own(
    store: Store,
) -> None:
    world = World()
    made = network(world)
    for name, who, proof, code in (
        ("Née", "Membre", {}, "01"),
        ("Née par déduction", "Membre", INFERRED, "02"),
        ("Née en projet", "Membre", PLANNED, "03"),
        ("Née chez un déduit", "Déduit", {}, "04"),
    ):
        what = world.entity("Innovation", name)
        world.tie("ORIGINATED", made[who], what, proof)
        giver, taker = world.actor(f"{name} : source", at="dep:75"), world.actor(f"{name} : cible")
        world.spread(giver, taker, what, 2015, place_to=world.place(f"dep:{code}"))
    world.load(store)
    assert told(territory.verdicts(store, network=NETWORK, direction="received")) == {
        "01": "linked linked",
        "02": "possibly inferred",
        "04": "possibly inferred",
    }


def test_a_spread_that_went_nobody_knows_where_leaves_no_territory_isolated(store: Store) -> None:
    world = World()
    made, what, vague = network(world), world.entity("Innovation", "Relais"), world.entity("Innovation", "Café")
    world.covers(EVERYWHERE, made["network"], exhaustive=True)
    world.spread(made["Membre"], world.actor("Sans adresse"), what, 2015)
    basin = world.entity("Territory", "Bassin minier", level="other")
    world.spread(made["Membre"], made["head"], vague, 2015, place_to=basin)
    world.spread(made["Membre"], made["head"], world.entity("Innovation", "Nationale"), 2015)
    world.load(store)
    asked: dict[str, Any] = {"network": NETWORK, "direction": "received"}
    for name in ("Relais", "Café"):
        rows = territory.verdicts(store, innovation=uid("Innovation", name), **asked)
        assert set(told(rows).values()) == {"possibly unplaced"}
    rows = territory.verdicts(store, innovation=uid("Innovation", "Relais"), **{**asked, "direction": "linked"})
    assert told(rows)["35"] == "linked linked"
    rows = territory.verdicts(store, innovation=uid("Innovation", "Nationale"), **asked)
    assert set(told(rows).values()) == {"isolated isolated"}


def test_a_report_isolates_nobody_in_the_years_after_it_and_a_list_of_one_network_not_for_the_head_of_two(
    store: Store,
) -> None:
    world = World("Rapport 2015", Span("2015-01-01", "2015-12-31"))
    made = network(world)
    world.tie("HEADS", made["head"], world.entity("Network", "Autre réseau"))
    world.covers(["cog:dep:29"], made["network"], since="2010-01-01", exhaustive=True)
    world.load(store)
    found = {
        (who, until): told(territory.verdicts(store, network=who, since="2012-01-01", until=until))
        for who in (NETWORK, HEAD)
        for until in ("2014-12-31", "2024-12-31")
    }
    assert found == {
        (NETWORK, "2014-12-31"): {"29": "isolated isolated"},
        (NETWORK, "2024-12-31"): {"29": "undocumented period"},
        (HEAD, "2014-12-31"): {"29": "undocumented networks"},
        (HEAD, "2024-12-31"): {"29": "undocumented networks"},
    }
