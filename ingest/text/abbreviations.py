"""The stops that end a word and not a sentence: « M. », « p. 12 », « J. Dupont »."""

from __future__ import annotations

import re

_WORD_BEFORE = re.compile(r"([^\s('’«“\"\[]{1,20})\.\Z")
_LONGEST = 21
_SHORTENED = re.compile(
    "mm?|mmes?|mlles?|dr|pr|prof|me|mgr|ste?|pp?|pg|art|al|alin|chap|vol|fig|tab|no|n°|nos|cf|ex|env|av|bd|[ée]d|t[ée]l|"
    "réf|dir|resp|hab|approx|min|max|vs|ann|sect|coll?|bull|rev|cie|rte|imp"
)
_INITIAL = re.compile(r"(?:[^\W\d_a-zà-öø-ÿœ]\.?-?){1,3}")
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}", re.IGNORECASE)


def is_shortened(text: str, end: int, begin: int = 0) -> bool:
    """Whether the stop just before `end` belongs to the word that it ends, in a sentence that begins at `begin`.

    « etc. » is not among those: where a capital follows, its stop ends the sentence too.
    """
    before = _WORD_BEFORE.search(text, max(begin, end - _LONGEST), end)
    if before is None:
        return False
    word = before[1]
    if _SHORTENED.fullmatch(word.casefold()) or _INITIAL.fullmatch(word):
        return True
    return before.start() == begin and _NUMBER.fullmatch(word) is not None
