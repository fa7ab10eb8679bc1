"""Random worlds: money against plain sums, the same bytes from both engines, and never a read for each row."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from graphmodel.questions import partnership
from graphmodel.questions.ask import ask
from graphmodel.statements.records import Span
from graphmodel.store import Store
from tests.contract.questions_world import World
from tests.engines import Server, wanted


def amounts(rnd: random.Random) -> dict[str, int | None]:
    """An exact amount, a range, one limit of a range, or nothing, in cents."""
    exact = rnd.choice([None, rnd.randrange(1, 10**7)])
    low = None if exact else rnd.choice([None, rnd.randrange(1, 10**6)])
    high = None if exact else rnd.choice([None, (low or 10**6) + rnd.randrange(100)])
    return {"amount_cents": exact, "amount_min_cents": low, "amount_max_cents": high}


def add(found: dict[str, Any], said: dict[str, int | None], taker: int) -> None:
    """Plain counts and sums of one more funding."""
    exact, low, high = said.values()
    whole_range = low is not None and high is not None
    found["fundings"] += 1
    found["takers"] = (found["takers"] or set()) | {taker}
    found["known"] += exact is not None
    found["ranges"] += whole_range
    found["half_open"] += (low is None) != (high is None)
    found["known_sum"] += exact or 0
    found["range_min_sum"] += (low or 0) if whole_range else 0
    found["range_max_sum"] += (high or 0) if whole_range else 0


def test_money_adds_up_whatever_is_unknown(store: Store) -> None:
    rnd = random.Random(3)
    world = World("Subventions")
    funders = [world.actor(f"Financeur {letter}", roles=("Funder",)) for letter in "AB"]
    takers = [world.actor(f"Association {number}") for number in range(5)]
    expected: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for _ in range(150):
        funder, taker, said = rnd.randrange(2), rnd.randrange(5), amounts(rnd)
        currency, per = rnd.choice(["EUR", "CAD", None]), rnd.choice([None, "year"])
        proof = {"status": rnd.choice(["stated", "inferred"]), "modality": rnd.choice(["actual", "planned"])}
        more = {"currency": currency, "per": per, "year": 2020, "reference": f"R{world.line}"}
        world.tie("FINANCES", funders[funder], takers[taker], proof, **said, **more)
        key = (f"Financeur {'AB'[funder]}", proof["status"], proof["modality"], currency or "EUR", per)
        add(expected[key], said, taker)
    world.load(store)
    rows = partnership.funders(store)
    answered = {(row.funder_name, row.status, row.modality, row.currency, row.per): row for row in rows}
    assert answered.keys() == expected.keys()
    for key, want in expected.items():
        row = answered[key]
        counts = [want[name] for name in ("fundings", "known", "ranges", "half_open")]
        assert [row.fundings, row.known, row.ranges, row.half_open] == counts
        assert row.unknown == want["fundings"] - want["known"] - want["ranges"] - want["half_open"]
        assert row.known_sum == (want["known_sum"] if want["known"] else None)
        assert row.range_min_sum == (want["range_min_sum"] if want["ranges"] else None)
        assert row.range_max_sum == (want["range_max_sum"] if want["ranges"] else None)
        assert row.beneficiaries == len(want["takers"])


def village(store: Store) -> None:
    """A random network: 40 associations, 60 spreads, ties and money of every kind."""
    rnd = random.Random(11)
    world = World("Village", Span("2021-01-01", "2021-12-31"))
    network = world.entity("Network", "Réseau Rural")
    places = [world.place(code) for code in ("dep:35", "dep:22", "com:44109", "reg:53")]
    what = [world.entity("Innovation", name) for name in ("Relayage", "Café", "Épicerie")]
    actors = [world.actor(f"{rnd.choice(['Élan', 'elan', 'Œuvre', 'zèle'])} {n}", "Organisation") for n in range(40)]
    for actor in actors:
        world.tie(rnd.choice(["COVERS", "LOCATED_IN"]), actor, rnd.choice(places))
        said = {"status": rnd.choice(["stated", "inferred"]), "modality": rnd.choice(["actual", "actual", "planned"])}
        world.tie("MEMBER_OF", actor, rnd.choice([network, *actors[:3]]), said)
    for _ in range(60):
        said = {"status": rnd.choice(["stated", "inferred"]), "modality": rnd.choice(["actual", "actual", "planned"])}
        when = rnd.choice([None, rnd.randrange(2000, 2020)])
        world.spread(*rnd.sample(actors, 2), rnd.choice(what), when, place_to=rnd.choice([None, *places]), **said)
    for _ in range(30):
        world.tie("FINANCES", rnd.choice(actors), rnd.choice([*actors, *what]), amount_cents=rnd.choice([None, 100]))
        world.tie("CO_PILOTS", rnd.choice(actors), rnd.choice(what), role=rnd.choice(["lead", "co_pilot"]))
        world.tie("PARTNERS_WITH", *rnd.sample(actors, 2), kind=rnd.choice(["alliance", "public"]))
        world.tie("CARRIES", rnd.choice(actors), rnd.choice(what), role=rnd.choice(["carrier", "adopter"]))
    world.covers(["cog:dep:01", "cog:dep:02"], network, exhaustive=True)
    world.load(store)


ASKED: list[tuple[str, dict[str, str]]] = [
    ("spread.edges", {}),
    ("spread.paths", {"source": "Loire-Atlantique", "innovation": "Relayage"}),
    ("spread.between", {"source": "cog:dep:35", "target": "cog:dep:22", "k": "30"}),
    *((name, {"innovation": text}) for name in ("spread.tree", "innovation.card") for text in ("Relayage", "Café")),
    *((name, {name_of: "Ille-et-Vilaine"}) for name, name_of in
      (("spread.who_gave", "receiver"), ("spread.who_received", "giver"), ("territory.card", "territory"))),
    ("spread.imported", {"network": "Réseau Rural"}),
    *(("territory.verdicts", {"network": "Réseau Rural", "level": level, "since": since})
      for level in ("department", "region") for since in ("", "2010")),
    ("partnership.funders", {}),
    ("partnership.ecosystem", {"network": "Réseau Rural"}),
    ("partnership.funders", {"network": "Réseau Rural", "first": "2010"}),
    ("partnership.copilots", {}),
    ("partnership.copilots", {"network": "Réseau Rural"}),
    ("innovation.panorama", {}),
    ("organisation.card", {"actor": "Réseau Rural"}),
    ("organisation.search", {"text": "e"}),
    ("organisation.practices", {"network": "Réseau Rural"}),
    ("evidence.of", {"uid": "Relayage"}),
    ("evidence.contradictions", {}),
    ("audit.counts", {}),
]  # fmt: skip


def test_all_engines_give_the_same_bytes(engine: Callable[[str], Server]) -> None:
    answers: dict[str, list[str]] = {}
    for name in wanted():
        with engine(name).open() as store:
            store.wipe()
            village(store)
            answers[name] = [
                ask(store, question, raw).model_copy(update={"engine": ""}).json_text() for question, raw in ASKED
            ]
            store.wipe()
    first, *others = answers.values()
    assert sum(len(json.loads(one)["rows"]) for one in first) > 500
    assert all(other == first for other in others)


def test_no_question_reads_once_a_row(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    village(store)
    read, reads = store.read, []

    def counted(text: str, /, **params: Any) -> list[dict[str, Any]]:
        reads.append(text)
        return read(text, **params)

    monkeypatch.setattr(store, "read", counted)
    for question, raw in ASKED:
        counts = []
        for _ in range(2):
            reads.clear()
            ask(store, question, raw)
            counts.append(len(reads))
        cold, warm = counts
        assert (cold <= 30, warm <= 10) == (True, True), (question, cold, warm)
