"""Which texts are nearly the same: a few hashes stand for a text, and shared hashes for shared words (Broder, 1997)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from graphmodel.names import fold

_RUN = 5
"""Words in a row: long enough for two texts that share one to share a sentence."""
_SAMPLED = 8
"""One hash in so many is kept: the same ones in every text, so that a part is found inside a whole."""
_MOST = 2_000
_BITS = 52  # a whole number that every engine and JSON keep exactly


def sketch(texts: Iterable[str]) -> tuple[int, ...]:
    """The sketch of a text: sorted hashes of some of its runs of words. Empty for a text of a few words."""
    words = [word for text in texts for word in fold(text).split()]
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    hashes = (int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in runs)
    return tuple(sorted(one % 2**_BITS for one in hashes if (one >> _BITS) % _SAMPLED == 0)[:_MOST])


def shared(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the shorter text that stands in the other, from 0 to 1, to a few hundredths."""
    if not one or not other:
        return 0.0
    most = min(one[-1] if len(one) == _MOST else 2**_BITS, other[-1] if len(other) == _MOST else 2**_BITS)
    left, right = ({hash_ for hash_ in some if hash_ <= most} for some in (one, other))
    return len(left & right) / min(len(left), len(right))
