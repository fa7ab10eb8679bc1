"""Isolated territories in a real browser: the map, a click, the question in the link, the list taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, ROOT, App, Visit, settled

pytestmark = pytest.mark.browser

NETWORK = "reg:network/reseau/les-lisieres"
PLANTED = json.loads((ROOT / "examples" / "reseau-fictif" / "plants.json").read_text(encoding="utf-8"))["verdicts"][0]
ASKED = {"pour": NETWORK, "depuis": PLANTED["since"], "jusque": PLANTED["until"], "sens": PLANTED["direction"]}


def taken(page: Page) -> list[dict[str, str]]:
    """The list as a person takes it away."""
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_question_gets_the_planted_answer_with_its_four_counts_apart(example: App, visit: Visit) -> None:
    page = visit(example, "/territoires", lang="fr", **ASKED)
    counts = {verdict: sum(map(len, some.values())) for verdict, some in PLANTED["expected"].items()}
    expect(page.locator(".es-answer")).to_have_text(
        f"{counts['isolated']} isolés, {counts['possibly']} peut-être reliés, "
        f"{counts['undocumented']} non documentés, {counts['linked']} reliés, sur 101 départements."
    )
    words = {"isolated": "isolé", "possibly": "peut-être relié", "undocumented": "non documenté", "linked": "relié"}
    expected = {
        code: words[verdict]
        for verdict, some in PLANTED["expected"].items()
        for codes in some.values()
        for code in codes
    }
    rows = taken(page)
    assert {row["Code"]: row["Ce qu'on sait"] for row in rows} == expected
    assert all(row["Pourquoi"] for row in rows)


def test_the_map_draws_every_departement_and_names_it_with_its_verdict(example: App, visit: Visit) -> None:
    page = visit(example, "/territoires", lang="fr", **ASKED)
    shapes = page.locator("[data-testid=stVegaLiteChart] svg path[aria-label*=' : ']")
    expect(shapes).to_have_count(101, timeout=PATIENCE)
    expect(page.get_by_text("zoom Île-de-France")).to_be_visible()
    expect(page.get_by_text("Sources : INSEE, DGCL, IGN Admin Express (Licence Ouverte 2.0)")).to_be_visible()
    fills = {shapes.nth(i).get_attribute("fill") or "" for i in range(101)}
    assert len([fill for fill in fills if fill.startswith("url(")]) >= 2, "two sorts of stripes"


def test_a_click_on_the_map_chooses_a_territory_and_the_link_opens_it_again(example: App, visit: Visit) -> None:
    page = visit(example, "/territoires", lang="fr", **ASKED)
    shape = page.locator("[data-testid=stVegaLiteChart] svg path[aria-label^='Lozère']")
    shape.click(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Lozère : isolé")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(r"territoire=cog%3Adep%3A48"))
    expect(page.get_by_role("paragraph").filter(has_text="la liste est complète pour ce territoire")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name="Lozère : isolé")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name=re.compile("Lozère")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lozère", timeout=PATIENCE)


def test_a_word_of_the_question_that_changes_changes_the_answer_and_the_link(example: App, visit: Visit) -> None:
    page = visit(example, "/territoires", lang="en")
    expect(page.locator(".es-answer")).to_contain_text("out of 101 départements")
    page.get_by_label("Scale").click()
    page.get_by_role("option", name="regions").click()
    expect(page.locator(".es-answer")).to_contain_text("out of 18 regions", timeout=PATIENCE)
    expect(page).to_have_url(re.compile("echelle=region"))
    expect(page.locator("[data-testid=stVegaLiteChart] svg path[aria-label*=': ']")).to_have_count(18, timeout=PATIENCE)


def test_a_verdict_that_is_kept_alone_shortens_the_list_only(example: App, visit: Visit) -> None:
    page = visit(example, "/territoires", lang="fr", constats="isolated", **ASKED)
    isolated = sorted(code for codes in PLANTED["expected"]["isolated"].values() for code in codes)
    assert sorted(row["Code"] for row in taken(page)) == isolated
    expect(page.locator(".es-answer")).to_contain_text("sur 101 départements")


def test_nothing_known_is_never_called_isolated(empty: App, visit: Visit) -> None:
    page = visit(empty, "/territoires", lang="fr")
    expect(page.locator(".es-answer")).to_have_text(re.compile("On ne sait rien encore"))
    assert {row["Ce qu'on sait"] for row in taken(page)} == {"non documenté"}
    expect(page.get_by_role("link", name="Importer un document")).to_be_visible()
