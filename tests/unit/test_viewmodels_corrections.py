"""What people may put right of a proposed fact: each value in a field of its type; only what changed comes back."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel.questions.review_rows import Option
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from graphmodel.statements.draft import check_values
from graphmodel.statements.records import Kind
from ui.i18n import Translator
from ui.viewmodels import corrections
from ui.viewmodels.corrections import Unreadable

FR = Translator("fr")
WHEN = {"since_min": "2012-01-01", "since_max": "2012-12-31", "when_label": "2012"}


def fact(type_: str, **values: Any) -> Option:
    return Option(type=type_, ends=(), values=values, status="stated", modality="actual", marks=("m",))


def changed(option: Option, **typed: Any) -> tuple[dict[str, Any], str]:
    return corrections.changed(corrections.entries(FR, option), typed, option)


def test_what_nobody_touched_is_not_corrected() -> None:
    money = fact("FINANCES", amount_cents=123_450, year=2019, share=0.5, funding_kind="grant", **WHEN)
    shown = {one.name: one.value for one in corrections.entries(FR, money) if one.filled}
    assert shown == {
        "modality": "actual", "when": "2012", "year": "2019", "amount_cents": "1234.50", "funding_kind": "grant",
        "share": "0.5",
    }  # fmt: skip
    assert changed(money, **shown) == ({}, "")


@pytest.mark.parametrize(
    ("option", "typed", "values"),
    [(fact("FINANCES", amount_cents=100), {"amount_cents": "12 500,50 €"}, {"amount_cents": 1_250_050}),
     (fact("FINANCES", amount_cents=100), {"amount_cents": " "}, {"amount_cents": None}),
     (fact("FINANCES"), {"year": "2 019", "share": "0,25"}, {"year": 2019, "share": 0.25}),
     (fact("CARRIES", stage="emergence"), {"stage": None}, {"stage": None}),
     (fact("CARRIES"), {"stage": "spread"}, {"stage": "spread"}),
     (fact("PERFORMS", what=("a",)), {"what": "a\n\n b "}, {"what": ["a", "b"]}),
     (fact("SPREAD_TO"), {"accompanied": "no"}, {"accompanied": False}),
     (fact("Innovation", natures=("invention",)), {"natures": ["invention", "extension"]},
      {"natures": ["invention", "extension"]}),
     (fact("Organisation", legal_form="asso"), {"legal_form": "fondation"}, {"legal_form": "fondation"})],
)  # fmt: skip
def test_what_was_typed_comes_back_as_the_schema_keeps_it(
    option: Option, typed: dict[str, Any], values: dict[str, Any]
) -> None:
    assert changed(option, **typed) == (values, "")
    kind = Kind.RELATION if option.type in EDGES else Kind.ENTITY
    check_values(kind, option.type, {**option.values, **values})


def test_a_date_that_was_put_right_leaves_nothing_of_the_old_one() -> None:
    assert changed(fact("CARRIES", **WHEN), when="depuis 2015")[0] == {
        "since_min": "2015-01-01", "since_max": "2015-12-31", "when_label": "depuis 2015",
    }  # fmt: skip
    assert changed(fact("CARRIES", **WHEN), when="")[0] == dict.fromkeys(WHEN)


def test_a_plan_that_was_carried_out_is_said_beside_the_values() -> None:
    assert changed(fact("CARRIES"), modality="ended") == ({}, "ended")


@pytest.mark.parametrize(
    "typed", [{"amount_cents": "beaucoup"}, {"amount_cents": "3 à 10 000 €"}, {"year": "hier"}, {"when": "un jour"}]
)
def test_what_cannot_be_read_is_refused_in_both_languages(typed: dict[str, str]) -> None:
    with pytest.raises(Unreadable) as refused:
        changed(fact("FINANCES"), **typed)
    word = next(iter(typed.values()))
    assert word in refused.value.sentence.fr
    assert word in refused.value.sentence.en


@pytest.mark.parametrize("name", [*EDGES, *NODES])
def test_every_property_of_the_schema_has_a_field(name: str) -> None:
    kind = EDGES.get(name) or NODES[name]
    found = {one.name for one in corrections.entries(FR, fact(name))} - {"when", "modality"}
    kept = {"document", "ordinal", "name", "roles", "lat", "lon"}
    assert found == {one.name for one in fields(kind) if not one.prop.ref} - kept
