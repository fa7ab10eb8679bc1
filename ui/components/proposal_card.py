"""One proposed fact on screen: its sentence, who it speaks of, and the passage that proves it, in its page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graphmodel.questions.review_rows import Passage, Proposal
from ui import format as write
from ui.components import proposals
from ui.components.shell import Frame
from ui.viewmodels import facts, rules
from ui.viewmodels import propositions as model
from ui.viewmodels.propositions import Window


def show(frame: Frame, card: Proposal, where: str) -> None:
    """The card: the fact on the left, its proof on the right. `where` says how far people came."""
    fact, proof = st.columns(2, gap="large")
    with fact:
        st.html(f"<p class='es-where'>{escape(where)}</p>")
        _fact(frame, card)
    with proof:
        _passages(frame, card)


def _fact(frame: Frame, card: Proposal) -> None:
    t = frame.t
    if len(card.options) > 1:
        st.html(f"<p class='es-fact'>{escape(t('propositions.choose'))}</p>")
        lines = (line for one in card.options for line in model.ends(t, one, proposals.joins(frame, one)))
        _list(list(dict.fromkeys(lines)))
    else:
        option = card.options[0]
        parts = facts.sentence(t, option)
        words = "".join(f"<strong>{_solid(one.text)}</strong>" if one.strong else _solid(one.text) for one in parts)
        st.html(f"<p class='es-fact'>{words}</p>")
        joins = proposals.joins(frame, option)
        _list([*model.notes(t, option), *model.ends(t, option, joins)])
    if card.rule:
        st.write(write.md(t("propositions.found-by", rule=rules.called(t, [card]), rate=rules.rate(t, card))))


def _list(lines: Sequence[str]) -> None:
    st.html(f"<ul class='es-notes'>{''.join(f'<li>{_solid(one)}</li>' for one in lines)}</ul>")


def _solid(text: str) -> str:
    """Text as HTML; a French quotation mark never stands alone on a line."""
    return escape(text.replace("« ", f"«{write.SOLID}").replace(" »", f"{write.SOLID}»"))


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
    heading = f"{passage.title}, {t('propositions.page', n=number)}" if number else passage.title
    st.html(f"<p class='es-where'>{escape(heading)}</p>")
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
