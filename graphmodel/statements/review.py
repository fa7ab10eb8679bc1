"""What review makes of statements: which of them count, and with which values. Pure, as all of folding is.

A statement read from prose is proposed: it counts once a person accepts it. One that only names an entity is asked of
nobody; it counts as long as an accepted relation of its document names that entity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.statements.records import Decision, State, Statement, canonical

_DECIDED = {"accept": State.ACCEPTED, "edit": State.ACCEPTED, "reject": State.REJECTED}
REVIEWING = frozenset(_DECIDED)
"""The kinds of decision that are about one statement as a whole."""


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided of statements, by fingerprint: of all decisions about one, the last holds."""

    last: Mapping[str, Decision] = field(default_factory=dict)

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
        return replace(statement, values=kept, modality=told.get("modality", statement.modality))


def review_of(decisions: Iterable[Decision]) -> Review:
    """The review that these decisions make, in the order in which they were taken."""
    return Review({one.about[0]: one for one in decisions if one.kind in REVIEWING})


def correction(values: Mapping[str, Any], modality: str = "") -> str:
    """What an *edit* decision says beside the fingerprint: the values put right (None: nothing is said any more)."""
    return canonical({"values": dict(values)} | ({"modality": modality} if modality else {}))
