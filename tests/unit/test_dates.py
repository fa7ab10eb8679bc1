"""Dates as documents write them: intervals with their text, never an invented day."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphmodel.dates import (
    UNKNOWN,
    DateProblem,
    When,
    from_properties,
    parse_when,
    sentence,
    to_properties,
    when_from_value,
)

# text: since, until (each "first..last" or one day), French and English sentence
READ = {
    "2019": ("2019-01-01..2019-12-31", "", "en 2019", "in 2019"),
    "mars 2020": ("2020-03-01..2020-03-31", "", "en mars 2020", "in March 2020"),
    "févr. 2020": ("2020-02-01..2020-02-29", "", "en février 2020", "in February 2020"),
    "AOÛT 2020": ("2020-08-01..2020-08-31", "", "en août 2020", "in August 2020"),
    "March 2020": ("2020-03-01..2020-03-31", "", "en mars 2020", "in March 2020"),
    "03/2020": ("2020-03-01..2020-03-31", "", "en mars 2020", "in March 2020"),
    "2020-03": ("2020-03-01..2020-03-31", "", "en mars 2020", "in March 2020"),
    "janv-20": ("2020-01-01..2020-01-31", "", "en janvier 2020", "in January 2020"),
    "12/03/2020": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "12.03.98": ("1998-03-12", "", "le 12 mars 1998", "on 12 March 1998"),
    "2020-03-12": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "2020-03-12T00:00:00": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "20200312": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "jeudi 12 mars 2020": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "1er mars 2020": ("2020-03-01", "", "le 1er mars 2020", "on 1 March 2020"),
    "March 12th, 2020": ("2020-03-12", "", "le 12 mars 2020", "on 12 March 2020"),
    "courant 2020": ("2020-01-01..2020-12-31", "", "en 2020", "in 2020"),
    "≈1980": ("1978-01-01..1982-12-31", "", "vers 1980", "around 1980"),
    "vers 1980": ("1978-01-01..1982-12-31", "", "vers 1980", "around 1980"),
    "env. 1980": ("1978-01-01..1982-12-31", "", "vers 1980", "around 1980"),
    "1980 (?)": ("1978-01-01..1982-12-31", "", "vers 1980", "around 1980"),
    "vers mars 2020": ("2020-01-01..2020-05-31", "", "vers mars 2020", "around March 2020"),
    "vers le 15 mars 2020": ("2020-03-01..2020-03-29", "", "vers le 15 mars 2020", "around 15 March 2020"),
    "années 90": ("1990-01-01..1999-12-31", "", "dans les années 1990", "in the 1990s"),
    "les années 1990": ("1990-01-01..1999-12-31", "", "dans les années 1990", "in the 1990s"),
    "années quatre-vingt-dix": ("1990-01-01..1999-12-31", "", "dans les années 1990", "in the 1990s"),
    "1990s": ("1990-01-01..1999-12-31", "", "dans les années 1990", "in the 1990s"),
    "fin des années 90": ("1996-01-01..1999-12-31", "", "à la fin des années 1990", "in the late 1990s"),
    "XXe siècle": ("1901-01-01..2000-12-31", "", "au XXe siècle", "in the 20th century"),
    "début 2015": ("2015-01-01..2015-04-30", "", "début 2015", "in early 2015"),
    "mi-2015": ("2015-05-01..2015-08-31", "", "mi-2015", "in mid-2015"),
    "fin 2015": ("2015-09-01..2015-12-31", "", "fin 2015", "in late 2015"),
    "fin mars 2020": ("2020-03-21..2020-03-31", "", "fin mars 2020", "in late March 2020"),
    "2e trimestre 2020": ("2020-04-01..2020-06-30", "", "au 2e trimestre 2020", "in the 2nd quarter of 2020"),
    "T4 2020": ("2020-10-01..2020-12-31", "", "au 4e trimestre 2020", "in the 4th quarter of 2020"),
    "1er semestre 2021": ("2021-01-01..2021-06-30", "", "au 1er semestre 2021", "in the 1st half of 2021"),
    "été 2020": ("2020-06-01..2020-09-30", "", "à l'été 2020", "in summer 2020"),
    "depuis 2010": ("2010-01-01..2010-12-31", "", "depuis 2010", "since 2010"),
    "à partir de mars 2010": ("2010-03-01..2010-03-31", "", "depuis mars 2010", "since March 2010"),
    "since 2010": ("2010-01-01..2010-12-31", "", "depuis 2010", "since 2010"),
    "2010 à aujourd’hui": ("2010-01-01..2010-12-31", "", "depuis 2010", "since 2010"),
    "entre 2019 et 2021": ("2019-01-01..2021-12-31", "", "entre 2019 et 2021", "between 2019 and 2021"),
    "avant 2018": ("..2017-12-31", "", "avant 2018", "before 2018"),
    "après 2018": ("2019-01-01..", "", "après 2018", "after 2018"),
    "jusqu'en 2018": ("..2018-12-31", "2018-01-01..2018-12-31", "jusqu'en 2018", "until 2018"),
    "jusqu’au 12 mars 2018": ("..2018-03-12", "2018-03-12", "jusqu'au 12 mars 2018", "until 12 March 2018"),
    "2019-2021": ("2019-01-01..2019-12-31", "2021-01-01..2021-12-31", "de 2019 à 2021", "from 2019 to 2021"),
    "2019 – 2021": ("2019-01-01..2019-12-31", "2021-01-01..2021-12-31", "de 2019 à 2021", "from 2019 to 2021"),
    "de 2019 à 2021": ("2019-01-01..2019-12-31", "2021-01-01..2021-12-31", "de 2019 à 2021", "from 2019 to 2021"),
    "2019-20": ("2019-01-01..2019-12-31", "2020-01-01..2020-12-31", "de 2019 à 2020", "from 2019 to 2020"),
    "janvier à mars 2021": (
        *("2021-01-01..2021-01-31", "2021-03-01..2021-03-31"),
        *("de janvier 2021 à mars 2021", "from January 2021 to March 2021"),
    ),
    "mars 2020 à janvier 2021": (
        *("2020-03-01..2020-03-31", "2021-01-01..2021-01-31"),
        *("de mars 2020 à janvier 2021", "from March 2020 to January 2021"),
    ),
    "du 12 au 15 avril 2020": (
        *("2020-04-12", "2020-04-15", "du 12 avril 2020 au 15 avril 2020", "from 12 April 2020 to 15 April 2020"),
    ),
    "2017-03-30/2017-05-24": (
        *("2017-03-30", "2017-05-24", "du 30 mars 2017 au 24 mai 2017", "from 30 March 2017 to 24 May 2017"),
    ),
    "d'avril à août 2020": (
        *("2020-04-01..2020-04-30", "2020-08-01..2020-08-31"),
        *("d'avril 2020 à août 2020", "from April 2020 to August 2020"),
    ),
    "date inconnue": ("", "", "date inconnue", "unknown date"),
    "n.c.": ("", "", "date inconnue", "unknown date"),
    "": ("", "", "date inconnue", "unknown date"),
}  # fmt: skip


def _ends(text: str) -> tuple[date | None, date | None]:
    first, _, last = text.partition("..")
    both = (first, last if ".." in text else first)
    return tuple(date.fromisoformat(end) if end else None for end in both)  # type: ignore[return-value]


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read_as_an_interval_with_its_text_and_said_back(text: str) -> None:
    since, until, french, english = READ[text]
    when = parse_when(text)
    assert when == When(text, *_ends(since), *_ends(until))
    assert (sentence(when), sentence(when, "en")) == (french, english)


@pytest.mark.parametrize("text", READ)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sentence_can_be_read_again_as_the_same_interval(text: str, lang: str) -> None:
    when = parse_when(text)
    again = parse_when(sentence(when, lang))
    assert to_properties(again) | {"when_label": ""} == to_properties(when) | {"when_label": ""}


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("31/02/2021", "date-impossible", "JJ/MM/AAAA"),
        ("29/02/2021", "date-impossible", "JJ/MM/AAAA"),
        ("31 février 2021", "date-impossible", "JJ/MM/AAAA"),
        ("12/13/2021", "date-impossible", "« 13/12/2021 »"),
        ("13/2020", "date-impossible", "JJ/MM/AAAA"),
        ("2020-13", "date-impossible", "JJ/MM/AAAA"),
        ("5e trimestre 2020", "date-impossible", "JJ/MM/AAAA"),
        ("mars", "date-year-missing", "« mars 2020 »"),
        ("12 mars", "date-year-missing", "« mars 2020 »"),
        ("12/03", "date-year-missing", "« mars 2020 »"),
        ("depuis mars", "date-year-missing", "« mars 2020 »"),
        ("3019", "date-out-of-range", "entre 1000 et 2100"),
        ("2021-2019", "date-backwards", "le début avant la fin"),
        ("décembre à mars 2021", "date-backwards", "chacun avec son année"),
        ("entre 2021 et 2019", "date-backwards", "le début avant la fin"),
        ("2019 et 2021", "date-several", "2019 à 2021"),
        ("2019, 2020, 2021", "date-several", "2019 à 2021"),
        ("2009-10", "date-ambiguous", "« 10/2009 » ou « 2009-2010 »"),
        ("années 20", "date-ambiguous", "« années 1920 » ou « années 2020 »"),
        ("bientôt", "date-unreadable", "Écrivez par exemple"),
        ("créée en 2019", "date-unreadable", "Écrivez par exemple"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, code: str, hint: str) -> None:
    with pytest.raises(DateProblem) as raised:
        parse_when(text)
    assert (raised.value.code, raised.value.text) == (code, text)
    assert f"« {text} »" in raised.value.problem.fr
    assert hint in raised.value.suggestion.fr
    assert raised.value.suggestion.en


@pytest.mark.parametrize(
    "value",
    [date(2022, 1, 1), datetime(2022, 1, 1, 12, 30), pd.Timestamp(2022, 1, 1), 44562, 44562.75, "44562", "44562.0"],
)
def test_a_cell_that_holds_a_day_is_that_day_however_the_spreadsheet_keeps_it(value: object) -> None:
    assert when_from_value(value) == When("01/01/2022", date(2022, 1, 1), date(2022, 1, 1))


@pytest.mark.parametrize("value", [2019, 2019.0, "2019", " 2019 "])
def test_a_cell_that_holds_a_year_is_the_whole_year(value: object) -> None:
    assert when_from_value(value) == When("2019", date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, "", "?"])
def test_an_empty_cell_has_an_unknown_date(value: object) -> None:
    assert to_properties(when_from_value(value)).keys() <= {"when_label"}
    assert sentence(when_from_value(value)) == "date inconnue"


@pytest.mark.parametrize("value", [12, 9999, 99999, -44562, True, 0.5, float("inf"), [2019]])
def test_a_number_that_is_neither_a_year_nor_a_likely_day_is_refused(value: object) -> None:
    with pytest.raises(DateProblem):
        when_from_value(value)


def test_properties_are_iso_strings_and_leave_out_what_is_unknown() -> None:
    assert to_properties(parse_when("mars 2020")) == {
        "since_min": "2020-03-01",
        "since_max": "2020-03-31",
        "when_label": "mars 2020",
    }
    assert to_properties(UNKNOWN) == {}


@pytest.mark.parametrize("text", READ)
def test_properties_keep_everything(text: str) -> None:
    when = parse_when(text)
    assert from_properties(to_properties(when) | {"other": 1}) == when


@pytest.mark.parametrize(
    ("when", "french"),
    [
        (When("", date(2020, 3, 1), date(2020, 3, 31)), "en mars 2020"),
        (When("mars 2020", date(2019, 1, 1), date(2019, 12, 31)), "en 2019"),
        (When("?!", date(2020, 3, 5), date(2020, 4, 2)), "entre le 5 mars 2020 et le 2 avril 2020"),
        (When("", None, date(2017, 12, 31)), "avant le 1er janvier 2018"),
        (When("", date(2019, 1, 1)), "après le 31 décembre 2018"),
        (When("", date(2019, 1, 1), date(2019, 12, 31), date(2021, 1, 1), date(2021, 12, 31)), "de 2019 à 2021"),
        (When("", None, None, None, date(2021, 5, 1)), "jusqu'au 1er mai 2021"),
        (UNKNOWN, "date inconnue"),
    ],
)
def test_an_interval_whose_label_says_otherwise_is_said_from_its_days(when: When, french: str) -> None:
    assert sentence(when) == french


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_the_same_in_every_notation(day: date) -> None:
    iso = parse_when(day.isoformat())
    assert (iso.since_min, iso.since_max, iso.until_min, iso.until_max) == (day, day, None, None)
    others = (f"{day.day}/{day.month}/{day.year:04}", sentence(iso), sentence(iso, "en"))
    assert {(parse_when(text).since_min, parse_when(text).since_max) for text in others} == {(day, day)}


@given(st.dates(date(1000, 1, 1), date(2090, 1, 1)), st.dates(date(1000, 1, 1), date(2090, 1, 1)))
def test_any_two_days_in_order_are_a_period_and_backwards_they_are_refused(one: date, other: date) -> None:
    first, last = sorted((one, other))
    text = f"du {first:%d/%m}/{first.year:04} au {last:%d/%m}/{last.year:04}"
    assert parse_when(text) == When(text, first, first, last, last)
    if first < last:
        with pytest.raises(DateProblem):
            parse_when(f"{last.isoformat()} - {first.isoformat()}")


@given(st.text(st.sampled_from("0123456789/-–. àdeusvrifnjmocté?≈'"), max_size=24))
def test_any_text_gives_ordered_ends_or_a_date_problem(text: str) -> None:
    try:
        when = parse_when(text)
    except DateProblem:
        return
    for lo, hi in (
        (when.since_min, when.since_max),
        (when.until_min, when.until_max),
        (when.since_min, when.until_max),
    ):
        assert lo is None or hi is None or lo <= hi
    assert sentence(when)
    assert sentence(when, "en")
