"""A text on its way into the graph: what a person knows of it is asked first, then it is read, then loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from graphmodel.statements.records import Document
from ingest.described import much_alike
from ingest.pipeline import Asked, Prepared
from ui import format as write
from ui.components import exports, findings, upload
from ui.components.shell import Frame
from ui.viewmodels import import_ as model


def show(frame: Frame, path: Path, networks: Sequence[str]) -> None:
    """From the file to the button that loads it."""
    t, asked = frame.t, _asked(frame, path, networks)
    prepared = upload.read(frame, path, asked) if asked else None
    if asked is None or prepared is None:
        return
    st.subheader(write.md(model.read(t, prepared)), anchor=False)
    if prepared.file.proposed:
        exports.show(t, model.proposed(t, prepared.statements), "import:proposed", t("import.text.reviewed"))
        st.write(t("import.text.reviewed"))
    findings.show(t, model.groups(t, prepared.findings))
    if upload.there(frame, prepared):
        st.info(write.md(t("import.already", file=prepared.file.file)))
        return
    _alike(frame, path, asked, prepared)
    report = upload.preview(frame, prepared)
    findings.more(t, model.groups(t, model.found_there(prepared, report)))
    if any(report.graph.model_dump().values()):
        st.markdown(f"**{write.md(model.difference(t, report.graph, report.merged))}**")
    if st.button(t("import.load"), type="primary", key="import:load"):
        upload.load(frame, prepared)


def _asked(frame: Frame, path: Path, networks: Sequence[str]) -> Asked | None:
    """What the person says of the text; None until it is said: reading takes long, and « nous » must mean somebody."""
    t, key = frame.t, f"import:text:{path.parent.name}"
    earlier = model.earlier(frame.graph.standing())
    st.write(t("import.text.what"))
    with st.form(key):
        left, right = st.columns(2)
        said = {"publisher": left.text_input(t("import.text.publisher.label"), key=f"{key}:publisher",
                                             placeholder=t("import.ask.publisher.how"))}  # fmt: skip
        for name, side in (("date", left), ("licence", left), ("title", right)):
            said[name] = side.text_input(
                t(f"import.ask.{name}.label"), key=f"{key}:{name}", placeholder=t(f"import.ask.{name}.how")
            )
        network = right.selectbox(
            t("import.text.network.label"), networks, None, key=f"{key}:network", accept_new_options=True,
            placeholder=t("import.text.network.how"),
        )  # fmt: skip
        replaces = right.selectbox(
            t("import.text.replaces.label"), list(earlier), None, key=f"{key}:replaces",
            format_func=earlier.__getitem__, placeholder=t("import.text.replaces.how"),
        )  # fmt: skip
        fictional = st.checkbox(
            t("import.ask.fictional.label"), key=f"{key}:fictional", help=t("import.ask.fictional.why")
        )
        if st.form_submit_button(t("import.text.button"), key=f"{key}:go"):
            asked = Asked(
                publisher=said["publisher"].strip(), title=said["title"].strip(), date=said["date"].strip(),
                licence=said["licence"].strip(), network=network or "", fictional=fictional,
            )  # fmt: skip
            st.session_state[upload.asked_of(path)] = _correcting(frame, asked, replaces or "")
    given: Asked | None = st.session_state.get(upload.asked_of(path))
    return given


def _correcting(frame: Frame, asked: Asked, earlier: str) -> Asked:
    """The same, said to correct an earlier document: it stays one work, whose decisions hold."""
    document = frame.graph.documents().get(earlier)
    return replace(asked, replaces=document.uid, work=document.work) if document else asked


def _alike(frame: Frame, path: Path, asked: Asked, prepared: Prepared) -> None:
    """Where much of the text is there already, offer to say that this one corrects that one."""
    if prepared.document.replaces:
        return
    for other, share in much_alike(prepared.document, frame.graph.standing()):
        st.warning(write.md(frame.t.count("import.alike", round(100 * share), title=other.title)))
        st.button(
            write.md(frame.t("import.alike.button", title=other.title)), key=f"import:alike:{other.uid}",
            on_click=_corrects, args=(frame, path, asked, other),
        )  # fmt: skip


def _corrects(frame: Frame, path: Path, asked: Asked, other: Document) -> None:
    st.session_state[f"import:text:{path.parent.name}:replaces"] = other.uid
    st.session_state[upload.asked_of(path)] = _correcting(frame, asked, other.uid)
