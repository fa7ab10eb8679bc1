"""Widgets that are tied to the link: choose an entity, a word of a list, yes or no. All give back ids and codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from graphmodel.names import fold
from graphmodel.questions.organisation import search
from ui import state
from ui.data import Graph
from ui.i18n import Translator

MANY = 1_000
"""Above so many options a field to narrow them stands before the list, which would be slow to send."""


def entity(
    t: Translator,
    param: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: str = "",
    placeholder: str = "",
    help: str | None = None,  # noqa: A002 (the word of Streamlit)
) -> str:
    """Choose one of `options` (uid: name); without a `default`, also nothing (""). The link keeps it under `param`."""
    key = f"pick:{param}"
    lost = state.tie(param, key, options, default)
    shown = narrowed(t, key, label, options)
    st.selectbox(
        label,
        list(shown),
        index=0 if default else None,
        key=key,
        format_func=lambda uid: options.get(uid, ""),
        placeholder=placeholder or t("common.choose"),
        help=help,
    )
    if lost:
        st.warning(t("common.lost", label=label))
    return state.tied(param, key, default) or default


def choice(
    param: str, label: str, options: Sequence[str], words: Callable[[str], str], *, default: str = "",
    help: str | None = None,  # noqa: A002
) -> str:  # fmt: skip
    """Choose one of a few codes by their words, side by side; the first is the default unless said."""
    key, standard = f"pick:{param}", default or options[0]
    state.tie(param, key, options, standard)
    st.segmented_control(label, options, key=key, format_func=words, required=True, help=help)
    return state.tied(param, key, standard) or standard


def flag(param: str, label: str, *, default: bool = False, help: str | None = None) -> bool:  # noqa: A002
    """Yes or no; the link keeps "1" or "0" where it is not the default."""
    key, standard = f"pick:{param}", "1" if default else "0"
    widget, memory = f"{key}:flag", f"link:{key}"
    asked = state.param(param)
    if widget not in st.session_state or st.session_state.get(memory) != asked:
        st.session_state[widget] = (asked if asked in ("0", "1") else standard) == "1"
    on = st.toggle(label, key=widget, help=help)
    state.put(param, "" if on == default else str(int(on)))
    st.session_state[memory] = state.param(param)
    return on


def narrowed(t: Translator, key: str, label: str, options: Mapping[str, str]) -> Mapping[str, str]:
    """The options whose names hold what a person types, where there are too many to send."""
    if len(options) <= MANY:
        return options
    text = fold(st.text_input(t("common.narrow", label=label), key=f"{key}:narrow", placeholder=t("common.narrow.how")))
    chosen = st.session_state.get(key) or ""
    kept = {uid: name for uid, name in options.items() if uid == chosen or text in fold(name)}
    return dict(list(kept.items())[:MANY]) | ({chosen: options[chosen]} if chosen in options else {})


def my_network(t: Translator, graph: Graph) -> tuple[str, str]:
    """The network that people chose for all pages: its uid and name, both empty for all networks."""
    networks = {one.uid: one.name for one in graph.ask(search, "", "Network", MANY)}
    chosen = state.sticky("reseau", networks)
    if networks:
        st.selectbox(
            t("common.network.label"),
            ["", *networks],
            index=["", *networks].index(chosen),
            format_func=lambda uid: networks.get(uid, t("common.network.all")),
            key=f"reseau:{chosen}",
            on_change=lambda: state.stick("reseau", st.session_state[f"reseau:{chosen}"]),
            help=t("common.network.help"),
        )
    return chosen, networks.get(chosen, "")
