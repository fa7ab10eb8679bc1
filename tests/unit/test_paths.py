"""Paths of spread: time never runs back, and the search equals the list of all paths on 10,000 graphs."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmodel.analysis.paths import Arrival, Hop, Path, Stop, between, contract, reach, search, tree
from graphmodel.analysis.timing import NEVER_KNOWN, UNKNOWN_HI, UNKNOWN_LO, Mode, as_date, days

MODES: tuple[Mode, ...] = ("certain", "possible")
SWITCHES = (False, True)


def hop(source: str, target: str, since: str = "", until: str = "", key: str = "") -> Hop:
    """A hop dated in words short enough to read: "2019", "2019-03", "2019-03-05", or two of them."""
    lo = _edge(since, 0) if since else UNKNOWN_LO
    hi = _edge(until or since, 1) if until or since else UNKNOWN_HI
    return Hop(key or f"{source}{target}{since}", source, target, lo, hi)


def _edge(text: str, end: int) -> int:
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    if day:
        return date(year, month, day).toordinal()
    if not end:
        return date(year, month or 1, 1).toordinal()
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return following.toordinal() - 1


def ways(
    hops: list[Hop],
    mode: Mode,
    same_year: bool,
    *,
    source: str = "a",
    target: str = "c",
    max_hops: int = 8,
    k: int = 9,
) -> list[str]:
    found = search(hops, {source}, {target}, mode=mode, same_year=same_year, max_hops=max_hops, k=k)
    return ["".join(path.nodes) for path in found]


# What a chain of two hops is, by its dates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "same_year_allowed", "later_year_asked"),
    [
        ("2018", "2019", "certain", "certain"),
        ("2019", "2018", "no", "no"),
        ("2019", "2019", "possible", "no"),
        ("2019-03", "2019-05", "certain", "no"),
        ("2019-03-05", "2019-03-05", "certain", "no"),
        ("2019-03", "2019", "possible", "no"),
        ("2018", "", "possible", "possible"),
        ("", "2018", "possible", "possible"),
        ("", "", "possible", "possible"),
    ],
)
def test_two_hops_chain_by_their_dates(first: str, second: str, same_year_allowed: str, later_year_asked: str) -> None:
    hops = [hop("a", "b", first), hop("b", "c", second)]
    for same_year, expected in ((True, same_year_allowed), (False, later_year_asked)):
        found = [mode for mode in MODES if ways(hops, mode, same_year)]
        assert found == {"certain": ["certain", "possible"], "possible": ["possible"], "no": []}[expected]


def test_a_chain_whose_neighbours_fit_two_by_two_but_not_all_together_is_no_path() -> None:
    hops = [hop("a", "b", "2020"), hop("b", "x", "2019", "2021"), hop("x", "c", "2019")]
    assert ways(hops[:2], "possible", True, target="x") == ["abx"]
    assert ways(hops[1:], "possible", True, source="b") == ["bxc"]
    assert ways(hops, "possible", True) == []


def test_a_spread_known_only_as_before_a_date_still_surely_precedes_what_came_later() -> None:
    hops = [Hop("k", "a", "b", *days(None, "2017-12-31")), hop("b", "c", "2018")]
    assert ways(hops, "certain", same_year=False) == ["abc"]


def test_an_undated_hop_alone_is_a_certain_path_of_unknown_date() -> None:
    (path,) = search([hop("a", "c")], {"a"}, {"c"}, mode="certain", same_year=False)
    assert path == Path((hop("a", "c"),), UNKNOWN_LO, certain=True)
    assert as_date(path.arrival) is None


def test_parallel_hops_of_other_dates_are_other_paths_and_the_earlier_comes_first() -> None:
    hops = [hop("a", "c", "2020"), hop("a", "c", "2018"), hop("a", "b", "2010"), hop("b", "c", "2011")]
    found = search(hops, {"a"}, {"c"}, mode="certain", same_year=True)
    assert [[each.key for each in path.hops] for path in found] == [["ac2018"], ["ac2020"], ["ab2010", "bc2011"]]
    assert [as_date(path.arrival) for path in found] == [date(2018, 1, 1), date(2020, 1, 1), date(2011, 1, 1)]


def test_equal_paths_come_in_the_order_of_their_keys_whatever_the_order_of_the_hops() -> None:
    hops = [hop("a", n, "2010", key=f"1{n}") for n in "zyx"] + [hop(n, "c", "2011", key=f"2{n}") for n in "xyz"]
    for seed in range(5):
        random.Random(seed).shuffle(hops)
        assert ways(hops, "certain", True, k=2) == ["axc", "ayc"]


def test_a_path_ends_at_the_first_target_and_never_comes_back_to_a_source() -> None:
    hops = [hop("a", "b"), hop("b", "c"), hop("c", "d"), hop("d", "e"), hop("b", "a", key="back")]
    found = search(hops, {"a", "b"}, {"d", "e"}, mode="possible", same_year=True)
    assert [path.nodes for path in found] == [("b", "c", "d")]


def test_between_shows_certain_paths_before_shorter_possible_ones() -> None:
    hops = [hop("a", "c", "2019"), hop("a", "b"), hop("b", "c"), hop("a", "x", "2010"), hop("x", "c", "2012")]
    hops += [hop("x", "y", "2011"), hop("y", "c", "2012")]
    found = between(hops, "a", "c", same_year=True)
    assert [("".join(path.nodes), path.certain) for path in found] == [
        ("ac", True),
        ("axc", True),
        ("axyc", True),
        ("abc", False),
    ]


def test_nothing_asked_or_nothing_there_gives_no_path() -> None:
    hops = [hop("a", "c")]
    assert ways(hops, "possible", True, k=0) == ways(hops, "possible", True, max_hops=0) == []
    assert ways(hops, "possible", True, target="nowhere") == ways([], "possible", True) == []
    assert ways(hops, "possible", True, source="a", target="a") == []


def test_impossible_hops_are_refused() -> None:
    with pytest.raises(ValueError, match="begins after it ends"):
        Hop("k", "a", "b", 2, 1)
    with pytest.raises(ValueError, match="share the key 'k'"):
        search([Hop("k", "a", "b"), Hop("k", "a", "b")], {"a"}, None, mode="possible", same_year=True)


def test_the_payload_of_a_hop_comes_back() -> None:
    (path,) = search([Hop("k", "a", "b", payload=[1])], "a", "b", mode="possible", same_year=True)
    assert path.hops[0].payload == [1]


# Reach, forest, contraction ---------------------------------------------------------------------------------

CASCADE = [
    hop("a", "b", "2010"),
    hop("b", "c", "2012"),
    hop("a", "c", "2015"),
    hop("c", "d", "2012"),
    hop("d", "e", "2011"),
    hop("e", "f"),
]


def test_reach_tells_fewest_hops_earliest_arrival_and_certainty() -> None:
    assert reach(CASCADE, {"a"}, mode="possible", same_year=True) == {
        "b": Arrival(1, _edge("2010", 0), certain=True),
        "c": Arrival(1, _edge("2012", 0), certain=True),
        "d": Arrival(3, _edge("2012", 0), certain=False),
    }
    assert list(reach(CASCADE, {"a"}, mode="certain", same_year=True)) == ["b", "c"]
    assert reach(CASCADE, "e", mode="certain", same_year=False) == {"f": Arrival(1, UNKNOWN_LO, certain=True)}
    assert list(reach(CASCADE, {"a"}, mode="possible", same_year=True, max_hops=1)) == ["b", "c"]


def test_the_forest_keeps_for_each_node_the_hop_that_came_earliest() -> None:
    brought = tree(CASCADE, {"a"}, mode="possible", same_year=True)
    assert {node: each.source for node, each in brought.items()} == {"b": "a", "c": "b", "d": "c"}
    assert list(brought) == ["b", "c", "d"]
    assert list(tree(CASCADE, {"a"}, mode="certain", same_year=True)) == ["b", "c"]


def test_a_path_is_contracted_to_territories_and_national_bodies_stay_between() -> None:
    hops = [hop("r1", "r2", "2010"), hop("r2", "nat", "2011"), hop("nat", "q1", "2012"), hop("q1", "r3", "2013")]
    (path,) = search(hops, {"r1"}, {"r3"}, mode="certain", same_year=False)
    stops, crossings = contract(path, {"r1": "cog:dep:35", "r2": "cog:dep:35", "r3": "cog:dep:35", "q1": "cog:dep:29"})
    assert stops == (
        Stop("cog:dep:35", ("r1", "r2")),
        Stop(None, ("nat",)),
        Stop("cog:dep:29", ("q1",)),
        Stop("cog:dep:35", ("r3",)),
    )
    assert crossings == tuple(hops[1:])


def test_contracting_before_the_search_would_make_a_chain_that_nobody_took() -> None:
    bodies = [hop("a", "r1", "2010"), hop("r2", "c", "2011")]
    territories = [hop("a", "r", "2010"), hop("r", "c", "2011")]
    assert ways(territories, "certain", True) == ["arc"]
    assert ways(bodies, "possible", True) == []


# The oracle: every simple path listed, every choice of days tried -------------------------------------------

# Days of the oracle's world: two of each of three years, and 1 January of six years before and after, so that
# an undated hop finds room on either side of everything for as many hops as a small graph has.
_CORE = [date(year, month, 1).toordinal() for year in (2010, 2011, 2012) for month in (1, 7)]
_WORLD = [
    *(date(year, 1, 1).toordinal() for year in range(2004, 2010)),
    *_CORE,
    *(date(year, 1, 1).toordinal() for year in range(2013, 2019)),
]


def _after(day: int, same_year: bool) -> int:
    """The set (as bits) of the days of the world that may follow `day`."""
    year = date.fromordinal(day).year
    return sum(
        1 << i for i, other in enumerate(_WORLD) if (other >= day if same_year else date.fromordinal(other).year > year)
    )


_FOLLOWERS = {same_year: [_after(day, same_year) for day in _WORLD] for same_year in SWITCHES}


def _choices(each: Hop) -> int:
    return sum(1 << i for i, day in enumerate(_WORLD) if each.lo <= day <= each.hi)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Case(NamedTuple):
    hops: list[Hop]
    sources: set[str]
    targets: set[str] | None
    max_hops: int
    k: int


def every_path(
    hops: list[Hop], sources: Collection[str], targets: Collection[str] | None, same_year: bool, max_hops: int
) -> list[Path]:
    """All possible paths in the documented order, each with its certainty, by trying all choices of days."""
    followers, found, choices = _FOLLOWERS[same_year], list[Path](), {id(each): _choices(each) for each in hops}

    def walk(chain: list[Hop], free: int, certain: bool) -> None:
        if chain:
            if targets is None or chain[-1].target in targets:
                first = min(_bits(free))
                found.append(Path(tuple(chain), _WORLD[first] if first >= 6 else UNKNOWN_LO, certain))
                if targets is not None:
                    return
            if len(chain) == max_hops:
                return
        seen = set(sources) | {each.target for each in chain}
        for each in hops:
            if each.target in seen or (each.source != chain[-1].target if chain else each.source not in sources):
                continue
            own = choices[id(each)]
            if not chain:
                walk([each], own, True)
                continue
            after_some = 0
            for i in _bits(free):
                after_some |= followers[i]
            if own & after_some:
                after_all = all(own & ~followers[i] == 0 for i in _bits(choices[id(chain[-1])]))
                walk([*chain, each], own & after_some, certain and after_all)

    walk([], 0, True)
    keys = {id(path): [(h.key, h.source, h.target) for h in path.hops] for path in found}
    return sorted(found, key=lambda path: (len(path.hops), path.arrival, keys[id(path)]))


def random_case(rng: random.Random) -> Case:
    nodes = "abcdef"[: rng.randint(2, 6)]
    hops = []
    for number in range(rng.randint(3, 14)):
        lo, hi = sorted((rng.choice(_CORE), rng.choice(_CORE)))
        kind = rng.random()
        if kind < 0.25:
            lo, hi = NEVER_KNOWN
        elif kind < 0.30:
            lo = UNKNOWN_LO
        elif kind < 0.35:
            hi = UNKNOWN_HI
        elif kind < 0.6:
            hi = lo
        source, target = rng.choice(nodes), rng.choice(nodes)  # loops too: they must lead nowhere
        hops.append(Hop(f"{rng.randint(0, 2)}.{number}", source, target, lo, hi))
    sources = set(rng.sample(nodes, rng.randint(1, 2)))
    targets = set(rng.sample(nodes, rng.randint(1, 2))) if rng.random() < 0.75 else None
    return Case(hops, sources, targets, rng.randint(1, 5), rng.choice((1, 2, 3, 5, 1000)))


def assert_search_equals_the_oracle(case: Case) -> int:
    hops, sources, targets, max_hops, k = case
    most = 0
    for same_year in SWITCHES:
        possible = every_path(hops, sources, targets, same_year, max_hops)
        for mode in MODES:
            expected = [path for path in possible if path.certain or mode == "possible"]
            found = search(hops, sources, targets, mode=mode, same_year=same_year, max_hops=max_hops, k=k)
            assert found == expected[:k], (case, mode, same_year)
        most = max(most, len(possible))
    return most


def test_the_k_best_paths_are_those_of_the_full_list_on_ten_thousand_random_graphs() -> None:
    rng = random.Random(20)
    counts = [assert_search_equals_the_oracle(random_case(rng)) for _ in range(10_000)]
    assert sum(count > 1 for count in counts) > 3000  # the graphs are not trivial
    assert max(counts) > 20


def static_reach(hops: list[Hop], sources: set[str]) -> set[str]:
    reached, edge = set(sources), True
    while edge:
        new = {each.target for each in hops if each.source in reached} - reached
        reached |= new
        edge = bool(new)
    return reached - sources


def assert_reach_is_consistent(case: Case) -> None:
    hops, sources = case.hops, case.sources
    for same_year in SWITCHES:
        sure, perhaps = (reach(hops, sources, mode=mode, same_year=same_year) for mode in MODES)
        assert set(sure) <= set(perhaps) <= static_reach(hops, sources)
        assert {node for node, how in perhaps.items() if how.certain} == set(sure)
        for mode, reached in zip(MODES, (sure, perhaps), strict=True):
            paths = every_path(hops, sources, None, same_year, 6)
            paths = [path for path in paths if path.certain or mode == "possible"]
            by_end = {node: [path for path in paths if path.nodes[-1] == node] for node in reached}
            assert {path.nodes[-1] for path in paths} == set(reached)
            assert {
                node: (min(len(path.hops) for path in some), min(path.arrival for path in some))
                for node, some in by_end.items()
            } == {node: (how.hops, how.earliest) for node, how in reached.items()}
            assert_tree_is_made_of_paths(case, mode, same_year, set(reached))


def assert_tree_is_made_of_paths(case: Case, mode: Mode, same_year: bool, reached: set[str]) -> None:
    brought = tree(case.hops, case.sources, mode=mode, same_year=same_year)
    assert set(brought) == reached
    for node in brought:
        chain = [brought[node]]
        while chain[0].source not in case.sources:
            chain.insert(0, brought[chain[0].source])
        (path,) = every_path(chain, case.sources, {node}, same_year, 6)
        assert path.certain or mode == "possible"
        best = reach(case.hops, case.sources, mode=mode, same_year=same_year)[node]
        if mode == "possible":
            assert path.arrival == best.earliest


def test_reach_and_forest_agree_with_the_full_list_of_paths() -> None:
    rng = random.Random(21)
    for _ in range(1000):
        assert_reach_is_consistent(random_case(rng))


def test_with_one_date_for_all_reach_in_time_is_plain_reach() -> None:
    rng = random.Random(22)
    for _ in range(500):
        case = random_case(rng)
        first, last = date(2015, 1, 1).toordinal(), date(2015, 12, 31).toordinal()
        for lo, hi, modes in ((first, first, MODES), (first, last, MODES[1:]), (*NEVER_KNOWN, MODES[1:])):
            hops = [Hop(each.key, each.source, each.target, lo, hi) for each in case.hops]
            for mode in modes:
                assert set(reach(hops, case.sources, mode=mode, same_year=True)) == static_reach(hops, case.sources)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**64))
def test_any_random_graph_gives_the_oracles_paths(seed: int) -> None:
    assert_search_equals_the_oracle(random_case(random.Random(seed)))


# Shape of the work: no blow-up ------------------------------------------------------------------------------


def test_a_dense_undated_graph_without_a_path_is_answered_without_trying_all_chains() -> None:
    names = [f"n{i}" for i in range(100)]
    rng = random.Random(23)
    ends = [rng.sample(names, 2) for _ in range(3000)]
    hops = [Hop(str(i), one, other) for i, (one, other) in enumerate(ends)] + [hop("island", "goal")]
    assert search(hops, {"n0"}, {"goal"}, mode="possible", same_year=True, max_hops=30, k=50) == []
    found = search(hops, {"n0"}, {"n1"}, mode="possible", same_year=False, max_hops=30, k=200)
    assert len({path.hops for path in found}) == 200


def test_a_ladder_that_time_closes_at_the_end_is_answered_without_trying_all_chains() -> None:
    """2^40 chains lead to the last rung; the last hop happened before all of them."""
    hops = [hop(f"{i}", f"{i + 1}", "2010", key=f"{i}{side}") for i in range(40) for side in "lr"]
    hops.append(hop("40", "goal", "2009"))
    assert search(hops, {"0"}, {"goal"}, mode="possible", same_year=True, max_hops=50) == []
    assert len(search(hops, {"0"}, {"40"}, mode="possible", same_year=True, max_hops=50, k=30)) == 30
