"""The fictional monographs are marked, are made again from their sources, and say what their hand-made facts say."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graphmodel.names import fold
from ingest.score.crosswalk import LEFT_OUT, rule_of
from ingest.score.gold import read_gold
from ingest.text.pages import Page
from ingest.text.reading import read
from ingest.text.sentences import lines
from tests.gold.crosswalk import LONGEST_COMMON, longest_common, table
from tools.build_monographs import MONOGRAPHS, SOURCES, build
from tools.generator import World
from tools.generator.names import INNOVATIONS, NATIONAL_HEAD, PROGRAMMES
from tools.monographs.paper import syllables
from tools.monographs.places import Spot, spots
from tools.quality import OWN

DOCUMENTS = ("lisieres.pdf", "coudrivage.docx", "ambrevoix.md", "brasemont.docx")
MARK = "Document d'exemple : réseau fictif."
OF_THE_DEMO = ("Association", "Head", "Funder", "Partner", "Innovation", "Programme")
INVENTED_HERE = {
    "Atempause", "Clés de grange", "Services d'entraide (outils partagés, garderies d'été, fournils)",
    "École des passeurs",
}  # fmt: skip
"""What the first monograph adds to the network of the demo."""
TITLES = {
    "pratiques du reseau au service de l innovation", "fonctions dominantes de la tete de reseau nationale",
    "fonctions dominantes des tetes de reseau regionales", "fonctions dominantes des tetes de reseau departementales",
    "modele socio economique de la dynamique d innovation",
}  # fmt: skip
"""The sections of the real booklet, which a reader of monographs leans on: a form, nobody's sentence."""


@cache
def pages(name: str) -> tuple[Page, ...]:
    return read(MONOGRAPHS / name).pages


def named(edge: dict[str, str]) -> Iterator[str]:
    """Every entity that a fact names: its ends, those that would do as well, what its attributes refer to."""
    said = json.loads(edge["attributes"])
    yield from (edge["subject"], edge["object"], *said.get("or_subject", ()), *said.get("or_object", ()))
    yield from (said[name] for name in ("innovation", "place", "programme") if name in said)


def test_building_twice_gives_the_same_bytes_and_the_text_that_the_project_keeps(tmp_path: Path) -> None:
    first, second = build(tmp_path / "first"), build(tmp_path / "second")
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    made = {one.name: [page.text for page in read(one).pages] for one in first}
    assert made == {name: [page.text for page in pages(name)] for name in made}, "run tools/build_monographs.py"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_is_read_without_a_finding_and_says_at_its_beginning_that_it_is_fictional(name: str) -> None:
    text = read(MONOGRAPHS / name)
    assert text.findings == ()
    assert MARK in text.pages[0].text[:300]


def test_the_running_header_and_the_page_numbers_of_the_pdf_are_not_taken_for_text() -> None:
    told = [page.text.splitlines() for page in pages("lisieres.pdf")]
    assert [(one[0].startswith("Document d'exemple –"), one[-1].isdigit()) for one in told] == [(False, False)] * 4


def test_words_cut_at_the_ends_of_lines_are_whole_again() -> None:
    assert syllables("accompagnement") == ["accom", "accompa", "accompagne"]
    assert pages("lisieres.pdf")[-1].raw.count("\ufffe") >= 5
    source = (SOURCES / "lisieres.md").read_text(encoding="utf-8")
    words = {word for page in pages("lisieres.pdf") for word in fold(page.text).split()}
    assert words - set(fold(source).split()) == set()


@pytest.mark.parametrize("name", ["gold_edges.csv", "gold_nodes.csv"])
def test_every_hand_made_fact_and_entity_stands_at_its_place(name: str) -> None:
    placed = {
        row["id"]: (row["quote"], Spot(int(row["line"]), int(row["char_start"]), int(row["char_end"])))
        for row in table(MONOGRAPHS / name)
    }
    found = {row["id"]: list(spots(row["quote"], pages(row["source_file"]))) for row in table(MONOGRAPHS / name)}
    assert len(placed) == len(table(MONOGRAPHS / name))
    assert {key: quote for key, (quote, spot) in placed.items() if spot not in found[key]} == {}


@pytest.mark.parametrize("name", ["gold_edges.csv", "not_facts.csv"])
def test_a_passage_stands_only_once_in_its_document(name: str) -> None:
    doubtful = {
        row["quote"]
        for row in table(MONOGRAPHS / name)
        if len(list(spots(row["quote"], pages(row["source_file"])))) != 1
    }
    assert doubtful == set()


def test_no_fact_is_told_by_a_passage_that_tells_none() -> None:
    silent = [(row["source_file"], spot) for row in table(MONOGRAPHS / "not_facts.csv") for spot in _places(row)]
    crossed = [
        edge["quote"]
        for edge in table(MONOGRAPHS / "gold_edges.csv")
        for name, trap in silent
        for spot in _places(edge)
        if name == edge["source_file"] and spot.page == trap.page and spot.start < trap.end and trap.start < spot.end
    ]
    assert crossed == []


def test_every_entity_is_declared_once_and_serves() -> None:
    declared = [row["subject"] for row in table(MONOGRAPHS / "gold_nodes.csv")]
    used = {one for edge in table(MONOGRAPHS / "gold_edges.csv") for one in named(edge)}
    assert (len(set(declared)), used - set(declared)) == (len(declared), set())
    assert {one for one in set(declared) - used if not one.startswith("doc:")} == set()


def test_every_predicate_becomes_something_of_the_graph() -> None:
    assert [fact.id for fact in read_gold(MONOGRAPHS).facts if rule_of(fact).becomes == LEFT_OUT] == []


def test_each_document_has_facts_of_many_kinds_stated_inferred_and_planned() -> None:
    kinds, said = defaultdict(set), defaultdict(list)
    for edge in table(MONOGRAPHS / "gold_edges.csv"):
        kinds[edge["source_file"]].add(edge["predicate"])
        said[edge["source_file"]].append((edge["status"], json.loads(edge["attributes"]).get("modality")))
    assert set(kinds) == set(DOCUMENTS)
    assert min(map(len, kinds.values())) >= 12
    wanted = {("explicit", None), ("inferred", None), ("explicit", "planned"), ("explicit", "ended")}
    assert [wanted - set(one) for one in said.values()] == [set()] * len(DOCUMENTS)


def test_the_first_monograph_names_the_network_of_the_demo_as_the_demo_does() -> None:
    world = World()
    houses = [one for local in world.local.values() for one in local]
    bodies = [*houses, *world.federations.values(), *world.regional, *world.funders, *world.partners]
    known = {*(one.name for one in bodies), *(one[0] for one in INNOVATIONS), *PROGRAMMES, NATIONAL_HEAD}
    entities = [row for row in table(MONOGRAPHS / "gold_nodes.csv") if row["source_file"] == DOCUMENTS[0]]
    ours = [row for row in entities if row["type"] in OF_THE_DEMO]
    unknown = {
        row["object"] for row in ours if not {row["object"], *json.loads(row["attributes"]).get("aliases", ())} & known
    }
    assert unknown == INVENTED_HERE


def test_no_sentence_of_the_real_documents_is_copied(shared: Path) -> None:
    folded = [fold(path.read_text(encoding="utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]
    told = f" {' '.join(folded)} "
    ours = {fold(page.text[start:end]) for name in DOCUMENTS for page in pages(name) for start, end in lines(page)}
    assert {line for line in ours - TITLES if longest_common(line.split(), told) > LONGEST_COMMON} == set()


def test_the_page_about_them_says_which_ones_no_rule_was_written_from() -> None:
    page = (MONOGRAPHS / "README.md").read_text(encoding="utf-8")
    marked = {name for name in DOCUMENTS if f"`{name}`, **tenu à l'écart**" in page}
    assert marked == OWN.held_out == {"brasemont.docx"}


def _places(row: dict[str, str]) -> Iterator[Spot]:
    yield from spots(row["quote"], pages(row["source_file"]))
