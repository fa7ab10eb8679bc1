"""A text that is being cleaned, each of whose characters remembers where it came from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ingest.text.pages import Span

Kept = Iterable[Span]
Edit = tuple[int, int, str]  # start, end, what stands there instead


@dataclass(frozen=True, slots=True)
class Tracked:
    """`offsets` has one entry per character of `text`, never decreasing: its place in the raw text."""

    text: str
    offsets: array[int]

    @classmethod
    def of(cls, raw: str) -> Tracked:
        """The raw text, nothing changed yet."""
        return cls(raw, array("I", range(len(raw))))

    def cut(self, pattern: re.Pattern[str], kept: Callable[[re.Match[str]], Kept] | None = None) -> Tracked:
        """Without what `pattern` matches, but for the spans `kept` of each match; by default, its groups."""
        return self._edited(_cuts(pattern.finditer(self.text), kept or _groups))

    def swap(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Tracked:
        """With `new` in place of each match. Its first character stands for the first one matched, and so on; where it
        is longer, the rest stands for the last."""
        return self._edited((match.start(), match.end(), new(match)) for match in pattern.finditer(self.text))

    def without(self, spans: Iterable[Span]) -> Tracked:
        """Without the characters of these spans, which are in order and apart."""
        return self._edited((start, end, "") for start, end in spans)

    def _edited(self, edits: Iterable[Edit]) -> Tracked:
        texts: list[str] = []
        offsets: array[int] = array("I")
        at = 0
        for start, end, new in edits:
            texts += (self.text[at:start], new)
            offsets += self.offsets[at:start]
            for rank in range(len(new)):
                offsets.append(self.offsets[min(start + rank, end - 1)])
            at = end
        if not at:
            return self
        texts.append(self.text[at:])
        offsets += self.offsets[at:]
        return Tracked("".join(texts), offsets)


def _cuts(matches: Iterable[re.Match[str]], kept: Callable[[re.Match[str]], Kept]) -> Iterator[Edit]:
    for match in matches:
        at = match.start()
        for start, end in kept(match):
            yield at, start, ""
            at = end
        yield at, match.end(), ""


def _groups(match: re.Match[str]) -> Kept:
    return [match.span(number) for number in range(1, len(match.groups()) + 1) if match[number] is not None]
