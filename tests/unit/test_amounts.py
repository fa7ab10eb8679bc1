"""Sums as people write them, to the cent."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmodel.codes import CodeCheck, check_siren
from graphmodel.names import fold
from ingest.amounts import Amount, amount_of
from ingest.national import identify
from ingest.values import euros


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 500,50", 1_250_050, 1_250_050),
        ("12\u202f500,5 €", 1_250_050, 1_250_050),
        ("1.200,00 €", 120_000, 120_000),
        ("1,234.56", 123_456, 123_456),
        ("1.234.567,89", 123_456_789, 123_456_789),
        ("3 à 10 K€", 300_000, 1_000_000),
        ("entre 8 K€ et 15 K€", 800_000, 1_500_000),
        ("de 500 à 1 500 euros", 50_000, 150_000),
        ("800 k€", 80_000_000, 80_000_000),
        ("1,5 M€", 150_000_000, 150_000_000),
        ("2 millions d'euros", 200_000_000, 200_000_000),
        ("-300", -30_000, -30_000),
        ("0", 0, 0),
    ],
)
def test_a_sum_is_read_to_the_cent(text: str, low: int, high: int) -> None:
    assert amount_of(text) == Amount(low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("entre 3 et 10 000 euros", 300_000, 1_000_000), ("1.200", 120_000, 120_000), ("12,500", 1_250, 1_250)],
)
def test_a_sum_that_reads_in_two_ways_says_so(text: str, low: int, high: int) -> None:
    assert amount_of(text) == Amount(low, high, ambiguous=True)


@pytest.mark.parametrize("value", ["", "à définir", "12 €/h", "10 à 3 €", "1 2", "CHF", None, True])
def test_what_is_no_sum_is_none_and_never_zero(value: str | bool | None) -> None:
    assert amount_of(value) is None


def test_another_currency_is_kept_and_never_converted() -> None:
    assert amount_of("12 CHF") == Amount(1_200, 1_200, "CHF")


@given(st.integers(-(10**11), 10**11))
def test_every_whole_number_of_cents_survives_all_its_spellings(cents: int) -> None:
    plain = euros(cents)
    whole, _, decimals = plain.partition(".")
    french = f"{int(whole):,}".replace(",", " ") + f",{decimals}" if cents >= 100 else plain.replace(".", ",")
    grouped = f"{int(whole):,}.{decimals}" if cents >= 100 else plain
    assert {amount_of(one) for one in (plain, grouped, french, f"{french} €")} == {Amount(cents, cents)}


@given(st.integers(-(10**9), 10**9))
def test_a_sum_that_a_spreadsheet_keeps_as_a_float_is_exact(cents: int) -> None:
    assert amount_of(cents / 100) == Amount(cents, cents)


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("Conseil régional de Bretagne", "name:organisation/fr/region-bretagne-53"),
        ("RÉGION BRETAGNE", "name:organisation/fr/region-bretagne-53"),
        ("Conseil départemental d'Ille-et-Vilaine", "name:organisation/fr/departement-ille-et-vilaine-35"),
        ("Ville de Rennes", "name:organisation/fr/commune-rennes-35238"),
        ("Rennes Métropole", "siren:243500139"),
        ("Fondation de France", "name:organisation/fr/fondation-de-france"),
        ("Caisse des dépôts et consignations", "siren:180020026"),
        ("MINISTERE DE LA CULTURE", "siren:110046018"),
    ],
)
def test_a_local_authority_or_national_body_is_known_nationwide(name: str, uid: str) -> None:
    found = identify(name)
    assert found is not None
    assert found.identifiers[0] == uid


@pytest.mark.parametrize("name", ["Ville de Saint-Denis", "Rennes", "Association Untel", "AG2R", "FSE", ""])
def test_a_name_that_others_share_is_not(name: str) -> None:
    assert identify(name) is None


def test_a_local_body_may_bear_the_name_of_its_network() -> None:
    assert (identify("ADMR", local=True), identify("ADMR") is not None) == (None, True)


def test_each_national_body_has_a_source_and_no_other_s_name_or_siren() -> None:
    text = (files("graphmodel.reference") / "data" / "national_bodies.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    sirens = [row["siren"] for row in rows if row["siren"]]
    spellings = [(row["class"], fold(one)) for row in rows for one in (row["name"], *row["aliases"].split("|")) if one]
    assert sirens
    assert [row["name"] for row in rows if not row["source"].strip()] == []
    assert [check_siren(one) for one in sirens] == [CodeCheck(one) for one in sirens]
    assert [one for one, times in Counter([*sirens, *spellings]).items() if times > 1] == []
