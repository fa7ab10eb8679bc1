"""What a document may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds beyond which a document is refused; the usual ones leave ample room to a book of a thousand pages."""

    size: int = 100 * 2**20
    """Bytes of the file."""
    pages: int = 2_000
    characters: int = 3_000_000
    """Of the whole document, as its reader gives them."""
    memory: int = 900 * 2**20
    """Bytes that the process which reads it may use."""
    seconds: float = 25.0
    """Of parsing and cleaning, by the clock: the answer comes within half a minute."""
