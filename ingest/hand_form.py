"""What a person fills in to write a fact down: its type, its ends, its values, who says so. Known to screens, without
any store; `ingest.by_hand` makes statements of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from graphmodel.errors import Label
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import Modality
from graphmodel.statements.records import Document, Statement
from ingest.columns import Column, of
from ingest.sheets import WHEN

ABOUT = "about"
"""The one end of a fact that gives an entity a property."""
_ASKED: dict[str, tuple[str, ...]] = {
    "SPREAD_TO": ("mode", "model", "direction", "accompanied"),
    "CARRIES": ("role", "stage"),
    "CO_PILOTS": ("role",),
    "FINANCES": ("amount_cents", "object", "funding_kind", "mechanism", "per", "reference"),
    "PARTNERS_WITH": ("kind", "purpose"),
    "MEMBER_OF": (),
    "PERFORMS": ("stage", "what"),
}
RELATIONS = tuple(_ASKED)
"""The relations that people write down by hand, with the properties that are asked of each."""
ENTITIES = ("Organisation", "Network", "Establishment", "Innovation", "Programme")
"""The classes of which people write down a property by hand."""
NEW = {"Actor": ("Organisation", "Network", "Establishment"), "Innovation": ("Innovation",),
       "Programme": ("Programme",), "Territory": ("Territory",), "HeadFunction": ()}  # fmt: skip
"""What a new name may be, by the label that an end of a relation asks for."""
MISSING = Label("À remplir.", "To be filled in.")
"""The problem of a field that is empty and must not be."""
_NEEDED = {"SPREAD_TO": ("innovation",)}
_CODES = frozenset({"siren", "siret", "rna", "code", "population", "lat", "lon"})
_UNASKED = frozenset({"name", "roles", "rank", *_CODES})

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class Form(BaseModel):
    """Base of what is filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Who(Form):
    """An end of the fact: an entity of the graph by its `uid`, or a new `name` of a class (`kind`), unique in its
    commune, else in its network (a uid), else in this document."""

    uid: str = ""
    kind: str = ""
    name: Line = ""
    network: str = ""
    commune: Line = ""


class Source(Form):
    """Who said it, or where it is written, and when; `quote` are the very words, where somebody wrote them down."""

    title: Line = ""
    by: Line = ""
    date: Line = ""
    kind: Literal["oral", "written"] = "oral"
    quote: Text = ""
    fictional: bool = False


class Fact(Form):
    """What is written down. `type` is a relation, or the class of the entity (`about`) that has a property; `values`
    are texts as typed, by the names of the schema and "when"; of closed lists, identifiers, several with ";" between.
    """

    type: str
    ends: Mapping[str, Who]
    values: Mapping[str, Text] = {}
    modality: Modality = Modality.ACTUAL
    inferred: bool = False
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Written:
    """A fact as statements; or, by field ("to", "amount_cents", "source.date"), why it cannot be one."""

    document: Document
    statements: Sequence[Statement] = ()
    problems: Mapping[str, Label] = field(default_factory=dict)


def roles_of(kind: str) -> dict[str, tuple[str, ...]]:
    """The ends of a fact of this type, each with the labels that it may have; those that are needed first."""
    if kind in NODES:
        return {ABOUT: (kind,)}
    edge = EDGES[kind]
    named = {one.name: (str(one.prop.ref),) for one in fields(edge) if one.prop.ref}
    needed = {name: named.pop(name) for name in _NEEDED.get(kind, ())}
    return {"from": edge.source, "to": edge.target} | needed | named


def is_needed(kind: str, role: str) -> bool:
    """Whether a fact of this type says nothing without this end."""
    return role in ("from", "to", ABOUT, *_NEEDED.get(kind, ()))


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The values that are asked of a fact of this type, typed as the schema does."""
    if kind in NODES:
        return of(NODES[kind], *(one.name for one in fields(NODES[kind]) if one.name not in _UNASKED))
    return (WHEN, *of(EDGES[kind], *_ASKED[kind]))
