"""Words of a model found again in a page: the same characters but for blanks and apostrophes, and whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.pages import Span

_APOSTROPHES = "'’‘ʼ´′"
_AROUND = ' \t\r\n«»“”"…'
_LETTER_BEFORE, _LETTER_AFTER = r"(?<![\w-])", r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start:end` of `text`."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def found(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where `text[start:end]` holds `words`, in order."""
    pattern = _pattern(words)
    stop = len(text) if end is None else end
    return (match.span() for match in pattern.finditer(text, start, stop)) if pattern else iter(())


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str] | None:
    tokens = unicodedata.normalize("NFC", words).strip(_AROUND).split()
    if not tokens:
        return None
    same = r"\s+".join("".join(map(_character, token)) for token in tokens)
    before = _LETTER_BEFORE if tokens[0][0].isalnum() else ""
    after = _LETTER_AFTER if tokens[-1][-1].isalnum() else ""
    return re.compile(f"{before}{same}{after}")


def _character(one: str) -> str:
    return f"[{_APOSTROPHES}]" if one in _APOSTROPHES else re.escape(one)
