"""A sentence taken apart: for each verb, one plain clause that says who does what, as the rules of prose read them.

Nothing is known here of what a verb means: the rules of `ingest.prose` decide. Here « Z, créé par X et que Y finance »
becomes « Z est créé par X » and « Y finance Z ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.extras.nlp_phrases import Phrases
from ingest.extras.nlp_tree import Tree, Word

_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:caus")
_OBJECT = "obj"
_OBLIQUE = ("obl:agent", "obl:arg", "obl:mod", "obl", "iobj", "nmod", "advmod")
_UNLESS = (
    "si",
    "s'",
    "s’",
    "quand",
    "lorsque",
    "lorsqu'",
    "pour",
    "afin",
    "sans",
    "avant",
    "comment",
    "pourquoi",
    "jusqu'",
)
_IT = ("l'", "l’", "le", "la", "les")
_ITSELF = ("s'", "s’", "se")
_THAT = ("que", "qu'", "qu’")
_WHO = ("qui", "lequel", "laquelle", "lesquels", "lesquelles")
_WHOM = ("que", "qu'", "qu’", "dont", "où", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles")
_NOT = ("ne", "n'", "n’", "pas", "plus", "jamais", "guère", "aucun", "aucune", "ni", "non", "sans")
_WITH_RESERVE = ("ancien", "ancienne", "futur", "future", "potentiel", "éventuel", "possible", "prochain", "ex")
_GOES_ON = ("continuer", "commencer", "venir", "finir")
_FEATURES = ("particularité", "spécificité", "originalité", "singularité")
"""« a la particularité de financer », « continue de financer »: it does."""
_RELATIVES = {"que": "", "qu'": "", "qu’": "", "dont": "de "}
_SET = ("en", "sur", "au", "à")
"""« mis en place », « mis sur pied », « mis au point », « mené à bien »."""
_MOST_GOVERNORS = 6
_NEAR = 2
_AGREED = re.compile(r"(é|i[st]|u|ert)e?s?\Z")


@dataclass(frozen=True, slots=True)
class Plain:
    """One plain clause, with `<#3>` for the mention 3, and the positions of the words of its own."""

    said: str
    words: frozenset[int] = field(default_factory=frozenset)


def plain(tree: Tree, pronouns: Mapping[int, int], places: frozenset[int] = frozenset()) -> Iterator[Plain]:
    """The plain clauses of a sentence. `pronouns`: for the position of a word, the mention that it stands for;
    `places`: the mentions that are territories."""
    if any(word.text == "?" for word in tree):
        return
    reading = _Reading(tree, pronouns, places)
    for word in tree:
        yield from reading.clauses(word)


class _Reading(Phrases):
    def clauses(self, word: Word) -> Iterator[Plain]:
        """What one predicate says."""
        if not self.predicate(word):
            yield from self._apposed(word)
            return
        if self._doubtful(word):
            return
        for subject in self._subjects(word):
            for verb in self._verbs(word):
                for rest in self._complements(word):
                    said = f"{subject} {verb} {rest}."
                    yield Plain(_glued(said), frozenset(self.own(word)))

    # Predicates

    def _doubtful(self, word: Word) -> bool:
        helpers = [word, *self.kids(word, "aux:tense", "aux:pass", "aux", "cop")]
        moods = {one.morph.get("Mood") for one in helpers}
        if "Cnd" in moods or any(one.text.lower() in _WITH_RESERVE for one in self.kids(word, "amod")):
            return True
        if any(one.text.lower() in _IT and one.at not in self.pronouns for one in self.kids(word, "obj")):
            return True
        return not self._relative_object(word) and (bool(moods & {"Sub", "Imp"}) or self._hangs(word))

    def _hangs(self, word: Word) -> bool:
        """Whether a clause is only thought, wished or supposed by the one that governs it."""
        if any(one.text.lower() in _THAT for one in self.kids(word, "mark", "obj", "advmod")):
            return True
        at = word
        for _ in range(_MOST_GOVERNORS):
            marks = [one.text.lower() for one in self.kids(at, "mark", "advmod", "case")]
            if at.dep in ("advcl", "ccomp", "csubj") and (at.dep != "advcl" or any(m in _UNLESS for m in marks)):
                return True
            if any(mark in ("si", "s'", "s’") for mark in marks) and at.morph.get("VerbForm") == "Fin":
                return True
            if at.head == at.at or at.dep.startswith("acl"):
                return False
            at = self.tree[at.head]
        return False

    def _relative_object(self, word: Word) -> tuple[Word, str] | None:
        """« Z, que Y finance », « Z, dont Y est membre »: Z, and the preposition that it then has."""
        first = self.tree[min(at for at in self.own(word) if self.tree[at].pos != "PUNCT")]
        short = _RELATIVES.get(first.text.lower())
        at = first.at - 1
        if at > 0 and self.tree[at].text == ",":
            at -= 1
        if short is None or first.at >= word.at or at < 0 or self.tree[at].mention < 0:
            return None
        if any(one.text == "," for one in self.tree[first.at : word.at]):
            return None
        named = [each for each in self.tree if each.whole and each.mention == self.tree[at].mention]
        return (named[0], short) if named else None

    # Who

    def _subjects(self, word: Word) -> list[str]:
        found = self._subject(word, _MOST_GOVERNORS)
        if not found or self._across(found[0], word):
            return []
        number = self._number(word)
        if number == "Sing" and (len(found) > 1 or found[0].morph.get("Number") == "Plur"):
            return []
        if len(found) == 1 and number == "Plur":
            found = self._more(found[0])
        return [self.listed(found, bare=True)]

    def _across(self, subject: Word, word: Word) -> bool:
        """« X, à qui Y confie Z », « X, que Y finance »: X does nothing there, whatever the parser says."""
        between = self.tree[subject.at + 1 : word.at]
        commas = [one.at for one in between if one.text == ","]
        return any(
            one.text.lower() in _WHOM or (one.text.lower() in _WHO and self.tree[one.at - 1].pos == "ADP")
            for one in between
            if not commas or one.at > commas[-1]
        )

    def _number(self, word: Word) -> str:
        """The number that a verb shows, empty where it shows none."""
        helpers = self.kids(word, "aux:tense", "aux:pass", "cop")
        finite = [one for one in (*helpers, word) if one.morph.get("VerbForm") == "Fin"]
        return next((one.morph["Number"] for one in finite if "Number" in one.morph), "")

    def _more(self, word: Word) -> list[Word]:
        """« A, B et C ont… » where the parser kept but C: one cannot do what several do."""
        found = [word]
        while found[0].whole and word.morph.get("Number") != "Plur":
            at = min(one.at for one in self.tree if one.mention == found[0].mention)
            while at and self.tree[at - 1].pos == "DET":
                at -= 1
            link = self.tree[at - 1].text.lower() if at else ""
            last = self.tree[at - 2] if at > 1 else word
            named = [one for one in self.tree if one.whole and one.mention == last.mention >= 0]
            if not named or link not in ("et", ",") or (link == "," and len(found) == 1):
                break
            found.insert(0, named[0])
        return found

    def _subject(self, word: Word, left: int) -> list[Word]:
        own = self.kids(word, *_SUBJECT)
        relative = word.dep == "acl:relcl" and any(self._relative(one) for one in own)
        if own and not relative and not self._relative(own[0]):
            return self.group(own[0])
        if not left or word.head == word.at:
            return []
        head = self.tree[word.head]
        if word.dep in ("acl:relcl", "acl"):
            return self._antecedent(word, head)
        if word.dep == "conj":
            return self._subject(head, left - 1)
        finite = word.morph.get("VerbForm") == "Fin"  # « les salariés que X a formés portent »: X carries nothing
        if (word.dep == "xcomp" and not finite) or (word.dep == "advcl" and self._opens(word, head)):
            return self._subject(head, left - 1)
        return []

    def _relative(self, word: Word) -> bool:
        return word.morph.get("PronType") == "Rel" or word.text.lower() == "qui"

    def _opens(self, word: Word, head: Word) -> bool:
        return self.participle(word) and word.at < head.at

    def _antecedent(self, word: Word, head: Word) -> list[Word]:
        if word.dep == "acl" and word.morph.get("VerbForm") == "Inf":
            governor = self.tree[head.head]
            if head.lemma in _FEATURES and governor.lemma == "avoir":
                return self._subject(governor, _MOST_GOVERNORS)
            return []
        listed = not self.predicate(self.tree[head.head])
        if listed and word.morph.get("Number") == "Plur" and head.dep == "conj" and head.morph.get("Number") != "Plur":
            return self.group(self.tree[head.head])
        return [head]

    # Does

    def _verbs(self, word: Word) -> list[str]:
        before = [
            one.text for one in self.kids(word)
            if one.at < word.at and (one.dep.startswith(("aux", "cop")) or one.text.lower() in (*_NOT, *_ITSELF))
        ]  # fmt: skip
        after = [one.text for one in self.kids(word) if one.at > word.at and one.text.lower() in _NOT]
        form = word.morph.get("VerbForm")
        helped = any(one.dep.startswith(("aux", "cop")) for one in self.kids(word))
        if form == "Inf":
            return self._infinitive(word)
        if word.dep == "conj" and not helped:
            shared = self._shared(word)
            if shared:
                return [" ".join((*shared, word.text, *after))]
        if self.participle(word) and not helped and not self.kids(word, *_SUBJECT):
            return [" ".join(("est", *before, word.text, *after))]
        if word.morph.get("Tense") == "Pres" and form == "Part" and word.lemma.endswith("er"):
            return [" ".join((*before, word.lemma[:-1], *after))]
        if form == "Fin" and word.lemma.endswith("er") and word.text in _past(word.lemma) and not before:
            return [" ".join(("a", f"{word.lemma[:-2]}é", *after))]
        text = _AGREED.sub(r"\1", word.text) if self.kids(word, "aux:tense") else word.text
        return [" ".join((*before, text, *after))]

    def _shared(self, word: Word) -> list[str]:
        """The auxiliary of the first of « a créé et financé », « est initié et piloté »."""
        head = self.tree[word.head]
        helpers = [one.text for one in self.kids(head) if one.dep.startswith("aux") or one.text.lower() in _NOT]
        if helpers and word.morph.get("VerbForm") != "Fin":
            return helpers
        if self.participle(head) and self.participle(word):
            return ["est"]
        return []

    def _infinitive(self, word: Word) -> list[str]:
        head = self.tree[word.head]
        finite = word.lemma[:-1] if word.lemma.endswith("er") else ""
        if word.dep == "acl":
            denied = any(one.text.lower() in _NOT for one in self.kids(self.tree[head.head]))
            return [finite] if finite and not denied else []
        if word.dep != "xcomp":
            return []
        if head.lemma in _GOES_ON and finite and not any(one.text.lower() in _NOT for one in self.kids(head)):
            return [finite]
        marks = [one.text for one in self.kids(word, "mark", "case")]
        return [" ".join((governor, *marks, word.text)) for governor in self._verbs(head)]

    # What

    def _complements(self, word: Word) -> Iterator[str]:
        """What follows the verb: everything, then each complement that names somebody, alone after the object."""
        set_ = self._set(word)
        said = [(one, self.complement(one)) for one in sorted(self._arguments(word), key=lambda one: one.at)]
        objects = [text for one, text in said if one.dep == _OBJECT or one.at in self.pronouns]
        objects = [text for text in objects if text not in set_]
        named = [(one, text) for one, text in said if "<#" in text and text not in objects]
        agents = [text for one, text in named if text.startswith("par ")]
        others = [text for _, text in named if not text.startswith("par ")]
        if any("<#" in text for text in objects):  # « verse chaque année 3 000 € »
            objects = [text for text in objects if "<#" in text]
        if relative := self._relative_object(word):
            objects = [f"{relative[1]}<#{relative[0].mention}>", *objects]
        first = " ".join((*set_, *objects, *agents))
        alone = (" ".join((*set_, one)) for one in others)
        told = dict.fromkeys((first, " ".join((first, *others)), *(f"{first} {one}".strip() for one in others), *alone))
        yield from (one for one in told if "<#" in one)

    def _set(self, word: Word) -> list[str]:
        """« mis en place », « pris part »: what makes one verb of several words."""
        found = []
        for one in self.kids(word):
            bare = all(kid.text.lower() in _SET for kid in self.kids(one)) and one.mention < 0
            if bare and word.at < one.at <= word.at + 2 and one.pos == "NOUN":
                found.append(" ".join(each.text for each in self.tree[word.at + 1 : one.at + 1]))
        return found

    def _arguments(self, word: Word) -> list[Word]:
        kinds = (_OBJECT, *_OBLIQUE, "xcomp")
        found = [
            one for one in self.kids(word) if (one.dep in kinds and not self.predicate(one)) or one.at in self.pronouns
        ]
        return [one for one in self._agents(word, found) if one.text.lower() not in _NOT and not self.beside(one)]

    def _agents(self, word: Word, found: Sequence[Word]) -> list[Word]:
        """The complements of a participle, when « par X » hangs on the wrong verb of « créé hier puis porté par X »."""
        if not self.participle(word):
            return list(found)
        later = [one for one in self.kids(word, "conj") if self.participle(one)]
        close = [one for one in later if one.at <= word.at + _NEAR]
        mine = [
            one for one in found
            if one.dep != "obl:agent" or not any(word.at + _NEAR < each.at < one.at for each in later)
        ]  # fmt: skip
        for one in close:  # « initié et piloté par X »
            mine += [each for each in self.kids(one, "obl:agent") if each not in mine]
        if word.dep == "conj" and not any(one.dep == "obl:agent" for one in mine):
            mine += [one for one in self.kids(self.tree[word.head], "obl:agent") if one.at > word.at]
        return mine

    def _apposed(self, word: Word) -> Iterator[Plain]:
        """« X, membre de Y »: X is one. So it is in « Partenaire de Y, X finance Z »."""
        if word.mention >= 0 or word.pos not in ("NOUN", "ADJ") or self.kids(word, "case"):
            return
        if any(one.text.lower() in _WITH_RESERVE or one.text.lower() in _NOT for one in self.kids(word)):
            return
        head = self.tree[word.head]
        whose = [head] if word.dep == "appos" else []
        if word.at == 0 and word.dep in ("obl:mod", "advcl", "dislocated", "nmod", "conj"):
            whose = self._subject(head, 1) if self.predicate(head) else []
        with_ = [self.phrase(one) for one in self.kids(word, "nmod") if self.kids(one, "case")]
        said = " ".join((word.text.lower(), *(one for one in with_ if "<#" in one)))
        if "<#" in said and len(whose) == 1 and whose[0].whole:
            yield Plain(_glued(f"<#{whose[0].mention}> est {said}."), frozenset(self.own(word)))


def _past(lemma: str) -> list[str]:
    """« portait », « porta »: what is past. « porterait » is not, whatever the model says."""
    return [f"{lemma[:-2]}{end}" for end in ("a", "èrent", "ait", "aient")]


def _glued(said: str) -> str:
    return said.replace("' ", "'").replace("’ ", "'")
