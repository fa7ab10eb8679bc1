"""What the command says before any graph is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Essaim
from ui.cli import command
from ui.commands.terminal import ENGLISH

COMMANDS = (
    "demo", "ui", "ingest", "review", "runs", "undo", "questions", "ask", "export", "restore", "template", "score",
    "doctor", "engine",
)  # fmt: skip


def test_the_command_line_has_the_commands_that_were_decided_and_no_other() -> None:
    made = command().commands
    assert set(made) == set(COMMANDS)
    assert set(made["engine"].commands) == {"start", "stop", "status"}


def test_help_is_french_unless_english_is_asked_for(nowhere: Essaim) -> None:
    french, english = nowhere("--help"), nowhere("--help", ESSAIM_LANG="en")
    assert (french.code, english.code) == (0, 0)
    assert "Charger les exemples et ouvrir les écrans." in french.out
    assert "Load the examples, open the screens." in english.out
    assert nowhere("--lang", "en", "--help").out == nowhere("--lang=en", "--help").out == english.out


@pytest.mark.parametrize("name", [*COMMANDS, "engine start", "engine stop", "engine status"])
def test_no_word_of_a_help_is_left_in_the_other_language(name: str, nowhere: Essaim) -> None:
    french = " ".join(nowhere(*name.split(), "--help").out.split())
    english = " ".join(nowhere(*name.split(), "--help", ESSAIM_LANG="en").out.split())
    asked = command().commands
    for part in name.split():
        one = asked[part]
        asked = getattr(one, "commands", {})
    said = [one.help, *(param.help for param in one.params)]
    assert [words for words in said if words not in french] == []
    assert [words for words in said if ENGLISH[words] not in english] == []
    assert not re.search(r"Show this|Arguments:|Options:|<\w+>|required|default", french)


@pytest.mark.parametrize(
    ("line", "fr", "en"),
    [
        ("ingst", "Pas de commande « ingst ». Essayez : ingest.", "No command “ingst”. Try: ingest."),
        ("ingest", "Il manque FILE. Aide : essaim ingest --help", "FILE is missing. Help: essaim ingest --help"),
        ("undo", "Il manque RUN. Aide : essaim undo --help", "RUN is missing. Help: essaim undo --help"),
        ("runs --jsn", "Option inconnue : --jsn. Aide : essaim runs --help",
         "Unknown option: --jsn. Help: essaim runs --help"),
        ("runs twice", "Argument en trop : twice. Aide : essaim runs --help",
         "Too many arguments: twice. Help: essaim runs --help"),
        ("ui --port many", "--port : valeur impossible. Aide : essaim ui --help",
         "--port: impossible value. Help: essaim ui --help"),
        ("export graph.txt", "Donnez un nom qui finit par .jsonl, .graphml, .xlsx.",
         "Give a name that ends in one of .jsonl, .graphml, .xlsx."),
        ("ask audit.counts -p what", "-p what : écrivez -p clé=valeur.", "-p what: write -p key=value."),
        ("ask audit.counts --json --csv", "Choisissez --json ou --csv.", "Choose --json or --csv."),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_one_sentence_and_exit_2(line: str, fr: str, en: str, nowhere: Essaim) -> None:
    french, english = nowhere(*line.split()), nowhere(*line.split(), ESSAIM_LANG="en")
    assert (french.code, french.out, french.err) == (2, "", f"{fr}\n")
    assert (english.code, english.out, english.err) == (2, "", f"{en}\n")


def test_a_setting_that_makes_no_sense_is_named(nowhere: Essaim) -> None:
    bad = nowhere("runs", ESSAIM_LANG="de")
    assert (bad.code, bad.out, bad.err) == (2, "", "ESSAIM_LANG vaut « de » : choisissez fr ou en.\n")


def test_an_engine_that_does_not_answer_is_one_sentence_and_exit_3(nowhere: Essaim) -> None:
    silent = nowhere.process("runs", ESSAIM_GRAPH_URI="bolt://127.0.0.1:1", ESSAIM_LANG="en")
    assert (silent.code, silent.out) == (3, "")
    assert "127.0.0.1:1" in silent.err
    assert "Traceback" not in silent.err


def test_a_backup_that_is_none_is_refused_before_any_engine_starts(nowhere: Essaim, tmp_path: Path) -> None:
    for name, content in {"a": b"\xff\xfe\x00", "b": b"[]\n", "c": b'{"statement": "s"}\n', "d": b"{}\n"}.items():
        file = tmp_path / f"{name}.jsonl"
        file.write_bytes(content)
        refused = nowhere("restore", file)
        assert (refused.code, refused.out) == (3, ""), name
        assert "Traceback" not in refused.err
        assert "sauvegarde" in refused.err
    missing = nowhere("restore", tmp_path / "absent.jsonl")
    assert (missing.code, missing.err) == (3, f"{tmp_path / 'absent.jsonl'} : fichier ou dossier introuvable.\n")
    assert not Path(nowhere.env["ESSAIM_HOME"]).exists()


def test_a_template_is_written_once_and_never_over_a_filled_one(nowhere: Essaim, tmp_path: Path) -> None:
    book = tmp_path / "modele.xlsx"
    assert nowhere("template", book).code == 0
    assert book.read_bytes().startswith(b"PK")
    again = nowhere("template", book)
    assert (again.code, again.err) == (2, f"{book} existe déjà : donnez un autre nom.\n")
    assert nowhere("template", tmp_path / "modele.ods").code == 2
    assert nowhere("template", tmp_path / "no" / "modele.xlsx").code == 3
