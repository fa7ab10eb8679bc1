"""Names as people write them, folded so that spelling habits do not make two bodies of one.

`fold` is the only thing identity may lean on. `similar` merely proposes pairs to a person, and
`differ_by_place_or_number` tells which pairs must never even be proposed: UDAF 34 is not UDAF 35.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rapidfuzz import fuzz

PROPOSE_FROM = 0.88
"""From this `similar` on, a pair is worth a person's look. No score is high enough to join by itself."""

# Letters that Unicode does not take apart, and marks that must vanish without leaving a space (a soft
# hyphen inside a word copied from a PDF would otherwise cut it in two).
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_BREAKS = re.compile("[\\W_\u02b0-\u02ff]+")

_ORDINAL = re.compile(r"0*(\d+)(?:er|ere|e|eme|ieme|nd|nde)")
_CORSICA = re.compile(r"2[ab]\d*")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})(?:e|eme|er)?")
_NUMBER_WORDS = {
    **{"premier": "1", "premiere": "1", "deux": "2", "deuxieme": "2", "second": "2", "seconde": "2"},
    **{"trois": "3", "troisieme": "3", "quatre": "4", "quatrieme": "4", "cinq": "5", "cinquieme": "5"},
    **{"six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12"},
    **{"treize": "13", "quatorze": "14", "quinze": "15", "seize": "16", "vingt": "20", "trente": "30"},
    **{"cent": "100", "mille": "1000"},
}
_SMALL_WORDS = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur"}
_LONGEST_PLACE = 9  # "alpes de haute provence", "saint remy en bouzemont saint genest et isson"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, no accents, `œ` as `oe`, anything but letters and digits as one space, trimmed.

    "St" and "Ste" stay as they are: "St" may be Saint or a company's form, and only a place reference knows.

    >>> fold("  L’Œuvre  des Saint-Étienne (42) ")
    'l oeuvre des saint etienne 42'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _ACCENTS.sub("", plain).translate(_LETTERS)
    return _BREAKS.sub(" ", plain).strip()


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order."""
    return tuple(fold(text).split())


def differ_by_place_or_number(a: str, b: str, places: AbstractSet[str] = frozenset()) -> bool:
    """True when the two names carry different numbers or different places: then they are never one body.

    `places` holds folded names of territories, of one word or several ("ain", "haute loire"); the longest
    match counts, so that Haute-Loire is not Loire. A place in one name only is a difference too: the
    departmental federation is not the national one. Without `places` only numbers are compared.

    >>> differ_by_place_or_number("UDAF 34", "UDAF 35")
    True
    >>> differ_by_place_or_number("CAF de l'Ain", "CAF de l'Aisne", {"ain", "aisne"})
    True
    """
    return marks(a, places) != marks(b, places)


def marks(text: str, places: AbstractSet[str] = frozenset()) -> frozenset[str]:
    """The numbers and the places that a name carries: names whose marks differ are never one body.

    >>> sorted(marks("UDAF 34, Haute-Loire", {"loire", "haute loire"}))
    ['34', 'haute loire']
    """
    words = tokens(text)
    return frozenset((*_numbers(words), *_places(words, places))) if places else frozenset(_numbers(words))


def similar(a: str, b: str, places: AbstractSet[str] = frozenset()) -> float:
    """How much two names look alike, 0 to 1, to sort proposals only; 0 when a place or a number differs.

    The best of: edit distance whatever the order of words, the same without spaces (RuralMouv / Rural Mouv),
    words of one within the other, and initials (UNCPIE / Union nationale des CPIE, 0.9).
    Measured by others: any threshold of any such score joins bodies that must stay apart.
    """
    folded_a, folded_b = fold(a), fold(b)
    if not folded_a or not folded_b or differ_by_place_or_number(a, b, places):
        return 0.0
    if folded_a == folded_b:
        return 1.0
    score = max(
        fuzz.token_sort_ratio(folded_a, folded_b),
        fuzz.ratio(folded_a.replace(" ", ""), folded_b.replace(" ", "")),
        fuzz.WRatio(folded_a, folded_b),
    )
    if are_initials(folded_a, folded_b) or are_initials(folded_b, folded_a):
        score = max(score, 90.0)
    return min(score, 99.0) / 100


def are_initials(short: str, long: str) -> bool:
    """True when `short` is one word spelled by the words of `long`, each taken whole or by its first letter.

    Small words (de, des, et…) may be skipped: CEID, Comité d'étude et d'information sur la drogue.
    """
    letters, words = fold(short), tokens(long)
    if " " in letters or len(letters) < 3 or len(words) < 2:
        return False
    return _spelled(letters, words)


def _spelled(letters: str, words: tuple[str, ...]) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if letters.startswith(word) and _spelled(letters[len(word) :], rest):
        return True
    if letters[:1] == word[:1] and _spelled(letters[1:], rest):
        return True
    return word in _SMALL_WORDS and _spelled(letters, rest)


def _numbers(words: tuple[str, ...]) -> Iterator[str]:
    return (number for word in words for number in _numbers_of(word))


def _numbers_of(word: str) -> Iterator[str]:
    """The numbers in one folded word: 2e, 02 and deux are 2; xiii is 13; 2a and 2b stay apart."""
    roman = _ROMAN.fullmatch(word)
    if word in _NUMBER_WORDS:
        yield _NUMBER_WORDS[word]
    elif ordinal := _ORDINAL.fullmatch(word):
        yield ordinal[1]
    elif _CORSICA.fullmatch(word):
        yield word
    elif roman and len(roman[1] + roman[2]) > 1:
        yield str(10 * len(roman[1]) + _unit(roman[2]))
    else:
        yield from (digits.lstrip("0") or "0" for digits in re.findall(r"\d+", word))


def _unit(roman: str) -> int:
    return {"iv": 4, "ix": 9}.get(roman, 5 * roman.count("v") + roman.count("i"))


def _places(words: tuple[str, ...], places: AbstractSet[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_PLACE, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            if phrase in places:
                yield phrase
                start += length
                break
        else:
            start += 1
