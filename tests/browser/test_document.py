"""A document as people read it: its text with every fact marked, each proof that opens it there, nothing that runs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from graphmodel.questions.organisation import search
from graphmodel.settings import load_settings
from graphmodel.store import open_store
from tests.browser import telling
from tests.browser.conftest import PATIENCE, App, Visit, app, settled
from tests.browser.test_pages import axe_problems

pytestmark = pytest.mark.browser

DOC = telling.DOCUMENT.uid


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app on a graph with one long document of prose."""
    home = tmp_path_factory.mktemp("document")
    with app(home, filled=False) as found:
        with open_store(load_settings({"ESSAIM_HOME": str(home), "ESSAIM_ENGINE_HEAP": "512m"})) as store:
            telling.tell(store)
            uids = {"shop": search(store, "comptoir")[0].uid, "house": search(store, "maison corail")[0].uid}
        yield App(found.url, uids)


def drawn(page: Page) -> Locator:
    """The text of the page, once it is there."""
    text = page.locator(".es-text[data-ready]")
    text.wait_for(timeout=PATIENCE)
    return text


def words(page: Page, look: str) -> str:
    """What is marked in this way, joined."""
    return "".join(drawn(page).locator(look).all_text_contents())


def test_a_page_shows_every_character_with_what_is_accepted_apart_from_what_is_proposed(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc=DOC, at="p3", lang="fr")
    assert drawn(page).evaluate("one => one.textContent") == telling.STORY
    accepted = words(page, "mark[role]:not(.es-proposed)")
    assert accepted == telling.SPREAD + telling.EMPLOYS
    assert words(page, "mark.es-proposed") == telling.WAITS
    assert telling.CARRIES not in words(page, "mark"), "what a person refused is not marked"
    looks = [page.locator(look).first.evaluate("one => getComputedStyle(one).outlineStyle")
             for look in (".es-text mark.es-proposed", ".es-text mark[role]:not(.es-proposed)")]  # fmt: skip
    assert looks == ["dashed", "none"]
    expect(page.locator(".es-answer")).to_have_text(
        "Publié par Les Lucioles, 2014, 300 pages, 3 faits comptent, 1 attend une relecture."
    )
    assert page.locator(".es-told li").count() == 4
    assert page.locator(".es-told li.es-waits").count() == 1


def test_a_link_opens_exactly_the_characters_that_it_names(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc=DOC, at=telling.place(telling.PAYS), lang="fr")
    assert words(page, "mark.es-here") == telling.PAYS
    expect(page.locator("mark.es-here").first).to_be_in_viewport()
    lost = visit(own, "/document", doc=DOC, at="p3:90000-90001", lang="fr")
    expect(lost.get_by_test_id("stAlert")).to_contain_text("Ce passage n'est pas dans cette page")


def test_nothing_that_a_document_says_is_markup(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc=DOC, at="p3", lang="fr")
    text = drawn(page)
    assert telling.ATTACK in (text.text_content() or "")
    assert text.locator("img, script, b, strong, a, code, .katex").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("Rapport des Lucioles $2$ <b>")
    assert page.get_by_test_id("stMain").locator(".katex").count() == 0


def test_a_mark_leads_by_mouse_and_by_keyboard_to_its_facts_and_to_the_sheet(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc=DOC, at="p3", lang="fr")
    pays = drawn(page).locator("mark[role]").filter(has_text=telling.PAYS)
    pays.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Comptoir des Lucioles a essaimé vers Maison Corail — innovation : Atelier mobile")
    expect(tip).to_contain_text("Fondation Bruyère finance Maison Corail")
    employs = drawn(page).locator("mark[role]").filter(has_text=telling.EMPLOYS)
    employs.focus()
    expect(tip).to_have_text("Comptoir des Lucioles — salariés : 14")
    page.keyboard.press("Enter")
    expect(page.locator(".es-told li:focus")).to_contain_text("salariés : 14")
    page.keyboard.press("Escape")
    expect(employs).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comptoir des Lucioles", timeout=PATIENCE)


def test_a_long_document_opens_quickly_and_draws_only_the_page_that_is_asked(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc=DOC, at="p3", lang="fr")
    drawn(page)
    begun = time.monotonic()
    page.get_by_role("button", name="Page 300", exact=True).click()
    expect(page.locator(".es-text")).to_contain_text("Page 300")
    took = time.monotonic() - begun
    assert took < 5, f"{took:.1f} s"
    assert "Page 299" not in page.get_by_test_id("stMain").inner_text()
    expect(page).to_have_url(re.compile(r"at=p300"))
    page.reload()
    settled(page)
    expect(page.locator(".es-text")).to_contain_text("Page 300")


def test_the_proof_of_a_sheet_opens_the_document_at_its_characters(own: App, visit: Visit) -> None:
    page = visit(own, "/essaimage", de=own.uids["shop"], a=own.uids["house"], lang="fr")
    page.get_by_text(re.compile(r"^\d+ preuve")).first.click()
    proof = page.get_by_role("link", name=telling.DOCUMENT.title).first
    with page.context.expect_page() as opened:
        proof.click()
    there = opened.value
    settled(there)
    assert words(there, "mark.es-here") == telling.SPREAD


def test_a_table_lists_its_facts_and_those_of_the_cell_that_is_asked(example: App, visit: Visit) -> None:
    page = visit(example, "/document", lang="fr")
    page.get_by_role("button", name=re.compile("^Essaimages des Lisières")).click()
    expect(page.locator(".es-answer")).to_contain_text("faits comptent", timeout=PATIENCE)
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page).to_have_url(re.compile("doc="))
    page.goto(f"{page.url}&at=Essaimages!A2")
    settled(page)
    expect(page.get_by_text("À l'endroit demandé")).to_be_visible()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_of_a_document_passes_the_accessibility_checker(own: App, visit: Visit, lang: str) -> None:
    page = visit(own, "/document", doc=DOC, at=telling.place(telling.PAYS), lang=lang)
    drawn(page)
    assert axe_problems(page) == []


def test_a_document_that_is_not_there_offers_those_that_are(own: App, visit: Visit) -> None:
    page = visit(own, "/document", doc="doc:nobody", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("n'est pas dans Essaim")
    page.get_by_role("button", name=re.compile("^Rapport des Lucioles")).click()
    drawn(page)
    expect(page).to_have_url(re.compile("doc=doc%3Alucioles"))
