"""A file into the graph: what it is, what it does not say, what was noticed, what it changes; past imports, undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from graphmodel import imports
from graphmodel.errors import EssaimError
from graphmodel.questions.organisation import search
from ingest.prepared import Asked
from ui import format as write
from ui.components import exports, findings, shell, upload
from ui.viewmodels import import_ as model


def page(frame: shell.Frame) -> None:
    """The page."""
    t, runs = frame.t, imports.runs(frame.graph.store)
    shell.head(frame, t("import.title.page"), model.answer(t, runs))
    upload.told()
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
    t, first, mapping = frame.t, upload.read(frame.t, path), None
    if first.mapping:
        st.write(t("import.map.how"))
        mapping = upload.columns(t, path, json.loads(first.mapping.read_text(encoding="utf-8")))
        first = upload.read(t, path, Asked(mapping=mapping)) if mapping else first
    st.subheader(write.md(model.recognised(t, first)), anchor=False)
    if model.profile_of(first) is None:
        return
    networks = [one.name for one in frame.graph.ask(search, "", "Network", 5_000)]
    prepared = upload.read(t, path, upload.answers(t, path, first, networks, mapping))
    if prepared.file.tables:
        exports.show(t, model.sheets_table(t, prepared.file.tables), "import:sheets", t("import.sheets.alt"))
    findings.show(t, model.groups(t, prepared.findings))
    if not prepared.statements:
        st.info(t("import.waiting") if prepared.choice else t("import.empty"))
        return
    if upload.there(frame, prepared):
        st.info(write.md(t("import.already", file=prepared.file.file)))
        return
    report = upload.preview(frame, prepared)
    findings.more(t, model.groups(t, model.found_there(prepared, report)))
    st.markdown(f"**{write.md(model.difference(t, report.graph, report.merged))}**")
    if st.button(t("import.load"), type="primary", key="import:load"):
        upload.load(frame, prepared)


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
