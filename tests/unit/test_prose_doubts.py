"""What denies, asks or puts off a fact does so for whoever reads the sentence."""

from __future__ import annotations

from array import array

import pytest

from ingest.facts.records import Context, KnownName
from ingest.prose import doubts
from ingest.prose.reader import read_prose
from ingest.text.pages import Page

NAMES = [KnownName("Organisation", "Fondation Aubier"), KnownName("Innovation", "la Voisinade")]


def said(text: str) -> list[str]:
    """How sure prose is of what a text says."""
    page = Page(None, text, text, array("I", range(len(text))))
    return [fact.modality for fact in read_prose([page], Context(NAMES))]


def test_what_is_plainly_said_is_a_fact_to_both() -> None:
    text = "La Fondation Aubier finance la Voisinade."
    assert (said(text), doubts.is_negated(text), doubts.is_planned(text)) == (["actual"], False, False)


@pytest.mark.parametrize(
    "text",
    [
        "La Fondation Aubier ne finance pas la Voisinade.",
        "La Fondation Aubier ne finance plus la Voisinade.",
        "La Fondation Aubier n'a jamais financé la Voisinade.",
        "La Fondation Aubier n'a nullement financé la Voisinade.",
        "La Fondation Aubier finance la Voisinade ?",
    ],
)
def test_what_is_denied_or_asked_is_a_fact_to_none(text: str) -> None:
    assert (said(text), doubts.is_negated(text)) == ([], True)


@pytest.mark.parametrize(
    "text",
    [
        "La Fondation Aubier financera la Voisinade.",
        "La Fondation Aubier soutiendra la Voisinade.",
        "La Fondation Aubier va financer la Voisinade.",
        "La Fondation Aubier pourrait financer la Voisinade.",
        "La Fondation Aubier doit financer la Voisinade.",
        "Si la Fondation Aubier finance la Voisinade tout ira bien.",
        "Sous réserve que la Fondation Aubier finance la Voisinade.",
    ],
)
def test_what_is_to_come_allowed_or_supposed_is_actual_to_none(text: str) -> None:
    assert (set(said(text)) - {"planned"}, doubts.is_planned(text)) == (set(), True)


def test_what_is_only_said_to_be_is_hearsay() -> None:
    texts = (
        "Selon la rumeur, l'aide est versée.",
        "Selon le rapport, l'aide est versée.",
        "L'aide, paraît-il, est versée.",
    )
    assert [doubts.is_hearsay(text) for text in texts] == [True, False, True]
    assert [doubts.is_negated(text) for text in texts] == [True, False, True]


@pytest.mark.parametrize("text", ["Un extrait du portrait, à l'opéra.", "L'attrait du retrait."])
def test_a_noun_that_ends_like_a_verb_to_come_is_none(text: str) -> None:
    assert not doubts.is_planned(text)
