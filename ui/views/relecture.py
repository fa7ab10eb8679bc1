"""What waits for a person: documents that disagree, entities that may be the same, and the decisions already taken."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphmodel.questions import review
from graphmodel.questions.review_rows import Taken
from ui.components import disputes, exports, pickers, queue, shell, twins
from ui.viewmodels import relecture as model


def page(frame: shell.Frame) -> None:
    """The page."""
    t, top = frame.t, st.container()
    queue.told()
    words = {part: t(f"relecture.part.{part}") for part in model.PARTS}
    part = pickers.choice("partie", t("relecture.part"), model.PARTS, words.__getitem__)
    if part == "disputes":
        _disputes(frame, top)
    elif part == "twins":
        _twins(frame, top)
    else:
        _decisions(frame, top)


def _head(frame: shell.Frame, part: str, n: int) -> None:
    t = frame.t
    of = t("relecture.of", network=frame.network_name) if frame.network else ""
    answer = t.count(f"relecture.answer.{part}", n, of=of) if n else t(f"relecture.none.{part}", of=of)
    shell.head(frame, t("relecture.title"), answer, fictional=bool(frame.graph.fictional()))


def _disputes(frame: shell.Frame, top: st.delta_generator.DeltaGenerator) -> None:
    inside = review.members(frame.graph.store, frame.network) if frame.network else None
    found = disputes.waiting(frame, inside)
    with top:
        _head(frame, "disputes", len(found))
    disputes.show(frame, found)
    queue.again(frame, disputes.QUEUE)


def _twins(frame: shell.Frame, top: st.delta_generator.DeltaGenerator) -> None:
    found = twins.waiting(frame)
    with top:
        _head(frame, "twins", len(found))
    twins.show(frame, found)
    queue.again(frame, twins.QUEUE)


def _decisions(frame: shell.Frame, top: st.delta_generator.DeltaGenerator) -> None:
    t, rows = frame.t, frame.graph.ask(review.decisions)
    with top:
        _head(frame, "decisions", len(rows))
    if rows:
        table = model.decisions(t, rows)
        exports.show(t, table, "relecture:decisions", t("relecture.decisions.alt"))
        exports.bar(t, t("relecture.decisions.file"), table)
        _take_back(frame, rows)


def _take_back(frame: shell.Frame, rows: Sequence[Taken]) -> None:
    t, known = frame.t, {row.decision: row for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("relecture.take-back.which"), list(known), None, key=f"decisions:which:{frame.graph.version}",
            format_func=lambda one: model.decision(t, known[one]), placeholder=t("common.choose"),
        )  # fmt: skip
        if st.button(t("relecture.take-back"), key="decisions:back", disabled=not chosen) and chosen:
            queue.back(frame, chosen)
