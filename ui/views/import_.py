"""A file into the graph: what it is, what it does not say, what was noticed, what it changes; past imports, undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from graphmodel import imports
from graphmodel.errors import EssaimError
from graphmodel.questions.organisation import search
from ingest.documents import is_prose
from ui import format as write
from ui.components import exports, shell, upload, upload_prose, upload_table
from ui.viewmodels import import_ as model


def page(frame: shell.Frame) -> None:
    """The page."""
    t, runs = frame.t, imports.runs(frame.graph.store)
    shell.head(frame, t("import.title.page"), model.answer(t, runs))
    upload.told(frame)
    if upload.working(frame):
        return
    upload.unfinished(frame)
    path = upload.dropped(t)
    upload.template(t)
    if path:
        try:
            _file(frame, path)
        except EssaimError as failure:
            st.error(write.md(t.label(failure.sentence)))
    if runs:
        _runs(frame, runs)


def _file(frame: shell.Frame, path: Path) -> None:
    """From the file to the button that loads it."""
    networks = [one.name for one in frame.graph.ask(search, "", "Network", 5_000)]
    if is_prose(path):
        upload_prose.show(frame, path, networks)
    else:
        upload_table.show(frame, path, networks)


def _runs(frame: shell.Frame, runs: Sequence[Mapping[str, Any]]) -> None:
    """What was imported, and how to take one back."""
    t, table = frame.t, model.runs_table(frame.t, runs)
    st.subheader(t("import.runs.title"), anchor=False)
    exports.show(t, table, "import:runs", t("import.runs.alt"))
    exports.bar(t, t("import.runs.file"), table)
    undoable = {one["run"]: one for one in runs if one["state"] in model.UNDOABLE}
    if undoable:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                t("import.undo.which"), list(undoable), None, key="import:undo",
                format_func=lambda run: model.run_name(t, undoable[run]), placeholder=t("import.undo.choose"),
            )  # fmt: skip
            if st.button(t("import.undo.button"), key="import:undo:ask", disabled=not chosen) and chosen:
                upload.undo(frame, undoable[chosen])
