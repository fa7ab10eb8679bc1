"""What the analyses read of the graph, kept in memory for as long as the graph is the same.

Each state of a graph bears a mark of its own (`graph_version` alone would come again after a wipe, and in another
database), so no answer can ever come from another state, whatever the store, the database or the process that wrote.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from graphmodel import catalogue
from graphmodel.analysis.places import Whereabouts, whereabouts
from graphmodel.catalogue import Reader
from graphmodel.questions.rows import Spread
from graphmodel.schema.vocabulary import Status

KEPT = 4
"""States of graphs kept at once: screens that are open on the last ones, and another database."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of which graph: the published version (0: none yet) and its mark."""

    version: int
    mark: str


def stamp(reader: Reader) -> Stamp:
    """The state that a store is in now."""
    found = catalogue.read(reader, "audit.stamp")
    return Stamp(int(found[0]["version"] or 0), found[0]["mark"] or "") if found else Stamp(0, "")


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who belongs to a network: itself, its heads (or the networks that it heads), and all below them. Each step is
    sure where a document states it, and not where it is only inferred; a planned one is none."""

    names: Mapping[str, bool]
    above: Mapping[str, Mapping[str, bool]]

    def of(self, actor: str) -> bool | None:
        """Whether an actor belongs: True surely, False perhaps, None not."""
        steps = {**self.above.get(actor, {}), actor: True}
        return max((sure and self.names[one] for one, sure in steps.items() if one in self.names), default=None)


@dataclass(slots=True)
class Projection:
    """One state of a graph; each part is read when first asked for."""

    reader: Reader
    stamp: Stamp
    parts: dict[str, Any] = field(default_factory=dict)

    def part(self, name: str, build: Callable[[], T]) -> T:
        """What `build` reads, once for this state. What was read while the graph changed is not kept."""
        if name not in self.parts:
            built = build()
            if stamp(self.reader) != self.stamp:
                return built
            self.parts[name] = built
        kept: T = self.parts[name]
        return kept

    def spreads(self) -> list[Spread]:
        """Every spread, of any status and modality, by innovation and date."""
        return self.part("spreads", lambda: catalogue.rows(self.reader, "spread.edges", Spread, innovation=""))

    def holders(self) -> list[dict[str, Any]]:
        """Every ORIGINATED and CARRIES edge, as `spread.holders` gives it."""
        return self.part("holders", lambda: catalogue.read(self.reader, "spread.holders"))

    def whereabouts(self) -> Mapping[str, Whereabouts]:
        """Where each actor of `spreads` and `holders` stands."""
        return self.part("whereabouts", lambda: whereabouts(catalogue.read(self.reader, "spread.whereabouts")))

    def belonging(self, network: str) -> Belonging:
        """Who, of the actors of `spreads` and `holders`, belongs to a network or its head: screens show them as one."""
        near = {
            one: row["status"] == Status.STATED
            for row in self._heads()
            if network in (row["head"], row["network"])
            for one in (row["head"], row["network"])
        }
        return Belonging({**near, network: True}, self.part("above", self._above))

    def listing(self, network: str) -> tuple[frozenset[str], ...]:
        """Whose complete list is complete for a network: its own, or one of whom a document states to be its head.
        Of a head: its own, else one of each network that it heads; so one of each group that is given back."""
        led = [row["network"] for row in self._heads() if row["head"] == network]
        leaders = {row["head"] for row in self._heads() if row["network"] == network and row["status"] == Status.STATED}
        return tuple(frozenset({one, network, *leaders}) for one in led or [network])

    def _heads(self) -> list[dict[str, Any]]:
        return self.part("heads", lambda: catalogue.read(self.reader, "spread.heads"))

    def _above(self) -> Mapping[str, Mapping[str, bool]]:
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in catalogue.read(self.reader, "spread.belonging"):
            found[row["actor"]][row["above"]] = row["status"] == Status.STATED
        return found


_kept: OrderedDict[Stamp, dict[str, Any]] = OrderedDict()
_lock = Lock()


def projection(reader: Reader) -> Projection:
    """The state that a store is in now. A graph that nobody ever published is read each time."""
    now = stamp(reader)
    if not now.mark:
        return Projection(reader, now)
    with _lock:
        parts = _kept.setdefault(now, {})
        _kept.move_to_end(now)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return Projection(reader, now, parts)
