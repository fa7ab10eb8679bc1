"""What a passage of a document says, before anybody agreed. Readers find facts; the gate makes proposals of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.text.pages import Page

ABOUT = "about"
"""The one link of a fact that says something of an entity itself: its headcount, its year of creation."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what a fact speaks of. `kind` is a class of the schema, `name` what the document calls it: for a
    HeadFunction the identifier of the function, for a Cycle its rank, for a Territory any name of it.

    `values` is what the same passage says of it beside its name (`roles`, the `level`, `count` and `member_role` of a
    Group…), each a property of its class. `network` is the name of the network inside which the name means it, where
    the passage or its heading tells: a Cycle and a Group of federations always have one.
    """

    kind: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    network: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a passage says.

    `type` is a relation of the schema with its `links` ("from", "to", "innovation", "place_to"…), or a class with the
    one link `ABOUT`. `page` is the position in the sequence of pages, `start:end` the clean characters of the passage:
    the shortest run of whole words that proves the fact, most often its sentence or its line. `values` are properties
    of the relation or of the class, dates as `graphmodel.dates.to_properties` writes them. `rule` names what found it.

    Facts of one `choice` exclude each other: the passage does not tell which of them it means, and a person picks one.
    """

    type: str
    links: Mapping[str, Named]
    page: int
    start: int
    end: int
    rule: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: str = "stated"
    modality: str = "actual"
    choice: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entity that the graph holds (or that a person typed in), with every way it is written.

    `network` is the name of the network inside which these names mean it; empty: they mean it anywhere.
    """

    kind: str
    name: str
    spellings: tuple[str, ...] = ()
    network: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document before it is read. « nous » is its `publisher`; `network` is the one that the whole
    document is about, where a person said so."""

    names: Sequence[KnownName] = ()
    publisher: Named | None = None
    network: Named | None = None


Reader = Callable[[Sequence[Page], Context], list[Fact]]
"""A way of finding facts in clean pages. It is pure, gives the same facts for the same pages, and never guesses."""
