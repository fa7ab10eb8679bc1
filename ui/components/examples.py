"""A button that loads the example, said document by document."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graphmodel.errors import FileRefused
from ingest import pipeline
from ui.commands.running import examples
from ui.components.shell import Frame


def button(frame: Frame) -> None:
    """Load the example; where the files are not shipped it says so."""
    t = frame.t
    try:
        files = examples()
    except FileRefused as missing:
        st.write(t.label(missing.sentence))
        return
    if not st.button(t("accueil.example.load"), type="primary", key="load-example"):
        return
    with st.status(t("accueil.example.loading"), expanded=True) as status:
        for path, said in files.items():
            st.write(t("accueil.example.file", name=path.name))
            pipeline.ingest(frame.graph.store, pipeline.prepare(path, _asked(said)))
        status.update(label=t("accueil.example.done"), state="complete")
    st.rerun()


def _asked(said: dict[str, Any]) -> pipeline.Asked:
    return pipeline.Asked(**said)
