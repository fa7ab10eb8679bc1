"""Small worlds for the questions: documents written by hand in a few words, loaded as any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphmodel import imports
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import NO_DATE, Document, Span, digest
from graphmodel.store import Store


def uid(kind: str, name: str) -> str:
    """The uid of an entity that is known by its name alone."""
    return identifiers.named(kind, "fr", name)


def year(number: int) -> dict[str, str]:
    """The interval of something that began in a year."""
    return {"since_min": f"{number}-01-01", "since_max": f"{number}-12-31", "when_label": str(number)}


@dataclass
class World:
    """One document in the making, known by its title. Every fact stands on a line of its own, at `F!A<line>`."""

    title: str = "Monographie"
    date: Span = NO_DATE
    more: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def __post_init__(self) -> None:
        name = f"doc:{digest(self.title)}"
        self.document = Document(name, self.title, digest(name), self.title, date=self.date, **self.more)
        self.draft = Draft(self.document, "run:test")

    def proof(self, **said: Any) -> Proof:
        """The next line, with its quote."""
        self.line += 1
        return Proof(f"F!A{self.line}", **{"quote": f"ligne {self.line}", **said})

    def entity(self, kind: str, name: str, proof: Mapping[str, Any] | None = None, /, **values: Any) -> str:
        """An entity known by its name. Returns its statement."""
        identifier = [uid(kind, name)]
        return self.draft.entity(kind, identifier, {"name": name, **values}, self.proof(**(proof or {})))

    def place(self, code: str) -> str:
        """A territory of the official code, "dep:35". Returns its statement."""
        return self.draft.entity("Territory", [f"cog:{code}"], {}, self.proof())

    def actor(
        self, name: str, kind: str = "Organisation", *, at: str = "", covers: Iterable[str] = (), **values: Any
    ) -> str:
        """An actor, where it is located and what it covers."""
        made = self.entity(kind, name, **values)
        for code in (at,) if at else ():
            self.tie("LOCATED_IN", made, self.place(code))
        for code in covers:
            self.tie("COVERS", made, self.place(code))
        return made

    def tie(self, kind: str, source: str, target: str, proof: Mapping[str, Any] | None = None, /, **said: Any) -> str:
        """An edge. Values that name a statement (innovation, via, place_to…) are links."""
        names = ("innovation", "via", "place_to", "place_from", "place")
        links = {name: said.pop(name) for name in names if said.get(name)}
        return self.draft.relation(kind, {"from": source, "to": target, **links}, said, self.proof(**(proof or {})))

    def spread(self, source: str, target: str, innovation: str, when: int | None = None, **said: Any) -> str:
        """A spread, in a year or undated."""
        proof = {name: said.pop(name) for name in ("status", "modality") if name in said}
        return self.tie(
            "SPREAD_TO", source, target, proof, innovation=innovation, **(year(when) if when else {}), **said
        )

    def covers(self, territories: Iterable[str], network: str | None = None, **said: Any) -> str:
        """What the document claims to list of spreads."""
        proof = self.proof(**{name: said.pop(name) for name in ("status", "modality") if name in said})
        return self.draft.coverage(said.pop("kind", CoverageKind.SPREAD), network, territories, proof, **said)

    def load(self, store: Store) -> str:
        """Load the document; returns its run."""
        made = imports.load(store, self.document, self.draft.statements(), options={})
        assert made.run
        return made.run
