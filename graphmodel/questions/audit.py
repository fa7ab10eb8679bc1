"""What the graph holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graphmodel import catalogue
from graphmodel.analysis.projection import projection
from graphmodel.questions import proofs
from graphmodel.questions.registry import question
from graphmodel.questions.rows import Count
from graphmodel.schema.vocabulary import Modality, Status
from graphmodel.statements.plan import View
from graphmodel.store import Store


@question("Combien y a-t-il de chaque chose ?", kind="analysis",
          reads=("audit.labels", "audit.types", "audit.statements", *proofs.READS))  # fmt: skip
def counts(store: Store) -> list[Count]:
    """How many are there of each thing?"""
    view = proofs.view_of(store, projection(store))
    labels = [
        _count("label", row["name"], row["total"], contradicted=row["contradicted"])
        for row in catalogue.read(store, "audit.labels")
    ]
    return [
        *labels,
        *_types(catalogue.read(store, "audit.types")),
        *_documents(view),
        *_statements(catalogue.read(store, "audit.statements")),
    ]


def _types(rows: Iterable[Mapping[str, Any]]) -> list[Count]:
    """A type a line: stated and inferred count what happened, planned what did not (yet)."""
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        planned = row["modality"] in (Modality.PLANNED, Modality.ABANDONED)
        by_type[row["name"]]["planned" if planned else row["status"]] += row["total"]
        by_type[row["name"]]["undated"] += row["total"] - row["dated"]
        by_type[row["name"]]["contradicted"] += row["contradicted"]
    split = (Status.STATED.value, Status.INFERRED.value, "planned")
    return [
        _count(
            "type", name, sum(found[part] for part in split),
            **{part: found[part] for part in (*split, "undated", "contradicted")},
        )
        for name, found in sorted(by_type.items())
    ]  # fmt: skip


def _documents(view: View) -> list[Count]:
    live = view.live_documents()
    states = Counter("live" if uid in live else "replaced_or_undone" for uid in view.documents)
    runs = Counter(run.state.value for run in view.runs.values())
    return [
        *(_count("document", name, total) for name, total in sorted(states.items())),
        *(_count("run", name, total) for name, total in sorted(runs.items())),
    ]


def _statements(rows: Iterable[Mapping[str, Any]]) -> list[Count]:
    """By kind and state of review; then, as `kind.counting`, those that the graph is made of."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for name, total in ((f"{row['name']}.{row['state']}", "total"), (f"{row['name']}.counting", "counting")):
            found[name][row["status"]] += row[total]
    return [
        _count("statement", name, sum(some.values()), stated=some[Status.STATED], inferred=some[Status.INFERRED])
        for name, some in sorted(found.items())
    ]


def _count(what: Any, name: str, total: int, **parts: int) -> Count:
    split = ("stated", "inferred", "planned", "undated", "contradicted")
    return Count(what=what, name=name, total=total, **{part: parts.get(part) for part in split})
