"""The tutorial says what the commands do, and they do what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Essaim
from tests.engines import ROOT

TUTORIAL = (ROOT / "docs" / "tutoriel.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """The blocks of code of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL)


def expected(line: str) -> re.Pattern[str]:
    """A line of the page, where « … » stands for anything and spaces for any space."""
    return re.compile(r"\s+".join(re.escape(word).replace("…", ".*?") for word in line.split()))


@pytest.mark.slow
def test_every_command_of_the_tutorial_answers_what_the_page_shows(
    essaim: Essaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [table] = blocks("csv")
    (tmp_path / "subventions.csv").write_text(table, encoding="utf-8")
    sessions = [part for block in blocks("console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    assert len(sessions) >= 6
    for session in sessions:
        typed, *shown = session.splitlines()
        name, *arguments = shlex.split(typed)
        ran = essaim(*arguments)
        assert (name, ran.code) == ("essaim", 0), (typed, ran.err)
        said = "\n".join((ran.out, ran.err))
        assert [line for line in shown if not expected(line).search(said)] == [], typed
