"""Documents in and out by the command line, on a real engine."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from graphmodel import dump
from tests.cli.conftest import Essaim
from ui.contracts import IngestAnswer, RunsAnswer, UndoAnswer

FUNDING = (
    "financeur;bénéficiaire;année;objet;montant (€)\n"
    "Fondation des Clairières;Maison de la Source;2021;Démarrage;12 500,50\n"
    "Fondation des Clairières;Maison du Gué;2022;Équipement;800\n"
)
ASKED = ("--publisher", "Fondation des Clairières", "--date", "2023", "--title", "Subventions")


def written(folder: Path, text: str = FUNDING, name: str = "financements.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def graph(essaim: Essaim) -> list[str]:
    with essaim.store() as store:
        return list(dump.lines(store))


def test_a_table_becomes_facts_and_the_answer_keeps_the_contract(essaim: Essaim, tmp_path: Path) -> None:
    ran = essaim("ingest", written(tmp_path), *ASKED, "--json")
    assert ran.code == 0, ran.err
    answer = IngestAnswer.model_validate_json(ran.out)
    [file] = answer.files
    [table] = file.tables
    assert (table.rows_read, table.rows_accepted, table.rows_set_aside) == (2, 2, 0)
    assert table.totals == {"amount_cents": "13300.50"}
    assert (answer.runs, answer.graph.edges_removed) == ([answer.run], 0)
    assert "2 lignes lues, 2 acceptées, 0 mise de côté." in ran.err
    [line] = RunsAnswer.model_validate_json(essaim("runs", "--json").out).root
    assert (line.run, line.files, line.publisher) == (answer.run, ["financements.csv"], "Fondation des Clairières")
    assert line.state == "live"
    assert answer.run is not None
    assert answer.run in essaim("runs").out


def test_a_dry_run_tells_what_the_load_then_does_and_writes_nothing(essaim: Essaim, tmp_path: Path) -> None:
    file = written(tmp_path)
    essaim("runs")  # makes the graph ready
    before = graph(essaim)
    dry = IngestAnswer.model_validate_json(essaim("ingest", file, *ASKED, "--dry-run", "--json").out)
    assert graph(essaim) == before
    assert (dry.run, essaim("runs", "--json").json) == (None, [])
    done = IngestAnswer.model_validate_json(essaim("ingest", file, *ASKED, "--json").out)
    assert done.graph == dry.graph


def test_undoing_gives_the_graph_of_before_and_a_second_time_is_refused(essaim: Essaim, tmp_path: Path) -> None:
    essaim("runs")
    before = graph(essaim)
    answer = essaim("ingest", written(tmp_path), *ASKED, "--json").json
    undone = essaim("undo", answer["run"], "--json")
    assert undone.code == 0
    gone = UndoAnswer.model_validate_json(undone.out)
    assert (gone.run, gone.nodes_removed) == (answer["run"], answer["graph"]["nodes_added"])
    assert graph(essaim) == before
    again = essaim("undo", answer["run"])
    assert (again.code, again.out, again.err) == (2, "", f"Aucun import « {answer['run']} » à annuler.\n")


def test_the_same_file_again_changes_nothing_and_says_so(essaim: Essaim, tmp_path: Path) -> None:
    file = written(tmp_path)
    first = essaim("ingest", file, *ASKED, "--json").json
    held = graph(essaim)
    again = essaim("ingest", file, *ASKED, "--json")
    assert (again.code, again.json["run"]) == (0, None)
    assert [(one["code"], one["value"]) for one in again.json["findings"]] == [("already-loaded", first["run"])]
    assert graph(essaim) == held


def test_a_row_set_aside_is_found_at_its_place_and_exits_1(essaim: Essaim, tmp_path: Path) -> None:
    file = written(tmp_path, FUNDING + ";Maison du Gué;2022;Équipement;800\n")
    ran = essaim("ingest", file, *ASKED, "--json", ESSAIM_LANG="en")
    answer = IngestAnswer.model_validate_json(ran.out)
    [table] = answer.files[0].tables
    assert (ran.code, table.rows_read, table.rows_accepted, table.rows_set_aside) == (1, 3, 2, 1)
    assert [(one.row, one.severity) for one in answer.findings if one.code == "required"] == [(4, "error")]
    assert "3 rows read, 2 accepted, 1 set aside." in ran.err


def test_unknown_headers_give_a_mapping_to_confirm_and_the_command_to_go_on(essaim: Essaim, tmp_path: Path) -> None:
    file = written(tmp_path, "qui paie;qui reçoit;combien\nFondation A;Maison B;100\n", "autre.csv")
    ran = essaim("ingest", file, "--json")
    mapping = tmp_path / "autre.csv.mapping.json"
    assert (ran.code, ran.json["run"], ran.json["mapping"]) == (1, None, str(mapping))
    proposal = json.loads(mapping.read_text(encoding="utf-8"))
    columns = {"qui paie": "from", "qui reçoit": "to", "combien": "amount_cents"}
    proposal["tables"] = [{"sheet": None, "as": "funding", "columns": columns}]
    mapping.write_text(json.dumps(proposal), encoding="utf-8")
    went_on = essaim("ingest", file, "--mapping", mapping, *ASKED, "--json")
    assert went_on.code == 0, went_on.err
    assert went_on.json["files"][0]["tables"][0]["totals"] == {"amount_cents": "100.00"}


def test_a_refused_file_does_not_stop_the_others(essaim: Essaim, tmp_path: Path) -> None:
    bad = written(tmp_path, "<html><body>Erreur</body></html>", "page.csv")
    ran = essaim("ingest", bad, written(tmp_path), tmp_path / "absent.csv", *ASKED, "--json")
    answer = IngestAnswer.model_validate_json(ran.out)
    assert (ran.code, answer.runs) == (3, [None, answer.run, None])
    assert [(one.file, one.code, one.severity) for one in answer.findings if one.severity == "error"] == [
        ("page.csv", "web-page", "error"),
        ("absent.csv", "file-missing", "error"),
    ]
    assert "Traceback" not in ran.err


def test_a_corrected_file_takes_the_place_of_the_one_it_replaces(essaim: Essaim, tmp_path: Path) -> None:
    first = essaim("ingest", written(tmp_path), *ASKED, "--json").json["run"]
    better = written(tmp_path, FUNDING.replace("800", "900"), "corrigé.csv")
    essaim("ingest", better, *ASKED, "--replaces", first)
    rows = essaim("ask", "partnership.funders", "--json").json["rows"]
    assert [(one["fundings"], one["known_sum"]) for one in rows] == [(2, "13400.50")]
    unknown = essaim("ingest", better, "--replaces", "run:none")
    assert (unknown.code, unknown.err) == (2, "Aucun import « run:none ».\n")


def test_a_second_file_of_one_title_is_told_and_how_to_replace_the_first(essaim: Essaim, tmp_path: Path) -> None:
    first = essaim("ingest", written(tmp_path), *ASKED, "--json").json["run"]
    better = written(tmp_path, FUNDING.replace("800", "900"), "corrigé.csv")
    told = essaim("ingest", better, *ASKED, "--dry-run", "--json").json["findings"]
    assert [(one["code"], one["severity"], f"--replaces {first}." in one["suggestion"]) for one in told] == [
        ("work-there", "warning", True)
    ]
    assert essaim("ingest", better, *ASKED, "--replaces", first, "--json").json["findings"] == []


def test_a_correction_of_a_file_without_a_title_keeps_the_names_of_the_first(essaim: Essaim, tmp_path: Path) -> None:
    first = essaim("ingest", written(tmp_path), "--json").json
    with essaim.store() as store:
        before = {one["uid"] for one in store.read("MATCH (n:Organisation) RETURN n.uid AS uid")}
    better = written(tmp_path, FUNDING.replace("800", "900"), "corrigé.csv")
    essaim("ingest", better, "--replaces", first["run"])
    with essaim.store() as store:
        after = {one["uid"] for one in store.read("MATCH (n:Organisation) RETURN n.uid AS uid")}
    assert (after, len(after)) == (before, 3)


def test_two_reports_of_one_file_name_keep_both_their_grants(essaim: Essaim, tmp_path: Path) -> None:
    for year in ("2021", "2022"):
        (tmp_path / year).mkdir()
        row = f"Ville;Comité local;1000\nVille;Club;{year}\n"
        ran = essaim("ingest", written(tmp_path / year, f"financeur;bénéficiaire;montant (€)\n{row}"), "--json")
        assert ran.code == 0, ran.err
    with essaim.store() as store:
        [found] = store.read("MATCH ()-[r:FINANCES]->() RETURN count(r) AS n, sum(r.amount_cents) AS cents")
    assert (found["n"], found["cents"]) == (4, 604_300)


def test_a_text_file_may_be_said_to_be_fictional(essaim: Essaim, tmp_path: Path) -> None:
    essaim("ingest", written(tmp_path), *ASKED, "--fictional")
    with essaim.store() as store:
        assert store.read("MATCH (n:Organisation) RETURN DISTINCT n.fictional AS said") == [{"said": True}]


def test_a_table_of_something_else_loads_nothing_and_asks(essaim: Essaim, tmp_path: Path) -> None:
    people = written(tmp_path, "Nom;Prénom;Téléphone\nDupont;Jean;0601\n", "contacts.csv")
    ran = essaim("ingest", people, "--publisher", "L'annuaire", "--json")
    [asked] = [one for one in ran.json["findings"] if one["code"] == "mapping-needed"]
    assert (ran.code, ran.json["run"], set(ran.json["graph"].values())) == (1, None, {0})
    command = asked["suggestion"].partition(" : ")[2]
    assert shlex.split(command)[1:] == [
        "ingest", str(people), "--mapping", ran.json["mapping"], "--publisher", "L'annuaire",
    ]  # fmt: skip


def test_a_slip_in_a_mapping_is_one_sentence(essaim: Essaim, tmp_path: Path) -> None:
    mapping = written(tmp_path, '{"tables": [{"as": "funding", "columns": {"montant (€)": ["montan"]}}]}', "m.json")
    ran = essaim("ingest", written(tmp_path), "--mapping", mapping)
    *waiting, told = ran.err.splitlines()  # a busy machine is told that the graph is being opened
    assert (ran.code, ran.out, [line for line in waiting if "…" not in line]) == (2, "", [])
    assert told.startswith('Correspondance « m.json » : « montant (€) » va à « ["montan"] »')


def test_a_process_of_its_own_keeps_data_and_talk_apart(essaim: Essaim, tmp_path: Path) -> None:
    ran = essaim.process("ingest", written(tmp_path), *ASKED, "--json")
    assert ran.code == 0, ran.err
    assert IngestAnswer.model_validate_json(ran.out).run
    assert "2 lignes lues" in ran.err
