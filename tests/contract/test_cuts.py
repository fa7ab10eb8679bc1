"""Work that is cut at any moment is finished, or forgotten, by the next command that writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel import decisions, dump, imports
from graphmodel.progress import CountingProgress
from graphmodel.statements.draft import Draft, Proof
from graphmodel.store import Store
from tests.contract.documents import after, bytes_of, fresh, load, made, org, written


class Cut(Exception):
    """The process that was writing is gone."""


def die_at(moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process that writes be gone at its n-th write."""
    whole_write, left = Store.transaction, [moment]

    def failing(self: Store, *given: object, **named: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Cut
        whole_write(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "transaction", failing)


class Work:
    """One change of the graph, from the same beginning each time."""

    def __init__(self, store: Store, what: str, folder: Path) -> None:
        self.store, self.what, self.path = store, what, folder / "graph.jsonl"
        self.a, self.b = made(19, 1), made(19, 2)

    def start(self) -> None:
        fresh(self.store)
        load(self.store, self.a)
        if self.what != "load":
            load(self.store, self.b)
        if self.what == "restore":
            decisions.decide(self.store, "same", ["siren:1", "siren:2"])
            dump.export(self.store, self.path)
            fresh(self.store)

    def act(self) -> None:
        if self.what == "load":
            imports.load(self.store, *self.b, options={})
        elif self.what == "restore":
            if not imports.StoreArchive(self.store).view().documents:
                dump.restore(self.store, self.path)
        elif self.what in ("decide", "decide step by step"):
            decisions.decide(self.store, "same", ["siren:1", "siren:2"])
        elif self.b[0].uid in imports.StoreArchive(self.store).view().documents:
            imports.undo(self.store, imports.run_id(self.b[0], {}))

    def cut_at(self, moment: int, monkeypatch: pytest.MonkeyPatch) -> bool:
        """Do it, and die at the given write: whether it came so far."""
        with monkeypatch.context() as cutting:
            die_at(moment, cutting)
            try:
                self.act()
            except Cut:
                return True
        return False


@pytest.mark.parametrize("what", ["load", "undo", "decide", "decide step by step", "restore"])
def test_work_cut_at_any_moment_is_finished_or_forgotten_by_the_next_command(
    store: Store, what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if what == "decide step by step":  # as decisions that change too much for one transaction are
        monkeypatch.setattr(imports, "AT_ONCE", 0)
    work = Work(store, what, tmp_path)
    work.start()
    work.act()
    expected, moment = bytes_of(store), 1
    while True:
        work.start()
        cut = work.cut_at(moment, monkeypatch)
        imports.resume(store)
        work.act()  # cut before its first write, it never began
        assert bytes_of(store) == expected, f"cut at write {moment}"
        if not cut:
            break
        moment += 4
    assert moment > 4


def test_a_funder_that_gains_its_siren_keeps_every_grant_even_when_cut_in_the_middle(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grants(draft: Draft) -> None:
        funder = org(draft, "Fondation", roles=("Funder",))
        for row in range(300):
            receiver = org(draft, f"Asso {row % 90}", row=row)
            draft.relation("FINANCES", {"from": funder, "to": receiver}, {"amount_cents": 100}, Proof(f"F!A{row}"))

    many = written("grants", grants)
    code = written("code", lambda draft: org(draft, "Fondation", "siren:9"))  # type: ignore[arg-type, return-value]
    expected = after(store, many, code)
    told = CountingProgress()
    fresh(store)
    load(store, many)
    monkeypatch.setattr("graphmodel.apply.CHUNK", 50)
    with monkeypatch.context() as cutting:
        die_at(14, cutting)
        with pytest.raises(Cut):
            imports.load(store, *code, options={})
    (state,) = [one["state"] for one in imports.runs(store) if one["run"] == imports.run_id(code[0], {})]
    between = store.read("MATCH (a:Actor)-[:FINANCES]->() RETURN DISTINCT a.uid AS uid ORDER BY uid")
    imports.resume(store, told)
    assert (state, len(between)) == ("partial", 2), "the cut fell in the middle"
    assert bytes_of(store) == expected
    assert told.done >= 300
