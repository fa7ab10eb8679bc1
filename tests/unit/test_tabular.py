"""Facts from the tables inside documents, in both directions and every format; nothing that a cell does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel.statements.draft import Draft
from graphmodel.statements.records import Document
from ingest.facts.gate import Gate
from ingest.facts.identify import Naming
from ingest.facts.records import Context, KnownName
from ingest.tabular.reading import read_tables, zones
from ingest.text.pages import Page
from ingest.text.reading import read
from tests.papers import Paper
from tests.tabular import FORMATS, Rows, facts_of, pages_with, shown

SIDEWAYS = [
    ["", "Lume", "Fédération Sarlan", "Ouvrard"],
    ["Type de tête de réseau", "Tête de réseau nationale", "Coordination sectorielle régionale", "Coordination"],
    ["Domaine du réseau", "Familles des villages", "Santé", "-"],
    ["Année de création", "1943", "2011 (suite à une fusion)", "nc"],
    ["Nombre de salariés à la TDR", "25", "20", "16 ETP"],
    [
        "Nombre d'adhérents / membres",
        "2 200 associations",
        "215 associations morales (850 lieux) 600 personnes physiques",
        "45 %",
    ],
]
LUME = "Organisation(Lume, tête de réseau nationale roles=('NationalHead',) level=national @ Lume)"
SARLAN = (
    "Organisation(Fédération Sarlan, tête de réseau régionale roles=('TerritorialHead',) level=regional"
    " @ Fédération Sarlan)"
)
TOLD_SIDEWAYS = [
    f"{LUME} level=national | Tête de réseau nationale",
    "Network(Lume) domain=Familles des villages | Familles des villages",
    f"{LUME} created=1943 [?] | 1943",
    "Network(Lume) created=1943 [?] | 1943",
    f"{LUME} employees=25 | 25",
    "Network(Lume) member_count=2200 member_unit=associations | 2 200 associations",
    f"HEADS from {LUME}, to Network(Lume) | Tête de réseau nationale",
    f"{SARLAN} level=regional | Coordination sectorielle régionale",
    "Network(Fédération Sarlan) domain=Santé | Santé",
    f"{SARLAN} created=2011 [?] | 2011 (suite à une fusion)",
    "Network(Fédération Sarlan) created=2011 [?] | 2011 (suite à une fusion)",
    f"{SARLAN} employees=20 | 20",
    *(
        f"Network(Fédération Sarlan) member_count={count} member_unit={unit} [?] | {SIDEWAYS[5][2]}"
        for count, unit in ((215, "associations morales"), (600, "personnes physiques"))
    ),
    f"HEADS from {SARLAN}, to Network(Fédération Sarlan) | Coordination sectorielle régionale",
]
UPRIGHT = [
    ["Réseau", "Année de création", "Salariés", "Budget (k€)", "Adhérents"],
    ["Lume", "vers 1943", "25", "1 200", "80 maisons"],
    ["Sarlan", "nc", "environ 20", "-", "11 antennes régionales"],
    ["TOTAL", "", "45", "1 200", "91"],
]
TOLD_UPRIGHT = [
    "Network(Lume) created=vers 1943 | Lume · vers 1943",
    "Network(Lume) employees=25 | Lume · vers 1943 · 25",
    "Network(Lume) budget_cents=120000000 | Lume · vers 1943 · 25 · 1 200",
    "Network(Lume) member_count=80 member_unit=maisons | Lume · vers 1943 · 25 · 1 200 · 80 maisons",
    "Network(Sarlan) member_count=11 member_unit=antennes régionales | "
    "Sarlan · nc · environ 20 · - · 11 antennes régionales",
]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("rows", "expected"), [(SIDEWAYS, TOLD_SIDEWAYS), (UPRIGHT, TOLD_UPRIGHT)])
def test_a_table_says_the_same_in_every_format(tmp_path: Path, suffix: str, rows: Rows, expected: list[str]) -> None:
    assert facts_of(tmp_path, rows, suffix=suffix) == expected


def test_a_table_that_is_turned_says_the_same_with_each_name_beside_its_value(tmp_path: Path) -> None:
    turned = facts_of(tmp_path, list(zip(*SIDEWAYS, strict=True)))
    assert [one.split(" | ")[0] for one in turned] == [one.split(" | ")[0] for one in TOLD_SIDEWAYS]
    assert turned[1].endswith("| Lume · Tête de réseau nationale · Familles des villages")


ROLE = "roles=('Association',)"
CASES: dict[str, tuple[Rows, list[str]]] = {
    "heads by name, in a column of their own": (
        [
            ["Réseau", "Tête de réseau", "Salariés à la TDR", "Salariés du réseau", "Budget de la tête"],
            ["Lume", "Union Lume", "25", "17 000", "5 M€"],
        ],
        [
            "Organisation(Union Lume @ Lume) employees=25 | Lume · Union Lume · 25",
            "Network(Lume) employees=17000 | Lume · Union Lume · 25 · 17 000",
            "Organisation(Union Lume @ Lume) budget_cents=500000000 | Lume · Union Lume · 25 · 17 000 · 5 M€",
            "HEADS from Organisation(Union Lume @ Lume), to Network(Lume) | Lume · Union Lume",
        ],
    ),
    "one body, its labels in the first column": (
        [["Nom", "Lume"], ["Salariés", "12"], ["Commune", "Rennes"], ["SIREN", "552 100 554"]],
        [
            "Organisation(Lume) employees=12 | 12",
            "Organisation(Lume) siren=552100554 | 552 100 554",
            "LOCATED_IN from Organisation(Lume), to Territory(Rennes) | Rennes",
        ],
    ),
    "each kind of value": (
        [
            ["Structure", "Salariés", "Budget", "Création", "Site", "Secteur"],
            ["Le Relais", "12 salariés", "120 000 €", "12/03/1998", "www.relais.fr", "public"],
            ["La Halle*", "12,5", "3 à 10 000 €", "1998 (prévu)", "-", "divers"],
            ["Le Bac", "7 (dont 2 apprentis)", "5 000", "45 %", "/", "privé"],
            ["Le Puits", "12 (ETP)", "5", "1998 (fermé)", "", ""],
        ],
        [
            "Organisation(Le Relais) employees=12 | Le Relais · 12 salariés",
            "Organisation(Le Relais) budget_cents=12000000 | Le Relais · 12 salariés · 120 000 €",
            "Organisation(Le Relais) created=1998-03-12 | Le Relais · 12 salariés · 120 000 € · 12/03/1998",
            "Organisation(Le Relais) website=www.relais.fr | "
            "Le Relais · 12 salariés · 120 000 € · 12/03/1998 · www.relais.fr",
            "Organisation(Le Relais) sector=public | public",
            "Organisation(Le Bac) employees=7 | Le Bac · 7 (dont 2 apprentis)",
            "Organisation(Le Bac) budget_cents=500000 [inferred] | Le Bac · 7 (dont 2 apprentis) · 5 000",
            "Organisation(Le Bac) sector=private | Le Bac · 7 (dont 2 apprentis) · 5 000 · 45 % · / · privé",
        ],
    ),
    "a bare sum on a page that counts in thousands": (
        [["Structure", "Budget", "Description"], ["Le Relais", "120", "Aidé de 12 k€"]],
        ["Organisation(Le Relais) description=Aidé de 12 k€ | Le Relais · 120 · Aidé de 12 k€"],
    ),
    "rows of groups, of several, of nobody": (
        [
            ["Structure", "Salariés"],
            ["Fédérations régionales", "72"],
            ["Lume, Sarlan", "4"],
            ["Autres structures", "5"],
            ["nc", "6"],
            ["Le Relais", "7"],
            ["Total", "94"],
        ],
        ["Organisation(Le Relais) employees=7 | Le Relais · 7"],
    ),
    "two rows that contradict each other": (
        [["Structure", "Salariés"], ["Le Relais", "12"], ["Le Relais", "14"], ["Le Bac", "3"]],
        ["Organisation(Le Bac) employees=3 | Le Bac · 3"],
    ),
    "a body that is no more": (
        [["Structure", "Salariés", "État"], ["Le Relais", "12", "dissoute en 2020"], ["Le Bac", "3", "active"]],
        ["Organisation(Le Bac) employees=3 | Le Bac · 3"],
    ),
    "places that are certain": (
        [
            ["Association", "Commune", "Département", "Région"],
            ["Le Relais", "Rennes", "35", "Bretagne"],
            ["La Halle", "Rennes", "", "Occitanie"],
            ["Le Bac", "Saint-Denis", "", ""],
            ["Le Pin", "Le Bois-aux-Fées", "", "Bretagne"],
            ["Le Puits", "", "Isère", ""],
        ],
        [
            f"LOCATED_IN from Organisation(Le Relais {ROLE}), to Territory(Rennes) | Le Relais · Rennes",
            f"LOCATED_IN from Organisation(Le Puits {ROLE}), to Territory(Isère) | Le Puits · Isère",
        ],
    ),
    "members and what they cover": (
        [
            ["Association", "Membre de", "Territoires couverts"],
            ["Le Relais", "Lume", "35 ; Isère"],
            ["Le Bac", "", "tous"],
        ],
        [
            f"MEMBER_OF from Organisation(Le Relais {ROLE}), to Network(Lume) | Le Relais · Lume",
            *(
                f"COVERS from Organisation(Le Relais {ROLE}), to Territory({one}) | Le Relais · Lume · 35 ; Isère"
                for one in ("Ille-et-Vilaine", "Isère")
            ),
        ],
    ),
    "associations beside their network": (
        [["Association", "Réseau"], ["Le Relais", "Lume"]],
        [
            f"MEMBER_OF from Organisation(Le Relais {ROLE} @ Lume), to Network(Lume) [inferred] | Le Relais · Lume",
        ],
    ),
    "innovations": (
        [
            ["Innovation", "Née chez", "Née en", "Portée par", "Étape"],
            ["Caravane", "Lume", "2012", "Le Relais", "Expérimentation"],
        ],
        [
            "Innovation(Caravane) stage=experimentation | Caravane · Lume · 2012 · Le Relais · Expérimentation",
            "ORIGINATED from Organisation(Lume), to Innovation(Caravane) since_min=2012-01-01 since_max=2012-12-31 "
            "when_label=2012 | Caravane · Lume · 2012",
            "CARRIES from Organisation(Le Relais), to Innovation(Caravane) | Caravane · Lume · 2012 · Le Relais",
        ],
    ),
    "programmes": (
        [["Programme", "Aide max", "Conduit par"], ["Cap village", "5 000 €", "Lume"]],
        [
            "Programme(Cap village) grant_max_cents=500000 | Cap village · 5 000 €",
            "RUNS from Organisation(Lume), to Programme(Cap village) | Cap village · 5 000 € · Lume",
        ],
    ),
    "cycles": (
        [["Réseau", "Rang", "Début", "Innovations"], ["Lume", "1", "1998", "Caravane ; Repas"]],
        [
            "HAS_CYCLE from Network(Lume), to Cycle(1 rank=1 @ Lume) | Lume · 1",
            "Cycle(1 rank=1 @ Lume) start=1998 | 1 · 1998",
            *(
                f"IN_CYCLE from Innovation({one} @ Lume), to Cycle(1 rank=1 @ Lume) | 1 · 1998 · Caravane ; Repas"
                for one in ("Caravane", "Repas")
            ),
        ],
    ),
    "grants, and what is none": (
        [
            ["Financeur", "Bénéficiaire", "Montant 2021", "Objet", "Remarque"],
            ["Fondation Lume", "Le Relais", "12 000 €", "Projet de jardin", "versé"],
            ["Fondation Lume", "Le Bac", "12 000 €", "Bal", "Refusé"],
            ["Fondation Lume", "Le Puits", "-", "Bal", ""],
            ["Fondation Lume", "Le Pin, Le Bac", "300 €", "Bal", ""],
            ["Dons", "Le Bac", "300 €", "Bal", ""],
            ["Fondation Lume", "Le Bac", "3 à 10 k€", "Bal", ""],
            ["Total", "", "12 300 €", "", ""],
        ],
        [
            "FINANCES from Organisation(Fondation Lume), to Organisation(Le Relais) amount_cents=1200000 year=2021 "
            "object=Projet de jardin | Fondation Lume · Le Relais · 12 000 € · Projet de jardin",
            "FINANCES from Organisation(Fondation Lume), to Organisation(Le Bac) amount_min_cents=300000 "
            "amount_max_cents=1000000 year=2021 object=Bal | Fondation Lume · Le Bac · 3 à 10 k€ · Bal",
        ],
    ),
    "grants that are planned": (
        [
            ["Financeur", "Bénéficiaire", "Montant (k€)", "Statut", "Date"],
            ["Fondation Lume", "Le Relais", "12", "accordé", "mars 2020"],
            ["Fondation Lume", "Le Bac", "13", "prévu", ""],
            ["Fondation Lume", "Le Puits", "14", "à l'étude", ""],
        ],
        [
            "FINANCES from Organisation(Fondation Lume), to Organisation(Le Relais) amount_cents=1200000 "
            "since_min=2020-03-01 since_max=2020-03-31 when_label=mars 2020 year=2020 | "
            "Fondation Lume · Le Relais · 12 · accordé · mars 2020",
            "FINANCES from Organisation(Fondation Lume), to Organisation(Le Bac) amount_cents=1300000 [planned] | "
            "Fondation Lume · Le Bac · 13 · prévu",
        ],
    ),
    "spreads": (
        [
            ["Innovation", "De", "Vers", "Année", "Mode"],
            ["Caravane", "Lume", "Rennes", "2019", "adaptation"],
            ["Caravane", "Lume", "", "2019", "adaptation"],
        ],
        [
            "SPREAD_TO from Organisation(Lume), to Territory(Rennes), innovation Innovation(Caravane) mode=adaptation "
            "since_min=2019-01-01 since_max=2019-12-31 when_label=2019 | Caravane · Lume · Rennes · 2019 · adaptation",
        ],
    ),
    "who steers": (
        [["Acteur", "Cible", "Rôle"], ["Lume", "Caravane", "co-pilote"]],
        ["CO_PILOTS from Organisation(Lume), to Innovation(Caravane) role=co_pilot | Lume · Caravane · co-pilote"],
    ),
    "partners": (
        [["Acteur", "Partenaires", "Type"], ["Lume", "Université des Pins", "stratégique"]],
        [
            "PARTNERS_WITH from Organisation(Lume), to Organisation(Université des Pins) kind=strategic | "
            "Lume · Université des Pins · stratégique"
        ],
    ),
    "practices": (
        [["Acteur", "Fonction", "Pratique"], ["Lume", "Ingénierie", "guide ; bal"], ["Lume", "Cuisine", "soupe"]],
        [
            "PERFORMS from Organisation(Lume), to HeadFunction(engineering) what=('guide', 'bal') | "
            "Lume · Ingénierie · guide ; bal"
        ],
    ),
    "bonds": (
        [["De", "Type", "Vers"], ["Le Relais", "est membre de", "Lume"], ["Le Bac", "ami de", "Lume"]],
        ["MEMBER_OF from Organisation(Le Relais), to Organisation(Lume) | Le Relais · est membre de · Lume"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_table_that_looks_like_a_sheet_of_the_template_is_read_like_it(tmp_path: Path, name: str) -> None:
    rows, expected = CASES[name]
    assert facts_of(tmp_path, rows) == expected


NOTHING: dict[str, Rows] = {
    "two boxes": [["Le réseau", "aide"], ["les villages", "depuis 2012"]],
    "a table of contents": [["Sommaire", "Page"], ["Le réseau", "4"], ["Les villages", "9"]],
    "a grid of marks": [["", *"ABCDE"], *([f"{rank}", *"+++++"] for rank in range(6))],
    "persons": [["Nom", "Prénom", "Commune"], ["Durand", "Anne", "Rennes"]],
    "men and women": [["", "Adhérents", "Salariés"], ["Hommes", "12", "3"], ["Femmes", "14", "4"]],
    "names of nobody known above figures": [["", "Salariés", "Budget"], ["Nord", "12", "5 M€"], ["Sud", "1", "6 M€"]],
    "years": [["Année", "Adhérents", "Budget"], ["2021", "12", "5 M€"], ["2022", "14", "6 M€"]],
    "names only": [["Réseau", "Humeur"], ["Lume", "bonne"], ["Sarlan", "douce"]],
    "two budgets": [["Structure", "Budget 2021", "Budget 2022"], ["Le Relais", "12 €", "13 €"]],
    "sums that were asked": [["Financeur", "Bénéficiaire", "Montant demandé"], ["Lume", "Le Relais", "12 €"]],
    "a decision to read": [["Financeur", "Bénéficiaire", "Montant", "Avis"], ["Lume", "Le Relais", "12 €", "oui"]],
    "the budget of a project, by funder": [["Financeur", "Budget"], ["Fondation Lume", "12 000 €"]],
    "grants to nobody": [["Financeur", "Montant", "Année"], ["Lume", "12 €", "2021"]],
    "a place of the innovation or of the network": [["Innovation", "Réseau", "Ville"], ["Caravane", "Lume", "Rennes"]],
    "a place of the project": [["Projet", "Association", "Commune"], ["Jardin", "Le Relais", "Rennes"]],
    "two sheets as good": [["Nom", "Description"], ["Lume", "Un lieu ouvert."]],
    "full-time equivalents": [["Structure", "Salariés (ETP)"], ["Le Relais", "12"]],
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_table_that_does_not_tell_for_certain_says_nothing(tmp_path: Path, name: str) -> None:
    pages = pages_with(tmp_path, NOTHING[name])
    assert (len(pages[0].tables), read_tables(pages, Context()), zones(pages)) == (1, [], [])


def test_names_that_are_known_need_no_heading(tmp_path: Path) -> None:
    rows = [["", "Salariés", "Budget"], ["Lume", "12", "5 M€"], ["SRL", "13", "-"]]
    known = [KnownName("Network", "Lume"), KnownName("Organisation", "Réseau Sarlan", ("SRL",))]
    assert (facts_of(tmp_path, rows, Context(known[:1])), facts_of(tmp_path, rows, Context(known))) == (
        [],
        [
            "Network(Lume) employees=12 | Lume · 12",
            "Network(Lume) budget_cents=500000000 | Lume · 12 · 5 M€",
            "Organisation(Réseau Sarlan) employees=13 | SRL · 13",
        ],
    )


GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
GROUPED = [
    ["Nos réseaux en 2021", "", "", ""],
    ["Réseau", "Tête de réseau", "", "Commune"],
    ["", "Salariés", "Création", ""],
    ["Lume", "12", "1998", "Rennes"],
    ["Sarlan", "7", "2001", ""],
    ["Réseaux amis", "", "", ""],
    ["Ouvrard", "30", "", "Lyon"],
    ["Tisane", "", "", ""],
]
SPANS = [
    *(("SPAN", (0, row), (3, row)) for row in (0, 5)),
    ("SPAN", (0, 1), (0, 2)),
    ("SPAN", (1, 1), (2, 1)),
    ("SPAN", (3, 1), (3, 2)),
    ("SPAN", (3, 3), (3, 4)),
    ("SPAN", (1, 6), (1, 7)),
]


def drawn(path: Path) -> tuple[Page, ...]:
    sheet = Paper(path / "a.pdf").column(50, 780, ["Avant."]).table(50, 740, GROUPED, [*GRID, *SPANS])
    return read(sheet.column(50, 400, ["Après."]).page().done()).pages


def test_merged_cells_give_what_they_can_to_each_row_and_a_shared_figure_to_none(tmp_path: Path) -> None:
    """The place stands for both of its rows; whose thirty employees they are, nobody can tell."""
    pages = drawn(tmp_path)
    assert [shown(fact, pages) for fact in read_tables(pages, Context())] == [
        "Organisation(Lume, tête de réseau @ Lume) employees=12 | Lume · 12",
        "Organisation(Lume, tête de réseau @ Lume) created=1998 | Lume · 12 · 1998",
        "LOCATED_IN from Network(Lume), to Territory(Rennes) | Rennes",
        "Organisation(Sarlan, tête de réseau @ Sarlan) employees=7 | Sarlan · 7",
        "Organisation(Sarlan, tête de réseau @ Sarlan) created=2001 | Sarlan · 7 · 2001",
        "LOCATED_IN from Network(Sarlan), to Territory(Rennes) | Sarlan · 7 · 2001 · Rennes",
        "LOCATED_IN from Network(Ouvrard), to Territory(Lyon) | Ouvrard · 30 · Lyon",
    ]


def test_the_zone_of_a_table_is_all_of_it_and_nothing_else(tmp_path: Path) -> None:
    pages = pages_with(tmp_path, UPRIGHT, "docx")
    text = "\n\n".join(cell for row in UPRIGHT for cell in row if cell)
    assert [pages[page].text[start:end] for page, start, end in zones(pages)] == [text]


@pytest.mark.parametrize("rows", [SIDEWAYS, UPRIGHT, *(rows for rows, _ in CASES.values())])
def test_the_gate_lets_every_fact_through(tmp_path: Path, rows: Rows) -> None:
    pages = pages_with(tmp_path, rows)
    gate = Gate(Draft(Document("doc:1", "work", "sha", "Rapport", kind="text")), Naming("work"), pages)
    gate.propose(read_tables(pages, Context()))
    assert (dict(gate.refused), bool(gate.draft.statements())) == ({}, True)


def test_the_real_texts_have_no_geometry_hence_no_table_and_no_fact(shared: Path) -> None:
    found = [read(path).pages for path in sorted(shared.glob("seeds/*.txt"))]
    assert [(read_tables(pages, Context()), zones(pages)) for pages in found] == [([], [])] * len(found) != []
