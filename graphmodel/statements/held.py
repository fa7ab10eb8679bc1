"""What planning reads: statements with what they folded into, the graph as it stands, the reference beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from graphmodel.statements.fold import Edge, Node
from graphmodel.statements.records import Statement
from graphmodel.statements.review import Review
from graphmodel.statements.targets import NOWHERE

Address = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement with what it folded into when it was last looked at."""

    statement: Statement
    target: str = NOWHERE
    ordinal: int = 0


class Archive(Protocol):
    """What planning reads. Every call takes many keys at once."""

    def entities_using(self, identifiers: Collection[str]) -> dict[str, frozenset[str]]:
        """The uids of the entities whose statements use each identifier; identifiers in no use are left out."""

    def about(self, targets: Collection[str]) -> list[Stored]:
        """The statements that were last folded into these targets."""

    def named(self, ids: Collection[str]) -> list[Stored]:
        """The statements of these ids."""

    def linking(self, ids: Collection[str]) -> list[Stored]:
        """The relation and coverage statements that link to these entity statements."""

    def of_documents(self, uids: Collection[str]) -> list[Stored]:
        """All statements of these documents."""

    def fingerprinted(self, fingerprints: Collection[str]) -> list[Stored]:
        """The statements that a decision about a fingerprint speaks of."""

    def nodes(self, uids: Collection[str]) -> dict[str, Node]:
        """The nodes of the graph as they stand."""

    def edges(self, addresses: Collection[Address]) -> dict[Address, Mapping[str, Any]]:
        """The properties of the edges of the graph as they stand."""


class Reference(Protocol):
    """What the graph holds without any statement: territories of the official code."""

    def properties(self, uid: str) -> Mapping[str, Any]:
        """What the reference knows of this uid; empty for any other."""

    def permanent(self, uid: str) -> Node | None:
        """The node that stays when no statement is left, if this uid is such a one."""

    def edges(self, uid: str) -> list[Edge]:
        """The edges that come and go with this node."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An archive whose statements say what a person put right."""

    archive: Archive
    review: Review

    def entities_using(self, identifiers: Collection[str]) -> dict[str, frozenset[str]]:
        return self.archive.entities_using(identifiers)

    def about(self, targets: Collection[str]) -> list[Stored]:
        return self._corrected(self.archive.about(targets))

    def named(self, ids: Collection[str]) -> list[Stored]:
        return self._corrected(self.archive.named(ids))

    def linking(self, ids: Collection[str]) -> list[Stored]:
        return self._corrected(self.archive.linking(ids))

    def of_documents(self, uids: Collection[str]) -> list[Stored]:
        return self._corrected(self.archive.of_documents(uids))

    def fingerprinted(self, fingerprints: Collection[str]) -> list[Stored]:
        return self._corrected(self.archive.fingerprinted(fingerprints))

    def nodes(self, uids: Collection[str]) -> dict[str, Node]:
        return self.archive.nodes(uids)

    def edges(self, addresses: Collection[Address]) -> dict[Address, Mapping[str, Any]]:
        return self.archive.edges(addresses)

    def _corrected(self, found: Iterable[Stored]) -> list[Stored]:
        if not self.review.last:
            return list(found)
        return [replace(one, statement=self.review.corrected(one.statement)) for one in found]
