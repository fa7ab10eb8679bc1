"""Questions by the command line: the same answers whatever the engine, in the forms that were promised."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest

from graphmodel import dump
from graphmodel.questions.registry import all_questions, contracts
from tests.cli.conftest import Essaim
from tests.engines import Server
from ui.commands.running import examples
from ui.contracts import AskAnswer, QuestionsAnswer

INNOVATION = "La Bricothèque roulante"
RENNES, POITIERS = "L'Atelier des Lisières à Rennes", "L'Atelier des Lisières à Poitiers"
GIVEN = {
    "source": RENNES, "giver": RENNES, "actor": RENNES, "target": POITIERS, "receiver": POITIERS,
    "document": f"doc:{hashlib.sha256(next(iter(examples())).read_bytes()).hexdigest()[:16]}",
    "innovation": INNOVATION, "network": "Familles Rurales", "territory": "Ille-et-Vilaine", "text": "rennes",
}  # fmt: skip


def line(name: str) -> list[str]:
    """The words that ask a question, with what it requires."""
    if name == "evidence.of":
        return ["ask", name, "-p", f"uid={RENNES}"]
    needed = [one.name for one in all_questions()[name].params if one.required]
    return ["ask", name, *(word for need in needed for word in ("-p", f"{need}={GIVEN[need]}"))]


@pytest.fixture(scope="module")
def answered(demo: Essaim) -> dict[str, Any]:
    """The answers on the local engine."""
    return answers(demo)


def answers(essaim: Essaim) -> dict[str, Any]:
    """The columns and rows of every question."""
    found = {}
    for name in all_questions():
        ran = essaim(*line(name), "--json")
        assert ran.code == 0, (name, ran.err)
        answer = AskAnswer.model_validate_json(ran.out)
        assert all(list(row) == answer.columns for row in answer.rows), name
        found[name] = (answer.columns, answer.rows)
    return found


def test_questions_are_listed_for_programs_and_for_people(demo: Essaim) -> None:
    listed = demo("questions", "--json")
    assert listed.json == contracts("fr")
    assert [one.name for one in QuestionsAnswer.model_validate_json(listed.out).root] == list(all_questions())
    assert demo("questions", "--json", ESSAIM_LANG="en").json == contracts("en")
    told = demo("questions").out
    assert [one.name for one in all_questions().values() if one.doc.fr not in told] == []


def test_every_question_has_an_answer_on_the_examples(answered: dict[str, Any]) -> None:
    """Save three: nothing in the examples is named twice, waits for a person, or was decided by one yet."""
    waiting = {"review.same", "review.waiting", "review.decisions"}
    assert {name for name, (_, rows) in answered.items() if not rows} == waiting


def test_a_backup_restored_elsewhere_gives_the_same_bytes_and_answers(
    demo: Essaim, answered: dict[str, Any], server: Server, tmp_path: Path
) -> None:
    with server.open() as store:
        store.wipe()
    there, backup, again = demo.on(server), tmp_path / "graphe.jsonl", tmp_path / "encore.jsonl"
    assert demo("export", backup).code == 0
    restored = there("restore", backup)
    assert restored.code == 0, restored.err
    assert there("export", again).code == 0
    assert again.read_bytes() == backup.read_bytes()
    assert answers(there) == answered
    full = there("restore", backup)
    assert (full.code, full.out) == (2, "")
    assert "n'est pas vide" in full.err


def test_a_table_for_a_spreadsheet_has_the_rows_of_the_json(demo: Essaim) -> None:
    asked = line("spread.edges")
    rows = demo(*asked, "--json").json["rows"]
    out = demo(*asked, "--csv").out
    table = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert out.startswith("\ufeff")
    assert [one["key"] for one in table] == [one["key"] for one in rows]
    assert [one["from_name"] for one in table] == [one["from_name"] for one in rows]


def test_a_person_reads_names_and_a_cut_answer_is_said_to_be(demo: Essaim) -> None:
    ran = demo("ask", "spread.edges", "-p", "limit=2")
    heading, *rows = ran.out.splitlines()
    assert "innovation_name" in heading.split("\t")
    assert not {"innovation", "key"} & set(heading.split("\t"))
    assert len(rows) == 2
    assert "tronquée" in ran.err
    assert demo("ask", "spread.edges", "-p", "limit=2", "--json").json["truncated"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["spread.edge"], "« spread.edge » n'est pas un nom de question connu. Essayez : spread.edges"),
        (["spread.edges", "-p", "innovatoin=x"], "« innovatoin » n'est pas un paramètre connu."),
        (["spread.edges", "-p", "limit=deux"], "limit vaut « deux » : écrivez un nombre entier"),
        (["spread.tree"], "Il manque innovation"),
        (["spread.tree", "-p", "innovation=Rien de tel"], "rien ne porte le nom « Rien de tel »"),
    ],
)
def test_a_question_that_makes_no_sense_is_one_sentence_and_exit_2(words: list[str], said: str, demo: Essaim) -> None:
    ran = demo("ask", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_other_programs_open_what_is_exported(demo: Essaim, tmp_path: Path) -> None:
    with demo.store() as store:
        rows = [json.loads(one) for one in dump.lines(store)]
    nodes, edges = {row["node"] for row in rows if "node" in row}, [row for row in rows if "edge" in row]
    assert demo("export", tmp_path / "graphe.graphml").code == 0
    drawn = networkx.read_graphml(tmp_path / "graphe.graphml", force_multigraph=True)
    assert set(drawn.nodes) == nodes
    assert sorted(type_ for *_, type_ in drawn.edges(data="type")) == sorted(row["type"] for row in edges)
    assert demo("export", tmp_path / "graphe.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "graphe.xlsx")
    heading, *lines = book["nodes"].values
    assert {line[heading.index("node")] for line in lines} == nodes
    assert book["edges"].max_row == len(edges) + 1
    assert list(tmp_path.glob("*.partiel")) == []
