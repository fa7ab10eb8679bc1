"""A file into the graph and out again, in a real browser, on a graph of its own: these tests write."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as Late

from tests.browser.conftest import PATIENCE, App, Visit, app, settled
from tests.browser.test_pages import axe_problems
from tests.papers import Paper

pytestmark = pytest.mark.browser

FUNDINGS = "financeur;bénéficiaire;année;montant (€)\nFondation A;Asso B;2020;1 200,50\nFondation A;Asso C;2021;\n"
FAULTY = FUNDINGS + ";Asso D;2020;5\nFondation A;Asso E;2020;abc\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app on an empty graph that no other test looks at."""
    with app(tmp_path_factory.mktemp("import"), filled=False) as found:
        yield found


def drop(page: Page, name: str, text: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])  # type: ignore[list-item]
    expect(page.get_by_role("heading", level=3).first).to_be_visible(timeout=PATIENCE)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)


def unfold(page: Page, label: str) -> Locator:
    """The choices of a list. A page that is still being drawn folds the list again: it is asked for again then."""
    settled(page)
    choices = page.get_by_role("option")
    for _ in range(5):
        page.get_by_label(label).click(timeout=PATIENCE)
        with contextlib.suppress(Late):
            choices.first.wait_for(timeout=5_000)
            break
    return choices


def tick(page: Page, label: str) -> None:
    """Tick a box. One that still slides into its place lets a click pass beside it: it is clicked again then."""
    box = page.get_by_role("checkbox", name=label)
    for _ in range(5):
        page.get_by_text(label).click()
        with contextlib.suppress(AssertionError):
            expect(box).to_be_checked(timeout=2_000)
            break
    settled(page)


def undo(page: Page) -> None:
    unfold(page, "Annuler un import").first.click()
    press(page, "Annuler cet import")
    press(page, "Oui, annuler l'import")
    expect(page.get_by_text(re.compile(r"L'import est annulé"))).to_be_visible(timeout=PATIENCE)


def test_a_file_is_looked_at_then_loaded_then_known_then_taken_back(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    drop(page, "Financements.csv", FUNDINGS)
    expect(page.get_by_text("est reconnu comme : modèle d'Essaim, 2 lignes.")).to_be_visible()
    expect(page.get_by_label("Qui l'a publié ?")).to_be_visible()
    expect(page.get_by_text("Ce que cela change dans le graphe : 3 acteurs")).to_be_visible(timeout=PATIENCE)
    press(page, "Importer")
    done = "2 lignes lues, 2 acceptées, 0 mise de côté. Ce que cela change dans le graphe : 3 acteurs"
    expect(page.get_by_test_id("stAlert")).to_contain_text(done, timeout=PATIENCE)

    page.goto("/partenariats?lang=fr")
    settled(page)
    expect(page.locator(".es-answer")).to_contain_text("1 financeur, 1\u202f200,50\u00a0€ dits par un document")

    page.goto("/import?lang=fr")
    settled(page)
    drop(page, "Financements.csv", FUNDINGS)
    expect(page.get_by_test_id("stAlert")).to_contain_text("est déjà importé", timeout=PATIENCE)
    undo(page)
    expect(page.locator(".es-answer")).to_contain_text("Rien n'est encore importé")


def test_a_file_that_a_person_calls_fictional_is_shown_as_such(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    drop(page, "Financements.csv", FUNDINGS)
    settled(page)
    page.get_by_text("Corriger ce que le fichier dit de lui-même").click()
    tick(page, "C'est un exemple fictif")
    press(page, "Importer")
    expect(page.get_by_test_id("stAlert")).to_contain_text("2 acceptées", timeout=PATIENCE)
    page.goto("/?lang=fr")
    expect(page.get_by_text("exemple fictif").first).to_be_visible(timeout=PATIENCE)
    page.goto("/import?lang=fr")
    undo(page)


def test_what_is_wrong_in_a_file_is_told_with_its_cells_before_anything_is_loaded(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    drop(page, "Financements.csv", FAULTY)
    problems = page.get_by_test_id("stExpander").filter(has_text=re.compile("mises? de côté"))
    expect(problems).to_contain_text("« financeur » est vide : la ligne est mise de côté.", timeout=PATIENCE)
    expect(problems).to_contain_text("« abc » n'est pas un montant.")
    expect(problems).to_contain_text("ligne 5, colonne D")
    expect(page.locator(".es-answer")).to_contain_text("Rien n'est encore importé")


def test_a_list_of_members_waits_until_its_network_is_said(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    drop(page, "liste.csv", "siret;raison sociale;code postal;enseigne\n73282932000074;Alpha;35000;A\n")
    expect(page.get_by_text("Répondez à la question ci-dessus")).to_be_visible(timeout=PATIENCE)
    network = page.get_by_label("De quel réseau est cette liste ?")
    network.fill("Les Essais")
    network.press("Enter")
    expect(page.get_by_text("Ce que cela change dans le graphe")).to_be_visible(timeout=PATIENCE)


def test_a_file_that_no_header_explains_is_explained_column_by_column(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    drop(page, "enigme.csv", "zig;zag\nFondation A;Asso B\n")
    expect(page.get_by_text("Aucun en-tête n'a suffi.")).to_be_visible(timeout=PATIENCE)
    unfold(page, "La feuille « enigme.csv » contient")
    page.get_by_role("option", name="Financements").click()
    settled(page)
    for header, meaning in (("zig", "financeur"), ("zag", "bénéficiaire")):
        unfold(page, f"La colonne « {header} » est")
        page.get_by_role("option", name=meaning, exact=True).click()
        settled(page)
    press(page, "Lire ainsi")
    expect(page.get_by_text("est reconnu comme : modèle d'Essaim, 1 ligne.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Ce que cela change dans le graphe : 2 acteurs")).to_be_visible(timeout=PATIENCE)


NOTE = "Note de séance. " + " ".join(f"Le ciel numéro {n} passe au-dessus de la plaine, {n} fois." for n in range(40))


def told(page: Page, name: str, text: str) -> None:
    """Drop a text and say who speaks."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])  # type: ignore[list-item]
    page.get_by_label("Qui parle ? (« nous » dans le texte, c'est lui)").fill("Les Lucioles", timeout=PATIENCE)
    press(page, "Lire le document")
    expect(page.get_by_role("heading", level=3).first).to_contain_text("est un texte : 1 page lue", timeout=PATIENCE)
    settled(page)


def test_a_text_is_read_once_what_is_known_of_it_is_said_then_kept_with_its_words(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    told(page, "note.md", NOTE)
    press(page, "Importer")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("« note.md » est importé.", timeout=PATIENCE)
    page.get_by_role("link", name=re.compile("Lire le document avec ses faits")).click()
    expect(page.locator(".es-text")).to_have_text(NOTE, timeout=PATIENCE)
    expect(page.locator(".es-answer")).to_contain_text("Publié par Les Lucioles")

    page.goto("/import?lang=fr")
    settled(page)
    told(page, "note-corrigee.md", f"{NOTE} Une phrase de plus.")
    expect(page.get_by_text("du plus court")).to_have_count(1, timeout=PATIENCE)
    press(page, "C'est une version corrigée de « note »")
    settled(page)
    expect(page.get_by_text("du plus court")).to_have_count(0, timeout=PATIENCE)
    press(page, "Importer")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("est importé.", timeout=PATIENCE)
    page.goto("/document?lang=fr")
    settled(page)
    page.get_by_role("button", name="note, Les Lucioles", exact=True).click()
    expect(page.get_by_text("Une version plus récente remplace ce document")).to_be_visible(timeout=PATIENCE)
    page.goto("/import?lang=fr")
    for _ in range(2):
        undo(page)
    expect(page.locator(".es-answer")).to_contain_text("Rien n'est encore importé")


def test_reading_can_be_stopped_and_leaves_the_page_ready_for_another_try(
    own: App, visit: Visit, tmp_path: Path
) -> None:
    paper = Paper(tmp_path / "long.pdf")
    for number in range(500):
        paper.column(60, 780, [f"Page {number}, ligne {line}, rien d'autre à dire." for line in range(50)]).page()
    page = visit(own, "/import", lang="fr")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(paper.done())
    press(page, "Lire le document")
    press(page, "Interrompre")
    stopped = page.get_by_test_id("stAlert").filter(has_text="Lecture interrompue : rien n'est importé.")
    expect(stopped).to_be_visible(timeout=PATIENCE)
    settled(page)
    expect(page.get_by_role("button", name="Interrompre")).to_have_count(0)
    expect(page.get_by_role("button", name="Lire le document")).to_be_enabled()
    expect(page.locator(".es-answer")).to_contain_text("Rien n'est encore importé")


def test_the_form_of_a_text_passes_the_accessibility_checker(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="fr")
    told(page, "note.md", NOTE)
    assert axe_problems(page) == []


def test_a_file_that_cannot_be_read_is_one_sentence(own: App, visit: Visit) -> None:
    page = visit(own, "/import", lang="en")
    file = {"name": "photo.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64)}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])  # type: ignore[list-item]
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_be_visible(timeout=PATIENCE)
    assert "Traceback" not in page.get_by_test_id("stMain").inner_text()
    assert alert.inner_text().count(".") <= 4


def test_the_template_is_taken_away_in_the_language_of_the_screen(own: App, visit: Visit, tmp_path: Path) -> None:
    sheets = {}
    for lang, button in (("fr", "Télécharger le modèle vide"), ("en", "Download the empty template")):
        page = visit(own, "/import", lang=lang)
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile(button)).click()
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        sheets[target.name] = openpyxl.load_workbook(target, read_only=True).sheetnames
    assert "Financements" in sheets["modele.xlsx"]
    assert "Fundings" in sheets["template.xlsx"] or "Funding" in sheets["template.xlsx"]
