"""A person writes a fact down, sees what it changes, finds it with its source, and takes it back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graphmodel.imports import prepare
from graphmodel.settings import load_settings
from graphmodel.store import open_store
from tests.browser.conftest import PATIENCE, App, Visit, app, settled
from tests.browser.test_import import press, undo
from tests.browser.test_pages import axe_problems
from tests.contract.questions_world import World

pytestmark = pytest.mark.browser

WORDS = "Ils nous l'ont <b>appris</b> $x$"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app on a graph with one shop and one innovation."""
    home = tmp_path_factory.mktemp("saisir")
    with app(home, filled=False) as found:
        with open_store(load_settings({"ESSAIM_HOME": str(home), "ESSAIM_ENGINE_HEAP": "512m"})) as store:
            prepare(store)
            world = World("Livret")
            world.tie("CARRIES", world.actor("Comptoir des Lucioles"), world.entity("Innovation", "Atelier mobile"))
            world.load(store)
        yield found


def choose(page: Page, label: str, words: str) -> None:
    """Type into a list and take its first line: what is there, or the new name."""
    settled(page)
    box = page.get_by_label(label, exact=True)
    box.click(timeout=PATIENCE)
    box.fill(words)
    page.get_by_role("option").first.wait_for(timeout=PATIENCE)
    page.keyboard.press("Enter")
    settled(page)


def write(page: Page, label: str, words: str) -> None:
    settled(page)
    page.get_by_label(label, exact=True).fill(words)
    page.keyboard.press("Tab")
    settled(page)


def spread(page: Page) -> None:
    """Who passed what on to whom: two that are there, found by a part of their names, and one that is new."""
    choose(page, "Qui a transmis ?", "Comptoir des Lucioles (organisation)")
    choose(page, "Innovation", "mobile")
    press(page, "C'est Atelier mobile (innovation, Comptoir des Lucioles)")
    choose(page, "À qui ?", "Maison Corail")
    expect(page.get_by_label("« Maison Corail » est nouveau : qu'est-ce que c'est ?")).to_be_visible(timeout=PATIENCE)


def source(page: Page) -> None:
    write(page, "Où, et à quelle occasion ?", "Entretien avec la directrice, 12 mars 2026")
    write(page, "Qui parle ?", "Maison Corail")
    write(page, "Quand l'a-t-elle dit ?", "12 mars 2026")


def test_a_fact_is_written_down_found_with_its_source_and_taken_back(own: App, visit: Visit) -> None:
    page = visit(own, "/saisir", lang="fr")
    spread(page)
    source(page)
    write(page, "Date", "2019")
    write(page, "Ses mots, si vous les avez notés", WORDS)
    said = "Comptoir des Lucioles a essaimé vers Maison Corail — innovation : Atelier mobile · date : 2019"
    expect(page.get_by_text(said)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Ce que cela change dans le graphe : 1 acteur, innovation ou lieu de plus")).to_be_visible()
    press(page, "Ajouter ce fait")
    done = page.get_by_test_id("stAlert").filter(has_text=f"C'est ajouté : {said}")
    expect(done).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Qui parle ?")).to_have_value("Maison Corail")

    page.get_by_role("link", name=re.compile("Voir ce qui est gardé")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entretien avec la directrice, 12 mars 2026")
    expect(page.locator(".es-answer")).to_contain_text("Publié par Maison Corail, 12 mars 2026, 1 fait compte")

    page.goto("/import?lang=fr")
    settled(page)
    undo(page)
    page.goto("/essaimage?lang=fr")
    settled(page)
    expect(page.get_by_test_id("stMain")).not_to_contain_text("Maison Corail")


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_kept(own: App, visit: Visit) -> None:
    page = visit(own, "/saisir", lang="fr")
    write(page, "Date", "31/02/2020")
    wrong = page.get_by_role("alert").filter(has_text="n'existe pas au calendrier")
    expect(wrong).to_be_visible(timeout=PATIENCE)
    assert page.get_by_text("À remplir.").count() == 0, "nobody is blamed for what he has not come to yet"
    press(page, "Ajouter ce fait")
    expect(page.get_by_text("À remplir.")).to_have_count(5, timeout=PATIENCE)
    expect(page.get_by_test_id("stAlert").filter(has_text="Il manque encore quelque chose")).to_be_visible()


def test_a_property_is_written_down_one_at_a_time(own: App, visit: Visit) -> None:
    page = visit(own, "/saisir", quoi="Organisation", lang="fr")
    choose(page, "Qui ou quoi ?", "Comptoir des Lucioles (organisation)")
    choose(page, "Quelle information ?", "Salariés")
    write(page, "Salariés", "14")
    source(page)
    expect(page.get_by_text("Comptoir des Lucioles — salariés : 14")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_form_passes_the_accessibility_checker_with_its_problems_shown(own: App, visit: Visit, lang: str) -> None:
    page = visit(own, "/saisir", lang=lang)
    press(page, {"fr": "Ajouter ce fait", "en": "Add this fact"}[lang])
    expect(page.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert axe_problems(page) == []
