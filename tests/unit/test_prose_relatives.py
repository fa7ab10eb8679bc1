"""What a relative clause or a cleft sentence says, and what it keeps the sentence around it from saying."""

from __future__ import annotations

import pytest

from tests.unit.test_prose_rules import said, shown


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("La Voisinade, que Lueur a inventée en 2010, plaît.", ["Lueur > ORIGINATED > Voisinade | when=2010"]),
        ("La Voisinade, que porte Lueur, plaît.", ["Lueur > CARRIES > Voisinade | role=carrier"]),
        (
            "La Voisinade, que Lueur a transmise aux Ateliers du Levant en 2014, plaît.",
            ["Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade, when=2014"],
        ),
        ("La Voisinade, dont Lueur est à l'origine, plaît.", ["Lueur > ORIGINATED > Voisinade"]),
        ("La Voisinade, dont le pilotage revient à Lueur, plaît.", ["Lueur > CO_PILOTS > Voisinade | role=lead"]),
        (
            "Cap Relais, auquel participent Lueur et Passerelles Solidaires, plaît.",
            [
                "Lueur > TAKES_PART_IN > Cap Relais | role=member",
                "Passerelles Solidaires > TAKES_PART_IN > Cap Relais | role=member",
            ],
        ),
        ("C'est en 2010 que Lueur a créé la Voisinade.", ["Lueur > ORIGINATED > Voisinade | when=2010"]),
        ("C'est à Rennes qu'est née la Voisinade.", ["Rennes > ORIGINATED > Voisinade"]),
        (
            "Ce sont les Ateliers du Levant qui ont inventé la Voisinade.",
            ["Ateliers du Levant > ORIGINATED > Voisinade"],
        ),
    ],
)
def test_a_relative_clause_says_what_it_would_say_alone(text: str, facts: list[str]) -> None:
    assert sorted(map(shown, said(text))) == sorted(facts)


@pytest.mark.parametrize(
    "text",
    [
        "La Voisinade, que Lueur n'a pas inventée, plaît.",
        "La Voisinade, dont Lueur n'est pas à l'origine, plaît.",
        "La Voisinade, que Lueur aimerait reprendre, plaît.",
        "Lueur dit que la Fondation Aubier a financé la Voisinade.",
        "Cap Relais, auquel Lueur rêve de participer, plaît.",
    ],
)
def test_a_relative_clause_that_denies_or_wishes_says_nothing(text: str) -> None:
    assert said(text) == []


def test_who_acts_in_a_relative_clause_is_not_the_subject_of_the_sentence() -> None:
    text = "La Voisinade que finance la Fondation Aubier a été créée par Lueur."
    assert sorted(map(shown, said(text))) == [
        "Fondation Aubier > FINANCES > Voisinade",
        "Lueur > ORIGINATED > Voisinade",
    ]


def test_a_date_inside_a_relative_clause_is_not_that_of_the_sentence_nor_the_other_way_round() -> None:
    spread = "La Voisinade, que Lueur a inventée{}, est passée de Lueur à Passerelles Solidaires{}."
    told = ["Lueur > ORIGINATED > Voisinade{}", "Lueur > SPREAD_TO > Passerelles Solidaires | innovation=Voisinade{}"]
    assert [shown(one) for one in said(spread.format(" en 2010", ""))] == [
        told[0].format(" | when=2010"),
        told[1].format(""),
    ]
    assert [shown(one) for one in said(spread.format("", " en 2014"))] == [
        told[0].format(""),
        told[1].format(", when=2014"),
    ]


def test_a_sum_that_another_verb_gives_is_not_that_of_the_fact() -> None:
    text = "La Fondation Aubier, qui soutient Lueur, a versé 40 000 € à des voisins."
    assert [shown(one) for one in said(text) if one.links["to"].name == "Lueur"] == [
        "Fondation Aubier > FINANCES > Lueur"
    ]


def test_a_date_before_which_something_else_was_done_is_not_that_of_the_fact() -> None:
    text = "Après avoir créé la Voisinade en 2010, Lueur l'a transmise aux Ateliers du Levant."
    assert [shown(one) for one in said(text)] == ["Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade"]
