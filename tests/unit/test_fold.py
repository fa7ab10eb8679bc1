"""From statements to one entity or one edge: what shows, what is history, what is a contradiction."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel.statements.draft import BadValue, Draft, Proof
from graphmodel.statements.fold import Context, Node, fold_entity, settle
from graphmodel.statements.records import NO_DATE, Document, Span, Statement
from graphmodel.statements.targets import aim, fold_row

Y2010, Y2020, DECADE = (
    Span("2010-01-01", "2010-12-31"),
    Span("2020-01-01", "2020-12-31"),
    Span("2010-01-01", "2019-12-31"),
)


def entity(*told: tuple[dict[str, Any], Span], reference: dict[str, Any] | None = None) -> Node:
    """One organisation from what documents 1, 2, 3… say of it."""
    statements: list[Statement] = []
    documents = {}
    for number, (values, as_of) in enumerate(told, 1):
        document = Document(f"doc:{number}", f"w{number}", "s", "t")
        draft = Draft(document)
        draft.entity("Organisation", ["siren:1"], values, Proof("A1", as_of=as_of))
        statements += draft.statements()
        documents[document.uid] = document
    return fold_entity("siren:1", statements, Context(documents), reference or {})


def test_the_latest_value_shows_and_an_earlier_one_is_history() -> None:
    node = entity(({"employees": 3}, Y2010), ({"employees": 5}, Y2020))
    assert node.properties["employees"] == 5
    assert "contradicted" not in node.properties


def test_values_whose_dates_overlap_contradict_each_other() -> None:
    node = entity(({"employees": 3}, DECADE), ({"employees": 5}, Y2010))
    assert (node.properties["employees"], node.properties["contradicted"]) == (3, ["employees"])


def test_a_value_that_nobody_dated_overlaps_everything_and_shows_last() -> None:
    node = entity(({"employees": 3}, Y2010), ({"employees": 9}, NO_DATE))
    assert (node.properties["employees"], node.properties["contradicted"]) == (3, ["employees"])


def test_a_timeless_value_always_contradicts_another() -> None:
    node = entity(({"created": "1943"}, Y2010), ({"created": "1945"}, Y2020))
    assert node.properties["contradicted"] == ["created"]


def test_equal_values_never_contradict() -> None:
    assert "contradicted" not in entity(({"employees": 3}, Y2010), ({"employees": 3}, Y2010)).properties


def test_another_spelling_of_the_name_is_an_alias_and_both_are_found() -> None:
    node = entity(({"name": "Familles rurales"}, Y2010), ({"name": "Familles Rurales"}, Y2020))
    assert (node.properties["name"], node.properties["aliases"]) == ("Familles Rurales", ["Familles rurales"])
    assert node.properties["search"] == "familles rurales"


def test_roles_become_labels_and_are_united() -> None:
    node = entity(({"roles": ["Funder"]}, Y2010), ({"roles": ["Association"]}, Y2020))
    assert node.labels == {"Actor", "Organisation", "Funder", "Association"}


def test_an_entity_known_by_its_code_alone_is_called_by_it() -> None:
    assert entity(({}, NO_DATE)).properties["name"] == "SIREN 1"


def test_a_preferred_value_wins_and_settles_the_matter() -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    for row, number in enumerate((3, 5)):
        draft.entity("Organisation", ["siren:1"], {"employees": number}, Proof(f"A{row}"))
    three, five = draft.statements()
    context = Context({"doc:1": draft.document}, {(three.id, "employees"): 1})
    node = fold_entity("siren:1", [three, five], context, {})
    assert (node.properties["employees"], "contradicted" in node.properties) == (3, False)


def test_a_range_is_one_value_and_never_a_mix_of_two() -> None:
    documents, statements = {}, []
    for number, (low, high) in enumerate([(3_000_00, 10_000_00), (None, 8_000_00)], 1):
        document = Document(
            f"doc:{number}", f"w{number}", "s", "t", date=Span(f"201{number}-01-01", f"201{number}-12-31")
        )
        draft = Draft(document)
        draft.entity("Programme", ["reg:programme/x/1"], {"grant_min_cents": low, "grant_max_cents": high}, Proof("A1"))
        documents[document.uid] = document
        statements += draft.statements()
    node = fold_entity("reg:programme/x/1", statements, Context(documents), {})
    assert node.properties.get("grant_min_cents") is None
    assert node.properties["grant_max_cents"] == 8_000_00


def test_the_strongest_statement_gives_an_edge_its_status() -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    a, b = (draft.entity("Organisation", [f"siren:{n}"], {}, Proof("A1")) for n in (1, 2))
    for row, status in enumerate(("inferred", "stated")):
        draft.relation("MEMBER_OF", {"from": a, "to": b}, {}, Proof(f"M!A{row}", status=status))
    entities = {a: "siren:1", b: "siren:2"}
    relations = [one for one in draft.statements() if one.links]
    goal = aim(relations[0], entities, {"doc:1": draft.document})
    assert goal is not None
    edge = fold_row(goal, 0, relations, entities, Context({"doc:1": draft.document}))
    assert (edge.properties["status"], edge.properties["sources"]) == ("stated", 1)


def test_a_stated_plan_and_an_inferred_fact_are_not_a_stated_fact() -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    a, b = (draft.entity("Organisation", [f"siren:{n}"], {}, Proof("A1")) for n in (1, 2))
    plan = Proof("M!A1", status="stated", modality="planned", as_of=Y2010)
    fact = Proof("M!A2", status="inferred", modality="actual", as_of=Y2020)
    for proof in (plan, fact):
        draft.relation("MEMBER_OF", {"from": a, "to": b}, {}, proof)
    relations = [one for one in draft.statements() if one.links]
    entities = {a: "siren:1", b: "siren:2"}
    goal = aim(relations[0], entities, {"doc:1": draft.document})
    assert goal is not None
    edge = fold_row(goal, 0, relations, entities, Context({"doc:1": draft.document}))
    assert (edge.properties["modality"], edge.properties["status"]) == ("actual", "inferred")


def test_the_two_ends_of_a_partnership_have_no_order() -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    a, b = (draft.entity("Organisation", [f"siren:{n}"], {}, Proof("A1")) for n in (1, 2))
    for ends in ((a, b), (b, a)):
        draft.relation("PARTNERS_WITH", {"from": ends[0], "to": ends[1]}, {}, Proof("P!A1"))
    relations = [one for one in draft.statements() if one.links]
    entities = {a: "siren:1", b: "siren:2"}
    assert len({aim(one, entities, {"doc:1": draft.document}).name for one in relations}) == 1  # type: ignore[union-attr]


def test_a_value_that_the_schema_refuses_is_named() -> None:
    draft = Draft(Document("doc:1", "w", "s", "t"))
    with pytest.raises(BadValue) as problem:
        draft.entity("Organisation", ["siren:1"], {"employees": "beaucoup"}, Proof("A1"))
    assert (problem.value.name, problem.value.value) == ("employees", "beaucoup")


def test_settling_never_depends_on_the_order_of_what_was_said() -> None:
    context = Context({"doc:1": Document("doc:1", "w", "s", "t")})
    one, other = (Statement("s", "entity", "Organisation", "doc:1", "", (place,)) for place in ("A1", "A2"))  # type: ignore[arg-type]
    said = [context.said(one, "x", 1), context.said(other, "x", 2)]
    assert settle(said) == settle(said[::-1]) == (2, True)
