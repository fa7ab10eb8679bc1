"""Answers follow the graph: empty, undone, corrected, or another graph altogether."""

from __future__ import annotations

from graphmodel import catalogue, imports
from graphmodel.questions import evidence, spread, territory
from graphmodel.questions.registry import all_questions
from graphmodel.store import Store
from tests.contract.questions_world import World, uid


def test_what_is_undone_is_answered_no_more(store: Store) -> None:
    world = World("Fragile")
    one, two = world.actor("Un", covers=["dep:35"]), world.actor("Deux", covers=["dep:22"])
    world.spread(one, two, world.entity("Innovation", "Relayage"), 2010)
    run = world.load(store)
    assert [row.verdict for row in territory.verdicts(store) if row.territory == "cog:dep:22"] == ["linked"]
    imports.undo(store, run)
    assert spread.edges(store) == []
    assert {row.verdict for row in territory.verdicts(store)} == {"undocumented"}


def test_a_corrected_version_answers_instead_of_the_one_it_replaces(store: Store) -> None:
    first = World("Version 1")
    first.actor("Un", employees=3)
    first.load(store)
    assert [row.title for row in evidence.of(store, uid=uid("Organisation", "Un"))] == ["Version 1"]
    second = World("Version 2", more={"replaces": first.document.uid})
    second.actor("Un", employees=4)
    second.load(store)
    assert [(row.title, row.values["employees"]) for row in evidence.of(store, uid=uid("Organisation", "Un"))] == [
        ("Version 2", 4)
    ]


def test_another_graph_of_the_same_version_number_is_another_graph(store: Store) -> None:
    versions = []
    for name in ("Relayage", "Café"):
        store.wipe()
        world = World(name)
        world.spread(world.actor("Un"), world.actor("Deux"), world.entity("Innovation", name), 2010)
        world.load(store)
        versions.append(store.graph_version())
        assert [row.innovation_name for row in spread.edges(store)] == [name]
    assert versions[0] == versions[1]


def test_an_empty_graph_answers_every_question_with_nothing(store: Store) -> None:
    filled = {"text": "x", "target": "cog:dep:22"}
    for info in all_questions().values():
        asked = [one.name for one in info.params if one.required] or (["uid"] if info.name == "evidence.of" else [])
        rows = info.function(store, **{name: filled.get(name, "cog:dep:35") for name in asked})
        assert rows == [] or {row.verdict for row in rows} == {"undocumented"}, info.name


def test_every_file_of_a_question_runs_on_an_empty_graph(store: Store) -> None:
    for name in {name for info in all_questions().values() for name in info.reads}:
        some = {"str": "x", "int": 1, "list[str]": ["x"], "list[map]": [{"one": "x", "other": "y"}]}
        params = {
            one.name: some[one.type] for one in catalogue.load(name).params if one.name not in catalogue.CONSTANTS
        }
        assert catalogue.read(store, name, **params) == []
