"""Who the ends of a proposed fact are, where the document means others than those who were read."""

from __future__ import annotations

import streamlit as st

from graphmodel.questions.review_rows import End, Option, Proposal
from ui import entities
from ui import format as write
from ui.components import pickers
from ui.components.proposals import Session
from ui.components.shell import Frame
from ui.viewmodels import facts
from ui.viewmodels.ends import Meant, choices, labels
from ui.viewmodels.saisir import Known


def ends(frame: Frame, now: Session, card: Proposal, option: Option, key: str) -> dict[str, Meant]:
    """A list for each end of a relation; those that a person chose, by role."""
    t = frame.t
    asked = [end for end in option.ends if labels(option, end.role)]
    if not asked:
        return {}
    with st.expander(t("propositions.correct.who")):
        st.write(t("propositions.correct.who-how"))
        keys = {end.role: f"proposal:end:{end.role}:{key}" for end in asked}
        found = {end.role: _end(frame, now, option, end, card=card, key=keys[end.role]) for end in asked}
    return {role: one for role, one in found.items() if one}


def _end(frame: Frame, now: Session, option: Option, end: End, *, card: Proposal, key: str) -> Meant | None:
    t, store, allowed = frame.t, frame.graph.store, labels(option, end.role)

    def build() -> list[Known]:
        return entities.known(t, store, allowed)

    known = frame.graph.kept(f"known {t.lang} {allowed}", build)
    found = choices(t, option, end, card=card, cards=now.queue.cards, known=known)
    words = {one: meant.words for one, meant in found.items()}
    label = t("propositions.correct.end", name=write.md(facts.called(t, end)))
    shown = pickers.narrowed(t, key, label, words)
    chosen = st.selectbox(
        label, list(shown), None, key=key, format_func=lambda one: words.get(one, one),
        placeholder=t("propositions.correct.end-kept"),
    )  # fmt: skip
    return found.get(chosen) if chosen else None
