"""A queue of things to decide: pages of cards; what was settled stays in its place, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from graphmodel import decisions
from ui.components.shell import Frame

T = TypeVar("T")

PAGE = 20
"""How many cards a page shows."""
_TOLD = "relecture:told"


@dataclass(frozen=True, slots=True)
class Card(Generic[T]):
    """One thing to decide, at its place in the queue. Once settled, by which decision and what was chosen."""

    key: str
    place: int
    item: T
    decision: str = ""
    choice: str = ""


def cards(frame: Frame, queue: str, waiting: Mapping[str, T]) -> list[Card[T]]:
    """What waits, without what was left for later; and what this session settled, where it stood."""
    left: set[str] = st.session_state.get(f"{queue}:left", set())
    found = [Card(key, place, item) for place, (key, item) in enumerate(waiting.items()) if key not in left]
    standing = frame.graph.decisions()
    settled: dict[str, Card[T]] = st.session_state.get(f"{queue}:settled", {})
    for card in sorted(settled.values(), key=lambda one: one.place):
        if card.decision in standing and card.key not in waiting:
            found.insert(card.place, card)
    return found


def paged(queue: str, found: Sequence[Card[T]], draw: Callable[[Card[T]], None]) -> None:
    """One page of cards, and the way to the others."""
    above, pages = st.container(), -(-len(found) // PAGE)
    number = st.pagination(pages, key=f"{queue}:page:{pages}") if pages > 1 else 1
    with above:
        for card in found[(number - 1) * PAGE : number * PAGE]:
            with st.container(border=True, key=f"{queue}:card:{card.key}"):
                draw(card)


def settle(frame: Frame, queue: str, card: Card[T], choice: str, take: Callable[[], str]) -> None:
    """Take a decision: the graph is another, and the card says what was chosen."""
    with st.spinner(frame.t("relecture.working")):
        made = take()
    kept = st.session_state.setdefault(f"{queue}:settled", {})
    kept[card.key] = Card(card.key, card.place, card.item, made, choice)
    tell(frame.t("relecture.done"))


def back(frame: Frame, decision: str) -> None:
    """Take a decision back."""
    with st.spinner(frame.t("relecture.working")):
        decisions.retract(frame.graph.store, decision)
    tell(frame.t("relecture.undone"))


def leave(frame: Frame, queue: str, key: str) -> None:
    """Leave a card for another day: nothing is recorded."""
    st.session_state.setdefault(f"{queue}:left", set()).add(key)
    tell(frame.t("relecture.left"))


def tell(words: str) -> None:
    """Say it on the page as it is then."""
    st.session_state[_TOLD] = words
    st.rerun()


def told() -> None:
    """What was just done, once."""
    if words := st.session_state.pop(_TOLD, ""):
        st.toast(words)


def again(frame: Frame, queue: str) -> None:
    """The way back to what was left for another day."""
    left: set[str] = st.session_state.get(f"{queue}:left", set())
    if left and st.button(frame.t.count("relecture.again", len(left)), key=f"{queue}:again"):
        left.clear()
        st.rerun()
