"""Whether the hyphen at the end of a line belongs to the word or only to the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.text.pages import Span
from ingest.text.tracked import Tracked

_MARK = "\ufffe"
"""What pdfium writes, line end included, for the hyphen of a word that goes on at the next line."""
# Bounded, so that a file made of hyphens costs no more than another.
_WORD = r"[^\W\d_]{1,60}(?:['-][^\W\d_]{1,60}){0,6}"
_NEXT = r"[ \t]*+\n[ \t]*+(?:\n[ \t]*+)?"
_END = rf"(?<![^\W_])({_WORD})(?:([-\u00ad]){_NEXT}|({_MARK})\s*+)"
_BREAK = re.compile(rf"{_END}(?=({_WORD}))")  # a narrow column breaks the same word twice
_BROKEN = re.compile(rf"(?:{_END})+{_WORD}")
_NUMBERS = re.compile(rf"(?<=\d)(?:[-–]{_NEXT}|{_MARK}\s*+)(?=\d)")
_LOST = re.compile(_MARK)
_TOKEN = re.compile(_WORD)

# Each pronoun or adverb after which kinds of words it hangs on with a hyphen: « ont-elles », « celui-ci », « au-delà ».
_ENCLITICS = tuple(
    (re.compile(rf"(?:{right})(?![^\W_])"), re.compile(rf"(?:{left})\Z"))
    for right, left in (
        ("t-(?:ils?|elles?|on)", r".*[aec]"),
        ("ils?|elles?|on", r".*[td]"),
        ("je", r".*[sxei]|ai"),
        ("tu", r".*[sx]"),
        ("nous", r".*ons|sommes|chez|entre"),
        ("vous", r".*ez|êtes|dites|faites"),
        ("ce", r"est|sont|était|étaient|serait|fût|fut|sera"),
        ("ci|là", r"ce|cette|ces|celui|celles?|ceux|.*-(?:ci|là)|jusque"),
        ("dessous|dessus|dedans|dehors|devant|delà", r"au|ci|là|par|en|de"),
        ("mêmes?", r"moi|toi|soi|lui|elles?|eux|nous|vous|là"),
        ("être", "peut"),
    )
)
# Only prefixes that French still writes with a hyphen: « inter », « multi », « auto » are joined nowadays.
_PREFIXES = re.compile("non|semi|demi|vice|ex|sous|socio|avant|après|quasi|arrière|co|médico|porte|tiers|savoir")
_LINKS = re.compile(r"(?:à|en|de|au|aux|t|y|sur|sous|là|ci)-|[dl]'")


class Hyphens:
    """Settles line ends by the words that the whole document uses elsewhere. Apostrophes are straight ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for text in texts:
            for word in _TOKEN.findall(_BROKEN.sub(" ", text.casefold())):
                self._words.update(map(_singular, {word, *word.split("'")}))

    def resolve(self, text: Tracked) -> Tracked:
        """The text with each broken word on one line, its hyphen kept where it is part of the word."""
        text = text.swap(_NUMBERS, lambda match: "-").cut(_BREAK, self._kept)
        return text.swap(_LOST, lambda match: "-")

    def _kept(self, match: re.Match[str]) -> list[Span]:
        spans = [match.span(1)]
        if match[2] != "\u00ad" and self.belongs(match[1], match[4]):
            spans.append(match.span(2 if match[2] else 3))
        return spans

    def belongs(self, left: str, right: str) -> bool:
        """Whether the hyphen between these two ends of lines is part of the word."""
        last, first = left.rpartition("'")[2], right.partition("'")[0]
        if first[0].isupper() and not last.isupper():
            return True
        left, right, last, first = left.casefold(), right.casefold(), last.casefold(), first.casefold()
        joined, hyphenated = self._count(last + first), self._count(f"{last}-{first}")
        if joined or hyphenated:
            return hyphenated > joined
        if _LINKS.match(right) or ("-" in left and _LINKS.fullmatch(left.rpartition("-")[2] + "-")):
            return True
        if any(pronoun.match(right) and verb.match(last) for pronoun, verb in _ENCLITICS):
            return True
        return _PREFIXES.fullmatch(last) is not None and self._count(first.partition("-")[0]) > 0

    def _count(self, word: str) -> int:
        return self._words[_singular(word)]


def _singular(word: str) -> str:
    return word.rstrip("sx")
