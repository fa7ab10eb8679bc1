"""Facts that readers found, counted against facts that a person found: each rule, on an invented list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graphmodel.schema.vocabulary import Status
from ingest.facts.records import Fact, Named
from ingest.score.counting import score
from ingest.score.figures import Counts, Detail, DocumentScore, total
from ingest.score.gold import Gold, GoldFact
from tests.hand_made import (
    BUS,
    ELAN,
    ELSEWHERE,
    FEDERATIONS,
    FUND,
    HEAD,
    NETWORK,
    ON_QUOTE,
    PAGES,
    PAPER,
    QUOTE,
    TOWN,
    VOISINES,
    about,
    fact,
    hand_made,
    told,
)  # fmt: skip

BUDGET = told("net:passerelles", "HAS_FIGURE", "metric:budget", value=5_000_000)
STATED, INFERRED = Status.STATED, Status.INFERRED
FUNDS = ("fund:aubier", "FUNDS", "grp:feds")


def scored(gold: Gold, *facts: Fact) -> DocumentScore:
    return score(gold, {PAPER: (PAGES, facts)}).documents[0]


def lines(gold: Gold, *facts: Fact) -> dict[tuple[str, str], Counts]:
    return {(kind, status.value): counts for (kind, status), counts in scored(gold, *facts).lines.items()}


def outcomes(gold: Gold, *facts: Fact) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.outcome, one.reason, one.gold) for one in scored(gold, *facts).details]


def test_a_fact_is_right_when_relation_and_both_ends_agree_and_what_nobody_found_is_missing() -> None:
    gold = hand_made(told(*FUNDS), told("net:passerelles", "RUNS", "prog:elan"))
    found = scored(gold, fact("FINANCES", FUND, FEDERATIONS), fact("FINANCES", TOWN, FEDERATIONS))
    assert found.lines == {
        ("FINANCES", STATED): Counts(right=1, wrong=1),
        ("RUNS", STATED): Counts(missing=1),
    }
    assert list(found.details) == [
        Detail("wrong", PAPER, "FINANCES", STATED, f"{TOWN.name} → {FEDERATIONS.name}", None, QUOTE, (), "unknown"),
        Detail("missing", PAPER, "RUNS", STATED, "Les Passerelles → Programme « Élan »", None, QUOTE, ("e2",)),
    ]


def test_a_name_that_the_person_did_not_note_is_wrong_and_is_said_to_be_the_reason() -> None:
    gold = hand_made(told(*FUNDS))
    strangers = Named("Organisation", "Terrain fédéré")
    assert outcomes(gold, fact("FINANCES", FUND, strangers)) == [("wrong", "name", ("e1",)), ("missing", "", ("e1",))]
    assert outcomes(gold, fact("FINANCES", FUND, strangers, ELSEWHERE))[0] == ("wrong", "unknown", ())


def test_a_group_that_nobody_names_is_known_by_the_passage_that_tells_of_it() -> None:
    gold = hand_made(told(*FUNDS))
    described = Named("Group", "structures de terrain")
    assert outcomes(gold, fact("FINANCES", FUND, described)) == []
    assert outcomes(gold, fact("FINANCES", FUND, described, ELSEWHERE))[0] == ("wrong", "unknown", ())
    assert outcomes(gold, fact("FINANCES", described, FUND))[0][0] == "wrong"


def test_the_shares_are_those_of_what_was_said_and_of_what_there_is_to_find() -> None:
    counts = Counts(right=3, wrong=1, missing=2, unassigned=1)
    assert (counts.precision, counts.recall(STATED), counts.f1(STATED)) == (3 / 4, 3 / 6, pytest.approx(0.6))
    assert (counts.recall(INFERRED), counts.f1(INFERRED)) == (None, None)
    assert (Counts().precision, Counts().recall(STATED), Counts(wrong=1, missing=1).f1(STATED)) == (None, None, 0.0)


def test_a_relation_the_other_way_round_is_wrong_unless_it_has_no_direction() -> None:
    gold = hand_made(told(*FUNDS), told("net:passerelles", "PARTNERS_WITH", "org:mairie"))
    found = lines(gold, fact("FINANCES", FEDERATIONS, FUND), fact("PARTNERS_WITH", TOWN, NETWORK))
    assert found == {
        ("FINANCES", "stated"): Counts(wrong=1, missing=1),
        ("PARTNERS_WITH", "stated"): Counts(right=1),
    }


@pytest.mark.parametrize(
    ("named", "right"),
    [
        (Named("Group", "Fédérations départementales Les Passerelles"), True),
        (Named("Group", "les 12 fédérations départementales", network="LES PASSERELLES"), True),
        (Named("Group", "fédérations départementales", network="Voisines"), False),
        (Named("Organisation", "Fédérations départementales Les Passerelles"), False),
    ],
)
def test_a_group_is_known_by_its_name_and_network_and_is_never_a_body_with_a_name(named: Named, right: bool) -> None:
    gold = hand_made(told(*FUNDS), told("grp:feds", "MEMBER_OF", "net:passerelles"))
    assert lines(gold, fact("FINANCES", FUND, named))["FINANCES", "stated"].right == right


@pytest.mark.parametrize(
    ("end", "named", "right"),
    [
        ("net:passerelles", NETWORK, True),
        ("net:passerelles", HEAD, True),
        ("net:passerelles", Named("Organisation", "Passerelles"), True),
        ("head:passerelles", HEAD, True),
        ("head:passerelles", Named("Organisation", "Les Passerelles"), True),
        ("head:passerelles", NETWORK, False),
        ("net:voisines", Named("Organisation", "Voisines, tête de réseau"), True),
    ],
)
def test_what_is_said_of_a_network_may_be_said_of_its_head_and_never_the_reverse(
    end: str, named: Named, right: bool
) -> None:
    gold = hand_made(told("head:passerelles", "HEADS", "net:passerelles"), told(end, "RUNS", "prog:elan"))
    assert lines(gold, fact("RUNS", named, ELAN))["RUNS", "stated"].right == right


def test_one_word_for_a_group_and_an_innovation_means_what_the_fact_says_it_is() -> None:
    gold = hand_made(
        told("net:passerelles", "CARRIES", "inno:tiers-lieux"), told("fund:aubier", "FUNDS", "grp:tiers-lieux")
    )
    found = lines(
        gold,
        fact("CARRIES", NETWORK, Named("Innovation", "tiers-lieux")),
        fact("FINANCES", FUND, Named("Innovation", "tiers-lieux")),
    )
    assert found == {
        ("CARRIES", "stated"): Counts(right=1),
        ("FINANCES", "stated"): Counts(wrong=1, missing=1),
    }


@pytest.mark.parametrize(
    ("given", "said", "reason"),
    [
        ({"amount": 8000}, {"amount_cents": 800_000}, None),
        ({"amount": 8000}, {"amount_cents": 80_000}, "amount"),
        ({"amount": 8000}, {}, "amount"),
        ({"amount": None}, {"amount_cents": 800_000}, "amount"),
        ({"amount_min": 3000, "amount_max": 10000}, {"amount_min_cents": 300_000, "amount_max_cents": 1_000_000}, None),
        ({"amount_min": 3000, "amount_max": 10000}, {"amount_min_cents": 300, "amount_max_cents": 1_000_000}, "amount"),
        ({"year": 2019}, {"year": 2019}, None),
        ({"year": 2019}, {}, None),
        ({"year": 2019}, {"year": 2020}, "date"),
        ({"year": 2019}, {"since_min": "2019-03-01", "since_max": "2019-03-31"}, None),
        ({"year": 2019}, {"since_min": "2020-01-01", "since_max": "2020-12-31"}, "date"),
        ({"year": 2019, "conflict_with": "2020"}, {"year": 2020}, None),
        ({"when": "mars 2019"}, {"since_min": "2020-03-01", "since_max": "2020-03-31"}, "date"),
        ({"start": "2019-03"}, {"since_min": "2019-01-01"}, None),
        ({"count": 8}, {"count": 8}, None),
        ({"count": 8}, {"count": 9}, "count"),
        ({}, {"count": 9}, None),
    ],
)  # fmt: skip
def test_amounts_are_exact_and_a_date_or_a_number_does_not_differ(
    given: dict[str, Any], said: dict[str, Any], reason: str | None
) -> None:
    gold = hand_made(told(*FUNDS, **given))
    details = outcomes(gold, fact("FINANCES", FUND, FEDERATIONS, **said))
    assert details == ([] if reason is None else [("wrong", reason, ("e1",)), ("missing", "", ("e1",))])


@pytest.mark.parametrize(
    ("given", "plan"),
    [
        (told("net:passerelles", "PLANS", "prog:elan"), fact("RUNS", NETWORK, ELAN, modality="planned")),
        (told("net:passerelles", "RUNS", "prog:elan", modality="planned"),
         fact("RUNS", NETWORK, ELAN, modality="planned")),
        (told("org:mairie", "MEMBER_OF", "net:voisines", status="à venir"),
         fact("MEMBER_OF", TOWN, VOISINES, modality="planned")),
    ],
)  # fmt: skip
def test_a_plan_is_not_a_fact(given: GoldFact, plan: Fact) -> None:
    gold = hand_made(given)
    assert outcomes(gold, plan) == []
    for other in ("actual", "ended", "abandoned"):
        found = outcomes(gold, replace(plan, modality=other))
        assert found == [("wrong", "modality", ("e1",)), ("missing", "", ("e1",))]


def test_what_ended_did_happen_and_what_was_given_up_did_not() -> None:
    gold = hand_made(told(*FUNDS))
    assert outcomes(gold, fact("FINANCES", FUND, FEDERATIONS, modality="ended")) == []
    given_up = outcomes(gold, fact("FINANCES", FUND, FEDERATIONS, modality="abandoned"))
    assert given_up == [("wrong", "modality", ("e1",)), ("missing", "", ("e1",))]


def test_a_spread_is_one_of_an_innovation() -> None:
    gold = hand_made(told("net:passerelles", "SPREAD_TO", "net:voisines", innovation="inno:bus"))
    right = fact("SPREAD_TO", NETWORK, VOISINES, innovation=Named("Innovation", "BMR"))
    other = fact("SPREAD_TO", NETWORK, VOISINES, innovation=Named("Innovation", "tiers-lieux"))
    assert lines(gold, right, other, fact("SPREAD_TO", NETWORK, VOISINES)) == {
        ("SPREAD_TO", "stated"): Counts(right=1, wrong=2)
    }


def test_what_a_document_says_several_times_counts_once_on_both_sides() -> None:
    gold = hand_made(told(*FUNDS, how="inferred"), told(*FUNDS), told(*FUNDS, amount=8000))
    twice = [fact("FINANCES", FUND, FEDERATIONS), fact("FINANCES", FUND, FEDERATIONS, ELSEWHERE)]
    false = [
        fact("FINANCES", Named("Organisation", name), FEDERATIONS) for name in ("Mairie de Sornay", "mairie de sornay")
    ]
    assert lines(gold, *twice, *false) == {("FINANCES", "stated"): Counts(right=1, wrong=1, missing=1)}
    assert [one.gold for one in scored(gold).details] == [("e1", "e2"), ("e3",)]


def test_each_document_is_counted_apart() -> None:
    gold = hand_made(told(*FUNDS), told(*FUNDS, document="ailleurs.txt", duplicate_of="passerelles"))
    both = score(gold, {PAPER: (PAGES, [fact("FINANCES", FUND, FEDERATIONS)]), "ailleurs.txt": (PAGES, [])})
    assert [one.lines for one in both.documents] == [
        {("FINANCES", STATED): Counts(right=1)},
        {("FINANCES", STATED): Counts(missing=1)},
    ]
    assert both.lines == {("FINANCES", STATED): Counts(right=1, missing=1)}


def test_nobody_has_to_find_what_a_person_inferred_and_who_states_it_is_wrong() -> None:
    gold = hand_made(told(*FUNDS, how="inferred"))
    assert lines(gold) == {}
    assert lines(gold, fact("FINANCES", FUND, FEDERATIONS, status="inferred")) == {
        ("FINANCES", "inferred"): Counts(right=1)
    }
    assert lines(gold, fact("FINANCES", FUND, FEDERATIONS)) == {("FINANCES", "stated"): Counts(wrong=1)}
    assert outcomes(gold, fact("FINANCES", FUND, FEDERATIONS)) == [("wrong", "inferred", ("e1",))]
    assert lines(gold, fact("FINANCES", TOWN, FEDERATIONS, status="inferred")) == {
        ("FINANCES", "inferred"): Counts(wrong=1)
    }


def test_a_fact_given_as_inferred_that_the_document_states_is_found() -> None:
    found = lines(hand_made(told(*FUNDS)), fact("FINANCES", FUND, FEDERATIONS, status="inferred"))
    assert found == {("FINANCES", "stated"): Counts(right=1)}


def test_the_crosswalk_may_make_an_inference_of_what_the_document_states() -> None:
    gold = hand_made(told("net:passerelles", "SUPPORTS", "grp:feds"))
    practice = Named("HeadFunction", "advocacy")
    assert lines(gold) == {}
    assert outcomes(gold, fact("PERFORMS", NETWORK, practice, targets=("fédérations départementales",))) == [
        ("wrong", "unknown", ())
    ]


@pytest.mark.parametrize("status", ["explicit", "inferred"])
def test_a_choice_with_the_right_answer_is_left_to_a_person_and_one_without_is_wrong(status: str) -> None:
    gold = hand_made(told(*FUNDS, how=status))
    line = ("FINANCES", "stated" if status == "explicit" else "inferred")
    wrong, other = fact("FINANCES", TOWN, FEDERATIONS, choice="a"), fact("FINANCES", VOISINES, FEDERATIONS, choice="a")
    right = fact("FINANCES", FUND, FEDERATIONS, choice="a")
    assert lines(gold, wrong, right) == {line: Counts(unassigned=1)}
    assert outcomes(gold, wrong, right) == [("unassigned", "", ("e1",))]
    missing = {"missing": 1} if status == "explicit" else {}
    assert lines(gold, wrong, other) == {("FINANCES", "stated"): Counts(wrong=1, **missing)}


def test_a_choice_that_a_plain_fact_has_settled_counts_for_nothing() -> None:
    gold = hand_made(told(*FUNDS))
    choice = [fact("FINANCES", one, FEDERATIONS, choice="a") for one in (TOWN, FUND)]
    assert lines(gold, *choice, fact("FINANCES", FUND, FEDERATIONS)) == {("FINANCES", "stated"): Counts(right=1)}


def test_the_values_of_one_choice_are_assigned_together() -> None:
    """Two natures of which the layout does not tell the cycle: one answer, and both of its values wait for a person."""
    gold = hand_made(
        told("net:passerelles", "HAS_CYCLE", "cyc:pas:1", order=1),
        told("net:passerelles", "HAS_CYCLE", "cyc:pas:2", order=2),
        told("cyc:pas:1", "HAS_NATURE", "nature:invention"),
        told("cyc:pas:1", "HAS_NATURE", "nature:extension"),
        told("cyc:pas:2", "HAS_NATURE", "nature:invention"),
    )
    cycles = [Named("Cycle", str(rank), network="Les Passerelles") for rank in (2, 1)]
    choice = [about(one, choice="block", natures=("invention", "extension")) for one in cycles]
    assert lines(gold, *choice)["Cycle.natures", "stated"] == Counts(unassigned=2, missing=1)


@pytest.mark.parametrize(
    ("given", "said", "reason"),
    [
        (told("head:passerelles", "HAS_FIGURE", "metric:created", value=1987), about(HEAD, created="1987"), None),
        (told("head:passerelles", "HAS_FIGURE", "metric:created", value=1987), about(HEAD, created="1988"), "value"),
        (told("net:passerelles", "HAS_FIGURE", "metric:created", value=1987), about(NETWORK, created="1987"), "class"),
        (BUDGET, about(NETWORK, budget_cents=500_000_000), None),
        (BUDGET, about(NETWORK, budget_cents=5_000_000), "value"),
        (BUDGET, about(VOISINES, budget_cents=5_000_000), "unknown"),
        (told("head:passerelles", "HAS_FIGURE", "metric:head_employees", value=25), about(HEAD, employees=25), None),
        (told("head:passerelles", "HAS_FIGURE", "metric:head_employees", value=25), about(HEAD, employees=24), "value"),
        (told("net:passerelles", "WORKS_IN", "dom:mobilite", quote="MOBILITÉ DES JEUNES RURAUX"),
         about(NETWORK, domain="Mobilité des jeunes"), None),
        (told("net:passerelles", "WORKS_IN", "dom:mobilite", quote="MOBILITÉ DES JEUNES RURAUX"),
         about(NETWORK, domain="Accueil et logement"), "value"),
        (told("inno:bus", "HAS_NATURE", "nature:invention"), about(BUS, natures=("invention",)), None),
        (told("inno:bus", "HAS_NATURE", "nature:invention"), about(BUS, natures=("extension",)), "value"),
    ],
)  # fmt: skip
def test_a_property_is_right_when_class_owner_and_value_agree(given: GoldFact, said: Fact, reason: str | None) -> None:
    gold = hand_made(given)
    ids = () if reason == "unknown" else ("e1",)
    assert outcomes(gold, said) == ([] if reason is None else [("wrong", reason, ids), ("missing", "", ("e1",))])


def test_a_property_has_a_line_of_its_own() -> None:
    gold = hand_made(told("inno:bus", "HAS_NATURE", "nature:invention"), told(*FUNDS))
    found = scored(gold, about(BUS, natures=("invention", "extension")))
    assert list(found.lines.items()) == [
        (("FINANCES", STATED), Counts(missing=1)),
        (("Innovation.natures", STATED), Counts(right=1, wrong=1)),
    ]
    assert total(found.lines, STATED) == Counts(right=1, wrong=1, missing=1)


def test_a_practice_is_a_function_towards_somebody() -> None:
    gold = hand_made(told("net:passerelles", "ACCOMPANIES", "grp:feds", function="fn:engineering"))
    engineering, advocacy = (Named("HeadFunction", one) for one in ("engineering", "advocacy"))
    name = "Fédérations départementales Les Passerelles"
    found = lines(
        gold,
        fact("PERFORMS", NETWORK, engineering, targets=(name,)),
        fact("PERFORMS", NETWORK, advocacy, targets=(name,)),
        fact("PERFORMS", NETWORK, engineering, targets=("Associations adhérentes",)),
    )
    assert found == {("PERFORMS", "stated"): Counts(right=1, wrong=2)}


def test_the_cycle_of_an_innovation_is_a_relation_too() -> None:
    gold = hand_made(
        told("net:passerelles", "HAS_CYCLE", "cyc:pas:2", order=2),
        told("net:passerelles", "ORIGINATED", "inno:bus", cycle=2),
    )
    found = lines(
        gold,
        fact("IN_CYCLE", BUS, Named("Cycle", "2", network="Les Passerelles")),
        fact("IN_CYCLE", BUS, Named("Cycle", "2", network="Voisines")),
        fact("IN_CYCLE", BUS, Named("Cycle", "1", network="Les Passerelles")),
    )
    assert found["IN_CYCLE", "stated"] == Counts(right=1, wrong=2)


def test_the_cycle_of_what_a_group_carries_is_that_of_its_network() -> None:
    gold = hand_made(
        told("net:passerelles", "HAS_CYCLE", "cyc:pas:2", order=2),
        told("grp:feds", "MEMBER_OF", "net:passerelles"),
        told("grp:feds", "CARRIES", "inno:bus", cycle=2),
    )
    assert lines(gold, fact("IN_CYCLE", BUS, Named("Cycle", "2")))["IN_CYCLE", "stated"] == Counts(right=1)


def test_an_answer_that_the_person_would_accept_as_well_is_right() -> None:
    gold = hand_made(told(*FUNDS, or_subject=["org:mairie"], or_object=["net:voisines"]))
    assert outcomes(gold, fact("FINANCES", TOWN, VOISINES)) == []


def test_a_place_that_only_a_name_gives_is_neither_right_nor_wrong() -> None:
    gold = hand_made(told(*FUNDS))
    sornay, tulle = Named("Territory", "Sornay"), Named("Territory", "Tulle")
    found = scored(gold, fact("LOCATED_IN", TOWN, sornay), fact("LOCATED_IN", TOWN, tulle))
    assert (found.lines["LOCATED_IN", STATED], found.not_judged) == (Counts(wrong=1), {"LOCATED_IN": 1})


def test_a_district_stands_for_its_commune() -> None:
    gold = hand_made(told("net:passerelles", "LOCATED_IN", "terr:sornay"))
    assert outcomes(gold, fact("LOCATED_IN", NETWORK, Named("Territory", "Sornay"))) == []


def test_left_out_facts_are_not_expected_and_kinds_that_nobody_noted_are_not_judged() -> None:
    gold = hand_made(told("per:lou", "HAS_ROLE_AT", "net:passerelles"), told(*FUNDS))
    found = scored(
        gold,
        fact("FINANCES", FUND, FEDERATIONS),
        fact("COVERS", NETWORK, Named("Territory", "Sornay")),
        about(Named("Cycle", "1"), theme="Apprendre à rouler"),
    )
    assert found.lines == {("FINANCES", STATED): Counts(right=1)}
    assert found.not_judged == {"COVERS": 1, "Cycle.theme": 1}


def test_a_relation_that_a_list_names_as_the_schema_does_is_judged() -> None:
    gold = hand_made(told("net:passerelles", "COVERS", "terr:sornay"))
    found = scored(gold, fact("COVERS", NETWORK, Named("Territory", "Sornay")))
    assert (found.lines, found.not_judged) == ({("COVERS", STATED): Counts(right=1)}, {})


@pytest.mark.parametrize(("span", "overlapping"), [(ON_QUOTE, 1), (ELSEWHERE, 0)])
def test_a_right_fact_on_other_words_is_right_and_is_counted(span: tuple[int, int], overlapping: int) -> None:
    found = scored(hand_made(told(*FUNDS)), fact("FINANCES", FUND, FEDERATIONS, span))
    assert (found.lines, found.overlapping) == ({("FINANCES", STATED): Counts(right=1)}, overlapping)
