"""The queue of proposed facts: which card is on screen, what each answer decides, the passage in its page. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.names import fold
from graphmodel.questions.review_rows import Candidate, Option, Passage, Proposal
from graphmodel.schema.registry import NODES
from graphmodel.statements.records import Decision, PageText, digest
from graphmodel.statements.review import correction
from ingest.text.places import read_place
from ui.i18n import Translator
from ui.viewmodels import facts
from ui.viewmodels.ends import Meant
from ui.viewmodels.ends import chosen as named

AROUND = 450
"""Characters of the page that stand before the passage, and as many after it."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")

Asked = tuple[str, tuple[str, ...]]
"""A decision to take: its kind and what it is about."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cards people look at: those of one document, of one rule, or all."""

    document: str = ""
    rule: str = ""

    def keeps(self, card: Proposal) -> bool:
        """Whether a card is looked at."""
        told = self.document in ("", *(one.document for one in card.passages))
        return told and self.rule in ("", card.rule)


@dataclass(frozen=True, slots=True)
class Done:
    """One answer that can be taken back: the cards it settled and the decisions it made (none for « not sure »)."""

    kind: str
    cards: tuple[Proposal, ...]
    decisions: tuple[str, ...] = ()


@dataclass(slots=True)
class Queue:
    """What one person has before them. `mark` and `version` tell for which state of the graph `cards` hold."""

    mark: str = ""
    version: int = -1
    cards: tuple[Proposal, ...] = ()
    done: list[Done] = field(default_factory=list)
    at: str = ""

    def renew(self, mark: str, version: int, cards: Iterable[Proposal]) -> None:
        """The queue of another state of the graph. What waits again, whoever took the decision back, is not done."""
        self.mark, self.version, self.cards = mark, version, tuple(cards)
        waiting = {one.card for one in self.cards}
        kept = (
            one if one.kind == "unsure" else replace(one, cards=tuple(c for c in one.cards if c.card not in waiting))
            for one in self.done
        )
        self.done = [one for one in kept if one.cards]

    def open(self, asked: Filter) -> list[Proposal]:
        """The cards that wait, in order, without those left for later."""
        left = self.left()
        return [one for one in self.cards if one.card not in left and asked.keeps(one)]

    def left(self) -> frozenset[str]:
        """The cards that were left for later."""
        return frozenset(card.card for one in self.done if one.kind == "unsure" for card in one.cards)

    def passed(self, asked: Filter) -> int:
        """How many cards were answered in this session."""
        return len({card.card for one in self.done for card in one.cards if asked.keeps(card)})

    def current(self, asked: Filter) -> Proposal | None:
        """The card on screen: the one people went to, else the first; None once nothing waits."""
        cards = self.open(asked)
        return next((one for one in cards if one.card == self.at), cards[0] if cards else None)

    def place(self, asked: Filter) -> tuple[int, int]:
        """« 12 of 57 »: answered cards count as passed."""
        cards, passed = self.open(asked), self.passed(asked)
        here = next((number for number, one in enumerate(cards) if one.card == self.at), 0)
        return passed + here + 1, passed + len(cards)

    def go(self, asked: Filter, steps: int) -> None:
        """On or back, as far as there are cards."""
        cards = self.open(asked)
        here = next((number for number, one in enumerate(cards) if one.card == self.at), 0)
        if cards:
            self.at = cards[max(0, min(here + steps, len(cards) - 1))].card

    def beyond(self, asked: Filter, gone: AbstractSet[str]) -> None:
        """Go to the next card that stays when these go; to the last one before where none follows."""
        cards = self.open(asked)
        here = next((number for number, one in enumerate(cards) if one.card == self.at), 0)
        ahead = [one.card for one in (*cards[here:], *reversed(cards[:here])) if one.card not in gone]
        self.at = ahead[0] if ahead else ""

    def settle(self, mark: str, version: int, done: Done) -> None:
        """After one's own decisions about cards, where nothing else of the graph that the queue shows changed."""
        gone = {one.card for one in done.cards}
        kept = done.kind != "reject"
        self.mark, self.version = mark, version
        self.cards = tuple(_rated(one, done.cards, kept) for one in self.cards if one.card not in gone)


def _rated(card: Proposal, decided: Iterable[Proposal], kept: bool) -> Proposal:
    """A card whose rule was agreed with, or not, once more."""
    more = sum(len(one.options[0].marks) for one in decided if one.rule == card.rule)
    if not more:
        return card
    rate = {"accepted": card.accepted + more * kept, "decided": card.decided + more}
    return card.model_copy(update=rate)


@dataclass(frozen=True, slots=True)
class Join:
    """An end of a fact that may be an entity of the graph. `known`: the one that a person already said it is.
    `preferred`: the uid of the only candidate of equal name and class, "" where there is none or there are several."""

    role: str
    name: str
    kind: str
    identifier: str
    candidates: tuple[Candidate, ...]
    preferred: str
    known: str = ""


def joins(t: Translator, option: Option, standing: Iterable[Decision]) -> list[Join]:
    """The ends of a fact that may be entities of the graph, or that a person said are."""
    pairs = {(one.kind, frozenset(one.about)) for one in standing if one.kind in ("same", "different")}
    found = []
    for end in (one for one in option.ends if one.candidates):

        def told(kind: str, uid: str, identifiers: Sequence[str] = end.identifiers) -> bool:
            return any((kind, frozenset((one, uid))) in pairs for one in identifiers)

        known = next((one.name for one in end.candidates if told("same", one.uid)), "")
        open_ = tuple(one for one in end.candidates if not told("different", one.uid))
        alike = [one.uid for one in open_ if fold(one.name) == fold(end.name) and one.kind == end.kind]
        preferred = alike[0] if len(alike) == 1 and not known else ""
        name = facts.called(t, end)
        if open_:
            found.append(Join(end.role, name, end.kind, end.identifiers[0], open_, preferred, known))
    return found


def accepting(
    option: Option, chosen: Iterable[Join] | None = None, uids: Mapping[str, str] | None = None
) -> list[Asked]:  # fmt: skip
    """The decisions that accept a fact: each statement that tells it, and who its ends are, in the documents that tell
    it and in the graph. Without `chosen`, a fact accepted among many: no name is joined.

    `uids` says by role which candidate an end is ("" none); without it, the preferred one is.
    """
    if chosen is None:
        return [("accept", (mark,)) for mark in option.marks]
    joined = ((one.identifier, one.preferred if uids is None else uids.get(one.role, "")) for one in chosen)
    pairs = [("same", (identifier, uid)) for identifier, uid in joined if uid]
    pairs += [("same", (end.identifiers[0], other)) for end in option.ends for other in end.others]
    return [*(("accept", (mark,)) for mark in option.marks), *dict.fromkeys(pairs)]


def correcting(
    option: Option, chosen: Iterable[Join], values: Mapping[str, Any], modality: str, ends: Mapping[str, Meant] = {}
) -> list[Asked]:  # fmt: skip
    """The decisions that accept a fact with what a person put right, `ends` by role; those that accept it where that
    is nothing. Who an end is not is joined with nobody; a name of the document that takes its place counts."""
    kept = option.model_copy(update={"ends": tuple(one for one in option.ends if one.role not in ends)})
    asked = accepting(kept, [one for one in chosen if one.role not in ends])
    if not (values or modality or ends):
        return asked
    meant, marks = named(ends)
    told = correction(values, modality, meant)
    edits: list[Asked] = [("edit", (mark, told)) for mark in option.marks]
    return [*edits, *(("accept", (mark,)) for mark in marks), *(one for one in asked if one[0] != "accept")]


def rejecting(card: Proposal) -> list[Asked]:
    """The decisions that reject all that a card proposes."""
    return [("reject", (mark,)) for option in card.options for mark in option.marks]


def of_rule(cards: Iterable[Proposal], card: Proposal) -> list[Proposal]:
    """The cards that may be accepted with one: of its rule, nothing to choose."""
    return [one for one in cards if card.rule and one.rule == card.rule and len(one.options) == 1]


def of_page(cards: Iterable[Proposal], card: Proposal) -> list[Proposal]:
    """The cards that the page shown beside one tells too, nothing to choose."""
    here = page_of(card.passages[0])
    return [one for one in cards if here in map(page_of, one.passages) and len(one.options) == 1]


def page_of(passage: Passage) -> tuple[str, int]:
    """The page on which a passage stands: its document, its number (0 where there are none)."""
    place = read_place(passage.at)
    return passage.document, (place.page or 0) if place else 0


def set_of(cards: Iterable[Proposal]) -> str:
    """What names a set of cards: what was confirmed is what is done, and nothing that came since."""
    return digest(*sorted(one.card for one in cards))


def unsettled(cards: Iterable[Proposal], settled: Iterable[Proposal]) -> bool:
    """Whether accepting some cards may change what others offer: an entity that the graph now holds bears the name
    of an end that another document means in its own way."""
    made = [(end, fold(end.name)) for one in settled for option in one.options for end in option.ends]
    names = {name for _, name in made}
    known = {identifier for end, _ in made for identifier in end.identifiers}
    return any(
        fold(end.name) in names and known.isdisjoint(end.identifiers)
        for one in cards
        for option in one.options
        for end in option.ends
    )


def notes(t: Translator, option: Option) -> list[str]:
    """What must not be overlooked: that it is not so yet, or that nobody wrote it."""
    found = [f"modality.{option.modality}"] if option.modality != "actual" else []
    found += ["inferred"] if option.status == "inferred" else []
    found += ["joined"] if any(end.others for end in option.ends) else []
    return [t(f"propositions.note.{one}") for one in found]


def ends(t: Translator, option: Option, joins: Iterable[Join]) -> list[str]:
    """Who the fact speaks of: what is said of each, and which entity of the graph it will be."""
    by_role = {one.role: one for one in joins}
    found = []
    for end in option.ends:
        said = t.label(NODES[end.kind].label) if option.type in NODES else facts.about(t, end)
        words = t("common.pair", name=facts.called(t, end), value=said)
        joined = by_role.get(end.role)
        found.append(f"{words}. {joining(t, joined)}" if joined else words)
    return found


def joining(t: Translator, join: Join) -> str:
    """What becomes of an end that bears the name of an entity of the graph."""
    if join.known:
        return t("propositions.join.known", name=join.known)
    if join.preferred:
        name = next(one.name for one in join.candidates if one.uid == join.preferred)
        return t("propositions.join.preferred", name=name)
    return t.count("propositions.join.open", len(join.candidates))


@dataclass(frozen=True, slots=True)
class Window:
    """A passage inside its page: what stands before it, itself, what stands after. `cut`: the page goes on there."""

    before: str
    passage: str
    after: str
    cut_before: bool = False
    cut_after: bool = False
    quote: str = ""
    """How Essaim read the passage, where the page does not write it the same way."""


def window(passage: Passage, pages: Sequence[PageText]) -> Window:
    """Where a passage stands, with what is around it; the quote alone where the page is not kept."""
    place = read_place(passage.at)
    text = next((one.text for one in pages if place and one.number == (place.page or 0)), "")
    if place is None or place.end > len(text):
        return Window("", shown(passage.quote), "")
    low, high = _low(text, place.start), _high(text, place.end)
    told = text[place.start : place.end]
    return Window(
        before=shown(text[low : place.start]).lstrip(),
        passage=shown(told),
        after=shown(text[place.end : high]).rstrip(),
        cut_before=low > 0,
        cut_after=high < len(text),
        quote="" if _letters(told) == _letters(passage.quote) else passage.quote,
    )


def _low(text: str, start: int) -> int:
    """Where a window begins: after a blank line, else after a line, else after a word, not too far back."""
    low = max(0, start - AROUND)
    if low == 0:
        return 0
    for gap in ("\n\n", "\n", " "):
        found = text.find(gap, low, start)
        if found >= 0 and (gap != "\n\n" or found < start - AROUND // 3):
            return found + len(gap)
    return low


def _high(text: str, end: int) -> int:
    high = min(len(text), end + AROUND)
    if high == len(text):
        return high
    for gap in ("\n\n", "\n", " "):
        found = text.rfind(gap, end, high)
        if found >= 0 and (gap != "\n\n" or found > end + AROUND // 3):
            return found
    return high


def shown(text: str) -> str:
    """A text without what no eye sees; never more than one blank line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x0b", "\n")
    return re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", _ODD.sub("", lines))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def documents(cards: Iterable[Proposal]) -> dict[str, str]:
    """The documents in which these cards stand, by uid, in order of title."""
    found = {passage.document: passage.title for card in cards for passage in card.passages}
    return dict(sorted(found.items(), key=lambda item: (fold(item[1]), item[0])))


def code(uid: str) -> list[str]:
    """« SIREN 552100554 » for an entity that a register numbers; nothing for another."""
    scheme, _, number = uid.partition(":")
    return [f"{scheme.upper()} {number}"] if scheme in ("siren", "siret", "rna") else []
