"""Facts that were read in texts, one at a time beside their proof: a person accepts, corrects or refuses each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graphmodel.questions.review_rows import Proposal
from ui import data
from ui import format as write
from ui.components import pickers, proposal_card, proposal_forms, proposal_keys, proposals, shell
from ui.components.proposals import Session
from ui.viewmodels import propositions as model
from ui.viewmodels import rules as reading


def page(frame: shell.Frame) -> None:
    """The page: what an answer changes is all inside one fragment, so that the next card comes at once."""
    st.fragment(_work)(frame)


def _work(frame: shell.Frame) -> None:
    with shell.guarded(frame.t):
        frame = replace(frame, graph=data.graph())
        now = proposals.session(frame)
        top = st.container()
        _filters(frame, now)
        card = now.queue.current(now.filter)
        now.queue.at = card.card if card else ""
        with top:
            _head(frame, now)
        _card(frame, now, card)


def _head(frame: shell.Frame, now: Session) -> None:
    t, n = frame.t, len(now.queue.open(now.filter))
    answer = t.count("propositions.answer", n) if n else t("propositions.none")
    invented = frame.graph.fictional()
    fictional = any(one.document in invented for card in now.queue.cards for one in card.passages)
    shell.head(frame, t("propositions.title"), answer, fictional=fictional)


def _filters(frame: shell.Frame, now: Session) -> None:
    t, queue = frame.t, now.queue
    cards = [*queue.cards, *(card for one in queue.done for card in one.cards)]
    documents, rules = model.documents(cards), reading.rules(t, cards)
    left, right = st.columns(2)
    everything = t("propositions.all")
    with left:
        document = pickers.entity(t, "doc", t("propositions.document"), documents, placeholder=everything)
    with right:
        rule = pickers.entity(t, "regle", t("propositions.rule.label"), rules, placeholder=everything)
    now.filter = model.Filter(document, rule)


def _card(frame: shell.Frame, now: Session, card: Proposal | None) -> None:
    t, queue = frame.t, now.queue

    def heard(told: Mapping[str, Any]) -> None:
        proposals.answer(frame, now, card, told)

    if now.trouble:
        st.error(write.md(now.trouble))
    bar = proposals.bar(frame, now, card)
    if card:
        proposal_card.show(frame, card, bar.where)
    proposal_keys.show(t, bar, heard)
    if card and now.panel:
        (proposal_forms.correct if now.panel == "correct" else proposal_forms.same)(frame, now, card)
    left = len(queue.left())
    if left and st.button(t.count("propositions.again", left), key="proposal:again"):
        proposals.again(now)
        st.rerun(scope="fragment")
