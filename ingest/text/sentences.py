"""The lines, paragraphs and sentences of a clean page, as spans of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.text.abbreviations import is_shortened
from ingest.text.pages import Page, Span

_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*+")
_STOP = re.compile(r"(?:[.!?]{1,3}|…)(?: ?[»”\")\]]){0,3}(?P<gap> +)(?=[«“\"(\[]{0,2} ?(?:[^\W\d_a-zà-öø-ÿœ]|\d))")


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
        gap, following = stop.span("gap")
        if text[stop.start() : gap] != "." or not is_shortened(text, gap, text[following], begin):
            yield begin, gap
            begin = following
    yield begin, end
