"""Stories name things by halves, put them in another order and say things in passing; what may mean two is nobody."""

from __future__ import annotations

import pytest

from ingest.facts.records import KnownName
from ingest.prose.turned import plainer, turned
from tests.unit.test_prose_rules import said, shown

NAMES = [
    KnownName("Network", "Lueur"),
    KnownName("Organisation", "Fondation Aubier"),
    KnownName("Organisation", "Union des Foyers Clairs"),
    KnownName("Organisation", "Tisserie Basse"),
    KnownName("Organisation", "Comité régional Lueur Bretagne"),
    KnownName("Organisation", "Comité régional Lueur Corse"),
    KnownName("Innovation", "Charrette des prêts"),
    KnownName("Innovation", "Lampe des voisins"),
    KnownName("Innovation", "Lampe des gares"),
]


def facts(text: str) -> list[str]:
    return sorted(shown(fact) for fact in said(text, NAMES))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "La Charrette des prêts roule depuis dix ans. Lueur a transmis la charrette à la Tisserie Basse.",
            "Lueur > SPREAD_TO > Tisserie Basse | innovation=Charrette des prêts",
        ),
        (
            "L'Union des Foyers Clairs est ancienne.\n\nEn 2019, l'Union a transmis la Charrette des prêts à Lueur.",
            "Union des Foyers Clairs > SPREAD_TO > Lueur | innovation=Charrette des prêts, when=2019",
        ),
        (
            "Le comité régional Lueur Bretagne est petit. Le comité régional a imaginé la Charrette des prêts.",
            "Comité régional Lueur Bretagne > ORIGINATED > Charrette des prêts",
        ),
        (
            "On connaît la Charrette des prêts.\n\nDepuis 2020, le projet est piloté par Lueur.",
            "Lueur > CO_PILOTS > Charrette des prêts | role=lead, when=2020",
        ),
    ],
)
def test_a_short_name_means_what_was_named_in_full(text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "La Lampe des voisins et la Lampe des gares brillent. Lueur a transmis la lampe à la Tisserie Basse.",
        "La Charrette des prêts roule. Lueur a transmis une charrette à la Tisserie Basse.",
        "La Charrette des prêts roule. Lueur a transmis la charrette du voisin à la Tisserie Basse.",
        "L'Union des Foyers Clairs est ancienne.\n\nEn 2019, l'Union européenne a imaginé ses règles.",
        "La Charrette des prêts et la Lampe des gares vont bien.\n\nDepuis 2020, le projet est piloté par Lueur.",
    ],
)
def test_a_short_name_that_may_mean_two_things_means_none(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "La Tisserie Basse, à Gap, recrute.",
        "L'association Tisserie Basse, de Gap, recrute.",
        "La Tisserie Basse, une association de Gap, recrute.",
    ],
)
def test_a_town_right_after_a_body_is_where_it_is(text: str) -> None:
    assert facts(text) == ["Tisserie Basse > LOCATED_IN > Gap"]


@pytest.mark.parametrize(
    "text",
    [
        "La Tisserie Basse va souvent à Gap.",
        "Lueur a visité la Tisserie Basse, à Gap et à Digne.",
        "La Tisserie Basse, en Corse, recrute.",
        "La Tisserie Basse, à Gap comme ailleurs, recrute.",
    ],
)
def test_a_town_further_on_is_nobody_s_address(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("La Charrette des prêts s'adresse aux parents isolés.", "Charrette des prêts > audience > parents isolés"),
        ("C'est la Charrette des prêts, destinée aux marins.", "Charrette des prêts > audience > marins"),
        ("La Charrette des prêts suppose un local chauffé.", "Charrette des prêts > conditions > un local chauffé"),
        (
            "La Charrette des prêts roule. Elle ne se conçoit pas sans un cheval.",
            "Charrette des prêts > conditions > un cheval",
        ),
    ],
)
def test_an_innovation_is_for_somebody_and_needs_something(text: str, fact: str) -> None:
    assert facts(text) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "La Charrette des prêts ne s'adresse pas aux parents isolés.",
        "Lueur s'adresse aux parents isolés.",
        "La Charrette des prêts ne suppose aucun local.",
    ],
)
def test_what_is_denied_or_said_of_others_is_no_audience(text: str) -> None:
    assert facts(text) == []


def test_what_is_said_the_other_way_round_is_also_read_in_the_plain_order() -> None:
    assert list(turned("C'est auprès de <N0> que <O1> a repris <I2>.")) == ["<O1> a repris <I2> auprès de <N0>"]
    assert list(turned("Avec l'aide de <N0>, <O1> a ouvert <I2>.")) == ["<O1> a ouvert <I2> avec l'aide de <N0>"]
    assert list(turned("Sur le modèle de <N0>, <O1> a ouvert <I2>.")) == []
    assert list(turned("<N0> a créé <I1>.")) == []


def test_a_date_told_by_another_one_is_left_out_and_a_sum_of_every_year_says_so() -> None:
    assert plainer("<N0> a, dans la foulée, créé <I1>") == "<N0> a créé <I1>"
    assert plainer("<N0> a, trois mois plus tard, créé <I1>") == "<N0> a créé <I1>"
    assert plainer("<N0> verse chaque année <M1> à <O2>") == "<N0> verse <M1> par an à <O2>"
    assert plainer("<N0> verse chaque année <M1> à <O2> et <M3> à <O4>").count("par an") == 0


@pytest.mark.parametrize("when", ["la même année", "dans la foulée", "deux ans plus tard"])
def test_a_date_without_a_year_of_its_own_parts_nobody_from_what_is_done(when: str) -> None:
    text = f"La Charrette des prêts roule. La Fondation Aubier a, {when}, financé la Charrette des prêts."
    assert facts(text) == ["Fondation Aubier > FINANCES > Charrette des prêts"]


def test_what_is_given_to_it_may_be_given_to_a_thing() -> None:
    text = "La Charrette des prêts vit de peu. La Fondation Aubier lui a attribué 12 000 € sur deux ans."
    assert facts(text) == ["Fondation Aubier > FINANCES > Charrette des prêts | amount_cents=1200000, currency=EUR"]


def test_a_thing_that_nobody_knows_and_that_stands_nearer_is_what_was_given() -> None:
    text = "La Charrette des prêts roule. La Marmite à deux sons est née. Lueur l'a confiée à la Tisserie Basse."
    assert facts(text) == []
