"""One proposed fact on screen: its sentence, who it speaks of, and the passage that proves it, in its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from graphmodel.questions.review_rows import Option, Passage, Proposal
from ui import format as write
from ui.components import proposals
from ui.components.shell import Frame
from ui.viewmodels import facts
from ui.viewmodels import propositions as model
from ui.viewmodels.propositions import Join, Window


def show(frame: Frame, card: Proposal) -> None:
    """The card: the fact on the left, its proof on the right."""
    fact, proof = st.columns(2, gap="large")
    with fact:
        _fact(frame, card)
    with proof:
        _passages(frame, card)


def _fact(frame: Frame, card: Proposal) -> None:
    t = frame.t
    if len(card.options) > 1:
        st.html(f"<p class='es-fact'>{escape(t('propositions.choose'))}</p>")
        lines = (line for one in card.options for line in ends(frame, one, proposals.joins(frame, one)))
        _list(list(dict.fromkeys(lines)))
    else:
        option = card.options[0]
        parts = facts.sentence(t, option)
        words = "".join(f"<strong>{escape(one.text)}</strong>" if one.strong else escape(one.text) for one in parts)
        st.html(f"<p class='es-fact'>{words}</p>")
        joins = proposals.joins(frame, option)
        _list([*notes(frame, option), *ends(frame, option, joins)])
    rate = model.rate(t, card)
    st.write(write.md(t("propositions.found-by", rule=card.rule, rate=rate)))


def notes(frame: Frame, option: Option) -> list[str]:
    """What must not be overlooked: that it is not so yet, or that nobody wrote it."""
    found = [f"modality.{option.modality}"] if option.modality != "actual" else []
    found += ["inferred"] if option.status == "inferred" else []
    return [frame.t(f"propositions.note.{one}") for one in found]


def ends(frame: Frame, option: Option, joins: Iterable[Join]) -> list[str]:
    """Who the fact speaks of: what is said of each, and which entity of the graph it will be."""
    by_role = {one.role: one for one in joins}
    found = []
    for end in option.ends:
        words = frame.t("common.pair", name=facts.called(frame.t, end), value=facts.about(frame.t, end))
        joined = by_role.get(end.role)
        found.append(f"{words}. {joining(frame, joined)}" if joined else words)
    return found


def joining(frame: Frame, join: Join) -> str:
    """What becomes of an end that bears the name of an entity of the graph."""
    t = frame.t
    if join.known:
        return t("propositions.join.known", name=join.known)
    if join.preferred:
        name = next(one.name for one in join.candidates if one.uid == join.preferred)
        return t("propositions.join.preferred", name=name)
    return t.count("propositions.join.open", len(join.candidates))


def _list(lines: Sequence[str]) -> None:
    st.html(f"<ul class='es-notes'>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>")


def _passages(frame: Frame, card: Proposal) -> None:
    """The first passage in its page, then the others."""
    first, *others = card.passages
    _passage(frame, first)
    if not others:
        return
    with st.expander(frame.t.count("propositions.others", len(others))):
        for one in others:
            _passage(frame, one)


def _passage(frame: Frame, passage: Passage) -> None:
    t = frame.t
    number = model.page_of(passage)[1]
    where = t("propositions.page", n=number) if number else ""
    heading = t("common.pair", name=passage.title, value=where) if where else passage.title
    st.html(f"<p><strong>{escape(heading)}</strong></p>")
    found = model.window(passage, proposals.pages(frame.graph.store, passage.document, number))
    label = escape(t("propositions.passage", title=heading), quote=True)
    st.html(f"<div class='es-passage' role='region' tabindex='0' aria-label='{label}'>{_html(found)}</div>")
    if found.quote:
        st.html(f"<p>{escape(t('propositions.read-as', quote=found.quote))}</p>")
    if not (found.before or found.after):
        st.write(t("propositions.no-page"))
    frame.link("document", t("propositions.open"), doc=passage.document, at=passage.at)


def _html(window: Window) -> str:
    """The text of a document is only text: nothing in it is ever read as markup."""
    before, after = ("… " if window.cut_before else ""), (" …" if window.cut_after else "")
    return f"{before}{escape(window.before)}<mark>{escape(window.passage)}</mark>{escape(window.after)}{after}"
