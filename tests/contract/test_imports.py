"""Any history that ends in the same documents and decisions gives the same bytes, on every engine."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from graphmodel import decisions, dump, imports
from graphmodel.errors import EssaimError, FileRefused, UsageError
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.store import Store
from tests.contract.documents import after, bytes_of, fresh, graph_of, load, made, org, written
from tests.memory import whole


@pytest.mark.parametrize("seed", range(2))
def test_documents_in_any_order_give_the_same_bytes(store: Store, seed: int) -> None:
    documents = [made(seed, number) for number in range(3)]
    assert after(store, *documents) == after(store, *reversed(documents))


def test_the_graph_on_an_engine_is_the_one_that_pure_folding_gives(store: Store) -> None:
    documents = [made(7, number) for number in range(4)]
    dumped = after(store, *documents)
    archive = imports.StoreArchive(store)
    expected = whole(archive.view(), [one for _, statements in documents for one in statements])
    assert archive.nodes(expected.node.keys()) == expected.node
    found = archive.edges(expected.edge.keys())
    assert {key: dict(edge.properties) for key, edge in expected.edge.items()} == found
    assert sum('"edge"' in line and '"type":"PART_OF"' not in line for line in dumped) == len(expected.edge)


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    one = made(1, 1)
    before = after(store, one)
    again = imports.load(store, *one, options={})
    assert (again.run, again.already) == (None, imports.run_id(one[0], {}))
    assert not any(again.difference.counts.values())
    assert bytes_of(store) == before


def test_a_then_b_then_undoing_a_is_b_alone(store: Store) -> None:
    a, b = made(3, 1), made(3, 2)
    fresh(store)
    run = load(store, a)
    load(store, b)
    imports.undo(store, run)
    left = bytes_of(store)
    assert left == after(store, b)


def test_a_dry_run_tells_what_the_load_then_does(store: Store) -> None:
    a, b = made(5, 1), made(5, 2)
    fresh(store)
    load(store, a)
    before = bytes_of(store)
    told = imports.preview(store, *b)
    assert bytes_of(store) == before
    assert imports.load(store, *b, options={}).difference == told


def test_a_corrected_version_takes_the_place_of_the_first_and_gives_it_back(store: Store) -> None:
    a = made(9, 1)
    b = made(9, 2, replaces=a[0].uid)
    first = after(store, a)
    run = load(store, b)
    corrected = graph_of(store)
    after(store, b)
    assert corrected == graph_of(store)
    fresh(store)
    load(store, a)
    load(store, b)
    imports.undo(store, run)
    assert bytes_of(store) == first


def test_a_code_that_arrives_late_joins_what_had_only_a_name(store: Store) -> None:
    def named_only(draft: Draft) -> None:
        receiver, innovation = (
            org(draft, "Lozère"),
            draft.entity(
                "Innovation", [identifiers.named("Innovation", "fr", "relais")], {"name": "Relais"}, Proof("I!A1")
            ),
        )
        giver = org(draft, "Tête", row=2)
        draft.relation("SPREAD_TO", {"from": giver, "to": receiver, "innovation": innovation}, {}, Proof("S!A1"))

    fresh(store)
    load(store, written("a", named_only))
    loaded = imports.load(store, *written("b", lambda draft: org(draft, "Lozère", "siren:775")), options={})  # type: ignore[arg-type, return-value]
    assert loaded.difference.merged == {"name:organisation/fr/lozere": "siren:775"}
    assert store.read("MATCH (a:Actor)-[:SPREAD_TO]->(b:Actor) RETURN a.uid AS a, b.uid AS b, b.sources AS n") == [
        {"a": "name:organisation/fr/tete", "b": "siren:775", "n": 2}
    ]


def test_two_codes_that_shared_a_name_stay_apart_and_the_name_alone_joins_none(store: Store) -> None:
    fresh(store)
    for number, codes in enumerate([["siren:1"], ["siren:2"], []]):
        load(store, written(f"d{number}", lambda draft, codes=codes: org(draft, "Alpha", *codes)))  # type: ignore[misc]
    found = store.read("MATCH (a:Actor) RETURN a.uid AS uid ORDER BY uid")
    assert [row["uid"] for row in found] == ["name:organisation/fr/alpha", "siren:1", "siren:2"]


def test_a_document_that_joins_two_bodies_leaves_them_apart_when_undone(store: Store) -> None:
    parts = [
        written("rna", lambda draft: org(draft, "Alpha", "rna:W1")),
        written("siren", lambda draft: org(draft, "Beta", "siren:1")),
    ]  # type: ignore[list-item]
    apart = after(store, *parts)  # type: ignore[arg-type]
    run = load(store, written("both", lambda draft: org(draft, "Gamma", "rna:W1", "siren:1")))  # type: ignore[arg-type, return-value]
    assert [row["uid"] for row in store.read("MATCH (a:Actor) RETURN a.uid AS uid")] == ["siren:1"]
    imports.undo(store, run)
    assert bytes_of(store) == apart


def test_two_equal_rows_of_a_document_are_two_grants_and_the_file_twice_is_not(store: Store) -> None:
    def grants(draft: Draft) -> None:
        funder, receiver = org(draft, "Fondation", roles=("Funder",)), org(draft, "Asso", row=2)
        for row in (3, 4):
            draft.relation("FINANCES", {"from": funder, "to": receiver}, {"amount_cents": 5_000}, Proof(f"F!A{row}"))

    fresh(store)
    one = written("grants", grants)
    for _ in range(2):
        imports.load(store, *one, options={})
    found = store.read(
        "MATCH ()-[r:FINANCES]->() RETURN r.amount_cents AS cents, coalesce(r.ordinal, 0) AS n ORDER BY n"
    )
    assert found == [{"cents": 5_000, "n": 0}, {"cents": 5_000, "n": 1}]


def test_a_coverage_follows_its_network_when_it_gains_a_code(store: Store) -> None:
    def covered(draft: Draft) -> None:
        network = org(draft, "Réseau")
        draft.coverage(CoverageKind.SPREAD, network, ["cog:dep:48"], Proof("C!A1"), exhaustive=True)

    fresh(store)
    load(store, written("covers", covered))
    load(store, written("code", lambda draft: org(draft, "Réseau", "siren:9")))  # type: ignore[arg-type, return-value]
    (row,) = store.read("MATCH (s:Statement) WHERE s.target STARTS WITH 'COVERAGE|' RETURN s.target AS target")
    assert row == {"target": "COVERAGE|siren:9|spread"}


def test_a_commune_comes_with_what_refers_to_it_and_goes_with_the_last(store: Store) -> None:
    def located(draft: Draft) -> None:
        place = draft.entity("Territory", ["cog:com:35238"], {}, Proof("O!B1"))
        draft.relation("LOCATED_IN", {"from": org(draft, "Asso"), "to": place}, {}, Proof("O!A1"))

    before = after(store)
    run = load(store, written("rennes", located))
    path = "MATCH (:Actor)-[:LOCATED_IN]->(c:Territory)-[:PART_OF]->(d:Territory)-[:PART_OF]->(r:Territory)"
    assert store.read(f"{path} RETURN c.name AS c, d.name AS d, r.name AS r") == [
        {"c": "Rennes", "d": "Ille-et-Vilaine", "r": "Bretagne"}
    ]
    imports.undo(store, run)
    assert bytes_of(store) == before


def test_a_dump_restored_elsewhere_is_the_same_dump(store: Store, tmp_path: Path) -> None:
    before = after(store, *[made(17, number) for number in range(3)])
    decisions.decide(store, "same", ["siren:1", "rna:W1"])
    before = bytes_of(store)
    dump.export(store, tmp_path / "graph.jsonl")
    store.wipe()
    dump.restore(store, tmp_path / "graph.jsonl")
    assert bytes_of(store) == before


def test_a_dump_whose_graph_was_changed_by_hand_is_refused_and_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    after(store, made(17, 1))
    path = tmp_path / "graph.jsonl"
    dump.export(store, path)
    head, _, tail = path.read_text("utf-8").rpartition('"sources":0')
    path.write_text(f'{head}"sources":7{tail}', "utf-8")
    store.wipe()
    with pytest.raises(EssaimError):
        dump.restore(store, path)
    assert store.read("MATCH (d:Document) RETURN d.uid AS uid") == []


def test_undoing_a_run_that_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(UsageError):
        imports.undo(store, "run:none")


def test_a_version_undone_in_the_middle_gives_nothing_back_to_the_first(store: Store) -> None:
    first, second = made(9, 1), made(9, 2, replaces="doc:1")
    third = made(9, 3, replaces="doc:2")
    fresh(store)
    load(store, first)
    run = load(store, second)
    load(store, third)
    alone = graph_of(store)
    imports.undo(store, run)
    assert graph_of(store) == alone


def test_a_version_cannot_take_the_place_of_itself_or_of_a_later_one(store: Store) -> None:
    first, second = made(9, 1), made(9, 2, replaces="doc:1")
    fresh(store)
    run = load(store, first)
    load(store, second)
    imports.undo(store, run)
    before = bytes_of(store)
    for wrong in ("doc:1", "doc:2"):
        with pytest.raises(FileRefused):
            imports.load(store, *made(9, 1, replaces=wrong), options={})
    assert bytes_of(store) == before


def test_what_another_writer_published_while_one_waited_for_its_turn_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = made(3, 1), made(3, 2)
    expected = after(store, a, b)
    fresh(store)
    real, waiting = Store.writing, [True]

    def late(asking: Store, owner: str) -> AbstractContextManager[None]:
        if waiting.pop():
            waiting.append(False)
            load(store, a)
        waiting.append(False)
        return real(asking, owner)

    monkeypatch.setattr(Store, "writing", late)
    load(store, b)
    assert bytes_of(store) == expected


def test_what_was_counted_is_what_there_is_after_loads_decisions_and_undoing(store: Store) -> None:
    documents = [made(21, number) for number in range(4)]
    after(store, *documents[:3])
    store.remember_counts()
    run = load(store, documents[3])
    decisions.decide(store, "same", ["siren:1", "rna:W0"])
    taken = decisions.decide(store, "different", ["siren:1", "siren:2"])
    decisions.retract(store, taken)
    assert store.check_counts() == []
    imports.undo(store, run)
    assert store.check_counts() == []
