"""What every page shares: language, the head of the page, links to others, and one sentence for a failure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

import streamlit as st

from graphmodel.errors import EngineUnreachable, EssaimError
from graphmodel.questions.rows import Proof
from graphmodel.settings import LANGUAGES, load_settings
from ui import data, state
from ui import format as write
from ui.i18n import Translator


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page gets: the words, the graph, my network ("" for all) with its name, and the pages to link to."""

    t: Translator
    graph: data.Graph
    network: str
    network_name: str
    pages: Mapping[str, Any]

    def link(self, page: str, label: str, **params: str) -> None:
        """A link to another page of Essaim by the name of its file, with ids as parameters."""
        if page in self.pages:
            st.page_link(self.pages[page], label=label, query_params=state.link_params(**params))

    def fictional(self, proofs: Iterable[Proof]) -> bool:
        """Whether some of these proofs stand in a document that was made up."""
        invented = self.graph.fictional()
        return any(proof.document in invented for proof in proofs)

    def sheet(self, kind: str, uid: str, name: str) -> None:
        """A link to the sheet of an entity, where its kind has one."""
        if page := sheet_of(kind):
            self.link(page, self.t("common.sheet", name=write.md(name)), id=uid)


ACTORS = ("Organisation", "Network", "Establishment", "Group", "Actor")


def sheet_of(kind: str) -> str:
    """The page of an entity of this class, "" where there is none."""
    if kind in ACTORS:
        return "organisation"
    return {"Innovation": "innovation", "Territory": "territoire"}.get(kind, "")


def language() -> Translator:
    """The words in the language of the link, else of the session, else of the settings."""
    t = Translator(state.sticky("lang", LANGUAGES, load_settings().lang))
    tell = f"<script>document.documentElement.lang={json.dumps(t.lang)}</script>"
    css = (files("ui.components") / "shell.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>{tell}", unsafe_allow_javascript=True)
    return t


def switch(t: Translator) -> None:
    """The two languages, each in its own name."""
    names = {"fr": "Français", "en": "English"}
    chosen = st.segmented_control(
        t("common.language"), LANGUAGES, default=t.lang, key=f"language:{t.lang}", format_func=names.__getitem__,
        required=True,
    )  # fmt: skip
    if chosen and chosen != t.lang:
        state.stick("lang", chosen)
        st.rerun()


def head(frame: Frame, title: str, answer: str, *, fictional: bool = False) -> None:
    """Title and one-sentence answer, and what people must know before they read on."""
    st.title(write.md(title), anchor=False)
    if fictional:
        st.markdown(f":orange-badge[{frame.t('common.fictional')}]", help=frame.t("common.fictional.help"))
    st.html(f"<p class='es-answer'>{escape(answer)}</p>")


@contextmanager
def guarded(t: Translator) -> Iterator[None]:
    """An expected failure is one sentence on the page, with what to do; anything else is a bug and shows as one."""
    try:
        yield
    except EssaimError as failure:
        st.error(t.label(failure.sentence))
        if isinstance(failure, EngineUnreachable):
            st.write(t("common.engine.help"))
        if st.button(t("common.retry"), key="retry"):
            st.rerun()
