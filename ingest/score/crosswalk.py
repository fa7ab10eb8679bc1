"""What each predicate of a hand-made list becomes in the schema, or why it is left out: `crosswalk.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from graphmodel.errors import FileRefused, Label
from graphmodel.schema.registry import EDGES
from ingest.score.gold import GoldFact

LEFT_OUT = "left out"
Ends = Literal["", "same", "reversed", "function", "practice", "target", "subject", "head", "place"]
"""How subject and object become the ends: as they are; the other way round; towards a function; as a practice; as a
practice towards the object; as a property of the subject, of its head, or of whatever has it there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate from entities whose identifier is or begins with `source` to `target` (empty: any) becomes `becomes`:
    a relation, a property ("Network.domain") or LEFT_OUT, which has a `reason`. `status`: "inferred" where only that
    reading makes it so. `function`: of a practice, where the fact names none. `modality`: of every such fact."""

    predicate: str
    source: str
    target: str
    becomes: str
    ends: Ends
    status: str
    function: str
    modality: str
    how: str
    reason: str

    def speaks_of(self, fact: GoldFact) -> bool:
        return self.predicate == fact.predicate and _is(fact.subject, self.source) and _is(fact.object, self.target)


@cache
def rules() -> tuple[Rule, ...]:
    """The whole crosswalk."""
    text = files("ingest.score").joinpath("crosswalk.csv").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in csv.DictReader(text.splitlines()))


def rule_of(fact: GoldFact) -> Rule:
    """The one rule for this fact; a relation of the schema needs none. Raises FileRefused where no rule fits."""
    fitting = [rule for rule in rules() if rule.speaks_of(fact)]
    if not fitting and fact.predicate in EDGES:
        return Rule(fact.predicate, "", "", fact.predicate, "same", "same", "", "", "", "")
    if len(fitting) != 1:
        told = f"{fact.id} : {fact.subject} {fact.predicate} {fact.object}"
        fr, en = f"{told} : aucune relation n'y correspond.", f"{told}: no relation is known for it."
        raise FileRefused("gold-predicate", Label(fr, en))
    return fitting[0]


def _rule(row: dict[str, str]) -> Rule:
    ends = next(one for one in get_args(Ends) if one == row["ends"])
    return Rule(
        row["predicate"], row["from"], row["to"], row["becomes"], ends, row["status"], row["function"],
        row["modality"], row["how"], row["reason"],
    )  # fmt: skip


def _is(identifier: str, pattern: str) -> bool:
    return pattern in ("", identifier) or identifier.startswith(f"{pattern}:")
