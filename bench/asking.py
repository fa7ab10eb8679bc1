"""The time of each question on the examples: the first time, with the graph to be read, then once it is known."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from graphmodel import imports
from graphmodel.questions.ask import ask
from graphmodel.questions.registry import all_questions
from graphmodel.store import Store
from ingest import pipeline
from tests.engines import Server
from ui.commands.running import examples

GIVER, RECEIVER = "L'Atelier des Lisières à Rennes", "L'Atelier des Lisières à Poitiers"
GIVEN = {
    "source": GIVER, "giver": GIVER, "actor": GIVER, "target": RECEIVER, "receiver": RECEIVER, "uid": GIVER,
    "innovation": "La Bricothèque roulante", "network": "Les Lisières", "territory": "Ille-et-Vilaine",
    "text": "rennes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds of one question: asked first, and at best afterwards."""

    name: str
    rows: int
    first: float
    best: float


def questions(server: Server, repeats: int) -> Iterator[Asked]:
    """Load the examples, then ask everything."""
    with server.open() as store:
        store.wipe()
        imports.prepare(store)
        for path, said in examples().items():
            pipeline.ingest(store, pipeline.prepare(path, pipeline.Asked(**said)))
        for name, one in all_questions().items():
            needed = ["uid"] if name == "evidence.of" else [param.name for param in one.params if param.required]
            params = {need: GIVEN[need] for need in needed}
            times = [_ask(store, name, params) for _ in range(repeats + 1)]
            yield Asked(name, times[0][1], times[0][0], min(took for took, _ in times[1:]))
        store.wipe()


def _ask(store: Store, name: str, params: dict[str, str]) -> tuple[float, int]:
    start = time.perf_counter()
    answer = ask(store, name, params)
    return time.perf_counter() - start, len(answer.rows)
