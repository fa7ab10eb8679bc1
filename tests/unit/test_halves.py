"""Two things that one text describes may be one: one tells its length, the other its dates. Nothing else is asked."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel.analysis.halves import FEW, Told, likenesses
from graphmodel.analysis.twins import Likeness
from graphmodel.schema.nodes import Programme
from graphmodel.statements.identifiers import scope_of

DATES = {"start": "mars 2017", "end": "janvier 2018"}


def told(uid: str, scope: str = "doc.livret", *, name: str = "", carriers: str = "", **values: Any) -> Told:
    return Told(uid, Programme, name or f"parcours {uid}", scope, values, frozenset(carriers.split()))


@pytest.mark.parametrize(("months", "score"), [(10, 1.0), (11, 1.0), (9, 0.9), (8, 0.8), (14, 0.79)])
def test_a_length_and_dates_that_are_near_it_are_asked_about(months: int, score: float) -> None:
    assert likenesses([told("b", **DATES), told("a", duration_months=months)]) == [
        Likeness("a", "b", "restated", score)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("a", duration_months=6), told("b", **DATES)),
        (told("a", duration_months=24), told("b", **DATES)),
        (told("a", duration_months=9), told("b", duration_months=9)),
        (told("a", **DATES), told("b", **DATES)),
        (told("a", duration_months=9, **DATES), told("b", **DATES)),
        (told("a", duration_months=9), told("b", duration_months=9, **DATES)),
        (told("a", duration_months=12), told("b", start="2017", end="2018")),
        (told("a", duration_months=12), told("b", start="bientôt", end="mars 2018")),
        (told("a", duration_months=9), told("b", "doc.bilan", **DATES)),
        (told("a", "", duration_months=9), told("b", "", **DATES)),
        (told("a", duration_months=9, carriers="x"), told("b", carriers="y", **DATES)),
        (told("a", duration_months=9, name="Cap Relais"), told("b", name="Élan", **DATES)),
    ],
    ids=["shorter", "longer", "lengths", "dates", "both", "both too", "years", "unread", "documents", "nowhere",
         "carriers", "names"],
)  # fmt: skip
def test_what_is_told_apart_or_cannot_be_held_together_is_not(one: Told, other: Told) -> None:
    assert likenesses([one, other]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("a", duration_months=9, name="Cap Relais"), told("b", **DATES)),
        (told("a", duration_months=9, carriers="x y"), told("b", carriers="y z", **DATES)),
        (told("a", duration_months=9, carriers="x"), told("b", **DATES)),
        (told("a", "net.lueur", duration_months=9), told("b", "net.lueur", **DATES)),
    ],
    ids=["one name", "a carrier in common", "one carrier known", "one network"],
)
def test_one_name_and_carriers_in_common_do_not_keep_them_apart(one: Told, other: Told) -> None:
    assert likenesses([one, other]) == [Likeness("a", "b", "restated", 0.9)]


def test_what_too_many_may_complete_is_left_alone() -> None:
    lengths = [told(f"a{n}", duration_months=9) for n in range(FEW + 1)]
    assert len(likenesses([*lengths[1:], told("b", **DATES)])) == FEW
    assert likenesses([*lengths, told("b", **DATES)]) == []


@pytest.mark.parametrize(
    ("identifier", "scope"),
    [
        ("name:programme/doc.livret/parcours", "doc.livret"),
        ("name:programme/net.name.network.fr.lueur/parcours", "net.name.network.fr.lueur"),
        ("name:programme/fr/parcours", ""),
        ("reg:programme/siren/12", ""),
    ],
)
def test_a_name_means_its_thing_inside_a_document_or_a_network(identifier: str, scope: str) -> None:
    assert scope_of(identifier) == scope
