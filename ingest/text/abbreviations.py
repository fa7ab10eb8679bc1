"""The stops that end a word and not a sentence: « M. », « p. 12 », « J. Dupont »."""

from __future__ import annotations

import re

_WORD_BEFORE = re.compile(r"([^\s('’«“\"\[]{1,20})\.\Z")
_LONGEST = 21
_BEFORE_NAMES = re.compile(
    "mm?|mmes?|mlles?|dr|pr|prof|me|mgr|ste?|cf|ex|env|av|bd|[ée]d|t[ée]l|réf|dir|resp|hab|approx|vs|cie|no|n°"
)
_BEFORE_NUMBERS = re.compile("pp?|pg|art|al|alin|chap|vol|fig|tab|nos|max|min|sect|coll?|ann|bull|rev|rte")
_INITIAL = re.compile(r"(?:[^\W\d_a-zà-öø-ÿœ]\.?-?){1,3}")
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}", re.IGNORECASE)


def is_shortened(text: str, end: int, following: str, begin: int = 0) -> bool:
    """Whether the stop just before `end` belongs to the word that it ends, in a sentence that begins at `begin`.
    `following` is the next character that is no blank.

    « etc. » is not among those: where a capital follows, its stop ends the sentence too.
    """
    before = _WORD_BEFORE.search(text, max(begin, end - _LONGEST), end)
    if before is None:
        return False
    word = before[1].casefold()
    if _BEFORE_NAMES.fullmatch(word) or _INITIAL.fullmatch(before[1]):
        return True
    if following.isdigit() and _BEFORE_NUMBERS.fullmatch(word):
        return True
    return before.start() == begin and _NUMBER.fullmatch(word) is not None
