"""The command line as people type it: in this process where that is enough, as a process of its own where it counts."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphmodel.settings import load_settings
from graphmodel.store import Store, local, open_store
from tests.engines import ROOT, Server
from ui.cli import run
from ui.commands.running import examples

OURS = "ESSAIM_"


@dataclass(frozen=True)
class Ran:
    """What one command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Essaim:
    """Runs command lines on one graph."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)

    def on(self, server: Server) -> Essaim:
        """The same, on the graph of a server."""
        user, password = server.auth or ("neo4j", "")
        names = {"URI": server.uri, "USER": user, "PASSWORD": password, "DATABASE": server.database}
        return Essaim(self.env | {f"{OURS}GRAPH_{name}": value for name, value in names.items()})

    def __call__(self, *arguments: str | Path, **more: str) -> Ran:
        """Run in this process, with only our own settings of the environment."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setattr(os, "environ", self.environment(**more))
            patch.setattr("graphmodel.settings.load_settings.__defaults__", (os.environ,))
            code = run([str(one) for one in arguments])
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
        return Ran(code, *texts)

    def process(self, *arguments: str | Path, **more: str) -> Ran:
        """Run as a process of its own."""
        command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(**more), capture_output=True, text=True, check=False, timeout=120
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def environment(self, **more: str) -> dict[str, str]:
        theirs = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return theirs | self.env | more

    def store(self) -> Store:
        """The graph itself, to be closed."""
        return open_store(load_settings(self.env))


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Essaim:
    """A command line for what needs no graph: its home is never made."""
    return Essaim({"ESSAIM_HOME": str(tmp_path_factory.mktemp("nowhere") / "home")})


@pytest.fixture(scope="module")
def shared_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Essaim]:
    """A command line on a local engine that the tests of one module share; what it holds is whatever they left."""
    env = {
        "ESSAIM_HOME": str(tmp_path_factory.mktemp("home")),
        "ESSAIM_ENGINE_HEAP": "512m",
        "ESSAIM_ENGINE_GRACE": "20",
    }
    yield Essaim(env)
    local.stop(load_settings(env))


@pytest.fixture(scope="module")
def demo(shared_engine: Essaim) -> Essaim:
    """A command line on a graph that holds three of the examples and that no test changes."""
    names = ("trois-documents.xlsx", "essaimages-2010-2024.xlsx", "rapport-financeurs.xlsx")
    loaded = shared_engine("ingest", *(path for path in examples() if path.name in names))
    assert loaded.code == 0, loaded.err
    return shared_engine


@pytest.fixture
def essaim(shared_engine: Essaim) -> Essaim:
    """A command line on an empty graph."""
    with shared_engine.store() as store:
        store.wipe()
    return shared_engine
