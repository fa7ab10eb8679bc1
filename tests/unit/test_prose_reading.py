"""What sentences say, how surely, and where their proof stands."""

from __future__ import annotations

import json
import time
from array import array
from pathlib import Path
from typing import Any

import pytest

from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from ingest.facts.records import ABOUT, Context, Fact, KnownName, Named
from ingest.prose.reader import read_prose
from ingest.text.pages import Page
from ingest.text.reading import read
from tests.gold.crosswalk import table
from tests.unit.test_prose_rules import CAST, SAYS, page_of, said, shown

DATES = {"since_min", "since_max", "until_min", "until_max", "when_label"}


def labels(kind: str) -> set[str]:
    return {kind, NODES[kind].base}


@pytest.mark.parametrize(("text"), [text for _, text, _ in SAYS])
def test_every_fact_fits_the_schema(text: str) -> None:
    for fact in said(text):
        if ABOUT in fact.links:
            assert set(fact.values) <= {one.name for one in fields(NODES[fact.type])}
            continue
        kind = EDGES[fact.type]
        assert labels(fact.links["from"].kind) & set(kind.source)
        assert labels(fact.links["to"].kind) & set(kind.target)
        assert set(fact.values) - DATES <= {one.name for one in fields(kind)}
        EDGES[fact.type].model_validate({name: value for name, value in fact.values.items() if name not in DATES})


@pytest.mark.parametrize("text", [text for _, text, _ in SAYS])
def test_the_passage_of_a_fact_is_a_run_of_whole_words_that_holds_its_names(text: str) -> None:
    for fact in said(text):
        passage = text[fact.start : fact.end]
        assert passage == passage.strip()
        assert not text[fact.start - 1 : fact.start].isalnum()
        assert not text[fact.end : fact.end + 1].isalnum()


def test_reading_twice_gives_the_same_facts_on_any_page() -> None:
    pages = [page_of("Rien ici, vraiment rien."), page_of("Lueur a créé la Voisinade.")]
    first = read_prose(pages, Context(CAST))
    assert first == read_prose(pages, Context(CAST))
    assert [(fact.page, fact.start, fact.end) for fact in first] == [(1, 0, 26)]


def test_a_passage_is_the_clause_and_reaches_back_to_who_is_meant() -> None:
    text = "Lueur grandit. Elle a créé la Voisinade ; elle dure encore."
    (fact,) = said(text)
    assert (shown(fact), text[fact.start : fact.end]) == (
        "Lueur > ORIGINATED > Voisinade",
        "Lueur grandit. Elle a créé la Voisinade",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Lueur et la Fondation Aubier grandissent. Elle a créé la Voisinade.",
        "Le président de Lueur parle. Il a créé la Voisinade.",
        "Lueur grandit.\n\nElle a créé la Voisinade.",
        "La Fondation Aubier grandit. Il a créé la Voisinade.",
        "Nous avons créé la Voisinade.",
        "La Fondation Aubier grandit. Le réseau a créé la Voisinade.",
    ],
)
def test_a_pronoun_that_could_mean_another_or_nobody_means_nobody(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("us", ["Nous avons", "Notre réseau a"])
def test_we_are_the_publisher(us: str) -> None:
    context = Context(CAST, publisher=Named("Network", "Lueur"))
    facts = read_prose([page_of(f"{us} créé la Voisinade.")], context)
    assert [shown(fact) for fact in facts] == ["Lueur > ORIGINATED > Voisinade"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Cap Relais sera piloté par Lueur.", "Lueur > CO_PILOTS > Cap Relais | modality=planned, role=lead"),
        ("Lueur envisage de créer Cap Relais.", "Lueur > RUNS > Cap Relais | modality=planned"),
        (
            "La Halte Nomade a été abandonnée par Lueur.",
            "Lueur > CARRIES > Halte Nomade | modality=abandoned, role=carrier",
        ),
    ],
)
def test_a_plan_is_never_a_fact_and_an_end_is_told(text: str, fact: str) -> None:
    assert [shown(one) for one in said(text)] == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "Une tête de réseau peut financer la Voisinade.",
        "Il s'agit de créer la Voisinade avec Lueur.",
        "Lueur doit financer la Voisinade.",
        "Lueur ne pilote plus Cap Relais.",
        "Comment Lueur a créé la Voisinade ?",
        "Lorsque Lueur pilote Cap Relais, tout va bien.",
        "Sans être financée par Lueur, la Voisinade dure.",
    ],
)
def test_what_is_general_denied_or_doubted_is_no_fact(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "LUEUR A CRÉÉ LA VOISINADE",
        "Lueur a créé la Voisinade",
        "La Voisinade. Étude, en partenariat avec Lueur, 2019.",
        "1 - Cf. la Voisinade, créée par Lueur.",
        "Photo : la Voisinade, créée par Lueur, 2021 © Lueur.",
    ],
)
def test_titles_captions_and_references_say_nothing(text: str) -> None:
    assert said(text) == []


def test_a_title_glued_to_its_text_is_not_the_proof_of_a_fact() -> None:
    title, text = "Le camion qui a traversé le pays", "La Voisinade est née en 2010 chez Lueur."
    raw, clean = f"{title}\n{text}", f"{title} {text}"
    page = Page(None, clean, raw, array("I", range(len(raw))))
    (fact,) = read_prose([page], Context(CAST))
    assert (shown(fact), clean[fact.start : fact.end]) == ("Lueur > ORIGINATED > Voisinade | when=2010", text)


def test_a_line_that_only_the_width_of_the_page_ends_is_no_title() -> None:
    text = "Depuis toujours, la Voisinade est portée par\nLes Ateliers du Levant avec entrain."
    page = Page(None, text.replace("\n", " "), text, array("I", range(len(text))))
    assert [shown(fact) for fact in read_prose([page], Context(CAST))] == [
        "Ateliers du Levant > CARRIES > Voisinade | role=carrier"
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("La Voisinade plaît. Lueur l'a créée.", ["Lueur > ORIGINATED > Voisinade"]),
        ("Le Cap Relais dure. Lueur y a participé.", ["Lueur > TAKES_PART_IN > Cap Relais | role=member"]),
        ("Le Cap Relais dure. Lueur en est le co-pilote.", ["Lueur > CO_PILOTS > Cap Relais | role=co_pilot"]),
        ("La Voisinade plaît. La Fondation Aubier lui a consacré 500 €.",
         ["Fondation Aubier > FINANCES > Voisinade | amount_cents=50000, currency=EUR"]),
        ("Le Cap Relais dure. Lueur l'a créée.", []),
        ("Le Cap Relais et la Voisinade durent. Lueur y a participé.", []),
        ("La Voisinade plaît. Une fête a suivi. Lueur l'a créée.", []),
        ("La Voisinade plaît.\n\nLa fête\n\nUn bal a suivi. Lueur l'a créée.", []),
        ("Le voyage suit son cours. Là-bas, l'idée s'appelle Voisinade. Lueur l'a reprise des Ateliers du Levant.", []),
    ],
)  # fmt: skip
def test_a_small_word_before_a_verb_means_the_only_thing_that_agrees_or_nothing(text: str, facts: list[str]) -> None:
    assert [shown(one) for one in said(text)] == facts


def test_a_date_of_birth_is_not_the_date_of_a_spread() -> None:
    assert [
        shown(one) for one in said("La Voisinade, née en 2012 chez Lueur, a été reprise par les Ateliers du Levant.")
    ] == [
        "Lueur > ORIGINATED > Voisinade | when=2012",
        "Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade, status=inferred",
    ]


def test_a_date_goes_to_the_fact_that_it_stands_beside() -> None:
    found = said("Lueur, fondé en 1990, finance la Voisinade.")
    assert {shown(one) for one in found} == {"Lueur > created > 1990", "Lueur > FINANCES > Voisinade"}


def test_a_list_of_names_under_a_title_is_read_to_its_first_other_word() -> None:
    text = (
        "Cap Relais est ouvert.\n\nLes participants au parcours\n\nLueur\nPasserelles Solidaires\n\nEt après "
        "?\n\nFondation Aubier"
    )
    names = [*CAST, KnownName("Programme", "Parcours Horizon")]
    opened = "Le Parcours Horizon est ouvert.\n\n"
    assert read_prose([page_of(text)], Context(names)) == []
    assert [shown(fact) for fact in read_prose([page_of(opened + text)], Context(names))] == [
        "Lueur > TAKES_PART_IN > Parcours Horizon | role=member",
        "Passerelles Solidaires > TAKES_PART_IN > Parcours Horizon | role=member",
    ]


@pytest.mark.parametrize(
    "text",
    ["Lueur, " * 2000 + "et Lueur financent la Voisinade.", "Lueur a " + "créé et lancé, " * 1000 + "la Voisinade.",
     "programme de " * 2000 + ".", "Lueur (" * 1000, "Lueur finance des " + "projets de projets " * 1000 + "."],
    ids=["names", "participles", "programmes", "parentheses", "groups"],
)  # fmt: skip
def test_what_is_no_sentence_is_given_up_soon(text: str) -> None:
    begun = time.process_time()
    said(text)
    assert time.process_time() - begun < 10


# Real documents ---------------------------------------------------------------------------------------------------

KINDS = {
    "net": "Network", "head": "Organisation", "org": "Organisation", "fund": "Organisation", "grp": "Group",
    "inno": "Innovation", "prog": "Programme", "terr": "Territory",
}  # fmt: skip


def known(shared: Path) -> list[KnownName]:
    """The names of the hand-made entities."""
    names: dict[str, KnownName] = {}
    for row in table(shared / "data" / "gold" / "gold_nodes.csv"):
        kind = KINDS.get(row["subject"].split(":")[0])
        if kind and row["predicate"] == "name":
            aliases = tuple(json.loads(row["attributes"]).get("aliases", ()))
            names.setdefault(row["subject"], KnownName(kind, row["object"], aliases))
    return list(names.values())


def document(shared: Path, rank: str) -> tuple[Page, ...]:
    (path,) = (shared / "seeds").glob(f"{rank}_*.txt")
    return read(path).pages


def facts(shared: Path, rank: str) -> list[Fact]:
    return read_prose(document(shared, rank), Context(known(shared)))


def test_the_leaflet_says_one_membership_and_no_other_relation(shared: Path) -> None:
    assert [(one.type, one.links["to"].name) for one in facts(shared, "003")] == [
        ("MEMBER_OF", "Le Mouvement associatif")
    ]


def test_the_booklet_gives_its_importation_and_its_grants(shared: Path) -> None:
    found = facts(shared, "001")
    adapted = [(one.links["from"].name, one.links["to"].name) for one in found if one.type == "ADAPTED_FROM"]
    assert adapted == [("Relayage", "Baluchonnage")]
    sums: set[Any] = {(one.values.get("amount_min_cents"), one.values.get("amount_max_cents")) for one in found}
    assert sums == {(None, None), (300_000, 1_000_000), (800_000, 1_500_000)}


def test_the_booklet_is_read_in_less_than_a_second_and_a_half_of_work(shared: Path) -> None:
    pages, context = document(shared, "001"), Context(known(shared))
    said("Lueur a essaimé à Rennes.")  # the names of all territories are read once
    begun = time.process_time()
    read_prose(pages, context)
    assert time.process_time() - begun < 1.5
