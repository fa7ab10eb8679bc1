"""A person reviews facts that were read in texts, by keys alone or by mouse: each answer changes the graph as it says,
and everything can be taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graphmodel import decisions
from graphmodel.imports import prepare
from graphmodel.questions import review
from graphmodel.settings import load_settings
from graphmodel.store import Store, open_store
from tests import reviewing
from tests.browser.conftest import PATIENCE, App, Visit, app, axe, settled
from tests.browser.test_pages import CODES, full

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")


@dataclass(frozen=True)
class Own:
    """An app on a graph of its own, which tests fill and read beside the screens."""

    at: App
    home: Path

    @contextmanager
    def store(self) -> Iterator[Store]:
        with open_store(load_settings({"ESSAIM_HOME": str(self.home), "ESSAIM_ENGINE_HEAP": "512m"})) as store:
            yield store

    def carried(self) -> set[tuple[str, str]]:
        with self.store() as store:
            return reviewing.carried(store)

    def read(self, query: str) -> list[dict[str, object]]:
        with self.store() as store:
            return store.read(query)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    home = tmp_path_factory.mktemp("propositions")
    with app(home, filled=False) as found:
        yield Own(found, home)


@pytest.fixture
def own(running: Own) -> Own:
    """The little world, nothing decided."""
    with running.store() as store:
        store.wipe()
        prepare(store)
        reviewing.fill(store)
    return running


def opened(own: Own, visit: Visit, **params: str) -> Page:
    page = visit(own.at, "/propositions", **({"lang": "fr"} | params))
    page.locator(".pr-bar[data-ready]").wait_for(timeout=PATIENCE)
    return page


def keys(page: Page, *pressed: str) -> None:
    """Press keys, each once the page has answered the one before."""
    for key in pressed:
        before = page.locator(".pr-bar").get_attribute("data-ready")
        page.keyboard.press(key)
        answered(page, before)


def answered(page: Page, before: str | None) -> None:
    expect(page.locator(".pr-bar")).not_to_have_attribute("data-ready", before or "", timeout=PATIENCE)
    settled(page)


def to(page: Page, words: str) -> None:
    """Go to the card whose sentence begins so, back first and then on."""
    for arrow, name in (("ArrowLeft", "Précédent|Previous"), ("ArrowRight", "Suivant|Next")):
        button = page.get_by_role("button", name=re.compile(name))
        while not page.locator(".es-fact").inner_text().startswith(words):
            if button.is_disabled():
                break
            keys(page, arrow)
    assert page.locator(".es-fact").inner_text().startswith(words)


def fact(page: Page) -> str:
    return page.locator(".es-fact").inner_text().replace("\u00a0", " ")


def told(page: Page) -> str:
    expect(page.locator(".pr-live")).not_to_be_empty()
    return page.locator(".pr-live").inner_text()


def test_a_fact_stands_beside_its_passage_and_is_accepted_by_one_key(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    expect(page.locator(".es-answer")).to_contain_text("7 faits lus dans des textes attendent votre accord")
    to(page, "Ambre")
    assert fact(page) == "Ambre porte l'innovation « relais » depuis 2012."
    assert page.locator(".es-passage mark").inner_text() == "l'association Ambre porte le relais depuis 2012"
    expect(page.locator(".es-passage")).to_contain_text("Dans la vallée")
    keys(page, "a")
    expect(page.locator(".es-answer")).to_contain_text("6 faits")
    expect(page.locator(".pr-live")).to_contain_text("Accepté : Ambre porte l'innovation « relais »")
    assert own.carried() == {("Ambre", "relais")}


def test_a_name_that_the_graph_holds_is_joined_because_the_card_said_so(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Ambre")
    expect(page.get_by_text("Sera rattaché à « Ambre », déjà dans le graphe")).to_be_visible()
    keys(page, "a")
    assert own.read("MATCH (a:Actor)-[:CARRIES]->() RETURN a.uid AS uid") == [{"uid": "siren:552100554"}]
    keys(page, "z")
    assert own.read("MATCH (a:Actor) RETURN a.uid AS uid") == [{"uid": "siren:552100554"}]
    assert own.carried() == set()


def test_a_person_may_say_that_it_is_somebody_else(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Ambre")
    keys(page, "m")
    expect(page.get_by_text("SIREN 552100554")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("aucun de ceux-là").click()
    before = page.locator(".pr-bar").get_attribute("data-ready")
    page.get_by_role("button", name="Accepter avec ce choix").click()
    answered(page, before)
    rows = own.read("MATCH (a:Actor {name: 'Ambre'}) RETURN a.uid AS uid ORDER BY uid")
    assert [row["uid"] for row in rows] == ["name:organisation/doc.recit/ambre", "siren:552100554"]


def test_a_fact_is_refused_and_another_left_for_later(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Cime")
    keys(page, "r")
    assert told(page).startswith("Refusé : Cime porte")
    left = fact(page)
    keys(page, "p")
    assert told(page).startswith("Laissé de côté, rien n'est enregistré.")
    with own.store() as store:
        assert [one.kind for one in review.decisions(store)] == ["reject"]
    page.get_by_role("button", name="Revoir 1 fait laissé de côté").click()
    settled(page)
    to(page, left[:5])
    assert own.carried() == set()


def test_answers_are_taken_back_one_after_the_other(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    first = fact(page)
    keys(page, "r", "p", "r", "z", "z", "z")
    assert (fact(page), told(page)) == (first, "Dernière réponse annulée. Fait 1 sur 7")
    with own.store() as store:
        assert review.decisions(store) == []
    expect(page.get_by_role("button", name="Annuler la dernière")).to_be_disabled()


def test_a_value_is_put_right_in_its_form_and_accepted(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Dune")
    keys(page, "c")
    amount = page.get_by_label("montant (€)", exact=True)
    expect(amount).to_have_value("5000", timeout=PATIENCE)
    amount.fill("beaucoup")
    amount.press("Enter")
    expect(page.get_by_text("n'est pas un montant en euros")).to_be_visible(timeout=PATIENCE)
    amount.fill("6 500,50")
    before = page.locator(".pr-bar").get_attribute("data-ready")
    page.get_by_role("button", name="Accepter ainsi corrigé").click()
    answered(page, before)
    query = "MATCH ()-[r:FINANCES]->() RETURN r.amount_cents AS cents, r.year AS year"
    assert own.read(query) == [{"cents": 650_050, "year": 2019}]
    keys(page, "z")
    assert own.read(query) == []


def test_letters_typed_into_a_form_are_letters_and_escape_closes_it(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Étoile")
    keys(page, "c")
    field = page.get_by_label("salariés", exact=True)
    expect(field).to_be_focused(timeout=PATIENCE)
    field.press_sequentially("arpz")
    expect(field).to_have_value("25arpz")
    keys(page, "Escape")
    expect(field).to_have_count(0)
    assert own.read("MATCH (d:Decision) RETURN d.id AS id") == []


def test_of_facts_that_exclude_each_other_a_number_chooses_one(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Le document ne dit pas")
    expect(page.get_by_role("button", name="Accepter", exact=True)).to_be_disabled()
    assert page.locator(".pr-options button").all_inner_texts() == [
        "1 Faîte (tête de réseau nationale) porte l'innovation « école du dehors ».",
        "2 Faîte Sud (tête de réseau régionale) porte l'innovation « école du dehors ».",
    ]
    keys(page, "2")
    assert own.carried() == {("Faîte Sud", "école du dehors")}
    keys(page, "z", "r")
    with own.store() as store:
        assert [one.kind for one in review.decisions(store)] == ["reject", "reject"]


def test_all_of_a_rule_are_accepted_once_a_person_confirmed(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Brume")
    page.keyboard.press("Shift+A")
    asked = "4 faits de la règle (« porte », lu dans le texte) : Entrée pour confirmer"
    expect(page.locator(".pr-sure")).to_contain_text(asked)
    expect(page.get_by_role("button", name="Accepter toute la règle (« porte »)")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".pr-confirm")).to_be_hidden()
    page.keyboard.press("Shift+A")
    keys(page, "Enter")
    assert told(page).startswith("4 faits acceptés.")
    held = {("Brume", "jardin partagé"), ("Brume", "ruche"), ("Ambre", "relais"), ("Cime", reviewing.HOSTILE)}
    assert own.carried() == held  # and no name was joined
    assert own.read("MATCH (a:Actor {name: 'Ambre'}) RETURN count(a) AS n") == [{"n": 2}]
    keys(page, "z")
    assert own.carried() == set()


def test_all_of_a_page_are_accepted_but_what_leaves_a_choice(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Dune")
    page.get_by_role("button", name="Accepter toute la page").click()
    expect(page.locator(".pr-sure")).to_contain_text("2 faits de cette page : Entrée pour confirmer")
    before = page.locator(".pr-bar").get_attribute("data-ready")
    page.get_by_role("button", name="Confirmer (Entrée)").click()
    answered(page, before)
    with own.store() as store:
        assert sorted(one.rule for one in review.waiting(store)) == sorted([reviewing.LEVEL, *[reviewing.CARRY] * 4])


def test_nothing_in_a_document_is_ever_read_as_markup(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Cime")
    assert reviewing.HOSTILE in fact(page)
    assert page.locator(".es-passage mark").inner_text() == f"L'association Cime porte {reviewing.HOSTILE}."
    keys(page, "r")
    assert reviewing.HOSTILE in told(page)
    main = page.get_by_test_id("stMain")
    assert [main.locator(one).count() for one in ("img[src=x]", "a[href^=javascript]", ".katex")] == [0, 0, 0]
    assert page.title() != "1"


def test_what_somebody_else_decided_meanwhile_is_not_decided_again(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    to(page, "Ambre")
    with own.store() as store:
        cards = [one for one in review.waiting(store) if one.options[0].ends[0].name == "Ambre"]
        decisions.decide(store, "reject", [cards[0].options[0].marks[0]])
    keys(page, "a")
    expect(page.get_by_text("La file a changé entre-temps : rien n'a été enregistré")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".es-answer")).to_contain_text("6 faits")
    assert own.carried() == set()


def test_the_queue_is_narrowed_to_a_document_and_a_rule_by_the_link(own: Own, visit: Visit) -> None:
    page = opened(own, visit, doc="doc:bilan", regle=reviewing.CARRY)
    expect(page.locator(".es-answer")).to_contain_text("2 faits")
    page.locator(".st-key-pick\\:doc input, [aria-label*=Document]").first.click()
    page.get_by_role("option", name="Récit").click()
    expect(page.locator(".es-answer")).to_contain_text("3 faits", timeout=PATIENCE)
    settled(page)
    expect(page.locator(".pr-group")).to_be_focused()
    keys(page, "r")
    expect(page.locator(".es-answer")).to_contain_text("2 faits")


def test_keys_can_be_put_to_sleep_and_buttons_still_answer(own: Own, visit: Visit) -> None:
    page = opened(own, visit)
    before = page.locator(".pr-bar").get_attribute("data-ready")
    page.get_by_label("Touches actives").uncheck()
    page.keyboard.press("r")
    page.get_by_role("button", name="Suivant").click()
    answered(page, before)
    assert told(page) == "Fait 2 sur 7"
    assert own.read("MATCH (d:Decision) RETURN d.id AS id") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_face_of_the_page_speaks_plainly_and_passes_the_checker(own: Own, visit: Visit, lang: str) -> None:
    page = opened(own, visit, lang=lang)
    faces = {"fact": "Dune", "join": "Ambre", "choice": {"fr": "Le document", "en": "The document"}[lang]}
    problems = []
    for name, words in faces.items():
        page.goto(page.url)
        page.locator(".pr-bar[data-ready]").wait_for(timeout=PATIENCE)
        settled(page)
        to(page, words)
        for form in ("", "c", "m") if name == "join" else ("",):
            if form:
                keys(page, form)
            problems += checked(page, f"{name}{form}-{lang}")
            if form:
                keys(page, "Escape")
    assert problems == []


def checked(page: Page, name: str) -> list[str]:
    """What the checker finds and what people must never read; a picture where one is asked for."""
    if folder := os.environ.get("ESSAIM_SCREENSHOTS"):
        full(page, Path(folder) / f"propositions-{name}.png")
    found = CODES.findall(page.get_by_test_id("stMain").inner_text())
    page.add_script_tag(path=str(axe()))
    report = page.evaluate("rules => axe.run(document, {runOnly: rules})", list(RULES))
    found += [f"{name} {one['id']}: {one['nodes'][0]['html'][:150]}" for one in report["violations"]]
    return found
