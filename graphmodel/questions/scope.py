"""Which spreads and adoptions a question about territories is about, and what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from graphmodel.analysis import verdicts as verdict
from graphmodel.analysis.places import Grain, anywhere, at_level, spots_of
from graphmodel.analysis.projection import Projection
from graphmodel.errors import Label
from graphmodel.questions.chains import spread_address
from graphmodel.questions.proofs import address
from graphmodel.questions.rows import Spread
from graphmodel.schema.vocabulary import HAPPENED, CarryRole, Status

Direction = Literal["received", "given", "linked"]


class Scope:
    """The spreads and adoptions of a network (one end belongs to it, or it gave rise to the innovation), of an
    innovation, of both or of all, each at the ends that the direction asks for. A fact that is of the network only by
    what somebody inferred is an inferred fact there."""

    def __init__(self, world: Projection, network: str, innovation: str, level: Grain, direction: Direction) -> None:
        self.world, self.innovation, self.level, self.direction = world, innovation, level, direction
        self.known = world.whereabouts()
        self.network = network
        self.belonging = world.belonging(network)
        self.born_inside: dict[str, bool] = {}
        for row in world.holders() if network else ():
            inside = self.belonging.of(row["actor"])
            if inside is not None and row["type"] == "ORIGINATED" and row["modality"] in HAPPENED:
                sure = inside and row["status"] == Status.STATED
                self.born_inside[row["innovation"]] = sure or self.born_inside.get(row["innovation"], False)

    def facts(self) -> Iterable[verdict.Fact]:
        """Everything that the question is about."""
        yield from self.spreads()
        yield from self.adoptions()

    def spreads(self) -> Iterable[verdict.Fact]:
        """Each spread in the scope, once for each of its ends that the direction asks for."""
        for one in self.world.spreads():
            sure = self._in_scope(one.innovation, one.from_, one.to)
            ends = {
                "given": (one.to, one.to_kind, one.place_to),
                "received": (one.from_, one.from_kind, one.place_from),
            }
            for other_way, end in ends.items():
                if sure is not None and self.direction != other_way:
                    yield self._fact(spread_address(one), _told(one), dict(one), end, sure)

    def adoptions(self) -> Iterable[verdict.Fact]:
        """Each adoption from an unknown giver in the scope: something received."""
        for row in self.world.holders() if self.direction != "given" else ():
            sure = self._in_scope(row["innovation"], row["actor"])
            if row["role"] == CarryRole.ADOPTER and sure is not None:
                edge = address(row["type"], row["actor"], row["innovation"], row["key"])
                yield self._fact(edge, _adoption(row), row, (row["actor"], row["kind"], row["place"]), sure)

    def _in_scope(self, innovation: str | None, *actors: str) -> bool | None:
        """Whether the question is about a fact: True surely, False only by what is inferred, None not."""
        if self.innovation and innovation != self.innovation:
            return None
        if not self.network:
            return True
        ways = (self.born_inside.get(innovation or ""), *map(self.belonging.of, actors))
        return max((sure for sure in ways if sure is not None), default=None)

    def _fact(
        self, edge: str, label: Label, row: Mapping[str, Any], end: tuple[str, str, str | None], sure: bool
    ) -> verdict.Fact:
        """`end`: who, of which kind, and the place that the document says there; `sure`: surely in the scope."""
        return verdict.Fact(
            id=edge,
            label=label,
            status=row["status"] if sure else Status.INFERRED,
            modality=row["modality"],
            since_min=row["since_min"],
            since_max=row["since_max"],
            touched=at_level(spots_of(*end, self.known), self.level),
            anywhere=anywhere(*end, self.known, self.level),
            guessed=_guessed(row),
        )


def _guessed(row: Mapping[str, Any]) -> bool:
    """Whether a document states the fact and nobody but a reader its date."""
    return row["status"] == Status.STATED and "when" in row["inferred"]


def _dated(row: Mapping[str, Any]) -> tuple[str, str]:
    said = row["when_label"]
    if not said:
        return "sans date", "undated"
    return (f"{said}, date déduite", f"{said}, inferred date") if _guessed(row) else (said, said)


def _told(one: Spread) -> Label:
    fr, en = _dated(dict(one))
    what_fr, what_en = _what(one.innovation_name)
    return Label(
        f"{what_fr}, de {one.from_name} vers {one.to_name} ({fr})",
        f"{what_en}, from {one.from_name} to {one.to_name} ({en})",
    )


def _adoption(row: Mapping[str, Any]) -> Label:
    fr, en = _dated(row)
    what_fr, what_en = _what(row["innovation_name"])
    return Label(f"{what_fr}, adoption par {row['name']} ({fr})", f"{what_en}, adopted by {row['name']} ({en})")


def _what(innovation: str | None) -> tuple[str, str]:
    return (f"« {innovation} »", f"“{innovation}”") if innovation else ("innovation non dite", "innovation not said")
