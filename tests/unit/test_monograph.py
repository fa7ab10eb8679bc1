"""A monograph gives the same facts however it is laid out, and what its layout leaves open is left to a person."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmodel.dates import parse_when
from graphmodel.schema.registry import EDGES, NODES
from ingest.facts.records import ABOUT, Context, Fact, KnownName, Named
from ingest.monograph.reading import read_monographs, spans
from ingest.text import reading
from ingest.text.cleaning import RawPage, clean
from ingest.text.pages import Page
from tests import papers

TITLE = ["Monographie n° 4", "Rivages Solidaires", "DE LA BARQUE À LA COOPÉRATIVE"]
DOMAIN = ["DOMAINE", "ÉDUCATION POPULAIRE ET NAVIGATION"]
MISSIONS = ["MISSIONS", "FAIRE DÉCOUVRIR LES FLEUVES ET SOUTENIR LES BATELIERS"]
HEAD = ["TÊTE DE RÉSEAU", "- Fondée en 1968", "- 31 unions départementales et 6 unions régionales", "- 12 salariés"]
NETWORK = ["RÉSEAU", "- 1 450 salarié·e·s", "- 310 associations membres"]
BUDGET = ["BUDGET", "1,2 million d'euros"]
CARD = [*DOMAIN, *MISSIONS, *HEAD, *NETWORK, *BUDGET]
DYNAMIC = ["DYNAMIQUE D'INNOVATION DU RÉSEAU", "Le réseau Rivages Solidaires avance au fil de l'eau avec le CNRS."]
FIRST = ["≈1970", "1er cycle", "Ouvrir les berges à tous les habitants.", "Les chemins de halage étaient fermés."]
SECOND = [
    "1995-2020",
    "2e cycle",
    "Apprendre la navigation douce.",
    "Le réseau crée des innovations (ex : le radeau-école).",
]
CYCLES = ["CYCLES D'INNOVATION DU RÉSEAU", *FIRST, *SECOND]
INVENTION = ["Invention", "L'innovation naît d'une idée que personne n'avait encore eue ici."]
EXTENSION = ["Extension + Optimisation", "L'innovation élargit ce qui marche et le rend plus simple."]
QUALIFICATION = ["Qualification de l'innovation", *INVENTION, *EXTENSION]
BARGE = ["PÉNICHE DES SAVOIRS", "Une bibliothèque qui descend le fleuve, lancée dans les années 80 avec des bénévoles."]
WORKSHOP = ["ATELIER CNRS DES BERGES", "Relevés de la faune avec les riverains, village après village."]
REMARKABLE = ["Innovations remarquables", *BARGE, *WORKSHOP]
NATIONAL, REGIONAL, DEPARTMENTAL = (
    f"Fonctions dominantes {whose}"
    for whose in ("de la tête de réseau nationale", "des têtes de réseau régionales", "dans les départements")
)
ADVOCACY = ["PLAIDOYER", "- Défense du droit de passage sur les berges."]
ENGINEERING = ["INGÉNIERIE", "- Portage de chantiers à titre expérimental (ex : haltes flottantes, quais verts)."]
NETWORKING = ["MISE EN RÉSEAU ET ANIMATION", "- Animation des unions départementales.", "- Lettre du mois."]
OPERATOR = ["FONCTION OPÉRATEUR", "- Location de barques."]
PRACTICES = ["PRATIQUES DES TÊTES DE RÉSEAU", NATIONAL, *ADVOCACY, *ENGINEERING, REGIONAL, *NETWORKING, DEPARTMENTAL,
             *OPERATOR]  # fmt: skip
MODEL = [
    "MODÈLE SOCIO-ÉCONOMIQUE", "RICHESSES HUMAINES", "National", "Une équipe de bénévoles.", "FINANCEMENTS",
    "- Un budget de 300 000 € dont 90 k€ pour le réseau.", "- Un fonds de dotation finance des projets hors du réseau.",
    "PARTENARIATS", "- Avec des entreprises dans une logique de mécénat.",
    "- Avec des collectivités (et leurs associations) pour entretenir les quais.", "- Bientôt, des acteurs privés.",
]  # fmt: skip
KEY_POINTS = ["POINTS CLÉS ET PERSPECTIVES", "- La création d'une école de l'ESS est à l'étude."]
BLOCKS = [*TITLE, *CARD, *DYNAMIC, *CYCLES, *QUALIFICATION, *REMARKABLE, *PRACTICES, *MODEL, *KEY_POINTS]

TOP = "Rivages Solidaires, tête de réseau nationale"
WHOLE = [
    "Network(Rivages Solidaires) domain=Éducation populaire et navigation",
    "Network(Rivages Solidaires) missions=Faire découvrir les fleuves et soutenir les bateliers",
    f"{TOP} HEADS Rivages Solidaires",
    f"Organisation({TOP}) created=1968",
    f"Organisation({TOP}) employees=12",
    "Network(Rivages Solidaires) employees=1450",
    "Network(Rivages Solidaires) member_count=310 member_unit=associations",
    f"Organisation({TOP}) budget_cents=120000000 ?",
    "Network(Rivages Solidaires) budget_cents=120000000 ?",
    "Unions départementales Rivages Solidaires MEMBER_OF Rivages Solidaires",
    "Unions régionales Rivages Solidaires MEMBER_OF Rivages Solidaires",
    "Associations membres Rivages Solidaires MEMBER_OF Rivages Solidaires",
    "Rivages Solidaires HAS_CYCLE 1",
    "Cycle(1) start=≈1970",
    "Cycle(1) theme=Ouvrir les berges à tous les habitants",
    "Rivages Solidaires HAS_CYCLE 2",
    "Cycle(2) start=1995 end=2020",
    "Cycle(2) theme=Apprendre la navigation douce",
    "Cycle(1) natures=invention inferred",
    "Cycle(2) natures=extension+optimisation inferred",
    "Rivages Solidaires ORIGINATED Péniche des savoirs inferred",
    f"Innovation(Péniche des savoirs) description={BARGE[1]}",
    "Innovation(Péniche des savoirs) period=années 80",
    "Rivages Solidaires ORIGINATED Atelier CNRS des berges inferred",
    f"Innovation(Atelier CNRS des berges) description={WORKSHOP[1]}",
    "Rivages Solidaires ORIGINATED Le radeau-école",
    "Le radeau-école IN_CYCLE 2",
    f"{TOP} PERFORMS advocacy what=Défense du droit de passage sur les berges",
    f"{TOP} PERFORMS engineering what=Portage de chantiers à titre expérimental (ex : haltes flottantes, quais verts) "
    "stage=experimentation",
    f"{TOP} CARRIES Haltes flottantes role=carrier stage=experimentation",
    f"{TOP} CARRIES Quais verts role=carrier stage=experimentation",
    "Unions régionales Rivages Solidaires PERFORMS networking what=Animation des unions départementales+Lettre du mois",
    "Unions régionales Rivages Solidaires RUNS Unions départementales Rivages Solidaires",
    "Unions départementales Rivages Solidaires PERFORMS operator what=Location de barques",
    "Network(Rivages Solidaires) innovation_budget_cents=30000000",
    f"{TOP} FINANCES Rivages Solidaires amount_cents=9000000 currency=EUR scope=dynamique d'innovation inferred",
    "Fonds de dotation FINANCES Projets extérieurs au réseau Rivages Solidaires mechanism=project "
    "funding_kind=endowment_fund",
    "Rivages Solidaires PARTNERS_WITH Partenaires privés Rivages Solidaires kind=patronage",
    "Partenaires privés Rivages Solidaires FINANCES Rivages Solidaires funding_kind=patronage inferred",
    "Rivages Solidaires PARTNERS_WITH Partenaires publics Rivages Solidaires kind=public purpose=entretenir les quais",
    "Rivages Solidaires RUNS Création d'une école de l'ESS planned",
]


def said(facts: Sequence[Fact], unwritten: Collection[str] = ()) -> list[str]:
    """Each fact on one line: who, what, the values, and where it is not stated, not actual or one of several (?). Of
    the values `unwritten`, only the name."""
    return [" ".join(_said(fact, unwritten)) for fact in facts]


def _said(fact: Fact, unwritten: Collection[str]) -> Iterator[str]:
    ends = {name: one.name for name, one in fact.links.items()}
    yield f"{fact.type}({ends[ABOUT]})" if ABOUT in ends else f"{ends['from']} {fact.type} {ends['to']}"
    for name, value in fact.values.items():
        words = "+".join(value) if isinstance(value, tuple) else value
        yield name if name in unwritten else f"{name}={words}"
    yield from (word for word in (fact.status, fact.modality) if word not in ("stated", "actual"))
    if fact.choice:
        yield "?"


def of(blocks: Sequence[str], between: str = "\n\n") -> tuple[Page, ...]:
    return clean([RawPage(None, between.join(blocks))], "txt")


def read(blocks: Sequence[str], context: Context | None = None) -> list[str]:
    return said(read_monographs(of(blocks), context or Context()))


def choices(facts: Sequence[str], words: str) -> list[str]:
    return [fact for fact in facts if words in fact and fact.endswith("?")]


def wrapped(blocks: Sequence[str]) -> list[str]:
    """The lines of a narrow column; as a typesetter does, never broken after a bracket."""
    return [line for block in blocks for line in textwrap.wrap(block.replace("ex : ", "ex\u00a0:\u00a0"), 44)]


def pdf(path: Path) -> Path:
    """Two pages of two columns."""
    left, right = [*TITLE, *CARD, *DYNAMIC], [*CYCLES, *QUALIFICATION, *REMARKABLE]
    paper = papers.Paper(path)
    paper.column(40, 800, wrapped(left)).column(310, 800, wrapped(right)).page()
    paper.column(40, 800, wrapped(PRACTICES)).column(310, 800, wrapped([*MODEL, *KEY_POINTS])).page()
    return paper.done()


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_monograph_in_one_column_is_read_whole(between: str) -> None:
    assert said(read_monographs(of(BLOCKS, between), Context())) == WHOLE


def test_a_monograph_in_two_columns_of_a_pdf_is_read_whole(tmp_path: Path) -> None:
    assert said(read_monographs(reading.read(pdf(tmp_path / "a.pdf")).pages, Context())) == WHOLE


def test_a_word_document_is_read_whole(tmp_path: Path) -> None:
    assert said(read_monographs(reading.read(papers.docx(tmp_path / "a.docx", BLOCKS)).pages, Context())) == WHOLE


def test_labels_whose_capitals_are_only_a_style_are_labels(tmp_path: Path) -> None:
    blocks = [block.capitalize() if block.isupper() and "CNRS" not in block else block for block in BLOCKS]
    blocks[blocks.index("ATELIER CNRS DES BERGES")] = "Atelier CNRS des berges"
    assert said(read_monographs(reading.read(papers.docx(tmp_path / "a.docx", blocks)).pages, Context())) == WHOLE


def test_the_order_of_the_parts_does_not_matter() -> None:
    parts = [*REMARKABLE, *CYCLES, *QUALIFICATION, *NETWORK, *HEAD, *BUDGET, *MISSIONS, *DOMAIN, *TITLE, *MODEL,
             *KEY_POINTS, *DYNAMIC, *PRACTICES]  # fmt: skip
    assert sorted(read(parts)) == sorted(WHOLE)


def test_every_passage_is_a_run_of_whole_words_on_its_page() -> None:
    pages = of(BLOCKS)
    for fact in read_monographs(pages, Context()):
        text = pages[fact.page].text
        around = text[fact.start - 1 : fact.start] + text[fact.end : fact.end + 1]
        assert not any(letter.isalnum() for letter in around), text[fact.start : fact.end]


def test_every_fact_keeps_to_the_schema() -> None:
    for fact in read_monographs(of(BLOCKS), Context()):
        kind = EDGES.get(fact.type)
        (kind or NODES[fact.type]).model_validate(dict(fact.values))
        for one in fact.links.values():
            NODES[one.kind].model_validate(dict(one.values))
        if kind:
            ends = ((kind.source, fact.links["from"].kind), (kind.target, fact.links["to"].kind))
            assert all({end, NODES[end].base} & set(allowed) for allowed, end in ends), fact


def test_the_dates_of_cycles_are_dates() -> None:
    cycles = [fact.values for fact in read_monographs(of(BLOCKS), Context()) if fact.type == "Cycle"]
    assert [parse_when(values[end]).since_min for values in cycles for end in ("start", "end") if end in values] == [
        date(1968, 1, 1),
        date(1995, 1, 1),
        date(2020, 1, 1),
    ]


def test_what_the_network_counts_is_a_group_of_a_level_and_a_role() -> None:
    found = [fact.links["from"] for fact in read_monographs(of(BLOCKS), Context()) if fact.type == "MEMBER_OF"]
    assert [(one.kind, one.network, dict(one.values)) for one in found] == [
        ("Group", "Rivages Solidaires", {"count": 31, "member_role": "TerritorialHead", "level": "departmental"}),
        ("Group", "Rivages Solidaires", {"count": 6, "member_role": "TerritorialHead", "level": "regional"}),
        ("Group", "Rivages Solidaires", {"count": 310, "member_role": "Association", "level": "local"}),
    ]


# What the layout leaves open --------------------------------------------------------------------------------


def test_levels_whose_labels_stand_side_by_side_are_a_choice_for_each_function() -> None:
    beside = ["PRATIQUES DES TÊTES DE RÉSEAU", NATIONAL, REGIONAL, DEPARTMENTAL, *ADVOCACY, *OPERATOR]
    facts = [fact for fact in read([*TITLE, *CARD, *CYCLES, *beside]) if "PERFORMS" in fact]
    heads = (TOP, "Unions régionales Rivages Solidaires", "Unions départementales Rivages Solidaires")
    assert facts == [
        f"{head} PERFORMS {what} ?"
        for what in ("advocacy what=Défense du droit de passage sur les berges", "operator what=Location de barques")
        for head in heads
    ]


@pytest.mark.parametrize(
    "practices",
    [
        [*ADVOCACY, NATIONAL, *OPERATOR, REGIONAL, *NETWORKING],
        [NATIONAL, *ADVOCACY, *OPERATOR, *ADVOCACY, REGIONAL, *NETWORKING],
        [NATIONAL, *ADVOCACY, *OPERATOR, REGIONAL],
    ],
    ids=["a function above all levels", "a function twice below a level", "a level without function"],
)
def test_levels_that_do_not_each_have_their_functions_below_are_a_choice(practices: Sequence[str]) -> None:
    facts = [one for one in read([*TITLE, *CARD, *CYCLES, "PRATIQUES DU RÉSEAU", *practices]) if "PERFORMS" in one]
    assert facts
    assert choices(facts, "PERFORMS") == facts


def test_natures_that_stand_away_from_their_cycles_are_a_choice_for_each_cycle() -> None:
    mixed = ["Innovations remarquables", "Qualification de l'innovation", *HEAD, *EXTENSION, *NETWORK, *INVENTION]
    facts = [one for one in read([*TITLE, *CYCLES, *mixed, *DOMAIN, *MISSIONS, *PRACTICES]) if "natures" in one]
    assert facts == [
        f"Cycle({rank}) natures={natures} ?" for rank in (1, 2) for natures in ("extension+optimisation", "invention")
    ]


def test_natures_and_innovations_inside_a_cycle_are_of_that_cycle() -> None:
    within = ["CYCLES D'INNOVATION DU RÉSEAU", *FIRST, "Qualification de l'innovation", *EXTENSION,
              "Innovations remarquables", *WORKSHOP, *SECOND, "Qualification de l'innovation", *INVENTION,
              "Innovations remarquables", *BARGE]  # fmt: skip
    facts = read([*TITLE, *CARD, *within, *PRACTICES])
    assert [one for one in facts if "natures" in one or "IN_CYCLE" in one] == [
        "Cycle(1) natures=extension+optimisation",
        "Cycle(2) natures=invention",
        "Atelier CNRS des berges IN_CYCLE 1",
        "Péniche des savoirs IN_CYCLE 2",
        "Le radeau-école IN_CYCLE 2",
    ]


def test_cycles_whose_labels_are_heaped_up_have_no_date_and_no_theme() -> None:
    heaped = ["CYCLES D'INNOVATION DU RÉSEAU", "≈1970", "≈1995", "1er cycle", "2e cycle", "Ouvrir les berges."]
    facts = [one for one in read([*TITLE, *CARD, *heaped, *PRACTICES]) if "ycle" in one.lower() or "CYCLE" in one]
    assert facts == ["Rivages Solidaires HAS_CYCLE 1", "Rivages Solidaires HAS_CYCLE 2"]


@pytest.mark.parametrize(
    ("heaped", "words"),
    [
        (["DOMAINE", "MISSIONS", DOMAIN[1], MISSIONS[1]], "domain= missions="),
        ([NATIONAL, "PLAIDOYER", "INGÉNIERIE", ADVOCACY[1], ENGINEERING[1]], "PERFORMS CARRIES"),
        (["FINANCEMENTS", "PARTENARIATS", MODEL[5], MODEL[8]], "FINANCES PARTNERS_WITH"),
    ],
)
def test_what_stands_below_several_labels_is_of_none(heaped: list[str], words: str) -> None:
    facts = read([*TITLE, *HEAD, *NETWORK, *DYNAMIC, *CYCLES, *heaped, *KEY_POINTS])
    assert f"Organisation({TOP}) employees=12" in facts
    assert [one for one in facts if any(word in one for word in words.split())] == []


def test_headcounts_that_stand_below_both_labels_are_a_choice() -> None:
    both = ["TÊTE DE RÉSEAU", "RÉSEAU", "12 salariés", "1 450 salariés"]
    assert choices(read([*TITLE, *DOMAIN, *MISSIONS, *both, *CYCLES, *PRACTICES]), "employees") == [
        f"Organisation({TOP}) employees=12 ?",
        "Network(Rivages Solidaires) employees=12 ?",
        f"Organisation({TOP}) employees=1450 ?",
        "Network(Rivages Solidaires) employees=1450 ?",
    ]


@pytest.mark.parametrize(
    ("label", "whose"),
    [
        ("BUDGET DE LA TÊTE DE RÉSEAU", [f"Organisation({TOP}) budget_cents=120000000"]),
        ("BUDGET DU RÉSEAU", ["Network(Rivages Solidaires) budget_cents=120000000"]),
    ],
)
def test_a_budget_is_of_the_one_that_its_label_names(label: str, whose: list[str]) -> None:
    facts = read([*TITLE, *HEAD, *NETWORK, label, BUDGET[1], *CYCLES, *PRACTICES])
    assert [one for one in facts if "budget" in one] == whose


LINES = sorted({*BLOCKS, "+ Transformation", "-", "Territorial", "2 M€ (réseau)", "MOTS EN CAPITALES", "Créé en 1901"})


@settings(max_examples=150)
@given(st.lists(st.lists(st.sampled_from(LINES), max_size=30), max_size=3))
def test_lines_in_any_order_give_passages_of_their_page_and_choices_between_several(lines: list[list[str]]) -> None:
    pages = clean([RawPage(rank, "\n".join([*TITLE, *page])) for rank, page in enumerate(lines)], "txt")
    facts = read_monographs(pages, Context())
    assert facts == read_monographs(pages, Context())
    assert [one for one in facts if not 0 <= one.start < one.end <= len(pages[one.page].text)] == []
    assert 1 not in Counter(one.choice for one in facts if one.choice).values()
    assert len({(one.type, one.choice, *(link.name for link in one.links.values()), str(one.values)) for one in facts
                if one.choice}) == sum(1 for one in facts if one.choice)  # fmt: skip


# Which monographs, and of whom ------------------------------------------------------------------------------


def test_two_monographs_are_two_networks() -> None:
    other = [
        block.replace("n° 4", "n° 5").replace("Rivages Solidaires", "Cimes Partagées").replace("1968", "1971")
        for block in BLOCKS
    ]
    expected = [one.replace("Rivages Solidaires", "Cimes Partagées").replace("1968", "1971") for one in WHOLE]
    assert read([*BLOCKS, *other]) == WHOLE + expected


def test_a_title_that_comes_after_its_card_is_of_the_page_that_it_stands_on() -> None:
    def page(number: int, name: str) -> RawPage:
        title = [f"Monographie n° {number}", "DE LA BARQUE À LA COOPÉRATIVE", name]
        return RawPage(number, "\n\n".join([*CYCLES, *CARD, *title, *PRACTICES]))

    facts = read_monographs(clean([page(1, "Rivages Solidaires"), page(2, "Cimes Partagées")], "pdf"), Context())
    created = [(fact.page, fact.links[ABOUT].name) for fact in facts if "created" in fact.values]
    assert created == [(0, TOP), (1, "Cimes Partagées, tête de réseau nationale")]


def test_a_person_who_says_which_network_a_document_is_about_is_believed() -> None:
    facts = read(BLOCKS[2:], Context(network=Named("Network", "Rives")))
    assert facts[0] == "Network(Rives) domain=Éducation populaire et navigation"


def test_a_monograph_of_a_network_that_nobody_names_gives_nothing() -> None:
    assert read([*CARD, *CYCLES, *PRACTICES]) == []


def test_two_lines_that_might_be_the_name_give_nothing_until_one_is_known() -> None:
    blocks = ["Monographie n° 4", "LIBRES RIVAGES", "LE FLEUVE POUR TOUS", *CARD, *CYCLES, *PRACTICES]
    known = Context(names=[KnownName("Network", "Libres Rivages")])
    assert read(blocks) == []
    assert read(blocks, known)[0] == "Network(Libres Rivages) domain=Éducation populaire et navigation"


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        ["Rapport d'activité", "Le réseau compte 12 salariés et finance des projets."],
        ["Budget", "12 000 €", "Partenariats", "- Avec des entreprises.", *ENGINEERING, *ADVOCACY],
        [*TITLE, "Cette monographie n'est qu'annoncée.", *DOMAIN, *MISSIONS],
    ],
    ids=["empty", "prose", "headings of a report", "a card alone"],
)
def test_a_document_without_monograph_gives_nothing(blocks: list[str]) -> None:
    pages = of(blocks)
    assert (read_monographs(pages, Context()), spans(pages, Context())) == ([], [])


def test_what_is_only_planned_or_of_several_kinds_is_no_partnership() -> None:
    items = [
        "- Avec des entreprises, projet de fondation.",
        "- Avec des acteurs publics et privés.",
        "- Peu de mécènes.",
    ]
    assert [one for one in read([*TITLE, *CARD, *CYCLES, "PARTENARIATS", *items]) if "PARTNERS" in one] == []


def test_the_template_covers_its_labels_and_passages_and_leaves_the_prose() -> None:
    pages = of(["Le fleuve est long.", *BLOCKS, "Fin du livret, où Rivages Solidaires remercie la ville."])
    text = pages[0].text
    covered = [text[start:end] for page, start, end in spans(pages, Context())]
    assert {"DOMAINE", "PLAIDOYER", "Location de barques.", "≈1970\n\n1er cycle"} <= set(covered)
    left = ("Le fleuve est long.", DYNAMIC[1], FIRST[3], "Fin du livret")
    assert [words for words in left if any(words in one for one in covered)] == []
