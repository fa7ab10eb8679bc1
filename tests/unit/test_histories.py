"""The graph is a function of statements and decisions: any history that ends in the same ones gives the same graph."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from graphmodel.schema.vocabulary import HAPPENED
from graphmodel.statements.held import Address
from graphmodel.statements.plan import View
from graphmodel.statements.records import Statement
from graphmodel.statements.targets import address_of
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


def test_an_edge_says_nothing_more_firmly_than_its_statements_do() -> None:
    for seed in range(600):
        rnd = random.Random(seed)
        memory = Memory()
        for number in range(6):
            made, run, statements = document(rnd, number)
            view = memory.view
            memory.change(View({**view.documents, made.uid: made}, {**view.runs, run.id: run}, {}), statements)
        said = statements_of(memory)
        assert [address for address, edge in memory.edge.items() if unfounded(edge.properties, said[address])] == []


def statements_of(memory: Memory) -> Mapping[Address, list[Statement]]:
    """What each edge folds from."""
    said: dict[Address, list[Statement]] = defaultdict(list)
    for one in memory.statements.values():
        if one.target and one.statement.links and not one.target.startswith("COVERAGE|"):
            said[address_of(one.target, one.ordinal)].append(one.statement)
    return said


def unfounded(shown: Mapping[str, Any], said: list[Statement]) -> list[str]:
    """What an edge shows that its statements do not say, or less firmly: of a plan, of a fact, of another's date."""
    heard = [one for one in said if one.modality in HAPPENED] or said
    standing = {(one.modality, one.status) for one in heard}
    wrong = [] if (shown["modality"], shown["status"]) in standing else ["standing"]
    for name, member in (("mode", "mode"), ("when", "when_label")):
        loose, firm = (
            {one.values[member] for one in heard if one.status in statuses and one.values.get(member)}
            for statuses in (("inferred",), ("stated",))
        )
        expected = (firm or loose or {None}, bool(loose and not firm))
        if shown.get(member) not in expected[0] or (name in shown.get("inferred", ())) != expected[1]:
            wrong.append(name)
    return wrong
