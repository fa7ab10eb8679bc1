"""What was noticed in a file, the gravest first: what it is, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import format as write
from ui.i18n import Translator
from ui.viewmodels.import_ import SEVERITIES, Group

PLACES = 3


def show(t: Translator, groups: Sequence[Group], *, opened: bool = False) -> None:
    """One block a severity, open where rows are lost, or all of them."""
    if not groups:
        st.write(t("import.findings.none"))
    for severity in SEVERITIES:
        some = [one for one in groups if one.severity == severity]
        if some:
            with st.expander(t.count(f"import.findings.{severity}", len(some)), expanded=opened or severity == "error"):
                st.markdown("\n".join(_line(t, one) for one in some))


def more(t: Translator, groups: Sequence[Group]) -> None:
    """What was noticed since, if anything: it is about to be loaded, so it is read without a click."""
    if groups:
        show(t, groups, opened=True)


def _line(t: Translator, one: Group) -> str:
    where = [place for place in one.places if place]
    text = f"- {write.md(one.message)}"
    if where:
        text += f"  \n  {write.md(' ; '.join(where[:PLACES]))}"
        rest = one.count - len(where[:PLACES])
        text += write.md(f" {t.count('import.findings.more', rest)}") if rest > 0 else ""
    return f"{text}  \n  → {write.md(one.suggestion)}" if one.suggestion else text
