"""The real app in a real browser, on the shipped example and on an empty graph. No request may leave for elsewhere."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graphmodel.imports import prepare
from graphmodel.questions.organisation import search
from graphmodel.settings import load_settings
from graphmodel.store import open_store
from ingest import pipeline
from tests.required import missing
from ui.commands.running import examples

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
"""Milliseconds: a busy machine is slow to open its first page."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class App:
    """A running app: where it answers, and the uids of some entities of its graph by name."""

    url: str
    uids: dict[str, str] = field(default_factory=dict)


NAMED = {
    "organisation": "L'Atelier des Lisières à Bordeaux",
    "innovation": "Le Bus des démarches",
    "territoire": "Gironde",
}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on the shipped example."""
    with app(tmp_path_factory.mktemp("example"), filled=True) as found:
        yield found


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a graph without any document."""
    with app(tmp_path_factory.mktemp("empty"), filled=False) as found:
        yield found


def axe() -> Path:
    """The script of the accessibility checker."""
    script = ROOT / ".cache" / "npm" / "axe-core" / "axe.min.js"
    return script if script.exists() else missing("BROWSER", "axe-core is not here (make axe, which needs npm)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        missing("BROWSER", "no Chromium here (apt-get install chromium, or CHROMIUM=path)")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of an app: `visit(app, "/essaimage", lang="fr")`. At the end nothing may have failed or been asked
    of another machine."""
    trouble: list[str] = []
    with contextlib.ExitStack() as stack:

        def open_page(at: App, path: str, /, **params: str) -> Page:
            context = browser.new_context(
                viewport={"width": 1360, "height": 950}, locale="fr-FR", reduced_motion="reduce", base_url=at.url,
                accept_downloads=True,
            )  # fmt: skip
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: trouble.append(f"{path}: {error}"))
            page.on("request", lambda request: None if _inside(request.url, at) else trouble.append(request.url))
            page.goto(f"{path}?{urlencoded(params)}")
            settled(page)
            return page

        yield open_page
        assert trouble == []


def settled(page: Page) -> None:
    """Wait until the script has run, everything is drawn, and no failure is shown."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    finished = re.compile("notRunning")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", finished, timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    if page.locator(".es-canvas").count():
        page.locator(".es-canvas[data-ready]").first.wait_for(timeout=PATIENCE)
    assert page.get_by_test_id("stException").all_inner_texts() == []


def urlencoded(params: dict[str, str]) -> str:
    """Parameters of an address."""
    return urllib.parse.urlencode(params)


@contextlib.contextmanager
def app(home: Path, *, filled: bool) -> Iterator[App]:
    """The app on a graph of its own, with the example in it or with nothing."""
    env = {"ESSAIM_HOME": str(home), "ESSAIM_ENGINE_HEAP": "512m", "ESSAIM_ENGINE_GRACE": "20"}
    with open_store(load_settings(env)) as store:
        prepare(store)
        for path, said in examples().items() if filled else ():
            pipeline.ingest(store, pipeline.prepare(path, pipeline.Asked(**said)))
        uids = {page: search(store, name)[0].uid for page, name in NAMED.items()} if filled else {}
        with served(os.environ | env) as url:
            yield App(url, uids)


@contextlib.contextmanager
def served(env: dict[str, str]) -> Iterator[str]:
    """The server as the command line starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"from ui.server import run; raise SystemExit(run({port}, open_browser=False))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as server:
        try:
            answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def answers(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; raise if it died or takes longer than a busy machine would."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        assert server.poll() is None, "the server died"
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise TimeoutError(url)


def _inside(url: str, at: App) -> bool:
    return url.startswith((at.url, at.url.replace("http", "ws", 1), "data:", "blob:"))
