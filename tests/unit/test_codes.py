"""Codes of bodies: what is right, what is doubtful, what a spreadsheet destroyed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmodel.codes import (
    CodeCheck,
    check_rna,
    check_siren,
    check_siret,
    clean_code,
    format_code,
    siren_in,
    siren_of,
)


@pytest.mark.parametrize(
    "written",
    ["732829320", " 732 829 320 ", "732.829.320", "732\u00a0829\u202f320", 732829320, 732829320.0, "732829320.0"],
)
def test_a_siren_is_read_however_it_is_spaced_or_typed(written: object) -> None:
    assert check_siren(written) == CodeCheck("732829320")


@pytest.mark.parametrize("empty", [None, "", "  ", math.nan, "\u00a0"])
def test_an_empty_cell_is_no_code_and_no_problem(empty: object) -> None:
    assert check_siren(empty) == check_siret(empty) == check_rna(empty) == CodeCheck(None)


def test_a_wrong_check_digit_is_a_doubt_and_the_code_is_kept() -> None:
    found = check_siren("732829321")
    assert (found.value, found.code) == ("732829321", "suspect")
    assert found.problem is not None
    assert "732\u00a0829\u00a0321" in found.problem.fr
    assert (check_siret("73282932000075").value, check_siret("73282932000075").code) == (
        "73282932000075",
        "suspect",
    )


@given(st.integers(1, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_any_one_mistyped_digit_of_a_siren_is_noticed(number: int, place: int, change: int) -> None:
    (right,) = (
        f"{number:08}{key}" for key in range(10) if check_siren(f"{number:08}{key}") == CodeCheck(f"{number:08}{key}")
    )
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert wrong.strip("0") == "" or check_siren(wrong).code == "suspect"


@pytest.mark.parametrize("written", ["12", "ABCDEFGHI", "7328293201", "000000000", "732829320X", -732829320, 7328293.5])
def test_what_has_not_the_shape_of_a_siren_is_refused(written: object) -> None:
    found = check_siren(written)
    assert (found.value, found.code) == (None, "refused")
    assert found.problem is not None
    assert found.suggestion is not None


def test_a_siret_holds_its_siren() -> None:
    assert check_siret("732 829 320 00074") == CodeCheck("73282932000074")
    assert check_siret(73282932000074.0) == CodeCheck("73282932000074")
    assert siren_of("73282932000074") == "732829320"
    assert format_code("73282932000074") == "732\u00a0829\u00a0320\u00a000074"
    assert format_code("732829320") == "732\u00a0829\u00a0320"
    assert format_code("W751515517") == "W751515517"


def test_places_of_la_poste_follow_their_own_rule_and_its_head_office_the_usual_one() -> None:
    assert check_siret("35600000000048") == CodeCheck("35600000000048")
    assert check_siret("35600000049837") == CodeCheck("35600000049837")
    assert check_siret("35600000049838").code == "suspect"
    assert check_siren("356000000") == CodeCheck("356000000")


def test_a_siren_and_a_siret_in_each_others_column_are_told() -> None:
    as_siren, as_siret = check_siren("73282932000074"), check_siret("732829320")
    assert as_siren.code == as_siret.code == "refused"
    assert as_siren.suggestion is not None
    assert as_siren.suggestion.fr == "C'est un SIRET : le SIREN est 732\u00a0829\u00a0320."
    assert as_siret.suggestion is not None
    assert "C'est un SIREN" in as_siret.suggestion.fr


def test_lost_zeros_come_back_only_when_the_check_digit_confirms_them() -> None:
    found = check_siren(5520135.0)
    assert (found.value, found.code) == ("005520135", "ok")
    assert found.problem is not None
    assert "a perdu 2 zéro(s)" in found.problem.fr
    assert check_siren(5520136).code == "refused"
    assert check_siret("552013500038").value == "00552013500038"
    assert check_siret("552013500039").code == "refused"


@pytest.mark.parametrize("destroyed", ["2,43E+13", "7.17e+13", "1E13", "2,43 E+13"])
def test_a_code_that_a_spreadsheet_rounded_to_a_power_of_ten_is_lost(destroyed: str) -> None:
    for found in (clean_code(destroyed), check_siret(destroyed), check_siren(destroyed), siren_in(destroyed)):
        assert (found.value, found.code) == (None, "refused")
        assert found.problem is not None
        assert "tableur" in found.problem.fr


def test_a_siret_rounded_to_nine_digits_is_refused_but_its_siren_can_still_be_read() -> None:
    found = check_siret("21860194600000.0")
    assert (found.value, found.code) == (None, "refused")
    assert found.suggestion is not None
    assert "218\u00a0601\u00a0946" in found.suggestion.fr
    assert (siren_in(21860194600000.0).value, siren_in(21860194600000.0).code) == ("218601946", "suspect")
    assert siren_in("21860194700000").code == "refused"


def test_the_siren_is_found_in_a_siren_or_a_siret() -> None:
    assert siren_in("732 829 320") == siren_in("73282932000074") == CodeCheck("732829320")
    assert (siren_in("73282932000075").value, siren_in("73282932000075").code) == ("732829320", "suspect")
    assert siren_in("") == CodeCheck(None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("W751515517", "W751515517"),
        ("w 751 515 517", "W751515517"),
        ("W9P1002760", "W9P1002760"),
        ("W2A1000123", "W2A1000123"),
    ],
)
def test_an_rna_number_may_hold_a_letter_in_corsica_and_overseas(written: str, code: str) -> None:
    assert check_rna(written) == CodeCheck(code)


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("751515517", "Serait-ce W751515517 ?"),
        ("W75151551O", "Serait-ce W751515510 ?"),
        ("W3222", "Vérifiez le numéro ; sans numéro RNA, laissez vide."),
        ("178-236", "Vérifiez le numéro ; sans numéro RNA, laissez vide."),
        ("WA51515517", "Vérifiez le numéro ; sans numéro RNA, laissez vide."),
    ],
)
def test_what_is_no_rna_number_is_refused_with_the_likely_one(written: str, suggested: str) -> None:
    found = check_rna(written)
    assert (found.value, found.code) == (None, "refused")
    assert found.suggestion is not None
    assert found.suggestion.fr == suggested


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_no_cell_is_an_error(value: object) -> None:
    for check in (check_siren, check_siret, check_rna, siren_in):
        found = check(value)
        assert (found.code == "refused") <= (found.value is None and found.problem is not None)
        assert found.value is None or check(found.value).value == found.value
