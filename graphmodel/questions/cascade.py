"""The cascade of one innovation: who is at its origin, and which hop brought it to each other node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graphmodel.analysis.paths import Hop, tree
from graphmodel.analysis.projection import Projection
from graphmodel.analysis.timing import Mode, surely_before
from graphmodel.names import fold
from graphmodel.questions.chains import hops_of, spread_address, undoubted
from graphmodel.questions.proofs import address
from graphmodel.questions.rows import Proof, Spread, TreeStep
from graphmodel.schema.vocabulary import HAPPENED, CarryRole, Status


@dataclass(frozen=True, slots=True)
class Twig:
    """One node of the cascade: a root with why it is one, or the hop that brought the innovation."""

    generation: int
    node: str
    name: str
    kind: str
    root: str | None = None
    hop: Spread | None = None
    holder: Mapping[str, Any] | None = None
    certain: bool | None = None

    @property
    def edge(self) -> str:
        """The address of the edge that says so; empty for a giver of whom nothing more is said."""
        if self.hop:
            return spread_address(self.hop)
        held = self.holder
        return address(held["type"], held["actor"], held["innovation"], held["key"]) if held else ""

    def row(self, proofs: tuple[Proof, ...]) -> TreeStep:
        """The twig as an answer."""
        said: Mapping[str, Any] = (
            dict(self.hop) if self.hop else {**(self.holder or {}), "place_to": _place(self.holder)}
        )
        shared = ("key", "when_label", "since_min", "since_max", "status", "modality", "mode", "via_name", "place_from")
        return TreeStep.model_validate(
            {name: said.get(name) for name in (*shared, "place_to", "from_", "from_name", "from_kind")}
            | {"inferred": said.get("inferred", ())}
            | {"generation": self.generation, "root": self.root, "to": self.node, "to_name": self.name}
            | {"to_kind": self.kind, "type": self.edge.split("|")[0] or None, "proofs": proofs}
            | {"certainty": None if self.certain is None else "certain" if self.certain else "possible"}
        )


def grow(world: Projection, innovation: str, *, mode: Mode, same_year: bool, stated_only: bool) -> list[Twig]:
    """The cascade, by generation and name: roots, then each node that a hop reached, by the earliest way.

    In mode "certain" only nodes that are surely reached stand there. In mode "possible" every node does: one whose
    giver cannot have had the innovation in time is a root too, "unexplained", shown with that hop. A node is as sure
    as the way that is shown, whatever other way there is.
    """
    hops = hops_of(world.spreads(), stated_only=stated_only).get(innovation, [])
    names = {uid: label for hop in hops for uid, label in _names(hop.payload)}
    roots = _roots(world, innovation, hops, stated_only)
    for held in roots.values():
        if held:
            names.setdefault(held["actor"], (held["name"], held["kind"]))
    why = {uid: _why(held) for uid, held in roots.items()}
    brought = tree(undoubted(hops) if mode == "certain" else hops, set(why), mode=mode, same_year=same_year)
    late: dict[str, Spread] = {}
    while mode == "possible" and (left := names.keys() - why.keys() - brought.keys()):
        uid = _next_root(hops, left)
        why[uid], late[uid] = "unexplained", min((hop for hop in hops if hop.target == uid), key=_by_date).payload
        brought = tree(hops, set(why), mode=mode, same_year=same_year)
    twigs = [
        Twig(0, uid, *names[uid], root=code, hop=late.get(uid), holder=roots.get(uid)) for uid, code in why.items()
    ]
    for uid, hop in brought.items():
        way = _way(uid, brought)
        sure = all(surely_before(one.hi, other.lo, same_year) for one, other in pairwise(undoubted(way)))
        twigs.append(Twig(len(way), uid, *names[uid], hop=hop.payload, certain=sure))
    return sorted(twigs, key=lambda one: (one.generation, fold(one.name), one.node))


def _roots(
    world: Projection, innovation: str, hops: Iterable[Hop], stated_only: bool
) -> dict[str, Mapping[str, Any] | None]:
    """Who gave rise to the innovation, who adopted it from nobody known, who gives without having received."""
    hops = list(hops)
    receivers = {hop.target for hop in hops}
    held = [
        row
        for row in world.holders()
        if row["innovation"] == innovation
        and row["modality"] in HAPPENED
        and not (stated_only and row["status"] != Status.STATED)
    ]
    found: dict[str, Mapping[str, Any] | None] = {hop.source: None for hop in hops if hop.source not in receivers}
    found |= {row["actor"]: row for row in held if row["role"] == CarryRole.ADOPTER and row["actor"] not in receivers}
    return found | {row["actor"]: row for row in held if row["type"] == "ORIGINATED"}


def _why(held: Mapping[str, Any] | None) -> str:
    return "giver" if held is None else "originated" if held["type"] == "ORIGINATED" else "adopter"


def _next_root(hops: Iterable[Hop], left: Set[str]) -> str:
    """Among nodes that no root reaches in time, the earliest giver, which may explain others; else a receiver."""
    givers = [hop for hop in hops if hop.source in left]
    return min(givers, key=_by_date).source if givers else min(left)


def _by_date(hop: Hop) -> tuple[int, int, str, str, str]:
    return hop.lo, hop.hi, hop.source, hop.target, hop.key


def _names(one: Spread) -> list[tuple[str, tuple[str, str]]]:
    return [(one.from_, (one.from_name, one.from_kind)), (one.to, (one.to_name, one.to_kind))]


def _way(uid: str, brought: Mapping[str, Hop]) -> list[Hop]:
    """The hops that brought the innovation from a root to a node, as the cascade shows them."""
    way: list[Hop] = []
    while uid in brought:
        way.append(brought[uid])
        uid = brought[uid].source
    return way[::-1]


def _place(held: Mapping[str, Any] | None) -> str | None:
    return held.get("place") if held else None
