"""The answers to a proposed fact: buttons with their keys, heard anywhere on the page but in a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import streamlit as st

from ui.i18n import Translator

ANSWERS = {
    "accept": "A", "reject": "R", "unsure": "P", "correct": "C", "same": "M", "undo": "Z",
    "rule": "Shift+A", "page": "Shift+P", "back": "ArrowLeft", "next": "ArrowRight",
}  # fmt: skip
"""What may be answered, each with its key as `aria-keyshortcuts` writes it."""
_SHOWN = {"Shift+A": "⇧A", "Shift+P": "⇧P", "ArrowLeft": "←", "ArrowRight": "→"}
KEY = "proposal:keys"


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows. `can`: the answers that may be given now; `options`: the sentences to choose from where they
    exclude each other; `sets`: by answer, the words that ask whether to accept many and the name of that set; `rule`:
    what the rule of the card looks for."""

    card: str
    tick: int
    can: Sequence[str]
    told: str
    where: str
    options: Sequence[str] = ()
    sets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    panel: str = ""
    scope: str = ""
    rule: str = ""


def show(t: Translator, bar: Bar, heard: Callable[[Mapping[str, Any]], None]) -> None:
    """Draw it; `heard` gets what people answer, before the page runs again."""

    def answered() -> None:
        told = st.session_state[KEY].get("answer")
        if isinstance(told, Mapping):
            heard(told)

    words = {name: t(f"propositions.do.{name}") for name in (*ANSWERS, "close", "yes", "no", "on", "how", "group")}
    words |= {"rule": t("propositions.do.rule-of", says=bar.rule)} if bar.rule else {}
    _component()(
        key=KEY,
        data={
            "card": bar.card, "tick": bar.tick, "can": list(bar.can), "told": bar.told, "where": bar.where,
            "options": list(bar.options), "panel": bar.panel, "scope": bar.scope, "words": words,
            "sets": {name: {"words": said, "set": of} for name, (said, of) in bar.sets.items()},
        },
        on_answer_change=answered,
        height="content",
    )  # fmt: skip


def _button(name: str, key: str) -> str:
    shown = escape(_SHOWN.get(key, key))
    return (
        f'<button type="button" data-do="{name}" aria-keyshortcuts="{key}"><span class="pr-word"></span> '
        f'<kbd aria-hidden="true">{shown}</kbd></button>'
    )


def _html() -> str:
    buttons = "".join(_button(name, key) for name, key in ANSWERS.items())
    return (
        '<div class="pr-bar"><ol class="pr-options" hidden></ol>'
        f'<div class="pr-group" role="group" tabindex="-1">{buttons}</div>'
        '<div class="pr-confirm" role="group" aria-labelledby="pr-sure" hidden><p class="pr-sure" id="pr-sure"></p>'
        '<button type="button" class="pr-yes"></button><button type="button" class="pr-no"></button></div>'
        '<p class="pr-live" role="status" aria-live="polite"></p>'
        '<p class="pr-hint"><label><input type="checkbox" class="pr-keys"> <span class="pr-on"></span></label> '
        '<span class="pr-how"></span></p></div>'
    )


@cache
def _text(path: str) -> str:
    return (files("ui.components") / path).read_text(encoding="utf-8")


def _component() -> st.components.v2.types.ComponentRenderer:
    script, style = _text("proposal_keys.js"), _text("proposal_keys.css")
    return st.components.v2.component("essaim_answers", html=_html(), css=style, js=script, isolate_styles=False)
