"""What is read from prose is proposed: a person decides, and the graph follows each decision and none beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel import decisions, dump, imports
from graphmodel.archive import StoreArchive
from graphmodel.errors import UsageError
from graphmodel.questions import evidence, review
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, PageText, State, Statement
from graphmodel.statements.review import correction
from graphmodel.store import Store
from tests.contract.documents import Made, bytes_of, fresh, load, org, written

PROSE = Document("doc:prose", "récit", "sha-prose", "Récit", kind="text")


def proposed(place: str, quote: str = "") -> Proof:
    return Proof(place, quote, rule="carry.active", state=State.PROPOSED)


SCOPES = ("doc.recit", "doc.autre")


def story() -> list[Statement]:
    """The story as the document PROSE tells it."""
    return story_of(PROSE)[1]


def story_of(document: Document) -> Made:
    """Alpha carries the relay and the garden, Beta carries the garden: three sentences, nothing accepted."""
    draft = Draft(document)
    scope = identifiers.scope_of_document(document.work)
    name = {
        one: draft.entity(kind, [identifiers.named(kind, scope, one)], {"name": one}, proposed("p1:0-5"))
        for one, kind in (("Alpha", "Organisation"), ("Beta", "Organisation"), ("relais", "Innovation"),
                          ("jardin", "Innovation"))
    }  # fmt: skip
    for place, (who, what) in enumerate((("Alpha", "relais"), ("Alpha", "jardin"), ("Beta", "jardin"))):
        proof = proposed(f"p1:{place * 10}-{place * 10 + 9}", f"{who} porte le {what}.")
        draft.relation("CARRIES", {"from": name[who], "to": name[what]}, {"role": "carrier"}, proof)
    return document, draft.statements()


def mark(statements: list[Statement], words: str) -> str:
    return next(one.fingerprint for one in statements if one.quote.startswith(words))


def shown(store: Store) -> set[tuple[str, str | None]]:
    """Who stands in the graph, and what each carries."""
    rows = store.read(
        "MATCH (a:Actor|Innovation) OPTIONAL MATCH (a)-[:CARRIES]->(b:Innovation) RETURN a.name AS who, b.name AS what"
    )
    return {(row["who"], row["what"]) for row in rows}


def test_a_proposal_changes_nothing_until_it_is_accepted_and_nothing_once_it_is_taken_back(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    before = bytes_of(store)
    assert shown(store) == set()
    taken = decisions.decide(store, "accept", [mark(facts, "Alpha porte le relais")])
    assert shown(store) == {("Alpha", "relais"), ("relais", None)}
    decisions.retract(store, taken)
    assert bytes_of(store) == before


def test_whoever_two_accepted_facts_name_stands_as_long_as_one_of_them_does(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    relay, garden, other = (mark(facts, one) for one in ("Alpha porte le r", "Alpha porte le j", "Beta"))
    decisions.decide_all(store, [("accept", [relay]), ("accept", [garden]), ("reject", [other])])
    assert shown(store) == {("Alpha", "relais"), ("Alpha", "jardin"), ("relais", None), ("jardin", None)}
    decisions.decide(store, "reject", [garden])
    assert shown(store) == {("Alpha", "relais"), ("relais", None)}


def test_decisions_outlive_the_document_and_the_document_may_come_after_them(store: Store) -> None:
    fresh(store)
    facts = story()
    run = load(store, (PROSE, facts))
    decisions.decide(store, "accept", [mark(facts, "Beta")])
    reviewed = bytes_of(store)
    imports.undo(store, run)
    assert shown(store) == set()
    load(store, (PROSE, facts))
    assert bytes_of(store) == reviewed


def test_a_fact_put_right_shows_the_corrected_values_and_keeps_what_the_document_said(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    relay = mark(facts, "Alpha porte le relais")
    edited = decisions.decide(store, "edit", [relay, correction({"stage": "experimentation"}, "planned")])
    query = "MATCH ()-[r:CARRIES]->() RETURN r.role AS role, r.stage AS stage, r.modality AS modality"
    assert store.read(query) == [{"role": "carrier", "stage": "experimentation", "modality": "planned"}]
    decisions.decide(store, "accept", [relay])
    assert store.read(query) == [{"role": "carrier", "stage": None, "modality": "actual"}]
    decisions.decide(store, "edit", [relay, correction({"role": None})])
    assert store.read(query) == [{"role": None, "stage": None, "modality": "actual"}]
    decisions.retract(store, edited)
    assert store.read(query) == [{"role": None, "stage": None, "modality": "actual"}]


@pytest.mark.parametrize(
    ("about", "code"),
    [(lambda m: [m, correction({"stage": "midi"})], "value-refused"),
     (lambda m: ["nobody", correction({})], "statement-unknown")],
)  # fmt: skip
def test_a_correction_that_the_schema_refuses_is_not_taken(store: Store, about: object, code: str) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    assert callable(about)
    with pytest.raises(UsageError) as refused:
        decisions.decide(store, "edit", about(mark(facts, "Beta")))
    assert (refused.value.code, shown(store)) == (code, set())


def test_the_pages_of_a_document_come_and_go_with_it_and_with_a_dump(store: Store, tmp_path: Path) -> None:
    fresh(store)
    empty = bytes_of(store)
    pages = [PageText(PROSE.uid, 2, "Deux œufs\n"), PageText(PROSE.uid, 1, "Un")]
    run = imports.load(store, PROSE, story(), options={}, pages=pages).run
    assert run is not None
    kept = bytes_of(store)
    assert [one for one in kept if one.startswith('{"doc"')] == [
        '{"doc":"doc:prose","number":1,"page":"prose.000001","text":"Un"}',
        '{"doc":"doc:prose","number":2,"page":"prose.000002","text":"Deux œufs\\n"}',
    ]
    dump.export(store, tmp_path / "all.jsonl")
    store.wipe()
    dump.restore(store, tmp_path / "all.jsonl")
    assert bytes_of(store) == kept
    imports.undo(store, run)
    assert bytes_of(store) == empty


def queue(store: Store) -> list[tuple[str, str, str, int]]:
    """Each card: who, what, how many passages tell it, how many choices it leaves."""
    return [
        (card.options[0].ends[0].name, card.options[0].ends[1].name, card.passages[0].quote, len(card.options))
        for card in review.waiting(store)
    ]


def test_the_queue_asks_about_each_fact_once_and_about_no_bare_name(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    assert queue(store) == [
        ("Alpha", "relais", "Alpha porte le relais.", 1),
        ("Alpha", "jardin", "Alpha porte le jardin.", 1),
        ("Beta", "jardin", "Beta porte le jardin.", 1),
    ]
    decisions.decide_all(store, [("accept", [mark(facts, "Beta")]), ("reject", [mark(facts, "Alpha porte le j")])])
    assert queue(store) == [("Alpha", "relais", "Alpha porte le relais.", 1)]


def test_a_fact_told_by_two_documents_is_one_card_and_two_pieces_of_evidence(store: Store) -> None:
    fresh(store)
    load(store, (PROSE, story()))
    load(store, (other := story_of(Document("doc:other", "autre", "sha-other", "Autre", kind="text"))))
    card = next(one for one in review.waiting(store) if one.passages[0].quote.startswith("Alpha porte le relais"))
    assert [one.title for one in card.passages] == ["Autre", "Récit"]
    ends = [(end.identifiers[0], *end.others) for end in card.options[0].ends]
    assert sorted(ends[0]) == [identifiers.named("Organisation", scope, "Alpha") for scope in reversed(SCOPES)]
    accepted = [("accept", [one]) for one in card.options[0].marks]
    decisions.decide_all(store, [*accepted, *(("same", pair) for pair in ends)])
    assert len(review.waiting(store)) == 2
    assert store.read("MATCH ()-[r:CARRIES]->() RETURN r.sources AS n") == [{"n": 2}]
    assert other[0].uid == "doc:other"


def test_of_facts_that_exclude_each_other_one_is_chosen_and_the_rest_is_not_asked_again(store: Store) -> None:
    fresh(store)
    draft = Draft(PROSE)
    ends = [
        draft.entity(kind, [identifiers.named(kind, "doc.recit", name)], {"name": name}, proposed("p1:0-5"))
        for kind, name in (("Organisation", "Tête nationale"), ("Organisation", "Tête régionale"), ("Innovation", "A"))
    ]
    for head in ends[:2]:
        proof = Proof("p1:0-9", "Portage de A", rule="level?", state=State.PROPOSED, choice="level")
        draft.relation("CARRIES", {"from": head, "to": ends[2]}, {}, proof)
    load(store, (PROSE, draft.statements()))
    (card,) = review.waiting(store)
    assert [one.ends[0].name for one in card.options] == ["Tête nationale", "Tête régionale"]
    taken = decisions.decide(store, "accept", [card.options[1].marks[0]])
    assert (review.waiting(store), shown(store)) == ([], {("Tête régionale", "A"), ("A", None)})
    decisions.retract(store, taken)
    assert review.waiting(store) == [card]


def test_the_facts_of_the_rule_that_people_agree_with_most_come_first(store: Store) -> None:
    fresh(store)
    draft = Draft(PROSE)
    for number, (rule, name) in enumerate((("bad", "a"), ("bad", "b"), ("new", "c"), ("good", "d"), ("good", "e"))):
        proof = Proof(f"p1:{number}0-{number}9", f"{name} emploie", rule=rule, state=State.PROPOSED)
        known = [identifiers.named("Organisation", "doc.recit", name)]
        draft.entity("Organisation", known, {"name": name, "employees": 3}, proof)
    facts = draft.statements()
    load(store, (PROSE, facts))
    decisions.decide_all(store, [("reject", [mark(facts, "a")]), ("accept", [mark(facts, "d")])])
    told = [(one.options[0].ends[0].name, one.accepted, one.decided) for one in review.waiting(store)]
    assert told == [("e", 1, 1), ("c", 0, 0), ("b", 0, 1)]


def test_a_name_that_the_graph_holds_is_offered_and_never_joined_by_itself(store: Store) -> None:
    fresh(store)
    load(store, written("list", lambda draft: (org(draft, "Alpha", "siren:1"), org(draft, "Beta Bis", row=2))))
    facts = story()
    load(store, (PROSE, facts))
    card = next(one for one in review.waiting(store) if one.passages[0].quote == "Alpha porte le relais.")
    alpha, relay = card.options[0].ends
    assert ([(one.uid, one.name) for one in alpha.candidates], relay.candidates) == ([("siren:1", "Alpha")], ())
    decisions.decide_all(store, [("accept", card.options[0].marks), ("same", [alpha.identifiers[0], "siren:1"])])
    query = "MATCH (a:Actor)-[:CARRIES]->() RETURN a.uid AS uid"
    assert store.read(query) == [{"uid": "siren:1"}]


def edited(store: Store, facts: list[Statement], words: str, ends: dict[str, str], *beside: str) -> list[str]:
    asked = [("edit", (mark(facts, words), correction({}, "", ends))), *(("accept", (one,)) for one in beside)]
    return decisions.decide_all(store, asked)


def test_an_end_put_right_is_the_entity_that_a_person_chose_and_nobody_is_joined(store: Store) -> None:
    fresh(store)
    load(store, written("list", lambda draft: (org(draft, "Gamma", "siren:1"), org(draft, "Delta", row=2))))
    facts = story()
    load(store, (PROSE, facts))
    before = bytes_of(store)
    taken = edited(store, facts, "Alpha porte le relais", {"from": "siren:1"})
    assert {one for one in shown(store) if one[1]} == {("Gamma", "relais")}
    assert ("Alpha", None) not in shown(store), "nobody says of Alpha that it carries anything"
    assert [one.names for one in review.decisions(store)] == [("Gamma", "relais")]
    decisions.retract(store, *taken)
    assert bytes_of(store) == before


def test_an_end_put_right_is_another_name_of_the_document_that_counts_as_long_as_the_answer_does(store: Store) -> None:
    fresh(store)
    facts = story()
    load(store, (PROSE, facts))
    before = bytes_of(store)
    beta = next(one for one in facts if one.values.get("name") == "Beta")
    taken = edited(store, facts, "Alpha porte le relais", {"from": beta.identifiers[0]}, beta.fingerprint)
    assert shown(store) == {("Beta", "relais"), ("relais", None)}
    decisions.decide(store, "accept", [mark(facts, "Alpha porte le relais")])  # as the document says, after all
    assert shown(store) == {("Alpha", "relais"), ("relais", None), ("Beta", None)}
    decisions.retract(store, taken[1], *[one for one in StoreArchive(store).view().decisions if one != taken[1]])
    assert bytes_of(store) == before


def test_who_was_put_at_an_end_is_followed_when_it_becomes_another_and_when_it_goes(store: Store) -> None:
    fresh(store)
    run = load(store, written("list", lambda draft: (org(draft, "Gamma"), org(draft, "Gamma SA", "siren:1", row=2))))
    facts = story()
    load(store, (PROSE, facts))
    gamma = identifiers.named("Organisation", "fr", "Gamma")
    edited(store, facts, "Alpha porte le relais", {"from": gamma})
    query = "MATCH (a:Actor)-[:CARRIES]->() RETURN a.uid AS uid"
    assert store.read(query) == [{"uid": gamma}]
    joined = decisions.decide(store, "same", [gamma, "siren:1"])
    assert store.read(query) == [{"uid": "siren:1"}]
    decisions.retract(store, joined)
    assert store.read(query) == [{"uid": gamma}]
    imports.undo(store, run)
    assert (store.read(query), store.check_counts()) == ([], [])
    load(store, written("list", lambda draft: (org(draft, "Gamma"), org(draft, "Gamma SA", "siren:1", row=2))))
    assert store.read(query) == [{"uid": gamma}]


def test_a_place_of_the_reference_may_be_put_at_an_end(store: Store) -> None:
    fresh(store)
    draft = Draft(PROSE)
    ends = {
        role: draft.entity(kind, [named], {"name": "X"} if kind != "Territory" else {}, proposed("p1:0-5"))
        for role, kind, named in (("from", "Organisation", "name:organisation/doc.recit/x"),
                                  ("to", "Territory", "cog:dep:35"))
    }  # fmt: skip
    draft.relation("LOCATED_IN", ends, {}, proposed("p1:0-9", "X est en Bretagne."))
    load(store, (PROSE, draft.statements()))
    edited(store, draft.statements(), "X est", {"to": "cog:dep:29"})
    assert store.read("MATCH (:Actor)-[:LOCATED_IN]->(t) RETURN t.uid AS uid") == [{"uid": "cog:dep:29"}]


@pytest.mark.parametrize(
    ("ends", "code"),
    [({"from": "cog:dep:35"}, "end-refused"), ({"via": "siren:1"}, "end-refused"), ({"from": "siren:9"}, "end-unknown"),
     ({"from": "siren:1", "to": "name:innovation/doc.recit/ruche"}, "end-unknown"),
     ({"from": "n'importe quoi"}, "end-refused"), ({"from": "name:organisation/doc.recit/beta"}, "end-unknown")],
)  # fmt: skip
def test_an_end_that_the_schema_refuses_or_that_is_nobody_is_not_put_there(
    store: Store, ends: dict[str, str], code: str
) -> None:
    fresh(store)
    load(store, written("list", lambda draft: org(draft, "Gamma", "siren:1")))  # type: ignore[arg-type, return-value]
    facts = story()
    load(store, (PROSE, facts))
    before = bytes_of(store)
    with pytest.raises(UsageError) as refused:
        edited(store, facts, "Alpha porte le relais", ends)
    assert (refused.value.code, bytes_of(store)) == (code, before)


def test_the_two_ends_of_a_fact_are_never_put_right_to_be_one(store: Store) -> None:
    fresh(store)
    document, facts = PROSE, Draft(PROSE)
    names = [identifiers.named("Organisation", "doc.recit", one) for one in ("Alpha", "Beta")]
    ends = [facts.entity("Organisation", [one], {"name": one[-5:]}, proposed("p1:0-5")) for one in names]
    facts.relation("PARTNERS_WITH", {"from": ends[0], "to": ends[1]}, {}, proposed("p1:0-9", "Alpha et Beta."))
    load(store, (document, facts.statements()))
    decisions.decide(store, "accept", [mark(facts.statements(), "Alpha et")])
    for wrong in ({"from": names[1]}, {"from": names[0], "to": names[0]}):
        with pytest.raises(UsageError) as refused:
            edited(store, facts.statements(), "Alpha et", wrong)
        assert refused.value.code == "ends-equal"


def test_the_page_of_a_document_tells_who_was_put_at_an_end(store: Store) -> None:
    fresh(store)
    load(store, written("list", lambda draft: org(draft, "Gamma", "siren:1")))  # type: ignore[arg-type, return-value]
    facts = story()
    load(store, (PROSE, facts))
    edited(store, facts, "Alpha porte le relais", {"from": "siren:1"})
    told = next(one for one in evidence.document(store, PROSE.uid) if one.state == "accepted")
    assert [(one.name, one.kind, one.uid) for one in told.ends if one.role == "from"] == [
        ("Gamma", "Organisation", "siren:1")
    ]
