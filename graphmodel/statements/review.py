"""What review makes of statements: which of them count, and with which values. Pure, as all of folding is.

A statement read from prose is proposed: it counts once a person accepts it. One that only names an entity is asked of
nobody; it counts as long as an accepted relation of its document names that entity.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.statements.records import Decision, State, Statement, canonical

_DECIDED = {"accept": State.ACCEPTED, "edit": State.ACCEPTED, "reject": State.REJECTED}
REVIEWING = frozenset(_DECIDED)
"""The kinds of decision that are about one statement as a whole."""
MEANT = "="
"""What a link begins with that a person put right: an identifier follows, where others hold an entity statement."""


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided of statements, by fingerprint: of all decisions about one, the last holds."""

    last: Mapping[str, Decision] = field(default_factory=dict)
    pointing: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By identifier, the fingerprints of the statements whose ends a person said to be the entity of that name."""

    def decided(self, statement: Statement) -> bool:
        """Whether a person looked at it."""
        return statement.fingerprint in self.last

    def state(self, statement: Statement) -> State:
        """Whether it is accepted, rejected, or still proposed."""
        decision = self.last.get(statement.fingerprint)
        return _DECIDED[decision.kind] if decision else statement.state

    def corrected(self, statement: Statement) -> Statement:
        """The statement with the values that a person put right."""
        decision = self.last.get(statement.fingerprint)
        if decision is None or decision.kind != "edit":
            return statement
        told = json.loads(decision.about[1])
        values = {**statement.values, **told.get("values", {})}
        kept = {name: value for name, value in values.items() if value is not None}
        meant = {role: f"{MEANT}{one}" for role, one in told.get("ends", {}).items() if role in statement.links}
        links = {**statement.links, **meant} if meant else statement.links
        return replace(statement, values=kept, modality=told.get("modality", statement.modality), links=links)


def review_of(decisions: Iterable[Decision]) -> Review:
    """The review that these decisions make, in the order in which they were taken."""
    last = {one.about[0]: one for one in decisions if one.kind in REVIEWING}
    pointing: dict[str, set[str]] = defaultdict(set)
    for mark, one in last.items():
        for identifier in ends_of(one).values():
            pointing[identifier].add(mark)
    return Review(last, pointing)


def correction(values: Mapping[str, Any], modality: str = "", ends: Mapping[str, str] = {}) -> str:
    """What an *edit* decision says beside the fingerprint: the values put right (None: nothing is said any more), and
    by role an identifier of the entity that an end is."""
    told = {"values": dict(values), "modality": modality, "ends": dict(ends)}
    return canonical({name: one for name, one in told.items() if one or name == "values"})


def ends_of(decision: Decision) -> Mapping[str, str]:
    """The ends that a decision puts right: an identifier by role."""
    if decision.kind != "edit" or '"ends"' not in decision.about[1]:
        return {}
    ends: Mapping[str, str] = json.loads(decision.about[1]).get("ends", {})
    return ends


def is_meant(link: str) -> bool:
    """Whether a link names an identifier, rather than an entity statement."""
    return link.startswith(MEANT)


def meant(identifier: str, uids: Collection[str], permanent: bool) -> str:
    """The entity that an identifier means: the one whose statements use it. Of several, the one that it calls, else
    nobody; of none, what the reference holds by it. Empty for nobody."""
    if len(uids) == 1:
        return next(iter(uids))
    return identifier if identifier in uids or (permanent and not uids) else ""
