"""A table to the graph, on each engine: dry run, load, the same file again, undo; and the contract of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphmodel import imports
from graphmodel.progress import CountingProgress
from graphmodel.store import Store
from ingest.pipeline import Asked, ingest, prepare
from ingest.report import IngestJson
from tests.tables import Book, csv_file, xlsx

BOOK: Book = {
    "Document": [{"titre": "Monographie", "éditeur": "ADASI", "date": "2023"}],
    "Organisations": [
        {"nom": "Réseau des relais", "classe": "réseau"},
        {"nom": "Relais 35", "réseau": "Réseau des relais", "membre de": "oui", "département": "35"},
    ],
    "Essaimages": [
        {"innovation": "Relais de quartier", "de": "Relais 35", "vers": "Relais basque", "date": "mars 2020"},
        {"innovation": "Relais de quartier", "de": "Relais 35", "vers": "Rennes"},
    ],
    "Financements": [
        {"financeur": "Fondation de France", "bénéficiaire": "Relais 35", "montant (€)": "12 500,50", "année": 2022},
        {"financeur": "Fondation de France", "bénéficiaire": "Relais 35", "montant (€)": "12 500,50", "année": 2022},
    ],
}
NOTHING = Asked()
GRANTS = "MATCH (f:Funder)-[r:FINANCES]->(o) RETURN f.name AS funder, o.name AS to, r.amount_cents AS cents"


def report(store: Store, path: Path, *, dry_run: bool = False, asked: Asked = NOTHING) -> dict[str, Any]:
    return ingest(store, prepare(path, asked), dry_run=dry_run).as_json("fr")


def counts(store: Store) -> dict[str, Any]:
    """How many nodes and edges of each kind, the traces of imports apart."""
    found = store.counts()
    kept = {name: n for name, n in found["labels"].items() if name not in ("Run", "Meta", "Receipt")}
    return {"labels": kept, "types": found["types"]}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "monographie.xlsx", BOOK)


def test_a_dry_run_says_what_loading_then_does_and_writes_nothing(store: Store, book: Path) -> None:
    imports.prepare(store)
    before = counts(store)
    foreseen = report(store, book, dry_run=True)
    assert (foreseen["run"], counts(store)) == (None, before)
    done = report(store, book)
    assert done["run"] == imports.runs(store)[0]["run"]
    assert {name: done[name] for name in ("graph", "files", "findings")} == {
        name: foreseen[name] for name in ("graph", "files", "findings")
    }


def test_the_graph_holds_what_the_tables_say_and_nothing_of_the_row_set_aside(store: Store, book: Path) -> None:
    answer = report(store, book)
    assert [(one["sheet"], one["rows_read"], one["rows_set_aside"]) for one in answer["files"][0]["tables"]] == [
        ("Document", 1, 0),
        ("Organisations", 2, 0),
        ("Essaimages", 2, 1),
        ("Financements", 2, 0),
    ]
    assert store.read(GRANTS) == [{"funder": "Fondation de France", "to": "Relais 35", "cents": 1_250_050}] * 2
    spreads = "MATCH (a)-[r:SPREAD_TO]->(b) RETURN a.name AS giver, b.name AS receiver, r.when_label AS at"
    assert store.read(spreads) == [{"giver": "Relais 35", "receiver": "Relais basque", "at": "mars 2020"}]


def test_the_report_is_the_contract_in_both_languages(store: Store, book: Path) -> None:
    made = ingest(store, prepare(book), dry_run=True)
    for lang in ("fr", "en"):
        answer = made.as_json(lang)
        assert IngestJson.model_validate(answer).model_dump(mode="json") == answer
        assert {"run", "graph", "files", "findings"} <= answer.keys()
    (table,) = [one for one in made.as_json()["files"][0]["tables"] if one["sheet"] == "Financements"]
    assert table["totals"] == {"amount_cents": "25001.00"}
    assert made.exit_code == 1
    assert made.in_words("fr") == "7 lignes lues, 6 acceptées, 1 mise de côté."


def test_the_same_file_again_changes_nothing_and_says_so(store: Store, book: Path) -> None:
    first = report(store, book)
    before = counts(store)
    again = report(store, book)
    assert (again["run"], counts(store)) == (None, before)
    assert set(again["graph"].values()) == {0}
    assert [one["value"] for one in again["findings"] if one["code"] == "already-loaded"] == [first["run"]]


def test_an_import_undone_leaves_no_trace(store: Store, book: Path) -> None:
    imports.prepare(store)
    before = counts(store)
    imports.undo(store, report(store, book)["run"])
    assert counts(store) == before


def test_a_national_funder_of_two_documents_is_one_node(store: Store, book: Path, tmp_path: Path) -> None:
    other = csv_file(tmp_path / "financements.csv", [{"financeur": "FONDATION DE FRANCE", "bénéficiaire": "Autre"}])
    report(store, book)
    report(store, other, asked=Asked(publisher="Avise"))
    assert len(store.read("MATCH (f:Funder) RETURN f.uid AS uid")) == 1


def test_the_members_of_a_list_join_what_the_template_told_of_the_same_network(store: Store, tmp_path: Path) -> None:
    rows = [{"Siret": "35600000000048", "Raison sociale": "La Poste", "Adresse": "1 rue du Port 35500 Vitré"}]
    bodies = [{"nom": "La Poste", "SIREN": "356000000", "réseau": "Les postes", "membre de": "oui"}]
    report(store, csv_file(tmp_path / "liste.csv", rows), asked=Asked(network="Les postes"))
    report(store, xlsx(tmp_path / "t.xlsx", {"Organisations": bodies}), asked=Asked(network="Les postes"))
    found = store.read(
        "MATCH (s:Establishment)-[:UNIT_OF]->(o:Organisation)-[:MEMBER_OF]->(n:Network) "
        "RETURN s.uid AS site, o.uid AS person, n.uid AS network"
    )
    assert found == [
        {"site": "siret:35600000000048", "person": "siren:356000000", "network": "reg:network/reseau/les-postes"}
    ]


def test_whoever_waits_is_told_of_reading_and_of_loading(store: Store, book: Path) -> None:
    told = CountingProgress()
    ingest(store, prepare(book, progress=told), progress=told)
    labels = [label.fr for label in told.labels]
    assert labels[0] == "Ouverture de monographie.xlsx"
    assert {"Lecture : Financements", "Mise à jour du graphe"} <= set(labels)
    assert told.finished == len(told.labels)
