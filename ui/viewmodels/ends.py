"""Who else an end of a proposed fact may be: another name of its document, or an entity of the graph. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphmodel.questions.review_rows import End, Option, Proposal
from graphmodel.schema.registry import EDGES, NODES
from ingest.hand_form import roles_of
from ui.i18n import Translator
from ui.viewmodels import facts
from ui.viewmodels.saisir import Known


@dataclass(frozen=True, slots=True)
class Meant:
    """Who a person puts at an end: one of its identifiers, and the words that it is chosen by. `mark`: the fingerprint
    of what names it in the document, which must count then; empty for an entity of the graph."""

    identifier: str
    words: str
    mark: str = ""


def labels(option: Option, role: str) -> tuple[str, ...]:
    """The bases or classes of what may stand at an end of the fact; none where nothing else may."""
    return tuple(roles_of(option.type).get(role, ())) if option.type in EDGES else ()


def choices(
    t: Translator, option: Option, end: End, *, card: Proposal, cards: Iterable[Proposal], known: Iterable[Known]
) -> dict[str, Meant]:  # fmt: skip
    """Who else an end of a fact of this `card` may be, by identifier: the names that `cards` find in its documents,
    then what is `known` in the graph. Nobody who stands in the fact already."""
    allowed = set(labels(option, end.role))
    own = {name for one in option.ends for name in (*one.identifiers, *one.others)}
    found: dict[str, Meant] = {}
    for one in _mentions(cards, card):
        identifier = one.identifiers[0]
        if own.isdisjoint(one.identifiers) and allowed & {one.kind, NODES[one.kind].base}:
            words = t("propositions.correct.mention", name=facts.called(t, one), kind=t.label(NODES[one.kind].label))
            found.setdefault(identifier, Meant(identifier, words, one.mark))
    there = {one.uid: Meant(one.uid, one.words) for one in known if one.uid not in own}
    mentioned = sorted(found.values(), key=lambda one: (one.words.casefold(), one.identifier))
    return {one.identifier: one for one in mentioned if one.identifier not in there} | there


def _mentions(cards: Iterable[Proposal], card: Proposal) -> Iterator[End]:
    here = {one.document for one in card.passages}
    for other in cards:
        if here & {one.document for one in other.passages}:
            yield from (end for option in other.options for end in option.ends)


def chosen(meant: Mapping[str, Meant]) -> tuple[dict[str, str], list[str]]:
    """What a correction says of its ends, an identifier by role; and what must count beside it."""
    marks = dict.fromkeys(one.mark for one in meant.values() if one.mark)
    return {role: one.identifier for role, one in meant.items()}, list(marks)
