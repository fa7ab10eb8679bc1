"""Who gave what to whom: between two ends, from one, to one, or the whole cascade of an innovation."""

from __future__ import annotations

import streamlit as st

from graphmodel.questions.innovation import panorama
from graphmodel.questions.rows import InnovationPanel
from ui.components import evidence, exports, graph, shell, spread, spread_filters
from ui.components.shell import Frame
from ui.render.network import Drawing, network, standalone
from ui.viewmodels import essaimage as model
from ui.viewmodels import spreads


def page(frame: Frame) -> None:
    """The page."""
    t = frame.t
    innovations = [one for one in frame.graph.ask(panorama, frame.network) if spreads.happened(one)]
    if not innovations:
        _empty(frame)
        return
    top = st.container()
    asked = spread_filters.show(frame, innovations)
    found = spread_filters.answer(frame, asked)
    with top:
        made_up = frame.fictional(proof for step in found.steps for proof in step.proofs)
        shell.head(frame, t("essaimage.title"), found.answer, fictional=made_up)
    if not found.steps:
        _nothing(frame, asked.overview, innovations)
        return
    _picture(frame, found, drawing := model.drawing(t, found.roots, found.steps, frame.graph.roles()))
    if found.chains:
        spread.paths(t, found.chains)
    spread.roots(t, found.roots)
    _table(frame, found, drawing)


def _picture(frame: Frame, found: spread_filters.Found, drawing: Drawing) -> None:
    t = frame.t
    if drawing.gathered:
        st.write(t("essaimage.capped", shown=len(drawing.nodes), total=len(drawing.nodes) + drawing.gathered))
    focus = graph.show(t, drawing, name="essaimage", alt=t("essaimage.alt", answer=found.answer))
    graph.legend(t, drawing)
    if focus:
        with st.container(border=True):
            spread.chosen(frame, focus, *found.who(focus), found.steps)
    else:
        st.info(t("essaimage.chosen.how"))


def _table(frame: Frame, found: spread_filters.Found, drawing: Drawing) -> None:
    t = frame.t
    st.subheader(t("essaimage.table.title"), anchor=False)
    st.write(t("essaimage.table.how"))
    short = [evidence.short(t, step.proofs) for step in found.steps]
    shown, table = model.table(t, found.steps, short, brief=True), model.table(t, found.steps, short)
    row = exports.show(t, shown, "essaimage-table", t("essaimage.table.alt"), select=True)
    if row is not None:
        spread.steps(t, [found.steps[row]])
    page_file = exports.File(
        t("essaimage.html"), "essaimage.html", "text/html",
        lambda: standalone(network(drawing), t("essaimage.title"), found.answer, t.lang))  # fmt: skip
    exports.bar(t, "essaimage", table, more=[page_file])


def _nothing(frame: Frame, overview: bool, innovations: list[InnovationPanel]) -> None:
    if not overview:
        st.write(frame.t("essaimage.none.how"))
        return
    table = model.overview(frame.t, innovations)
    exports.show(frame.t, table, "essaimage-all", frame.t("essaimage.table.alt"))
    exports.bar(frame.t, "innovations", table)


def _empty(frame: Frame) -> None:
    shell.head(frame, frame.t("essaimage.title"), frame.t("essaimage.empty"))
    st.write(frame.t("essaimage.empty.how"))
    frame.link("accueil", frame.t("common.nav.accueil"))
    frame.link("import_", frame.t("common.nav.import_"))
