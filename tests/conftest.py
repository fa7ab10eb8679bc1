"""What every test may ask for: an empty store on each engine, and the real documents where they are at hand."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graphmodel.store import Store
from ingest.extras.nlp import available
from tests.engines import ENGINES, Missing, Server, describe, locked, running, wanted
from tests.required import missing

# Engines take their time on a busy machine; what counts is the answer.
settings.register_profile("essaim", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("essaim"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "essaim")


ONE_WORKER = {"browser": "the app and its browser", "cli": "the engine of the command line"}
"""Folders whose tests share something dear: with several workers, one of them runs the whole folder."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in ONE_WORKER:
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))


def pytest_report_header() -> list[str]:
    return [f"engine: {describe(name)}" for name in wanted()]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Gives a running engine by name, started when first asked for and ended with this worker's tests."""
    servers: dict[str, Server | Missing] = {}
    with contextlib.ExitStack() as stack:

        def get(name: str) -> Server:
            if name not in servers:
                try:
                    servers[name] = stack.enter_context(running(name, tmp_path_factory.mktemp(name)))
                except Missing as reason:
                    servers[name] = reason
            server = servers[name]
            if isinstance(server, Missing):
                missing("NEO4J", str(server))
            return server

        yield get


@pytest.fixture(scope="session")
def _stores() -> Iterator[dict[str, Store]]:
    stores: dict[str, Store] = {}
    yield stores
    for store in stores.values():
        store.close()


@pytest.fixture(params=ENGINES)
def server(request: pytest.FixtureRequest, engine: Callable[[str], Server]) -> Iterator[Server]:
    """Each engine in turn, for this test alone; its data are whatever the test before left."""
    if request.param not in wanted():
        pytest.skip("not in ESSAIM_TEST_ENGINES")
    found = engine(request.param)
    with locked(found.guard) if found.guard else contextlib.nullcontext():
        yield found


@pytest.fixture
def store(server: Server, _stores: dict[str, Store]) -> Store:
    """An empty store on each engine in turn, its schema in place. Open it for the whole run: do not close it."""
    if server.uri not in _stores:
        _stores[server.uri] = server.open()
        _stores[server.uri].ensure_schema()
    _stores[server.uri].wipe()
    return _stores[server.uri]


@pytest.fixture(scope="session")
def syntax() -> None:
    """The reader of syntax is installed. Its model is dear: have one worker load it, by an xdist_group."""
    if not available():
        missing("NLP", "the extra [nlp] is not installed (make setup-nlp)")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real documents of the workplace, which are never copied into the project."""
    given = os.environ.get("ESSAIM_SHARED")
    path = Path(given) if given else Path(__file__).parent.parent.parent / "shared"
    if not path.is_dir():
        pytest.skip("the real documents are not here (ESSAIM_SHARED)")
    return path
