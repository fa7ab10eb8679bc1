"""The raw text of a marked-up document: one block a paragraph, a blank line between two, list items on lines of their
own that begin with a dash. So that the same words give the same text whatever the format that holds them.
"""

from __future__ import annotations

import re

from ingest.findings import refused

ITEM = "- "
_BLANKS = re.compile(r"[ \t\n\r\f]+")


class Blocks:
    """Collects words into blocks. Raises FileRefused (`document-long`) beyond `most` characters."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._done: list[str] = []
        self._length = 0
        self._words: list[str] = []
        self._is_item = self._was_item = False

    def begin(self, *, item: bool = False) -> None:
        """Ends the block at hand, if it has words; the next one is a list item or a paragraph. The dash of an item goes
        to its first paragraph that has words."""
        had_words = self._flush()
        self._is_item = item or (self._is_item and not had_words)

    def end(self) -> None:
        """Ends the block at hand; what follows is no part of it nor of its item."""
        self._flush()
        self._is_item = False

    def place(self) -> int:
        """Ends the block at hand; how many characters of the text stand before what follows."""
        self.end()
        return self._length

    def add(self, words: str) -> None:
        """Words as they are, their line ends included."""
        self._size += len(words)
        if self._size > self._most:
            raise refused("document-long", limit=self._most)
        self._words.append(words)

    def flow(self, words: str) -> None:
        """Words whose blanks and line ends are only how somebody typed them."""
        words = _BLANKS.sub(" ", words)
        before = self._words[-1] if self._words else " "
        if words.startswith(" ") and before.endswith((" ", "\n")):
            words = words[1:]
        if words:
            self.add(words)

    def text(self) -> str:
        """All that was collected."""
        self.end()
        return "".join(self._done)

    def _flush(self) -> bool:
        """Whether there were words."""
        words = "".join(self._words).strip()
        self._words = []
        if not words:
            return False
        gap = "" if not self._done else "\n" if self._is_item and self._was_item else "\n\n"
        self._done.append(gap + (ITEM + words if self._is_item else words))
        self._length += len(self._done[-1])
        self._was_item = self._is_item
        return True
