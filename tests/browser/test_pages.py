"""Every page, in both languages, on the example and on an empty graph: it opens, says something, leaks nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, Visit, axe
from ui.app import HIDDEN, MENU, SHEETS

pytestmark = pytest.mark.browser

PAGES = (*MENU, *HIDDEN)
CODES = re.compile(r"[A-Z]{3,}_[A-Z]{2,}|\bname:\w|\bcog:|\bNone\b|\buid\b|Traceback")
"""What people must never read: names of relationships, uids, code words."""


def path_of(name: str) -> str:
    return "/" if name == "accueil" else f"/{name.strip('_')}"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("graph", ["example", "empty"])
def test_a_page_opens_and_speaks_plainly(
    graph: str, name: str, lang: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    app: App = request.getfixturevalue(graph)
    chosen = {"id": app.uids[name]} if name in app.uids else {}
    page = visit(app, path_of(name), lang=lang, **chosen)
    if folder := os.environ.get("ESSAIM_SCREENSHOTS"):
        full(page, Path(folder) / f"{name}-{graph}-{lang}.png")
    words = page.get_by_test_id("stMain").inner_text()
    assert CODES.findall(words) == []
    assert len(words) > 60
    expect(page.locator("html")).to_have_attribute("lang", lang)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_the_accessibility_checker(name: str, example: App, visit: Visit) -> None:
    chosen = {"id": example.uids[name]} if name in example.uids else {}
    page = visit(example, path_of(name), **chosen)
    assert axe_problems(page) == []


def axe_problems(page: Page) -> list[str]:
    """What the accessibility checker finds on the page as it is."""
    page.add_script_tag(path=str(axe()))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def test_the_language_follows_from_page_to_page_and_stands_in_the_link(example: App, visit: Visit) -> None:
    page = visit(example, "/", lang="en")
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Spread").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spread: who gave what to whom, and by which ways")
    expect(page).to_have_url(re.compile(r"/essaimage\?lang=en"))


def test_a_link_from_home_opens_the_answer_that_it_promises(example: App, visit: Visit) -> None:
    page = visit(example, "/", lang="fr")
    page.get_by_role("link", name=re.compile("Par quels chemins")).click()
    expect(page.get_by_role("heading", name="Les chemins, étape par étape")).to_be_visible()
    expect(page.locator(".es-answer")).to_contain_text("mène")


def test_a_name_that_is_looked_for_leads_to_its_sheet(example: App, visit: Visit) -> None:
    page = visit(example, "/", lang="fr")
    page.get_by_label("Chercher un acteur").fill("gironde")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile(r"^Gironde")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gironde")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_nobody_has_says_so(name: str, example: App, visit: Visit) -> None:
    page = visit(example, f"/{name}", id="name:no/such/thing", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("n'existe pas dans le graphe")


def test_an_empty_graph_offers_to_load_the_example(empty: App, visit: Visit) -> None:
    page = visit(empty, "/", lang="fr")
    expect(page.get_by_role("button", name="Charger l'exemple")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Importer un document"))).to_be_visible()


def full(page: Page, path: Path) -> None:
    """A picture of the whole page, which Streamlit scrolls inside its window."""
    path.parent.mkdir(parents=True, exist_ok=True)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": 1360, "height": min(max(950, height + 20), 5000)})
    page.screenshot(path=path, animations="disabled")
