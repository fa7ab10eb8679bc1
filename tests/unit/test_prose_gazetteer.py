"""Names that are known, found in a text: how they may be written, and whom a shared spelling means."""

from __future__ import annotations

import pytest

from ingest.facts.records import KnownName
from ingest.prose import discovery
from ingest.prose.gazetteer import Described, Gazetteer, key_of, places, spellings_of, words_of
from ingest.prose.mentions import Mention, apart

SIEVE = KnownName("Network", "Le Tamis", ("Réseau Tamis",))
BAND = KnownName("Organisation", "Comité des bals et des lampions (CBL)")
AID = KnownName("Programme", "AIDE")
WALK = KnownName("Innovation", "Marche lente", network="Tamis")
OTHER_WALK = KnownName("Innovation", "Marche lente", network="Cordée")


def found(text: str, *names: KnownName, scopes: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """The words of each name, who is meant, and of which network."""
    read = Gazetteer(names).find(text, words_of(text), scopes)
    return [(text[one.start : one.end], one.name, one.network) for one in read]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le Tamis danse.", "Le Tamis"),
        ("On danse au Tamis.", "Tamis"),
        ("Le réseau Tamis danse.", "réseau Tamis"),
        ("Le RÉSEAU TAMIS danse.", "RÉSEAU TAMIS"),
    ],
)
def test_a_name_is_found_with_or_without_its_article_and_in_capitals(text: str, words: str) -> None:
    assert found(text, SIEVE) == [(words, "Le Tamis", "")]


@pytest.mark.parametrize("text", ["On passe la farine au tamis.", "Le Tamisier danse.", "Le bal dure."])
def test_a_common_noun_and_a_longer_word_are_no_name(text: str) -> None:
    assert found(text, SIEVE) == []


@pytest.mark.parametrize("text", ["Le CBL danse.", "Le Comité des bals et des lampions danse."])
def test_both_sides_of_a_name_with_its_initials_are_that_name(text: str) -> None:
    assert [name for _, name, _ in found(text, BAND)] == [BAND.name]


def test_short_initials_are_read_in_capitals_only() -> None:
    assert found("AIDE dure un an.", AID) == [("AIDE", "AIDE", "")]
    assert found("Aide dure un an. Une aide suffit.", AID) == []


def test_a_shared_spelling_means_the_one_of_the_nearest_network_or_nobody() -> None:
    text = "La Marche lente plaît."
    assert found(text, WALK, OTHER_WALK) == []
    assert found(text, WALK, OTHER_WALK, scopes=("Cordée", "Tamis")) == [("Marche lente", "Marche lente", "Cordée")]
    assert found(text, WALK, OTHER_WALK, scopes=("Ailleurs",)) == []


def test_a_thing_of_a_network_needs_its_capital_elsewhere() -> None:
    assert found("Une marche lente suffit.", WALK) == []
    assert found("Une marche lente suffit.", WALK, scopes=("Tamis",)) == [("marche lente", "Marche lente", "Tamis")]


def test_a_full_stop_parts_the_words_of_a_name() -> None:
    assert found("Il aime la marche. Lente, elle plaît.", KnownName("Innovation", "Marche lente")) == []


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    names = KnownName("Network", "Tamis"), KnownName("Organisation", "Tamis du Nord")
    assert [name for _, name, _ in found("Le Tamis du Nord danse.", *names)] == ["Tamis du Nord"]


def test_plurals_of_long_names_are_one_key_and_a_single_word_keeps_its_own() -> None:
    assert key_of("Jardins partagés") == key_of("Jardin partagé")
    assert key_of("Jardins") != key_of("Jardin")


def test_the_spellings_of_a_name_are_given_once_each_with_and_without_article() -> None:
    assert set(spellings_of(SIEVE)) == {"Le Tamis", "Tamis", "Réseau Tamis"}


def test_a_described_group_is_the_known_one_whose_every_word_is_said() -> None:
    chosen = KnownName("Group", "Clubs soutenus par le Tamis en 2019")
    described = Described([chosen])
    mention = Mention(0, 14, "S", "clubs soutenus")
    assert described.meant(mention, "Les clubs soutenus par le Tamis en 2019 dansent.").name == chosen.name
    assert described.meant(mention, "Les clubs soutenus par le Tamis dansent.") == mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On danse à Rennes, en Bretagne et dans la Sarthe.", ["Rennes", "Bretagne", "Sarthe"]),
        ("De Nantes, le bal a gagné Brest.", ["Nantes", "Brest"]),
        ("Rennes danse.", []),
        ("On danse à Trifouillis.", []),
        ("On danse en Indre-et-Loire.", ["Indre-et-Loire"]),
    ],
)
def test_places_are_those_of_the_reference_after_a_word_of_place(text: str, names: list[str]) -> None:
    assert [one.name for one in places(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("L'association Brindille finance le bal.", ["Brindille"]),
        ("La Fondation Brindille finance le bal.", ["Fondation Brindille"]),
        ("Une association de Lyon finance le bal.", []),
        ("L'association Pain partagé finance le bal.", []),
        ("La Fédération des foyers ruraux du Gers danse.", ["Fédération des foyers ruraux du Gers"]),
        ("Madame Brindille finance le bal.", []),
    ],
)
def test_bodies_nobody_gave_are_found_by_what_they_are_called(text: str, bodies: list[str]) -> None:
    assert [one.name for one in discovery.bodies(text, 0, len(text))] == bodies


def test_of_two_mentions_that_overlap_the_better_rank_then_the_longer_is_kept() -> None:
    short, long, better = Mention(0, 5, "N", "a", rank=2), Mention(0, 9, "O", "b", rank=2), Mention(3, 6, "I", "c")
    after = Mention(12, 15, "P", "d", rank=5)
    assert apart([short, after, long]) == [long, after]
    assert apart([short, long, better, after]) == [better, after]


def test_a_very_long_word_may_be_mistyped_in_a_description_and_a_short_one_may_not() -> None:
    school = KnownName("Programme", "Programme d'apprivoisement du Tamis")
    described = Described([school, KnownName("Programme", "Programme de danse du Tamis")])
    mistyped, short = Mention(0, 26, "Q", "programme d'aprivoisemment"), Mention(0, 18, "Q", "programme de dance")
    assert described.meant(mistyped, "Le programme d'aprivoisemment du Tamis dure.").name == school.name
    assert described.meant(short, "Le programme de dance du Tamis dure.") == short
