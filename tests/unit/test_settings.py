"""What the environment may say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel.errors import UsageError
from graphmodel.settings import Settings, load_settings


def test_without_any_variable_the_local_engine_is_used_in_french() -> None:
    settings = load_settings({})
    assert settings == Settings(None, "neo4j", "", "neo4j", settings.home, "fr", "1g", 60.0)
    assert (settings.home.is_absolute(), settings.home.name) == (True, "essaim")


def test_every_variable_is_read(tmp_path: Path) -> None:
    env = {
        "ESSAIM_GRAPH_URI": "neo4j+s://graph.example.org:7687",
        "ESSAIM_GRAPH_USER": "essaim",
        "ESSAIM_GRAPH_PASSWORD": "très secret",
        "ESSAIM_GRAPH_DATABASE": "reseaux",
        "ESSAIM_HOME": str(tmp_path),
        "ESSAIM_LANG": "en",
        "ESSAIM_ENGINE_HEAP": "512m",
        "ESSAIM_ENGINE_GRACE": "1.5",
    }
    assert load_settings(env) == Settings(
        "neo4j+s://graph.example.org:7687", "essaim", "très secret", "reseaux", tmp_path, "en", "512m", 1.5
    )


def test_a_variable_that_is_empty_counts_as_absent() -> None:
    names = ("GRAPH_URI", "GRAPH_USER", "GRAPH_PASSWORD", "GRAPH_PASSWORD_FILE", "GRAPH_DATABASE", "HOME", "LANG")
    assert load_settings({f"ESSAIM_{name}": "" for name in names}) == load_settings({})


def test_the_password_is_read_from_a_file_without_its_end_of_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("pass word \n", encoding="utf-8")
    assert load_settings({"ESSAIM_GRAPH_PASSWORD_FILE": str(tmp_path / "secret")}).password == "pass word "


def test_the_password_never_shows() -> None:
    settings = load_settings({"ESSAIM_GRAPH_PASSWORD": "très secret"})
    assert "secret" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"ESSAIM_GRAPH_URI": "http://localhost:7474"}, "ESSAIM_GRAPH_URI"),
        ({"ESSAIM_GRAPH_URI": "localhost:7687"}, "ESSAIM_GRAPH_URI"),
        ({"ESSAIM_GRAPH_URI": "neo4j://"}, "ESSAIM_GRAPH_URI"),
        ({"ESSAIM_GRAPH_URI": "bolt://neo4j:hidden@localhost"}, "ESSAIM_GRAPH_USER"),
        ({"ESSAIM_GRAPH_URI": "ftp://neo4j:hidden@localhost"}, "ESSAIM_GRAPH_URI"),
        ({"ESSAIM_GRAPH_PASSWORD": "hidden", "ESSAIM_GRAPH_PASSWORD_FILE": "secret"}, "ESSAIM_GRAPH_PASSWORD_FILE"),
        ({"ESSAIM_GRAPH_PASSWORD_FILE": "/no/such/file"}, "ESSAIM_GRAPH_PASSWORD_FILE"),
        ({"ESSAIM_LANG": "de"}, "ESSAIM_LANG"),
        ({"ESSAIM_ENGINE_HEAP": "-1"}, "ESSAIM_ENGINE_HEAP"),
        ({"ESSAIM_ENGINE_GRACE": "nan"}, "ESSAIM_ENGINE_GRACE"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_in_both_languages(env: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_settings(env)
    for sentence in (caught.value.sentence.fr, caught.value.sentence.en):
        assert named in sentence
        assert "hidden" not in sentence
