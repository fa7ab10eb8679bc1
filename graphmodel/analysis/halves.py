"""Which things may be one though their names say nothing of it: one text tells twice of a thing that it does not name,
« un parcours de neuf mois » here, « une démarche, de mai 2017 à mars 2018 » there. Proposed, never joined. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from graphmodel.analysis.twins import Likeness
from graphmodel.schema.spec import NodeKind
from graphmodel.statements import restated

NEAR = 2 / 3
"""How near the length of the one must be to the dates of the other. What differs by more is another thing."""
FEW = 3
"""What more things may complete is completed by none of them for sure: nobody is asked."""


class Told(NamedTuple):
    """A thing with what is told of it. `scope`: inside what its name means it, a document or a network; empty where it
    is known everywhere. `carriers`: the uids of those who carry or run it, as far as known."""

    uid: str
    kind: type[NodeKind]
    name: str
    scope: str
    values: Mapping[str, Any]
    carriers: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether it has a name: what a text only describes is called by common nouns."""
        return not self.name[:1].islower()


def likenesses(things: Iterable[Told]) -> list[Likeness]:
    """The pairs worth a look: of one class and one scope, one of them at least without a name, of which the one tells a
    length and the other dates that are near it, and that nobody in common knows apart: the carriers of the one are not
    all others than those of the other, where both are known."""
    by_scope: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for thing in things:
        if thing.scope:
            by_scope[thing.kind.__name__, thing.scope].append(thing)
    found = [like for some in by_scope.values() for pair in combinations(some, 2) for like in _likeness(*pair)]
    asked = Counter(uid for like in found for uid in (like.one, like.other))
    return sorted(like for like in found if max(asked[like.one], asked[like.other]) <= FEW)


def _likeness(one: Told, other: Told) -> Iterator[Likeness]:
    if one.named and other.named:
        return
    if one.carriers and other.carriers and one.carriers.isdisjoint(other.carriers):
        return
    near = (
        restated.nearness(again, left.values, right.values)
        for again in one.kind.restated
        for left, right in ((one, other), (other, one))
    )
    score = max((one for one in near if one is not None), default=0.0)
    if score >= NEAR:
        low, high = sorted((one.uid, other.uid))
        yield Likeness(low, high, "restated", round(score, 2))
