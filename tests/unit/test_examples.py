"""The examples are what their sources say, the same on each run, and say of themselves that they are fictional."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from graphmodel.reference import territories
from ingest.pipeline import Asked, prepare
from ingest.sheets import BY_NAME
from ingest.sources.sniff import sniff
from ingest.sources.tables import read_tables
from tools.build_examples import EXAMPLES, FICTION, build
from tools.generator import SEED, World, documents, plants

MEMBERS = "adherents-2019.csv"
LIMIT = 600_000
"""Bytes: the examples travel with the program."""


def cells(path: Path) -> dict[str | None, list[list[str]]]:
    """Every cell of a table as text."""
    return {
        table.sheet: [[cell.text for cell in row.cells] for row in table.rows] for table in read_tables(sniff(path))
    }


def test_building_twice_gives_the_same_bytes_and_what_the_project_keeps(tmp_path: Path) -> None:
    first, second = build(tmp_path / "first"), build(tmp_path / "second")
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    for one in first:
        kept = EXAMPLES / one.relative_to(tmp_path / "first")
        same = kept.read_text() == one.read_text() if one.suffix == ".json" else cells(kept) == cells(one)
        assert same, f"{kept.name}: run tools/build_examples.py"


def test_the_examples_are_small() -> None:
    assert sum(one.stat().st_size for one in EXAMPLES.rglob("*") if one.is_file()) < LIMIT


def test_another_seed_makes_another_network() -> None:
    assert plants(World(SEED))["amounts"] != plants(World(SEED + 1))["amounts"]


def test_a_larger_world_keeps_every_plant_but_its_money() -> None:
    small, large = plants(World()), plants(World(associations=3_000, spreads=2_000, grants=260))
    assert (small["verdicts"], small["paths"]) == (large["verdicts"], large["paths"])


def test_every_row_uses_columns_of_the_template() -> None:
    unknown = {
        (sheet, name)
        for sheets in documents(World()).values()
        for sheet, rows in sheets.items()
        for row in rows
        for name in row.keys() - BY_NAME[sheet].by_name.keys()
    }
    assert unknown == set()


def test_the_network_has_the_sizes_that_its_page_tells() -> None:
    world = World()
    local = [one for some in world.local.values() for one in some]
    assert (len(local), len(world.federations), len(world.regional), len(world.told)) == (600, 80, 12, 300)
    assert set(world.local) == {one.code for one in territories.of_level("department")}
    assert len({one.name for one in local}) == 600


def test_spreads_are_dated_exactly_vaguely_or_not_at_all() -> None:
    kinds = Counter(
        "undated" if not one.when else "vague" if one.when.split()[0] in {"vers", "années", "début", "fin"} else "exact"
        for one in World().told
    )
    assert min(kinds["undated"], kinds["vague"], kinds["exact"]) >= 15


@pytest.mark.parametrize("name", ["annuaire.xlsx", "essaimages-2010-2024.xlsx", "rapport-financeurs.xlsx"])
def test_each_workbook_is_read_whole_and_says_that_it_is_fictional(name: str) -> None:
    read = prepare(EXAMPLES / FICTION / name)
    tables = [(one.rows_set_aside, one.columns.guessed, one.columns.ignored) for one in read.file.tables]
    assert tables == [(0, {}, [])] * len(tables)
    assert (read.document.fictional, "exemple fictif" in read.document.title) == (True, True)
    assert {one.code for one in read.findings} <= {"duplicate-row"}


def test_the_only_finding_is_the_planted_pair_of_equal_grants() -> None:
    (found,) = prepare(EXAMPLES / FICTION / "rapport-financeurs.xlsx").findings
    assert (found.code, found.sheet, found.row) == ("duplicate-row", "Financements", 261)


def test_the_list_of_members_needs_only_the_name_of_its_network() -> None:
    read = prepare(EXAMPLES / FICTION / MEMBERS, Asked(network="Les Lisières", publisher="fictif"))
    with (EXAMPLES / FICTION / MEMBERS).open(encoding="utf-8", newline="") as text:
        listed = len(list(csv.DictReader(text, delimiter=";")))
    members = sum(one.type == "MEMBER_OF" for one in read.statements)
    assert (listed, members, list(read.findings)) == (120, 120, [])


def test_nobody_fictional_has_a_number_that_a_real_body_could_bear() -> None:
    schemes = {
        scheme.partition(":")[0]
        for path in sorted((EXAMPLES / FICTION).glob("*.xlsx"))
        for one in prepare(path).statements
        for scheme in one.identifiers
    }
    assert schemes == {"cog", "name", "reg"}


def test_the_planted_facts_are_written_down() -> None:
    kept = json.loads((EXAMPLES / FICTION / "plants.json").read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(plants(World())))
