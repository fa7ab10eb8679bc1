"""A fact that a person writes down: filled in, shown as it will be said with what it changes, then added."""

from __future__ import annotations

import streamlit as st

from ingest import by_hand
from ingest.hand_form import Fact, Written
from ingest.report import GraphCounts
from ui import format as write
from ui.components import hand, shell
from ui.viewmodels import import_

_TOLD = "saisir:told"


def page(frame: shell.Frame) -> None:
    """The page."""
    t = frame.t
    shell.head(frame, t("saisir.title"), t("saisir.answer"))
    _told(frame)
    fact, asking = hand.asked(frame)
    made = by_hand.written(frame.graph.store, fact)
    hand.problems(asking, made)
    st.subheader(t("saisir.preview"), anchor=False)
    if made.problems:
        st.info(t("saisir.missing" if hand.has_tried(asking) else "saisir.incomplete"))
    else:
        _preview(frame, fact, made)
    if not st.button(t("saisir.add"), type="primary", key="hand:add"):
        return
    if made.problems:
        hand.tried(asking)
    else:
        st.session_state[_TOLD] = (hand.kept(frame, fact, made), made.document.uid)
        hand.begun_again()
    st.rerun()


def _preview(frame: shell.Frame, fact: Fact, made: Written) -> None:
    """The sentence that every page will say, and what becomes of the graph."""
    t, key = frame.t, f"hand:preview:{made.document.uid}:{frame.graph.mark}"
    if key not in st.session_state:
        st.session_state[key] = by_hand.preview(frame.graph.store, made)
    difference = st.session_state[key]
    st.markdown(f"**{write.md(hand.sentence(frame, fact, made))}**")
    st.markdown(write.md(import_.difference(t, GraphCounts(**difference.counts), difference.merged)))


def _told(frame: shell.Frame) -> None:
    """What was just added, once."""
    if told := st.session_state.pop(_TOLD, None):
        words, document = told
        st.success(write.md(words))
        frame.link("document", f"{frame.t('saisir.kept')} →", doc=document)
        frame.link("import_", f"{frame.t('saisir.undo')} →")
