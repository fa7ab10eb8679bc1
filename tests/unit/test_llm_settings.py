"""The model that reads documents is off unless the environment names one, and its key never shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel.errors import UsageError
from graphmodel.settings import Endpoint, load_settings

LOCAL = {"ESSAIM_LLM_URL": "http://127.0.0.1:11434/v1", "ESSAIM_LLM_MODEL": "mistral-small:24b"}


def test_without_an_address_there_is_no_model_whatever_else_is_said() -> None:
    assert load_settings({}).llm is None
    alone = {"ESSAIM_LLM_MODEL": "m", "ESSAIM_LLM_KEY": "k", "ESSAIM_LLM_KEY_FILE": "/no/such/file"}
    assert load_settings(alone) == load_settings({})


def test_a_model_is_an_address_a_name_and_maybe_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-1234\n", encoding="utf-8")
    assert load_settings(LOCAL).llm == Endpoint("http://127.0.0.1:11434/v1", "mistral-small:24b")
    cloud = {"ESSAIM_LLM_URL": "https://api.exemple.org/v1/", "ESSAIM_LLM_MODEL": "a/b-1"}
    expected = Endpoint("https://api.exemple.org/v1", "a/b-1", "sk-1234")
    assert load_settings(cloud | {"ESSAIM_LLM_KEY": "sk-1234"}).llm == expected
    assert load_settings(cloud | {"ESSAIM_LLM_KEY_FILE": str(tmp_path / "key")}).llm == expected
    v6 = load_settings(LOCAL | {"ESSAIM_LLM_URL": "http://[::1]:8080"}).llm
    assert v6 == Endpoint("http://[::1]:8080", "mistral-small:24b")


def test_the_key_never_shows() -> None:
    settings = load_settings(LOCAL | {"ESSAIM_LLM_KEY": "sk-hidden"})
    assert "hidden" not in f"{settings!r} {settings} {settings.llm!r}"


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"ESSAIM_LLM_URL": "127.0.0.1:11434"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "file:///etc/passwd"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "https://moi:hidden@api.exemple.org/v1"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "https://api.exemple.org/v1?key=hidden"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "https://api.exemple.org/v1\r\nX: hidden"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "http://127.0.0.1:99999/v1"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "http://[::::]/v1"}, "ESSAIM_LLM_URL"),
        ({"ESSAIM_LLM_URL": "https://аpi.exemple.org/v1"}, "ESSAIM_LLM_URL"),  # a Cyrillic a
        ({"ESSAIM_LLM_MODEL": ""}, "ESSAIM_LLM_MODEL"),
        ({"ESSAIM_LLM_MODEL": "a b"}, "ESSAIM_LLM_MODEL"),
        ({"ESSAIM_LLM_KEY": "hidden\r\nX-Other: 1"}, "ESSAIM_LLM_KEY"),
        ({"ESSAIM_LLM_KEY": "hidden", "ESSAIM_LLM_KEY_FILE": "key"}, "ESSAIM_LLM_KEY_FILE"),
        ({"ESSAIM_LLM_KEY_FILE": "/no/such/file"}, "ESSAIM_LLM_KEY_FILE"),
    ],
)
def test_what_makes_no_sense_is_refused_without_repeating_a_secret(env: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_settings(LOCAL | env)
    for sentence in (caught.value.sentence.fr, caught.value.sentence.en):
        assert named in sentence
        assert "hidden" not in sentence
