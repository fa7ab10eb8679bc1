"""« l' », « la », « y », « en » before a verb: which innovation or programme they mean, where it can only be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extras.nlp_tree import Tree, Word
from ingest.prose.anaphora import something_else
from ingest.prose.mentions import Mention

THINGS = "IP"
_PLURAL, _SINGULAR = ("les",), ("l'", "l’", "le", "la")
_ARTICLE = re.compile(r"\b(la|le|une?|cette|ce|cet)[ ]?[«“\"]?\s?\Z", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"(la|le|une?|cette|ce|cet)\s", re.IGNORECASE)
_HE_OR_SHE = re.compile(
    r"\b(?:[Ee]lles?|[Ii]ls?) (?:(?:a|ont|avait|avaient) été|est|sont|était|étaient|fut)\b(?! possible| nécessaire)"
)
_FEMALE = ("la", "une", "cette")


@dataclass(frozen=True, slots=True)
class Past:
    """What stands before a sentence, in its paragraph and then in its heading: nearest first, where each sentence
    begins, what it names, and whether it has a « elle » that nobody could resolve."""

    sentences: Sequence[tuple[int, Sequence[Mention], bool]]


def is_open(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether a pronoun of a sentence is left without a meaning."""
    return any(
        all(found.end() <= one.start or one.end <= found.start() for one in mentions)
        for found in _HE_OR_SHE.finditer(text, start, end)
    )


def resolved(tree: Tree, mentions: Sequence[Mention], past: Past, text: str) -> Iterator[tuple[int, Mention]]:
    """The position of each pronoun that has one meaning, with what it means."""
    named = [*mentions, *(one for _, said, _ in past.sentences for one in said)]
    for word in tree:
        if word.mention < 0 and word.pos == "PRON" and word.text.lower() in (*_SINGULAR, "y", "en"):
            meant = _meant(word, mentions, past)
            wanted = {"Fem": "SF", "Masc": "SM"}.get(_gender(tree, word), "")
            agreed = meant and _agrees(tree, word, meant, text)
            if meant and agreed and not something_else(text, meant.end, word.start, wanted, named):
                end = word.start + len(word.text)
                yield word.at, meant.at(word.start, end)


def _meant(word: Word, mentions: Sequence[Mention], past: Past) -> Mention | None:
    own = [one for one in mentions if one.end <= word.start]
    for begin, named, unclear in ((-1, own, False), *past.sentences):
        things = {one.key: one for one in named if one.letter in THINGS}
        if len(things) > 1 or (not things and any(one.letter in "JQ" for one in named)):
            return None
        if things and unclear:
            return None
        if things:
            meant = next(iter(things.values()))
            start = meant.before if meant.before >= 0 else begin
            return replace(meant, before=start)
    return None


def _agrees(tree: Tree, word: Word, meant: Mention, text: str) -> bool:
    wanted = _gender(tree, word)
    before = _ARTICLE.search(text, max(0, meant.start - 10), meant.start)
    article = before or _OWN_ARTICLE.match(text, meant.start) or _OWN_ARTICLE.match(f"{meant.name} ")
    return not wanted or article is None or (article[1].lower() in _FEMALE) == (wanted == "Fem")


def _gender(tree: Tree, word: Word) -> str:
    """The gender that the pronoun shows, or the participle after it."""
    said = word.text.lower()
    if said in ("la", "le"):
        return "Fem" if said == "la" else "Masc"
    verb = tree[word.head]
    helped = any(tree[at].dep == "aux:tense" for at in verb.children)
    if said in ("y", "en") or not helped:
        return ""
    return "Fem" if re.search(r"(?:é|i|u|s|t)es?\Z", verb.text) else "Masc"
