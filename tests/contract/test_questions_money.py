"""Money and partners: only what may be added is, no bound is invented, and nothing of a plan is told as done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from graphmodel.questions import innovation, organisation, partnership
from graphmodel.questions.rows import FunderAmounts
from graphmodel.store import Store
from tests.contract.questions_world import World, uid

NETWORK, HEAD = uid("Network", "Réseau"), uid("Organisation", "Tête")
INFERRED: dict[str, Any] = {"status": "inferred"}
PLANNED: dict[str, Any] = {"modality": "planned"}
Said = Mapping[str, Any]


def network(world: World) -> dict[str, str]:
    """A network, its head, a member, and two that are members by inference or in a plan only."""
    made = {"network": world.entity("Network", "Réseau"), "head": world.actor("Tête", roles=("NationalHead",))}
    world.tie("HEADS", made["head"], made["network"])
    for name, proof in (("Membre", {}), ("Déduit", INFERRED), ("Prévu", PLANNED)):
        made[name] = world.actor(name)
        world.tie("MEMBER_OF", made[name], made["head"], proof)
    return made


def grants(store: Store, *documents: list[Said]) -> None:
    """Each document with its grants, all from one fund to one association."""
    for number, rows in enumerate(documents):
        world = World(f"Document {number}")
        fund, taker = world.actor("Fonds", roles=("Funder",)), world.actor("Association")
        for said in rows:
            world.tie("FINANCES", fund, taker, **said)
        world.load(store)


def told(row: FunderAmounts) -> dict[str, Any]:
    """What a row says that is not nothing, beside its names."""
    names = ("funder", "funder_name", "funder_kind", "status", "modality", "beneficiaries")
    return {name: value for name, value in dict(row).items() if name not in names and value not in (None, 0)}


def test_money_without_a_currency_is_in_euros(store: Store) -> None:
    world = World()
    fund, relay = world.actor("Fonds", roles=("Funder",)), world.entity("Innovation", "Relais")
    for cents, said in ((10_000, {}), (20_000, {"currency": "EUR"}), (40_000, {"currency": "CAD"})):
        world.tie("FINANCES", fund, relay, amount_cents=cents, year=2020, **said)
    world.load(store)
    assert [(row.currency, row.known, row.known_sum) for row in partnership.funders(store)] == [
        ("CAD", 1, 40_000),
        ("EUR", 2, 30_000),
    ]
    (panel,) = innovation.panorama(store)
    assert (panel.funding_known, panel.funding_apart, panel.funding_unknown) == (30_000, 1, 0)


def test_the_panel_of_an_innovation_adds_whole_amounts_only(store: Store) -> None:
    world = World()
    fund, relay = world.actor("Fonds", roles=("Funder",)), world.entity("Innovation", "Relais")
    for per, cents in ((None, 500_000), ("total", 30_000), ("year", 10_000_000), ("beneficiary", 7), ("project", 9)):
        world.tie("FINANCES", fund, relay, amount_cents=cents, per=per, year=2020)
    world.tie("FINANCES", fund, relay, amount_min_cents=1, year=2020)
    world.load(store)
    (panel,) = innovation.panorama(store)
    assert (panel.funding_known, panel.funding_apart, panel.funding_unknown) == (530_000, 3, 1)


def test_a_limit_on_one_side_is_no_range_and_invents_no_other_side(store: Store) -> None:
    grants(store, [
        {"amount_max_cents": 10_000, "year": 2020},
        {"amount_min_cents": 3_000, "year": 2020},
        {"amount_min_cents": 100, "amount_max_cents": 200, "year": 2020},
        {"year": 2020},
    ])  # fmt: skip
    (row,) = partnership.funders(store)
    assert told(row) == {
        "currency": "EUR", "certainty": "certain", "fundings": 4, "ranges": 1, "range_min_sum": 100,
        "range_max_sum": 200, "half_open": 2, "unknown": 1, "first_year": 2020, "last_year": 2020,
    }  # fmt: skip


GRANT = {"amount_cents": 5_000, "year": 2020}
RANGE = {"amount_min_cents": 3_000, "amount_max_cents": 5_000, "year": 2020}


@pytest.mark.parametrize(
    ("documents", "fundings", "twice"),
    [
        ([[GRANT], [GRANT]], 2, 1),
        ([[GRANT], [GRANT], [GRANT]], 3, 2),
        ([[GRANT, GRANT]], 2, 0),
        ([[GRANT, GRANT], [GRANT, GRANT]], 4, 2),
        ([[GRANT, GRANT], [GRANT]], 3, 1),
        ([[GRANT | {"reference": "R1"}], [GRANT]], 2, 1),
        ([[GRANT | {"reference": "R1"}], [GRANT | {"reference": "R2"}]], 2, 1),
        ([[GRANT | {"reference": "R1"}, GRANT | {"reference": "R2"}]], 2, 0),
        ([[GRANT | {"reference": "R1"}, GRANT]], 2, 0),
        ([[GRANT | {"reference": "R1"}], [GRANT | {"reference": "R1"}]], 1, 0),
        ([[GRANT | {"reference": "R1"}], [GRANT | {"reference": "R1"}, GRANT]], 2, 0),
        ([[RANGE], [RANGE]], 2, 1),
        ([[{"year": 2020}], [{"year": 2020}]], 2, 0),
        ([[GRANT], [GRANT | {"year": 2021}]], 2, 0),
    ],
)
def test_what_one_document_does_not_tell_apart_from_another_may_be_counted_twice(
    store: Store, documents: list[list[Said]], fundings: int, twice: int
) -> None:
    grants(store, *documents)
    (row,) = partnership.funders(store)
    assert (row.fundings, row.possibly_twice) == (fundings, twice)


def test_money_of_no_year_may_lie_in_the_period_and_is_never_added_to_what_does(store: Store) -> None:
    grants(store, [
        {"amount_cents": 100, "year": 2020},
        {"amount_cents": 1_000, "year": 2015},
        {"amount_cents": 10_000},
        {"amount_cents": 100_000, "since_min": "2023-01-01", "since_max": "2023-12-31"},
        {"amount_cents": 1_000_000, "since_min": "2010-01-01", "until_max": "2012-12-31"},
    ])  # fmt: skip
    (everything,) = partnership.funders(store)
    assert (everything.known_sum, everything.undated, everything.certainty) == (1_111_100, 3, "certain")
    rows = partnership.funders(store, first=2018, last=2021)
    assert [(row.certainty, row.known_sum, row.undated, row.first_year) for row in rows] == [
        ("certain", 100, 0, 2020),
        ("possible", 10_000, 1, None),
    ]
    assert [row.known_sum for row in partnership.funders(store, first=2022)] == [110_000]
    assert [row.known_sum for row in partnership.funders(store, last=2014)] == [1_010_000]


def test_money_is_of_a_network_by_its_members_and_what_they_carry_not_by_plans_nor_by_what_they_adopted(
    store: Store,
) -> None:
    world = World()
    made, fund = network(world), world.actor("Fonds", roles=("Funder",))
    for cents, name in ((1, "Membre"), (10, "Déduit"), (100, "Prévu")):
        world.tie("FINANCES", fund, made[name], amount_cents=cents, year=2020)
    for cents, name, role, proof in (
        (1_000, "Portée", "carrier", {}),
        (10_000, "Adoptée", "adopter", {}),
        (100_000, "Bientôt portée", "carrier", PLANNED),
        (1_000_000, "Portée par déduction", "carrier", INFERRED),
    ):
        what = world.entity("Innovation", name)
        world.tie("CARRIES", made["Membre"], what, proof, role=role)
        world.tie("FINANCES", fund, what, amount_cents=cents, year=2020)
    world.load(store)
    for subject in (NETWORK, HEAD):
        rows = partnership.funders(store, network=subject)
        assert {(row.status, row.known_sum) for row in rows} == {("stated", 1_001), ("inferred", 1_000_010)}


def test_a_plan_to_join_hides_nobody_from_those_around_a_network(store: Store) -> None:
    world = World()
    made, what, adopted = network(world), world.entity("Innovation", "Relais"), world.entity("Innovation", "Café")
    outside = world.actor("Dehors")
    for name in ("Déduit", "Prévu"):
        world.tie("PARTNERS_WITH", made[name], made["Membre"], kind="alliance")
        world.tie("PARTNERS_WITH", made[name], outside, kind="public")
        world.tie("EVALUATES", made[name], what)
    world.tie("FINANCES", made["head"], made["Membre"], year=2020)
    world.tie("FINANCES", made["head"], what, year=2020)
    world.tie("CARRIES", made["Membre"], what, role="carrier")
    world.tie("CARRIES", made["Membre"], adopted, role="adopter")
    world.tie("CO_PILOTS", outside, adopted, role="lead")
    world.load(store)
    expected = [
        ("Déduit", "EVALUATES", "Membre", "stated"),
        ("Déduit", "PARTNERS_WITH", "Membre", "stated"),
        ("Dehors", "PARTNERS_WITH", "Déduit", "inferred"),
        ("Prévu", "EVALUATES", "Membre", "stated"),
        ("Prévu", "PARTNERS_WITH", "Membre", "stated"),
    ]
    for subject in (NETWORK, HEAD):
        rows = partnership.ecosystem(store, subject)
        assert [(row.partner_name, row.type, row.actor_name, row.status) for row in rows] == expected


def test_a_network_co_pilots_what_its_head_and_members_do(store: Store) -> None:
    world = World()
    made, outside = network(world), world.actor("Dehors")
    for name in ("head", "Membre", "Déduit", "Prévu"):
        what = world.entity("Innovation", f"De {name}")
        world.tie("CO_PILOTS", made[name], what, role="lead")
        world.tie("CO_PILOTS", outside, what, role="co_pilot")
    world.tie("CO_PILOTS", outside, made["Membre"], role="associate")
    world.load(store)
    expected = [
        ("Déduit", True, "De Déduit", "inferred"),
        ("Dehors", False, "De Déduit", "inferred"),
        ("Tête", True, "De head", "stated"),
        ("Dehors", False, "De head", "stated"),
        ("Membre", True, "De Membre", "stated"),
        ("Dehors", False, "De Membre", "stated"),
        ("Dehors", False, "Membre", "stated"),
    ]
    for subject in (NETWORK, HEAD):
        rows = partnership.copilots(store, network=subject)
        assert [(row.pilot_name, row.inside, row.target_name, row.status) for row in rows] == expected
    everything = partnership.copilots(store)
    assert (len(everything), {row.inside for row in everything}) == (9, {False})
    lonely = partnership.copilots(store, network=NETWORK, innovation=uid("Innovation", "De head"))
    assert [row.pilot_name for row in lonely] == ["Tête", "Dehors"]


def test_what_heads_do_is_of_a_network_as_surely_as_they_are(store: Store) -> None:
    world = World()
    made = network(world)
    function = world.draft.entity("HeadFunction", [uid("HeadFunction", "advocacy")], {}, world.proof())
    for name in ("head", "Déduit", "Prévu"):
        world.tie("PERFORMS", made[name], function, stage="spread")
    world.load(store)
    rows = organisation.practices(store, network=NETWORK)
    assert [(row.actor_name, row.status) for row in rows] == [("Déduit", "inferred"), ("Tête", "stated")]
    assert {row.status for row in organisation.practices(store)} == {"stated"}
