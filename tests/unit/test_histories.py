"""The graph is a function of statements and decisions: any history that ends in the same ones gives the same graph."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from graphmodel.statements.plan import View
from graphmodel.statements.records import Statement
from tests.memory import Memory, whole
from tests.worlds import decision, document

HISTORIES = int(os.environ.get("ESSAIM_HISTORIES", "10000"))
SLICES = 20


class History:
    """One random life of a graph."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.memory = Memory()
        self.number = 0
        self.statements: dict[str, list[Statement]] = {}

    def step(self) -> None:
        draw, view = self.rnd.random(), self.memory.view
        self.number += 1
        if draw < 0.45 or not view.documents:
            self.add(replaces="")
        elif draw < 0.55:
            self.add(replaces=self.rnd.choice(sorted(view.documents)))
        elif draw < 0.7:
            self.undo(self.rnd.choice(sorted(view.documents)))
        elif draw < 0.88 or not view.decisions:
            standing = [one for some in self.statements.values() for one in some]
            made = decision(self.rnd, self.number, standing)
            self.memory.change(replace(view, decisions=dict(view.decisions) | {made.id: made}))
        else:
            gone = self.rnd.choice(sorted(view.decisions))
            kept = {key: one for key, one in view.decisions.items() if key != gone}
            self.memory.change(replace(view, decisions=kept))

    def add(self, replaces: str) -> None:
        made, run, statements = document(self.rnd, self.number, replaces)
        view = self.memory.view
        after = replace(view, documents={**view.documents, made.uid: made}, runs={**view.runs, run.id: run})
        self.statements[made.uid] = statements
        self.memory.change(after, statements)

    def undo(self, doc: str) -> None:
        view = self.memory.view
        self.statements.pop(doc)
        documents = {uid: one for uid, one in view.documents.items() if uid != doc}
        runs = {key: one for key, one in view.runs.items() if one.doc != doc}
        self.memory.change(View(documents, runs, view.decisions))


@pytest.mark.parametrize("part", range(SLICES))
def test_what_each_change_reaches_gives_what_folding_everything_gives(part: int) -> None:
    for seed in range(part, HISTORIES, SLICES):
        history = History(seed)
        for _ in range(history.rnd.randrange(2, 9)):
            history.step()
            everything = [one for some in history.statements.values() for one in some]
            assert history.memory.graph() == whole(history.memory.view, everything).graph(), f"history {seed}"


def test_documents_in_any_order_give_one_graph() -> None:
    for seed in range(200):
        rnd = random.Random(seed)
        made = [document(rnd, number) for number in range(4)]
        graphs = []
        for _ in range(3):
            rnd.shuffle(made)
            memory = Memory()
            for doc, run, statements in made:
                view = memory.view
                after = View({**view.documents, doc.uid: doc}, {**view.runs, run.id: run}, view.decisions)
                memory.change(after, statements)
            graphs.append(memory.graph())
        assert graphs[0] == graphs[1] == graphs[2], f"world {seed}"
