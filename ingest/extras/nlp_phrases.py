"""The words of a tree put together again: nouns with what belongs to them, lists of them, and what hangs on a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.extras.nlp_tree import Tree, Word

_LEFT_OUT = ("acl:relcl", "acl", "appos", "parataxis", "advcl", "conj", "cc", "punct", "dep", "vocative", "discourse")


class Phrases:
    """A sentence. `pronouns`: for the position of a word, the mention that it stands for; `places`: the mentions that
    are territories."""

    def __init__(self, tree: Tree, pronouns: Mapping[int, int], places: frozenset[int]) -> None:
        self.tree = tree
        self.pronouns = pronouns
        self.places = places

    def kids(self, word: Word, *deps: str) -> list[Word]:
        found = [self.tree[at] for at in word.children]
        return [one for one in found if one.dep in deps] if deps else found

    def predicate(self, word: Word) -> bool:
        helped = any(one.dep.startswith("aux") or one.dep in ("cop", "obl:agent") for one in self.kids(word))
        return word.mention < 0 and (word.pos == "VERB" or helped)

    def participle(self, word: Word) -> bool:
        return word.morph.get("VerbForm") == "Part" and word.morph.get("Tense") == "Past"

    def group(self, word: Word) -> list[Word]:
        """A word and what is listed with it."""
        return [word, *(one for one in self.kids(word, "conj") if not self.predicate(one))]

    def own(self, word: Word) -> Iterator[int]:
        """The words that belong to a predicate and to no other one inside it."""
        yield word.at
        for one in self.kids(word):
            if not self.predicate(one):
                yield from self.own(one)

    def complement(self, word: Word) -> str:
        return self.listed(self.group(word))

    def listed(self, group: Sequence[Word], bare: bool = False) -> str:
        parts = [self.phrase(one, bare) for one in group]
        return f"{', '.join(parts[:-1])} et {parts[-1]}" if len(parts) > 1 else parts[0]

    def phrase(self, word: Word, bare: bool = False) -> str:
        """A noun with its complements, without what is said of it in passing, nor its preposition if `bare`."""
        if word.at in self.pronouns:
            short = {"y": "à ", "en": "de ", "lui": "à ", "leur": "à "}.get(word.text.lower(), "")
            return f"{short}<#{self.pronouns[word.at]}>"
        named = self._called(word)
        if named is not None:
            cases = [
                one.text for one in self.kids(word, "case", "det") if one.at < word.at and one.mention < 0 and not bare
            ]
            others = [one for one in self.kids(named, "conj") if one.whole] if named is not word else []
            listed = " et ".join(f"<#{one.mention}>" for one in (named, *others))
            more = [] if bare else [self.phrase(one) for one in self._hanging(word)]
            return " ".join((*cases, listed, *more))
        said = []
        dropped = [one.at for one in self.kids(word, "case")] if bare else []
        for one in sorted(self._within(word), key=lambda one: one.at):
            if one.at in dropped:
                continue
            if one.mention < 0:
                said.append(one.text)
            elif one.whole:
                said.append(f"<#{one.mention}>")
        return " ".join(said)

    def _hanging(self, word: Word) -> list[Word]:
        """What hangs on a name for want of a better place: « verse 3 000 € à X »."""
        kids = [one for one in self.kids(word, "nmod", "obl:mod", "obl:arg") if one.whole and one.at > word.at]
        return [one for one in kids if self.kids(one, "case") and not self.beside(one)]

    def beside(self, word: Word) -> bool:
        """« X, à Nantes »: a place after a comma is where X is."""
        if word.mention not in self.places:
            return False
        at = min((one.at for one in self.kids(word, "case", "det")), default=word.at)
        before = self.tree[at - 2]
        return at > 1 and self.tree[at - 1].text == "," and (before.mention >= 0 or before.pos in ("NOUN", "PROPN"))

    def _called(self, word: Word) -> Word | None:
        """The mention that a noun is, or that names it: « un outil financier, le fonds X »."""
        if word.whole:
            return word
        names = [one for one in self.kids(word, "appos", "flat:name", "nmod") if one.whole]
        names = [one for one in names if one.dep != "nmod" or not self.kids(one, "case")]
        return names[0] if len(names) == 1 else None

    def _within(self, word: Word) -> Iterator[Word]:
        yield word
        for one in self.kids(word):
            if one.dep not in _LEFT_OUT and not (one.dep == "nmod" and self.predicate(one)):
                yield from self._within(one)
            elif one.dep == "conj" and one.whole:
                yield from (each for each in self.kids(word, "cc"))
                yield from self._within(one)
