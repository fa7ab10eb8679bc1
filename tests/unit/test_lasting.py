"""How long programmes last and when they ran: said of the programme itself, or not read at all."""

from __future__ import annotations

import pytest

from ingest.facts.records import ABOUT, Named
from ingest.score.counting import score
from tests.hand_made import ELSEWHERE, ON_QUOTE, PAGES, PAPER, about, hand_made, told
from tests.unit.test_prose_rules import said, shown


def times(text: str) -> list[str]:
    """What is read of programmes themselves."""
    return [shown(fact) for fact in said(text) if ABOUT in fact.links and fact.type == "Programme"]


@pytest.mark.parametrize(
    ("words", "months"),
    [("9 mois", 9), ("dix-huit mois", 18), ("un an", 12), ("une année", 12), ("deux ans et demi", 30),
     ("vingt-quatre mois", 24), ("3 ans", 36)],
)  # fmt: skip
def test_a_length_is_read_in_months(words: str, months: int) -> None:
    assert times(f"Cap Relais dure {words}.") == [f"Cap Relais > duration_months > {months}"]


@pytest.mark.parametrize(
    "words",
    ["près de 9 mois", "neuf mois environ", "6 à 9 mois", "neuf mois ou un an", "neuf mois renouvelables",
     "plus d'un an", "quelques mois", "neuf mois et demi", "trois semaines", "neuf mois par an"],
)  # fmt: skip
def test_a_length_that_is_about_so_or_may_change_is_not_read(words: str) -> None:
    assert times(f"Cap Relais dure {words}.") == []


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("de mars 2017 à janvier 2018", "mars 2017", "janvier 2018"),
        ("d'avril à juin 2017", "avril 2017", "juin 2017"),
        ("du 2 mars 2017 au 1er mai 2018", "2 mars 2017", "1er mai 2018"),
        ("entre 2016 et 2018", "2016", "2018"),
        ("depuis fin 2016 jusqu'en 2018", "fin 2016", "2018"),
    ],
)
def test_a_period_gives_both_dates_each_readable_alone(words: str, start: str, end: str) -> None:
    assert times(f"Cap Relais s'est déroulé {words}.") == [f"Cap Relais > start > {start} > end > {end}"]


@pytest.mark.parametrize("words", ["de novembre à mars 2018", "de 2019 à 2017", "du 31 février 2017 au 2 mai 2018"])
def test_a_period_that_cannot_be_is_not_read(words: str) -> None:
    assert times(f"Cap Relais s'est déroulé {words}.") == []


def test_a_programme_without_a_name_goes_by_the_words_of_the_text() -> None:
    text = (
        "Lueur a mené une enquête. Lueur a mené une démarche d'écoute des voisins de mars 2017 à janvier 2018.\n\n"
        "Au cours d'un parcours solidaire de huit mois, douze associations ont changé de nom."
    )
    assert times(text) == [
        "démarche d'écoute des voisins > start > mars 2017 > end > janvier 2018",
        "parcours solidaire de huit mois > duration_months > 8",
    ]


def test_what_follows_a_length_is_no_part_of_the_name_unless_it_says_of_what_it_is() -> None:
    text = (
        "Lueur propose une formation de deux ans aux voisins. Lueur propose un parcours de neuf mois d'écoute active."
    )
    assert times(text) == [
        "formation de deux ans > duration_months > 24",
        "parcours de neuf mois d'écoute active > duration_months > 9",
    ]


def test_the_passage_is_the_clause_that_says_it() -> None:
    text = "Il pleut. Cap Relais dure neuf mois ; Lueur est content."
    (fact,) = (one for one in said(text) if ABOUT in one.links)
    assert text[fact.start : fact.end] == "Cap Relais dure neuf mois"


@pytest.mark.parametrize(
    "text",
    [
        "Marie a suivi un parcours de neuf mois.",
        "Après un parcours solidaire de neuf mois, Marie a quitté Lueur.",
        "Paul, président de Lueur de 2016 à 2018, a conduit une démarche d'écoute.",
        "La Fondation Aubier soutient Cap Relais de 2016 à 2018.",
        "Lueur a participé à Cap Relais pendant neuf mois.",
        "Les bénéficiaires de Cap Relais ont entre 2 et 3 ans.",
        "Lueur accueille des enfants de neuf mois.",
        "Lueur réfléchit à un parcours solidaire de neuf mois.",
        "Un parcours de neuf mois",
        "Lueur a créé une formation pour les enfants de trois ans.",
        "Lueur a lancé un programme de soutien aux jeunes de 18 ans.",
        "Lueur a lancé un plan de vingt-cinq ans.",
        "L'évaluation de Cap Relais a duré neuf mois.",
        "La présidente de Cap Relais (2016-2018) est connue.",
    ],
)
def test_a_time_that_is_not_of_the_programme_or_is_not_sure_is_not_read(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("name", "span", "months", "wrong"),
    [
        ("parcours de terrain", ON_QUOTE, 9, 0),
        ("parcours de terrain", ON_QUOTE, 8, 1),
        ("parcours de terrain", ELSEWHERE, 9, 1),
        ("Terrain", ON_QUOTE, 9, 1),
    ],
)
def test_a_programme_that_nobody_names_is_scored_by_its_passage_and_its_value(
    name: str, span: tuple[int, int], months: int, wrong: int
) -> None:
    gold = hand_made(told("prog:elan", "HAS_DURATION", "metric:budget", months=9))
    found = score(gold, {PAPER: (PAGES, [about(Named("Programme", name), span, duration_months=months)])})
    assert [one.outcome for one in found.documents[0].details] == ["wrong", "missing"] * wrong
