"""What people decide changes what the statements fold to, and a decision taken back leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel import decisions, imports
from graphmodel.errors import UsageError
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document
from graphmodel.store import Store
from graphmodel.store.calls import Calls
from tests.contract.documents import after, bytes_of, fresh, load, made, org, written


@pytest.mark.parametrize("kind", ["same", "different"])
def test_a_decision_taken_back_leaves_no_trace(store: Store, kind: str) -> None:
    documents = [made(11, number) for number in range(3)]
    before = after(store, *documents)
    taken = decisions.decide(store, kind, ["siren:1", "rna:W0"])
    decisions.retract(store, taken)
    assert bytes_of(store) == before


@pytest.mark.parametrize("most", [0, 2_000])
def test_a_decision_gives_one_graph_whether_it_is_written_at_once_or_step_by_step(
    store: Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nodes made and merged, labels gained and lost, edges moved, in one transaction or in many."""
    monkeypatch.setattr(imports, "AT_ONCE", most)
    pairs = [("siren:1", "rna:W0"), ("siren:2", "siren:3"), ("rna:W1", "siret:0"), ("siren:0", "siren:1")]
    for seed in (17, 23, 29):
        documents = [made(seed, number) for number in range(4)]
        fresh(store)
        for pair in pairs:
            decisions.decide(store, "same", pair)
        for one in documents:
            load(store, one)
        expected = bytes_of(store)
        after(store, *documents)
        taken = [decisions.decide(store, "same", pair) for pair in pairs]
        assert (bytes_of(store), store.check_counts()) == (expected, []), f"world {seed}"
        undone = after(store, *documents)
        decisions.retract(store, *[decisions.decide(store, "same", pair) for pair in pairs])
        assert (bytes_of(store), store.check_counts(), len(taken)) == (undone, [], 4), f"world {seed}"


def test_an_answer_takes_few_calls_to_the_database(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person waits for each: on a server that is far away, every call is felt."""
    after(store, *[made(11, number) for number in range(3)])
    calls: list[str] = []
    run = Calls._run

    def counted(self: Calls, mode: str, work: Any) -> Any:
        calls.append(mode)
        return run(self, mode, work)

    monkeypatch.setattr(Calls, "_run", counted)
    taken = decisions.decide(store, "same", ["siren:1", "rna:W0"])
    decided, calls[:] = list(calls), []
    decisions.retract(store, taken)
    for told in (decided, calls):
        assert (told.count("WRITE"), len(told) <= 20) == (3, True), told  # the lock taken, the change, the lock given


def test_a_decision_may_come_before_or_after_the_documents(store: Store) -> None:
    documents = [made(13, number) for number in range(3)]
    after(store, *documents)
    decisions.decide(store, "same", ["siren:1", "siren:2"])
    late = bytes_of(store)
    fresh(store)
    decisions.decide(store, "same", ["siren:1", "siren:2"])
    for one in documents:
        load(store, one)
    assert bytes_of(store) == late


def test_what_was_decided_last_holds_also_when_it_was_decided_before(store: Store) -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    org(draft, "Alpha", "siren:1", employees=3)
    org(draft, "Alpha", "siren:1", row=2, employees=5)
    fresh(store)
    statements = draft.statements()
    load(store, (draft.document, statements))
    mark = {one.values["employees"]: one.fingerprint for one in statements}

    def shown() -> list[int]:
        return [row["n"] for row in store.read("MATCH (a:Actor) RETURN a.employees AS n")]

    told = []
    for kind, about in (
        ("prefer", (mark[5], "employees")), ("prefer", (mark[3], "employees")), ("prefer", (mark[5], "employees")),
        ("reject", (mark[5],)), ("accept", (mark[5],)), ("reject", (mark[5],)), ("reject", (mark[3],)),
    ):  # fmt: skip
        decisions.decide(store, kind, about)
        told.append(shown())
    assert told == [[5], [3], [5], [3], [5], [3], []]


def test_two_bodies_called_the_same_then_different_are_two(store: Store) -> None:
    fresh(store)
    load(store, written("a", lambda draft: (org(draft, "Alpha", "siren:1"), org(draft, "Beta", "siren:2", row=2))))
    told = []
    for kind in ("same", "different", "same"):
        decisions.decide(store, kind, ["siren:1", "siren:2"])
        told.append(len(store.read("MATCH (a:Actor) RETURN a.uid AS uid")))
    assert told == [1, 2, 1]


def test_refusing_one_of_two_equal_grants_or_one_of_two_documents_leaves_the_other(store: Store) -> None:
    def grants(draft: Draft) -> None:
        funder, receiver = org(draft, "Fondation", "siren:8"), org(draft, "Asso", "siren:9", row=2)
        for row in (3, 4):
            draft.relation("FINANCES", {"from": funder, "to": receiver}, {"amount_cents": 5_000}, Proof(f"F!A{row}"))

    one, other = written("one", grants), written("other", grants)
    fresh(store)
    load(store, one)
    load(store, other)
    decisions.decide(store, "reject", [one[1][-1].fingerprint])
    assert len(store.read("MATCH ()-[r:FINANCES]->() RETURN r.key AS key")) == 3


@pytest.mark.parametrize(
    ("kind", "about"),
    [("same", ["siren:1"]), ("same", ["siren:1", "cog:dep:35"]), ("same", ["siren:1", "tva:2"]), ("perhaps", ["x"])],
)
def test_a_decision_that_makes_no_sense_is_refused(store: Store, kind: str, about: list[str]) -> None:
    with pytest.raises(UsageError):
        decisions.decide(store, kind, about)
    assert store.read("MATCH (d:Decision) RETURN d.id AS id") == []
