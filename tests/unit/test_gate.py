"""What a reader finds becomes a proposal only word for word, once, and named as its document names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphmodel.statements.draft import Draft
from graphmodel.statements.records import Document, Kind, State, Statement
from ingest.directory import Directory
from ingest.facts.gate import Gate
from ingest.facts.identify import Naming
from ingest.facts.records import ABOUT, Fact, Named
from ingest.text.cleaning import RawPage, clean
from ingest.text.places import read_place

RAW = "L'associa-\ntion Alpha porte le Relais.\nElle verse 800 € à Bêta.\nAlpha a versé 800 € à Bêta.\n"
(PAGE,) = clean([RawPage(1, RAW, [])], "pdf")
ALPHA, BETA = Named("Organisation", "Alpha"), Named("Organisation", "Bêta")
RELAY = Named("Innovation", "Relais")


def fact(kind: str, passage: str, values: Mapping[str, Any] = {}, **links: Named) -> Fact:
    start = PAGE.text.index(passage)
    ends = {name.rstrip("_"): one for name, one in links.items()}
    return Fact(kind, ends, 0, start, start + len(passage), "rule.tried", values)


def proposed(*facts: Fact, network: str = "") -> tuple[list[Statement], Mapping[str, int]]:
    directory = Directory("œuvre")
    if network:
        directory.choose(network)
    draft = Draft(Document("doc:1", "œuvre", "sha", "Titre", kind="text"))
    gate = Gate(draft, Naming("œuvre", directory.network), [PAGE])
    gate.propose(facts)
    return draft.statements(), gate.refused


def test_a_fact_and_whoever_it_names_are_proposed_at_the_exact_characters_of_the_file() -> None:
    passage = "association Alpha porte le Relais"
    statements, refused = proposed(fact("CARRIES", passage, {"role": "carrier"}, from_=ALPHA, to=RELAY))
    (relation,) = [one for one in statements if one.kind is Kind.RELATION]
    place = read_place(relation.at[0])
    assert place is not None
    assert (relation.quote, RAW[place.start : place.end]) == (passage, "associa-\ntion Alpha porte le Relais")
    assert {one.state for one in statements} == {State.PROPOSED}
    assert [one.values["name"] for one in statements if one.kind is Kind.ENTITY] == ["Alpha", "Relais"]
    assert refused == {}


def test_a_passage_that_is_not_there_is_no_fact() -> None:
    links = {"from": ALPHA, "to": RELAY}
    wrong = [Fact("CARRIES", links, page, start, end, "rule") for page, start, end in
             ((1, 0, 5), (-1, 0, 5), (0, 5, 5), (0, 0, 10_000), (0, -5, 5))]  # fmt: skip
    assert proposed(*wrong) == ([], {"no-passage": 5})


def test_a_fact_that_the_schema_does_not_allow_names_nobody() -> None:
    passage = "Alpha porte le Relais"
    wrong = [
        fact("CARRIES", passage, from_=RELAY, to=ALPHA),
        fact("CARRIES", passage, {"stage": "midi"}, from_=ALPHA, to=RELAY),
        fact("PARTNERS_WITH", passage, from_=ALPHA, to=Named("Organisation", "ALPHA")),
        fact("CARRIES", passage, from_=Named("Organisation", "…"), to=RELAY),
    ]
    statements, refused = proposed(*wrong)
    assert [one for one in statements if one.kind is Kind.RELATION] == []
    assert refused == {"rule.tried: from": 1, "rule.tried: stage": 1, "rule.tried: to": 1, "no-name": 1}


def test_what_two_readers_find_in_one_place_is_proposed_once_and_told_twice_is_told_twice() -> None:
    one = fact("CARRIES", "Alpha porte le Relais", from_=ALPHA, to=RELAY)
    other = fact("CARRIES", "porte le Relais", from_=ALPHA, to=RELAY)
    statements, _ = proposed(one, one, other)
    assert [said.quote for said in statements if said.kind is Kind.RELATION] == [
        "Alpha porte le Relais", "porte le Relais",
    ]  # fmt: skip


def test_a_grant_told_at_two_places_is_one_grant() -> None:
    sums = {"amount_cents": 80_000, "currency": "EUR"}
    statements, _ = proposed(
        fact("FINANCES", "Elle verse 800 € à Bêta", sums, from_=ALPHA, to=BETA),
        fact("FINANCES", "Alpha a versé 800 € à Bêta", sums, from_=ALPHA, to=BETA),
    )
    (grant,) = [one for one in statements if one.kind is Kind.RELATION]
    places = [read_place(at) for at in grant.at]
    assert [RAW[at.start : at.end] for at in places if at] == ["Elle verse 800 € à Bêta", "Alpha a versé 800 € à Bêta"]
    assert [one.values["roles"] for one in statements if one.values.get("name") == "Alpha"] == [["Funder"]]


def test_a_name_identifies_inside_its_network_else_inside_its_document_and_a_known_one_in_the_country() -> None:
    said = {
        "Fondation de France": Named("Organisation", "Fondation de France"),
        "Alpha": ALPHA,
        "Relais d'Alpha": Named("Innovation", "Relais", network="Alpha"),
        "Rennes": Named("Territory", "Ille-et-Vilaine"),
        "Québec": Named("Territory", "Québec"),
        "ingénierie": Named("HeadFunction", "engineering"),
        "cycle": Named("Cycle", "2", network="Alpha"),
        "groupe": Named(
            "Group", "Fédérations régionales", {"level": "regional", "member_role": "TerritorialHead"}, "Alpha"
        ),
    }
    naming = Naming("œuvre")
    known = {name: entry.identifiers[-1] for name, one in said.items() if (entry := naming.entry(one))}
    inside = "net.name.network.doc.oeuvre.alpha"
    assert known == {
        "Fondation de France": "name:organisation/fr/fondation-de-france",
        "Alpha": "name:organisation/doc.oeuvre/alpha",
        "Relais d'Alpha": f"name:innovation/{inside}/relais",
        "Rennes": "cog:dep:35",
        "Québec": "name:territory/doc.oeuvre/quebec",
        "ingénierie": "name:headfunction/fr/engineering",
        "cycle": f"name:cycle/{inside}/2",
        "groupe": f"name:group/{inside}/regional.territorialhead",
    }


def test_a_figure_is_proposed_of_the_entity_that_it_is_about() -> None:
    statements, _ = proposed(fact("Organisation", "Alpha", {"employees": 25}, **{ABOUT: ALPHA}), network="Réseau Alpha")
    assert [(one.identifiers, dict(one.values), one.quote) for one in statements] == [
        (("name:organisation/net.reg.network.reseau.reseau-alpha/alpha",), {"name": "Alpha", "employees": 25}, "Alpha"),
    ]
