"""A monograph as a PDF: a running header, page numbers, a sheet over the whole width, then a story in two columns whose
words are cut at the ends of lines. Equal sources give equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.monographs.source import Block, Kind

PLAIN, BOLD = "Vera", "VeraBd"  # the library's own fonts: they have « ≈ », which the standard ones lack
WIDTH, HEIGHT = A4
MARGIN, GUTTER, TOP, BOTTOM = 54, 22, HEIGHT - 72, 64


class Style(NamedTuple):
    """How a kind of block is set, in points."""

    font: str
    size: float
    before: float


STYLES: dict[Kind, Style] = {
    "title": Style(BOLD, 20, 16), "section": Style(BOLD, 11, 16), "heading": Style(BOLD, 9, 9),
    "item": Style(PLAIN, 9, 3), "words": Style(PLAIN, 9, 6),
}  # fmt: skip
_VOWELS = "aeiouyàâäéèêëîïôöùûüœ"
_SYLLABLE = re.compile(
    rf"(?<=[{_VOWELS}])(?=(?:ch|ph|th|gn|qu|gu|[bcdfgptv][lr]|[bcdfghjklmnpqrstvxz])[{_VOWELS}])"
    rf"|(?<=[{_VOWELS}][lmnrs])(?=(?:ch|ph|th|qu|gu|[bcdfgptv][lr]|[bcdfghjklmnpqrstvxz])[{_VOWELS}])"
)
_CUT_FROM = 6
"""Letters: shorter words are not cut."""


def paper(path: Path, blocks: Iterable[Block], header: str) -> Path:
    """Write the PDF."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf"))
    printer = _Printer(Canvas(str(path), pagesize=A4, invariant=1), header)
    for block in blocks:
        printer.put(block)
    printer.done()
    return path


class _Printer:
    """Sets blocks one below the other, in as many columns as asked for."""

    def __init__(self, canvas: Canvas, header: str) -> None:
        self._canvas, self._header = canvas, header
        self._columns, self._column, self._page, self._at = 1, 0, 1, TOP
        self._furniture()

    def put(self, block: Block) -> None:
        if block.kind == "columns":
            self._turn()
            self._columns = 2
            return
        style = STYLES[block.kind]
        self._at -= style.before if self._at < TOP else 0
        if block.kind in ("section", "heading") and self._at < BOTTOM + 5 * style.size:
            self._next()
        text = f"•\u00a0{block.text}" if block.kind == "item" else block.text
        for line in lines(text, style, self._width(), cut=block.kind == "words" and self._columns > 1):
            if self._at < BOTTOM:
                self._next()
            self._canvas.setFont(style.font, style.size)
            self._canvas.drawString(MARGIN + self._column * (self._width() + GUTTER), self._at, line)
            self._at -= 1.4 * style.size

    def done(self) -> None:
        self._canvas.save()

    def _width(self) -> float:
        return (WIDTH - 2 * MARGIN - (self._columns - 1) * GUTTER) / self._columns

    def _next(self) -> None:
        self._column += 1
        if self._column == self._columns:
            self._turn()
        self._at = TOP

    def _turn(self) -> None:
        self._canvas.showPage()
        self._page, self._column, self._at = self._page + 1, 0, TOP
        self._furniture()

    def _furniture(self) -> None:
        self._canvas.setFont(PLAIN, 7)
        self._canvas.drawString(MARGIN, HEIGHT - 40, self._header)
        self._canvas.drawCentredString(WIDTH / 2, 36, str(self._page))


def lines(text: str, style: Style, width: float, *, cut: bool) -> Iterator[str]:
    """The lines of a text; `cut`: a word that does not fit may be divided between two syllables."""

    def fits(words: str) -> bool:
        return pdfmetrics.stringWidth(words, style.font, style.size) <= width

    line = ""
    for word in text.split(" "):
        if fits(f"{line} {word}".strip()):
            line = f"{line} {word}".strip()
            continue
        begins = [one for one in syllables(word) if fits(f"{line} {one}-")] if cut and line else []
        if begins:
            yield f"{line} {begins[-1]}-"
            line = word[len(begins[-1]) :]
        else:
            yield line
            line = word
    yield line


def syllables(word: str) -> list[str]:
    """The beginnings after which a hyphen may stand, shortest first; none in a name, a number or a short word.

    >>> syllables("accompagnement")
    ['accom', 'accompa', 'accompagne']
    """
    if len(word) < _CUT_FROM or not re.fullmatch(r"[^\W\d_]+[.,]?", word) or not word.islower():
        return []
    ends = (match.start() for match in _SYLLABLE.finditer(word))
    return [word[:end] for end in ends if 2 <= end <= len(word.rstrip(".,")) - 3]
