"""From spreads to chains of one innovation, forward in time, between ends that are actors or territories.

A territory is an end of a spread, never a node between two: where a hop surely leaves the territory asked for, it can
only be a first one, and where it surely arrives there, only a last one. So two actors of one département never make a
chain that no innovation took. A hop that only perhaps touches the territory (a place said too widely) may be both.

A date that somebody only infers orders a chain as any other, and leaves its order possible at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphmodel.analysis.paths import Hop, Path, search
from graphmodel.analysis.places import Whereabouts, spots_of, touches
from graphmodel.analysis.projection import Projection
from graphmodel.analysis.timing import UNKNOWN_HI, UNKNOWN_LO, Mode, days
from graphmodel.names import fold
from graphmodel.questions.proofs import address, proofs
from graphmodel.questions.rows import PathHop, Proof, Spread
from graphmodel.schema.upsert import base_of
from graphmodel.schema.vocabulary import HAPPENED, Status
from graphmodel.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """How to search: see `graphmodel.analysis.paths`."""

    mode: Mode
    same_year: bool
    max_hops: int
    k: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A path of one innovation, as the spreads that it is made of."""

    spreads: tuple[Spread, ...]
    certain: bool
    arrival: int

    @property
    def rank(self) -> tuple[object, ...]:
        """Sure ones first, then the fewest hops, then the earliest, then always the same."""
        first = self.spreads[0]
        keys = tuple((one.key, one.from_, one.to) for one in self.spreads)
        return not self.certain, len(keys), self.arrival, fold(first.innovation_name or ""), first.innovation, keys


def hops_of(spreads: Iterable[Spread], *, stated_only: bool) -> dict[str, list[Hop]]:
    """The hops of each innovation: spreads that happened. A plan is no hop, nor is a spread of nobody knows what."""
    found: dict[str, list[Hop]] = defaultdict(list)
    for one in spreads:
        if one.innovation and one.modality in HAPPENED and not (stated_only and one.status != Status.STATED):
            low, high = sorted(days(one.since_min, one.since_max))
            found[one.innovation].append(Hop(one.key, one.from_, one.to, low, high, one))
    return dict(found)


def undoubted(hops: Iterable[Hop]) -> list[Hop]:
    """The hops with the dates that documents state: to be sure of an order, one that is only inferred is none."""
    return [replace(one, lo=UNKNOWN_LO, hi=UNKNOWN_HI) if "when" in one.payload.inferred else one for one in hops]


def chains(hops: Sequence[Hop], source: str, target: str, wish: Wish, known: Mapping[str, Whereabouts]) -> list[Chain]:
    """The best chains of one innovation from one end to another; `target` empty: to anywhere."""
    found: dict[tuple[Spread, ...], Chain] = {}
    modes: tuple[Mode, ...] = ("certain", "possible") if wish.mode == "possible" else ("certain",)
    for mode in modes:
        for made in _best(hops, _Ends(source, target, known, sure=mode == "certain"), mode, wish):
            found.setdefault(made.spreads, made)
    return sorted(found.values(), key=lambda one: one.rank)[: wish.k]


def path_rows(store: Store, world: Projection, found: Sequence[Chain]) -> list[PathHop]:
    """One row a hop, each with its proofs; paths and hops are numbered from 1."""
    by_edge = proofs(store, world, {spread_address(one) for chain in found for one in chain.spreads})
    return [
        _row(chain, path, hop, by_edge.get(spread_address(spread), ()))
        for path, chain in enumerate(found, 1)
        for hop, spread in enumerate(chain.spreads, 1)
    ]


def spread_address(one: Spread) -> str:
    """The address of a spread."""
    return address("SPREAD_TO", one.from_, one.to, one.key)


def is_territory(uid: str) -> bool:
    """Whether a uid names a territory."""
    return base_of(uid) == "Territory"


def touch(spread: Spread, end: str, territory: str, known: Mapping[str, Whereabouts]) -> bool | None:
    """Whether one end ("from", "to") of a spread touches a territory: True surely, False perhaps, None not."""
    if end == "from":
        return touches(spots_of(spread.from_, spread.from_kind, spread.place_from, known), territory)
    return touches(spots_of(spread.to, spread.to_kind, spread.place_to, known), territory)


class _Ends:
    """The ends of a search; a territory asked for becomes nodes of its own, `actor@territory`. With `sure`, a hop that
    only perhaps touches it does not count as touching it."""

    def __init__(self, source: str, target: str, known: Mapping[str, Whereabouts], *, sure: bool) -> None:
        self.target, self.known, self.sure = target, known, sure
        self.start = source if is_territory(source) else ""
        self.end = target if target and is_territory(target) else ""
        self.sources = set() if self.start else {source}
        self.targets = {target} if target and not self.end else set()

    def placed(self, hop: Hop) -> list[Hop]:
        """The hop with its ends where the search needs them: none, one or several hops instead of one."""
        leaves = self._touch(hop, "from", self.start)
        arrives = self._touch(hop, "to", self.end)
        if self._touch(hop, "to", self.start) and not arrives and hop.target not in self.targets:
            return []  # it comes back to where the path started
        starts = [f"{hop.source}@{self.start}"] if leaves is not None else []
        ends = [f"{hop.target}@{self.end}"] if arrives is not None else []
        self.sources.update(starts)
        self.targets.update(ends)
        return [
            replace(hop, source=source, target=target)
            for source in (starts if leaves else [hop.source, *starts])
            for target in (ends if arrives else [hop.target, *ends])
        ]

    def chain(self, path: Path) -> Chain | None:
        """None for a path that comes back to an actor: as a part of the territory asked for, it had two names."""
        nodes = [path.hops[0].payload.from_, *(hop.payload.to for hop in path.hops)]
        if len(set(nodes)) < len(nodes):
            return None
        sure_start = not self.start or self._touch(path.hops[0], "from", self.start)
        sure_end = not self.end or self._touch(path.hops[-1], "to", self.end)
        spreads = tuple(hop.payload for hop in path.hops)
        guessed = len(spreads) > 1 and any("when" in one.inferred for one in spreads)
        return Chain(spreads, bool(path.certain and not guessed and sure_start and sure_end), path.arrival)

    def _touch(self, hop: Hop, side: str, territory: str) -> bool | None:
        answer = touch(hop.payload, side, territory, self.known) if territory else None
        return None if self.sure and not answer else answer


def _best(hops: Sequence[Hop], ends: _Ends, mode: Mode, wish: Wish) -> list[Chain]:
    """Up to `k` chains that come back to no actor. Those that do are paths for the search, which may give nothing but
    them: so more and more are asked for, until enough stay or there are no others."""
    dated = undoubted(hops) if mode == "certain" else hops
    graph = [one for hop in dated for one in ends.placed(hop)]
    targets = ends.targets if ends.target else None
    most = wish.k
    while True:
        paths = search(
            graph, ends.sources, targets, mode=mode, same_year=wish.same_year, max_hops=wish.max_hops, k=most
        )
        made = [chain for path in paths if (chain := ends.chain(path))]
        if len(made) >= wish.k or len(paths) < most:
            return made[: wish.k]
        most *= 2


def _row(chain: Chain, path: int, hop: int, borne_out: tuple[Proof, ...]) -> PathHop:
    spread = chain.spreads[hop - 1]
    shared = {name: getattr(spread, name) for name in PathHop.model_fields if name in Spread.model_fields}
    certainty = "certain" if chain.certain else "possible"
    return PathHop.model_validate({**shared, "path": path, "hop": hop, "certainty": certainty, "proofs": borne_out})
