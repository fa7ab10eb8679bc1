"""From the raw pages of a document to clean ones, every kept character with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.furniture import furniture, margins
from ingest.text.grids import Grid
from ingest.text.hyphens import Hyphens
from ingest.text.owners import Owners
from ingest.text.pages import Kind, Page, Span
from ingest.text.paragraphs import rejoined
from ingest.text.tracked import Tracked

_ALIKE = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000\t\v", " ")
    | dict.fromkeys("\u2028\u2029\u0085\f", "\n")
    | dict.fromkeys("’‘ʼ´′", "'")
    | dict.fromkeys("\u2010\u2011", "-")
    | {"\x02": "\ufffe"}  # how older releases of pdfium wrote it
)
_LIGATURES = re.compile("[ﬀ-ﬆĲĳ]")
_APART = re.compile(r"[^\W\d_][\u0300-\u036f]{1,4}")  # an accent beside its letter
_UNSEEN = re.compile("[\x00-\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_SOFT_HYPHEN = re.compile("\u00ad")

_FORMULA = re.compile(r"\$(?=[^$\n]{0,60}[\\^_{])([^$\n]{1,60})\$")
_RAISED = re.compile(r"[\^_]\{([^{}\n]{0,20})\}")
_COMMANDS = re.compile(r"\\(?:text|textbf|textit|mathrm|mathbf|emph)\{([^{}\n]{0,80})\}")
_SIGNS = {
    "approx": "≈", "sim": "≈", "times": "×", "rightarrow": "→", "to": "→", "geq": "≥", "leq": "≤", "euro": "€",
    "pm": "±", "cdot": "·", "ldots": "…", "dots": "…", "%": "%", "&": "&", "$": "$", "#": "#", "_": "_",
    ",": " ", ";": " ", ":": " ",
}  # fmt: skip
_SIGN = re.compile(r"\\([A-Za-z]{2,10}|[%&$#_,;:])")
_HEADING_START = re.compile(r"(?<=[^\n])\n(?=[ ]{0,3}#{1,6} )")
_HEADING_END = re.compile(r"^([ ]{0,3}#{1,6} [^\n]*)\n(?=[^\n])", re.MULTILINE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6} +|(?<=\S) +#{1,6}$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:[-*_=|:][ ]?){3,}$", re.MULTILINE)
_BULLET = re.compile(r"^([ ]{0,12})[*+](?= )", re.MULTILINE)
_QUOTED = re.compile(r"^>[ ]?", re.MULTILINE)
_BOLD = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|`+")
_SLANTED = re.compile(
    r"(?<![\w*\n])\*[ ]?([^*\n]{1,500}?)[ ]?\*(?![\w*])|(?<=\n)\*(?![ *])([^*\n]{1,500}?)(?<! )\*(?![\w*])"
    r"|(?<![\w_])_([^_\n]{1,500})_(?![\w_])"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")

_BLANKS = re.compile(r"(?<= ) +")
_LINE_EDGES = re.compile(r"^ | $", re.MULTILINE)  # once there are no two in a row: a long run would take its square
_EMPTY_LINES = re.compile(r"(?<=\n\n)\n+|\A\n+|\n+\Z")


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as its reader gives it; `turned` are the spans that it knows to be written up or down a margin."""

    number: int | None
    text: str
    turned: Sequence[Span] = ()
    tables: Sequence[Grid] = ()


def clean(pages: Sequence[RawPage], kind: Kind) -> tuple[Page, ...]:
    """The clean pages of a whole document: what repeats, and how words are broken, is known of it as a whole."""
    return tuple(one_by_one(pages, kind))


def one_by_one(pages: Sequence[RawPage], kind: Kind) -> Iterator[Page]:
    """The same pages, each as soon as it is clean."""
    asides = furniture([page.text for page in pages])
    if not any(_left(page.text, aside) for page, aside in zip(pages, asides, strict=True)):
        asides = [[] for _ in pages]  # a document that says nothing else does say what it repeats
    owners = [Owners(page.tables, flows=kind == "pdf") for page in pages]
    begun = [_words(*one, kind) for one in zip(pages, asides, owners, strict=True)]
    hyphens = Hyphens([text.text for text in begun])
    for page, text, cells in zip(pages, begun, owners, strict=True):
        done = _spaced(rejoined(_spaced(hyphens.resolve(text).cut(_SOFT_HYPHEN)), page.text, cells.goes_on))
        yield Page(page.number, done.text, page.text, done.offsets, cells.tables(done, hyphens))


def _words(page: RawPage, aside: Sequence[Span], cells: Owners, kind: Kind) -> Tracked:
    """What is read of a page, `aside` being what repeats on others."""
    left = [*page.turned, *aside]
    if kind in ("pdf", "txt"):  # the others know nothing of margins: there, a column of letters is a table
        left += margins(page.text)
    text = cells.apart(_characters(Tracked.of(page.text).without(cells.out_of_tables(merged(left)))))
    return _marked(text) if kind in ("md", "txt") else text


def _characters(text: Tracked) -> Tracked:
    """One way to write a blank, an apostrophe, an accented letter; nothing that cannot be seen."""
    text = Tracked(text.text.translate(_ALIKE), text.offsets)
    text = text.swap(_LIGATURES, lambda match: unicodedata.normalize("NFKC", match[0]))
    return text.swap(_APART, lambda match: unicodedata.normalize("NFC", match[0])).cut(_UNSEEN)


def _marked(text: Tracked) -> Tracked:
    """Without what Markdown and LaTeX write around words."""
    text = text.cut(_FORMULA).cut(_COMMANDS).cut(_RAISED)
    text = text.swap(_SIGN, lambda match: _SIGNS.get(match[1], match[0]))
    text = text.swap(_HEADING_START, lambda _: "\n\n").swap(_HEADING_END, lambda match: match[1] + "\n\n")
    text = text.cut(_RULE).cut(_QUOTED).cut(_HEADING).swap(_BULLET, lambda match: match[1] + "-")
    return text.cut(_LINK).cut(_BOLD).cut(_SLANTED)


def _spaced(text: Tracked) -> Tracked:
    """Without blanks around lines or in a row, and with one blank line at most."""
    return text.cut(_BLANKS).cut(_LINE_EDGES).cut(_EMPTY_LINES)


def _left(text: str, spans: Sequence[Span]) -> bool:
    """Whether there are words out of these spans, which are in order and apart."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return any(text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def merged(spans: Sequence[Span]) -> list[Span]:
    """The same characters as spans in order and apart."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
