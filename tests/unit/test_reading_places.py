"""Every character that was kept knows the exact place in the file that it came from, and a place is written one way."""

from __future__ import annotations

import csv
import unicodedata
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.cleaning import RawPage, clean
from ingest.text.pages import Kind, Page
from ingest.text.places import Place, place_of, read_place
from ingest.text.sentences import lines, paragraphs, sentences

PIECES = [
    "innova-\n", "tion", "l’", "ef\ufb01cace", "\u00a0", "\u00ad", " ", "  ", "\n", "\n\n", "\n\n\n", "**", "^{er}",
    "# ", "e\u0301", "\ufffe", "$1^{er}$", "Le réseau", "M. ", "2018-\n2019", ". ", "« Oui ! »", "- ", "a\n", "\u200b",
    "[a](b)", "\U0001f600", "\x00", "RÉSEAU DE\n", "`", "_x_", "\\approx", "ﬆ", "3\n",
]  # fmt: skip
raws = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)
kinds: st.SearchStrategy[Kind] = st.sampled_from(["txt", "md", "pdf", "docx"])
places = st.builds(
    lambda page, start, length: Place(page, start, start + length),
    st.none() | st.integers(1, 10_000),
    st.integers(0, 10**9),
    st.integers(1, 10**6),
)
# What a character may be written for: one way to write blanks, hyphens, apostrophes, the signs of a formula.
ALIKE = str.maketrans(dict.fromkeys("’‘ʼ´′", "'") | dict.fromkeys("‐‑–\ufffe\x02*+", "-"))


def of_the_same(raw: str, kept: str) -> bool:
    """Whether `kept` is a way to write something of `raw`, the few characters that it is said to come from."""
    if kept.isspace():
        return all(unicodedata.category(letter)[0] in "ZC" for letter in raw)
    return kept in raw.translate(ALIKE) + unicodedata.normalize("NFKC", raw) or raw.startswith("\\")


@given(st.lists(raws, min_size=1, max_size=4), kinds)
def test_every_kept_character_comes_from_one_of_the_raw_text_in_order(texts: list[str], kind: Kind) -> None:
    for page, raw in zip(clean([RawPage(None, text) for text in texts], kind), texts, strict=True):
        assert page.raw == raw
        assert len(page.offsets) == len(page.text)
        assert list(page.offsets) == sorted(page.offsets)
        for at, letter in enumerate(page.text):
            start, end = page.raw_span(at, at + 1)
            assert of_the_same(raw[start:end], letter), (raw[start:end], letter)


@given(raws, st.data())
def test_a_span_of_the_clean_text_leads_to_the_raw_one_and_back(raw: str, data: st.DataObject) -> None:
    (page,) = clean([RawPage(2, raw)], "txt")
    if not page.text:
        return
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    first, last = page.clean_span(*page.raw_span(start, end))
    assert first <= start < end <= last
    assert page.raw_span(first, last) == page.raw_span(start, end), "more only where one raw character became several"
    assert read_place(str(place_of(page, start, end))) == Place(2, *page.raw_span(start, end))


@given(raws, kinds)
def test_lines_paragraphs_and_sentences_cover_all_words_once(raw: str, kind: Kind) -> None:
    (page,) = clean([RawPage(None, raw)], kind)
    for spans in (lines(page), paragraphs(page), sentences(page)):
        covered = "".join(page.text[start:end] for start, end in spans)
        assert covered.split() == page.text.split() or "".join(covered.split()) == "".join(page.text.split())
        assert all(start < end for start, end in spans)
        assert list(spans) == sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(places)
def test_a_place_that_is_written_is_read_back(place: Place) -> None:
    assert read_place(str(place)) == place


@given(st.text(alphabet="pc0123456789:-+ ", max_size=14))
def test_what_is_read_as_a_place_is_written_just_so(written: str) -> None:
    place = read_place(written)
    assert place is None or str(place) == written


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("p3:1204-1290", Place(3, 1204, 1290)),
        ("c1204-1290", Place(None, 1204, 1290)),
        ("c0-1", Place(None, 0, 1)),
        ("Feuille!C12", None),
        ("p0:1-2", None),
        ("c12-12", None),
        ("c12-3", None),
        ("c01-12", None),
        ("p3:1-2 ", None),
        ("p٣:1-2", None),
        ("c1-99999999999999999999", None),
    ],
)
def test_only_one_writing_of_a_place_is_read(written: str, place: Place | None) -> None:
    assert read_place(written) == place


def test_a_place_gives_the_exact_characters_of_the_file() -> None:
    raw = "Le réseau soutient l’inno-\nvation\u00a0sociale de l’e\u0301lan."
    (page,) = clean([RawPage(3, raw)], "pdf")
    start = page.text.index("l'innovation")
    place = place_of(page, start, start + len("l'innovation sociale"))
    assert (str(place), raw[place.start : place.end]) == ("p3:19-41", "l’inno-\nvation\u00a0sociale")
    assert raw[slice(*page.raw_span(page.text.index("é", 30), page.text.index("é", 30) + 1))] == "e\u0301"


def test_every_passage_that_a_person_quoted_is_found_and_leads_back_to_its_own_characters(shared: Path) -> None:
    pages: dict[str, Page] = {}
    lost = []
    for name in ("gold_edges.csv", "gold_nodes.csv"):
        with (shared / "data" / "gold" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            source = shared / "seeds" / row["source_file"]
            if not source.exists():
                continue
            if source.name not in pages:
                (pages[source.name],) = clean([RawPage(None, source.read_text(encoding="utf-8"))], "txt")
            page, quoted = pages[source.name], (int(row["char_start"]), int(row["char_end"]))
            start, end = page.clean_span(*quoted)
            if start == end or page.raw_span(start, end) != quoted:
                lost.append(row["quote"])
    assert (len(pages) > 1, lost) == (True, [])


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_a_span_that_is_not_in_the_page_is_a_fault_of_the_caller(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span"):
        Page(None, "abc", "abc", array("I", range(3))).raw_span(*span)


@pytest.mark.parametrize("place", [(0, 1, 2), (1, 2, 2), (1, -1, 2)])
def test_a_place_that_cannot_be_is_not_made(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such place"):
        Place(*place)
