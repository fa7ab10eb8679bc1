"""What is in the graph, and what may be asked of it; how to begin where there is nothing yet."""

from __future__ import annotations

import streamlit as st

from graphmodel.questions.audit import counts
from graphmodel.questions.evidence import contradictions
from graphmodel.questions.innovation import panorama
from graphmodel.questions.spread import tree
from ui import format as write
from ui.components import examples, sheet, shell
from ui.components.shell import Frame
from ui.viewmodels import accueil as model
from ui.viewmodels import spreads


def page(frame: Frame) -> None:
    """The page."""
    t = frame.t
    held = model.holdings(frame.graph.ask(counts))
    shell.head(frame, t("accueil.title"), model.answer(t, held), fictional=bool(frame.graph.fictional()))
    if held.empty:
        _begin(frame)
        return
    st.write(t("accueil.network.one", name=write.md(frame.network_name)) if frame.network else t("accueil.network.all"))
    for column, (label, number) in zip(st.columns(6), model.cards(t, held), strict=True):
        column.metric(label, number, border=True)
    _ideas(frame)
    st.subheader(t("accueil.search"), anchor=False)
    sheet.finder(frame)


def _ideas(frame: Frame) -> None:
    t = frame.t
    innovations = [one for one in frame.graph.ask(panorama, frame.network) if spreads.happened(one)]
    cascade = frame.graph.ask(tree, spreads.ranked(innovations)[0].innovation) if innovations else []
    st.subheader(t("accueil.ideas"), anchor=False)
    for idea in model.ideas(t, innovations, cascade, frame.graph.ask(contradictions)):
        frame.link(idea.page, f"{write.md(idea.words)} →", **idea.params)


def _begin(frame: Frame) -> None:
    t = frame.t
    st.subheader(t("accueil.begin"), anchor=False)
    left, right = st.columns(2)
    with left.container(border=True):
        st.markdown(f"**{t('accueil.begin.example')}**")
        st.write(t("accueil.begin.example.what"))
        examples.button(frame)
    with right.container(border=True):
        st.markdown(f"**{t('accueil.begin.import')}**")
        st.write(t("accueil.begin.import.what"))
        frame.link("import_", f"{t('accueil.begin.import.go')} →")
