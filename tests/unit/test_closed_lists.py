"""What a cell of a closed list, a number or a sum means: read, read aloud as a slip, or not read at all."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.amounts import HIGHEST
from ingest.columns import Column
from ingest.sheets import SHEETS
from ingest.sources.cells import Value
from ingest.values import Read, reader_of

COLUMNS = {column.name: column for sheet in reversed(SHEETS) for column in sheet.columns}
CLOSED = {f"{sheet.name}.{one.name}": one for sheet in SHEETS for one in sheet.columns if one.choices}


def read(column: str, value: Value) -> Read:
    return reader_of(COLUMNS[column])(value)


def codes(column: str, value: Value) -> list[str]:
    return [note.code for note in read(column, value)[1]]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("modality", "en cours"),
        ("modality", "à l'étude"),
        ("modality", "refusé"),
        ("modality", "demandé"),
        ("modality", "en attente"),
        ("modality", "irréalisé"),
        ("modality", "inachevé"),
        ("status", "supposé"),
        ("relation", "a"),
        ("relation", "cotisant"),
        ("relation", "finance"),
        ("funding_kind", "certain"),
        ("funder_kind", "CC"),
        ("types", "CC"),
        ("sector", "pub"),
        ("level", "nat"),
    ],
)
def test_a_part_of_a_word_or_another_word_is_no_value(column: str, text: str) -> None:
    value, notes = read(column, text)
    assert (value or None, [note.code for note in notes]) == (None, ["choice-unknown"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("prévu", "planned"), ("Prévue", "planned"), ("en projet", "planned"), ("planifiés", "planned"),
        ("réalisé", "actual"), ("réalisées", "actual"), ("accordée", "actual"), ("terminée", "ended"),
        ("achevé", "ended"), ("abandonnée", "abandoned"), ("annulé", "abandoned"), ("Mis en œuvre", "actual"),
    ],
)  # fmt: skip
def test_what_people_write_for_a_modality_is_read(text: str, value: str) -> None:
    assert read("modality", text) == (value, ())


def test_an_adherent_is_a_member() -> None:
    assert [read("relation", text) for text in ("adhérent", "est membre de", "membre de")] == [("MEMBER_OF", ())] * 3


def test_a_slip_is_read_aloud() -> None:
    assert (read("level", "régoinale")[0], codes("level", "régoinale")) == ("regional", ["choice-guessed"])


@pytest.mark.parametrize("column", CLOSED.values(), ids=list(CLOSED))
def test_every_label_and_identifier_of_a_list_is_its_value(column: Column) -> None:
    one = tuple if column.shape == "choices" else str
    for choice in column.choices:
        expected: Any = (choice.id,) if one is tuple else choice.id
        said = [reader_of(column)(text) for text in (choice.label.fr, choice.label.en, choice.id)]
        assert said == [(expected, ())] * 3


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount_cents", "-500"), ("amount_cents", -500), ("amount_cents", "5" * 22), ("amount_cents", "9" * 5_000),
        ("amount_cents", 10**30), ("amount_cents", 1e300), ("amount_cents", "-3 à 10 K€"),
        ("amount_cents", "entre 1 et 99999999999 milliards"), ("amount_cents", HIGHEST + 1),
        ("year", "220"), ("year", 22021), ("year", "9" * 5_000), ("employees", "9" * 5_000), ("employees", 2**63),
        ("employees", -3), ("share", "250 %"),
    ],
)  # fmt: skip
def test_a_number_beyond_reason_is_said_and_left_out(column: str, value: Value) -> None:
    assert (read(column, value)[0], codes(column, value)) == (None, ["number-range"])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_sum(value: float) -> None:
    assert codes("amount_cents", value) == ["amount-format"]


def test_the_largest_sum_that_is_read_fits_in_64_bits() -> None:
    amount, notes = read("amount_cents", HIGHEST)
    assert (amount.low, notes, amount.high < 2**63) == (HIGHEST * 100, (), True)
