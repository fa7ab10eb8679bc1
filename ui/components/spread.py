"""Paths, roots and single spreads in words, each with its proofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from ui import format as write
from ui.components import evidence
from ui.components.shell import Frame
from ui.i18n import Translator
from ui.viewmodels import essaimage as model

WRITTEN = 5
"""How many paths are told step by step."""


def paths(t: Translator, found: Sequence[model.Chain]) -> None:
    """The first paths: each hop a sentence, then its proofs."""
    st.subheader(t("essaimage.paths"), anchor=False)
    if len(found) > WRITTEN:
        st.write(t("essaimage.first-only", n=WRITTEN))
    for chain in found[:WRITTEN]:
        with st.container(border=True):
            st.markdown(model.heading(t, chain))
            steps(t, chain.steps)


def roots(t: Translator, found: Sequence[model.Root]) -> None:
    """Where a cascade begins."""
    if not found:
        return
    st.subheader(t("essaimage.roots"), anchor=False)
    for root in found[:WRITTEN]:
        why = t(f"essaimage.root.{root.reason}")
        st.markdown("- " + t("common.pair", name=f"**{write.md(root.name)}**", value=why))
    if len(found) > WRITTEN:
        st.write(t.count("essaimage.others", len(found) - WRITTEN).strip())
    proofs = [proof for root in found[:WRITTEN] for proof in root.proofs]
    if proofs:
        evidence.panel(t, proofs)


def chosen(frame: Frame, uid: str, name: str, kind: str, found: Sequence[model.Step]) -> None:
    """What the view says of the node that people chose, and where to go from there."""
    t = frame.t
    received, gave = model.around(found, uid)
    st.subheader(t("essaimage.chosen", name=write.md(name)), anchor=False)
    for title, some in ((t("essaimage.received"), received), (t("essaimage.gave"), gave)):
        if some:
            st.markdown(f"**{title}**")
            steps(t, some[:WRITTEN])
            if len(some) > WRITTEN:
                st.write(t.count("essaimage.others", len(some) - WRITTEN).strip())
    frame.sheet(kind, uid, name)
    frame.link("essaimage", t("essaimage.ways-from", name=write.md(name)), de=uid)
    frame.link("essaimage", t("essaimage.ways-to", name=write.md(name)), a=uid)


def steps(t: Translator, some: Iterable[model.Step]) -> None:
    """Sentences in order, then the proofs of all."""
    some = list(some)
    st.markdown("\n".join(f"{number}. {model.sentence(t, step)}" for number, step in enumerate(some, start=1)))
    evidence.panel(t, [proof for step in some for proof in step.proofs])
