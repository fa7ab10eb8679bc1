"""Names that may be two spellings of one body are proposed; those that only look alike never are."""

from __future__ import annotations

import random

import pytest

from graphmodel.analysis.twins import NAMESAKES, Likeness, Named, common_noun, likenesses
from graphmodel.reference.territories import spellings


def proposed(*names: str) -> list[tuple[str, str, str]]:
    """What is proposed among actors of these names: both names and how they are alike."""
    found = likenesses((Named(name, "Actor", (name,)) for name in names), spellings())
    return [(like.one, like.other, like.how) for like in found]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("AG2R La Mondiale", "AGR2 la mondiale", "close"),
        ("Rural Mouv'", "RuralMouv", "close"),
        ("Association Le Grand Pré", "Le Grand Pré", "close"),
        ("Féd. nationale des foyers ruraux (FNFR)", "FNFR", "initials"),
        ("FNFR", "Fédération nationale des foyers ruraux", "initials"),
        ("Les amis de Saint-Brieuc", "Les amis de St Brieuc", "close"),
        ("Secours catholique", "Secours cahtolique", "close"),
    ],
)
def test_two_spellings_of_one_name_are_proposed(one: str, other: str, how: str) -> None:
    assert proposed(one, other) == [(*sorted((one, other)), how)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Familles Rurales de Haute-Loire", "Familles Rurales de Loire"),
        ("UDAF 34", "UDAF 35"),
        ("CAF de l'Ain", "CAF de l'Aisne"),
        ("Caisse d'allocations familiales de l'Ain (CAF)", "Caisse d'allocations familiales de l'Aisne (CAF)"),
        ("Fédération nationale des Lisières", "Fédération régionale des Lisières"),
        ("Fondation A", "Fondation B"),
        ("Régie de quartier du Pays nord", "Régie de quartier du Pays sud"),
        ("Tiers-lieux", "Tiers-lieu"),
        ("Secours catholique", "Croix rouge"),
    ],
)
def test_names_of_two_bodies_are_never_proposed(one: str, other: str) -> None:
    assert proposed(one, other) == []


def test_equal_names_of_two_entities_are_proposed_unless_too_many_bear_them() -> None:
    def bearers(n: int) -> list[Likeness]:
        return likenesses((Named(f"uid{i}", "Actor", ("Les Lisières",)) for i in range(n)), spellings())

    assert bearers(2) == [Likeness("uid0", "uid1", "equal", 1.0)]
    assert bearers(NAMESAKES + 1) == []


def test_another_name_of_an_entity_counts_where_the_names_that_show_agree() -> None:
    known = Named("one", "Actor", ("Compagnie Zéphyr", "Ferme du Soleil"))
    near, far = Named("near", "Actor", ("Ferme du Soleil",)), Named("far", "Actor", ("Ferme du Soleil 2",))
    assert likenesses([known, near, far], spellings()) == [Likeness("near", "one", "equal", 1.0)]


def test_entities_of_two_bases_are_never_compared() -> None:
    assert likenesses([Named("a", "Actor", ("Relayage",)), Named("b", "Innovation", ("Relayage",))], spellings()) == []


def test_the_order_of_entities_changes_nothing() -> None:
    names = ["Rural Mouv'", "RuralMouv", "Rural-Mouv", "AG2R La Mondiale", "AGR2 la mondiale"]
    found = sorted(proposed(*names))
    random.Random(5).shuffle(names)
    assert sorted(proposed(*names)) == found


@pytest.mark.parametrize(
    ("name", "common"),
    [("Les tiers-lieux", True), ("Comité des fêtes", True), ("Mairie de Rennes", False), ("Familles Rurales", False)],
)
def test_a_name_of_a_sort_of_thing_is_nobodys(name: str, common: bool) -> None:
    assert common_noun(name) is common
