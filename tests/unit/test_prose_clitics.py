"""The small words before a verb: « l'a confiée », « y a participé », « en est le pilote », « lui a consacré »."""

from __future__ import annotations

import pytest

from ingest.prose.clitics import invariable, moved
from tests.unit.test_prose_rules import said, shown


@pytest.mark.parametrize(
    ("said_so", "plain"),
    [
        ("<N0> <I1>~l a transmise à <O2>", "<N0> a transmis <I1> à <O2>"),
        ("<N0> <I1>~l a ensuite mise en place", "<N0> a ensuite mis en place <I1>"),
        ("<N0> <I1>~l expérimente", "<N0> expérimente <I1>"),
        ("<N0> <P1>~y a participé", "<N0> a participé à <P1>"),
        ("<N0> <P1>~e est le co-pilote", "<N0> est le co-pilote de <P1>"),
        ("<N0> <I1>~d a consacré <M2>", "<N0> a consacré <M2> à <I1>"),
        ("<N0> a transmis <I1>", "<N0> a transmis <I1>"),
    ],
)
def test_a_small_word_goes_where_the_name_that_it_stands_for_would_go(said_so: str, plain: str) -> None:
    assert moved(said_so) == plain


@pytest.mark.parametrize(
    ("done", "plain"),
    [
        ("transmise", "transmis"),
        ("confiées", "confié"),
        ("reçues", "reçu"),
        ("ouverte", "ouvert"),
        ("repris", "repris"),
    ],
)
def test_a_participle_without_its_agreement(done: str, plain: str) -> None:
    assert invariable(done) == plain


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("La Voisinade plaît. Lueur la porte.", ["Lueur > CARRIES > Voisinade | role=carrier"]),
        ("La Voisinade plaît. Lueur l'expérimente.",
         ["Lueur > CARRIES > Voisinade | role=carrier, stage=experimentation"]),
        ("La Voisinade plaît. Elle grandit. Lueur l'a modélisée.",
         ["Lueur > CARRIES > Voisinade | role=carrier, stage=modelling"]),
        ("Cap Relais plaît. Lueur et la Fondation Aubier y ont pris part.",
         ["Fondation Aubier > TAKES_PART_IN > Cap Relais | role=member",
          "Lueur > TAKES_PART_IN > Cap Relais | role=member"]),
        ("Cap Relais plaît. La Fondation Aubier en est le pilote.",
         ["Fondation Aubier > CO_PILOTS > Cap Relais | role=lead"]),
        ("Lueur grandit. La Fondation Aubier lui a versé 4 000 €.",
         ["Fondation Aubier > FINANCES > Lueur | amount_cents=400000, currency=EUR"]),
    ],
)  # fmt: skip
def test_a_small_word_means_what_was_named_before_it(text: str, facts: list[str]) -> None:
    assert sorted(shown(one) for one in said(text)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "La Voisinade plaît. Lueur le porte.",
        "La Voisinade et la Halte Nomade plaisent. Lueur l'a reprise.",
        "La Voisinade plaît. Lueur ne l'a pas reprise.",
        "La Voisinade plaît. Lueur les a reprises.",
        "La Voisinade plaît. Une chorale est née. Lueur l'a reprise.",
        "La Voisinade plaît.\n\nDeux bals ont suivi. Lueur l'a reprise.",
        "Lueur y a pris part.",
        "Cap Relais et la Voisinade durent. La Fondation Aubier en est le pilote.",
        "Lueur et Passerelles Solidaires grandissent. La Fondation Aubier lui a versé 4 000 €.",
    ],
    ids=["gender", "two", "denied", "number", "another thing", "another paragraph", "nothing",
         "two things", "two bodies"],
)  # fmt: skip
def test_a_small_word_that_may_mean_something_else_means_nothing(text: str) -> None:
    assert [shown(one) for one in said(text)] == []
