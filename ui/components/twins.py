"""Entities that may be the same as cards: both sides' facts in two columns, what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphmodel import decisions
from graphmodel.questions.review import same
from graphmodel.questions.review_rows import PossiblySame, Side
from ui import format as write
from ui.components import queue, shell
from ui.components.queue import Card
from ui.viewmodels import relecture as model

QUEUE = "twins"


def waiting(frame: shell.Frame) -> list[PossiblySame]:
    """The pairs of my network, or all, the likeliest first."""
    return frame.graph.ask(same, frame.network)


def show(frame: shell.Frame, found: Sequence[PossiblySame]) -> None:
    """The queue, and all identical names of one commune at once."""
    alike = [row for row in found if model.identical(row)]
    if len(alike) > 1 and st.button(frame.t("relecture.bulk.button", n=len(alike)), key="twins:bulk"):
        _confirm(frame, alike)
    pairs = {model.pair_key(row): row for row in found}
    queue.paged(QUEUE, queue.cards(frame, QUEUE, pairs), lambda card: _card(frame, card))


def _card(frame: shell.Frame, card: Card[PossiblySame]) -> None:
    t, row = frame.t, card.item
    for column, side in zip(st.columns(2), (row.one, row.other), strict=True):
        with column:
            _side(frame, side)
            if not card.decision:  # once joined, one of the two sheets is no more
                frame.sheet(side.kind, side.uid, side.name)
    if card.decision:
        st.success(write.md(t(f"relecture.decided.{card.choice}", one=row.one.name, other=row.other.name)))
        if st.button(t("relecture.back"), key=f"back:{card.key}"):
            queue.back(frame, card.decision)
        return
    st.markdown(t("common.pair", name=f"**{t('relecture.for')}**", value=", ".join(model.pros(t, row))))
    against = ", ".join(model.cons(t, row)) or t("relecture.against.none")
    st.markdown(t("common.pair", name=f"**{t('relecture.against')}**", value=against))
    with st.container(horizontal=True):
        for kind in ("same", "different"):
            if st.button(t(f"relecture.{kind}"), key=f"{kind}:{card.key}"):
                _decide(frame, card, kind)
        if st.button(t("relecture.unsure"), key=f"unsure:{card.key}"):
            queue.leave(frame, QUEUE, card.key)


def _side(frame: shell.Frame, side: Side) -> None:
    t = frame.t
    st.subheader(write.md(side.name), anchor=False)
    lines = (t("common.pair", name=name, value=f"**{write.md(value)}**") for name, value in model.facts(t, side))
    st.markdown("\n".join(f"- {line}" for line in lines))
    for passage in model.passages(t, side):
        st.markdown(passage)


def _decide(frame: shell.Frame, card: Card[PossiblySame], kind: str) -> None:
    uids = (card.item.one.uid, card.item.other.uid)
    queue.settle(frame, QUEUE, card, kind, lambda: decisions.decide(frame.graph.store, kind, uids))


def _confirm(frame: shell.Frame, alike: Sequence[PossiblySame]) -> None:
    """Ask before many pairs are accepted at once; each stays a decision of its own."""
    t = frame.t

    def confirm() -> None:
        st.write(t("relecture.bulk.sure"))
        st.markdown("\n".join(f"- {write.md(row.one.name)} ({write.md(row.one.places[0])})" for row in alike[:10]))
        if len(alike) > 10:
            st.write(t.count("relecture.bulk.more", len(alike) - 10))
        if st.button(t("relecture.bulk.yes", n=len(alike)), type="primary", key="twins:bulk:yes"):
            bar = st.progress(0.0, t("relecture.working"))
            for number, row in enumerate(alike, 1):
                decisions.decide(frame.graph.store, "same", (row.one.uid, row.other.uid))
                bar.progress(number / len(alike), t("relecture.working"))
            queue.tell(t.count("relecture.bulk.done", len(alike)))

    st.dialog(t("relecture.bulk.title"))(confirm)()
