"""What the questions of review answer with, as `graphmodel.questions.rows` is for the others."""

from __future__ import annotations

from typing import Any, Literal

from graphmodel.analysis.twins import How
from graphmodel.questions.row import Row, Text, Texts

Pro = Literal["same_commune", "same_place", "same_network"]
Con = Literal["other_place", "other_network", "other_kind", "other_length"]


class Passage(Row):
    """Where a document tells it, word for word; `statement` is the one that stands for it."""

    document: str
    title: str
    at: str
    quote: str
    statement: str


class Side(Row):
    """One of two entities that may be the same. `networks` names what it belongs to, or whose it is; `passages`: where
    it is told what makes it like the other, when its names do not."""

    uid: str
    name: str
    kind: str
    aliases: Texts
    places: Texts
    networks: Texts
    codes: Texts
    sources: int
    relations: int
    passages: tuple[Passage, ...] = ()


class PossiblySame(Row):
    """Two entities of which one may be the other. `how` their names show it: equal, one the initials of the other,
    close, an identifier that both use and that is in dispute, or one tells how long it lasts and the other between
    which dates. `pros` speak for it, `cons` against it."""

    one: Side
    other: Side
    how: How
    score: float
    pros: tuple[Pro, ...]
    cons: tuple[Con, ...]


class Taken(Row):
    """One decision. `names` are those of the entities that it is about: two (same, different), else the one, or the two
    ends, of which the statement speaks. `owner` is their class, or the type of edge. `asleep`: what it names is in no
    document that counts, so that it changes nothing for now."""

    decision: str
    kind: Literal["same", "different", "accept", "reject", "edit", "prefer"]
    at: str
    by: Text
    about: Texts
    names: Texts
    owner: Text
    property: Text
    value: Any
    title: Text
    place: Text
    asleep: bool


class Candidate(Row):
    """An entity of the graph that bears the same name: it may be the one that is meant."""

    uid: str
    name: str
    kind: str


class End(Row):
    """Who or what a proposed fact speaks of, as its document calls it. `values`: what the passage says of it beside;
    `identifiers`: what a decision that it is one of the `candidates` names; `others`: what it is in the other documents
    that tell the fact, where these may mean another; `mark` is the fingerprint of what names it."""

    role: str
    name: str
    kind: str
    identifiers: Texts
    others: Texts
    values: dict[str, Any]
    candidates: tuple[Candidate, ...]
    mark: str = ""


class Option(Row):
    """One proposed fact. `marks`: the fingerprints of the statements that tell it."""

    type: str
    ends: tuple[End, ...]
    values: dict[str, Any]
    status: str
    modality: str
    marks: Texts


class Proposal(Row):
    """A card of the queue: one fact that waits for a person, with all the passages that tell it; or several `options`
    of which the document does not tell which it means. `accepted` of `decided` facts of the same rule were kept so
    far; `expected` is the share to expect of the next."""

    card: str
    options: tuple[Option, ...]
    passages: tuple[Passage, ...]
    rule: str
    accepted: int
    decided: int
    expected: float
