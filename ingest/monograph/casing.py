"""Titles in capitals, written as the rest of the document writes the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿœ,;'(] )[^\W\d_]+|(?<=')[^\W\d_]+")  # words that no sentence begins with
_VOWELS = frozenset("aeiouyœæàâäéèêëîïôöùûü")


class Casing:
    """What the natural lines of a document teach about capitals. `names` are spellings known beforehand."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._texts = tuple(texts)
        self._names = tuple(names)

    def phrase(self, title: str) -> str:
        """The same words as the document writes them elsewhere without capitals only; else as they are."""
        written = Counter(words for words in self._written(title) if not words.isupper())
        return sentence_case(written.most_common(1)[0][0]) if written else title

    def _written(self, title: str) -> Iterator[str]:
        """Each time that these words stand somewhere, as they stand there."""
        wanted = title.lower()
        for text, lowered in self._lowered if wanted else ():
            at = lowered.find(wanted)
            while at >= 0:
                end = at + len(wanted)
                if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                    yield text[at:end]
                at = lowered.find(wanted, end)

    def natural(self, title: str) -> str:
        """The title as a sentence would write it: acronyms and names keep their capitals where the document writes them
        so, all other words lose theirs."""
        if not title.isupper():
            return sentence_case(title)
        phrase = self.phrase(title)
        return phrase if phrase != title else sentence_case(_WORD.sub(lambda match: self._word(match[0]), title))

    def _word(self, word: str) -> str:
        lower = word.lower()
        forms = self._forms.get(lower)
        if forms is not None:
            return lower if lower in forms else forms.most_common(1)[0][0]
        return word if len(word) > 1 and not _VOWELS & set(lower) else lower

    @cached_property
    def _lowered(self) -> list[tuple[str, str]]:
        """Each text beside itself in small letters; the few letters that are longer so would shift what follows."""
        pairs = [(text, text.lower()) for text in (*self._names, *self._texts)]
        return [(text, lowered) for text, lowered in pairs if len(text) == len(lowered)]

    @cached_property
    def _forms(self) -> dict[str, Counter[str]]:
        """How each word is written inside sentences."""
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text in self._texts:
            for line in text.split("\n"):
                if not line.isupper():
                    for word in _INSIDE.findall(line):
                        forms[word.lower()][word] += 1
        for name in self._names:
            for word in _WORD.findall(name):
                forms[word.lower()][word] += 1
        return dict(forms)


def sentence_case(words: str) -> str:
    """The words with a capital first, the others as they are."""
    return words[:1].upper() + words[1:]
