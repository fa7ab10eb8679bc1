"""The entities of the graph that may be chosen by name, in words: for forms, and for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from graphmodel.analysis.projection import projection
from graphmodel.questions.organisation import search
from graphmodel.questions.proposals import spelled
from graphmodel.schema.registry import NODES
from graphmodel.schema.vocabulary import TerritoryLevel
from graphmodel.store import Store
from ui.i18n import Translator
from ui.viewmodels import saisir as model
from ui.viewmodels.saisir import Known

MANY = 20_000
_PLACED = ("Territory", "HeadFunction", "Cycle")
"""What the list of names leaves out: it has names of its own."""


def known(t: Translator, store: Store, labels: Sequence[str]) -> list[Known]:
    """The entities that may stand at an end with these labels (bases or classes)."""
    rows = [row for row in spelled(store, projection(store)) if {row["kind"], NODES[row["kind"]].base} & {*labels}]
    rows += [
        {"uid": one.uid, "name": one.name, "kind": one.kind, "owners": _level(t, one.level)}
        for label in labels if label in _PLACED for one in search(store, "", label, MANY)
    ]  # fmt: skip
    return model.known(t, rows)


def _level(t: Translator, level: str | None) -> list[str]:
    return [words] if (words := t.word(TerritoryLevel, level)) else []
