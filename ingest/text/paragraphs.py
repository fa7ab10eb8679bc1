"""Which ends of lines are only the width of a page, and which end a paragraph, a title or an item."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ingest.text.abbreviations import is_shortened
from ingest.text.tracked import Tracked

_END = re.compile(r"(?<=[^\n])\n{1,2}(?=[^\n])")
_ITEM = re.compile(r"(?:[-–—•▪◦‣●■►✓>+*]|\d{1,2}[.)]|[a-z]\))\s")
_LETTER = re.compile(r"[«»“”\"'(\[]*\s?([^\W_])")
_CLOSERS = ' »”")]'
_STOPS = ".!?:;…"
# After such a word, or before one, no sentence and no title ends.
_OPEN = re.compile(
    "à|au|aux|avec|car|ce|chez|ces|cette|comme|contre|dans|de|des|dont|du|en|entre|est|et|la|le|les|leur|leurs|mais|ne|notre|"
    "ou|où|par|pour|qu|que|qui|sa|sans|se|ses|si|son|sous|sur|un|une|vers|n°"
)
_GOING_ON = re.compile("à|au|aux|avec|chez|dans|de|des|du|d|en|et|ou|par|sur|vers")
_BROKEN = re.compile("[\n\ufffe\x02]")  # where a line of the page ended inside a word
_FULL = 0.7  # of the widest line around: the last word of a justified line stands about there
_NARROW = 20  # characters; narrower lines are those of a list or of a table


def rejoined(
    text: Tracked, raw: str = "", goes_on: Callable[[int, int], bool | None] = lambda above, below: None
) -> Tracked:
    """The text with a blank in place of the line ends, and of the blank lines, that only a narrow page made. Its lines
    have no blanks around them. `raw` is the page before its words were made whole: a line that holds one was two.

    `goes_on` tells of the last raw character of a line and the first one of the next whether they go on or stand apart
    by something else than their words, None where it cannot tell.
    """
    lines = text.text.split("\n")
    printed = _printed(text, lines, raw)
    widths = _widths(lines, [max(parts) for parts in printed])
    starts, at = {}, 0
    for rank, line in enumerate(lines):
        starts[at] = rank
        at += len(line) + 1

    def between(match: re.Match[str]) -> str:
        below = starts[match.end()]
        above = below - len(match[0])
        next_to = len(match[0]) == 1
        told = goes_on(text.offsets[match.start() - 1], text.offsets[match.end()])
        if told is False or (told and begins_item(lines[below])):
            return match[0]
        if told and next_to:
            return " "
        full = next_to and printed[above][-1] >= max(_NARROW, _FULL * widths[above])
        return " " if _goes_on(lines[above], lines[below], next_to=next_to, full=full) else match[0]

    return text.swap(_END, between)


def begins_item(line: str) -> bool:
    """Whether the line begins an item of a list."""
    return _ITEM.match(line) is not None


def _goes_on(above: str, below: str, *, next_to: bool, full: bool) -> bool:
    """Whether a sentence goes on from one line to the next. `next_to`: no blank line stands between; `full`: nothing
    but its width ended the line above."""
    first = _LETTER.match(below)
    words = above.rstrip(_CLOSERS)
    if not first or not words or begins_item(below):
        return False
    if words[-1] in _STOPS:
        in_sentence = next_to and words[-1] in ":;" and first[1].islower()
        return in_sentence or is_shortened(above, len(above), below[0])
    if above.isupper():  # a title
        return below.isupper() and (above[-1] in ",'" or _is_open(above) or _opens_nothing(below))
    if below.isupper():
        return _is_open(above)
    filled = full and (above[-1].islower() or above[-1].isdigit())
    return first[1].islower() or filled or above[-1] in ",('«–—" or _is_open(above)


def _is_open(line: str) -> bool:
    return _OPEN.fullmatch(_word(line.rsplit(maxsplit=1)[-1], -1)) is not None


def _opens_nothing(line: str) -> bool:
    return _GOING_ON.fullmatch(_word(line.split(maxsplit=1)[0], 0)) is not None


def _word(token: str, side: int) -> str:
    return token.casefold().strip('«»“”"()[]').split("'")[side]


def _printed(text: Tracked, lines: list[str], raw: str) -> list[list[int]]:
    """For each line, how many characters of it each of the lines of the page that it is made of holds."""
    found, at = [], 0
    for line in lines:
        ends = text.offsets[at : at + len(line)]
        parts = [0]
        for before, after in pairwise(ends):
            parts[-1] += 1
            if after > before + 1 and _BROKEN.search(raw, before + 1, after):
                parts.append(0)
        parts[-1] += 1
        found.append(parts)
        at += len(line) + 1
    return found


def _widths(lines: list[str], printed: list[int]) -> list[int]:
    """For each line, the width of the widest of those that follow each other around it without a blank line."""
    widths, begin = [0] * len(lines), 0
    for rank in range(len(lines) + 1):
        if rank == len(lines) or not lines[rank].strip():
            widths[begin:rank] = [max(printed[begin:rank], default=0)] * (rank - begin)
            begin = rank + 1
    return widths
