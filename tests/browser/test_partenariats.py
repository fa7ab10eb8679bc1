"""Funders and partners in a real browser: sums that may be added up, unknown amounts apart, who stands around."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, ROOT, App, Visit

pytestmark = pytest.mark.browser

NETWORK = "reg:network/reseau/les-lisieres"
PLANTED = json.loads((ROOT / "examples" / "reseau-fictif" / "plants.json").read_text(encoding="utf-8"))["amounts"]


def taken(page: Page) -> list[dict[str, str]]:
    """The first list as a person takes it away."""
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_known_sums_ranges_and_unknown_amounts_are_those_that_were_planted(example: App, visit: Visit) -> None:
    page = visit(example, "/partenariats", lang="fr", sujet=NETWORK)
    said = {
        row["Financeur"]: (row["Somme connue"], row["Montants inconnus"])
        for row in taken(page)
        if row["Qui le dit"] == "dit par un document"
    }
    planted = {
        one["funder"]: (str(one["known_sum"] // 100) if one["known"] else "", str(one["unknown"]))
        for one in PLANTED
        if one["modality"] == "actual"
    }
    assert {name: said[name] for name in planted if name in said} == {n: p for n, p in planted.items() if n in said}
    assert len(said) > 20


def test_unknown_amounts_stand_apart_and_in_no_sum(example: App, visit: Visit) -> None:
    page = visit(example, "/partenariats", lang="fr")
    block = page.locator(".st-key-unknown-amounts")
    expect(block).to_contain_text("Inconnu n'est pas zéro")
    shown = int(re.search(r"(\d+) financements? au montant inconnu", block.inner_text())[1])  # type: ignore[index]
    assert shown == sum(int(row["Montants inconnus"]) for row in taken(page))


def test_the_network_is_drawn_among_its_funders_and_partners_and_one_of_them_opens(example: App, visit: Visit) -> None:
    page = visit(example, "/partenariats", lang="fr", sujet=NETWORK)
    canvas = page.locator(".es-canvas")
    expect(canvas).to_have_attribute("aria-label", re.compile("Les Lisières au centre"))
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Fiche"))).to_be_visible(timeout=PATIENCE)


def test_a_funder_is_seen_from_its_own_side(example: App, visit: Visit) -> None:
    page = visit(example, "/partenariats", lang="en", sorte="funder", sujet="reg:organisation/lisieres/f02")
    expect(page.locator(".es-answer")).to_contain_text("Fondation des Trois Rives: 17 beneficiaries")
    page.get_by_role("tab", name="All ties").click()
    expect(page.get_by_role("tab", name="All ties")).to_have_attribute("aria-selected", "true")


def test_an_empty_graph_says_so_and_points_to_import(empty: App, visit: Visit) -> None:
    page = visit(empty, "/partenariats", lang="fr")
    expect(page.locator(".es-answer")).to_contain_text("aucun financeur connu")
    expect(page.get_by_role("link", name="Importer un document")).to_be_visible()
