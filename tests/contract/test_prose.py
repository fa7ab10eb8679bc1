"""Documents of prose through the whole of Essaim: read, proposed, reviewed, taken back, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphmodel import decisions, imports
from graphmodel.archive import StoreArchive
from graphmodel.questions import review
from graphmodel.statements.records import PageText, State, Statement
from graphmodel.store import Store
from ingest.documents import is_prose
from ingest.pipeline import Asked, Prepared, ingest, prepare
from ingest.text.places import read_place
from tests.contract.documents import bytes_of, fresh
from tests.gold.crosswalk import EXAMPLES

MONOGRAPHS = ("lisieres.pdf", "coudrivage.docx", "ambrevoix.md")
PUBLISHER = "Union nationale des Lisières (fictive)"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return written(tmp_path / "recit.txt", STORY)


STORY = """Le récit d'un essaimage

L'association Les Voisins de la Halle porte le programme « Tables longues » depuis 2015.

L'association Les Fournils de Bray pilote le programme « Tables longues ».

La Fondation Aubier a financé l'association Les Fournils de Bray à hauteur de 12 000 euros en 2019.
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def proposed(path: Path, **asked: str) -> Prepared:
    return prepare(path, Asked(publisher=PUBLISHER, **asked))


def places(statements: list[Statement], pages: list[PageText]) -> Iterator[tuple[Statement, str]]:
    """Each statement with the characters of its document at each of its places."""
    by_number = {page.number: page.text for page in pages}
    for one in statements:
        for at in one.at:
            place = read_place(at)
            assert place is not None, at
            yield one, by_number[place.page or 0][place.start : place.end]


def in_words(text: str) -> list[str]:
    """The words of a passage, those cut at the end of a line made whole, typography apart."""
    for broken in ("-\n", "\ufffe\n", "\ufffe", "\u00ad\n", "\u00ad", "\x02", "^{", "}"):
        text = text.replace(broken, "")
    return "".join(one.casefold() if one.isalnum() else " " for one in text).split()


@pytest.mark.parametrize("name", MONOGRAPHS)
def test_every_proposed_and_every_accepted_fact_opens_its_exact_characters(store: Store, name: str) -> None:
    fresh(store)
    read = proposed(EXAMPLES / "monographies" / name)
    ingest(store, read)
    pages = StoreArchive(store).pages(read.document.uid)
    kept = [one.statement for one in StoreArchive(store).of_documents([read.document.uid])]
    assert len(kept) == len(read.statements)
    assert [one for one in kept if one.quote]
    assert all(one.state is State.PROPOSED for one in kept)
    told = [(one.quote, shown) for one, shown in places(kept, pages) if one.quote and len(one.at) == 1]
    assert [(quote, shown) for quote, shown in told if in_words(quote) != in_words(shown)] == []
    cards = review.waiting(store)
    decisions.decide_all(store, [("accept", (mark,)) for card in cards for mark in card.options[0].marks])
    assert review.waiting(store) == []
    passages = {passage.at for card in cards for passage in card.passages}
    shown_by_graph = {at for one in kept for at in one.at if one.quote}
    assert passages <= shown_by_graph


def test_what_prose_says_is_reviewed_undone_and_found_reviewed_when_it_comes_back(store: Store, story: Path) -> None:
    fresh(store)
    read = proposed(story)
    run = ingest(store, read).run
    assert run is not None
    cards = review.waiting(store)
    kept, refused = cards[0].options[0].marks, cards[1].options[0].marks
    decisions.decide_all(store, [("accept", kept), ("reject", refused)])
    reviewed, waiting = bytes_of(store), review.waiting(store)
    imports.undo(store, run)
    assert review.waiting(store) == []
    again = ingest(store, proposed(story))
    assert (again.run, bytes_of(store), review.waiting(store)) == (run, reviewed, waiting)
    assert ingest(store, proposed(story)).run is None


def test_a_corrected_version_asks_only_about_what_changed(store: Store, story: Path, tmp_path: Path) -> None:
    fresh(store)
    first = proposed(story)
    ingest(store, first)
    cards = review.waiting(store)
    decisions.decide_all(store, [("accept", (mark,)) for card in cards for mark in card.options[0].marks])
    before = graph(store)
    corrected = written(tmp_path / "recit-2.txt", f"Avant-propos.\n\n{STORY.replace('12 000', '13 000')}")
    prepared = prepare(
        corrected, Asked(publisher=PUBLISHER, replaces=first.document.uid, work=first.document.work)
    )  # fmt: skip
    ingest(store, prepared)
    (card,) = review.waiting(store)
    assert (card.options[0].type, card.options[0].values["amount_cents"]) == ("FINANCES", 1_300_000)
    assert graph(store) == before - {("Fondation Aubier", "FINANCES", "Les Fournils de Bray")}
    decisions.decide(store, "accept", card.options[0].marks)
    assert graph(store) == before


def graph(store: Store) -> set[tuple[str, str, str]]:
    query = "MATCH (a)-[r]->(b) WHERE NOT a:Territory RETURN a.name AS one, type(r) AS kind, b.name AS other"
    return {tuple(row.values()) for row in store.read(query)}  # type: ignore[misc]


def test_nearly_the_same_text_under_another_name_is_told(store: Store, story: Path, tmp_path: Path) -> None:
    fresh(store)
    ingest(store, proposed(EXAMPLES / "monographies" / "ambrevoix.md"))
    text = (EXAMPLES / "monographies" / "ambrevoix.md").read_text(encoding="utf-8")
    copy = written(tmp_path / "copie.md", text.replace("réseau", "RÉSEAU", 3) + "\n\nUne phrase de plus.\n")
    found = {one.code: one for one in ingest(store, proposed(copy, title="Autre titre"), dry_run=True).findings}
    assert "% du plus court" in found["text-there"].message.fr
    assert "text-there" not in [one.code for one in ingest(store, proposed(story), dry_run=True).findings]


def test_a_document_that_says_nothing_is_kept_and_can_be_read(store: Store, tmp_path: Path) -> None:
    fresh(store)
    read = proposed(written(tmp_path / "vide.txt", "Il pleut depuis ce matin.\n"))
    report = ingest(store, read)
    assert [one.code for one in report.findings] == ["nothing-found"]
    assert [page.text for page in StoreArchive(store).pages(read.document.uid)] == ["Il pleut depuis ce matin.\n"]
    assert report.in_words() == "1 page lue, 0 fait proposé, à relire."


@pytest.mark.parametrize(
    ("name", "text", "prose"),
    [
        ("a.pdf", "", True),
        ("a.md", "nom;ville\nA;B\n", True),
        ("a.csv", "Il pleut.\n", False),
        ("a.txt", "nom;ville\nA;B\nC;D\n", False),
        ("a.txt", "nom\tville\nA\tB\n", False),
        ("a.txt", "Il pleut, et il vente.\n\nDemain, il fera beau ; ou pas.\nEncore une ligne sans rien.\n", True),
    ],
)
def test_plain_text_is_a_table_where_its_lines_are_cut_into_cells(
    tmp_path: Path, name: str, text: str, prose: bool
) -> None:
    assert is_prose(written(tmp_path / name, text)) is prose
