"""What a link holds: the language, my network and the selection of a page, as ids in query parameters.

A widget is tied to a parameter by its key. The link wins when it was changed from outside (opened, Back, a link of
another page), else the widget does; what the link names and nobody offers is not obeyed but reported.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

_STICKY = ("lang", "reseau")


def param(name: str) -> str:
    """The value in the link, empty if there is none."""
    return st.query_params.get(name, "")


def put(name: str, value: str) -> None:
    """Write a value into the link; empty takes it out."""
    if value == param(name):
        return
    if value:
        st.query_params[name] = value
    else:
        del st.query_params[name]


def sticky(name: str, valid: Collection[str], default: str = "") -> str:
    """A choice that follows people from page to page, and stands in every link they copy."""
    asked = param(name)
    if asked and asked in valid:
        st.session_state[f"sticky:{name}"] = asked
    kept = st.session_state.get(f"sticky:{name}", default)
    chosen: str = kept if kept in valid else default
    put(name, "" if chosen == default else chosen)
    return chosen


def stick(name: str, value: str) -> None:
    """Choose, for this page and the next ones."""
    st.session_state[f"sticky:{name}"] = value
    put(name, value)


def tie(name: str, key: str, valid: Collection[str], default: str = "") -> str:
    """Prepare the widget `key` to show what the link says under `name`. Returns what the link asked for in vain."""
    asked = param(name)
    memory = f"link:{key}"
    if key in st.session_state and st.session_state.get(memory) == asked and st.session_state[key] in {*valid, None}:
        return ""
    st.session_state[memory] = asked
    st.session_state[key] = asked if asked in valid else (default if default in valid else None)
    return asked if asked and asked not in valid else ""


def tied(name: str, key: str, default: str = "") -> str:
    """After the widget: its value, written into the link."""
    value: str = st.session_state.get(key) or ""
    put(name, "" if value == default else value)
    st.session_state[f"link:{key}"] = param(name)
    return value


def link_params(**chosen: str) -> dict[str, str]:
    """The parameters of a link to another page, with what follows people everywhere."""
    carried = {name: param(name) for name in _STICKY}
    return {name: value for name, value in (carried | chosen).items() if value}
