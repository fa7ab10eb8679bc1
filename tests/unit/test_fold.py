"""From statements to one entity or one edge: what shows, what is history, what is a contradiction."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from graphmodel.schema.registry import NODES
from graphmodel.statements.draft import BadValue, Draft, Proof
from graphmodel.statements.fold import CLASSES, Context, Node, fold_edge, fold_entity, settle
from graphmodel.statements.records import NO_DATE, Document, Span, Statement
from graphmodel.statements.targets import aim, fold_row

Y2010, Y2020, DECADE = (
    Span("2010-01-01", "2010-12-31"),
    Span("2020-01-01", "2020-12-31"),
    Span("2010-01-01", "2019-12-31"),
)


IN_2015 = {"since_min": "2015-01-01", "since_max": "2015-12-31", "when_label": "2015"}
IN_2030 = {"since_min": "2030-01-01", "since_max": "2030-12-31", "when_label": "2030"}

Told = tuple[str, dict[str, Any], Proof]


def entity(*told: tuple[dict[str, Any], Span], reference: dict[str, Any] | None = None) -> Node:
    """One organisation from what documents 1, 2, 3… state of it."""
    statements, context = said(*(("Organisation", values, Proof("A1", as_of=as_of)) for values, as_of in told))
    return fold_entity("siren:1", statements, context, reference or {})


def said(*told: Told) -> tuple[list[Statement], Context]:
    """What documents 1, 2, 3… each say: of siren:1 as a class, or of the edge of a type from siren:1 to siren:2."""
    statements, documents = [], {}
    for number, (what, values, proof) in enumerate(told, 1):
        draft = Draft(Document(f"doc:{number}", f"w{number}", "s", "t"))
        documents[draft.document.uid] = draft.document
        if what in NODES:
            draft.entity(what, ["siren:1"], values, proof)
        else:
            a, b = (draft.entity("Organisation", [f"siren:{n}"], {}, Proof("A1")) for n in (1, 2))
            draft.relation(what, {"from": a, "to": b}, values, proof)
        statements.append(draft.statements()[-1])
    return statements, Context(documents)


def spread(*told: tuple[dict[str, Any], Proof], preferred: tuple[int, str] | None = None) -> dict[str, Any]:
    """What one spread shows, in whatever order the statements come. `preferred` is a place in `told`, a property."""
    statements, context = said(*(("SPREAD_TO", values, proof) for values, proof in told))
    if preferred:
        place, name = preferred
        context = Context(context.documents, {(statements[place].id, name): 1})
    orders = permutations(statements)
    shown, *others = [fold_edge("SPREAD_TO", ("siren:1", "siren:2"), {}, one, context).properties for one in orders]
    assert [one for one in others if one != shown] == []
    return {name: value for name, value in shown.items() if name not in ("key", "sources")}


def actor(*told: Told, preferred: int | None = None, uid: str = "siren:1") -> tuple[list[str], dict[str, Any]]:
    """The labels and the values of one entity, in whatever order the statements come."""
    statements, context = said(*told)
    if preferred is not None:
        context = Context(context.documents, {(statements[preferred].id, "class"): 1})
    node, *others = [fold_entity(uid, one, context, {}) for one in permutations(statements)]
    assert [one for one in others if one != node] == []
    hidden = ("uid", "name", "search", "sources")
    return sorted(node.labels), {name: value for name, value in node.properties.items() if name not in hidden}


def stated(as_of: Span = NO_DATE, modality: str = "actual") -> Proof:
    return Proof("A1", as_of=as_of, modality=modality)


def inferred(as_of: Span = NO_DATE, modality: str = "actual") -> Proof:
    return Proof("A1", as_of=as_of, modality=modality, status="inferred")


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


def test_a_date_that_somebody_infers_stands_beside_a_stated_fact_as_inferred() -> None:
    shown = spread(({}, stated()), (IN_2015, inferred()))
    assert shown == {"status": "stated", "modality": "actual", **IN_2015, "inferred": ["when"]}


def test_what_a_document_states_goes_before_a_later_inference() -> None:
    told = {"mode": "duplication", **IN_2015}
    shown = spread((told, stated(Y2010)), ({"mode": "adaptation", **IN_2030}, inferred(Y2020)))
    assert shown == {"status": "stated", "modality": "actual", **told}


def test_an_inference_that_disagrees_with_a_document_on_one_moment_is_a_dispute() -> None:
    shown = spread((IN_2015, stated()), (IN_2030, inferred()))
    assert shown == {"status": "stated", "modality": "actual", **IN_2015, "contradicted": ["when"]}


def test_nothing_that_is_said_of_a_plan_is_said_of_the_fact() -> None:
    shown = spread(({}, stated(Y2020)), ({"mode": "duplication", **IN_2030}, stated(Y2010, "planned")))
    assert shown == {"status": "stated", "modality": "actual"}


def test_a_later_plan_neither_hides_nor_contradicts_what_happened() -> None:
    for plan in (stated(Y2020, "planned"), stated(Y2010, "planned"), stated(Y2020, "abandoned")):
        shown = spread((IN_2015, stated(Y2010)), (IN_2030, plan))
        assert shown == {"status": "stated", "modality": "actual", **IN_2015}


def test_a_plan_that_was_given_up_keeps_the_date_that_it_had() -> None:
    shown = spread((IN_2030, stated(Y2010, "planned")), ({}, stated(Y2020, "abandoned")))
    assert shown == {"status": "stated", "modality": "abandoned", **IN_2030}


def test_what_ended_keeps_what_was_said_of_it_while_it_lasted() -> None:
    told = {"mode": "duplication", **IN_2015}
    shown = spread((told, stated(Y2010)), ({}, stated(Y2020, "ended")), (IN_2030, stated(Y2020, "planned")))
    assert shown == {"status": "stated", "modality": "ended", **told}


def test_two_facts_that_disagree_on_one_moment_contradict_each_other() -> None:
    shown = spread(({}, stated(DECADE)), ({}, stated(Y2010, "ended")))
    assert shown == {"status": "stated", "modality": "actual", "contradicted": ["modality"]}


def test_who_prefers_the_plan_to_the_fact_sees_the_plan() -> None:
    shown = spread((IN_2015, stated()), (IN_2030, inferred(modality="planned")), preferred=(1, "modality"))
    assert shown == {"status": "inferred", "modality": "planned", **IN_2030, "inferred": ["when"]}


def test_who_prefers_an_inferred_value_sees_it_as_inferred_unless_a_document_states_it_too() -> None:
    told = (({"mode": "duplication"}, stated(Y2020)), ({"mode": "adaptation"}, inferred()))
    shown = spread(*told, preferred=(1, "mode"))
    assert shown == {"status": "stated", "modality": "actual", "mode": "adaptation", "inferred": ["mode"]}
    shown = spread(*told, ({"mode": "adaptation"}, stated(Y2010)), preferred=(1, "mode"))
    assert shown == {"status": "stated", "modality": "actual", "mode": "adaptation"}


def test_a_later_inference_never_hides_what_a_document_states_of_an_entity() -> None:
    labels, shown = actor(
        ("Organisation", {"employees": 25}, stated(Y2010)),
        ("Organisation", {"employees": 100, "sector": "public"}, inferred(Y2020)),
    )
    assert labels == ["Actor", "Organisation"]
    assert shown == {"employees": 25, "sector": "public", "inferred": ["sector"]}


def test_the_items_of_a_list_do_not_compete_and_one_that_is_inferred_makes_the_list_so() -> None:
    told = ("Organisation", {"roles": ["Association", "Funder"]}, stated(Y2010))
    guess = ("Organisation", {"roles": ["Funder", "NationalHead"]}, inferred(Y2020))
    assert actor(told, guess) == (
        ["Actor", "Association", "Funder", "NationalHead", "Organisation"],
        {"inferred": ["roles"]},
    )
    assert actor(told, ("Organisation", {"roles": ["Funder"]}, inferred()))[1] == {}


def test_an_entity_that_no_document_states_is_inferred_down_to_its_class() -> None:
    told = ("Organisation", {"name": "A", "roles": ["Funder"]}, inferred())
    assert actor(told) == (["Actor", "Funder", "Organisation"], {"inferred": ["class", "name", "roles"]})


def test_what_the_reference_knows_is_not_inferred() -> None:
    statements, context = said(("Territory", {"name": "Ille et Vilaine", "level": "other"}, inferred()))
    node = fold_entity("cog:dep:35", statements, context, {"name": "Ille-et-Vilaine", "level": "department"})
    assert node.properties["inferred"] == ["class"]


def test_a_code_that_a_table_takes_for_an_organisation_is_the_network_that_another_document_describes() -> None:
    labels, shown = actor(
        ("Network", {"member_count": 70}, stated(Y2010)),
        ("Organisation", {"employees": 3, "legal_form": "9220"}, stated(Y2020)),
    )
    assert labels == ["Actor", "Network"]
    assert shown == {"member_count": 70, "employees": 3, "contradicted": ["class"]}


def test_a_class_that_somebody_infers_yields_to_the_one_that_a_document_states() -> None:
    labels, shown = actor(("Network", {"member_count": 70}, inferred()), ("Organisation", {}, stated()))
    assert (labels, shown) == (["Actor", "Organisation"], {"contradicted": ["class"]})


def test_who_prefers_a_class_settles_it() -> None:
    labels, shown = actor(("Network", {}, stated()), ("Organisation", {"legal_form": "9220"}, stated()), preferred=1)
    assert (labels, shown) == (["Actor", "Organisation"], {"legal_form": "9220"})


def test_an_entity_is_of_the_base_that_its_uid_tells_whatever_it_was_joined_with() -> None:
    labels, _ = actor(("Innovation", {}, stated()), ("Network", {}, stated()), uid="name:innovation/fr/x")
    assert labels == ["Innovation"]


def test_every_class_of_actor_has_its_rank() -> None:
    assert set(CLASSES) == {name for name, kind in NODES.items() if kind.base == "Actor"}


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
    both = [context.said(one, "x", 1), context.said(other, "x", 2)]
    assert settle(both) == settle(both[::-1]) == (2, True, False)
