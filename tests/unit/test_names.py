"""Names: what folding joins, what must never be joined, and what is merely proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmodel.names import PROPOSE_FROM, are_initials, differ_by_place_or_number, fold, similar, tokens

PLACES = {"ain", "aisne", "loire", "haute loire", "rhone", "bouches du rhone", "paris", "bretagne"}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Fédération nationale Familles Rurales", "federation nationale familles rurales"),
        ("L’ŒUVRE  d'Ælis", "l oeuvre d aelis"),
        ("Saint-Étienne\u00a0(42)", "saint etienne 42"),
        ("St Brieuc", "st brieuc"),
        ("« Ça c’est ʼl’été » !", "ca c est l ete"),
        ("mater\u00adnelle\u200b", "maternelle"),
        ("e\u0301cole", "ecole"),
        ("ﬁnancement n° 1ᵉʳ", "financement n 1er"),
        ("Tiers_lieux — l’Arrosoir", "tiers lieux l arrosoir"),
        ("Łódź Malmø", "lodz malmo"),
        ("", ""),
        ("…", ""),
    ],
)
def test_folding_drops_case_accents_and_punctuation(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_a_folded_name_has_no_edge_spaces_and_its_words_are_its_tokens(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(tokens(text))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_twice_is_folding_once_and_case_does_not_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("UDAF 34", "UDAF 35"),
        ("UDAF de l'Ain", "UDAF de l'Aisne"),
        ("Fédération de la Loire", "Fédération de Haute-Loire"),
        ("CAF du Rhône", "CAF des Bouches-du-Rhône"),
        ("Familles Rurales", "Familles Rurales Bretagne"),
        ("UDAF 2A", "UDAF 2B"),
        ("Régie de quartier Paris XIII", "Régie de quartier Paris XIIe"),
        ("Les Deux Rives", "Les Trois Rives"),
        ("Foyer du 7e", "Foyer du 8ème"),
        ("Appel à projets 2019", "Appel à projets"),
    ],
)
def test_names_that_differ_by_a_place_or_a_number_are_never_the_same(a: str, b: str) -> None:
    assert differ_by_place_or_number(a, b, PLACES)
    assert differ_by_place_or_number(b, a, PLACES)
    assert similar(a, b, PLACES) == 0.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("UDAF de l'Ain", "Ain : Union des associations familiales (UDAF)"),
        ("Les 2 Rives", "Les Deux Rives"),
        ("Foyer du 7e", "Foyer du 07ème"),
        ("AG2R La Mondiale", "AGR2 la mondiale"),
        ("Paris XIII", "Paris 13e"),
    ],
)
def test_the_same_place_or_number_written_otherwise_is_no_difference(a: str, b: str) -> None:
    assert not differ_by_place_or_number(a, b, PLACES)


def test_without_a_list_of_places_only_numbers_are_compared() -> None:
    assert not differ_by_place_or_number("CAF de l'Ain", "CAF de l'Aisne")
    assert differ_by_place_or_number("CAF 01", "CAF 02")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("AGR2 la mondiale", "AG2R LA MONDIALE"),
        ("Union ADMIR", "Union ADMR"),
        ("RuralMouv", "Rural Mouv"),
        ("UNCPIE", "Union nationale des CPIE"),
        ("CEID", "Comité d'étude et d'information sur la drogue"),
        ("Fondation de France", "La Fondation de France"),
    ],
)
def test_variants_met_in_real_monographs_are_proposed_but_never_certain(a: str, b: str) -> None:
    assert PROPOSE_FROM <= similar(a, b) < 1.0
    assert similar(a, b) == similar(b, a)


@pytest.mark.parametrize(("a", "b"), [("Emmaüs", "Unapei"), ("Phenix", "ATD Quart Monde"), ("La Croix-Rouge", "")])
def test_unlike_names_are_not_proposed(a: str, b: str) -> None:
    assert similar(a, b) < PROPOSE_FROM


def test_only_names_that_fold_alike_score_one() -> None:
    assert similar("Fédération des Œuvres", "FEDERATION DES OEUVRES") == 1.0


def test_initials_take_words_by_letter_or_whole() -> None:
    assert are_initials("UNCPIE", "Union nationale des CPIE")
    assert not are_initials("UNAF", "Union nationale des CPIE")
    assert not are_initials("UN", "Union nationale")
