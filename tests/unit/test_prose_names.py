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


def test_a_name_that_begins_with_another_known_name_is_read_whole() -> None:
    fund, semis = (
        KnownName("Organisation", "Fonds de dotation"),
        KnownName("Organisation", "Fonds de dotation Semis", ("Semis",)),
    )
    assert links("Le fonds de dotation Semis a financé l'association Brin.", fund, semis) == [
        "Fonds de dotation Semis > FINANCES > Brin"
    ]
    assert links("Le Fonds de dotation Semis a financé l'association Brin.", fund, semis) == [
        "Fonds de dotation Semis > FINANCES > Brin"
    ]


HILLS, FED_OF_HILLS = KnownName("Network", "Les Coteaux"), KnownName("Organisation", "Fédération des Coteaux")


@pytest.mark.parametrize("names", [(), (HILLS,), (FED_OF_HILLS,)], ids=["nobody", "network", "federation"])
@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_name_that_goes_on_after_a_dash_is_one_name_known_or_not(names: Sequence[KnownName], dash: str) -> None:
    text = f"La Fédération des Coteaux {dash} Pays de la Loire pilote le programme Passage."
    assert links(text, *names) == [f"Fédération des Coteaux {dash} Pays de la Loire > CO_PILOTS > Passage"]


def test_what_stands_between_two_dashes_may_be_no_name_and_nobody_is_named() -> None:
    text = "La Fédération des Coteaux – Rhône et Loire – pilote le programme Passage."
    assert links(text, FED_OF_HILLS) == []


@pytest.mark.parametrize(
    "text",
    [
        "L'association Pain partagé pilote le programme Passage.",
        "L'association Brin et paille pilote le programme Passage.",
        "La Banque coopérative du Ruisseau bleu pilote le programme Passage.",
        "L'association Les Avoines pilote le programme Marches entre voisins.",
        "L'association Les Avoines pilote le projet Taxi des copains.",
    ],
)
def test_a_name_whose_end_nobody_knows_gives_no_fact(text: str) -> None:
    assert links(text) == []


def test_a_federation_named_after_a_known_network_is_a_body_of_it() -> None:
    text = "La Fédération Semailles du Gers pilote le programme « Passage »."
    (fact,) = read_prose([page_of(text)], Context([SEMAILLES]))
    assert fact.links["from"] == Named("Organisation", "Fédération Semailles du Gers", network="Semailles")


def test_two_known_bodies_in_a_row_are_two() -> None:
    names = [KnownName("Organisation", f"Fédération Semailles {of}") for of in ("du Gers", "du Nord")]
    text = "La Halte nomade est passée de la Fédération Semailles du Gers à la Fédération Semailles du Nord."
    assert links(text, *names, KnownName("Innovation", "Halte nomade")) == [
        "Fédération Semailles du Gers > SPREAD_TO > Fédération Semailles du Nord"
    ]


def test_the_house_of_a_network_bears_its_name_and_its_place() -> None:
    text = "L'Atelier des Semailles à Rennes pilote le programme « Passage »."
    assert links(text, SEMAILLES) == ["L'Atelier des Semailles à Rennes > CO_PILOTS > Passage"]
    assert links("Les Rencontres des Semailles à Rennes pilotent le programme « Passage ».", SEMAILLES) == []


def test_a_thing_may_be_called_by_the_first_word_of_its_name_with_its_capital() -> None:
    halt = KnownName("Innovation", "La Halterie nomade")
    opened = "La Halterie nomade plaît. "
    assert links(opened + "Semailles a créé la Halterie.", SEMAILLES, halt) == [
        "Semailles > ORIGINATED > La Halterie nomade"
    ]
    assert links(opened + "Semailles a créé la halterie.", SEMAILLES, halt) == []


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
