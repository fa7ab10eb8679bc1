"""Chains between territories and cascades: what is asked for few is the best of what is asked for many."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graphmodel.analysis.projection import Projection, Stamp
from graphmodel.analysis.timing import Mode
from graphmodel.questions import cascade
from graphmodel.questions.chains import Wish, chains, hops_of
from graphmodel.questions.rows import Spread

ILLE, COTES, LOIRE = "cog:dep:35", "cog:dep:22", "cog:dep:44"
EVERY = 10_000
MODES: tuple[Mode, ...] = ("certain", "possible")


def spread(
    source: str,
    target: str,
    when: int | None,
    left: str = LOIRE,
    reached: str = LOIRE,
    *,
    inferred: tuple[str, ...] = (),
) -> Spread:
    """A stated spread of one innovation, from a place to a place."""
    said: dict[str, Any] = dict.fromkeys(Spread.model_fields)
    said |= {
        "innovation": "i", "innovation_name": "I", "from_": uid(source), "from_name": source, "to": uid(target),
        "from_kind": "Organisation", "to_name": target, "to_kind": "Organisation", "key": f"{source}{target}{when}",
        "since_min": f"{when}-01-01" if when else None, "since_max": f"{when}-12-31" if when else None,
        "status": "stated", "modality": "actual", "place_from": left, "place_to": reached, "sources": 1,
        "contradicted": (), "inferred": inferred,
    }  # fmt: skip
    return Spread.model_validate(said)


def uid(name: str) -> str:
    return f"name:organisation/fr/{name}"


def ways(spreads: list[Spread], source: str, target: str, k: int) -> list[str]:
    """The best chains, each as the names that it passes."""
    found = chains(hops_of(spreads, stated_only=False)["i"], source, target, Wish("possible", True, 8, k), {})
    return ["".join((one.spreads[0].from_name, *(hop.to_name for hop in one.spreads))) for one in found]


def test_ways_that_come_back_to_an_actor_do_not_crowd_out_the_one_that_does_not() -> None:
    """`a` left Ille-et-Vilaine once, got the innovation back, and gave it on from elsewhere: these are no chains."""
    world = [
        spread("a", "b", 2010, left=ILLE, reached=COTES),
        *(spread("b", "a", when) for when in (2010, 2011, 2012)),
        spread("a", "c", 2013),
        spread("b", "d", 2011),
        spread("d", "e", 2012),
        spread("e", "c", 2013),
    ]
    assert [ways(world, ILLE, uid("c"), k) for k in (1, 2, 3, EVERY)] == [["abdec"]] * 4


@pytest.mark.parametrize("seed", range(25))
def test_few_chains_are_the_best_of_all(seed: int) -> None:
    rnd = random.Random(seed)
    world = list({
        (one.from_, one.to, one.key): one
        for one in (
            spread(*rnd.sample("abcdef", 2), rnd.randrange(2010, 2014), rnd.choice((ILLE, LOIRE)),
                   rnd.choice((COTES, LOIRE)), inferred=rnd.choice(((), ("when",))))
            for _ in range(18)
        )
    }.values())  # fmt: skip
    for target in (COTES, uid("c"), ""):
        best = ways(world, ILLE, target, EVERY)
        assert [ways(world, ILLE, target, k) for k in (1, 2, 5, 9)] == [best[:k] for k in (1, 2, 5, 9)]


@pytest.mark.parametrize("guessed", ["first", "last", "both"])
def test_an_order_that_rests_on_an_inferred_date_is_possible_at_most(guessed: str) -> None:
    first, last = (("when",) if guessed in (end, "both") else () for end in ("first", "last"))
    world = [spread("a", "b", 2010, inferred=first), spread("b", "c", 2012, inferred=last)]
    found = {
        mode: [
            ("".join(one.to_name for one in chain.spreads), chain.certain)
            for chain in chains(hops_of(world, stated_only=False)["i"], uid("a"), "", Wish(mode, True, 8, 9), {})
        ]
        for mode in MODES
    }
    assert found == {"certain": [("b", True)], "possible": [("b", True), ("bc", False)]}


def test_an_inferred_mode_leaves_the_order_of_a_chain_sure() -> None:
    world = [spread("a", "b", 2010, inferred=("mode",)), spread("b", "c", 2012)]
    found = chains(hops_of(world, stated_only=False)["i"], uid("a"), uid("c"), Wish("certain", True, 8, 9), {})
    assert [(len(chain.spreads), chain.certain) for chain in found] == [(2, True)]


def test_an_inferred_date_still_keeps_a_chain_from_going_back_in_time() -> None:
    world = [spread("a", "b", 2012, inferred=("when",)), spread("b", "c", 2010)]
    assert ways(world, uid("a"), uid("c"), 9) == []


def test_a_cascade_is_sure_of_no_order_that_an_inferred_date_makes() -> None:
    spreads = [spread("r", "a", 2010, inferred=("when",)), spread("a", "b", 2012), spread("r", "b", 2015)]
    world = Projection(None, Stamp(1, "test"), {"holders": [], "spreads": spreads})  # type: ignore[arg-type]
    found = {
        mode: [
            (one.name, one.hop and one.hop.from_name, one.certain)
            for one in cascade.grow(world, "i", mode=mode, same_year=True, stated_only=False)
        ]
        for mode in MODES
    }
    assert found == {
        "certain": [("r", None, None), ("a", "r", True), ("b", "r", True)],
        "possible": [("r", None, None), ("a", "r", True), ("b", "a", False)],
    }


def test_a_hop_of_a_cascade_is_as_sure_as_the_way_that_is_shown() -> None:
    """`n` surely had the innovation in 2015 from `r`; the way shown is an earlier one, of which nobody is sure."""
    spreads = [
        spread("r", "a", None), spread("a", "n", 2010), spread("r", "n", 2015), spread("n", "z", 2016),
        spread("r", "s", 2011), spread("s", "t", 2012),
    ]  # fmt: skip
    world = Projection(None, Stamp(1, "test"), {"holders": [], "spreads": spreads})  # type: ignore[arg-type]
    found = cascade.grow(world, "i", mode="possible", same_year=True, stated_only=False)
    assert [(one.generation, one.name, one.hop and one.hop.from_name, one.certain) for one in found] == [
        (0, "r", None, None),
        (1, "a", "r", True),
        (1, "s", "r", True),
        (2, "n", "a", False),
        (2, "t", "s", True),
        (3, "z", "n", False),
    ]
