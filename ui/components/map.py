"""Territories on screen: the question as a sentence of lists, its answer, the map whose clicks choose, its legend."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from string import Formatter

import streamlit as st

from graphmodel.questions.rows import TerritoryVerdict
from graphmodel.schema.vocabulary import Verdict
from ui import format as write
from ui import state
from ui.components import evidence
from ui.components.shell import Frame
from ui.i18n import Translator
from ui.render import maps
from ui.render.maps import Area, Grain
from ui.render.tables import Table
from ui.viewmodels import territoires as model
from ui.viewmodels.territoires import Blank


def france(
    t: Translator, param: str, level: Grain, areas: Sequence[Area], *, description: str, shown: Collection[str] = ()
) -> None:
    """The map; a click writes the uid of a territory into the link under `param`. `shown`: verdicts that a filter
    keeps (none: all), the others stay pale."""
    key = f"map:{level}"
    chosen = state.param(param)

    def click() -> None:
        if code := maps.clicked(st.session_state.get(key)):
            state.put(param, maps.uid_of(level, code))

    drawing = maps.drawing(
        level,
        areas,
        zoom=t("territoires.map.zoom"),
        chosen=maps.code_of(chosen) if chosen == maps.uid_of(level, maps.code_of(chosen)) else "",
        faded=[one for one in maps.VERDICTS if shown and one not in shown],
    )
    st.vega_lite_chart(drawing, key=key, on_select=click, alt=description)
    st.markdown(t("territoires.credits"))


def legend(t: Translator, param: str, counts: Mapping[str, str]) -> list[str]:
    """The looks of the map with their counts in words, and the verdicts to keep; none chosen keeps all. The link has
    them by commas."""
    st.html(maps.legend(counts.items()))
    key, memory = f"pick:{param}", f"link:pick:{param}"
    asked = state.param(param)
    if key not in st.session_state or st.session_state.get(memory) != asked:
        st.session_state[key] = [one for one in asked.split(",") if one in counts]
    chosen = st.pills(
        t("territoires.keep"), list(counts), selection_mode="multi", key=key,
        format_func=lambda one: t.word(Verdict, one).capitalize(),
    )  # fmt: skip
    state.put(param, ",".join(chosen))
    st.session_state[memory] = state.param(param)
    return list(chosen)


def reasons(frame: Frame, row: TerritoryVerdict) -> None:
    """What is known of one territory: its verdict, and each reason with what bears it out."""
    t = frame.t
    st.subheader(write.md(model.told(t, row)), anchor=False)
    for reason in row.reasons:
        st.markdown(write.md(model.reason(t, reason)))
        if reason.proofs:
            evidence.panel(t, reason.proofs)
    frame.sheet("Territory", row.territory, row.name)


def listed(param: str, table: Table, uids: Sequence[str], *, alt: str) -> None:
    """The same as a table; a row that is chosen goes into the link as on the map."""
    key = "list:territories"

    def choose() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and rows[0] < len(uids):
            state.put(param, uids[rows[0]])

    st.dataframe(
        table.records(), hide_index=True, key=key, alt=alt, on_select=choose, selection_mode="single-row", height=460
    )


def sentence(template: str, blanks: Mapping[str, Blank]) -> dict[str, str]:
    """A sentence whose {words} are lists to choose from, on one line where there is room. Returns what was chosen."""
    chosen = {}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="sentence"):
        for words, name, _, _ in Formatter().parse(template):
            if words.strip():
                st.markdown(words.strip(), width="content")
            if name:
                chosen[name] = _choose(blanks[name])
    return chosen


def answered(t: Translator, answer: str, *, fictional: bool) -> None:
    """The answer below its question, as `shell.head` writes it below a title."""
    st.html(f"<p class='es-answer'>{escape(answer)}</p>")
    if fictional:
        st.markdown(f":orange-badge[{t('common.fictional')}]", help=t("common.fictional.help"))


def hints(frame: Frame, rows: Sequence[TerritoryVerdict]) -> None:
    """What to do about an answer that says little: import a complete list, or narrow the dates to one."""
    t, tally = frame.t, model.Tally.of(rows)
    if tally[Verdict.UNDOCUMENTED] == tally.total:
        st.write(t("territoires.nothing.how"))
        frame.link("import_", t("territoires.nothing.import"))
    if partial := model.partly_listed(rows):
        st.write(t.count("territoires.partial", partial))


def _choose(blank: Blank) -> str:
    standard = blank.default if blank.default in blank.options else next(iter(blank.options))
    key = f"pick:{blank.param}:{blank.default}"
    state.tie(blank.param, key, blank.options, standard)
    st.selectbox(
        blank.label, list(blank.options), key=key, format_func=blank.options.__getitem__, width=blank.width,
        label_visibility="collapsed",
    )  # fmt: skip
    return state.tied(blank.param, key, standard) or standard


def chosen_now(blank_param: str) -> str:
    """What a list of the sentence holds before it is drawn again: other words of the sentence may depend on it."""
    value: str = st.session_state.get(f"pick:{blank_param}:") or state.param(blank_param)
    return value
