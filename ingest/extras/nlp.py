"""The optional reader of syntax: facts that only the tree of a sentence tells, by the very rules of prose.

Off by default: it needs the extra `[nlp]` and somebody who asks. See docs/guides/nlp.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from ingest.extras.nlp_clauses import plain
from ingest.extras.nlp_pronouns import THINGS, Past, is_open, resolved
from ingest.extras.nlp_tree import Tree, installed, trees
from ingest.facts.records import Context, Fact, Named
from ingest.prose.amounts import count_of, dates
from ingest.prose.anaphora import Before
from ingest.prose.clauses import Clause, clauses, tidy
from ingest.prose.found import Found, Seen, found_in
from ingest.prose.mentions import Mention
from ingest.prose.reader import _examples, _Paragraph, _Reading
from ingest.prose.sections import Sentence, prose
from ingest.text.pages import Page

_ENDS = frozenset("NOEGSIPT")
_WORD_BEFORE = re.compile(r"[\w-]+(?=\s\Z)")
_GOES_ON = re.compile(r"\s?[–—]\s?[A-ZÀ-Þ]")
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence that prose has read: what it names, what was seen before it, and what the rules found in it."""

    page: int
    sentence: Sentence
    mentions: list[Mention]
    seen: Seen
    found: list[Found]
    past: Past


def read_with_syntax(pages: Sequence[Page], context: Context) -> list[Fact]:
    """What the trees of sentences say beyond what the rules of prose find in their words, in the order of the pages.

    Pure and deterministic. Raises UsageError (`nlp.missing`) where the extra is not installed.
    """
    if not available():
        raise UsageError("nlp.missing", MISSING)
    read = [one for one in _Sentences(context, pages).read() if _promising(one)]
    sentences = [(pages[one.page].text, one.sentence.start, one.sentence.end, one.mentions) for one in read]
    return [
        fact
        for one, tree in zip(read, trees(sentences), strict=True)
        for fact in _facts(one, tree, pages[one.page].text)
    ]


def _promising(read: _Read) -> bool:
    keys = {one.key for one in read.mentions if one.letter in _ENDS}
    return len(keys) > 1 or bool(
        keys and any(one.letter in THINGS for _, past, _ in read.past.sentences for one in past)
    )


class _Sentences(_Reading):
    """The sentences of a document as the reader of prose goes through them."""

    def read(self) -> Iterator[_Read]:
        for number, page in enumerate(self.pages):
            paragraph = _Paragraph()
            self._past: list[tuple[int, Sequence[Mention], bool]] = []
            for sentence in prose(page):
                yield self._one(number, sentence, paragraph)

    def _one(self, number: int, sentence: Sentence, paragraph: _Paragraph) -> _Read:
        text = self.pages[number].text
        if sentence.paragraph != paragraph.number:
            goes_on = text[: paragraph.end].endswith(":")
            paragraph.before = paragraph.before if goes_on else Before()
            paragraph.number, paragraph.mentions, paragraph.found = sentence.paragraph, [], []
            self._past = self._past[:1] if goes_on else []
        paragraph.end = sentence.end
        mentions = self._mentions(text, sentence, paragraph)
        paragraph.mentions = [*paragraph.mentions, *mentions]
        seen = Seen(
            sentence.section, self._title(text, sentence), paragraph.mentions, paragraph.found,
            _examples(text, sentence, mentions), list(self.said),
        )  # fmt: skip
        found = [
            one
            for clause in clauses(text, sentence.start, sentence.end, mentions)
            for one in found_in(clause, mentions, seen)
        ]
        title = sentence.section.title
        past = Past((*self._past, *(((title[0], seen.title, False),) if title else ())))
        unclear = is_open(text, sentence.start, sentence.end, mentions)
        self._past = [(sentence.start, mentions, unclear), *self._past]
        paragraph.before, paragraph.found = Before(mentions, sentence.start), found
        self.said += found
        self.named.update({one.key: one for one in mentions if one.letter in "PI"})
        return _Read(number, sentence, mentions, seen, found, past)


def _facts(read: _Read, tree: Tree, text: str) -> Iterator[Fact]:
    known = {_mark(one) for one in read.found}
    mentions, places = list(read.mentions), {}
    for at, meant in resolved(tree, read.mentions, read.past, text):
        places[at] = len(mentions)
        mentions.append(meant)
    new: list[Found] = []
    for clause in _clauses(read, tree, mentions, places, text):
        for found in found_in(clause, mentions, read.seen):
            if _mark(found) not in known:
                known.add(_mark(found))
                new.append(found)
    yield from (replace(one.fact(read.page), rule=f"nlp.{one.rule}") for one in _kept(new, read.found, text))


def _kept(new: Sequence[Found], known: Sequence[Found], text: str) -> Iterator[Found]:
    """What is new for a person: who pilots a programme, or received an innovation, is told by that alone, and a name
    that the text cuts short is nobody's."""
    pilots = [one.key[1] for one in (*known, *new) if one.type == "CO_PILOTS"]
    passed = {_thing(one.links["innovation"]) for one in (*known, *new) if "innovation" in one.links}
    for one in new:
        adopted = one.values.get("role") == "adopter" and _thing(one.links["to"]) in passed
        piloted = one.type in ("CREATED", "RUNS") and one.key[1] in pilots
        if not (adopted or piloted or any(_cut_short(link, text) for link in one.links.values())):
            yield one


def _thing(link: Mention | Named) -> str:
    return fold(link.name)


def _cut_short(link: Mention | Named, text: str) -> bool:
    """« trois ateliers » are not the ateliers; « Fédération X – Mayenne » is not the Fédération X."""
    if isinstance(link, Named):
        return False
    before = _WORD_BEFORE.search(text, max(0, link.start - 24), link.start)
    counted = link.letter in "GS" and before is not None and count_of(before[0]) is not None
    return counted or (link.letter in "NOE" and _GOES_ON.match(text, link.end) is not None)


def _mark(found: Found) -> object:
    """What two findings share that say one thing of a sentence, whichever way round."""
    kind, ends, about = found.key
    return kind, frozenset(key for _, key in ends), about


def _clauses(
    read: _Read, tree: Tree, mentions: Sequence[Mention], pronouns: Mapping[int, int], text: str
) -> Iterator[Clause]:
    start, end = read.sentence.start, read.sentence.end
    times = list(dates(text, start, end))
    places = frozenset(number for number, one in enumerate(mentions) if one.letter == "T")
    for one in plain(tree, pronouns, places):
        letters = frozenset(mentions[int(number)].letter for number in _TOKEN.findall(one.said))
        said = tidy(_TOKEN.sub(lambda found: f"<{mentions[int(found[1])].letter}{found[1]}>", one.said))
        own = [time for time in times if any(time[0] <= tree[at].start < time[1] for at in one.words)]
        at, when = (own[0][0], own[0][2]) if len(own) == 1 else (start, {})
        yield Clause(start, end, (said,), when, at, "", letters)
