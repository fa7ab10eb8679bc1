"""The optional reader of syntax: facts that only the tree of a sentence tells, by the very rules of prose.

Off by default: it needs the extra `[nlp]` and somebody who asks. See docs/guides/nlp.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from ingest.extras.nlp_clauses import plain
from ingest.extras.nlp_pronouns import THINGS, Past, is_open, resolved
from ingest.extras.nlp_tree import Tree, installed, tree_of
from ingest.facts.records import Context, Fact, Named
from ingest.prose.amounts import count_of, dates
from ingest.prose.clauses import Clause, tidy
from ingest.prose.found import Found, found_in
from ingest.prose.mentions import Mention
from ingest.prose.reader import Read, read_prose
from ingest.text.pages import Page

_ENDS = frozenset("NOEGSIPT")
_WORD_BEFORE = re.compile(r"[\w-]+(?=\s\Z)")
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )(?!L[ea]s? |Un |Une |Des )[A-ZÀ-Þ][\w’'-]+ \Z")
_GOES_ON = re.compile(r"\s?[–—]\s?[A-ZÀ-Þ]")
_GIVEN = re.compile(
    r"\b(?:trans(?:mi|fér)|confi[éea]|essaim)\w*"
    r"|\b(?:repri[st]\w*|adoptée?s?|importée?s?|empruntée?s?) (?:d(?:es?|u)\b|d['’]|auprès)"
)
_TOKEN = re.compile(r"<#(\d+)>")


MISSING = Label(
    "La lecture par la syntaxe n'est pas installée : lancez « make setup-nlp » dans le dossier d'Essaim "
    "(spaCy et son modèle du français, 60 Mo), puis recommencez.",
    "Reading by syntax is not installed: run `make setup-nlp` in the folder of Essaim "
    "(spaCy and its model of French, 60 MB), then start again.",
)
"""What to tell somebody who asks for this reader where it is not installed."""


def available() -> bool:
    """Whether the extra is installed, with the very model that was measured."""
    return installed()


def read_with_syntax(pages: Sequence[Page], context: Context) -> list[Fact]:
    """What prose says by its words, then what the trees of its sentences say beyond, each in the order of the pages.

    Pure and deterministic. Raises UsageError (`nlp.missing`) where the extra is not installed.
    """
    if not available():
        raise UsageError("nlp.missing", MISSING)
    return read_prose(pages, context, _look)


def _look(read: Read) -> Iterator[Fact]:
    past = Past(list(_past(read)))
    keys = {one.key for one in read.mentions if one.letter in _ENDS}
    if len(keys) > 1 or (keys and any(_names_a_thing(named) for _, named, _ in past.sentences)):
        yield from _facts(read, past)


def _past(read: Read) -> Iterator[tuple[int, Sequence[Mention], bool]]:
    """The sentences before one, nearest first, then its heading: as far as one that names what a pronoun may mean."""
    for one, mentions in reversed(read.earlier):
        yield one.start, mentions, is_open(read.text, one.start, one.end, mentions)
        if _names_a_thing(mentions):
            return
    if title := read.sentence.section.title:
        yield title[0], read.seen.title, False


def _names_a_thing(mentions: Sequence[Mention]) -> bool:
    return any(one.letter in THINGS for one in mentions)


def _facts(read: Read, past: Past) -> Iterator[Fact]:
    text, tree = read.text, tree_of(read.text, read.sentence.start, read.sentence.end, read.mentions)
    known = {_mark(one) for one in read.found}
    mentions = list(read.mentions)
    told = {one.start: number for number, one in enumerate(mentions) if one.role}
    places = {word.at: told[word.start] for word in tree if word.start in told}
    for at, meant in resolved(tree, read.mentions, past, text):
        if at not in places:
            places[at] = len(mentions)
            mentions.append(meant)
    new: list[Found] = []
    for clause in _clauses(read, tree, mentions, places):
        for found in found_in(clause, mentions, read.seen):
            if _mark(found) not in known:
                known.add(_mark(found))
                new.append(found)
    yield from (replace(one.fact(read.page), rule=f"nlp.{one.rule}") for one in _kept(new, read))


def _kept(new: Sequence[Found], read: Read) -> Iterator[Found]:
    """What is new for a person: who pilots a programme, or received an innovation, is told by that alone, whoever gave
    it, and a name that the text cuts short is nobody's."""
    text, sentence, every = read.text, (read.sentence.start, read.sentence.end), (*read.found, *new)
    pilots = [one.key[1] for one in every if one.type == "CO_PILOTS"]
    passed = {_thing(one.links["innovation"]) for one in every if "innovation" in one.links}
    for one in new:
        given = _thing(one.links["to"]) in passed or _GIVEN.search(text, *sentence)
        adopted = one.values.get("role") == "adopter" and given
        piloted = one.type in ("CREATED", "RUNS") and one.key[1] in pilots
        if not (adopted or piloted or any(_cut_short(link, text, sentence[0]) for link in one.links.values())):
            yield one


def _thing(link: Mention | Named) -> str:
    return fold(link.name)


def _cut_short(link: Mention | Named, text: str, begin: int) -> bool:
    """« trois ateliers » are not the ateliers; neither « Fédération X – Mayenne » nor « Cap X » is X."""
    if isinstance(link, Named):
        return False
    near = max(begin, link.start - 24), link.start
    before = _WORD_BEFORE.search(text, *near)
    if link.letter in "GS":
        return before is not None and count_of(before[0]) is not None
    named = link.letter in "NOEIP" and text[link.start].isupper()
    goes_on = link.letter in "NOE" and _GOES_ON.match(text, link.end) is not None
    return goes_on or (named and _CAPITAL_BEFORE.search(text, *near) is not None)


def _mark(found: Found) -> object:
    """What two findings share that say one thing of a sentence, whichever way round."""
    kind, ends, about = found.key
    return kind, frozenset(key for _, key in ends), about


def _clauses(read: Read, tree: Tree, mentions: Sequence[Mention], pronouns: Mapping[int, int]) -> Iterator[Clause]:
    start, end = read.sentence.start, read.sentence.end
    times = list(dates(read.text, start, end))
    places = frozenset(number for number, one in enumerate(mentions) if one.letter == "T")
    for one in plain(tree, pronouns, places):
        letters = frozenset(mentions[int(number)].letter for number in _TOKEN.findall(one.said))
        said = tidy(_TOKEN.sub(lambda found: f"<{mentions[int(found[1])].letter}{found[1]}>", one.said))
        own = [time for time in times if any(time[0] <= tree[at].start < time[1] for at in one.words)]
        at, when = (own[0][0], own[0][2]) if len(own) == 1 else (start, {})
        yield Clause(start, end, (said,), when, at, "", letters)
