"""A person settles a dispute and a pair, sees it on the sheets, and takes both back: on a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graphmodel.imports import prepare
from graphmodel.settings import load_settings
from graphmodel.statements.records import Span
from graphmodel.store import open_store
from tests.browser.conftest import PATIENCE, App, Visit, app, settled
from tests.contract.questions_world import World, uid

pytestmark = pytest.mark.browser

FEDE, ONE, OTHER = (uid("Organisation", name) for name in ("Fédé Zéphyr", "Rural Mouv'", "RuralMouv"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app on a graph with one dispute and one pair."""
    home = tmp_path_factory.mktemp("relecture")
    with app(home, filled=False) as found:
        with open_store(load_settings({"ESSAIM_HOME": str(home), "ESSAIM_ENGINE_HEAP": "512m"})) as store:
            prepare(store)
            for title, count in (("Bilan", 27), ("Livret", 25)):
                world = World(title, Span("2022-01-01", "2022-12-31"))
                world.actor("Fédé Zéphyr", employees=count)
                if title == "Livret":
                    world.actor("Rural Mouv'", employees=3)
                    world.actor("RuralMouv", at="com:35238")
                world.load(store)
        yield found


def sheet(own: App, visit: Visit, entity: str) -> list[str]:
    """What a sheet says: its title, its sentence and its identity."""
    page = visit(own, "/organisation", id=entity, lang="fr")
    return [
        page.get_by_role("heading", level=1).inner_text(),
        page.locator(".es-answer").inner_text(),
        *page.get_by_test_id("stMarkdown").filter(has_text="salariés").all_inner_texts(),
    ]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE)


def test_a_dispute_is_settled_seen_on_the_sheet_and_taken_back(own: App, visit: Visit) -> None:
    before = sheet(own, visit, FEDE)
    page = visit(own, "/relecture", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("Sur 1 point, des documents se contredisent")
    other = page.get_by_test_id("stColumn").filter(has_text="Autre valeur")
    value = other.locator("strong").first.inner_text()
    other.get_by_role("button", name="C'est cette valeur").click()
    expect(page.get_by_text(f"Vous avez retenu « {value} » (salariés).")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".es-answer")).to_contain_text("Aucun désaccord entre documents")
    after = sheet(own, visit, FEDE)
    assert [line for line in after if f"salariés : {value}" in line]
    assert after != before
    press(page, "Revenir")
    expect(page.locator(".es-answer")).to_contain_text("Sur 1 point", timeout=PATIENCE)
    assert sheet(own, visit, FEDE) == before


def test_a_pair_is_joined_seen_on_the_sheet_and_taken_back_from_the_decisions(own: App, visit: Visit) -> None:
    before = [sheet(own, visit, ONE), sheet(own, visit, OTHER)]
    page = visit(own, "/relecture", partie="twins", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("1 paire est peut-être une seule et même entité")
    press(page, "C'est le même")
    expect(page.get_by_text("sont une seule et même entité").first).to_be_visible(timeout=PATIENCE)
    joined = {tuple(sheet(own, visit, one)[:1]) for one in (ONE, OTHER)}
    assert ("Quelle fiche ?",) in joined

    page = visit(own, "/relecture", partie="decisions", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("1 décision est enregistrée")
    page.get_by_label("Annuler une décision").click()
    page.get_by_role("option").first.click()
    settled(page)
    press(page, "Annuler cette décision")
    expect(page.locator(".es-answer")).to_contain_text("Personne n'a encore rien décidé", timeout=PATIENCE)
    assert [sheet(own, visit, ONE), sheet(own, visit, OTHER)] == before


def test_what_nobody_knows_is_left_for_later_and_comes_back(own: App, visit: Visit) -> None:
    page = visit(own, "/relecture", partie="twins", lang="fr")
    press(page, "Je ne sais pas")
    press(page, "Revoir 1 carte laissée de côté")
    expect(page.get_by_role("button", name="C'est le même")).to_be_visible(timeout=PATIENCE)
