"""What stands on a page without being its text: headers, footers, page numbers, words written up a margin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.pages import Span

_EDGE = 3  # lines with words, from the top and from the bottom of a page, among which its furniture is looked for
_REPEATED, _NUMBERED = 3, 2  # pages that must carry it: the same words, or only a number that follows the pages
_DENSITY = 0.4  # one page in two or nearly: left and right pages differ; a chapter's title does not come so often
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ABOUT_PAGES = re.compile(r"(?:page|pages|p|sur|de|of|\W|_|\d)*", re.IGNORECASE)
_LONGEST = 200
_MARGIN_LINES = 10  # so many lines of two letters on average are no column of words
_MARGIN_WIDTH = 4
_MARGIN_ALPHABET = 6  # fewer letters are the ticks of a table


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def margins(raw: str) -> list[Span]:
    """The spans of words that a reader of PDFs took letter by letter out of a margin: many lines of hardly two."""
    found: list[Span] = []
    run: list[_Line] = []
    for line in [*_lines(raw), _Line(len(raw), len(raw), "x" * (_MARGIN_WIDTH + 1))]:
        if len(line.words) <= _MARGIN_WIDTH and not any(letter.isdigit() for letter in line.words):
            run.append(line)
            continue
        letters = [letter for one in run for letter in one.words.casefold() if letter.isalpha()]
        words_are_cut = len(run) <= len(letters) < 2.5 * len(run) and len(set(letters)) >= _MARGIN_ALPHABET
        if len(run) >= _MARGIN_LINES and words_are_cut:
            found.append((run[0].start, run[-1].end))
        run = []
    return found


def furniture(pages: Sequence[str]) -> list[list[Span]]:
    """For each raw page, in order, the spans of its headers, footers and page number."""
    edges = [_edges(raw) for raw in pages]
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for index, lines in enumerate(edges):
        for key in sorted({key for line in lines for key in _keys(line.words, index)}):
            seen[key].append(index)
    repeated = {key for key, found in seen.items() if _is_furniture(key, found)}
    return [
        [(line.start, line.end) for line in lines if any(key in repeated for key in _keys(line.words, index))]
        for index, lines in enumerate(edges)
    ]


def _edges(raw: str) -> list[_Line]:
    lines = list(_lines(raw))
    edge = max(1, min(_EDGE, len(lines) // 4))  # a page of few lines is not all furniture
    return lines if len(lines) <= 2 else lines[:edge] + lines[-edge:]


def _lines(raw: str) -> Iterator[_Line]:
    """The lines that have words."""
    at = 0
    for line in raw.split("\n"):
        if words := line.strip():
            yield _Line(at, at + len(line), words)
        at += len(line) + 1


def _keys(words: str, index: int) -> Iterator[str]:
    """What the line would read on every page if it were furniture: itself, or itself with the page's number."""
    if len(words) > _LONGEST:
        return
    yield words
    for number in _NUMBER.finditer(words):
        rank = int(number[0]) - index
        yield f"{words[: number.start()]}\x00{rank}\x00{words[number.end() :]}"


def _is_furniture(key: str, found: Sequence[int]) -> bool:
    before, _, after = key.partition("\x00")
    is_number = bool(after) and _ABOUT_PAGES.fullmatch(before + after.partition("\x00")[2]) is not None
    needed = _NUMBERED if is_number else _REPEATED + bool(after)
    return len(found) >= needed and len(found) >= _DENSITY * (found[-1] - found[0] + 1)
