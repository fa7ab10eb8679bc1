"""The page of spreads as people use it: choose ends, follow a path to its proof, click, take away, share the link."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, App, Visit, settled

pytestmark = pytest.mark.browser

START = "L'Atelier des Lisières à Bordeaux"
END = "La Ruche des Lisières à Mazamet"


def panel(page: Page) -> Locator:
    return page.get_by_role("heading", name=re.compile("Ce que cette vue dit de"))


def on_screen(page: Page, name: str) -> tuple[float, float]:
    """Where the node of that name is drawn, in pixels of the window."""
    page.locator(".es-canvas").scroll_into_view_if_needed()
    found = page.evaluate(
        """name => {
          const made = essaimPictures.essaimage;
          const id = made.nodes.getIds().find(one => made.nodes.get(one).label === name);
          const at = made.net.canvasToDOM(made.net.getPosition(id)), box = made.box.getBoundingClientRect();
          return [box.x + at.x, box.y + at.y];
        }""",
        name,
    )
    return found[0], found[1]


def test_the_cascade_of_an_innovation_is_the_first_answer(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("« Le Bus des démarches » a gagné 15 acteurs ou territoires")
    drawn = page.evaluate("essaimPictures.essaimage.nodes.length")
    assert drawn == 16
    if os.environ.get("ESSAIM_UPDATE_SCREENSHOT") == "1":
        page.screenshot(path=ROOT / "docs" / "images" / "essaimage.png", animations="disabled")


def test_a_click_on_a_node_shows_what_it_received_and_the_link_keeps_it(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    page.mouse.click(*on_screen(page, END))
    expect(panel(page)).to_have_text(f"Ce que cette vue dit de {END}")
    expect(page).to_have_url(re.compile("noeud="))
    page.reload()
    settled(page)
    expect(panel(page)).to_have_text(f"Ce que cette vue dit de {END}")


def test_the_keyboard_alone_chooses_a_node(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    page.locator(".es-canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    name = page.locator(".es-live").inner_text().split("\n")[0]
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_text(f"Ce que cette vue dit de {name}")


def test_two_ends_are_answered_by_paths_told_step_by_step_with_their_proofs(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    choose(page, "De", START)
    choose(page, "À", END)
    expect(page.locator(".es-answer")).to_contain_text(f"de {START} à {END}")
    first = page.locator("li", has_text="a transmis « Le Bus des démarches » à").first
    expect(first).to_contain_text(re.compile("dit par un document|déduit"))
    page.get_by_text(re.compile(r"^\d+ preuves?$")).first.click()
    expect(page.get_by_text(re.compile("essaimages-2010-2024|Essaimages")).first).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)
    assert {name: some[0].split("/")[-1] for name, some in asked.items()} == {
        "innovation": "le-bus-des-demarches", "de": "l33-0001", "a": "l81-0006",
    }  # fmt: skip


def test_a_step_that_nobody_dated_says_so(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    page.mouse.click(*on_screen(page, "L'Atelier des Lisières à Tarbes"))
    expect(page.locator("li", has_text="L'Atelier des Lisières à Tarbes").first).to_contain_text("date inconnue")


def test_only_what_a_document_states_leaves_inferred_spreads_out(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr", dit="1")
    expect(page.locator(".es-answer")).to_contain_text("a gagné 13 acteurs ou territoires")
    assert page.get_by_text("déduit", exact=True).count() == 0


def test_an_id_that_the_graph_does_not_know_is_said_and_not_obeyed(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr", innovation="name:innovation/x/<script>alert(1)</script>")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("n'est pas dans le graphe")
    expect(page.locator(".es-answer")).to_contain_text("Le Bus des démarches")


def test_the_table_is_taken_away_for_a_french_spreadsheet(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="fr")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV", exact=True).click()
    lines = taken.value.path().read_bytes().decode("utf-8-sig").splitlines()
    assert taken.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    assert lines[0] == "De;À;Innovation;Date;Lieu;Qui le dit;Ordre des dates;Mode;Preuve"
    assert len(lines) == 16


def test_the_graph_taken_away_opens_offline_and_asks_nothing_of_anybody(
    example: App, visit: Visit, tmp_path: Path
) -> None:
    page = visit(example, "/essaimage", lang="fr")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Graphe à ouvrir hors ligne (HTML)").click()
    taken.value.save_as(tmp_path / "graph.html")
    alone = page.context.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "graph.html").as_uri())
    alone.wait_for_function("window.network && network.body.nodeIndices.length === 16")
    assert asked == [(tmp_path / "graph.html").as_uri()]
    expect(alone.get_by_role("heading", level=1)).to_have_text("Essaimage : qui a transmis quoi, et par quels chemins")


def test_the_address_offered_reopens_the_view(example: App, visit: Visit) -> None:
    page = visit(example, "/essaimage", lang="en")
    choose(page, "From", START)
    settled(page)
    code = page.get_by_test_id("stPopoverBody").locator("code")
    for _ in range(3):  # a page that is still being drawn folds it again
        page.get_by_role("button", name="Link to this view").click()
        with contextlib.suppress(AssertionError):
            expect(code).to_be_visible(timeout=5_000)
            break
    address = code.inner_text()
    assert address.startswith(example.url)
    page.goto(address)
    settled(page)
    expect(page.get_by_role("combobox", name=re.compile("From$"))).to_have_value(START)


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list by typing, then wait for the answer."""
    field = page.get_by_role("combobox", name=re.compile(rf"(^|[ .,]){label}$"))
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)
