"""The queue of proposed facts during a session, and what each answer does to the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from graphmodel import decisions
from graphmodel.analysis.projection import stamp
from graphmodel.archive import StoreArchive
from graphmodel.errors import EssaimError
from graphmodel.questions import review
from graphmodel.questions.review_rows import Option, Proposal
from graphmodel.statements.records import PageText
from graphmodel.store import Store
from ui.components.proposal_keys import Bar
from ui.components.shell import Frame
from ui.viewmodels import facts, rules
from ui.viewmodels import propositions as model
from ui.viewmodels.ends import Meant
from ui.viewmodels.propositions import Asked, Done, Filter, Join, Queue

FORMS = ("correct", "same")
"""The answers that open a form."""
_KEY = "propositions"


@dataclass(slots=True)
class Session:
    """One person at work. `told` is what was just done, `tick` counts what came from the keys, `panel` is the form
    that is open ("correct", "same") and `trouble` what went wrong."""

    queue: Queue = field(default_factory=Queue)
    filter: Filter = field(default_factory=Filter)
    told: str = ""
    trouble: str = ""
    panel: str = ""
    tick: int = 0


def session(frame: Frame) -> Session:
    """The session, its queue as the graph stands now: what another person decided meanwhile is never shown again."""
    kept: Session = st.session_state.setdefault(_KEY, Session())
    _renew(frame, kept)
    return kept


def _renew(frame: Frame, kept: Session) -> bool:
    """Read the queue anew where the graph is another. Returns whether it was."""
    if kept.queue.mark == frame.graph.mark:
        return False
    kept.queue.renew(frame.graph.mark, frame.graph.version, frame.graph.ask(review.waiting))
    return True


def pages(store: Store, document: str, number: int) -> list[PageText]:
    """The pages of a document. A document never changes, so they are read once; again where one is not there yet."""
    found = _pages(document, store)
    if all(one.number != number for one in found):
        _pages.clear(document)
    return found


@st.cache_resource(show_spinner=False, max_entries=8)
def _pages(document: str, _store: Store) -> list[PageText]:
    return StoreArchive(_store).pages(document)


def joins(frame: Frame, option: Option) -> list[Join]:
    """The ends of a fact that may be entities of the graph."""
    if not any(end.candidates for end in option.ends):
        return []
    return model.joins(frame.t, option, frame.graph.decisions().values())


def answer(frame: Frame, now: Session, card: Proposal | None, told: Mapping[str, Any]) -> None:
    """Do what a key or a button asks for. What was asked of another card than the one on screen is not done."""
    now.tick += 1
    now.told = now.trouble = ""
    what = str(told.get("do", ""))
    if what in FORMS:
        now.panel = "" if now.panel == what else what
        return
    now.panel = ""
    if what == "undo":
        undo(frame, now)
    elif card is None or told.get("card") != card.card:
        return
    elif what in _STEPS:
        now.queue.go(now.filter, _STEPS[what])
    elif what in _ANSWERS:
        _ANSWERS[what](frame, now, card, told)


def take(
    frame: Frame, now: Session, kind: str, cards: Sequence[Proposal], asked: Sequence[Asked], *, anew: bool = False
) -> None:  # fmt: skip
    """Take the decisions of one answer as one change of the graph, and go on to the next card. `anew`: they may change
    what the other cards offer."""
    t, store, queue = frame.t, frame.graph.store, now.queue
    if stamp(store).version != queue.version:  # somebody else decided since the page was drawn
        now.trouble = t("propositions.elsewhere")
        queue.mark = ""
        return
    joining = anew or any(one == "same" for one, _ in asked)
    stood = set(frame.graph.decisions()) if joining else set()
    try:
        made = decisions.decide_all(store, asked)
    except EssaimError as failure:
        now.trouble = t.label(failure.sentence)
        return
    words = facts.plain(t, cards[0].options[0]) if len(cards) == 1 else ""
    now.told = t(f"propositions.told.{kind}", fact=words) if words else t.count("propositions.told.many", len(cards))
    queue.beyond(now.filter, {one.card for one in cards})
    done = Done(kind, tuple(cards), tuple(one for one in dict.fromkeys(made) if one not in stood))
    after = stamp(store)
    alone = after.version == queue.version + 1
    rest = [one for one in queue.cards if one not in cards]
    if alone and not joining and not (kind != "reject" and model.unsettled(rest, cards)):
        queue.settle(after.mark, after.version, done)
    else:
        queue.mark = ""
    queue.done.append(done)


def accept_corrected(
    frame: Frame, now: Session, card: Proposal, option: Option, *, values: Mapping[str, Any], modality: str,
    ends: Mapping[str, Meant],
) -> None:  # fmt: skip
    """Accept a fact with the values, and by role the ends, that a person put right."""
    asked = model.correcting(option, joins(frame, option), values, modality, ends)
    now.tick += 1
    take(frame, now, "edit" if values or modality or ends else "accept", [card], asked, anew=bool(ends))
    now.panel = now.panel if now.trouble else ""


def accept_joined(frame: Frame, now: Session, card: Proposal, option: Option, uids: Mapping[str, str]) -> None:
    """Accept a fact whose ends are the entities that a person chose, by role ("" none)."""
    now.tick += 1
    take(frame, now, "accept", [card], model.accepting(option, joins(frame, option), uids))
    now.panel = now.panel if now.trouble else ""


def again(now: Session) -> None:
    """Bring back what was left for later."""
    now.queue.done = [one for one in now.queue.done if one.kind != "unsure"]


def _accept(frame: Frame, now: Session, card: Proposal, told: Mapping[str, Any]) -> None:
    number = int(told.get("option") or 0)
    if 0 <= number < len(card.options):
        option = card.options[number]
        take(frame, now, "accept", [card], model.accepting(option, joins(frame, option)))


def _reject(frame: Frame, now: Session, card: Proposal, told: Mapping[str, Any]) -> None:
    take(frame, now, "reject", [card], model.rejecting(card))


def _unsure(frame: Frame, now: Session, card: Proposal, told: Mapping[str, Any]) -> None:
    now.queue.beyond(now.filter, {card.card})
    now.queue.done.append(Done("unsure", (card,)))
    now.told = frame.t("propositions.told.unsure")


def undo(frame: Frame, now: Session) -> None:
    """Take the last answer back, and go to its card."""
    now.trouble = now.told = ""
    if not now.queue.done:
        return
    last = now.queue.done[-1]
    standing = [one for one in last.decisions if one in frame.graph.decisions()]
    try:
        if standing:
            decisions.retract(frame.graph.store, *standing)
    except EssaimError as failure:
        now.trouble = frame.t.label(failure.sentence)
        return
    now.queue.done.pop()
    now.queue.at = last.cards[0].card
    now.told = frame.t("propositions.told.undone")


def _all(frame: Frame, now: Session, card: Proposal, told: Mapping[str, Any]) -> None:
    """Accept many: exactly those that were confirmed, and nobody joined that was not seen."""
    gather = model.of_rule if told["do"] == "rule" else model.of_page
    cards = gather(now.queue.open(now.filter), card)
    if model.set_of(cards) != told.get("set"):
        now.trouble = frame.t("propositions.elsewhere")
        return
    asked = [one for each in cards for one in model.accepting(each.options[0])]
    take(frame, now, "accept", cards, asked)


_STEPS = {"next": 1, "back": -1}
_ANSWERS = {
    "accept": _accept,
    "reject": _reject,
    "unsure": _unsure,
    "rule": _all,
    "page": _all,
}


def bar(frame: Frame, now: Session, card: Proposal | None) -> Bar:
    """The answers that may be given now."""
    t, queue = frame.t, now.queue
    can = ["undo"] if queue.done else []
    scope = f"{now.filter.document}|{now.filter.rule}"
    if card is None:
        return Bar("", now.tick, can, now.told, "", scope=scope)
    cards = queue.open(now.filter)
    sets = {"rule": model.of_rule(cards, card), "page": model.of_page(cards, card)}
    here, total = queue.place(now.filter)
    if now.panel:
        can = [now.panel]
    else:
        can += _possible(frame, card, cards)
        can += [name for name, some in sets.items() if len(some) > 1]
    return Bar(
        card=card.card,
        tick=now.tick,
        can=can,
        told=now.told,
        where=t("propositions.progress", here=here, total=total),
        options=[facts.plain(t, one) for one in card.options] if len(card.options) > 1 else [],
        sets={
            name: (t.count(f"propositions.sure.{name}", len(some), rule=rules.shown(t, [card])), model.set_of(some))
            for name, some in sets.items()
        },
        rule=rules.says(t, [card]) if card.rule else "",
        panel=now.panel,
        scope=scope,
    )


def _possible(frame: Frame, card: Proposal, cards: Sequence[Proposal]) -> list[str]:
    place = next(number for number, one in enumerate(cards) if one.card == card.card)
    found = ["reject", "unsure", "correct"]
    found += ["accept"] if len(card.options) == 1 else []
    found += ["same"] if any(joins(frame, one) for one in card.options) else []
    return found + (["back"] if place else []) + (["next"] if place + 1 < len(cards) else [])
