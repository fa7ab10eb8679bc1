"""What stands where on a page of a PDF: its words and the straight lines drawn on it. In points, from the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.text.pages import Span


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them, `span` in the raw text of the page."""

    span: Span
    box: Box
    letter: int
    """Its first one, as its reader counts them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across, or up, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its words in the order of its raw text, its lines across and upright, and the boxes that are filled."""

    words: Sequence[Word]
    across: Sequence[Rule]
    upright: Sequence[Rule]
    filled: Sequence[Box]
    is_bold: Callable[[Word], bool]


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words by lines from the top, each from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.box.middle[1], word.box.left)):
        last = lines[-1][0].box if lines else None
        if last is not None and last.bottom < word.box.middle[1] < last.top:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word.box.left)
    return lines


def spans_of(lines: Sequence[Sequence[Word]]) -> list[Span]:
    """The spans of these lines, one for each unless its words are strewn over the raw text."""
    spans: list[Span] = []
    for line in lines:
        new_line = True
        for word in line:
            start, end = word.span
            if not new_line and 0 <= start - spans[-1][1] <= 1:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
            new_line = False
    return spans


def height_of(words: Sequence[Word]) -> float:
    """The usual height of a line."""
    return median(word.box.top - word.box.bottom for word in words)


def around(words: Sequence[Word]) -> Box:
    """The least box that holds these words, of which there is one at least."""
    boxes = [word.box for word in words]
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )
