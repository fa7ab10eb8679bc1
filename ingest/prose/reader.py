"""Facts from prose: `read_prose` is a Reader. Names, then clauses, then the rules of `rules.toml`; nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graphmodel.names import fold
from ingest.facts.records import Context, Fact, KnownName
from ingest.prose import discovery, lasting, lists, unnamed
from ingest.prose.amounts import money
from ingest.prose.anaphora import Before, governed, only_one, resolved
from ingest.prose.clauses import clauses
from ingest.prose.found import Found, Seen, found_in
from ingest.prose.gazetteer import LETTERS, Described, Gazetteer, is_home, national, places, words_of
from ingest.prose.later import Anchor
from ingest.prose.located import Located
from ingest.prose.mentions import KINDS, NOBODY, Mention, apart
from ingest.prose.placed import placed
from ingest.prose.sections import Sentence, functions, prose
from ingest.prose.served import served
from ingest.prose.shortened import shortened
from ingest.text.pages import Page, Span


def read_prose(pages: Sequence[Page], context: Context, *looks: Look) -> list[Fact]:
    """What the sentences of clean pages say, in their order, then what the `looks` find in the same sentences.

    Pure and deterministic: same pages, same facts.
    """
    reading = _Reading(context, pages, looks)
    facts = [fact for number in range(len(pages)) for fact in reading.page(number)]
    return facts + reading.more


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence that prose has just read, in the `text` of its page: what it names, what was `seen` before it, what
    the rules found in it; `earlier` are the sentences of its paragraph before it and what each names, first to last,
    and for an item of a list, the sentence that announces the list."""

    page: int
    text: str
    sentence: Sentence
    mentions: Sequence[Mention]
    seen: Seen
    found: Sequence[Found]
    earlier: Sequence[tuple[Sentence, Sequence[Mention]]]


Look = Callable[[Read], Iterable[Fact]]
"""A second look at each sentence, taken before the next one is read: what it was shown changes afterwards."""


@dataclass
class _Paragraph:
    """What has been read of a paragraph so far."""

    number: int = -1
    title: Span | None = None
    end: int = 0
    before: Before = field(default_factory=Before)
    mentions: list[Mention] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    read: list[tuple[Sentence, Sequence[Mention]]] = field(default_factory=list)
    anchor: Anchor | None = None


class _Reading:
    def __init__(self, context: Context, pages: Sequence[Page], looks: Sequence[Look]) -> None:
        self.context = context
        self.pages = pages
        self.looks = looks
        self.more: list[Fact] = []
        self.known = Gazetteer(context.names)
        self.described = Described(context.names)
        self.own = Gazetteer((*map(self._of_a_network, _defined(pages)), *_shortened(context.names, pages)), rank=2)
        self.located = Located(self._bodies(), [page.text for page in pages])
        self.said: list[Found] = []
        self.named: dict[tuple[str, str, str], Mention] = {}
        self.below: tuple[Span | None, list[Mention]] = None, []
        publisher = context.publisher
        self.us = Mention(0, 0, LETTERS[publisher.kind], publisher.name) if publisher else None

    def _bodies(self) -> Iterator[Mention]:
        """Every body that the document names in full."""
        for page in self.pages:
            words = words_of(page.text)
            for book in (self.known, self.own):
                yield from (one for one in book.find(page.text, words) if one.letter in "NOE")

    def _of_a_network(self, given: KnownName) -> KnownName:
        """« Union nationale des X », where X is a known network, is a body and not another network; what is known
        already is itself."""
        for known in self.context.names:
            if fold(known.name) == fold(given.name) and {known.kind, given.kind} <= {"Network", "Organisation"}:
                return replace(known, spellings=(*known.spellings, *given.spellings))
        found = self.known.find(given.name, words_of(given.name)) if given.kind == "Network" else []
        networks = [one for one in found if one.letter == "N" and fold(one.name) != fold(given.name)]
        if any(not _SAME_AS.fullmatch(given.name[: one.start].strip()) for one in networks if one.start):
            return replace(given, kind="Organisation")
        return given

    def page(self, number: int) -> Iterator[Fact]:
        """The facts of one page."""
        text = self.pages[number].text
        paragraph = _Paragraph()
        for sentence in prose(self.pages[number]):
            if (sentence.paragraph, sentence.section.title) != (paragraph.number, paragraph.title):
                goes_on = text[: paragraph.end].endswith(":")
                before, read = (paragraph.before, paragraph.read[-1:]) if goes_on else (Before(), [])
                paragraph = _Paragraph(sentence.paragraph, sentence.section.title, before=before, read=read)
            if self.below[0] != sentence.section.title:
                self.below = sentence.section.title, []
            one = self._sentence(number, sentence, paragraph)
            self.more += (fact for look in self.looks for fact in look(one))
            paragraph.before, paragraph.found = Before(one.mentions, sentence.start), list(one.found)
            paragraph.read.append((sentence, one.mentions))
            self.said += one.found
            self.named.update({mention.key: mention for mention in one.mentions if mention.letter in "PINOE"})
            self.below[1].extend(one.mentions)
            yield from (found.fact(number) for found in one.found)
        yield from self._lists(number)

    def _sentence(self, number: int, sentence: Sentence, paragraph: _Paragraph) -> Read:
        text = self.pages[number].text
        paragraph.end = sentence.end
        mentions = self._mentions(text, sentence, paragraph)
        paragraph.mentions += mentions
        paragraph.starts.append(sentence.start)
        title, examples = self._title(text, sentence), _examples(text, sentence, mentions)
        seen = Seen(sentence.section, title, paragraph.mentions, paragraph.found, examples, self.said)
        found: list[Found] = []
        for clause in clauses(text, sentence.start, sentence.end, mentions, paragraph.anchor):
            paragraph.anchor = clause.anchor
            found += found_in(clause, mentions, seen)
            for also in (lasting.told, placed, served):
                found += also(text, clause, mentions)
        return Read(number, text, sentence, mentions, seen, found, paragraph.read)

    def _lists(self, number: int) -> Iterator[Fact]:
        """What the lists of names of a page say, under a title that tells what they are."""
        page = self.pages[number]
        for (start, _), titled, noun, span in lists.titles(page):
            subject = only_one(noun, self.named.values()) if noun else self._network()
            if subject:
                run = lists.listed(page.text, span, self._named(page.text, *span, ()))
                yield from (one.fact(number) for one in lists.facts_of(titled, start, run, subject))

    def _network(self) -> Mention | None:
        """The network that the whole document is about."""
        network = self.context.network
        return Mention(0, 0, LETTERS[network.kind], network.name) if network else None

    def _title(self, text: str, sentence: Sentence) -> list[Mention]:
        """Whom the heading above a sentence names, the network of the document where there is none."""
        if sentence.section.title is None:
            network = self._network()
            return [network] if network else []
        start, end = sentence.section.title
        words, home = words_of(text, start, end), [self.context.network.name] if self.context.network else ()
        return [one for book in (self.known, national(), self.own) for one in book.find(text, words, home)]

    def _mentions(self, text: str, sentence: Sentence, paragraph: _Paragraph) -> list[Mention]:
        start, end = sentence.start, sentence.end
        named = self._named(text, start, end, self._scopes(text, sentence))
        told = self.located.mentions(text, start, end, (*paragraph.mentions, *named))
        others = (*told, *discovery.things(text, start, end), *functions(text, start, end), *money(text, start, end))
        parties = (*_whole_places(text, start, end), *unnamed.groups(text, start, end))
        short = shortened(text, (start, end), list(self.named.values()), paragraph.mentions, self.below[1])
        settled = _joined(text, apart((*named, *others, *parties, *short)))
        described = (_cut(text, one, settled) for one in unnamed.descriptions(text, start, end))
        before = replace(
            paragraph.before,
            us=self.us,
            document=self.named.values(),
            paragraph=paragraph.mentions,
            starts=paragraph.starts,
            title=self._title(text, sentence) if sentence.section.title else (),
        )
        passage = text[before.start if before.start >= 0 else start : end]
        settled = [
            self.described.meant(one, passage) if one.letter in "GSHJQ" else one
            for one in apart((*settled, *filter(None, described)))
        ]
        return apart((*settled, *resolved(text, start, end, settled, before)))

    def _named(self, text: str, start: int, end: int, scopes: Sequence[str]) -> list[Mention]:
        """The bodies and things of a passage that have a name: known, or called by what they are."""
        words = words_of(text, start, end)
        known = [one for book in (self.known, national(), self.own) for one in book.find(text, words, scopes)]
        known = [one for one in known if one.rank < 2 or one.letter not in "IP" or text[one.start].isupper()]
        known = apart(_branch(text, _house(text, one, start, end), end) for one in _whole(text, apart(known)))
        for found in discovery.bodies(text, start, end):
            body = _alone(text, found, known)
            inside = [one for one in known if one.start < body.end and body.start < one.end]
            if not inside:
                known.append(body)
            elif len(inside) == 1 and not _other(text, body, inside[0]):
                known = [replace(one, start=min(one.start, body.start)) if one is inside[0] else one for one in known]
            elif len(inside) > 1 and inside[0].start == body.start:
                continue  # « la Fédération X à la Fédération Y » are two
            elif all(one.end <= body.end and one.letter in "NOE" for one in inside):
                known = [one for one in known if one not in inside] + [_of_its_network(body, inside)]
        return known

    def _scopes(self, text: str, sentence: Sentence) -> list[str]:
        """The networks whose own words a sentence may use: its subject, that of its heading, that of the document."""
        scopes = []
        for start, end in ((sentence.start, sentence.end), sentence.section.title or (0, 0)):
            bodies = [one for one in self._named(text, start, end, ()) if one.letter in "NOE"] if end else []
            if bodies and (len({one.key for one in bodies}) == 1 or not governed(text, bodies[0].start)):
                scopes.append(bodies[0].name)
        return scopes + ([self.context.network.name] if self.context.network else [])


def _examples(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """What a sentence gives examples of: what it names before that word."""
    word = text.find("exemple", sentence.start, sentence.end)
    return [one for one in mentions if one.end <= word]


def _defined(pages: Sequence[Page]) -> Iterator[KnownName]:
    """The names that a document itself gives to bodies and things."""
    given: dict[str, KnownName] = {}
    for page in pages:
        for known in discovery.definitions(page.text):
            given |= {
                fold(spelling): known for spelling in (known.name, *known.spellings) if fold(spelling) not in given
            }
    for page in pages:
        for sentence in prose(page):
            span = sentence.start, sentence.end
            for mention in (*discovery.bodies(page.text, *span), *discovery.things(page.text, *span)):
                kind = KINDS[mention.letter]
                if kind == "Programme" and any(discovery.passed_on(mention.name, one.text) for one in pages):
                    kind = "Innovation"
                given.setdefault(fold(mention.name), KnownName(kind, mention.name))
    given |= _national(given.values())
    yield from dict.fromkeys(given.values())


_LONG = 7  # letters


def _shortened(names: Iterable[KnownName], pages: Sequence[Page]) -> Iterator[KnownName]:
    """« la Voisinade » is « la Voisinade mobile », where a document speaks of no other thing that begins with that
    word; a common noun has no capital."""
    things: dict[str, set[KnownName]] = {}
    for one in names:
        words = re.sub(r"\A(?:Les? |La |L['’])", "", one.name).split()
        if one.kind in ("Innovation", "Programme") and len(words) > 1 and len(words[0]) >= _LONG:
            things.setdefault(words[0], set()).add(one)
    for short, meant in things.items():
        said = {fold(one.name): one for one in meant if any(_says(page.text, one.name) for page in pages)}
        if len(said) == 1 and short[0].isupper():
            one = next(iter(said.values()))
            yield replace(one, spellings=(short,))


def _says(text: str, name: str) -> bool:
    return re.sub(r"\A(?:Les? |La |L['’])", "", name).lower() in text.lower()


_NATIONAL = re.compile(r"((?:Union|Fédération|Confédération|Ligue|Association|Coordination) nationale) d(?:e|es|u)\b")


def _national(given: Iterable[KnownName]) -> dict[str, KnownName]:
    """« l'Union nationale » is the only one that a document names in full."""
    full = {match[1]: one for one in given if (match := _NATIONAL.match(one.name))}
    alone = {short: one for short, one in full.items() if sum(other.name.startswith(short) for other in given) == 1}
    return {fold(one.name): replace(one, spellings=(*one.spellings, short)) for short, one in alone.items()}


_BRANCH = re.compile(r" (?:de la |de l['’]|du |des |de |d['’])")


def _whole(text: str, known: Sequence[Mention]) -> list[Mention]:
    """« Fonds de dotation » and « Semis », both known, are one where the name of the second begins with the first."""
    whole: list[Mention] = []
    for one in known:
        last = whole[-1] if whole else None
        if last and text[last.end : one.start] == " " and fold(one.name).startswith(fold(text[last.start : last.end])):
            whole[-1] = replace(one, start=last.start)
        else:
            whole.append(one)
    return whole


_MORE_NAME = re.compile(r"[ ][A-ZÀ-Þ][a-zà-ÿ][\w’-]+(?:[ -][A-ZÀ-Þ][\w’-]+)*")


def _branch(text: str, one: Mention, end: int) -> Mention:
    """« X de Lyon » is not X: it is a local body, of the network X."""
    if one.letter not in "NOE":
        return one
    whole = discovery.dashed(text, one.end, end)
    if whole < 0:
        return replace(one, letter=NOBODY)
    if whole > one.end:
        return replace(one, end=whole, letter="O", name=text[one.start : whole], network=one.name)
    if more := _MORE_NAME.match(text, one.end, end):
        return replace(one, end=more.end(), letter="O", name=text[one.start : more.end()], network=one.name)
    link = _BRANCH.match(text, one.end, end)
    for place in places(text, one.end, end) if link else ():
        if link and place.start == link.end() and is_home(place.name):
            return replace(one, end=place.end, letter="O", name=text[one.start : place.end], network=one.name)
    return one


def _alone(text: str, body: Mention, known: Sequence[Mention]) -> Mention:
    """« l'association Brin et Y » without Y, where Y is known."""
    for one in known:
        cut = one.start - len(" et ")
        if body.start < cut < one.end <= body.end and text[cut : one.start] == " et ":
            return replace(body, end=cut, name=body.name[: len(body.name) - (body.end - cut)])
    return body


def _whole_places(text: str, start: int, end: int) -> Iterator[Mention]:
    """The places of a sentence; « L'Escale bleue » is none, though a village bears the name of L'Escale."""
    for one in places(text, start, end):
        if not (_ARTICLED.match(one.name) and discovery.goes_on(text, one.end, end)):
            yield one


_ARTICLED = re.compile(r"L['’]|L[ea]s? ")
_HOUSE = re.compile(
    r"(?:(?:L['’]|La |Le )|(?<=\bl['’])|(?<=\bd['’])|(?<=\bla )|(?<=\ble )|(?<=\bdu )|(?<=\bau ))"
    r"(?!Rencontre|Journée|Fête|Salon|Congrès|Forum|Semaine|Nuit|Tour|Charte|Assemblée|Festival|Marche|Soirée|Prix|Plan)"
    r"[A-ZÀ-Þ][a-zà-ÿ]{2,} (?:des |de la |de l['’]|du |de |d['’])\Z"
)
_AT = re.compile(r" (?:à|au|aux|en) ")


def _house(text: str, one: Mention, start: int, end: int) -> Mention:
    """« L'Atelier des X à Rennes », where X is a network: the house that it has there."""
    at = _AT.match(text, one.end, end) if one.letter == "N" else None
    head = _HOUSE.search(text, start, one.start) if at else None
    for place in places(text, one.end, end) if at and head else ():
        if at and head and place.start == at.end() and is_home(place.name):
            span = head.start(), place.end
            return replace(one, start=span[0], end=span[1], letter="O", name=text[slice(*span)], network=one.name)
    return one


def _of_its_network(body: Mention, inside: Sequence[Mention]) -> Mention:
    """« la Fédération X du Lot », where X is a network, is a body of that network and not another one."""
    of = next((one.name if one.letter == "N" else one.network for one in inside), "")
    if of and discovery.letter_of(body.name) == "N":
        return replace(body, rank=0, letter="O", network=of)
    return replace(body, rank=0)


_SAME_AS = re.compile(r"(?:réseau|mouvement|association|collectif|structure|ong|fédération)\b", re.IGNORECASE)


def _other(text: str, body: Mention, known: Mention) -> bool:
    """Whether « la Fondation X » is another body than X, whose name is known."""
    head = text[body.start : known.start].strip(' «“"')
    if known.letter == "O" and known.network and head[:1].isupper():
        return True
    if known.end != body.end or not head:
        return bool(head) or known.end < body.end
    return not (_SAME_AS.fullmatch(head) or fold(known.name).startswith(fold(head)))


def _joined(text: str, settled: Sequence[Mention]) -> list[Mention]:
    """« une autre structure X » is a group of X, and not X."""
    joined: list[Mention] = []
    for one in settled:
        last = joined[-1] if joined else one
        if last.letter == "H" and " " not in last.name and one.letter == "N" and text[last.end : one.start] == " ":
            name = f"autre {text[last.start : one.end]}"
            joined[-1] = replace(last, end=one.end, name=name, network=one.name)
        else:
            joined.append(one)
    return joined


def _cut(text: str, described: Mention, settled: Sequence[Mention]) -> Mention | None:
    """A description without the names in it: « le programme d'appui de X » is the programme of X."""
    inside = [one for one in settled if one.start < described.end and described.start < one.end]
    if not inside:
        return described
    first = inside[0]
    if first.start <= described.start or first.letter == "M":
        return None
    name = re.sub(
        r"(?:\s+(?:de|du|des|la|le|les|au|aux|à|en|et|d['’]|l['’]|de l['’]))+\s*\Z",
        "",
        text[described.start : first.start],
    ).rstrip()
    if len(name.split()) < 2:
        return None
    network = first.name if first.letter in "NO" else ""
    return replace(described, end=described.start + len(name), name=name, network=network)
