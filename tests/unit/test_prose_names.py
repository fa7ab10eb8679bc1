"""Whom a sentence names: what is known, what the text itself calls by what it is, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.facts.records import Context, KnownName, Named
from ingest.prose.reader import read_prose
from tests.unit.test_prose_rules import page_of, shown

LUEUR = KnownName("Network", "Lueur du Nord", ("LDN", "l'Éclat-Nord"))
AUBIER = KnownName("Organisation", "Fondation Aubier")


def links(text: str, *names: KnownName, network: Named | None = None) -> list[str]:
    """What a text says, as « from > RELATION > to », read with these names known."""
    return [shown(fact).split(" | ")[0] for fact in read_prose([page_of(text)], Context(names, network=network))]


@pytest.mark.parametrize(
    "written",
    [
        "Lueur du Nord",
        "LUEUR DU NORD",
        "Lueur-du-Nord",
        "LDN",
        "l’Éclat-Nord",
        "L'Eclat Nord",
        "le réseau Lueur du Nord",
    ],
)
def test_a_known_name_is_found_however_it_is_written(written: str) -> None:
    assert links(f"Aujourd'hui, {written} pilote le programme « Passage ».", LUEUR) == [
        "Lueur du Nord > CO_PILOTS > Passage"
    ]


@pytest.mark.parametrize("written", ["une lueur du nord", "Ldn", "la lueur", "Lueur du Nord-Est"])
def test_words_that_only_resemble_a_name_are_not_it(written: str) -> None:
    assert "Lueur du Nord > CO_PILOTS > Passage" not in links(f"{written} pilote le programme « Passage ».", LUEUR)


def test_the_longest_name_wins() -> None:
    names = (KnownName("Network", "Semailles"), KnownName("Organisation", "Semailles Jeunesse"))
    assert links("Semailles Jeunesse pilote le programme « Passage ».", *names) == [
        "Semailles Jeunesse > CO_PILOTS > Passage"
    ]


def test_a_name_of_several_words_may_be_in_the_plural() -> None:
    assert links("Lueur du Nord a créé les haltes nomades.", LUEUR, KnownName("Innovation", "Halte nomade")) == [
        "Lueur du Nord > ORIGINATED > Halte nomade"
    ]


OURS = KnownName("Innovation", "Jardins partagés de Lueur", ("jardins partagés",), network="Lueur du Nord")
THEIRS = KnownName("Innovation", "Jardins partagés de Semailles", ("jardins partagés",), network="Semailles")
SEMAILLES = KnownName("Network", "Semailles")
OTHER = KnownName("Network", "Passerelle")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Semailles a créé des jardins partagés.", ["Semailles > ORIGINATED > Jardins partagés de Semailles"]),
        ("Lueur du Nord a créé des jardins partagés.", ["Lueur du Nord > ORIGINATED > Jardins partagés de Lueur"]),
        ("Passerelle a créé des jardins partagés.", []),
    ],
)
def test_a_common_noun_means_the_innovation_of_the_network_that_the_sentence_is_about(
    text: str, said: list[str]
) -> None:
    assert links(text, LUEUR, SEMAILLES, OTHER, OURS, THEIRS) == said


def test_a_common_noun_means_the_innovation_of_the_network_of_the_document() -> None:
    text = "La Fondation Aubier a financé les jardins partagés."
    assert links(text, AUBIER, OURS, THEIRS) == []
    assert links(text, AUBIER, OURS, THEIRS, network=Named("Network", "Semailles")) == [
        "Fondation Aubier > FINANCES > Jardins partagés de Semailles"
    ]


def test_the_local_branch_of_a_network_is_not_the_network() -> None:
    facts = read_prose([page_of("Semailles de Quimper pilote le programme « Passage ».")], Context([SEMAILLES]))
    assert [fact.links["from"] for fact in facts] == [
        Named("Organisation", "Semailles de Quimper", network="Semailles")
    ]


def test_a_foundation_that_bears_the_name_of_a_network_is_another_body() -> None:
    assert links("La Fondation Semailles a financé l'association Brin.", SEMAILLES) == [
        "Fondation Semailles > FINANCES > Brin"
    ]


def test_bodies_that_the_whole_country_knows_need_no_list() -> None:
    assert links("L'ADEME a financé l'association Brin.") == ["ADEME > FINANCES > Brin"]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("à Quimper", True),
        ("en Bretagne", True),
        ("dans le Finistère", True),
        ("à quimper", False),
        ("avec Quimper", False),
    ],
)
def test_a_territory_has_a_capital_and_stands_after_a_preposition_of_place(place: str, found: bool) -> None:
    said = links(f"Semailles a essaimé {place}.", SEMAILLES)
    assert said == ([f"Semailles > SPREAD_TO > {place.rsplit(maxsplit=1)[-1]}"] if found else [])


def test_a_document_defines_its_own_acronyms() -> None:
    text = "L'Entraide des Vallées Bleues (EVB) est ancienne. En 2020, l'EVB a créé le programme « Passage »."
    assert links(text) == ["Entraide des Vallées Bleues > CREATED > Passage"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("L'association Brin d'avoine pilote le programme Passage.", []),
        ("L'association Les Avoines pilote le programme Passage.", ["Les Avoines > CO_PILOTS > Passage"]),
        ("La Fédération des clubs ruraux de l'Ain pilote le programme Passage.",
         ["Fédération des clubs ruraux de l'Ain > CO_PILOTS > Passage"]),
        ("Le fonds de dotation Semis finance le club « Trot ».", ["Fonds de dotation Semis > FINANCES > Club Trot"]),
        ("L'UDAF de l'Ain pilote le programme Passage.", ["UDAF de l'Ain > CO_PILOTS > Passage"]),
        ("L'association Brin et Paille pilote le programme Passage.", ["Brin et Paille > CO_PILOTS > Passage"]),
        ("L'association Brin et Uniopss pilotent le programme Passage.",
         ["Brin > CO_PILOTS > Passage", "Uniopss > CO_PILOTS > Passage"]),
        ("L'UDAF pilote le programme Passage.", []),
        ("Marc Aubier pilote le programme Passage.", []),
        ("Le programme Passage, créé par la militante Anne Roy, dure encore.", []),
        ("Une association de Lyon pilote le programme Passage.", []),
    ],
)  # fmt: skip
def test_on_an_empty_graph_only_what_says_what_it_is_has_a_name(text: str, said: Sequence[str]) -> None:
    assert links(text) == list(said)


def test_a_description_is_the_known_thing_whose_every_word_is_said() -> None:
    known = KnownName("Programme", "Programme de mentorat textile (Semailles)")
    text = "Semailles réfléchit à lancer un programme de mentorat sur la filière textile."
    assert links(text, SEMAILLES, known) == ["Semailles > RUNS > Programme de mentorat textile (Semailles)"]
    assert links("Semailles réfléchit à lancer un programme de mentorat.", SEMAILLES, known) == [
        "Semailles > RUNS > programme de mentorat"
    ]
