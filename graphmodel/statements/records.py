"""What is kept of the world: documents, the runs that read them, what they state, and what people decided."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

Values = Mapping[str, Any]


class Kind(StrEnum):
    """What a statement is about."""

    ENTITY = "entity"
    RELATION = "relation"
    COVERAGE = "coverage"


class State(StrEnum):
    """What review made of a statement. Only accepted statements fold."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class RunState(StrEnum):
    """How far an import came. Only the statements of `live` and `partial` runs count."""

    LOADING = "loading"
    PARTIAL = "partial"
    LIVE = "live"
    UNDOING = "undoing"
    UNDONE = "undone"


COUNTING_RUNS = frozenset({RunState.LIVE, RunState.PARTIAL})


@dataclass(frozen=True, slots=True)
class Span:
    """When a value was so, as ISO days. Both empty: nobody said, so it overlaps everything and sorts oldest."""

    low: str = ""
    high: str = ""

    def overlaps(self, other: Span) -> bool:
        """Whether both could speak of one day."""
        return (not self.low or not other.high or self.low <= other.high) and (
            not other.low or not self.high or other.low <= self.high
        )

    @property
    def known(self) -> bool:
        """Whether anybody said."""
        return bool(self.low or self.high)


NO_DATE = Span()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read. `work` stays the same through its corrected versions."""

    uid: str
    work: str
    sha256: str
    title: str
    publisher: str = ""
    date: Span = NO_DATE
    date_label: str = ""
    kind: str = "table"
    licence: str = ""
    series: str = ""
    replaces: str = ""
    supersedes: tuple[str, ...] = ()
    """Every earlier version that this one takes the place of, the last first."""
    fictional: bool = False
    sketch: tuple[int, ...] = ()
    """Hashes that stand for the text of a document of prose: two that share many tell nearly the same."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of a document of prose, as its file holds it: the places of its statements count these characters.
    `number` is 0 for the one page of a document that has none."""

    doc: str
    number: int
    text: str

    @property
    def id(self) -> str:
        """Sorts the pages of a document in their order."""
        return f"{prefix_of(self.doc)}{self.number:06d}"


@dataclass(frozen=True, slots=True)
class Run:
    """One import of one document."""

    id: str
    doc: str
    state: RunState
    at: str = ""
    options: str = "{}"
    counts: str = "{}"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document says, at an exact place. `links` names the entity statements that a relation joins."""

    id: str
    kind: Kind
    type: str
    doc: str
    run: str
    at: tuple[str, ...]
    values: Values = field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    count: int = 1
    quote: str = ""
    cites: str = ""
    as_of: Span = NO_DATE
    status: str = "stated"
    modality: str = "actual"
    rule: str = ""
    state: State = State.ACCEPTED
    fingerprint: str = ""
    choice: str = ""
    """Statements of one choice exclude each other: the document does not say which it means, and a person picks."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. `about` are identifiers (same, different), or a fingerprint (accept, reject) and what is
    said of it: the property preferred (prefer), the values put right (edit)."""

    id: str
    kind: str
    about: tuple[str, ...]
    by: str = ""
    at: str = ""
    number: int = 0


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return _json(value).decode()


def digest(*parts: object) -> str:
    """A stable short name for a tuple of plain values: 24 hexadecimal digits of SHA-256 over their JSON."""
    return hashlib.sha256(_json(parts)).hexdigest()[:24]


def _json(value: object) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_SORT_KEYS)


def prefix_of(doc: str) -> str:
    """What the ids of all statements of a document begin with: a document is read by a range of ids, because an
    index whose entries repeat one document 100,000 times makes the local engine slow to forget them."""
    return doc.removeprefix("doc:") + "."


def decision_id(kind: str, about: tuple[str, ...]) -> str:
    """The same decision taken twice is one."""
    return digest(kind, sorted(about) if kind in ("same", "different") else about)
