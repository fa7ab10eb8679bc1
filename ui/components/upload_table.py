"""A table on its way into the graph: what its columns mean, what the file does not say, what it changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ingest.prepared import Asked
from ui import format as write
from ui.components import exports, findings, upload
from ui.components.shell import Frame
from ui.viewmodels import import_ as model


def show(frame: Frame, path: Path, networks: Sequence[str]) -> None:
    """From the file to the button that loads it."""
    t, mapping, first = frame.t, None, upload.read(frame, path)
    if first is None:
        return
    if first.mapping:
        st.write(t("import.map.how"))
        mapping = upload.columns(t, path, json.loads(first.mapping.read_text(encoding="utf-8")))
        first = (upload.read(frame, path, Asked(mapping=mapping)) or first) if mapping else first
    st.subheader(write.md(model.recognised(t, first)), anchor=False)
    if model.profile_of(first) is None:
        return
    prepared = upload.read(frame, path, upload.answers(t, path, first, networks, mapping))
    if prepared is None:
        return
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
