"""What each fact and coverage makes of a territory, clause by clause of the design (§2.6)."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmodel.analysis.places import Spot, Whereabouts, anywhere, at_level, includes, spots_of, touches, whereabouts
from graphmodel.analysis.verdicts import Asked, Coverage, Fact, find, includes_period
from graphmodel.errors import Label

AIN, AISNE, RENNES, ILLE, COTES, BRETAGNE = (
    f"cog:{code}" for code in ("dep:01", "dep:02", "com:35238", "dep:35", "dep:22", "reg:53")
)
FACT = Fact(
    "f", Label("« Relais », de A vers B (2016)", "“Relais”, from A to B (2016)"), "stated", "actual",
    "2016-01-01", "2016-12-31", {AIN: True},
)  # fmt: skip
UNDATED = replace(FACT, since_min=None, since_max=None)
LIST = Coverage("c", "net", frozenset({AIN, AISNE}), "2015-01-01", "2020-12-31", True, "Bilan")
ASKED = Asked((frozenset({"net"}),), "2015-01-01", "2020-12-31")


def verdict(*facts: Fact, lists: tuple[Coverage, ...] = (LIST,), asked: Asked = ASKED, territory: str = AIN) -> str:
    """The verdict and the codes of its reasons."""
    (found,) = find(asked, [territory], facts, lists)
    return " ".join([found.verdict, *(because.code for because in found.reasons)])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "linked linked"),
        ({"modality": "ended"}, "linked linked"),
        ({"modality": "planned"}, "possibly planned"),
        ({"modality": "abandoned"}, "possibly planned"),
        ({"status": "inferred"}, "possibly inferred"),
        ({"status": "inferred", "modality": "planned"}, "possibly planned"),
        ({"since_min": None, "since_max": None}, "possibly undated"),
        ({"since_min": None}, "possibly date"),
        ({"since_max": None}, "possibly date"),
        ({"since_min": "2014-01-01"}, "possibly date"),
        ({"since_max": "2021-01-01"}, "possibly date"),
        ({"since_min": "2015-01-01", "since_max": "2020-12-31"}, "linked linked"),
        ({"guessed": True}, "possibly guessed"),
        ({"guessed": True, "since_min": "2021-01-01", "since_max": None}, "possibly guessed"),
        ({"guessed": True, "since_min": None, "since_max": None}, "possibly undated"),
        ({"guessed": True, "modality": "planned"}, "possibly planned"),
        ({"touched": {AIN: False}}, "possibly place"),
        ({"since_min": "2014-01-01", "since_max": "2014-12-31"}, "isolated isolated outside"),
        ({"since_min": "2021-01-01", "since_max": None}, "isolated isolated outside"),
        ({"since_min": None, "since_max": "2014-12-31"}, "isolated isolated outside"),
        ({"touched": {AISNE: True}}, "isolated isolated"),
        ({"touched": {}, "anywhere": "group"}, "possibly group"),
        ({"touched": {}, "anywhere": "unplaced"}, "possibly unplaced"),
        ({"touched": {}, "anywhere": "group", "modality": "planned"}, "possibly planned"),
        ({"touched": {}, "anywhere": "unplaced", "status": "inferred"}, "possibly inferred"),
        ({"touched": {}, "anywhere": "group", "since_min": "2021-01-01", "since_max": None}, "isolated isolated"),
        ({"touched": {}, "anywhere": "unplaced", "since_max": "2014-12-31", "since_min": None}, "isolated isolated"),
    ],
)
def test_what_one_fact_makes_of_a_territory_that_a_complete_list_includes(
    changed: dict[str, object], expected: str
) -> None:
    assert verdict(replace(FACT, **changed)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "isolated isolated"),
        ({"network": "*"}, "isolated isolated"),
        ({"network": "another"}, "undocumented silence"),
        ({"territories": frozenset({AISNE})}, "undocumented silence"),
        ({"exhaustive": False}, "undocumented partial"),
        ({"since": "2015-01-02"}, "undocumented period"),
        ({"until": "2020-12-30"}, "undocumented period"),
        ({"since": "", "until": "2031-01-01", "written": "2018-06-30"}, "isolated isolated"),
        ({"since": "2021-01-01", "until": ""}, "undocumented period"),
        ({"until": "", "written": "2020-12-31"}, "isolated isolated"),
        ({"until": "", "written": "2018-06-30"}, "undocumented period"),
        ({"until": ""}, "undocumented period"),
    ],
)
def test_isolated_needs_a_complete_list_of_that_network_for_the_whole_period(
    changed: dict[str, object], expected: str
) -> None:
    assert verdict(lists=(replace(LIST, **changed),)) == expected  # type: ignore[arg-type]


def test_a_territory_without_any_list_is_undocumented_not_isolated() -> None:
    assert verdict(lists=()) == "undocumented silence"


def test_a_list_that_does_not_say_until_when_stops_with_its_document() -> None:
    report = replace(LIST, until="", written="2015-12-31")
    (found,) = find(ASKED, [AIN], [], [report])
    assert [because.sentence.fr for because in found.reasons] == [
        "La liste n'est complète que sur une partie de la période (2015-01-01 à 2015-12-31) : "
        "on ne sait pas pour le reste."
    ]
    assert verdict(lists=(report,), asked=replace(ASKED, until="2015-06-30")) == "isolated isolated"
    assert verdict(lists=(report,), asked=replace(ASKED, until="")) == "undocumented period"


def test_of_a_head_of_two_networks_each_network_needs_its_list_or_the_head_one_of_its_own() -> None:
    head = replace(ASKED, lists=(frozenset({"net", "head"}), frozenset({"other", "head"})))
    assert verdict(asked=head) == "undocumented networks"
    assert verdict(asked=head, lists=(LIST, replace(LIST, network="other"))) == "isolated isolated"
    assert (
        verdict(asked=head, lists=(LIST, replace(LIST, network="other", until="2018-12-31"))) == "undocumented period"
    )
    assert verdict(asked=head, lists=(replace(LIST, network="head"),)) == "isolated isolated"
    assert verdict(asked=head, lists=(replace(LIST, network="*"),)) == "isolated isolated"


def test_no_period_asked_means_all_time() -> None:
    always = Asked((frozenset({"net"}),))
    assert verdict(asked=always) == "undocumented period"
    assert (
        verdict(asked=always, lists=(replace(LIST, since="", until="", written="2015-12-31"),)) == "isolated isolated"
    )
    assert verdict(asked=always, lists=(replace(LIST, since="", until="9999-12-31"),)) == "isolated isolated"
    assert verdict(UNDATED, asked=always) == "linked linked"
    assert verdict(replace(FACT, guessed=True), asked=always) == "linked linked"


def test_no_network_asked_needs_a_list_of_all_networks() -> None:
    anyone = replace(ASKED, lists=())
    assert verdict(asked=anyone) == "undocumented silence"
    assert verdict(asked=anyone, lists=(replace(LIST, network="*"),)) == "isolated isolated"


def test_yearly_lists_make_a_whole_period_only_without_a_gap() -> None:
    first, last = replace(LIST, until="2017-12-31"), replace(LIST, since="2018-01-01")
    assert verdict(lists=(last, first)) == "isolated isolated"
    assert verdict(lists=(replace(last, since="2018-01-02"), first)) == "undocumented period"


def test_one_sure_fact_weighs_more_than_any_doubt() -> None:
    assert verdict(UNDATED, replace(FACT, status="inferred"), FACT) == "linked linked"


def test_every_doubt_is_told_once_the_weightiest_first() -> None:
    group, lost = (replace(FACT, id=why, touched={}, anywhere=why) for why in ("group", "unplaced"))
    assert verdict(lost, group, UNDATED, replace(FACT, status="inferred")) == "possibly inferred undated group unplaced"


def test_an_unnamed_group_makes_every_territory_possible_and_none_linked() -> None:
    group = replace(FACT, touched={}, anywhere="group")
    found = find(ASKED, [AIN, AISNE, ILLE], [group], [LIST])
    assert [one.verdict for one in found] == ["possibly"] * 3


def test_a_reason_is_a_sentence_in_both_languages_with_what_it_rests_on() -> None:
    facts = [replace(FACT, id=f"f{n}", label=Label(f"fait {n}", f"fact {n}")) for n in range(5)]
    (found,) = find(ASKED, [AIN], [*facts, facts[0]], [])
    (because,) = found.reasons
    assert because.sentence == Label(
        "Dit et effectif : fait 0 ; fait 1 ; fait 2 ; et 2 de plus.",
        "Stated and actual: fact 0 ; fact 1 ; fact 2 ; and 2 more.",
    )
    assert because.proofs == ("f0", "f1", "f2", "f3", "f4")


days = st.integers(0, 12)


@given(st.lists(st.tuples(st.none() | days, st.none() | days), max_size=5), st.none() | days, st.none() | days)
def test_a_period_is_included_when_each_of_its_days_is(
    spans: list[tuple[int | None, int | None]], since: int | None, until: int | None
) -> None:
    def iso(day: int | None) -> str:
        return "" if day is None else (datetime.date(2020, 1, 10) + datetime.timedelta(day)).isoformat()

    if since is not None and until is not None and since > until:
        since, until = until, since
    wanted = range(-2 if since is None else since, (15 if until is None else until + 1))
    covered = {
        day for low, high in spans for day in range(-2 if low is None else low, 15 if high is None else high + 1)
    }
    assert includes_period([(iso(a), iso(b)) for a, b in spans], iso(since), iso(until)) == (set(wanted) <= covered)


# Which territory


def test_a_place_said_comes_before_what_is_covered_and_what_is_covered_before_where_it_stands() -> None:
    known = {"ud": Whereabouts("ud", covers=(Spot(COTES, whole=True),), located=(Spot(RENNES),))}
    assert spots_of("ud", "Organisation", AIN, known) == (Spot(AIN),)
    assert spots_of("ud", "Organisation", None, known) == (Spot(COTES, whole=True),)
    assert spots_of(ILLE, "Territory", None, known) == (Spot(ILLE),)
    assert spots_of("stranger", "Organisation", None, known) == ()


ROW = {
    "actor": "a", "kind": "Organisation", "roles": [], "level": None, "heads": False, "tie": "LOCATED_IN",
    "territory": RENNES, "status": "stated", "modality": "actual",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "spots"),
    [
        ({}, (Spot(RENNES),)),
        ({"status": "inferred"}, (Spot(RENNES, sure=False),)),
        ({"modality": "ended"}, (Spot(RENNES, sure=False),)),
        ({"modality": "planned"}, ()),
        ({"tie": "COVERS"}, (Spot(RENNES, whole=True),)),
        ({"tie": "COVERS", "kind": "Group"}, (Spot(RENNES),)),
        ({"tie": None, "territory": None}, ()),
        ({"roles": ["NationalHead"]}, ()),
        ({"level": "national"}, ()),
        ({"kind": "Network"}, ()),
        ({"kind": "Network", "level": "regional"}, (Spot(RENNES),)),
        ({"heads": True}, ()),
        ({"heads": True, "roles": ["TerritorialHead"]}, (Spot(RENNES),)),
        ({"heads": True, "level": "departmental"}, (Spot(RENNES),)),
    ],
)
def test_where_an_actor_stands(changed: dict[str, object], spots: tuple[Spot, ...]) -> None:
    assert whereabouts([{**ROW, **changed}])["a"].spots == spots


def test_an_organisation_with_sites_in_two_departements_is_surely_in_neither() -> None:
    far = {**ROW, "territory": COTES}
    near = {**ROW, "territory": ILLE}
    assert at_level(whereabouts([ROW, far])["a"].spots, "department") == {ILLE: False, COTES: False}
    assert at_level(whereabouts([ROW, near])["a"].spots, "department") == {ILLE: True}


def test_a_wide_place_touches_its_parts_surely_only_where_the_whole_is_covered() -> None:
    covered, said = at_level([Spot(BRETAGNE, whole=True)], "department"), at_level([Spot(BRETAGNE)], "department")
    assert set(covered) == set(said) == {f"cog:dep:{code}" for code in ("22", "29", "35", "56")}
    assert set(covered.values()) == {True}
    assert set(said.values()) == {False}
    assert at_level([Spot(BRETAGNE)], "region") == at_level([Spot(RENNES)], "region") == {BRETAGNE: True}


@pytest.mark.parametrize("spot", ["cog:country:FR", "cog:country:CA", "name:territory/doc.x/quebec", "cog:coll:988"])
def test_a_country_or_a_place_outside_the_code_touches_no_departement(spot: str) -> None:
    assert at_level([Spot(spot, whole=True)], "department") == {}


def test_an_intercommunal_body_astride_two_departements_touches_both_perhaps() -> None:
    redon = "cog:epci:243500741"
    found = at_level([Spot(redon)], "department")
    assert len(found) > 1
    assert set(found.values()) == {False}
    assert {uid: touches([Spot(redon)], uid) for uid in found} == found


def test_touching_a_territory_of_any_level() -> None:
    assert touches([Spot(RENNES)], RENNES) is True
    assert touches([Spot(RENNES)], ILLE) is True
    assert touches([Spot(RENNES)], BRETAGNE) is True
    assert touches([Spot(BRETAGNE)], RENNES) is False
    assert touches([Spot(BRETAGNE, whole=True)], RENNES) is True
    assert touches([Spot(ILLE)], COTES) is None
    assert touches([Spot("cog:country:FR")], ILLE) is None
    assert touches([Spot("cog:country:FR")], "cog:country:FR") is True


def test_a_list_of_places_includes_what_lies_in_it_and_a_region_whose_parts_it_names() -> None:
    parts = frozenset(f"cog:dep:{code}" for code in ("22", "29", "35", "56"))
    assert includes(frozenset({BRETAGNE}), ILLE)
    assert includes(parts, BRETAGNE)
    assert includes(parts, ILLE)
    assert not includes(parts - {ILLE}, BRETAGNE)
    assert not includes(frozenset({RENNES}), ILLE)


@pytest.mark.parametrize(
    ("level", "department", "region"),
    [
        ("national", False, False),
        ("regional", False, True),
        ("departmental", True, True),
        ("local", True, True),
        (None, True, True),
    ],
)
def test_an_unnamed_group_may_be_anywhere_at_its_level_or_above(
    level: str | None, department: bool, region: bool
) -> None:
    known = {"g": Whereabouts("g", unnamed=True, level=level)}
    found = (anywhere("g", "Group", None, known, "department"), anywhere("g", "Group", None, known, "region"))
    assert found == ("group" if department else None, "group" if region else None)


@pytest.mark.parametrize(
    ("said", "stands", "expected"),
    [
        (None, {}, "unplaced"),
        (None, {"level": "regional"}, "unplaced"),
        (None, {"national": True}, None),
        (None, {"covers": (Spot(BRETAGNE),)}, None),
        (None, {"unnamed": True, "covers": (Spot(BRETAGNE),)}, None),
        (None, {"located": (Spot(ILLE), Spot("name:territory/doc.x/bassin"))}, "unplaced"),
        ("name:territory/doc.x/bassin", {"national": True}, "unplaced"),
        (ILLE, {}, None),
        ("cog:country:FR", {}, None),
        ("cog:country:CA", {}, None),
        ("cog:coll:988", {}, None),
    ],
)
def test_who_acts_nobody_knows_where_may_be_anywhere(
    said: str | None, stands: dict[str, object], expected: str | None
) -> None:
    known = {"a": Whereabouts("a", **stands)}  # type: ignore[arg-type]
    assert anywhere("a", "Organisation", said, known, "department") == expected
    assert anywhere("a", "Organisation", said, known, "region") == expected
