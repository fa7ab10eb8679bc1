"""Bodies that a sentence tells by their place alone: whom it means, and when nobody can be meant."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.facts.records import Context, KnownName
from ingest.prose.located import demonyms, place_of
from ingest.prose.reader import read_prose
from tests.unit.test_prose_rules import page_of, shown

NAMES = (
    KnownName("Network", "Grenier"),
    KnownName("Organisation", "Fédération Grenier du Morbihan", network="Grenier"),
    KnownName("Organisation", "Fédération Grenier – Ille-et-Vilaine", network="Grenier"),
    KnownName("Organisation", "Grenier de Quimper", network="Grenier"),
    KnownName("Organisation", "Fédération Tamis de la Vendée", network="Tamis"),
    KnownName("Innovation", "Halte nomade"),
)
MORBIHAN, RENNES, QUIMPER = (
    "Fédération Grenier du Morbihan",
    "Fédération Grenier – Ille-et-Vilaine",
    "Grenier de Quimper",
)
ALL = f"La {MORBIHAN}, la {RENNES}, le {QUIMPER} et la Fédération Tamis de la Vendée se connaissent. "


def links(text: str, names: Sequence[KnownName] = NAMES) -> list[str]:
    return [shown(one).partition(" | ")[0] for one in read_prose([page_of(text)], Context(names))]


@pytest.mark.parametrize(
    "to",
    [
        "à la fédération d'Ille-et-Vilaine",
        "à la fédération départementale d'Ille-et-Vilaine",
        "à la fédération bretillienne",
        "à celle d'Ille-et-Vilaine",
        "à son homologue d'Ille-et-Vilaine",
        "à son homologue bretillienne",
    ],
)
def test_a_body_is_told_by_its_place_where_only_one_fits(to: str) -> None:
    assert links(f"{ALL}La {MORBIHAN} a transmis la Halte nomade {to}.") == [f"{MORBIHAN} > SPREAD_TO > {RENNES}"]


def test_a_body_told_by_its_place_may_be_who_does_it() -> None:
    assert links(f"{ALL}La fédération du Morbihan a transmis la Halte nomade à celle d'Ille-et-Vilaine.") == [
        f"{MORBIHAN} > SPREAD_TO > {RENNES}"
    ]


def test_the_association_of_a_place_is_any_body_of_a_network_there() -> None:
    assert links(f"{ALL}L'association de Quimper a adopté la Halte nomade.") == [f"{QUIMPER} > CARRIES > Halte nomade"]


@pytest.mark.parametrize(
    "text",
    [
        f"La {MORBIHAN} a transmis la Halte nomade à celle d'Ille-et-Vilaine.",
        f"{ALL}La {MORBIHAN} a transmis la Halte nomade à celle du Gers.",
        f"{ALL}La {MORBIHAN} a transmis la Halte nomade à celle de Vendée.",
        f"{ALL}La {MORBIHAN} a transmis la Halte nomade à la fédération gersoise.",
        f"{ALL}L'antenne de Quimper a adopté la Halte nomade.",
        f"{ALL}Les associations de Quimper ont adopté la Halte nomade.",
        f"{ALL}Les Quimpérois ont adopté la Halte nomade.",
        f"{ALL}La Fédération Tamis du Morbihan pilote un bal. La fédération du Morbihan a adopté la Halte nomade.",
        f"{ALL}La Fédération qui change du Morbihan danse. La fédération du Morbihan a adopté la Halte nomade.",
    ],
    ids=[
        "known, not in the document", "nobody there", "of another network", "nobody of that name", "not of that sort",
        "several", "inhabitants", "two of them", "one that nobody could read",
    ],
)  # fmt: skip
def test_a_body_is_not_told_by_its_place_where_none_or_several_fit(text: str) -> None:
    assert [one for one in links(text) if "Halte nomade" in one or "SPREAD" in one] == []


def test_an_association_of_another_place_is_not_the_one_before() -> None:
    text = "L'association Brin a ouvert un bal. L'association {} a créé la Halte nomade."
    assert links(text.format("voisine")) == []
    assert links(text.replace(" {}", "")) == ["Brin > ORIGINATED > Halte nomade"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Fédération Grenier – Indre-et-Loire", "Indre-et-Loire"),
        ("Union régionale Grenier Pays de la Loire", "Pays de la Loire"),
        ("Fédération Grenier de l'Orne", "Orne"),
        ("Grenier de Quimper", "Quimper"),
        ("Réseau Lagrange", ""),
        ("Grenier", ""),
    ],
)
def test_the_place_at_the_end_of_a_name_is_the_longest_one(name: str, place: str) -> None:
    assert place_of(name) == place


def test_a_demonym_may_speak_of_several_places() -> None:
    assert demonyms()["tourangelle"] == ("Indre-et-Loire", "Tours")
    assert {name for names in demonyms().values() for name in names if not place_of(f"Fédération de {name}")} == set()


def test_a_federation_of_a_place_is_a_body_and_not_a_network() -> None:
    (fact,) = read_prose([page_of("La Fédération Tamis du Gers pilote le programme « Passage ».")], Context())
    assert (fact.links["from"].kind, fact.links["from"].name) == ("Organisation", "Fédération Tamis du Gers")
