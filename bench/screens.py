"""How soon each screen gives its first answer, in a real browser: opened from nothing, then reached by the menu.

The peer is a page of Streamlit that holds one line and asks nothing: what it takes to open is not ours.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, App, answers, app, settled
from tests.engines import free_port
from ui.app import MENU, SHEETS
from ui.server import environment

ANSWER = ".es-answer"


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds until the answer of a screen stands there: in a browser that never saw Essaim, in one that did, and by
    the menu from another page; medians of the last two."""

    page: str
    first: float
    opened: float
    reached: float | None


def screens(repeats: int) -> Iterator[Shown]:
    """The peer, then each screen on the shipped example, with an entity where it is about one."""
    with (
        tempfile.TemporaryDirectory(prefix="essaim-bench-", ignore_cleanup_errors=True) as folder,
        app(Path(folder), filled=True) as running,
        sync_playwright() as driver,
    ):
        chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with _bare(Path(folder)) as url:
            opened = _opened(chromium, url, repeats)
        yield Shown("(Streamlit nu)", opened[0], statistics.median(opened[1:]), None)
        for name in (*MENU, *SHEETS):
            yield _measured(chromium, running, name, repeats)
        chromium.close()


def _measured(chromium: Browser, running: App, name: str, repeats: int) -> Shown:
    path = "" if name == "accueil" else name.strip("_")
    about = f"&id={running.uids[name]}" if name in running.uids else ""
    opened = _opened(chromium, f"{running.url}/{path}?lang=fr{about}", repeats)
    reached = [_reached(chromium, running, path) for _ in range(repeats)] if name in MENU[1:] else []
    median = statistics.median(reached) if reached else None
    return Shown(path or "accueil", opened[0], statistics.median(opened[1:]), median)


@contextlib.contextmanager
def _bare(folder: Path) -> Iterator[str]:
    script = folder / "bare.py"
    script.write_text('import streamlit as st\nst.html("<p class=es-answer>1</p>")\n', encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    with subprocess.Popen(command, env=environment(port, False), stdout=subprocess.DEVNULL) as server:
        try:
            answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _opened(chromium: Browser, url: str, times: int) -> list[float]:
    """The same browser comes back, each time as a new session of the server."""
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        page.goto(url)
        page.locator(ANSWER).first.wait_for(timeout=60_000)
        seconds.append(time.perf_counter() - start)
        page.wait_for_timeout(300)  # what is still being drawn must not weigh on the next
    context.close()
    return seconds


def _reached(chromium: Browser, running: App, path: str) -> float:
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{running.url}/?lang=fr")
    settled(page)
    link = page.locator(f'[data-testid="stSidebarNavItems"] a[href*="/{path}"]')
    before = page.locator(ANSWER).first.inner_text()
    start = time.perf_counter()
    link.click()
    _other_answer(page, before)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def _other_answer(page: Page, before: str) -> None:
    """Wait until the answer is that of the next page."""
    page.wait_for_function(
        "([place, before]) => { const one = document.querySelector(place);"
        " return one && one.innerText && one.innerText !== before; }",
        arg=[ANSWER, before],
        timeout=60_000,
    )
