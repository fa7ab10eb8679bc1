"""Which date goes with which fact: one that hangs on another date, one inside a list, one that only an aside tells."""

from __future__ import annotations

import pytest

from ingest.facts.records import Fact
from tests.unit.test_prose_rules import said, shown

BORN = "En 2012, Lueur a créé la Voisinade."


def dated(text: str, kind: str) -> list[tuple[str, str]]:
    """To whom, and in which year, each fact of a kind happened."""
    return [(one.links["to"].name, str(one.values.get("since_min", ""))[:4]) for one in said(text) if one.type == kind]


def spread(text: str) -> list[tuple[str, str]]:
    return dated(text, "SPREAD_TO")


@pytest.mark.parametrize(
    ("when", "year"),
    [
        ("L'année suivante", "2013"),
        ("L’année d’après", "2013"),
        ("Deux ans plus tard", "2014"),
        ("10 ans après", "2022"),
        ("Un an plus tard", "2013"),
        ("La même année", "2012"),
        ("Cette année-là", "2012"),
        ("Trois ans plus tôt", "2009"),
    ],
)
def test_a_date_that_hangs_on_another_one_is_counted_from_it(when: str, year: str) -> None:
    assert spread(f"{BORN} {when}, Lueur a confié la Voisinade aux Ateliers du Levant.") == [
        ("Ateliers du Levant", year)
    ]


def test_dates_may_hang_on_one_another_across_sentences_that_tell_none() -> None:
    text = (
        f"{BORN} Elle plaît beaucoup. Deux ans plus tard, Lueur a confié la Voisinade aux Ateliers du Levant. "
        "L'année suivante, Lueur a confié la Voisinade à Passerelles Solidaires."
    )
    assert spread(text) == [("Ateliers du Levant", "2014"), ("Passerelles Solidaires", "2015")]


def test_the_proof_of_a_date_that_hangs_on_another_one_holds_both() -> None:
    text = f"{BORN} L'année suivante, Lueur a confié la Voisinade aux Ateliers du Levant. Tout va bien."
    (fact,) = [one for one in said(text) if one.type == "SPREAD_TO"]
    assert text[fact.start : fact.end] == text.removesuffix(" Tout va bien.")


@pytest.mark.parametrize(
    "before",
    [
        "Lueur a créé la Voisinade.",
        "Vers 2012, Lueur a créé la Voisinade.",
        "De 2012 à 2015, Lueur a porté la Voisinade.",
        "Lueur, fondé en 1990, a créé la Voisinade.",
        f"{BORN} Le bilan de 2014 est bon.",
        f"{BORN}\n\nTout va bien.\n\n",
    ],
    ids=["none", "about", "span", "aside", "another", "paragraph"],
)
def test_a_date_hangs_on_nothing_that_is_not_certain(before: str) -> None:
    text = f"{before} L'année suivante, Lueur a confié la Voisinade aux Ateliers du Levant."
    assert spread(text) == [("Ateliers du Levant", "")]


@pytest.mark.parametrize(
    "when", ["Deux ans après sa naissance", "La même année que la Fondation Aubier", "Deux ans après le bal"]
)
def test_a_date_that_hangs_on_something_else_is_none(when: str) -> None:
    assert spread(f"{BORN} {when}, Lueur a confié la Voisinade aux Ateliers du Levant.") == [("Ateliers du Levant", "")]


def test_a_full_date_beside_one_that_hangs_says_when() -> None:
    text = f"{BORN} Lueur a confié la Voisinade aux Ateliers du Levant trois ans plus tard, en 2018."
    assert spread(text) == [("Ateliers du Levant", "2018")]


def test_two_times_in_one_clause_date_nothing() -> None:
    text = "En 2012, Lueur a créé la Voisinade et, deux ans plus tard, l'a confiée aux Ateliers du Levant."
    assert (dated(text, "ORIGINATED"), spread(text)) == ([("Voisinade", "")], [("Ateliers du Levant", "")])


@pytest.mark.parametrize(
    ("to", "years"),
    [
        ("aux Ateliers du Levant et à Passerelles Solidaires en 2014", ("2014", "2014")),
        ("aux Ateliers du Levant en 2014, puis à Passerelles Solidaires", ("2014", "")),
        ("aux Ateliers du Levant, puis, en 2014, à Passerelles Solidaires", ("", "2014")),
        ("aux Ateliers du Levant en 2014 et à Passerelles Solidaires en 2016", ("", "")),
    ],
)
def test_a_date_inside_a_list_goes_with_its_side_of_it(to: str, years: tuple[str, str]) -> None:
    expected = list(zip(("Ateliers du Levant", "Passerelles Solidaires"), years, strict=True))
    assert spread(f"Lueur a transmis la Voisinade {to}.") == expected


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Lueur, fondé en 1990, a créé la Voisinade.", ["Lueur > ORIGINATED > Voisinade", "Lueur > created > 1990"]),
        ("Lueur, créé en 1990, a créé la Voisinade.", ["Lueur > ORIGINATED > Voisinade", "Lueur > created > 1990"]),
        (
            "Financée en 2012 par la Fondation Aubier, la Voisinade a été transmise aux Ateliers du Levant par Lueur.",
            [
                "Fondation Aubier > FINANCES > Voisinade | when=2012, year=2012",
                "Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade",
            ],
        ),
        ("La Fondation Aubier, lancée en 2020, a été créée par Lueur.", ["Lueur > CREATED > Fondation Aubier"]),
        ("Créée en 2012 à Rennes par Lueur, la Voisinade plaît.", ["Lueur > ORIGINATED > Voisinade | when=2012"]),
    ],
)
def test_the_date_of_an_aside_goes_with_its_own_verb(text: str, facts: list[str]) -> None:
    found: list[Fact] = said(text)
    assert sorted(map(shown, found)) == sorted(facts)
