"""The proof of a fact, as its document says it: its title, which opens it there, the place and the quote."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphmodel.questions.rows import Proof
from ui import format as write
from ui.i18n import Translator

SHOWN = 5


def panel(t: Translator, proofs: Sequence[Proof], *, title: str | None = None, expanded: bool = False) -> None:
    """A foldable list of proofs; where there is none it says so."""
    heading = title or t.count("common.proofs", len(proofs))
    with st.expander(heading, expanded=expanded):
        listed(t, proofs)


def listed(t: Translator, proofs: Sequence[Proof]) -> None:
    """The proofs themselves, the first ones when they are many."""
    if not proofs:
        st.write(t("common.proofs.none"))
    for proof in proofs[:SHOWN]:
        st.markdown(sentence(t, proof))
    if len(proofs) > SHOWN:
        st.write(t.count("common.proofs.more", len(proofs) - SHOWN))


def sentence(t: Translator, proof: Proof) -> str:
    """One proof in Markdown: the quote, the document, the place, and what the document itself cites."""
    quote = f"{t('common.quote', quote=write.md(proof.quote))}  \n" if proof.quote else ""
    cites = t("common.cites", source=write.md(proof.cites)) if proof.cites else ""
    title = write.cited(proof.title, proof.document, proof.at, t.lang)
    return f"{quote}{title}, {write.md(write.place(proof.at, t.lang))}{cites}"


def short(t: Translator, proofs: Sequence[Proof]) -> str:
    """The proofs in one cell of a table, in plain text."""
    if not proofs:
        return ""
    first = proofs[0]
    where = f"{first.title}, {first.cites or write.place(first.at, t.lang)}"
    return where + (t.count("common.proofs.others", len(proofs) - 1) if len(proofs) > 1 else "")
