"""A document: what it is, its text with every fact marked where it is told, or, for a table, its facts by place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphmodel.questions import evidence
from graphmodel.questions.told import MOST
from graphmodel.questions.told_rows import Told
from graphmodel.statements.records import Document
from ui import format as write
from ui import state
from ui.components import exports, passages, shell
from ui.viewmodels import document as model


def page(frame: shell.Frame) -> None:
    """The page."""
    t, uid = frame.t, state.param(passages.DOCUMENT)
    document = frame.graph.documents().get(uid)
    if document is None:
        passages.choose(frame, lost=bool(uid))
        return
    pages = frame.graph.pages(uid)
    facts = frame.graph.ask(evidence.document, uid)
    shell.head(frame, document.title, model.answer(t, document, len(pages), facts), fictional=document.fictional)
    _about(frame, document)
    if any(one.state == "proposed" for one in facts):
        frame.link("propositions", t("document.review"), doc=uid)
    if pages:
        passages.page(frame, document, pages, facts)
    else:
        _by_place(frame, facts)


def _about(frame: shell.Frame, document: Document) -> None:
    """What a reader must know before trusting it: its licence, its import, what replaced it."""
    t, run = frame.t, frame.graph.run_of(document.uid)
    said = [t("document.licence", licence=document.licence)] if document.licence else []
    said += [t("document.imported", day=write.day(run.at[:10], t.lang))] if run and run.at else []
    if said:
        st.markdown(write.md(" · ".join(said)))
    if run and model.kept(run) > MOST:
        st.warning(t("document.cut", n=MOST))
    for newer in frame.graph.newer(document.uid):
        st.warning(t("document.replaced"))
        passages.opens(newer.title, newer)


def _by_place(frame: shell.Frame, facts: Sequence[Told]) -> None:
    """The facts of a document that has no text here, those of the place that the link asks for first."""
    t, at = frame.t, state.param(passages.PLACE)
    here = frame.graph.ask(evidence.document, state.param(passages.DOCUMENT), at) if at else []
    if at:
        place = write.place(at, t.lang)
        st.subheader(write.md(t("document.place.title", place=place)), anchor=False)
        st.markdown("\n".join(f"- {write.md(model.sentence(t, one))}" for one in here) or t("document.place.none"))
        passages.sheets(frame, here)
        st.subheader(t("document.all"), anchor=False)
    if facts:
        table = model.table(t, facts)
        row = exports.show(t, table, "document:facts", t("document.alt"), select=True)
        exports.bar(t, "document", table)
        passages.sheets(frame, [facts[row]] if row is not None else [])
