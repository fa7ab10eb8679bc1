"""The names that the graph holds, for readers: who a text may speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphmodel.analysis.projection import projection
from graphmodel.questions.proposals import spelled
from graphmodel.store.store import Store
from ingest.facts.records import KnownName

_COMMON = frozenset({"Innovation", "Programme"})
"""Classes whose names are often common nouns: they mean the one of a network inside that network only."""


def known_names(store: Store) -> list[KnownName]:
    """Every actor, innovation and programme of the graph, with its spellings."""
    return [name for row in spelled(store, projection(store)) for name in _names(row)]


def _names(row: dict[str, Any]) -> Iterator[KnownName]:
    owners = row["owners"] if row["kind"] in _COMMON else []
    for owner in owners or [""]:
        yield KnownName(row["kind"], row["name"], tuple(row["aliases"]), owner)
