"""Counts what readers found in a document against what a person found in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Status
from ingest.facts.records import Fact
from ingest.score.claims import Claim, claims, in_words
from ingest.score.expected import Expected, based, expected, judged
from ingest.score.figures import Counts, Detail, DocumentScore, Line, Reason, Score, added
from ingest.score.gold import Gold
from ingest.score.matching import described, half, overlaps, verdict
from ingest.score.naming import Naming
from ingest.text.pages import Page

Read = tuple[Sequence[Page], Sequence[Fact]]
"""The clean pages of a document, and the facts that were found in them."""


def score(gold: Gold, read: Mapping[str, Read]) -> Score:
    """The figures of all documents, each under its name in the list. Raises FileRefused as `expected` does."""
    naming, kinds = Naming(gold), judged(gold)
    done = []
    for name, (pages, facts) in read.items():
        told = list(claims(facts, naming))
        count = _Count(name, pages, expected(gold, naming, name), naming)
        count.beside.update(one.kind for one in told if based(one.kind) not in kinds)
        count.all([one for one in told if based(one.kind) in kinds])
        count.rest(gold)
        on_quote = sum(count.found.values())
        done.append(DocumentScore(name, added([count.lines]), on_quote, count.beside, tuple(count.details)))
    return Score(tuple(done))


class _Count:
    """The counting of one document. `found`: each thing that was found, by its rank among the wanted, and whether it
    rests on the words that the person noted. `unassigned`: each thing that is left to a person, with what offers it."""

    def __init__(self, document: str, pages: Sequence[Page], wanted: Sequence[Expected], naming: Naming) -> None:
        self._document, self._pages, self._wanted, self._naming = document, pages, wanted, naming
        self.found: dict[int, bool] = {}
        self.unassigned: dict[int, Fact] = {}
        self.lines: dict[Line, Counts] = defaultdict(Counts)
        self.details: list[Detail] = []
        self.beside: Counter[str] = Counter()
        self._said: set[object] = set()

    def all(self, told: Sequence[Claim]) -> None:
        """Everything that was said: what leaves a choice comes last, as a plain fact may have settled it."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in told:
            if claim.fact.choice:
                groups[claim.fact.choice].append(claim)
            else:
                self._plain(claim)
        for group in groups.values():
            self._choice(group)

    def _plain(self, claim: Claim) -> None:
        """A fact that says one thing. Where it is stated only a stated one will do; where it is inferred, either."""
        hits = self._hits(claim)
        good = [at for at in hits if claim.status is Status.INFERRED or self._wanted[at].status is Status.STATED]
        for at in good:
            self.found[at] = self.found.get(at, False) or self._on_quote(claim, self._wanted[at])
        if hits and not good:
            self._wrong(claim, "inferred", hits)
        elif not hits and _only_in_the_name(claim.fact):
            self.beside[claim.kind] += 1
        elif not hits:
            self._wrong(claim, *self._near(claim))

    def _choice(self, group: Sequence[Claim]) -> None:
        """Facts of which a person will pick one. Where several hold, the one that tells most is meant."""
        offered: dict[int, tuple[Fact, list[int]]] = {}
        for claim in group:
            offered.setdefault(id(claim.fact), (claim.fact, []))[1].extend(self._hits(claim))
        if not any(hits for _, hits in offered.values()):
            self._wrong(group[0], *self._near(group[0]))
            return
        taken = self.found.keys() | self.unassigned.keys()
        free = [(fact, [at for at in hits if at not in taken]) for fact, hits in offered.values()]
        meant, hits = max(free, key=lambda one: len(one[1]))
        self.unassigned |= dict.fromkeys(hits, meant)

    def rest(self, gold: Gold) -> None:
        """What was found, what is left to a person, and what is missing."""
        for at, one in enumerate(self._wanted):
            line = one.kind, one.status
            if at in self.found:
                self.lines[line] += Counts(right=1)
            elif at in self.unassigned:
                self.lines[line] += Counts(unassigned=1)
                self.details.append(self._unfound(one, gold, self.unassigned[at]))
            elif one.status is Status.STATED:
                self.lines[line] += Counts(missing=1)
                self.details.append(self._unfound(one, gold, None))

    def _hits(self, claim: Claim) -> list[int]:
        return [at for at, one in enumerate(self._wanted) if self._right(claim, one)]

    def _right(self, claim: Claim, one: Expected) -> bool:
        if verdict(claim, one) == "right":
            return True
        told = described(claim, one, self._naming)
        return told is not None and verdict(told, one) == "right" and self._on_quote(claim, one)

    def _near(self, claim: Claim) -> tuple[Reason, list[int]]:
        """What differs in the first thing that is nearly what was said; at its place, maybe only a name."""
        for at, one in enumerate(self._wanted):
            if (differs := verdict(claim, one)) != "apart":
                return differs, [at]
        for at, one in enumerate(self._wanted):
            if half(claim, one) and self._on_quote(claim, one):
                return "name", [at]
        return "unknown", []

    def _wrong(self, claim: Claim, reason: Reason, near: Sequence[int]) -> None:
        if claim.same() in self._said:
            return
        self._said.add(claim.same())
        self.lines[claim.kind, claim.status] += Counts(wrong=1)
        what = in_words(claim.fact) + ("" if claim.value is None else f" = {claim.value}")
        ids = tuple(one for at in near for one in self._wanted[at].ids)
        page, passage = self._pages[claim.fact.page].number, self._passage(claim.fact)
        found = Detail("wrong", self._document, claim.kind, claim.status, what, page, passage, ids, reason)
        self.details.append(found)

    def _unfound(self, one: Expected, gold: Gold, offered: Fact | None) -> Detail:
        told = one.first.attributes.get("value")
        what = f"{gold.nodes[one.first.subject].name} → {gold.nodes[one.first.object].name}"
        what += "" if told is None else f" = {told}"
        if offered is None:
            return Detail("missing", self._document, one.kind, one.status, what, None, one.quotes[0], one.ids)
        page, passage = self._pages[offered.page].number, self._passage(offered)
        return Detail("unassigned", self._document, one.kind, one.status, what, page, passage, one.ids)

    def _on_quote(self, claim: Claim, one: Expected) -> bool:
        return any(overlaps(self._passage(claim.fact), quote) for quote in one.quotes)

    def _passage(self, fact: Fact) -> str:
        return self._pages[fact.page].text[fact.start : fact.end]


def _only_in_the_name(fact: Fact) -> bool:
    """Whether a fact places somebody where their own name says: a person notes no fact for that."""
    if fact.type != "LOCATED_IN":
        return False
    actor, place = (f" {fold(fact.links[end].name)} " for end in ("from", "to"))
    return place in actor
