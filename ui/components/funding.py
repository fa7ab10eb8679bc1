"""Partnerships on screen: the picture around a subject, what may be added up, unknown amounts apart, and the lists."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphmodel.questions.rows import FunderAmounts
from ui import format as write
from ui.components import evidence, exports, graph, shell
from ui.render import bars
from ui.render.network import Drawing
from ui.viewmodels import partenariats as model
from ui.viewmodels.partenariats import Link

FIRST_LINES = 8


def around(frame: shell.Frame, drawing: Drawing, name: str, links: Sequence[Link]) -> None:
    """The subject and those it is tied to; the one that is chosen, with its ties and its sheet."""
    t = frame.t
    graph.legend(t, drawing)
    if drawing.gathered:
        st.write(t.count("partenariats.gathered", drawing.gathered))
    chosen = graph.show(t, drawing, name="partenariats", alt=t("partenariats.graph.alt", name=name))
    about = [one for one in links if one.uid == chosen]
    for words in dict.fromkeys(model.told(t, one) for one in about):
        st.markdown(write.md(words))
    if found := frame.graph.proofs({edge for one in about for edge in one.edges}):
        evidence.panel(t, [proof for edge in sorted(found) for proof in found[edge]])
    if about:
        frame.sheet(about[0].kind, chosen, about[0].name)


def counted(frame: shell.Frame, rows: Sequence[FunderAmounts]) -> None:
    """Of each funder, how many fundings have an amount, a range or none: the picture where nobody is in the middle."""
    t = frame.t
    shown, rest = model.bars(rows)
    words = (t("partenariats.bar.known"), t("partenariats.bar.range"), t("partenariats.bar.unknown"))
    drawing = bars.drawing(shown, words, t("partenariats.bar.axis"))
    st.vega_lite_chart(drawing, key="bars:funders", alt=t("partenariats.bar.alt"))
    if rest:
        st.write(t.count("partenariats.bar.more", rest))


def amounts(frame: shell.Frame, rows: Sequence[FunderAmounts]) -> None:
    """What may be added up, then, apart, what nobody knows and what may be counted twice."""
    t, made = frame.t, model.sums(rows)
    st.subheader(t("partenariats.sums.title"), anchor=False)
    st.write(t("partenariats.sums.how"))
    st.table(model.sums_table(t, made).records())
    unknown, twice = model.without_amount(t, rows), sum(one.twice for one in made)
    if undated := sum(one.undated for one in made):
        st.write(t.count("partenariats.undated", undated))
    if twice:
        st.warning(t.count("partenariats.twice", twice))
    if unknown:
        with st.container(border=True, key="unknown-amounts"):
            title = t.count("partenariats.unknown.title", sum(one.unknown for one in made))
            st.markdown(f"**{title}**")
            st.write(t("partenariats.unknown.how"))
            st.markdown("\n".join(f"- {write.md(line)}" for line in unknown[:FIRST_LINES]))
            if len(unknown) > FIRST_LINES:
                st.write(t.count("partenariats.unknown.more", len(unknown) - FIRST_LINES))


def lists(frame: shell.Frame, rows: Sequence[FunderAmounts], links: Sequence[Link]) -> None:
    """The same as tables, each to take away."""
    t = frame.t
    tables = {"funders": model.funders_table(t, rows)} if rows else {}
    if links:
        pilots = [one for one in links if one.type == "CO_PILOTS"]
        tables |= {"links": model.links_table(t, links)}
        tables |= {"pilots": model.links_table(t, pilots)} if pilots else {}
        tables |= {"sectors": model.by_sector(t, links)}
    tabs = st.tabs([t(f"partenariats.list.{one}") for one in tables])
    for tab, (name, table) in zip(tabs, tables.items(), strict=True):
        with tab:
            exports.show(t, table, f"list:{name}", t(f"partenariats.list.{name}"))
            exports.bar(t, t(f"partenariats.file.{name}"), table)
