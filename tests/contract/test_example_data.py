"""The fictional network, loaded on each engine: every planted fact is found again, and nothing else."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from graphmodel import imports
from graphmodel.questions import evidence, partnership, spread, territory
from graphmodel.questions.ask import ask
from graphmodel.store import Store
from ingest.pipeline import Asked, ingest, prepare
from tests.engines import Server
from tools.build_examples import EXAMPLES, FICTION

FOLDER = EXAMPLES / FICTION
PLANTS: dict[str, Any] = json.loads((FOLDER / "plants.json").read_text(encoding="utf-8"))
NETWORK = PLANTS["network"]
SUMS = ("fundings", "known", "known_sum", "ranges", "range_min_sum", "range_max_sum", "unknown")


FILES: dict[str, Asked] = {
    "annuaire.xlsx": Asked(),
    "essaimages-2010-2024.xlsx": Asked(),
    "rapport-financeurs.xlsx": Asked(),
    "adherents-2019.csv": Asked(network=NETWORK, publisher="fictif", date="2019"),
}


@pytest.fixture
def fiction(server: Server, _stores: dict[str, Store]) -> Store:
    """The four files on each engine, loaded again only where another test emptied the store: nothing here writes."""
    store = _stores[server.uri] = _stores.get(server.uri) or server.open()
    imports.prepare(store)
    if {tuple(run["files"]) for run in imports.runs(store)} != {(name,) for name in FILES}:
        store.wipe()
        for name, asked in FILES.items():
            ingest(store, prepare(FOLDER / name, asked))
    return store


def uid(store: Store, base: str, name: str) -> str:
    (row,) = store.read(f"MATCH (n:{base}) WHERE n.name = $name RETURN n.uid AS uid", name=name)
    return str(row["uid"])


def test_the_four_files_speak_of_one_network(fiction: Store) -> None:
    counts = fiction.counts()
    edges = fiction.read("MATCH (a)-[r:SPREAD_TO]->(b) RETURN a.uid AS giver, b.uid AS receiver, r.innovation AS what")
    found = (counts["labels"]["Network"], counts["labels"]["Innovation"], counts["labels"]["Programme"], len(edges))
    assert found == (1, 40, 10, PLANTS["spreads"])


def test_each_planted_verdict_is_given_with_its_reason(fiction: Store) -> None:
    network = uid(fiction, "Network", NETWORK)
    for plant in PLANTS["verdicts"]:
        innovation = uid(fiction, "Innovation", plant["innovation"]) if plant["innovation"] else ""
        rows = territory.verdicts(
            fiction, network=network, innovation=innovation, level="department", direction=plant["direction"],
            since=f"{plant['since']}-01-01", until=f"{plant['until']}-12-31",
        )  # fmt: skip
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            found[row.verdict][row.reasons[0].code].append(row.territory.removeprefix("cog:dep:"))
        assert found == plant["expected"], plant["why"]


def test_paths_run_through_the_planted_hops_and_never_back_in_time_or_from_one_body_to_its_neighbour(
    fiction: Store,
) -> None:
    for plant in PLANTS["paths"]:
        hops = spread.between(
            fiction, f"cog:dep:{plant['from']}", f"cog:dep:{plant['to']}",
            innovation=uid(fiction, "Innovation", plant["innovation"]),
        )  # fmt: skip
        chain = [hops[0].from_name, *(hop.to_name for hop in hops)] if hops else []
        assert (chain, {hop.certainty for hop in hops}) == (plant["best"], {plant["certainty"]} - {None})


def test_the_sums_of_each_funder_are_those_of_its_rows(fiction: Store) -> None:
    found = [
        {"funder": row.funder_name, "modality": row.modality} | {name: getattr(row, name) or 0 for name in SUMS}
        for row in partnership.funders(fiction)
    ]
    assert sorted(found, key=lambda row: (row["funder"], row["modality"])) == PLANTS["amounts"]


def test_the_documents_contradict_each_other_where_planted_and_nowhere_else(fiction: Store) -> None:
    found = {(row.name, row.property, str(row.value), row.title.split()[0]) for row in evidence.contradictions(fiction)}
    assert found == {
        (plant["name"], plant["property"], str(plant[said]), word)
        for plant in PLANTS["contradictions"]
        for said, word in (("annuaire", "Annuaire"), ("rapport-financeurs", "Rapport"))
    }


def test_names_of_the_example_are_enough_to_ask(fiction: Store) -> None:
    plant = PLANTS["paths"][0]
    answer = ask(
        fiction, "spread.between",
        {"source": plant["best"][0], "target": plant["best"][-1], "innovation": plant["innovation"]},
    )  # fmt: skip
    assert len(answer.rows) == len(plant["best"]) - 1
