"""What the readers find in the project's own documents never gets worse than what was written down here."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from graphmodel.schema.vocabulary import Status
from ingest.extras.nlp import read_with_syntax
from ingest.score.figures import Counts, DocumentScore, Score, total
from tools.quality import OWN


class Floor(NamedTuple):
    """The least precision and recall, from 0 to 1, of what documents state."""

    precision: float
    recall: float


FLOORS: dict[tuple[str, bool], Floor] = {
    ("lisieres.pdf", False): Floor(0.99, 0.6),
    ("lisieres.pdf", True): Floor(0.99, 0.78),
    ("coudrivage.docx", False): Floor(0.97, 0.71),
    ("coudrivage.docx", True): Floor(0.99, 0.84),
    ("ambrevoix.md", False): Floor(0.96, 0.47),
    ("ambrevoix.md", True): Floor(0.97, 0.72),
    ("brasemont.docx", False): Floor(0.9, 0.04),
    ("brasemont.docx", True): Floor(0.9, 0.2),
}
"""By document, and whether the names are known beforehand. Raise them when a rule makes them rise; a rule that lowers
one is a rule to look at again."""

MOST = 0.75
"""The least share that is right of what reading by syntax adds."""


def below(result: Score, names: bool, floors: dict[tuple[str, bool], Floor]) -> list[str]:
    """The documents that have no floor or fall below theirs, each with what was measured."""
    found = []
    for one in result.documents:
        counts = total(one.lines, Status.STATED)
        precision, recall = counts.precision or 0.0, counts.recall(Status.STATED) or 0.0
        floor = floors.get((one.document, names))
        if floor is None or precision < floor.precision or recall < floor.recall:
            found.append(f"{one.document}, names {names}: precision {precision:.3f}, recall {recall:.3f}")
    return found


@pytest.mark.parametrize("names", [False, True])
def test_no_figure_of_our_own_documents_falls_below_its_floor(names: bool) -> None:
    if not OWN.is_here:
        pytest.skip("no document to measure it on")
    assert below(OWN.measured(names), names, FLOORS) == []


@pytest.mark.xdist_group("the model of syntax")
@pytest.mark.usefixtures("syntax")
@pytest.mark.parametrize("names", [False, True])
def test_most_of_what_reading_by_syntax_adds_is_right(names: bool) -> None:
    if not OWN.is_here:
        pytest.skip("no document to measure it on")
    words, trees = (OWN.measured(names, readers) for readers in ((), (read_with_syntax,)))
    by_words, by_tree = (total(result.lines, Status.STATED) for result in (words, trees))
    right, wrong = by_tree.right - by_words.right, by_tree.wrong - by_words.wrong
    assert right > 0
    assert right / (right + wrong) >= MOST


@pytest.mark.parametrize(
    ("floor", "named"),
    [
        (Floor(0.75, 0.6), False),
        (Floor(0.76, 0.6), True),
        (Floor(0.75, 0.61), True),
    ],
)
def test_a_document_below_its_floor_is_named(floor: Floor, named: bool) -> None:
    counts = {("FINANCES", Status.STATED): Counts(right=3, wrong=1, missing=2)}
    result = Score((DocumentScore("a.txt", counts, 3, {}, ()),))
    said = ["a.txt, names False: precision 0.750, recall 0.600"]
    assert below(result, False, {("a.txt", False): floor}) == (said if named else [])
    assert below(result, True, {("a.txt", False): floor}) != []
