"""A monograph in other words than the first: numbered parts, titles in small letters, levels without « fonctions »."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphmodel.dates import parse_when, to_properties
from graphmodel.schema.registry import EDGES, NODES
from ingest.facts.records import Context, KnownName, Named
from ingest.monograph.reading import read_monographs
from ingest.text import reading
from tests import papers
from tests.gold.crosswalk import table
from tests.unit.test_monograph import of, read, said
from tools.build_monographs import MONOGRAPHS

DATES = to_properties(parse_when("2010")).keys()
PROSE = ("domain", "missions")
LONG = ("description", "what", "missions")
TITLE = ["Monographie n°7 – Les Vergers Partagés", "Planter ensemble, récolter ensemble"]
CARD = [
    "1. Carte d'identité", "Domaine d'intervention", "Agriculture urbaine et lien social", "Nos missions",
    "- Aider les habitants à planter des vergers", "- Former les jardiniers bénévoles",
]  # fmt: skip
HEAD = [
    "Fédération nationale", "Fédération française des Vergers Partagés (FFVP)", "- Depuis 1962",
    "- 14 salariés, dont 3 salariés en apprentissage", "- Budget : 850 000 €",
    "- 11 comités régionaux, 37 comités départementaux",
]  # fmt: skip
NETWORK = ["Le réseau", "- Effectifs : 1 240 salariés", "- 215 pépinières adhérentes"]
DYNAMIC = ["2. Notre dynamique d'innovation", "Le réseau Les Vergers Partagés est un réseau territorial."]
CYCLES = [
    "3. Les trois cycles d'innovation",
    "Premier cycle : Planter en ville (1962-1988)",
    "Le réseau crée les Greffes du dimanche, ouvertes à tous.",
    "Nature : Invention",
    "Deuxième cycle : Récolter ensemble (1988-2011)",
    "Les fruits se perdaient.",
    "Nature : Extension, Optimisation",
    "Troisième cycle : Presser pour tous (depuis 2011)",
    "Le réseau lance des réponses locales (ex : Pressoir à vélo, Cidre de rue).",
    "Nature : Transformation et Extension",
]
REMARKABLE = ["4. Innovations phares", "Pressoir à vélo : un vélo qui presse les pommes des voisins, sur les marchés."]
NATIONAL = [
    "Au niveau national",
    "- Ingénierie : guides de taille, catalogue des variétés anciennes.",
    "- Plaidoyer : tribunes pour défendre le Pressoir à vélo.",
]
REGIONAL = ["Au niveau régional", "- Animation et mise en réseau : animation des comités départementaux."]
DEPARTMENTAL = [
    "Au niveau départemental",
    "- Accompagnement personnalisé : visites aux vergers qui débutent.",
    "- Pilotage de projets : tests dans deux villes (ex : Cidre de rue).",
]
PRACTICES = ["5. Les pratiques au service de l'innovation", *NATIONAL, *REGIONAL, *DEPARTMENTAL]
MODEL = [
    "6. Modèle socio-économique", "Ressources humaines",
    "- Au niveau national : une chargée de mission innovation à la FFVP.", "Financements",
    "- Un budget annuel de 90 k€, dont 40 k€ versés aux comités régionaux.",
    "- La Fondation Verte-Rive verse 12 000 € aux comités départementaux.",
    "- Le fonds Noyau, propriété de la FFVP, verse de 500 à 900 € à chaque verger qui débute.",
    "- Des outils prêtés par Quincaillerie Ombrelle aux vergers qui débutent.",
    "- Pas de subvention régionale.", "Partenaires",
    "- Avec la Coopérative Pommeraie, partenaire stratégique de la FFVP depuis 2015.",
    "- Mécénat de compétences de la Banque Clairval.", "- Avec des communes et des entreprises, au cas par cas.",
]  # fmt: skip
KEY_POINTS = ["7. Points clés", "- La FFVP envisage de créer une École des greffeurs."]
STORY = ["8. Récits d'essaimage", "La création d'une fête des fruits est à l'étude."]
BODY = [*CARD, *HEAD, *NETWORK, *DYNAMIC, *CYCLES, *REMARKABLE, *PRACTICES, *MODEL, *KEY_POINTS, *STORY]

NAME, TOP = "Les Vergers Partagés", "Fédération française des Vergers Partagés"
REGIONS, DEPARTMENTS = "Comités régionaux des Vergers Partagés", "Comités départementaux des Vergers Partagés"
WHOLE = [
    f"Network({NAME}) domain=Agriculture urbaine et lien social",
    f"Network({NAME}) missions",
    f"{TOP} HEADS {NAME}",
    f"Network({NAME}) network_kind=territorial",
    f"Organisation({TOP}) created=1962",
    f"Organisation({TOP}) employees=14",
    f"Network({NAME}) employees=1240",
    f"Network({NAME}) member_count=215 member_unit=pépinières",
    f"Organisation({TOP}) budget_cents=85000000",
    f"{REGIONS} MEMBER_OF {NAME}",
    f"{DEPARTMENTS} MEMBER_OF {NAME}",
    f"Pépinières adhérentes des Vergers Partagés MEMBER_OF {NAME}",
    f"{NAME} HAS_CYCLE 1",
    "Cycle(1) start=1962 end=1988",
    "Cycle(1) theme=Planter en ville",
    f"{NAME} HAS_CYCLE 2",
    "Cycle(2) start=1988 end=2011",
    "Cycle(2) theme=Récolter ensemble",
    f"{NAME} HAS_CYCLE 3",
    "Cycle(3) start=2011",
    "Cycle(3) theme=Presser pour tous",
    "Cycle(1) natures=invention",
    "Cycle(2) natures=extension+optimisation",
    "Cycle(3) natures=transformation+extension",
    f"{NAME} ORIGINATED Pressoir à vélo inferred",
    "Innovation(Pressoir à vélo) description",
    "Pressoir à vélo IN_CYCLE 3 inferred",
    f"{NAME} ORIGINATED Greffes du dimanche",
    "Greffes du dimanche IN_CYCLE 1",
    f"{NAME} ORIGINATED Pressoir à vélo",
    "Pressoir à vélo IN_CYCLE 3",
    f"{NAME} ORIGINATED Cidre de rue",
    "Cidre de rue IN_CYCLE 3",
    f"{TOP} PERFORMS engineering what",
    f"{TOP} PERFORMS advocacy what targets=Pressoir à vélo",
    f"{REGIONS} PERFORMS networking what",
    f"{REGIONS} RUNS {DEPARTMENTS}",
    f"{DEPARTMENTS} PERFORMS personal_support what",
    f"{DEPARTMENTS} PERFORMS project_steering what",
    f"{DEPARTMENTS} CARRIES Cidre de rue role=carrier stage=experimentation",
    f"{TOP} FINANCES {REGIONS} amount_cents=4000000 currency=EUR scope=dynamique d'innovation inferred",
    f"Fondation Verte-Rive FINANCES {DEPARTMENTS} amount_cents=1200000 currency=EUR",
    "Fonds Noyau FINANCES Verger qui débute amount_min_cents=50000 amount_max_cents=90000 currency=EUR per=beneficiary",
    f"{TOP} OWNS Fonds Noyau",
    "Quincaillerie Ombrelle FINANCES Vergers qui débutent funding_kind=in_kind",
    f"{TOP} PARTNERS_WITH Coopérative Pommeraie kind=strategic since_min=2015-01-01 "
    "since_max=2015-12-31 when_label=depuis 2015",
    f"{NAME} PARTNERS_WITH Banque Clairval kind=patronage",
    f"Banque Clairval FINANCES {NAME} funding_kind=in_kind inferred",
    f"{NAME} PARTNERS_WITH Communes partenaires des Vergers Partagés kind=public",
    f"{NAME} PARTNERS_WITH Entreprises partenaires des Vergers Partagés",
    f"{TOP} RUNS École des greffeurs planned",
    f"Organisation({TOP}) has_innovation_officer=True",
]


def test_a_monograph_in_other_words_is_read_whole(tmp_path: Path) -> None:
    pages = reading.read(papers.docx(tmp_path / "a.docx", [*TITLE, *BODY])).pages
    assert said(read_monographs(pages, Context()), LONG) == WHOLE


@pytest.mark.parametrize(
    "title",
    [
        ["Monographie fictive n° 7", NAME],
        [f"Monographie : {NAME}"],
        [f"Monographie du réseau {NAME}"],
        [f"Le réseau {NAME}"],
        ["Planter pour demain", NAME.upper(), "Une histoire de fruits"],
        [],
    ],
)
def test_the_name_of_the_network_is_found_under_any_heading(title: list[str]) -> None:
    again = ["Le réseau Les Vergers Partagés plante partout."]
    assert read([*title, *CARD, *HEAD, *NETWORK, *DYNAMIC, *again, *CYCLES, *PRACTICES])[0] == WHOLE[0]


@pytest.mark.parametrize("title", [["Planter pour demain", "Cueillir ensemble"], []])
def test_a_network_that_no_word_of_the_document_shows_is_left_to_a_person(title: list[str]) -> None:
    blocks = [*title, *CARD, *NETWORK, *CYCLES, *PRACTICES]
    assert read(blocks) == []
    assert read(blocks, Context([KnownName("Network", "Vergers")], network=Named("Network", "Vergers"))) != []


@pytest.mark.parametrize(
    ("line", "name", "aliases"),
    [
        ("Union nationale des Vergers Partagés", "Union nationale des Vergers Partagés", ()),
        ("FFVP – Fédération française des Vergers Partagés", TOP, ("FFVP",)),
        ("- Fédération française des Vergers Partagés (FFVP)", TOP, ("FFVP",)),
        ("Association reconnue d'utilité publique", f"{NAME}, tête de réseau nationale", ()),
        ("Union nationale basée à Tours", f"{NAME}, tête de réseau nationale", ()),
        ("Les Vergers Partagés", f"{NAME}, tête de réseau nationale", ()),
    ],
)
def test_the_head_has_the_name_below_its_label_where_that_is_a_name(line: str, name: str, aliases: tuple[str]) -> None:
    blocks = [*TITLE, *CARD, "TÊTE DE RÉSEAU", line, *NETWORK, *CYCLES, *PRACTICES]
    pages = of(blocks)
    heads = [fact.links["from"] for fact in read_monographs(pages, Context()) if fact.type == "HEADS"]
    assert [(one.name, one.values.get("aliases", ())) for one in heads] == [(name, aliases)]


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        ("- Un budget global de 300 k€ dont 90 k€ pour le réseau.", ["30000000"]),
        ("- Un budget annuel consacré à l'innovation de 45 000 €.", ["4500000"]),
        ("- Un budget annuel de 90 k€, dont 40 k€ versés aux comités régionaux.", []),
        ("- Un budget de 2 000 € par verger est envisagé.", []),
        ("- Un budget de 10 à 20 k€.", []),
    ],
)
def test_the_budget_that_heads_the_financing_is_that_of_innovation(line: str, cents: list[str]) -> None:
    facts = read([*TITLE, *CARD, *HEAD, *NETWORK, *CYCLES, *MODEL[:1], "Financements", line])
    assert [one.rpartition("=")[2] for one in facts if "innovation_budget_cents" in one] == cents


def test_the_head_that_only_the_prose_names_has_that_name() -> None:
    prose = ["L'Union nationale des Vergers Partagés veille sur les greffons."]
    facts = read([*TITLE, *CARD, "TÊTE DE RÉSEAU", "- 14 salariés", *NETWORK, *DYNAMIC, *prose, *CYCLES, *PRACTICES])
    assert "Organisation(Union nationale des Vergers Partagés) employees=14" in facts


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (["- Reconnue d'utilité publique depuis 1974"], []),
        (["- Depuis 1962"], ["created=1962"]),
        (["- Date de création : 3 mai 1962"], ["created=1962"]),
        (["- 20 salariés dont 5 permanents"], ["employees=20"]),
        (["- Nombre de salariés : 20"], ["employees=20"]),
        (["- 3 400 jardiniers adhérents"], ["member_count=3400 member_unit=jardiniers"]),
        (["- 64 pépinières adhérentes"], ["member_count=64 member_unit=pépinières", "MEMBER_OF Les Vergers Partagés"]),
        (["- Budget : 850 k€"], ["budget_cents=85000000"]),
        (["- Budget : 850 k€ en 2022, 900 k€ en 2023"], []),
        (["- 5 unions territoriales"], ["MEMBER_OF Les Vergers Partagés"]),
    ],
)
def test_a_figure_of_the_card_is_what_its_words_say(figures: list[str], found: list[str]) -> None:
    facts = read([*TITLE, *CARD, "Tête de réseau", *figures, "Le réseau", *DYNAMIC, *CYCLES, *PRACTICES])
    tails = ("created=", "employees=", "member_count=", "budget_cents=", "MEMBER_OF")
    assert [fact[fact.index(tail) :] for fact in facts for tail in tails if tail in fact] == found


def test_a_level_that_is_only_a_subtitle_of_the_model_is_no_level_of_the_practices() -> None:
    model = ["Richesses humaines", "Au niveau local", "Des bénévoles.", "Financements", "- Rien de plus."]
    facts = read([*TITLE, *CARD, *HEAD, *NETWORK, *CYCLES, *PRACTICES, "Modèle socio-économique", *model])
    assert [fact for fact in facts if "PERFORMS" in fact and fact.endswith("?")] == []
    assert sum("PERFORMS" in fact for fact in facts) == 5


@pytest.mark.parametrize(
    "item",
    [
        "- Aucun don de la Fondation Verte-Rive.",
        "- La Fondation Verte-Rive pourrait verser 12 000 € aux comités régionaux.",
        "- Avec la Coopérative Pommeraie, jusqu'en 2012.",
        "- Avec des amis et des voisins.",
        "- L'argent vient d'un peu partout.",
    ],
)
def test_an_item_that_tells_of_nothing_that_is_so_gives_nothing(item: str) -> None:
    so = "- La Fondation Verte-Rive verse 12 000 € aux comités départementaux."
    above = [*TITLE, *CARD, *HEAD, *NETWORK, *CYCLES, *MODEL[:1], "Financements", so]
    there = [one for one in read(above) if "FINANCES" in one or "PARTNERS_WITH" in one]
    assert len(there) == 1
    blocks = [*above, item, "Partenariats", item]
    assert [one for one in read(blocks) if "FINANCES" in one or "PARTNERS_WITH" in one] == there


# The invented monographs of the project ---------------------------------------------------------------------

FIGURES = {
    "lisieres.pdf": [
        "Union nationale des Lisières HEADS Les Lisières",
        "Organisation(Union nationale des Lisières) created=1971",
        "Organisation(Union nationale des Lisières) employees=38",
        "Network(Les Lisières) employees=4200",
        "Network(Les Lisières) member_count=600 member_unit=associations",
        "Organisation(Union nationale des Lisières) budget_cents=620000000 ?",
        "Network(Les Lisières) budget_cents=620000000 ?",
        "Fédérations départementales des Lisières MEMBER_OF Les Lisières",
        "Unions régionales des Lisières MEMBER_OF Les Lisières",
        "Associations adhérentes des Lisières MEMBER_OF Les Lisières",
    ],
    "coudrivage.docx": [
        "Fédération nationale Coudrivage HEADS Coudrivage",
        "Network(Coudrivage) network_kind=sectoral",
        "Organisation(Fédération nationale Coudrivage) created=1984",
        "Organisation(Fédération nationale Coudrivage) employees=22",
        "Network(Coudrivage) employees=3100",
        "Network(Coudrivage) member_count=310 member_unit=ateliers",
        "Organisation(Fédération nationale Coudrivage) budget_cents=340000000 ?",
        "Network(Coudrivage) budget_cents=340000000 ?",
        "Unions régionales Coudrivage MEMBER_OF Coudrivage",
        "Fédérations départementales Coudrivage MEMBER_OF Coudrivage",
        "Ateliers adhérents de Coudrivage MEMBER_OF Coudrivage",
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_card_of_an_invented_monograph_is_complete_and_nothing_else(name: str) -> None:
    facts = said(read_monographs(reading.read(MONOGRAPHS / name).pages, Context()), ("domain", "missions"))
    card = facts[2 : next(at for at, fact in enumerate(facts) if "HAS_CYCLE" in fact)]
    assert facts[:2] == [f"{card[-1].split(' MEMBER_OF ')[1].join(('Network(', ')'))} {one}" for one in PROSE]
    assert card == FIGURES[name]


@pytest.mark.parametrize("name", FIGURES)
def test_each_practice_of_an_invented_monograph_is_of_the_level_that_a_person_found(name: str) -> None:
    facts = read_monographs(reading.read(MONOGRAPHS / name).pages, Context())
    found = [(fact.links["from"].values["level"], fact.links["to"].name) for fact in facts if fact.type == "PERFORMS"]
    by_hand = [
        (json.loads(row["attributes"])["level"], row["object"].removeprefix("fn:"))
        for row in table(MONOGRAPHS / "gold_edges.csv")
        if row["source_file"] == name and row["predicate"] == "PERFORMS"
    ]
    assert found == by_hand


@pytest.mark.parametrize("network", [None, Named("Network", "Les Lisières")])
def test_whoever_publishes_a_monograph_its_facts_are_the_same(network: Named | None) -> None:
    pages = reading.read(MONOGRAPHS / "lisieres.pdf").pages
    publisher = Named("Network", "Union nationale des Lisières (fictive)")
    assert said(read_monographs(pages, Context((), publisher, network))) == said(read_monographs(pages, Context()))


@pytest.mark.parametrize("name", [*FIGURES, ""])
def test_every_fact_of_these_monographs_keeps_to_the_schema_and_to_whole_words(name: str) -> None:
    pages = reading.read(MONOGRAPHS / name).pages if name else of([*TITLE, *BODY])
    for fact in read_monographs(pages, Context()):
        kind, text = EDGES.get(fact.type), pages[fact.page].text
        dated = {name for name in fact.values if name in DATES} if kind else set()
        (kind or NODES[fact.type]).model_validate({name: fact.values[name] for name in fact.values.keys() - dated})
        for one in fact.links.values():
            NODES[one.kind].model_validate(dict(one.values))
        around = text[fact.start - 1 : fact.start] + text[fact.end : fact.end + 1]
        assert not any(letter.isalnum() for letter in around), text[fact.start : fact.end]
