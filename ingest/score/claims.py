"""What facts claim, one thing at a time: a relation, or one value of one property of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.names import fold
from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import Status
from ingest.facts.records import ABOUT, Fact, Named
from ingest.score.expected import AMOUNTS
from ingest.score.naming import Ids, Naming


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a fact says. `kind` is a relation or a property ("Network.domain"), `value` that of a property.

    `sources`, `targets`, `innovations`, `towards`: the hand-made entities that its names may mean.
    """

    fact: Fact
    kind: str
    sources: Ids
    targets: Ids
    innovations: Ids = frozenset()
    towards: Ids = frozenset()
    value: Any = None

    @property
    def status(self) -> Status:
        return Status.INFERRED if self.fact.status == Status.INFERRED else Status.STATED

    @property
    def amounts(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, self.fact.values[name]) for name in AMOUNTS if self.fact.values.get(name))

    def same(self) -> object:
        """What two claims share when they say one thing: entities where the names are known, else the names."""
        links = self.fact.links
        source = self.sources or _folded(links.get("from") or links.get(ABOUT))
        ends = (source, self.targets or _folded(links.get("to")))
        directed = self.kind not in EDGES or EDGES[self.kind].directed
        told = ends if directed else frozenset(ends)
        innovation = self.innovations or _folded(links.get("innovation"))
        return self.kind, told, innovation, self.towards, self.fact.modality, self.status, self.amounts, str(self.value)


def claims(facts: Sequence[Fact], naming: Naming) -> Iterator[Claim]:
    """Everything that facts say. What a fact says of an entity in passing, beside a relation, is not asked of it."""
    for fact in facts:
        if ABOUT not in fact.links:
            yield _relation(fact, naming)
            continue
        owner = naming.ids(fact.links[ABOUT])
        for name, told in fact.values.items():
            for value in told if isinstance(told, list | tuple) else (told,):
                yield Claim(fact, f"{fact.type}.{name}", owner, frozenset(), value=value)


def in_words(fact: Fact) -> str:
    """The names that a fact links, as it has them: "A → B (innovation : C)"."""
    ends = " → ".join(one.name for link, one in fact.links.items() if link in (ABOUT, "from", "to"))
    others = ", ".join(f"{link} : {one.name}" for link, one in fact.links.items() if link not in (ABOUT, "from", "to"))
    return f"{ends} ({others})" if others else ends


def _relation(fact: Fact, naming: Naming) -> Claim:
    ends = [naming.ids(fact.links[link]) if link in fact.links else frozenset[str]() for link in ("from", "to")]
    innovations = naming.ids(fact.links["innovation"]) if "innovation" in fact.links else frozenset[str]()
    practised = [str(one) for one in fact.values.get("targets", ())]
    towards = frozenset(one for name in practised for one in naming.anybody(name))
    return Claim(fact, fact.type, ends[0], ends[1], innovations, towards)


def _folded(named: Named | None) -> str:
    return fold(f"{named.kind} {named.name} {named.network}") if named else ""
