"""The two forms of a proposed fact: its values put right, and which entity of the graph its ends are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from graphmodel.analysis.projection import projection
from graphmodel.questions.proposals import spelled
from graphmodel.questions.review_rows import Candidate, Option, Proposal
from ui import format as write
from ui.components import proposal_ends, proposals
from ui.components.proposals import Session
from ui.components.shell import Frame
from ui.viewmodels import corrections, facts, fiches
from ui.viewmodels import propositions as model
from ui.viewmodels.corrections import Entry, Unreadable
from ui.viewmodels.ends import Meant
from ui.viewmodels.propositions import Join


def correct(frame: Frame, now: Session, card: Proposal) -> None:
    """The values of the fact, typed by the schema; accepted as they then stand."""
    t = frame.t
    with st.container(border=True, key=f"proposal-form:{card.card}"):
        option, number = _option(frame, card)
        entries = corrections.entries(t, option)
        ends = proposal_ends.ends(frame, now, card, option, f"{card.card}:{number}")
        with st.form(f"proposal:correct:{card.card}:{number}", border=False):
            st.write(t("propositions.correct.how"))
            typed = _fields(frame, [one for one in entries if one.filled], f"{card.card}:{number}")
            empty = [one for one in entries if not one.filled]
            with st.expander(t("propositions.correct.more")):
                typed |= _fields(frame, empty, f"{card.card}:{number}")
            sent = st.form_submit_button(t("propositions.correct.accept"), type="primary")
        if sent:
            _corrected(frame, now, card, option, entries=entries, typed=typed, ends=ends)


def _corrected(
    frame: Frame, now: Session, card: Proposal, option: Option, *, entries: Sequence[Entry], typed: dict[str, Any],
    ends: Mapping[str, Meant],
) -> None:  # fmt: skip
    try:
        values, modality = corrections.changed(entries, typed, option)
    except Unreadable as problem:
        st.error(write.md(frame.t.label(problem.sentence)))
        return
    proposals.accept_corrected(frame, now, card, option, values=values, modality=modality, ends=ends)
    st.rerun(scope="fragment")


def _fields(frame: Frame, entries: Sequence[Entry], key: str) -> dict[str, Any]:
    columns = st.columns(2)
    typed = {}
    for place, entry in enumerate(entries):
        with columns[place % 2]:
            typed[entry.name] = _field(frame, entry, f"proposal:{entry.name}:{key}")
    return typed


def _field(frame: Frame, entry: Entry, key: str) -> Any:
    t, choose = frame.t, frame.t("common.choose")
    if entry.shape in ("word", "yes"):
        codes = list(entry.words)
        index = codes.index(entry.value) if entry.value in codes else None
        return st.selectbox(entry.label, codes, index, key=key, format_func=entry.words.__getitem__, placeholder=choose)
    if entry.shape == "words":
        return st.multiselect(
            entry.label, list(entry.words), list(entry.value), key=key, format_func=entry.words.__getitem__,
            placeholder=choose,
        )  # fmt: skip
    if entry.shape == "lines":
        return st.text_area(entry.label, entry.value, key=key, help=t("propositions.correct.lines"))
    helped = t("propositions.correct.when") if entry.shape == "when" else None
    return st.text_input(entry.label, entry.value, key=key, help=helped)


def same(frame: Frame, now: Session, card: Proposal) -> None:
    """Which entity of the graph each end is, or that it is none of them."""
    t = frame.t
    with st.container(border=True, key=f"proposal-form:{card.card}"):
        option, number = _option(frame, card)
        found = proposals.joins(frame, option)
        uids = {one.uid for join in found for one in join.candidates}
        told = {uid: _told(frame, uid) for uid in uids}
        with st.form(f"proposal:same:{card.card}:{number}", border=False):
            chosen = {one.role: _choice(frame, one, told, f"{card.card}:{number}") for one in found}
            sent = st.form_submit_button(t("propositions.same.accept"), type="primary")
        for join in found:
            for one in join.candidates:
                frame.sheet(one.kind, one.uid, one.name)
        if sent:
            proposals.accept_joined(frame, now, card, option, chosen)
            st.rerun(scope="fragment")


def _choice(frame: Frame, join: Join, told: dict[str, str], key: str) -> str:
    t = frame.t
    by_uid = {one.uid: one for one in join.candidates}
    codes = ["", *by_uid]
    index = codes.index(join.preferred)

    def words(uid: str) -> str:
        return write.md(_words(frame, by_uid[uid], told[uid])) if uid else t("propositions.same.none")

    label = t("propositions.same.which", name=write.md(join.name))
    return st.radio(label, codes, index, key=f"proposal:same:{join.role}:{key}", format_func=words) or ""


def _words(frame: Frame, one: Candidate, told: str) -> str:
    return frame.t("common.pair", name=one.name, value=told)


def _told(frame: Frame, uid: str) -> str:
    """What tells a candidate from another of its name: its class, its roles, its codes, whose it is."""
    t, node = frame.t, frame.graph.entity(uid)
    if node is None:
        return uid
    kind = fiches.class_of(node.labels)
    words = [fiches.about(t, node.labels), *model.code(uid)]
    for name in ("level", "created", "address", "stage"):
        if value := node.properties.get(name):
            words.append(
                t("common.pair", name=fiches.label(t, kind, name), value=fiches.value(t, kind, name, value, {}))
            )
    store = frame.graph.store
    owners = next((one["owners"] for one in spelled(store, projection(store)) if one["uid"] == uid), ())
    words.append(t.count("fiches.sources", int(node.properties.get("sources") or 0)))
    return ", ".join([*words, *([t("propositions.same.of", names=", ".join(sorted(owners)))] if owners else [])])


def _option(frame: Frame, card: Proposal) -> tuple[Option, int]:
    """The fact that the form is about: of several, people say which."""
    if len(card.options) == 1:
        return card.options[0], 0
    words = [write.md(facts.plain(frame.t, one)) for one in card.options]
    label = frame.t("propositions.which")
    number = st.radio(label, range(len(words)), key=f"proposal:option:{card.card}", format_func=words.__getitem__) or 0
    return card.options[number], number
