"""Sentences as trees of words, in which names are whole. Only this file knows spaCy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from ingest.prose.mentions import MONEY, Mention
from ingest.prose.rules import source

MODEL, MODEL_VERSION = "fr_core_news_md", "3.8.0"
VERB = -1
_AS_THEY_ARE = frozenset({MONEY, "G", "S", "H", "J", "Q", "T", "F", "C"})
_REFERS = re.compile(r"(?:elle|il|nous|notre|cet|cette|ce|la|le|l['’])\b[^A-ZÀ-Þ]*", re.IGNORECASE)
_ARTICLE = r"(?P<article>la|le|l['’]|les|du|des|aux?|une?|cette|cet?|ses?|leurs?)"
_BEFORE = re.compile(rf"\b{_ARTICLE}[ ]?[«“\"]?\s?\Z", re.IGNORECASE)
_OWN = re.compile(rf"{_ARTICLE}[ ]?(?=\S)", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?!(?:dans|avec|pour|chez|vers|sous|entre|selon|dont|puis|mais|ainsi|depuis|comme|sans|contre|que|alors)\b)"
    r"[a-zà-ÿ]{3,}[ ][«“\"]?\s?\Z"
)
_PRESENT = re.compile(r"([a-zà-ÿ]+e)\(\?:nt\)\?|([a-zà-ÿ]+)\(\?:(\w*e)\|\w*ent\|")
_LEADS = r"(?:(?<=\0)[ ]|(?:\bqui|\bet|\bpuis|,)[ ])"
_CLITIC = r"(?P<clitic>l['’]|(?:les?|la|y|en)[ ])?"
_GOVERNS = (
    r"(?(clitic)(?=[ .,;])|(?=[ ](?:(?:aussi|également|depuis|encore|ensuite|déjà)[ ])?"
    r"(?:l['’]|(?:la|les?|une?|des|son|sa|ses|leurs?|aux?|à)[ ]|\0)))"
)
_A_VERB = ("soutient", "soutiennent")
_MALE, _MANY = ("le", "du", "au", "un", "ce"), ("les", "des", "aux", "ses", "leurs", "leur")
_A_NAME = "Emmaüs"
_BODY = ("association", "réseau", "associations")
_THING = ("action", "programme", "actions")


@dataclass(slots=True)
class Word:
    """A word of a sentence. `head` is the position of the word that governs it (its own for a root), `start` where it
    begins in the page; `mention` is the position of the mention that it is part of, and `whole` tells the one word
    that stands for all of that mention."""

    at: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int
    morph: dict[str, str]
    mention: int = -1
    whole: bool = False
    children: list[int] = field(default_factory=list)


Tree = list[Word]


def installed() -> bool:
    """Whether the library is there, and the very model that was measured."""
    if find_spec("spacy") is None or find_spec(MODEL) is None:
        return False
    try:
        return version(MODEL) == MODEL_VERSION
    except PackageNotFoundError:
        return False


@cache
def _model() -> Any:
    import spacy

    return spacy.load(MODEL, exclude=["ner", "senter"])


@dataclass(slots=True)
class _Masked:
    """A sentence whose names are plain words. `places`: from where to where, which mention (or
    VERB), and what was written there; `moves`: from each
    position, how far a word stands from where it was written."""

    text: str
    places: list[tuple[int, int, int, str]]
    moves: list[tuple[int, int]]


def tree_of(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Tree:
    """The tree of the sentence `start:end` of a text with its mentions.

    Names are read as plain words of their gender: a parser that stumbles over « Brin et Paille » reads
    « l'association » well.
    """
    masked = _masked(text, start, end, mentions)
    return _tree(_model()(masked.text), masked)


@cache
def _verbs() -> re.Pattern[str]:
    """The verbs that the rules of prose know, in a present that can be no noun: « X finance la », « qui l'anime »."""
    written = [pattern for rule in source()["rule"] for pattern in rule["match"]] + list(source()["macros"].values())
    found = _PRESENT.findall(" ".join(written).replace("@then", " "))
    cues = sorted({whole or f"{stem}{end}" for whole, stem, end in found}, key=lambda cue: (-len(cue), cue))
    return re.compile(rf"{_LEADS}{_CLITIC}(?P<cue>(?:co-?)?(?:{'|'.join(cues)})(?P<many>nt)?){_GOVERNS}")


def _masked(text: str, start: int, end: int, mentions: Sequence[Mention]) -> _Masked:
    masked = _Masked("", [], [(0, start)])
    at = start
    for number, one in sorted(enumerate(mentions), key=lambda pair: pair[1].start):
        if one.start < at or one.end > end or one.role:  # « la » before a verb stays what it is
            continue
        _between(masked, text[at : one.start], after=at > start, before=True)
        _put(masked, _word(one, text), number, text[one.start : one.end])
        at = one.end
    _between(masked, text[at:end], after=at > start, before=False)
    return masked


def _put(masked: _Masked, word: str, number: int, written: str) -> None:
    first = len(masked.text)
    masked.text += word
    masked.places.append((first, len(masked.text), number, written))
    masked.moves.append((len(masked.text), masked.moves[-1][1] + len(written) - len(word)))


def _between(masked: _Masked, gap: str, after: bool, before: bool) -> None:
    """The words between two names, in which a verb that a parser takes for a noun is another one."""
    marked = ("\0" if after else "") + gap + ("\0" if before else "")
    shift, at = int(after), 0
    for found in _verbs().finditer(marked):
        first, last = found.start("cue") - shift, found.end("cue") - shift
        masked.text += gap[at:first]
        _put(masked, _A_VERB[bool(found["many"])], VERB, found["cue"])
        at = last
    masked.text += gap[at:]


def _word(one: Mention, text: str) -> str:
    """What a parser reads for a name: a noun as its article has it, with one where it had none."""
    written = text[one.start : one.end]
    if one.letter in _AS_THEY_ARE or _REFERS.fullmatch(written):
        return written
    around = text[max(0, one.start - 24) : one.start]
    own = _OWN.match(written)
    before = None if own else _BEFORE.search(around)
    found = own or before
    article = found["article"].lower().rstrip("'’") if found else ""
    one_, male, many = _THING if one.letter in "IP" else _BODY
    noun = male if article in _MALE else many if article in _MANY else one_
    if own:
        return f"{own[0]}{noun}"
    if before:
        return noun
    return _A_NAME if _NOUN_BEFORE.search(around) else f"l'{noun}"


def _lemma(present: str) -> str:
    return present.removesuffix("nt") + "r"


def _tree(doc: Any, masked: _Masked) -> Tree:
    words = [
        Word(
            one.i, one.text, one.lemma_.lower(), one.pos_, one.dep_, one.head.i,
            one.idx + max(move for move in masked.moves if move[0] <= one.idx)[1], one.morph.to_dict(),
        )
        for one in doc
    ]  # fmt: skip
    for first, last, number, written in masked.places:
        inside = [one.i for one in doc if one.idx < last and first < one.idx + len(one)]
        if number == VERB:
            words[inside[0]].text, words[inside[0]].lemma, words[inside[0]].pos = written, _lemma(written), "VERB"
            continue
        for at in inside:
            words[at].mention = number
        for at in [at for at in inside if words[at].head == at or words[at].head not in inside][-1:]:
            words[at].whole = True
    for word in words:
        if word.head != word.at:
            words[word.head].children.append(word.at)
    return words
