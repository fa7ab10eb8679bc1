"""Which territories received or gave nothing: a question asked as a sentence, a map, the list, and what words mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from graphmodel.questions import territory
from graphmodel.questions.organisation import search
from graphmodel.questions.rows import TerritoryVerdict
from ui.components import exports, pickers, shell
from ui.components import map as chart
from ui.render.maps import Grain
from ui.viewmodels import territoires as model

CHOSEN = "territoire"
MANY = 5_000


def page(frame: shell.Frame) -> None:
    """The page."""
    t = frame.t
    st.title(t("territoires.title"), anchor=False)
    level, asked = _question(frame)
    rows = frame.graph.ask(territory.verdicts, level=level, **asked)
    tally, answer = model.Tally.of(rows), model.answer(t, rows, level)
    chart.answered(t, answer, fictional=model.fictional(rows, frame.graph.fictional()))
    chart.hints(frame, rows)
    shown = chart.legend(t, "constats", tally.words(t, level))
    left, right = st.columns([3, 2], gap="large")
    with left:
        description = t("territoires.map.alt", answer=answer)
        chart.france(t, CHOSEN, level, model.areas(t, rows), description=description, shown=shown)
    with right:
        _chosen(frame, rows)
    _list(frame, model.kept(rows, shown), level)
    with st.expander(t("territoires.method.title")):
        for verdict in model.ORDER:
            st.markdown(t(f"territoires.method.{verdict.value}"))


def _question(frame: shell.Frame) -> tuple[Grain, dict[str, Any]]:
    """The sentence made of lists, and what it asks."""
    t, ask = frame.t, frame.graph.ask
    innovation = chart.chosen_now("innovation")
    blanks = model.blanks(
        t, innovations=ask(search, "", "Innovation", MANY), networks=ask(search, "", "Network", MANY),
        innovation="" if innovation == model.ANY else innovation, network=frame.network, year=datetime.now(UTC).year,
    )  # fmt: skip
    template = t("territoires.question", **{name: f"{{{name}}}" for name in blanks})
    return model.asked(chart.sentence(template, blanks))


def _chosen(frame: shell.Frame, rows: Sequence[TerritoryVerdict]) -> None:
    """The territory that was clicked or picked: its verdict, and each reason with its proofs."""
    t, found = frame.t, {row.territory: row for row in rows}
    uid = pickers.entity(
        t, CHOSEN, t("territoires.chosen.label"), {row.territory: row.name for row in rows},
        placeholder=t("territoires.chosen.how"),
    )  # fmt: skip
    if not uid:
        st.write(t("territoires.chosen.empty"))
        return
    chart.reasons(frame, found[uid])


def _list(frame: shell.Frame, rows: Sequence[TerritoryVerdict], level: Grain) -> None:
    t, table = frame.t, model.table(frame.t, rows, level)
    st.subheader(t("territoires.list.title"), anchor=False)
    if rows:
        chart.listed(CHOSEN, table, [row.territory for row in rows], alt=t("territoires.list.alt"))
    else:
        st.write(t("territoires.list.empty"))
    exports.bar(t, t("territoires.list.file"), table)
