"""Essaim started, looked over and stopped by the command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from graphmodel.archive import StoreArchive
from tests.cli.conftest import Essaim
from tests.engines import Server
from ui.contracts import DoctorAnswer


def test_the_demonstration_loads_once_and_tells_what_it_loaded(essaim: Essaim) -> None:
    first, second = essaim("demo", "--no-ui"), essaim("demo", "--no-ui")
    assert (first.code, second.code) == (0, 0)
    assert (first.out, second.out) == ("", "")
    assert first.err.count("acceptées") == 5
    assert second.err.count("déjà chargé") == 6
    assert first.err.splitlines()[-1] == second.err.splitlines()[-1]
    assert len(essaim("runs", "--json").json) == 6
    with essaim.store() as store:
        documents = StoreArchive(store).view().documents.values()
    invented = {one.title for one in documents if one.fictional}
    assert invented == {one.title for one in documents if "Lisières" in one.title}
    assert (len(invented), len(documents)) == (5, 6)


def test_the_demonstration_is_never_mixed_with_the_documents_of_people(essaim: Essaim, tmp_path: Path) -> None:
    file = tmp_path / "financements.csv"
    file.write_text("financeur;bénéficiaire;montant\nFondation A;Maison B;100\n", encoding="utf-8")
    mine = essaim("ingest", file, "--json").json["run"]
    ran = essaim("demo", "--no-ui")
    assert ran.code == 0
    assert "d'autres documents" in ran.err
    assert [one["run"] for one in essaim("runs", "--json").json] == [mine]


def test_the_doctor_finds_a_healthy_graph_well(essaim: Essaim) -> None:
    ran = essaim("doctor", "--json")
    found = DoctorAnswer.model_validate_json(ran.out)
    assert ran.code == 0
    assert [(one.name, one.ok) for one in found.checks] == [
        (name, True) for name in ("java", "home", "port", "engine", "schema", "counts", "runs")
    ]
    assert found.engine is not None
    assert (found.engine.name, found.engine.bundled, found.home) == ("ArcadeDB", True, essaim.env["ESSAIM_HOME"])
    assert essaim("doctor", ESSAIM_LANG="en").out.splitlines()[-1] == "✓ Nothing was cut."


def test_the_doctor_names_the_engine_that_answers(nowhere: Essaim, server: Server) -> None:
    found = DoctorAnswer.model_validate_json(nowhere.on(server)("doctor", "--json").out)
    assert [(one.name, one.ok) for one in found.checks if one.name in ("address", "engine")] == [
        ("address", True),
        ("engine", True),
    ]
    assert found.engine is not None
    assert (found.engine.bundled, found.engine.address) == (False, server.uri.removeprefix("bolt://"))


def test_the_doctor_says_why_nothing_answers(nowhere: Essaim, tmp_path: Path) -> None:
    ran = nowhere("doctor", "--json", ESSAIM_GRAPH_URI="bolt://127.0.0.1:1")
    found = DoctorAnswer.model_validate_json(ran.out)
    assert (ran.code, found.engine, found.counts) == (3, None, None)
    assert [(one.name, one.ok) for one in found.checks] == [("address", True), ("engine", False)]
    file = tmp_path / "file"
    file.touch()
    here = nowhere("doctor", "--json", ESSAIM_HOME=str(file / "home"))
    broken = [one.name for one in DoctorAnswer.model_validate_json(here.out).checks if not one.ok]
    assert (here.code, broken) == (3, ["home", "engine"])


def test_the_engine_starts_tells_and_stops(essaim: Essaim) -> None:
    started = essaim("engine", "start")
    assert started.code == 0
    assert started.out.startswith("bolt://127.0.0.1:")
    assert essaim("engine", "status").out == started.out
    assert essaim("engine", "stop").err == "Arrêté.\n"
    assert (essaim("engine", "status").out, essaim("engine", "stop").err) == ("", "Il était arrêté.\n")


def test_a_server_of_others_is_neither_started_nor_stopped(nowhere: Essaim) -> None:
    elsewhere = {"ESSAIM_GRAPH_URI": "neo4j://graph.example:7687"}
    for verb in ("start", "stop"):
        ran = nowhere("engine", verb, **elsewhere)
        assert (ran.code, ran.out) == (2, "")
    assert nowhere("engine", "status", **elsewhere).out == "neo4j://graph.example:7687\n"


def test_the_examples_that_the_demonstration_loads_are_there_and_say_what_is_invented() -> None:
    from ui.commands.running import examples

    files = examples()
    assert [file for file in files if not file.is_file()] == []
    assert {file.suffix for file in files} == {".xlsx", ".csv", ".pdf"}
    for file in files:
        if file.parent.name == "reseau-fictif" and file.suffix == ".xlsx":
            assert openpyxl.load_workbook(file).properties.description == "exemple fictif"
