"""The two real forms of one monograph: alone in one column, and in a booklet whose columns are mixed."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graphmodel.names import fold
from ingest.facts.records import ABOUT, Context
from ingest.monograph.reading import read_monographs
from ingest.text import reading
from ingest.text.pages import Page
from tests.unit.test_monograph import said

ALONE, BOOKLET, LEAFLET = "000_be1ddf84ea3d2636.txt", "001_cb59e1b3fee354fd.txt", "003_7ef3922f9cd6a6af.txt"
NETWORK = "Familles Rurales"
HEAD = f"{NETWORK}, tête de réseau nationale"
REGIONAL, DEPARTMENTAL = f"Fédérations régionales {NETWORK}", f"Fédérations départementales {NETWORK}"
LONG = ("domain", "missions", "theme", "description", "what")
"""Values that are the document's own sentences: they are compared with their passage, never written down here."""

CARD = [
    f"Network({NETWORK}) domain",
    f"Network({NETWORK}) missions",
    f"{HEAD} HEADS {NETWORK}",
    f"Organisation({HEAD}) created=1943",
    f"Organisation({HEAD}) employees=25",
    f"Network({NETWORK}) employees=17000",
    f"Network({NETWORK}) member_count=2200 member_unit=associations",
    f"Organisation({HEAD}) budget_cents=500000000 ?",
    f"Network({NETWORK}) budget_cents=500000000 ?",
    f"{DEPARTMENTAL} MEMBER_OF {NETWORK}",
    f"{REGIONAL} MEMBER_OF {NETWORK}",
    f"Associations adhérentes {NETWORK} MEMBER_OF {NETWORK}",
]
CYCLES = [
    line
    for rank, start in ((1, "≈1945"), (2, "≈1980"), (3, "≈2010"))
    for line in (f"{NETWORK} HAS_CYCLE {rank}", f"Cycle({rank}) start={start}", f"Cycle({rank}) theme")
]
NATURES = ("invention+extension", "transformation+optimisation", "invention+extension+transformation")
INNOVATIONS = [
    f"{NETWORK} ORIGINATED Services extrascolaires inferred",
    "Innovation(Services extrascolaires) description",
    f"{NETWORK} ORIGINATED Relais Familles inferred",
    "Innovation(Relais Familles) description",
    "Innovation(Relais Familles) period=années 90",
    "Relais Familles IN_CYCLE 2",
    f"{NETWORK} ORIGINATED Tiers-lieux en milieu rural inferred",
    "Innovation(Tiers-lieux en milieu rural) description",
    f"{NETWORK} ORIGINATED Crèches modulables",
    "Crèches modulables IN_CYCLE 3",
]
TRIED = ("Tiers-lieux", "Points de médiation numérique")
PRACTICES = [
    f"{HEAD} PERFORMS networking what",
    f"{HEAD} PERFORMS engineering what",
    f"{HEAD} PERFORMS project_steering what stage=experimentation",
    *(f"{HEAD} CARRIES {name} role=carrier stage=experimentation" for name in TRIED),
    f"{REGIONAL} PERFORMS networking what",
    f"{REGIONAL} RUNS {DEPARTMENTAL}",
    f"{REGIONAL} PERFORMS engineering what",
    f"{REGIONAL} PERFORMS project_steering what",
    f"{DEPARTMENTAL} PERFORMS networking what",
    f"{DEPARTMENTAL} PERFORMS engineering what",
    f"{DEPARTMENTAL} PERFORMS project_steering what stage=experimentation",
    *(f"{DEPARTMENTAL} CARRIES {name} role=carrier stage=experimentation" for name in TRIED),
    f"{DEPARTMENTAL} PERFORMS project_steering what",
]
FUND = "mechanism=project funding_kind=endowment_fund"
MODEL = [
    f"Network({NETWORK}) innovation_budget_cents=150000000",
    f"{HEAD} FINANCES {NETWORK} amount_cents=80000000 currency=EUR scope=dynamique d'innovation inferred",
    f"Fonds de dotation FINANCES Projets du réseau {NETWORK} {FUND}",
    f"Fonds de dotation FINANCES Projets extérieurs au réseau {NETWORK} {FUND}",
    f"{NETWORK} PARTNERS_WITH Partenaires associatifs {NETWORK} kind=alliance purpose=co-innover",
    f"{NETWORK} PARTNERS_WITH Partenaires publics {NETWORK} kind=public",
    f"{NETWORK} PARTNERS_WITH Partenaires privés {NETWORK} kind=patronage",
    f"Partenaires privés {NETWORK} FINANCES {NETWORK} funding_kind=patronage inferred",
]
PLAN = f"{NETWORK} RUNS Développement de l'{{}} planned"


def pages(shared: Path, name: str) -> Sequence[Page]:
    return reading.read(shared / "seeds" / name).pages


def gold(shared: Path, source: str, predicate: str) -> list[dict[str, Any]]:
    with (shared / "data" / "gold" / "gold_edges.csv").open(encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["source_file"] == source and row["predicate"] == predicate]
    return [row | {"level": json.loads(row["attributes"]).get("level")} for row in rows]


def test_the_monograph_alone_gives_these_facts_and_no_other(shared: Path) -> None:
    natures = [f"Cycle({rank}) natures={one} inferred" for rank, one in enumerate(NATURES, 1)]
    plan = PLAN.format("intrapreneuriat")
    expected = [*CARD, *CYCLES, *natures, *INNOVATIONS, *PRACTICES, *MODEL, plan]
    assert said(read_monographs(pages(shared, ALONE), Context()), LONG) == expected


def test_the_booklet_gives_the_same_facts_but_for_what_its_columns_mix(shared: Path) -> None:
    facts = read_monographs(pages(shared, BOOKLET), Context())
    sure = [fact for fact in CARD if not fact.endswith("?")]
    assert said([fact for fact in facts if not fact.choice], LONG) == [
        *sure,
        *CYCLES,
        *INNOVATIONS,
        *MODEL,
        PLAN.format("intrapreunariat"),
    ]
    sizes = Counter(fact.choice for fact in facts if fact.choice)
    assert Counter((next(one.type for one in facts if one.choice == name), size) for name, size in sizes.items()) == {
        ("Organisation", 2): 1,
        ("Cycle", 3): 3,
        ("PERFORMS", 3): 10,
        ("CARRIES", 3): 4,
    }


@pytest.mark.parametrize("name", [ALONE, BOOKLET])
def test_each_practice_is_of_the_level_that_a_person_found_or_of_a_choice_that_holds_it(
    shared: Path, name: str
) -> None:
    document = pages(shared, name)
    found = [fact for fact in read_monographs(document, Context()) if fact.type == "PERFORMS"]
    by_hand = gold(shared, name, "PERFORMS")
    monograph = [row for row in by_hand if "familles-rurales" in row["subject"] and "dominant" in row["attributes"]]
    assert len(monograph) == 9
    for row in monograph:
        of_this = [
            fact for fact in found
            if fact.links["to"].name == row["object"].removeprefix("fn:")
            and fold(fact.values["what"][0]) in fold(row["quote"])
        ]  # fmt: skip
        levels = {fact.links["from"].values["level"] for fact in of_this}
        sure = {fact.links["from"].values["level"] for fact in of_this if not fact.choice}
        assert row["level"] in levels, row["id"]
        assert sure <= {row["level"]}, row["id"]


@pytest.mark.parametrize("name", [ALONE, BOOKLET])
def test_the_natures_that_a_person_found_are_those_of_the_cycle_or_among_its_choices(shared: Path, name: str) -> None:
    by_hand: dict[str, set[str]] = {}
    for row in gold(shared, name, "HAS_NATURE"):
        if row["subject"].startswith("cyc:fr:"):
            by_hand.setdefault(row["subject"].rsplit(":", 1)[1], set()).add(row["object"].removeprefix("nature:"))
    proposed: dict[str, list[set[str]]] = {}
    for fact in read_monographs(pages(shared, name), Context()):
        if "natures" in fact.values:
            proposed.setdefault(fact.links[ABOUT].name, []).append(set(fact.values["natures"]))
    assert len(by_hand) == 3
    assert all(natures in proposed[rank] for rank, natures in by_hand.items())


@pytest.mark.parametrize("name", [ALONE, BOOKLET])
def test_long_values_are_the_words_of_their_passage(shared: Path, name: str) -> None:
    document = pages(shared, name)
    for fact in read_monographs(document, Context()):
        passage = fold(document[fact.page].text[fact.start : fact.end])
        for value in (fact.values[name] for name in LONG if name in fact.values):
            for words in value if isinstance(value, tuple) else [value]:
                assert fold(words) in passage


def test_the_leaflet_on_the_functions_of_heads_is_no_monograph(shared: Path) -> None:
    assert read_monographs(pages(shared, LEAFLET), Context()) == []
