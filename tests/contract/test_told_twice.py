"""One programme that a document tells of twice, each time without a name: read, asked about, and then in dispute."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from graphmodel import decisions
from graphmodel.questions import evidence, review
from graphmodel.questions.review_rows import PossiblySame
from graphmodel.store import Store
from ingest.facts.records import KnownName
from ingest.pipeline import Asked, ingest, prepare
from tests.contract.documents import fresh
from tests.unit.test_prose_reading import known

LIVRET = """Le livret des Lueurs

La Fondation Aubier et la Fondation Brin ont lancé une démarche d'écoute des voisins, de mars 2017 à janvier 2018.

La Fondation Corme a lancé un parcours de cuisine de dix mois.

Pendant un parcours solidaire de huit mois, douze associations ont changé de nom.
"""
RELAY = ("démarche d'écoute des voisins", "parcours solidaire de huit mois")


@pytest.fixture
def livret(tmp_path: Path) -> Path:
    path = tmp_path / "livret.txt"
    path.write_text(LIVRET, encoding="utf-8")
    return path


def accept(store: Store, *paths: Path, types: Collection[str] = (), names: Sequence[KnownName] = ()) -> None:
    """Read documents and accept their facts of these types, or all of them; of a choice, the first."""
    fresh(store)
    for path in paths:
        ingest(store, prepare(path, Asked(publisher="Le Mouvement associatif"), names=names))
    options = (card.options[0] for card in review.waiting(store))
    marks = [mark for option in options if not types or option.type in types for mark in option.marks]
    decisions.decide_all(store, [("accept", (mark,)) for mark in marks])


def asked(store: Store) -> list[PossiblySame]:
    return [row for row in review.same(store) if row.how == "restated"]


def names(row: PossiblySame) -> tuple[str, ...]:
    return tuple(sorted((row.one.name, row.other.name)))


def disputed(store: Store) -> list[tuple[str, object, str]]:
    return [(row.property, row.value, row.quote or "") for row in evidence.contradictions(store)]


def test_two_descriptions_are_asked_about_with_both_passages_and_never_joined_by_themselves(
    store: Store, livret: Path
) -> None:
    accept(store, livret)
    (row,) = asked(store)
    sides = {side.name: [one.quote for one in side.passages] for side in (row.one, row.other)}
    lines = LIVRET.split("\n\n")
    assert names(row) == RELAY
    assert sides == {RELAY[0]: [lines[1]], RELAY[1]: [lines[3].strip()]}
    assert (row.score, row.pros, row.cons) == (0.8, (), ("other_length",))
    assert disputed(store) == []


def test_what_its_carriers_tell_apart_is_asked_about_only_while_they_are_not_known(store: Store, livret: Path) -> None:
    accept(store, livret, types=["Programme"])
    kitchen = ("démarche d'écoute des voisins", "parcours de cuisine de dix mois")
    assert sorted(map(names, asked(store))) == [kitchen, RELAY]
    accept(store, livret)
    assert [names(row) for row in asked(store)] == [RELAY]


def test_once_a_person_says_that_they_are_one_the_length_is_in_dispute_with_both_passages(
    store: Store, livret: Path
) -> None:
    accept(store, livret)
    (row,) = asked(store)
    made = decisions.decide(store, "same", (row.one.uid, row.other.uid))
    lines = LIVRET.split("\n\n")
    both = [("duration_months", 8, lines[3].strip()), ("duration_months", "mars 2017 – janvier 2018", lines[1])]
    assert (asked(store), disputed(store)) == ([], both)
    decisions.retract(store, made)
    assert ([names(one) for one in asked(store)], disputed(store)) == ([RELAY], [])


def test_once_a_person_says_that_they_are_two_nobody_asks_again(store: Store, livret: Path) -> None:
    accept(store, livret)
    (row,) = asked(store)
    decisions.decide(store, "different", (row.one.uid, row.other.uid))
    assert (asked(store), disputed(store)) == ([], [])


SHOWN = """
MATCH (n) WHERE n:Cycle AND n.rank = 1 RETURN n.start AS value
UNION ALL MATCH (n:Actor) WHERE n.budget_cents IS NOT NULL RETURN toString(n.budget_cents) AS value
UNION ALL MATCH ()-[r:FINANCES]->() WHERE r.amount_min_cents IS NOT NULL
RETURN toString(r.amount_min_cents) + '-' + toString(r.amount_max_cents) AS value
"""


@pytest.mark.parametrize("named", [False, True], ids=["names unknown", "names known"])
def test_the_real_booklet_contradicts_itself_on_how_long_its_own_programme_lasted_and_on_nothing_else(
    store: Store, shared: Path, named: bool
) -> None:
    """Row 1 of the known traps. What is vague or open there is no contradiction: a start about then (row 3), a sum of
    which it is not told whose it is (row 8), a range whose lower bound leaves out its thousands (row 9)."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    accept(store, *paths, names=known(shared) if named else ())
    assert disputed(store) == []
    (row,) = asked(store)
    quotes = sorted(one.quote for side in (row.one, row.other) for one in side.passages)
    assert [("9 mois" in one, "de mars 2020 à janvier 2021" in one) for one in quotes] == [(True, False), (False, True)]
    decisions.decide(store, "same", (row.one.uid, row.other.uid))
    assert disputed(store) == [
        ("duration_months", 9, quotes[0]),
        ("duration_months", "mars 2020 – janvier 2021", quotes[1]),
    ]
    ranges = ["300000-1000000", "800000-1500000"] if named else []
    assert sorted(one["value"] for one in store.read(SHOWN)) == [*ranges[:1], "500000000", *ranges[1:], "≈1945"]
