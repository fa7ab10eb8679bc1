"""Paths of spread on random graphs, held against an enumeration that knows nothing of how they are searched."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from graphmodel.analysis.projection import Stamp, stamp
from graphmodel.questions import spread
from graphmodel.questions.rows import PathHop
from graphmodel.store import Store
from tests.contract.questions_world import World, uid, year
from tests.engines import Server

ACTORS = [f"Acteur {letter}" for letter in "ABCDEFG"]
HOMES = {"Acteur A": "dep:35", "Acteur B": "dep:35", "Acteur C": "dep:22", "Acteur D": "dep:22", "Acteur E": "dep:29"}
INNOVATIONS = [f"Innovation {number}" for number in range(10)]
MANY = 3_000


@dataclass(frozen=True)
class Arc:
    """A spread as the reference knows it: names, years (None: undated), the place said of its arrival."""

    source: str
    target: str
    years: tuple[int, int] | None
    status: str
    modality: str
    place: str

    @property
    def days(self) -> tuple[date, date]:
        first, last = self.years or (1, 9998)
        return date(first, 1, 1), date(last, 12, 31)

    @property
    def sure(self) -> bool:
        return self.status == "stated"

    def touches(self, end: str, home: str) -> bool:
        where = self.place if end == "to" and self.place else HOMES.get(self.source if end == "from" else self.target)
        return where == home


def arcs(seed: int) -> dict[str, list[Arc]]:
    """Random spreads of each innovation: years overlap, repeat and go missing."""
    rnd = random.Random(seed)
    found: dict[str, list[Arc]] = {}
    for innovation in INNOVATIONS:
        pairs = rnd.sample([(a, b) for a in ACTORS for b in ACTORS if a != b], rnd.randrange(12, 26))
        found[innovation] = [
            Arc(
                *pair,
                rnd.choice([None, (first := rnd.randrange(2010, 2016), first), (first, first + rnd.randrange(3))]),
                rnd.choice(["stated", "stated", "inferred"]),
                rnd.choice(["actual", "actual", "actual", "ended", "planned", "abandoned"]),
                rnd.choice(["", "", "", "dep:35", "dep:44"]),
            )
            for pair in pairs
        ]
    return found


def hops(some: list[Arc], *, stated_only: bool = False) -> list[Arc]:
    return [
        arc for arc in some
        if arc.modality in ("actual", "ended") and (arc.status == "stated" or not stated_only)
    ]  # fmt: skip


def simple_paths(some: list[Arc], most: int) -> Iterator[tuple[Arc, ...]]:
    """Every chain of hops that comes back to no actor."""

    def grow(path: tuple[Arc, ...]) -> Iterator[tuple[Arc, ...]]:
        yield path
        nodes = {path[0].source, *(arc.target for arc in path)}
        if len(path) < most:
            for arc in some:
                if arc.source == path[-1].target and arc.target not in nodes:
                    yield from grow((*path, arc))

    for arc in some:
        yield from grow((arc,))


def possible(path: tuple[Arc, ...], same_year: bool) -> bool:
    """Whether some days are in order: each hop takes the earliest that the ones before leave."""
    clock = date(1, 1, 1)
    for arc in path:
        low, high = arc.days
        clock = max(clock, low)
        if clock > high:
            return False
        if not same_year and arc.years and arc is not path[-1]:
            clock = date(clock.year + 1, 1, 1)
    return True


def certain(path: tuple[Arc, ...], same_year: bool) -> bool:
    """Whether each two hops are in order, whatever their days; one that is only inferred is dated by inference."""
    return all(
        one.sure
        and other.sure
        and one.years
        and other.years
        and (one.days[1] <= other.days[0] if same_year else one.years[1] < other.years[0])
        for one, other in itertools.pairwise(path)
    )


WORLD = arcs(7)
_loaded: dict[str, Stamp] = {}


@pytest.fixture
def graph(server: Server, _stores: dict[str, Store]) -> Store:
    """The random spreads, loaded once for each engine."""
    store = _stores.setdefault(server.uri, server.open()) if server.uri not in _stores else _stores[server.uri]
    if stamp(store) != _loaded.get(server.uri):
        store.ensure_schema()
        store.wipe()
        world = World("Essaimages au hasard")
        actors = {name: world.actor(name, covers=[HOMES[name]] if name in HOMES else ()) for name in ACTORS}
        places = {code: world.place(code) for code in ("dep:35", "dep:44")}
        for innovation, some in WORLD.items():
            what = world.entity("Innovation", innovation)
            for arc in some:
                when = {} if not arc.years else year(arc.years[0]) | {"since_max": f"{arc.years[1]}-12-31"}
                proof = {"status": arc.status, "modality": arc.modality}
                world.tie(
                    "SPREAD_TO", actors[arc.source], actors[arc.target], proof,
                    innovation=what, place_to=places.get(arc.place), **when,
                )  # fmt: skip
        world.load(store)
        _loaded[server.uri] = stamp(store)
    return store


def shown(rows: list[PathHop]) -> set[tuple[str, tuple[tuple[str, str, str], ...], str]]:
    """Paths as innovation, hops and certainty; hops and paths must be numbered from 1 without a gap."""
    paths: dict[int, list[PathHop]] = {}
    for row in rows:
        paths.setdefault(row.path, []).append(row)
    assert list(paths) == list(range(1, len(paths) + 1))
    assert all([row.hop for row in some] == list(range(1, len(some) + 1)) for some in paths.values())
    assert all(len({row.innovation for row in some}) == 1 for some in paths.values())
    assert all(row.proofs and row.proofs[0].at.startswith("F!A") for row in rows)
    return {
        (
            some[0].innovation_name or "",
            tuple((row.from_name, row.to_name, row.place_to or "") for row in some),
            some[0].certainty,
        )
        for some in paths.values()
    }


def expected(
    paths: list[tuple[str, tuple[Arc, ...]]], same_year: bool, mode: str
) -> set[tuple[str, tuple[tuple[str, str, str], ...], str]]:
    found = set()
    for innovation, path in paths:
        sure = certain(path, same_year)
        if sure or (mode == "possible" and possible(path, same_year)):
            steps = tuple((arc.source, arc.target, f"cog:{arc.place}" if arc.place else "") for arc in path)
            found.add((innovation, steps, "certain" if sure else "possible"))
    return found


CASES = [(mode, same_year, stated_only) for mode in ("certain", "possible")
         for same_year in (True, False) for stated_only in (True, False)]  # fmt: skip


@pytest.mark.parametrize(("mode", "same_year", "stated_only"), CASES)
def test_between_two_actors_all_paths_forward_in_time_and_no_other(
    graph: Store, mode: str, same_year: bool, stated_only: bool
) -> None:
    for start, end in (("Acteur A", "Acteur D"), ("Acteur F", "Acteur B")):
        rows = spread.between(
            graph, uid("Organisation", start), uid("Organisation", end),
            mode=mode, same_year=same_year, stated_only=stated_only, max_hops=6, k=MANY,  # type: ignore[arg-type]
        )  # fmt: skip
        paths = [
            (innovation, path)
            for innovation, some in WORLD.items()
            for path in simple_paths(hops(some, stated_only=stated_only), 6)
            if path[0].source == start and path[-1].target == end
        ]
        assert shown(rows) == expected(paths, same_year, mode)


@pytest.mark.parametrize(("mode", "same_year", "stated_only"), CASES)
def test_between_two_territories_no_path_passes_through_either_on_its_way(
    graph: Store, mode: str, same_year: bool, stated_only: bool
) -> None:
    rows = spread.between(
        graph, "cog:dep:35", "cog:dep:22", mode=mode, same_year=same_year, stated_only=stated_only, max_hops=6, k=MANY,  # type: ignore[arg-type]
    )  # fmt: skip
    paths = [
        (innovation, path)
        for innovation, some in WORLD.items()
        for path in simple_paths(hops(some, stated_only=stated_only), 6)
        if path[0].touches("from", "dep:35")
        and path[-1].touches("to", "dep:22")
        and not any(arc.touches("from", "dep:35") for arc in path[1:])
        and not any(arc.touches("to", "dep:22") or arc.touches("to", "dep:35") for arc in path[:-1])
    ]
    assert shown(rows) == expected(paths, same_year, mode)


def test_from_one_actor_all_that_an_innovation_may_have_reached(graph: Store) -> None:
    for innovation, some in WORLD.items():
        rows = spread.paths(graph, uid("Organisation", "Acteur A"), uid("Innovation", innovation), max_hops=5, k=MANY)
        paths = [(innovation, path) for path in simple_paths(hops(some), 5) if path[0].source == "Acteur A"]
        assert shown(rows) == expected(paths, True, "possible")


def test_the_best_paths_come_first_sure_ones_then_short_ones(graph: Store) -> None:
    ends = uid("Organisation", "Acteur A"), uid("Organisation", "Acteur D")
    everything, few = (spread.between(graph, *ends, max_hops=6, k=k) for k in (MANY, 3))
    assert few == [row for row in everything if row.path <= 3]
    order = [
        (row.certainty, len([one for one in everything if one.path == row.path])) for row in everything if row.hop == 1
    ]
    assert order == sorted(order)


def test_each_node_of_a_cascade_stands_in_it_once_and_each_hop_leads_back_to_a_root(graph: Store) -> None:
    for innovation, some in WORLD.items():
        rows = spread.tree(graph, uid("Innovation", innovation))
        names = {name for arc in hops(some) for name in (arc.source, arc.target)}
        assert sorted(row.to_name for row in rows) == sorted(names)
        level = {row.to: row.generation for row in rows}
        assert all(level[row.from_] == row.generation - 1 for row in rows if row.generation and row.from_)
        givers = {arc.source for arc in hops(some)} - {arc.target for arc in hops(some)}
        assert {row.to_name for row in rows if row.root == "giver"} == givers
        assert {row.root for row in rows if row.generation == 0} <= {"giver", "unexplained"}
        assert {row.root for row in rows if row.generation} <= {None}


def test_in_a_cascade_what_is_sure_is_what_a_sure_path_reaches(graph: Store) -> None:
    for innovation, some in WORLD.items():
        rows = spread.tree(graph, uid("Innovation", innovation), mode="certain")
        roots = {row.to_name for row in rows if not row.generation}
        reached = {
            path[-1].target
            for path in simple_paths(hops(some), 6)
            if path[0].source in roots and certain(path, True)
        }  # fmt: skip
        assert {row.to_name for row in rows if row.generation} == reached - roots
        assert {row.certainty for row in rows if row.generation} <= {"certain"}


def test_who_gave_and_who_received_are_the_two_sides_of_every_spread(graph: Store) -> None:
    given = [row for name in ACTORS for row in spread.who_received(graph, uid("Organisation", name))]
    received = [row for name in ACTORS for row in spread.who_gave(graph, uid("Organisation", name))]
    everything = spread.edges(graph)
    keys = sorted((row.from_, row.to, row.key) for row in everything)
    assert sorted((row.from_, row.to, row.key) for row in given) == keys
    assert sorted((row.from_, row.to, row.key) for row in received) == keys
    assert len(keys) == sum(map(len, WORLD.values()))


def test_a_territory_receives_by_the_place_said_else_by_what_the_receiver_covers(graph: Store) -> None:
    rows = spread.who_gave(graph, "cog:dep:35")
    told = {
        (innovation, arc.source, arc.target)
        for innovation, some in WORLD.items() for arc in some if arc.touches("to", "dep:35")
    }  # fmt: skip
    assert {(row.innovation_name, row.from_name, row.to_name) for row in rows} == told
    dates = [(row.modality == "planned", row.since_max is None, row.since_max) for row in rows]
    assert [one[:2] for one in dates] == sorted(one[:2] for one in dates)
    for planned in (True, False):
        latest = [since for late, undated, since in dates if late is planned and not undated]
        assert latest == sorted(latest, key=str, reverse=True)
