"""Paths of spread: who could have received one innovation from whom, forward in time.

All hops given to one call belong to one innovation. A path never goes back in time and never comes back to
a node. Time-respecting paths and their order (shortest, foremost) follow Holme & Saramäki 2012 and Wu et al.
2014; dates being intervals, a chain of hops is one of three things:

- **certain**: whatever the true days are, they are in order: each `hi` <= the next `lo`.
  « mars 2019 », then « 2020 ».
- **possible**: some days inside the intervals are in order over the whole chain, not only two by two.
  « 2019 », then « 2019 »: nobody knows which came first. « 2020 », « 2019-2021 », « 2019 »: each two
  neighbours fit, the three do not, so this is no path.
- neither, and then it is never shown as a path of spread.

`same_year=True` lets several hops share a calendar year. It never makes a chain more certain: two hops of
« 2019 » stay possible, two hops known to the day (3 May, then 3 May or later) are certain.
`same_year=False` asks a strictly later calendar year for each next hop: of some choice of days (possible),
of every choice (certain). A hop without a date follows and precedes anything, possibly; alone it is a path
of one hop, certain in its order, of unknown date.

Contract to territories after the search (`contract`), never before: two associations of one département
would make chains that no innovation ever took.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from graphmodel.analysis.timing import UNKNOWN_HI, UNKNOWN_LO, Mode, next_start, surely_before


@dataclass(frozen=True, slots=True)
class Hop:
    """One spread of the innovation from `source` to `target`, on a day of [lo, hi] (see `timing`).

    Parallel hops of other dates are other hops, under other keys. `payload` comes back untouched.
    """

    key: str
    source: str
    target: str
    lo: int = UNKNOWN_LO
    hi: int = UNKNOWN_HI
    payload: Any = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"hop {self.key!r} begins after it ends: {self.lo} > {self.hi}")


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops; `arrival` is the earliest possible day of the last one, `UNKNOWN_LO` if none is dated."""

    hops: tuple[Hop, ...]
    arrival: int
    certain: bool

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes in order, one more than the hops."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a node is reached: by how few hops, how early at best (not always the same path), surely or not."""

    hops: int
    earliest: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """Consecutive nodes of a path in one territory; a node without a territory is a stop of its own."""

    place: str | None
    nodes: tuple[str, ...]


def search(
    hops: Iterable[Hop],
    sources: Collection[str],
    targets: Collection[str] | None,
    *,
    mode: Mode,
    same_year: bool,
    max_hops: int = 8,
    k: int = 5,
) -> list[Path]:
    """Up to `k` best paths: fewest hops, then earliest arrival, then keys, so always the same ones.

    A path starts at a source and comes back to none, and ends at the first target it meets: what happens
    inside a group of sources or targets would otherwise crowd out the other ways from one to the other.
    `targets=None` means anywhere. Raises ValueError when two hops share their key and both ends.

    Method: Yen 1971 with Lawler's partition; each part is one search by layers of hops, where of two ways to
    a node the earlier and not longer one dominates. Polynomial, also where no path exists: a way that comes
    back to a node is never the shortest, because what it does next could be done at the first visit.
    """
    if k < 1 or max_hops < 1:
        return []
    space = _Space(hops, _group(sources), None if targets is None else _group(targets), mode, same_year)
    best: list[_Candidate] = []
    waiting: list[_Candidate] = []
    _offer(waiting, space.best((), frozenset(), max_hops), k)
    while waiting:
        chosen = waiting.pop(0)
        best.append(chosen)
        room = k - len(best)
        for prefix, banned in chosen.others(open_ended=targets is None) if room else ():
            longest = waiting[-1].length if len(waiting) >= room else max_hops
            _offer(waiting, space.best(prefix, banned, longest), room)
    return [space.path(candidate) for candidate in best]


def between(
    hops: Iterable[Hop], source: str, target: str, *, same_year: bool, max_hops: int = 8, k: int = 5
) -> list[Path]:
    """Up to `k` paths from one node to another, the certain ones first, then the best merely possible ones."""
    hops = list(hops)
    sure = search(hops, {source}, {target}, mode="certain", same_year=same_year, max_hops=max_hops, k=k)
    perhaps = search(hops, {source}, {target}, mode="possible", same_year=same_year, max_hops=max_hops, k=k)
    return (sure + [path for path in perhaps if not path.certain])[:k]


def reach(
    hops: Iterable[Hop], sources: Collection[str], *, mode: Mode, same_year: bool, max_hops: int | None = None
) -> dict[str, Arrival]:
    """Every node that a path from a source reaches, sources left out; nearest first, then earliest, then name."""
    hops, origins = list(hops), _group(sources)
    sure = _Space(hops, origins, frozenset(), "certain", same_year).arrivals(max_hops)
    if mode == "certain":
        found = {node: Arrival(*how, certain=True) for node, how in sure.items()}
    else:
        perhaps = _Space(hops, origins, frozenset(), "possible", same_year).arrivals(max_hops)
        found = {node: Arrival(*how, certain=node in sure) for node, how in perhaps.items()}
    return dict(sorted(found.items(), key=lambda item: (item[1].hops, item[1].earliest, item[0])))


def tree(hops: Iterable[Hop], roots: Collection[str], *, mode: Mode, same_year: bool) -> dict[str, Hop]:
    """The forest of earliest arrivals: for each node reached, the hop that brought it, earliest first.

    Following the hops back to a root gives a path in the same `mode`. Earliest means the earliest possible
    day; in mode "certain", the earliest day by which the innovation has surely arrived. Ties go to fewer
    hops, then to keys. Undated hops may be the earliest of all: leave them out to date a cascade.
    """
    space = _Space(hops, _group(roots), frozenset(), mode, same_year)
    brought: dict[str, Hop] = {}
    queue: list[tuple[int, int, int, str | None]] = [(UNKNOWN_LO, 0, -1, None)]
    while queue:
        state, depth, rank, node = heapq.heappop(queue)
        if node is not None:
            if node in brought:
                continue
            brought[node] = space.ranked[rank]
        start = next_start(state, same_year)
        for gate, floor, _, target, next_rank in space.arcs.get(node, ()):
            if start <= gate and target not in brought:
                heapq.heappush(queue, (max(start, floor), depth + 1, next_rank, target))
    return brought


def contract(path: Path, places: Mapping[str, str]) -> tuple[tuple[Stop, ...], tuple[Hop, ...]]:
    """The stops of a path by territory, and the hops that cross from each stop to the next.

    Consecutive nodes of one territory are one stop. A node without a territory (a national body) stays a
    stop of its own: it is neither a département nor nowhere. A territory left and met again is two stops.
    """
    stops = [Stop(places.get(path.nodes[0]), path.nodes[:1])]
    crossings: list[Hop] = []
    for hop in path.hops:
        place, last = places.get(hop.target), stops[-1]
        if place is not None and place == last.place:
            stops[-1] = Stop(place, (*last.nodes, hop.target))
        else:
            stops.append(Stop(place, (hop.target,)))
            crossings.append(hop)
    return tuple(stops), tuple(crossings)


# (gate, floor, lo, target, rank): a hop may follow when the next start is <= gate; the clock then shows
# max(start, floor). Possible: gate hi, floor lo. Certain: gate lo, floor hi. Both arrive at max(start, lo).
_Arc = tuple[int, int, int, str, int]
_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """The best path of one part of all paths: those that begin with `ranks[:fixed]`, then avoid `banned`."""

    length: int
    arrival: int
    ranks: tuple[int, ...]
    fixed: int = field(compare=False)
    banned: frozenset[int] = field(compare=False)

    def others(self, open_ended: bool) -> Iterable[tuple[tuple[int, ...], frozenset[int]]]:
        """The rest of that part, cut into parts that do not overlap."""
        for i in range(self.fixed, self.length):
            inherited = self.banned if i == self.fixed else _NOTHING
            yield self.ranks[:i], inherited | {self.ranks[i]}
        if open_ended:
            yield self.ranks, _NOTHING


def _offer(waiting: list[_Candidate], candidate: _Candidate | None, room: int) -> None:
    if candidate is not None:
        insort(waiting, candidate)
        del waiting[room:]


def _group(nodes: Collection[str]) -> frozenset[str]:
    return frozenset({nodes} if isinstance(nodes, str) else nodes)


class _Space:
    """The hops of one search, indexed; node None stands for all sources together."""

    def __init__(
        self,
        hops: Iterable[Hop],
        sources: frozenset[str],
        targets: frozenset[str] | None,
        mode: Mode,
        same_year: bool,
    ) -> None:
        self.ranked = sorted(hops, key=lambda hop: (hop.key, hop.source, hop.target))
        for one, other in pairwise(self.ranked):
            if (one.key, one.source, one.target) == (other.key, other.source, other.target):
                raise ValueError(f"two hops share the key {one.key!r} and both ends")
        self.same_year = same_year
        self.targets = targets
        self.arcs: dict[str | None, list[_Arc]] = defaultdict(list)
        for rank, hop in enumerate(self.ranked):
            if hop.target in sources or hop.source == hop.target:
                continue
            gate, floor = (hop.hi, hop.lo) if mode == "possible" else (hop.lo, hop.hi)
            giver = None if hop.source in sources else hop.source
            self.arcs[giver].append((gate, floor, hop.lo, hop.target, rank))
        self.floors = [hop.lo if mode == "possible" else hop.hi for hop in self.ranked]
        self.near = self._hops_to_a_target()

    def ends(self, node: str) -> bool:
        """True where a path may end, and then does."""
        return self.targets is None or node in self.targets

    def _hops_to_a_target(self) -> dict[str, int]:
        """For each node the hops to the nearest target, time put aside: no way can be shorter than that."""
        feeders: dict[str, list[str]] = defaultdict(list)
        for node, arcs in self.arcs.items():
            if node is not None:
                for _, _, _, target, _ in arcs:
                    feeders[target].append(node)
        near = dict.fromkeys(self.targets or (), 0)
        queue = deque(near)
        while queue:
            node = queue.popleft()
            for feeder in feeders[node]:
                if feeder not in near:
                    near[feeder] = near[node] + 1
                    queue.append(feeder)
        return near

    def arrivals(self, max_hops: int | None) -> dict[str, tuple[int, int]]:
        """For each node reached: fewest hops, earliest arrival."""
        found: dict[str, tuple[int, int]] = {}
        clock: dict[str, int] = {}
        layer: dict[str | None, int] = {None: UNKNOWN_LO}
        depth = 0
        while layer and (max_hops is None or depth < max_hops):
            depth += 1
            ahead: dict[str | None, int] = {}
            for node, state in layer.items():
                start = next_start(state, self.same_year)
                for gate, floor, lo, target, _ in self.arcs.get(node, ()):
                    if start > gate:
                        continue
                    fewest, earliest = found.get(target, (depth, UNKNOWN_HI))
                    found[target] = fewest, min(earliest, max(start, lo))
                    if (shown := max(start, floor)) < clock.get(target, UNKNOWN_HI):
                        clock[target] = ahead[target] = shown
            layer = ahead
        return found

    def best(self, prefix: tuple[int, ...], banned: frozenset[int], longest: int) -> _Candidate | None:
        """The best path of at most `longest` hops that begins with `prefix` and goes on without `banned`."""
        here: str | None = None
        state = UNKNOWN_LO
        for rank in prefix:
            here, state = self.ranked[rank].target, max(next_start(state, self.same_year), self.floors[rank])
        part = _Part(self, frozenset(self.ranked[rank].target for rank in prefix), banned, here, state)
        rest = part.solve(longest - len(prefix))
        if rest is None:
            return None
        return _Candidate(len(prefix) + len(rest), part.arrival, prefix + rest, len(prefix), banned)

    def path(self, candidate: _Candidate) -> Path:
        """The path of a candidate, with what every choice of days says about its order."""
        hops = tuple(self.ranked[rank] for rank in candidate.ranks)
        certain = all(surely_before(one.hi, other.lo, self.same_year) for one, other in pairwise(hops))
        return Path(hops, candidate.arrival, certain)


class _Part:
    """One search by layers, from one node and clock, through nodes not `closed`, its first hop not `banned`."""

    def __init__(
        self, space: _Space, closed: frozenset[str], banned: frozenset[int], here: str | None, state: int
    ) -> None:
        self.space, self.closed, self.banned = space, closed, banned
        self.layers: list[dict[str | None, int]] = [{here: state}]
        self.arrival = UNKNOWN_HI
        self.clock: dict[str, int] = {}
        self.dead: dict[tuple[str | None, int], int] = {}

    def solve(self, longest: int) -> tuple[int, ...] | None:
        """The ranks of the best way of at most `longest` hops to a target; None if there is none."""
        for room in range(longest - 1, -1, -1):
            self._advance(room)
            if self.arrival < UNKNOWN_HI:
                ((here, state),) = self.layers[0].items()
                return self._first(here, state, 0)
            if not self.layers[-1]:
                break
        return None

    def _advance(self, room: int) -> None:
        """Add the next layer: nodes where the clock shows less than by any shorter way, in reach of a target."""
        space, ahead = self.space, dict[str | None, int]()
        banned = _NOTHING if len(self.layers) > 1 else self.banned
        for node, state in self.layers[-1].items():
            start = next_start(state, space.same_year)
            for gate, floor, lo, target, rank in space.arcs.get(node, ()):
                if start > gate or target in self.closed or rank in banned:
                    continue
                if space.ends(target):
                    self.arrival = min(self.arrival, max(start, lo))
                elif space.near.get(target, UNKNOWN_HI) <= room:
                    shown = max(start, floor)
                    if shown < self.clock.get(target, UNKNOWN_HI):
                        self.clock[target] = ahead[target] = shown
        self.layers.append(ahead)

    def _first(self, node: str | None, state: int, depth: int) -> tuple[int, ...] | None:
        """Of the shortest and earliest ways, the first by keys; `dead` keeps what led nowhere, and how early."""
        space, last = self.space, depth + 2 == len(self.layers)
        start = next_start(state, space.same_year)
        banned = self.banned if depth == 0 else _NOTHING
        for gate, floor, lo, target, rank in space.arcs.get(node, ()):
            if start > gate or target in self.closed or rank in banned:
                continue
            if last:
                if space.ends(target) and max(start, lo) == self.arrival:
                    return (rank,)
            elif target in self.layers[depth + 1]:
                shown = max(start, floor)
                if shown < self.dead.get((target, depth + 1), UNKNOWN_HI):
                    rest = self._first(target, shown, depth + 1)
                    if rest is not None:
                        return (rank, *rest)
        self.dead[node, depth] = state
        return None
