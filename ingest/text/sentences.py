"""The lines, paragraphs and sentences of a clean page, as spans of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.text.pages import Page, Span

_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*+")
_STOP = re.compile(r"(?:[.!?]{1,3}|…)(?: ?[»”\")\]]){0,3}(?P<gap> +)(?=[«“\"(\[]{0,2} ?(?:[^\W\d_a-zà-öø-ÿœ]|\d))")
_WORD_BEFORE = re.compile(r"([^\s('’«“\"\[]{1,20})\.\Z")
# Words that end with a stop and never end a sentence by it when a name or a number follows.
_TITLES = re.compile(
    "mm?|mmes?|mlles?|dr|pr|prof|me|mgr|ste?|pp?|pg|art|al|alin|chap|vol|fig|tab|no|n°|nos|cf|ex|env|av|bd|[ée]d|t[ée]l|"
    "réf|dir|resp|hab|approx|min|max|vs|ann|sect|coll?|bull|rev|cie|rte|imp"
)
_INITIAL = re.compile(r"(?:[^\W\d_]-?\.?)?[^\W\d_a-zà-öø-ÿœ]")
_NUMBERED = re.compile(r"\d{1,2}|[ivx]{1,4}", re.IGNORECASE)


def lines(page: Page) -> tuple[Span, ...]:
    """Each line: an item, a title, a cell, a paragraph whose lines were joined."""
    return tuple(match.span() for match in _LINE.finditer(page.text))


def paragraphs(page: Page) -> tuple[Span, ...]:
    """Each run of lines between two blank ones."""
    return tuple(match.span() for match in _PARAGRAPH.finditer(page.text))


def sentences(page: Page) -> tuple[Span, ...]:
    """Each sentence, without the blanks around it. None goes over the end of a line: those that only the width of the
    page made are gone, the others end a title or an item."""
    return tuple(span for start, end in lines(page) for span in _of_line(page.text, start, end))


def _of_line(text: str, start: int, end: int) -> Iterable[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop):
            yield begin, stop.start("gap")
            begin = stop.end("gap")
    yield begin, end


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the stop ends the sentence that began there: not after « M. », « p. 12 », « J. », nor « 1. »."""
    before = _WORD_BEFORE.search(text, max(begin, stop.start() - 20), stop.start() + 1)
    if before is None or text[stop.start() : stop.start("gap")] != ".":
        return True
    word = before[1]
    if _TITLES.fullmatch(word.casefold()) or _INITIAL.fullmatch(word):
        return False
    return not (before.start() == begin and _NUMBERED.fullmatch(word))
