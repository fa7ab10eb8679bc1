"""What documents of prose propose, as cards: one fact with every passage that tells it, or one thing to choose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel import catalogue
from graphmodel.analysis.projection import Projection
from graphmodel.archive import StoreArchive
from graphmodel.names import fold
from graphmodel.questions import proofs
from graphmodel.questions.review_rows import Candidate, End, Option, Passage, Proposal
from graphmodel.schema.registry import NODES
from graphmodel.statements.plan import View
from graphmodel.statements.records import Kind, State, Statement, digest
from graphmodel.statements.review import Review, review_of
from graphmodel.store import Store

TEXT = "text"
"""The kind of a document of prose: what it says is proposed."""
ABOUT = "about"
_BARE = frozenset({"name", "roles"})


@dataclass(frozen=True, slots=True)
class _Rate:
    """What people made of a rule so far."""

    accepted: int
    decided: int

    @property
    def expected(self) -> float:
        """The share of its facts that will be accepted, with one of each imagined before the first (Laplace)."""
        return (self.accepted + 1) / (self.decided + 2)


def waiting(store: Store, world: Projection, document: str) -> list[Proposal]:
    """The cards of one document, or of all, the likeliest to be right first, then in the order of reading."""
    view = proofs.view_of(store, world)
    review, live = review_of(view.in_order()), view.live_documents()
    texts = sorted(uid for uid in live if view.documents[uid].kind == TEXT)
    said = {one.statement.id: one.statement for one in StoreArchive(store).of_documents(texts)}
    asked = [one for one in said.values() if is_asked(one)]
    rates = _rates(asked, review)
    chosen = _chosen(asked, review)
    open_ = [one for one in asked if review.state(one) is State.PROPOSED and (one.doc, one.choice) not in chosen]
    telling = _Telling(said, view, _spelled(store, world))
    cards = [telling.card(group, rates) for group in _groups(open_, telling) if document in ("", *_docs(group))]
    return sorted(cards, key=lambda one: (-one.expected, one.rule, _order(one.passages[0])))


def is_asked(statement: Statement) -> bool:
    """Whether a person is asked about it: not where it only names an entity that relations speak of."""
    if statement.state is not State.PROPOSED:
        return False
    return statement.kind is not Kind.ENTITY or bool(statement.quote)


def spelled(store: Store, world: Projection) -> list[dict[str, Any]]:
    """Everything that has a name, with all its names and whose it is."""
    found: list[dict[str, Any]] = world.part("names", lambda: catalogue.read(store, "review.names"))
    return found


def _spelled(store: Store, world: Projection) -> Mapping[str, list[Candidate]]:
    """Who bears each folded name."""

    def read() -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = defaultdict(list)
        for row in spelled(store, world):
            known = Candidate(uid=row["uid"], name=row["name"], kind=row["kind"])
            for name in {fold(one) for one in (row["name"], *row["aliases"])}:
                found[name].append(known)
        return found

    made: Mapping[str, list[Candidate]] = world.part("spelled", read)
    return made


def _rates(asked: Iterable[Statement], review: Review) -> Mapping[str, _Rate]:
    accepted: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for one in asked:
        if review.decided(one):
            decided[one.rule] += 1
            accepted[one.rule] += review.state(one) is State.ACCEPTED
    return defaultdict(lambda: _Rate(0, 0), {rule: _Rate(accepted[rule], n) for rule, n in decided.items()})


def _chosen(asked: Iterable[Statement], review: Review) -> set[tuple[str, str]]:
    """The choices of which a person accepted one: nobody is asked about the rest."""
    return {(one.doc, one.choice) for one in asked if one.choice and review.state(one) is State.ACCEPTED}


def _groups(waiting: Iterable[Statement], telling: _Telling) -> Iterator[list[Statement]]:
    """Statements that are one card: those that say the same, or those of one choice."""
    groups: dict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for one in waiting:
        key = ("choice", one.doc, one.choice) if one.choice else telling.same(one)
        groups[key].append(one)
    yield from groups.values()


def _docs(group: Iterable[Statement]) -> set[str]:
    return {one.doc for one in group}


@dataclass(frozen=True, slots=True)
class _Telling:
    """Statements in the words of their documents."""

    said: Mapping[str, Statement]
    view: View
    bearers: Mapping[str, list[Candidate]]

    def same(self, one: Statement) -> tuple[Any, ...]:
        """What two statements have in common that say the same thing, in one document or in two."""
        ends = tuple((role, self.said[link].type, fold(self._name(link))) for role, link in sorted(one.links.items()))
        own = fold(str(one.values.get("name", ""))) if one.kind is Kind.ENTITY else ""
        values = {name: value for name, value in one.values.items() if name not in _BARE}
        return one.type, own, ends, digest(values), one.modality, one.status

    def card(self, group: Sequence[Statement], rates: Mapping[str, _Rate]) -> Proposal:
        """One card."""
        first = group[0]
        rate = rates[first.rule]
        options = [self._option(group)] if not first.choice else [self._option([one]) for one in group]
        passages = {(one.doc, one.at[0]): self._passage(one) for one in group}
        return Proposal(
            card=digest(*sorted(one.fingerprint for one in group)),
            options=tuple(options),
            passages=tuple(sorted(passages.values(), key=_order)),
            rule=first.rule,
            accepted=rate.accepted,
            decided=rate.decided,
            expected=round(rate.expected, 4),
        )

    def _option(self, group: Sequence[Statement]) -> Option:
        one = group[0]
        links = one.links or {ABOUT: one.id}
        return Option(
            type=one.type,
            ends=tuple(self._end(role, link, self._others(role, group)) for role, link in links.items()),
            values={name: value for name, value in one.values.items() if one.links or name not in _BARE},
            status=one.status,
            modality=one.modality,
            marks=tuple(sorted({other.fingerprint for other in group})),
        )

    def _others(self, role: str, group: Sequence[Statement]) -> set[str]:
        """What an end is in each of these statements, by the best of its identifiers."""
        return {self.said[one.links.get(role, one.id)].identifiers[0] for one in group}

    def _end(self, role: str, link: str, everywhere: Collection[str]) -> End:
        one = self.said[link]
        bearers = (known for known in self.bearers.get(fold(self._name(link)), ()) if _may_be(known, one))
        values = {name: value for name, value in one.values.items() if name != "name"}
        return End(
            role=role, name=self._name(link), kind=one.type, identifiers=one.identifiers, values=values,
            others=tuple(sorted(set(everywhere) - {one.identifiers[0]})),
            candidates=tuple(known for known in bearers if known.uid not in one.identifiers), mark=one.fingerprint,
        )  # fmt: skip

    def _passage(self, one: Statement) -> Passage:
        title = self.view.documents[one.doc].title
        return Passage(document=one.doc, title=title, at=one.at[0], quote=one.quote, statement=one.id)

    def _name(self, link: str) -> str:
        one = self.said[link]
        return str(one.values.get("name") or one.identifiers[0].rpartition("/")[2])


def _may_be(known: Candidate, one: Statement) -> bool:
    """Whether both are things of one kind: a network is never its head."""
    kinds = {known.kind, one.type}
    return NODES[known.kind].base == NODES[one.type].base and (len(kinds) == 1 or "Network" not in kinds)


def _order(passage: Passage) -> tuple[str, str, int, int]:
    page, _, span = passage.at.removeprefix("c").rpartition(":")
    number = int(page.removeprefix("p")) if page else 0
    return passage.title, passage.document, number, int(span.partition("-")[0])
