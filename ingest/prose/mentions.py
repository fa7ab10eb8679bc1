"""What a sentence speaks of, found in place: bodies, innovations, programmes, places, unnamed groups, sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.names import fold
from ingest.facts.records import Named

KINDS: dict[str, str] = {
    "N": "Network", "O": "Organisation", "E": "Establishment", "G": "Group", "S": "Group", "H": "Group",
    "I": "Innovation", "J": "Innovation", "P": "Programme", "Q": "Programme", "T": "Territory", "F": "HeadFunction",
    "C": "Cycle",
}  # fmt: skip
"""What each letter stands for in a rule. S is a group that was chosen (« les structures lauréates »); H, J and Q
are only described: « des associations locales », « une solution de répit », « un programme de soutien »."""

MONEY = "M"
"""The letter of a sum."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: the clean characters `start:end` of its page, its letter, and what it names.

    `rank` settles overlaps: the smaller wins, then the longer. `before` is where its proof begins when another
    sentence says who « elle » is; equal to `start` otherwise.
    """

    start: int
    end: int
    letter: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    network: str = ""
    rank: int = 0
    before: int = -1

    @property
    def named(self) -> Named:
        """As a link of a fact."""
        return Named(KINDS[self.letter], self.name, self.values, self.network)

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal for two mentions of one entity of the document."""
        return KINDS.get(self.letter, self.letter), fold(self.name), fold(self.network)

    def at(self, start: int, end: int) -> Mention:
        """The same entity elsewhere."""
        return replace(self, start=start, end=end)


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, without those that overlap a better one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.rank, one.start - one.end, one.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)
