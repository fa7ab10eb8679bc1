"""Sums, numbers and dates inside sentences."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.prose.amounts import count_of, dates, money


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("une bourse de 3 à 10 K€", {"amount_min_cents": 300_000, "amount_max_cents": 1_000_000}),
        ("entre 8 K€ et 15 K€", {"amount_min_cents": 800_000, "amount_max_cents": 1_500_000}),
        ("entre 3 et 10 000 euros", {"amount_min_cents": 300_000, "amount_max_cents": 1_000_000, "inferred": True}),
        ("pour 800 k€ en tout", {"amount_cents": 80_000_000}),
        ("un budget de 1,5 M€.", {"amount_cents": 150_000_000}),
        ("2 millions d'euros", {"amount_cents": 200_000_000}),
        ("12 500 € par an", {"amount_cents": 1_250_000}),
    ],
)
def test_a_sum_is_read_to_the_cent_and_says_when_its_unit_was_understood(text: str, values: dict[str, Any]) -> None:
    assert [dict(one.values) for one in money(text, 0, len(text))] == [{"currency": "EUR", **values}]


def test_two_sums_in_a_row_are_no_range() -> None:
    text = "20 000 € et 30 000 €"
    assert [one.values["amount_cents"] for one in money(text, 0, len(text))] == [2_000_000, 3_000_000]


@pytest.mark.parametrize("text", ["12 associations", "en 2019", "3 à 10 projets", "10 %"])
def test_a_number_without_a_currency_is_no_sum(text: str) -> None:
    assert money(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [("12 associations", 12), ("2 500 clubs", 2500), ("treize villes", 13), ("dix-sept sites", 17),
     ("vingt-quatre clubs", 24), ("trente et une villes", 31), ("Cinquante-deux sites", 52),
     ("une dizaine de clubs", None), ("des clubs", None)],
)  # fmt: skip
def test_a_group_is_counted_by_figures_or_by_words_but_not_by_a_guess(words: str, count: int | None) -> None:
    assert count_of(words) == count


@pytest.mark.parametrize(
    ("text", "label", "since"),
    [
        ("En 2019, tout change.", "en 2019", ("2019-01-01", "2019-12-31")),
        ("tout change depuis mars 2020", "depuis mars 2020", ("2020-03-01", "2020-03-31")),
        ("de mars 2020 à janvier 2021", "de mars 2020 à janvier 2021", ("2020-03-01", "2020-03-31")),
        ("dans les années 90", "dans les années 90", ("1990-01-01", "1999-12-31")),
    ],
)
def test_a_date_keeps_its_words_and_its_bounds(text: str, label: str, since: tuple[str, str]) -> None:
    ((_, _, when),) = dates(text, 0, len(text))
    assert (when["when_label"], (when["since_min"], when["since_max"])) == (label, since)


def test_a_postal_code_or_a_count_is_no_date() -> None:
    text = "Écrire au 12, rue Neuve, 20190 Aullène ; il y a 1 900 adhérents."
    assert list(dates(text, 0, len(text))) == []
