"""A duration and the two dates that say it again: told apart, shown side by side, settled by a person."""

from __future__ import annotations

import pytest

from graphmodel import decisions
from graphmodel.questions import evidence
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.store import Store
from tests.contract.documents import fresh, load, written

NAMED = [identifiers.named("Programme", "fr", "Parcours")]


def told(**values: object) -> list[tuple[str, dict[str, object]]]:
    """One value a statement, at a place named after it."""
    return [(f"p1:{place}-{place + 1}", {name: value}) for place, (name, value) in enumerate(values.items())]


def programme(store: Store, **values: object) -> dict[str, str]:
    """A programme of which a document says these things; the statement of each by the property that it gives."""

    def write(draft: Draft) -> None:
        for at, said in told(**values):
            draft.entity("Programme", NAMED, {"name": "Parcours", **said}, Proof(at, quote=at))

    fresh(store)
    made = written("parcours", write)
    load(store, made)
    return {name: one.id for one in made[1] for name in one.values if name != "name"}


def disputed(store: Store) -> list[tuple[str, object, str]]:
    return [(row.property, row.value, row.statement) for row in evidence.contradictions(store)]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("mars 2020", "janvier 2021", 9), ("5 mars 2020", "mars 2022", 30), ("mars 2020", "mars 2020", 2)],
)
def test_a_duration_that_cannot_be_that_between_the_dates_is_in_dispute(
    store: Store, start: str, end: str, months: int
) -> None:
    ids = programme(store, duration_months=months, start=start, end=end)
    assert disputed(store) == [
        ("duration_months", months, ids["duration_months"]),
        ("duration_months", start, ids["start"]),
        ("duration_months", end, ids["end"]),
    ]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("mars 2020", "janvier 2021", 10), ("mars 2020", "janvier 2021", 11), ("2016", "2018", 40),
     ("mars 2020", None, 9), ("bientôt", "janvier 2021", 9), ("avant 2010", "2012", 400)],
)  # fmt: skip
def test_a_duration_that_the_dates_allow_or_do_not_tell_is_not(
    store: Store, start: str, end: str | None, months: int
) -> None:
    programme(store, duration_months=months, start=start, **({"end": end} if end else {}))
    assert disputed(store) == []


def test_what_a_person_prefers_stays_alone(store: Store) -> None:
    ids = programme(store, duration_months=9, start="mars 2020", end="janvier 2021")
    query = "MATCH (n:Programme) RETURN n.duration_months AS months, n.start AS start, n.contradicted AS disputed"
    shown = []
    for name in ("duration_months", "start"):
        decisions.prefer(store, ids[name], "duration_months")
        shown += store.read(query)
    assert shown == [
        {"months": 9, "start": "mars 2020", "disputed": None},
        {"months": None, "start": "mars 2020", "disputed": None},
    ]
