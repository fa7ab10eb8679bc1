"""Disputes between documents as cards: the values side by side, each with its sources, and the buttons that settle."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import streamlit as st

from graphmodel import decisions
from graphmodel.questions.evidence import contradictions
from ui import format as write
from ui.components import pickers, queue, shell
from ui.components.queue import Card
from ui.viewmodels import fiches
from ui.viewmodels import relecture as model
from ui.viewmodels.relecture import Dispute, Value

QUEUE = "disputes"
BESIDE = 3
"""How many values stand side by side."""


def waiting(frame: shell.Frame, inside: AbstractSet[str] | None) -> list[Dispute]:
    """The disputes about these entities, or all."""
    return model.disputes(frame.graph.ask(contradictions), inside)


def show(frame: shell.Frame, found: list[Dispute]) -> None:
    """The queue, narrowed to one attribute where people wish."""
    t, cards = frame.t, queue.cards(frame, QUEUE, {one.key: one for one in found})
    disputes = [card.item for card in cards]
    known = frame.graph.entities({uid for one in disputes for uid in one.uids})
    words = model.attributes(t, disputes, {uid: node.labels for uid, node in known.items()})
    if len(words) > 1:
        asked = pickers.entity(t, "attribut", t("relecture.attribute"), words, placeholder=t("relecture.attribute.all"))
        cards = [card for card in cards if asked in ("", card.item.attribute)]
    queue.paged(QUEUE, cards, lambda card: _card(frame, card))


def _card(frame: shell.Frame, card: Card[Dispute]) -> None:
    t, dispute = frame.t, card.item
    said = {row.value for row in dispute.rows if isinstance(row.value, str) and ":" in row.value}
    nodes = frame.graph.entities({*dispute.uids, *said})
    names = {uid: str(node.properties["name"]) for uid, node in nodes.items()}
    owner = dispute.owner({uid: node.labels for uid, node in nodes.items()})
    attribute = fiches.label(t, owner, dispute.attribute)
    heading = t("common.pair", name=model.title(t, dispute, names), value=attribute)
    st.subheader(write.md(heading), anchor=False)
    with st.container(horizontal=True):
        for uid in dispute.uids:
            if uid in nodes:
                frame.sheet(fiches.class_of(nodes[uid].labels), uid, names[uid])
    found = model.values(t, owner, dispute, names)
    if card.decision:
        chosen = next((one.words for one in found if one.statement == card.choice), "")
        _settled(frame, card, t("relecture.preferred", value=chosen, attribute=attribute))
        return
    columns = st.columns(min(len(found), BESIDE))
    for number, value in enumerate(found):
        with columns[number % BESIDE]:
            _value(frame, card, value, number)
    st.write(model.why(t, dispute))
    if st.button(t("relecture.leave"), key=f"leave:{card.key}"):
        queue.leave(frame, QUEUE, card.key)


def _value(frame: shell.Frame, card: Card[Dispute], value: Value, number: int) -> None:
    t = frame.t
    badge = t("relecture.shown") if value.shown else t("relecture.other")
    doubt = f" · {t('common.inferred')}" if value.inferred else ""
    st.markdown(f"{badge}{doubt}  \n**{write.md(value.words)}**")
    st.markdown("\n".join(f"- {source}" for source in value.sources))
    if st.button(t("relecture.prefer"), key=f"prefer:{card.key}:{number}"):
        store, name = frame.graph.store, card.item.attribute
        queue.settle(frame, QUEUE, card, value.statement, lambda: decisions.prefer(store, value.statement, name))


def _settled(frame: shell.Frame, card: Card[Dispute], words: str) -> None:
    st.success(write.md(words))
    if st.button(frame.t("relecture.back"), key=f"back:{card.key}"):
        queue.back(frame, card.decision)
