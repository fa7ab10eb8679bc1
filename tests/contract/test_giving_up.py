"""A person gives up while a document is loaded: the graph is as before, or wholly after; never in between."""

from __future__ import annotations

import pytest

from graphmodel import apply, imports
from graphmodel.errors import EssaimError, Label
from graphmodel.progress import CountingProgress
from graphmodel.statements.records import PageText
from graphmodel.store import Store
from tests.contract.documents import bytes_of, fresh, load, made
from tests.contract.test_proposals import PROSE, story

PAGES = [PageText(PROSE.uid, number, f"Page {number}") for number in (1, 2, 3)]


class GivingUp(CountingProgress):
    """Gives up once work of this name has begun."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self._label = label

    def cancelled(self) -> bool:
        return self._label in self.labels


def label(fr: str) -> Label:
    """The label of a part of the work, as a load tells it."""
    known = {"Enregistrement du texte": "Keeping the text", "Lecture des faits": "Keeping the facts"}
    return Label(fr, known[fr])


@pytest.mark.parametrize("part", ["Enregistrement du texte", "Lecture des faits"])
def test_whoever_gives_up_while_a_document_is_kept_finds_the_graph_as_before(store: Store, part: str) -> None:
    fresh(store)
    load(store, made(19, 1))
    before = bytes_of(store)
    with pytest.raises(EssaimError) as stopped:
        imports.load(store, PROSE, story(), options={}, pages=PAGES, progress=GivingUp(label(part)))
    assert (stopped.value.code, bytes_of(store), imports.unfinished(store)) == ("cancelled", before, [])
    assert imports.load(store, PROSE, story(), options={}, pages=PAGES).run
    whole = bytes_of(store)
    fresh(store)
    load(store, made(19, 1))
    imports.load(store, PROSE, story(), options={}, pages=PAGES)
    assert bytes_of(store) == whole


def test_whoever_gives_up_before_the_first_word_is_kept_changes_nothing(store: Store) -> None:
    fresh(store)
    before = bytes_of(store)
    with pytest.raises(EssaimError):
        imports.load(store, *made(19, 2), options={}, progress=CountingProgress(cancel_after=0))
    assert (bytes_of(store), imports.unfinished(store)) == (before, [])


def test_once_the_graph_is_changing_giving_up_comes_too_late_and_all_is_loaded(store: Store) -> None:
    fresh(store)
    load(store, made(19, 2))
    whole = bytes_of(store)
    fresh(store)
    assert imports.load(store, *made(19, 2), options={}, progress=GivingUp(apply.UPDATING)).run
    assert bytes_of(store) == whole
