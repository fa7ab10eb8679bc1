"""Findings: their words, their grouping, and the two forms in which they leave."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.findings import Finding, as_json, finding, group, refused, render
from ingest.messages import CATALOGUE, Message


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_says_the_same_in_french_and_in_english(code: str) -> None:
    entry = CATALOGUE[code]
    for label in filter(None, (entry.sentence, entry.suggestion)):
        assert placeholders(label.fr) == placeholders(label.en)
        for text in (label.fr, label.en):
            assert text == text.strip()
            assert text[-1] in ".?}"


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
def test_what_stops_a_person_always_comes_with_something_to_do(entry: Message) -> None:
    assert entry.severity == "info" or entry.suggestion is not None


def impossible_date(row: int = 9, column: str = "E", value: str = "31/02/2021") -> Finding:
    return finding("date-impossible", file="s.xlsx", sheet="Financements", row=row, column=column, value=value)


def test_a_finding_is_one_line_with_its_place_its_code_and_what_to_do() -> None:
    found = [
        impossible_date(),
        finding("row-short", file="a.csv", row=12, found=2, expected=3),
        finding("encoding", file="a.csv", value="cp1252"),
    ]
    assert render(found, "fr").splitlines() == [
        "Financements!E9 [date-impossible] « 31/02/2021 » n'existe pas au calendrier."
        " → Vérifiez le jour et le mois (JJ/MM/AAAA).",
        "a.csv!12 [row-short] La ligne a 2 cellules, l'en-tête en a 3. → Vérifiez le séparateur et les guillemets.",
        "a.csv [encoding] Le fichier n'est pas en UTF-8 ; il a été lu en cp1252."
        " → Si des accents sont faux, enregistrez en « CSV UTF-8 ».",
    ]
    assert render(found[:1], "en") == (
        "Financements!E9 [date-impossible] “31/02/2021” is not in the calendar."
        " → Check the day and the month (DD/MM/YYYY)."
    )


def test_json_has_the_keys_of_the_contract_and_no_other() -> None:
    assert as_json(impossible_date(), "fr") == {
        "file": "s.xlsx",
        "sheet": "Financements",
        "row": 9,
        "column": "E",
        "page": None,
        "code": "date-impossible",
        "severity": "error",
        "value": "31/02/2021",
        "message": "« 31/02/2021 » n'existe pas au calendrier.",
        "suggestion": "Vérifiez le jour et le mois (JJ/MM/AAAA).",
        "count": 1,
    }


def test_the_first_three_are_shown_and_the_third_counts_the_rest() -> None:
    shown = group(impossible_date(row) for row in range(2, 32))
    assert [(found.row, found.count) for found in shown] == [(2, 1), (3, 1), (4, 28)]
    assert "(et 27 autre(s) semblable(s))" in render(shown, "fr").splitlines()[2]


def test_headers_come_before_rows_and_the_file_before_all() -> None:
    found = [
        impossible_date(),
        finding("row-long", file="s.xlsx", sheet="Financements", row=3, found=4, expected=3),
        finding("column-missing", file="s.xlsx", sheet="Financements", field="montant"),
        finding("empty-sheet", file="s.xlsx", sheet="Feuil2", value="Feuil2"),
        finding("encoding", file="s.csv", value="cp1252"),
    ]
    assert [one.level for one in group(found)] == ["file", "sheet", "header", "row", "cell"]


places = st.builds(impossible_date, st.integers(1, 50), st.sampled_from("ABC"))


@given(st.lists(places, max_size=60))
def test_grouping_loses_no_count_and_grouping_twice_changes_nothing(found: list[Finding]) -> None:
    grouped = group(found)
    assert sum(one.count for one in grouped) == len(found)
    assert group(grouped) == grouped
    assert {(one.code, one.column) for one in grouped} == {(one.code, one.column) for one in found}


def test_a_hostile_value_can_neither_drive_the_terminal_nor_flood_it() -> None:
    found = impossible_date(value="\x1b[2J\nfaux: {value} " + "x" * 5_000)
    line = render([found], "fr")
    assert not set("\x1b\n") & set(line)
    assert len(line) < 300
    assert "{value}" in line  # words of a file are never taken for a placeholder


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    refusal = refused("too-big", size=300, limit=256)
    assert (refusal.code, refusal.exit_code) == ("too-big", 3)
    assert str(refusal) == "Le fichier pèse 300 Mo ; la limite est de 256 Mo. Découpez-le en plusieurs fichiers."
    assert refusal.sentence.en == "The file is 300 MB; the limit is 256 MB. Split it into several files."


def test_a_code_that_nobody_declared_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        finding("no-such-code", file="a.csv")
