"""Which entity does a statement belong to? A pure function of the live statements and the decisions.

Identifiers are ranked by scheme: `siren:`, `rna:`, `siret:`, `cog:`, `reg:`, then `name:`. From the top rank down, an
identifier belongs to the one entity that the better identifiers beside it, in any statement, name; to itself where
they name none; where they name two it is *disputed* and joins nobody. A statement belongs to the entity of its best
undisputed identifier. Decisions are pairs of identifiers, never of entities: `same` makes two identifiers one,
`different` keeps an identifier away from the entity that holds the other; a decision sleeps while one of its two
identifiers stands in no live statement.

What follows: two values of one scheme never join by accident, order never matters, undo is a smaller set, and a
decision taken back leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

SCHEMES = ("siren", "rna", "siret", "cog", "reg", "name")
_RANK = {scheme: place for place, scheme in enumerate(SCHEMES)}

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The pairs of identifiers that people called the same, or different."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()

    def neighbours(self) -> dict[str, set[str]]:
        """Every identifier with those that a decision names together with it."""
        near: dict[str, set[str]] = defaultdict(set)
        for pair in self.same | self.different:
            for identifier in pair:
                near[identifier] |= pair - {identifier}
        return near


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer: the entity of each identifier and of each statement, and the identifiers in dispute."""

    owner: Mapping[str, str] = field(default_factory=dict)
    entity: Mapping[str, str] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()


def rank(identifier: str) -> tuple[int, str]:
    """Sorts the best identifier first."""
    return _RANK[identifier.split(":", 1)[0]], identifier


def resolve(live: Mapping[str, Collection[str]], decided: Decided = Decided()) -> Resolution:
    """The entity of each statement. `live` maps a statement to the identifiers that its document gives (at least one).

    The answer for a set closed under shared identifiers and decisions (see `closure`) is the answer within any
    larger set, so only what a change can reach need be resolved again.
    """
    present = {identifier for identifiers in live.values() for identifier in identifiers}
    canon = _merge_same(present, decided.same)
    apart = _keep_apart(present, decided.different, canon)
    beside: dict[str, set[str]] = defaultdict(set)
    for identifiers in live.values():
        together = {canon[identifier] for identifier in identifiers}
        for identifier in together:
            beside[identifier] |= {other for other in together if _scheme(other) < _scheme(identifier)}
    owner, disputed = _own(beside, apart)
    of_all = {identifier: owner[canon[identifier]] for identifier in present}
    in_dispute = frozenset(identifier for identifier in present if canon[identifier] in disputed)
    entity = {
        statement: of_all[min(identifiers, key=lambda one: (one in in_dispute, rank(one)))]
        for statement, identifiers in live.items()
    }
    return Resolution(of_all, entity, in_dispute)


def closure(
    seeds: Iterable[str], using: Mapping[str, Collection[str]], live: Mapping[str, Collection[str]], decided: Decided
) -> set[str]:
    """The statements within reach of the given identifiers, through shared identifiers and decisions.

    `using` maps an identifier to the statements that hold it, `live` a statement to its identifiers.
    """
    near = decided.neighbours()
    todo, seen, found = list(seeds), set(seeds), set[str]()
    while todo:
        identifier = todo.pop()
        reached = set(near.get(identifier, ()))
        for statement in using.get(identifier, ()):
            if statement not in found:
                found.add(statement)
                reached |= set(live[statement])
        todo += reached - seen
        seen |= reached
    return found


def _scheme(identifier: str) -> int:
    return _RANK[identifier.split(":", 1)[0]]


def _merge_same(present: set[str], same: Iterable[Pair]) -> dict[str, str]:
    """Each present identifier with the best one of those that were called the same."""
    parent = {identifier: identifier for identifier in present}

    def best(identifier: str) -> str:
        while parent[identifier] != identifier:
            identifier = parent[identifier]
        return identifier

    for pair in same:
        if pair <= present and len(pair) == 2:
            better, worse = sorted((best(identifier) for identifier in pair), key=rank)
            parent[worse] = better
    return {identifier: best(identifier) for identifier in present}


def _keep_apart(present: set[str], different: Iterable[Pair], canon: Mapping[str, str]) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in different:
        if pair <= present and len(pair) == 2:
            one, other = (canon[identifier] for identifier in pair)
            apart[one].add(other)
            apart[other].add(one)
    return apart


def _own(beside: Mapping[str, set[str]], apart: Mapping[str, set[str]]) -> tuple[dict[str, str], set[str]]:
    owner: dict[str, str] = {}
    disputed: set[str] = set()
    for identifier in sorted(beside, key=rank):
        refused = {owner[other] for other in apart.get(identifier, ()) if other in owner}
        named = {owner[other] for other in beside[identifier] if other not in disputed} - refused
        if len(named) > 1:
            disputed.add(identifier)
        owner[identifier] = next(iter(named)) if len(named) == 1 else identifier
    return owner, disputed
