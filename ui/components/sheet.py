"""The sheet of one entity, whatever its kind: identity, picture, edges by kind, statements, contradictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from graphmodel.questions import proofs
from graphmodel.questions.evidence import contradictions, of
from graphmodel.questions.organisation import search
from graphmodel.questions.rows import CardLine
from graphmodel.statements.fold import Node
from ui import format as write
from ui import state
from ui.components import evidence, exports, graph, shell
from ui.components.shell import Frame
from ui.viewmodels import fiches as model

Links = Callable[[Frame, str, str], None]


def page(frame: Frame, base: str, question: Callable[..., list[CardLine]], links: Links) -> None:
    """The sheet that `?id=` names; `base` is the label that it must bear, `links` lead to the pages around."""
    uid = state.param("id")
    node = frame.graph.entity(uid)
    if node is None or base not in node.labels:
        _lost(frame, uid)
        return
    t, name = frame.t, str(node.properties["name"])
    card = frame.graph.ask(question, uid)
    lines = _lines(frame, uid, card)
    sources = int(node.properties.get("sources", 0))
    about = model.about(t, node.labels, node.properties.get("inferred", ()))
    answer = t("fiches.answer", about=about, links=t.count("fiches.links", len(lines)),
               sources=t.count("fiches.sources", sources))  # fmt: skip
    shell.head(frame, name, answer, fictional=bool(node.properties.get("fictional")))
    with st.container(horizontal=True):
        links(frame, uid, name)
    _disputes(frame, node)
    _identity(frame, node, card)
    _edges(frame, node, name, lines)
    _statements(frame, uid)


def _lines(frame: Frame, uid: str, card: Sequence[CardLine]) -> list[model.Line]:
    names = {one: str(node.properties["name"]) for one, node in frame.graph.entities(model.mentioned(card)).items()}
    addresses = {}
    for line in card:
        if line.section != "property" and line.uid and line.key:
            ends = (uid, line.uid) if line.section == "out" else (line.uid, uid)
            addresses[proofs.address(line.name, *ends, line.key)] = (line.name, line.uid, line.key)
    found = frame.graph.proofs(addresses)
    return model.edges(frame.t, card, names, {addresses[address]: some for address, some in found.items()})


def _lost(frame: Frame, uid: str) -> None:
    t = frame.t
    shell.head(frame, t("fiches.none.title"), t("fiches.none.lost" if uid else "fiches.none.how"))
    finder(frame)


def finder(frame: Frame) -> None:
    """Find an entity by a part of its name; the results are links to sheets."""
    t = frame.t
    words = st.text_input(t("fiches.find"), value=state.param("q"), placeholder=t("fiches.find.how"), key="find")
    state.put("q", words.strip())
    if not words.strip():
        return
    found = [one for one in frame.graph.ask(search, words.strip(), "", 12) if shell.sheet_of(one.kind)]
    if not found:
        st.write(t("fiches.find.none", words=write.md(words)))
    for one in found:
        kind = model.about(t, (one.kind, *one.roles))
        frame.link(shell.sheet_of(one.kind), f"{write.md(one.name)} ({write.md(kind)})", id=one.uid)


def _identity(frame: Frame, node: Node, card: Sequence[CardLine]) -> None:
    known = model.identity(frame.t, node.labels, card)
    if known:
        st.subheader(frame.t("fiches.identity"), anchor=False)
        st.markdown("\n".join(f"- {_pair(frame, name, value)}" for name, value in known))


def _pair(frame: Frame, name: str, value: str) -> str:
    return frame.t("common.pair", name=f"**{write.md(name)}**", value=write.md(value))


def _edges(frame: Frame, node: Node, name: str, lines: Sequence[model.Line]) -> None:
    t = frame.t
    if not lines:
        st.write(t("fiches.links.none"))
        return
    st.subheader(t("fiches.around"), anchor=False)
    drawing = model.drawing(t, node.uid, name, sorted(node.labels), lines)
    if drawing.gathered:
        st.write(t("fiches.capped", shown=len(drawing.nodes)))
    focus = graph.show(t, drawing, name="fiche", alt=t("fiches.alt", name=name), height=480)
    graph.legend(t, drawing)
    if focus and focus != node.uid:
        chosen = next(line for line in lines if line.uid == focus)
        frame.sheet(chosen.entity_kind, chosen.uid, chosen.name)
    for kind, out, some in model.grouped(lines):
        st.markdown(f"#### {model.heading(t, kind, out)} ({t.number(len(some))})")
        _group(frame, f"{kind}-{out}", some)
    everything = [line for _, _, some in model.grouped(lines) for line in some]
    exports.bar(
        t, "fiche", model.table(t, everything, [evidence.short(t, one.proofs) for one in everything], kinds=True)
    )


def _group(frame: Frame, key: str, some: Sequence[model.Line]) -> None:
    t = frame.t
    table = model.table(t, some, [evidence.short(t, line.proofs) for line in some])
    row = exports.show(t, table, f"fiche-{key}", t("fiches.table.alt"), select=True)
    if row is not None:
        frame.sheet(some[row].entity_kind, some[row].uid, some[row].name)
        evidence.panel(t, some[row].proofs, expanded=True)


def _statements(frame: Frame, uid: str) -> None:
    t = frame.t
    rows = frame.graph.ask(of, uid=uid)
    st.subheader(t("fiches.statements"), anchor=False)
    if not rows:
        st.write(t("fiches.statements.none"))
        return
    table = model.statements(t, rows)
    row = exports.show(t, table, "fiche-statements", t("fiches.statements"), select=True)
    if row is not None:
        st.markdown("\n".join(f"- {one}" for one in model.cited(t, rows[row])))
    exports.bar(t, "preuves", table, link=False)


def _disputes(frame: Frame, node: Node) -> None:
    t = frame.t
    rows = frame.graph.ask(contradictions, node.uid)
    if not rows:
        return
    names: dict[str, Any] = {one.uid: one.properties["name"] for one in frame.graph.entities(_uids(rows)).values()}
    with st.container(border=True):
        st.subheader(t("fiches.disputes"), anchor=False)
        for title, sentences in model.disputes(t, node.labels, rows, names):
            st.markdown(f"**{write.md(title)}**\n\n" + "\n".join(f"- {one}" for one in sentences))


def _uids(rows: Sequence[Any]) -> set[str]:
    return {row.value for row in rows if isinstance(row.value, str) and ":" in row.value}
