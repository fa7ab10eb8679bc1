"""What the facts of one document are answered with, as `graphmodel.questions.rows` is for the others."""

from __future__ import annotations

from typing import Any, Literal

from graphmodel.questions.row import Row, Text, Texts

ABOUT = "about"
"""The role of the one entity of which a fact says something."""


class Party(Row):
    """Who or what a fact speaks of, as its document calls it; `uid` is who that is in the graph, where it is there."""

    role: str
    name: str
    kind: str
    uid: Text


class Told(Row):
    """One fact that a document tells. `at` are its places there, `quote` the words themselves. `state` is "proposed"
    while it waits for a person: until then it is in the document and not in the graph."""

    statement: str
    type: str
    ends: tuple[Party, ...]
    values: dict[str, Any]
    at: Texts
    quote: Text
    status: str
    modality: str
    state: Literal["accepted", "proposed"]
