"""Questions on a small world written by hand, each compared with its whole answer, on both engines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graphmodel.analysis.projection import Stamp, stamp
from graphmodel.errors import UsageError
from graphmodel.questions import evidence, innovation, organisation, partnership, spread, territory
from graphmodel.questions.ask import ask
from graphmodel.schema.vocabulary import CoverageKind
from graphmodel.statements.records import Span
from graphmodel.store import Store
from tests.contract.questions_world import World, uid
from tests.engines import Server

NETWORK, HEAD = uid("Network", "Réseau Rural"), uid("Organisation", "Fédération Rurale")
RELAY, CAFE = uid("Innovation", "Relayage"), uid("Innovation", "Café itinérant")
UD35, UD22, UR = (uid("Organisation", name) for name in ("UD 35", "UD 22", "UR Bretagne"))

_loaded: dict[str, Stamp] = {}


def build(store: Store) -> None:
    """A network with its heads, two innovations, money, and what the document covers."""
    one = World("Livret", Span("2022-01-01", "2022-12-31"), more={"publisher": "Avise", "date_label": "2022"})
    relay = one.entity("Innovation", "Relayage", natures=("extension",), stage="spread")
    cafe = one.entity("Innovation", "Café itinérant")
    network = one.entity("Network", "Réseau Rural")
    head = one.actor("Fédération Rurale", at="dep:75", roles=("NationalHead",), employees=25)
    one.tie("HEADS", head, network)
    heads = {
        name: one.actor(name, covers=covers, roles=("TerritorialHead",))
        for name, covers in (("UD 35", ["dep:35"]), ("UD 22", ["dep:22"]), ("UR Bretagne", ["reg:53"]))
    }
    for made in heads.values():
        one.tie("MEMBER_OF", made, head)
    quebec = one.place("country:CA")
    shop = one.actor("Épicerie Sociale", at="com:44109", roles=("Association",))
    group = one.actor("72 fédérations départementales", "Group", level="departmental", count=72)
    fund = one.actor("Fondation Arc", roles=("Funder",), funder_kind="foundation", at="dep:75")
    one.tie("ORIGINATED", heads["UD 35"], cafe)
    one.spread(quebec, head, relay, 2005, mode="importation")
    one.spread(head, heads["UD 35"], relay, 2010)
    one.spread(heads["UD 35"], heads["UD 22"], relay, 2012, mode="duplication")
    one.spread(head, shop, relay, status="inferred")
    one.spread(heads["UD 22"], heads["UR Bretagne"], cafe, modality="planned")
    one.tie("CARRIES", shop, cafe, role="adopter")
    one.spread(head, group, cafe, 2018)
    one.tie("FINANCES", fund, relay, amount_cents=150_000, currency="EUR", year=2019)
    one.tie("FINANCES", fund, heads["UD 35"], innovation=relay, year=2020)
    one.tie("CO_PILOTS", fund, relay, role="co_pilot")
    one.tie("CO_PILOTS", head, relay, role="lead")
    one.tie("PARTNERS_WITH", shop, heads["UD 22"], kind="alliance")
    function = one.draft.entity("HeadFunction", [uid("HeadFunction", "advocacy")], {}, one.proof())
    one.tie("PERFORMS", head, function, stage="experimentation", what=("dérogation",))
    one.covers(
        ["cog:dep:35", "cog:dep:29", "cog:dep:44"], network, since="2000-01-01", until="2020-12-31", exhaustive=True
    )
    one.covers(["cog:dep:01"], network)
    one.covers(["cog:dep:02"], network, kind=CoverageKind.FINANCE, exhaustive=True)
    one.load(store)


def contradict(store: Store) -> None:
    """A document that says otherwise."""
    two = World("Bilan", Span("2022-06-01", "2022-06-30"))
    other = two.entity("Organisation", "Fédération Rurale", employees=27)
    two.tie("FINANCES", two.entity("Organisation", "Fondation Arc"), two.entity("Innovation", "Relayage"),
            amount_cents=150_000, year=2019)  # fmt: skip
    two.tie("CO_PILOTS", other, two.entity("Innovation", "Relayage"), role="lead")
    two.load(store)


@pytest.fixture
def graph(server: Server, _stores: dict[str, Store]) -> Store:
    """The world written by hand, loaded once for each engine."""
    if server.uri not in _stores:
        _stores[server.uri] = server.open()
    store = _stores[server.uri]
    if stamp(store) != _loaded.get(server.uri):
        store.wipe()
        build(store)
        contradict(store)
        _loaded[server.uri] = stamp(store)
    return store


def verdicts(store: Store, **asked: Any) -> dict[str, str]:
    """What is not undocumented in silence: département, verdict and codes."""
    found = {
        row.territory.removeprefix("cog:"): " ".join([row.verdict, *(one.code for one in row.reasons)])
        for row in territory.verdicts(store, **asked)
    }
    return {place: said for place, said in found.items() if said != "undocumented silence"}


def test_verdicts_of_one_innovation_in_a_network(graph: Store) -> None:
    asked = {"network": NETWORK, "innovation": RELAY, "since": "2000-01-01", "until": "2020-12-31"}
    assert verdicts(graph, **asked) == {
        "dep:01": "undocumented partial",
        "dep:22": "linked linked",
        "dep:29": "isolated isolated",
        "dep:35": "linked linked",
        "dep:44": "possibly inferred",
    }
    assert verdicts(graph, **asked, direction="given") == {
        "dep:01": "undocumented partial",
        "dep:29": "isolated isolated",
        "dep:35": "linked linked",
        "dep:44": "isolated isolated",
    }
    assert verdicts(graph, **{**asked, "since": "2011-01-01"}, direction="received") == {
        "dep:01": "undocumented partial",
        "dep:22": "linked linked",
        "dep:29": "isolated isolated",
        "dep:35": "isolated isolated outside",
        "dep:44": "possibly inferred",
    }
    assert verdicts(graph, **{**asked, "until": "2021-12-31"})["dep:29"] == "undocumented period"
    assert verdicts(graph, **{**asked, "network": HEAD}) == verdicts(graph, **asked)


def test_an_unnamed_group_of_federations_isolates_no_departement(graph: Store) -> None:
    rows = {
        row.territory: row for row in territory.verdicts(graph, network=NETWORK, innovation=CAFE, direction="received")
    }
    assert {row.verdict for row in rows.values()} == {"linked", "possibly"}
    assert [uid for uid, row in rows.items() if row.verdict == "linked"] == ["cog:dep:44"]
    finistere = rows["cog:dep:29"]
    assert [(one.code, one.fr) for one in finistere.reasons] == [
        ("planned", "Seulement en projet ou abandonné : « Café itinérant », de UD 22 vers UR Bretagne (sans date)."),
        (
            "group",
            "Un groupe non nommé est concerné, peut-être ici : "
            "« Café itinérant », de Fédération Rurale vers 72 fédérations départementales (2018).",
        ),
    ]
    assert [proof.title for one in finistere.reasons for proof in one.proofs] == ["Livret", "Livret"]
    regions = territory.verdicts(graph, innovation=CAFE, level="region", direction="given")
    assert {row.territory: row.verdict for row in regions if row.verdict != "undocumented"} == {
        "cog:reg:53": "possibly"
    }


def test_a_head_office_in_paris_does_not_make_paris_a_source(graph: Store) -> None:
    assert "dep:75" not in verdicts(graph, innovation=RELAY, direction="given")


def test_the_reasons_open_their_place_in_a_document(graph: Store) -> None:
    (row,) = [one for one in territory.verdicts(graph, innovation=RELAY) if one.territory == "cog:dep:22"]
    (reason,) = row.reasons
    (proof,) = reason.proofs
    assert reason.fr == "Dit et effectif : « Relayage », de UD 35 vers UD 22 (2012)."
    assert (proof.title, proof.cites, proof.quote) == ("Livret", None, f"ligne {proof.at.removeprefix('F!A')}")
    (step,) = spread.who_received(graph, UD35)
    (said,) = evidence.of(graph, relation="SPREAD_TO", source=UD35, target=UD22, key=step.key)
    assert (said.statement, said.at, said.when_label) == (proof.statement, (proof.at,), "2012")
    assert step.proofs == (proof,)


def test_a_chain_from_abroad_to_a_departement(graph: Store) -> None:
    rows = spread.between(graph, "cog:country:CA", "cog:dep:22")
    assert [(row.hop, row.from_name, row.to_name, row.certainty) for row in rows] == [
        (1, "Canada", "Fédération Rurale", "certain"),
        (2, "Fédération Rurale", "UD 35", "certain"),
        (3, "UD 35", "UD 22", "certain"),
    ]


def test_a_plan_is_no_hop_but_is_told(graph: Store) -> None:
    assert spread.between(graph, UD22, UR) == []
    (told,) = spread.who_received(graph, UD22)
    assert (told.to, told.modality) == (UR, "planned")


def test_the_cascade_begins_with_those_at_its_origin(graph: Store) -> None:
    rows = spread.tree(graph, CAFE)
    assert [(row.generation, row.root, row.from_name, row.to_name, row.type) for row in rows] == [
        (0, "adopter", None, "Épicerie Sociale", "CARRIES"),
        (0, "giver", None, "Fédération Rurale", None),
        (0, "originated", None, "UD 35", "ORIGINATED"),
        (1, None, "Fédération Rurale", "72 fédérations départementales", "SPREAD_TO"),
    ]
    assert [bool(row.proofs) for row in rows] == [True, False, True, True]


def test_what_came_from_elsewhere(graph: Store) -> None:
    assert [(row.from_name, row.outside) for row in spread.imported(graph)] == [("Canada", ("foreign", "said"))]
    rows = spread.imported(graph, network=NETWORK)
    assert [(row.from_name, row.outside) for row in rows] == [("Canada", ("foreign", "network", "said"))]


def test_money_that_is_known_and_money_that_is_not(graph: Store) -> None:
    (row,) = partnership.funders(graph, innovation=RELAY)
    assert (row.currency, row.known, row.known_sum, row.unknown, row.possibly_twice) == ("EUR", 2, 300_000, 1, 1)
    found = json.loads(ask(graph, "partnership.funders", {"innovation": "relayage"}).json_text())
    assert [row["known_sum"] for row in found["rows"]] == ["3000.00"]
    assert [one.funder for one in partnership.funders(graph, network=NETWORK)] == [row.funder]
    assert partnership.funders(graph, first=2021) == []


def test_who_stands_around_a_network(graph: Store) -> None:
    rows = partnership.ecosystem(graph, NETWORK)
    assert [(row.partner_name, row.type, row.actor_name, row.innovation_name) for row in rows] == [
        ("Épicerie Sociale", "PARTNERS_WITH", "UD 22", None),
        ("Fondation Arc", "FINANCES", "UD 35", "Relayage"),
    ]
    assert partnership.ecosystem(graph, HEAD) == rows


def test_who_co_pilots_with_whom(graph: Store) -> None:
    rows = partnership.copilots(graph, actor=HEAD)
    assert [(row.pilot_name, row.role, row.target_name, row.sources) for row in rows] == [
        ("Fédération Rurale", "lead", "Relayage", 2),
        ("Fondation Arc", "co_pilot", "Relayage", 1),
    ]


def test_an_innovation_at_a_glance(graph: Store) -> None:
    rows = {row.name: row for row in innovation.panorama(graph, network=NETWORK)}
    assert list(rows) == ["Café itinérant", "Relayage"]
    relay = rows["Relayage"]
    assert (relay.spreads_stated, relay.spreads_inferred, relay.spreads_planned, relay.departments) == (3, 1, 0, 2)
    assert (relay.funding_known, relay.funding_unknown, relay.stage, relay.natures) == (
        300_000,
        1,
        "spread",
        ("extension",),
    )
    assert [(one.name, one.role) for one in relay.copilots] == [
        ("Fédération Rurale", "lead"),
        ("Fondation Arc", "co_pilot"),
    ]
    cafe = rows["Café itinérant"]
    assert (cafe.spreads_stated, cafe.spreads_planned, cafe.departments, cafe.funding_known) == (1, 1, 1, None)
    assert ([one.name for one in cafe.origins], [one.name for one in cafe.adopters]) == (
        ["UD 35"],
        ["Épicerie Sociale"],
    )


def test_a_card_holds_properties_then_edges(graph: Store) -> None:
    lines = [(one.section, one.name, one.value, one.uid_name) for one in organisation.card(graph, UD22)]
    assert lines == [
        ("property", "name", "UD 22", None),
        ("out", "COVERS", {}, "Côtes-d'Armor"),
        ("out", "MEMBER_OF", {}, "Fédération Rurale"),
        ("out", "PARTNERS_WITH", {"kind": "alliance"}, "Épicerie Sociale"),
        ("out", "SPREAD_TO", {"innovation": CAFE}, "UR Bretagne"),
        ("in", "SPREAD_TO", {"innovation": RELAY, "mode": "duplication"}, "UD 35"),
    ]
    money = [one.value for one in innovation.card(graph, RELAY) if one.name == "FINANCES"]
    assert sorted((one["amount"], one.get("currency", "")) for one in money) == [("1500.00", ""), ("1500.00", "EUR")]
    there = [(one.section, one.name, one.uid_name) for one in territory.card(graph, "cog:dep:44") if one.uid]
    assert there == [
        ("out", "PART_OF", "Pays de la Loire"),
        ("in", "LOCATED_IN", "Épicerie Sociale"),
        ("in", "PART_OF", "Nantes"),
        ("in", "SPREAD_TO", "Fédération Rurale"),
    ]


def test_a_search_minds_neither_accents_nor_case(graph: Store) -> None:
    assert [row.name for row in organisation.search(graph, "FEDERATION")][:1] == ["Fédération Rurale"]
    assert [(row.name, row.kind, row.roles) for row in organisation.search(graph, "epicerie", kind="Association")] == [
        ("Épicerie Sociale", "Organisation", ("Association",))
    ]
    assert [row.uid for row in organisation.search(graph, "ille et vilaine")] == ["cog:dep:35"]


def test_what_heads_do(graph: Store) -> None:
    (row,) = organisation.practices(graph, network=NETWORK)
    assert (row.actor, row.function, row.stage, row.what) == (HEAD, "advocacy", "experimentation", ("dérogation",))
    assert organisation.practices(graph, actor=UD35) == []


def test_where_it_is_written_and_by_whom(graph: Store) -> None:
    rows = evidence.of(graph, uid=HEAD)
    assert sorted((row.title, row.values["employees"], row.as_of_low) for row in rows) == [
        ("Bilan", 27, "2022-06-01"),
        ("Livret", 25, "2022-01-01"),
    ]
    livret = next(row for row in rows if row.title == "Livret")
    assert (livret.publisher, livret.document_date, livret.kind, livret.count) == ("Avise", "2022", "entity", 1)


def test_documents_that_contradict_each_other(graph: Store) -> None:
    rows = evidence.contradictions(graph)
    assert [(row.about, row.property, row.value, row.shown, row.title) for row in rows] == [
        (HEAD, "employees", 25, True, "Livret"),
        (HEAD, "employees", 27, False, "Bilan"),
    ]
    assert evidence.contradictions(graph, about=UD22) == []


def test_a_name_that_one_entity_bears_is_enough(graph: Store) -> None:
    answer = ask(graph, "spread.who_gave", {"receiver": "ud 22", "innovation": "RELAYAGE"})
    assert answer.params == {"receiver": UD22, "innovation": RELAY}
    assert [row.from_name for row in answer.rows] == ["UD 35"]  # type: ignore[attr-defined]
    assert ask(graph, "spread.who_gave", {"receiver": "ille-et-vilaine"}).params["receiver"] == "cog:dep:35"


@pytest.mark.parametrize(
    ("name", "params", "code", "words"),
    [
        ("spread.who_gav", {}, "ask.question", "spread.who_gave"),
        ("spread.who_gave", {"receiver": "UD"}, "ask.several", UD22),
        ("spread.who_gave", {"receiver": "Nantes"}, "", ""),
        ("spread.who_gave", {"receiver": "nobody at all"}, "ask.nobody", "nobody at all"),
        ("spread.who_gave", {"receiver": RELAY}, "ask.nobody", "name:"),
        ("spread.who_gave", {"receiver": "name:organisation/fr/gone"}, "ask.nobody", "gone"),
        ("spread.between", {"source": "UD 35", "target": "UD 35"}, "ask.same_ends", "différentes"),
        ("territory.verdicts", {"since": "2020", "until": "2019"}, "ask.period", "avant"),
        ("evidence.of", {"relation": "SPREAD_TO"}, "ask.evidence", "ensemble"),
        ("evidence.of", {}, "ask.evidence", "ensemble"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(
    graph: Store, name: str, params: dict[str, str], code: str, words: str
) -> None:
    if not code:
        assert ask(graph, name, params).rows
        return
    with pytest.raises(UsageError) as problem:
        ask(graph, name, params)
    assert problem.value.code == code
    assert words in problem.value.sentence.fr


def test_an_answer_that_is_cut_says_so(graph: Store) -> None:
    whole, cut = ask(graph, "spread.edges", {}), ask(graph, "spread.edges", {"limit": "2"})
    assert (len(whole.rows), whole.truncated) == (6, False)
    assert (cut.rows, cut.truncated) == (whole.rows[:2], True)
    path = ask(graph, "spread.paths", {"source": "Canada", "innovation": "Relayage", "k": "2"})
    assert ([row.path for row in path.rows], path.truncated) == ([1, 2, 2], True)  # type: ignore[attr-defined]
    assert not ask(graph, "organisation.search", {"text": "UD 22", "limit": "1"}).truncated


def test_an_answer_is_the_contract_of_the_command_line(graph: Store) -> None:
    found = json.loads(ask(graph, "spread.edges", {"innovation": "Café itinérant"}).json_text())
    assert list(found) == ["question", "params", "engine", "graph_version", "columns", "rows", "truncated"]
    assert found["graph_version"] == graph.graph_version() > 0
    assert found["engine"].startswith(graph.engine.name)
    assert all(list(row) == found["columns"] for row in found["rows"])
    assert sorted(row["from"] for row in found["rows"]) == sorted([UD22, HEAD])
