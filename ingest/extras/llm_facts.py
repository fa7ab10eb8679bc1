"""From what a model proposes to a fact, or to the reason why it is none. The model points; the page alone proves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graphmodel.dates import DateProblem, parse_when, to_properties
from graphmodel.names import fold
from graphmodel.schema.registry import EDGES, NODES, refs
from graphmodel.schema.vocabulary import Vocabulary
from ingest.amounts import parse_amount
from ingest.extras import llm_cues as cues
from ingest.extras.llm_account import Dropped
from ingest.extras.llm_answer import Proposal
from ingest.extras.llm_names import NoName, Party, located, parties
from ingest.extras.llm_prompt import AMOUNTS, EXAMPLES, RELATIONS, Passage, qualifiers
from ingest.extras.llm_words import Quote, found
from ingest.facts.records import Context, Fact, Named
from ingest.prose import doubts
from ingest.text.pages import Page, Span
from ingest.text.sentences import paragraphs, sentences

_MOST_SENTENCES = 2
_LONGEST = 600  # characters of a quote: one that holds a whole page holds every name
_SHOWN = "\n".join([text for text, _ in EXAMPLES])
_MORE_OF_A_DATE = re.compile(
    r"(?:depuis|avant|après|vers|dès|d'ici|jusqu'(?:en|à|au)|à partir du?|à partir de|début|mi|fin|entre|de|à|et|\d|"
    r"[-/–])\s?$",
    re.IGNORECASE,
)
_DATE_GOES_ON = re.compile(r"\s?(?:[-/–]\s?\d|(?:à|au|et|jusqu'en|jusqu'à)\s\S*\d|\d)")
_MONEY = re.compile(r"€|euros?\b|\beur\b|\$|£|\bchf\b", re.IGNORECASE)
_SUM_GOES_ON = re.compile(
    r"\s?(?:[€$£%\d]|[.,]\d|(?:k|m|md|euros?|millions?|milliards?|milliers?)\b|(?:à|et|-|–)\s?\d)", re.IGNORECASE
)
_SUM_BEFORE = re.compile(r"(?:\d[\s.,]?|\d\s?(?:à|et|-|–)\s?)$")


class NoFact(Exception):
    """Why a proposal is dropped."""

    def __init__(self, reason: Dropped) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Grounded:
    """A fact, and how many of the qualifiers proposed its quote does not say."""

    fact: Fact
    left_out: int


@dataclass(slots=True)
class Ground:
    """Where proposals of one passage are judged; `rule` names the model."""

    page: Page
    passage: Passage
    context: Context
    rule: str
    _sentences: list[Span] = field(init=False)
    _paragraphs: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        start, end = self.passage.start, self.passage.end
        self._sentences, self._paragraphs = (
            [one for one in every if one[0] < end and start < one[1]]
            for every in (sentences(self.page), paragraphs(self.page))
        )

    def fact(self, proposed: Proposal) -> Grounded:
        """The fact that the passage proves. Raises NoFact."""
        if proposed.type not in RELATIONS:
            raise NoFact(Dropped.UNKNOWN)
        quote = self._quote(proposed.quote)
        start, end = self._proof(quote)
        whole = self.page.text[start:end]
        around = [
            self.page.text[slice(*one)] for one in self._paragraphs if one[0] < quote.end and quote.start < one[1]
        ]
        if any(map(cues.is_addressed_to_a_machine, around)):
            raise NoFact(Dropped.ADDRESSED)
        try:
            first, second = parties(
                (proposed.subject, proposed.subject_class),
                (proposed.object, proposed.object_class),
                quote,
                self.context,
            )
        except NoName as problem:
            raise NoFact(problem.reason) from None
        kind = EDGES[proposed.type]
        if NODES[first.named.kind].base not in kind.source or NODES[second.named.kind].base not in kind.target:
            raise NoFact(Dropped.ENDS)
        if doubts.is_negated(whole):
            raise NoFact(Dropped.NEGATED)
        said = _Qualified(proposed, quote, self.context, (first, second))
        planned = proposed.modality.strip().casefold() not in ("", "actual") or doubts.is_planned(whole)
        links = {"from": first.named, "to": second.named, **said.links}
        status = "stated" if self._is_stated(proposed.type, quote, first, second) else "inferred"
        fact = Fact(
            proposed.type, links, self.passage.page, start, end, self.rule, said.values, status,
            "planned" if planned else "actual",
        )  # fmt: skip
        return Grounded(fact, said.left_out)

    def _quote(self, words: str) -> Quote:
        """The quote in this passage, where the text says it word for word."""
        if next(found(words, _SHOWN), None):
            raise NoFact(Dropped.EXAMPLE)
        if len(words) > _LONGEST:
            raise NoFact(Dropped.LONG)
        span = next(found(words, self.page.text, self.passage.start, self.passage.end), None)
        if span is None:
            raise NoFact(Dropped.NOT_FOUND)
        return Quote(self.page.text, *span)

    def _proof(self, quote: Quote) -> Span:
        """The whole sentences of the quote: a model that leaves out « il est faux que » leaves it out of no proof."""
        touched = [one for one in self._sentences if one[0] < quote.end and quote.start < one[1]]
        start, end = min(touched[0][0], quote.start), max(touched[-1][1], quote.end)
        if len(touched) > _MOST_SENTENCES or end - start > 2 * _LONGEST:
            raise NoFact(Dropped.LONG)
        return start, end

    def _is_stated(self, relation: str, quote: Quote, *ends: Party) -> bool:
        """Whether the quote itself holds both names and a word of the relation outside them. In a title in capitals
        nothing tells a name from another word."""
        if quote.words.isupper() or any(one.unnamed for one in ends):
            return False
        words = list(quote.words)
        for start, stop in (one.span for one in ends):
            words[start - quote.start : stop - quote.start] = " " * (stop - start)
        return cues.says(relation, "".join(words))


class _Qualified:
    """The date, the sum and whatever else of a proposal is in its quote: `values`, `links`, and how many are not."""

    def __init__(self, proposed: Proposal, quote: Quote, context: Context, ends: tuple[Party, Party]) -> None:
        self.values: dict[str, Any] = {}
        self.links: dict[str, Named] = {}
        self.left_out = 0
        self._type, self._quote, self._context, self._ends = proposed.type, quote, context, ends
        for name, words in proposed.qualifiers.items():
            read = self._read(name, words)
            if read is None or not self._is_valid(read):
                self.left_out += 1
            else:
                self.values |= read

    def _read(self, name: str, words: str) -> Mapping[str, Any] | None:
        """The properties that the words give; none for what became a link, None for what the quote does not say."""
        if name in refs(RELATIONS[self._type]):
            return self._link(name, words)
        span = next(found(words, self._quote.text, self._quote.start, self._quote.end), None)
        if span is None:
            return None
        said = self._quote.text[slice(*span)]
        if name == "when":
            return self._when(said, span)
        if name == "amount" and self._type in AMOUNTS:
            return self._amount(said, span)
        return self._worded(name, said)

    def _worded(self, name: str, said: str) -> Mapping[str, Any] | None:
        """A text as the quote writes it, or the member of a closed list whose French word it is."""
        field = qualifiers(self._type).get(name)
        if field is None:
            return None
        if isinstance(field.item, type) and issubclass(field.item, Vocabulary):
            chosen = next((one for one in field.item if fold(one.label.fr) == fold(said)), None)
            return {name: chosen.value} if chosen else None
        return {name: " ".join(said.split())}

    def _link(self, name: str, words: str) -> Mapping[str, Any] | None:
        kind = str(qualifiers(self._type)[name].prop.ref)
        try:
            places = list(located(words, kind, self._quote, self._context))
        except NoName:
            return None
        taken = [one.span for one in self._ends]
        for place in places:
            if all(place.span[1] <= start or end <= place.span[0] for start, end in taken) and place.named.kind == kind:
                self.links[name] = place.named
                return {}
        return None

    def _when(self, said: str, span: Span) -> Mapping[str, Any] | None:
        """A date that is not a part of a longer one."""
        text = self._quote.text
        if _MORE_OF_A_DATE.search(text, max(0, span[0] - 20), span[0]) or _DATE_GOES_ON.match(text, span[1]):
            return None
        try:
            return to_properties(parse_when(said)) if any(map(str.isdigit, said)) else None
        except DateProblem:
            return None

    def _amount(self, said: str, span: Span) -> Mapping[str, Any] | None:
        """A sum that is not a part of a longer one, and reads in one way."""
        text, amount = self._quote.text, parse_amount(said)
        whole = not _SUM_GOES_ON.match(text, span[1]) and not _SUM_BEFORE.search(text, max(0, span[0] - 20), span[0])
        if amount is None or amount.ambiguous or not whole or not _MONEY.search(said):
            return None
        low, high = AMOUNTS[self._type]
        if self._type != "FINANCES":
            return {low: amount.low, high: amount.high} if amount.currency == "EUR" else None
        currency = {} if amount.currency == "EUR" else {"currency": amount.currency}
        return currency | ({"amount_cents": amount.low} if amount.exact else {low: amount.low, high: amount.high})

    def _is_valid(self, values: Mapping[str, Any]) -> bool:
        """Whether the schema takes them; it knows nothing of the interval, which `graphmodel.dates` wrote."""
        kind = EDGES[self._type]
        try:
            kind.model_validate({name: value for name, value in values.items() if name in kind.model_fields})
        except ValidationError:
            return False
        return True
