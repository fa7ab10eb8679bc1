"""A page of a document with its facts: the text marked where each is told, and the facts in words beside it.

What comes from a document reaches the browser as data and is written there as text: it can neither be markup nor run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

import streamlit as st

from graphmodel.questions.told_rows import Told
from graphmodel.statements.records import Document, PageText
from ui import format as write
from ui import state
from ui.components import shell
from ui.components.shell import Frame
from ui.viewmodels import document as model

HTML = """<div class="es-doc"><div class="es-text"></div>
<aside class="es-beside" tabindex="0"><p class="es-count"></p><ol class="es-told"></ol></aside>
<div class="es-tip" role="tooltip" hidden></div></div>"""
DOCUMENT, PLACE = "doc", "at"
"""What the link calls the document, and the passage or the page that is looked at."""
MANY = 100
"""How many documents are offered."""
_WORDS = ("text", "beside", "passage", "proposed", "opens")


def page(frame: Frame, document: Document, pages: Sequence[PageText], facts: Sequence[Told]) -> None:
    """The page that the link asks for, or the one that people turned to: one page is drawn, whatever their number."""
    t = frame.t
    rank = _turned(document.uid, pages)
    shown = pages[rank]
    here = model.span_asked(state.param(PLACE), shown)
    if ":" in state.param(PLACE) and here is None:
        st.warning(t("document.lost"))
    found = model.of_page(facts, shown)
    _legend(frame)
    cut = model.segments(shown.text, [spans for _, spans in found], here)
    data = {
        "segments": [[model.visible(one.text), one.facts, one.here] for one in cut],
        "facts": [_fact(frame, one) for one, _ in found],
        "words": {word: t(f"document.word.{word}") for word in _WORDS},
        "count": t.count("document.here", len(found)) if found else t("document.here.none"),
    }
    revision = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
    _component()(key="document:page", data=data | {"revision": revision}, height="content")


def choose(frame: Frame, *, lost: bool) -> None:
    """Which document: those that are there, by title."""
    t, known = frame.t, sorted(frame.graph.documents().values(), key=lambda one: (one.title, one.uid))
    shell.head(frame, t("document.none.title"), t("document.none.lost" if lost else "document.none.how"))
    for one in known[:MANY]:
        opens(", ".join(part for part in (one.title, one.publisher, one.date_label) if part), one)
    if len(known) > MANY:
        st.write(t.count("document.none.more", len(known) - MANY))
    if not known:
        frame.link("import_", t("common.nav.import_"))


def opens(words: str, document: Document) -> None:
    """What leads to another document. A link of a page to itself would lose what it asks for on its way to the address
    bar (Streamlit 1.67)."""

    def turn() -> None:
        state.put(PLACE, "")
        state.put(DOCUMENT, document.uid)

    st.button(write.md(words), type="tertiary", key=f"document:open:{document.uid}", on_click=turn)


def sheets(frame: Frame, facts: Sequence[Told]) -> None:
    """Links to the sheets of those that these facts speak of, each once."""
    ends = {end.uid: end for one in facts for end in one.ends if end.uid}
    for uid, end in ends.items():
        frame.sheet(end.kind, uid, end.name)


def _turned(doc: str, pages: Sequence[PageText]) -> int:
    """The position of the page to show. The link wins when it was changed from outside, else the pages do."""
    if len(pages) < 2:
        return 0
    memory, begun = f"link:document:{doc}", f"document:{doc}:begun"
    asked = state.param(PLACE)
    if begun not in st.session_state or st.session_state.get(memory) != asked:
        st.session_state[begun] = asked
    start: str = st.session_state[begun]
    rank = st.pagination(len(pages), default=model.page_asked(start, pages) + 1, key=f"document:{doc}:{start}") - 1
    if rank != model.page_asked(asked, pages):
        state.put(PLACE, f"p{pages[rank].number}")
    st.session_state[memory] = state.param(PLACE)
    return rank


def _fact(frame: Frame, one: Told) -> dict[str, object]:
    return {
        "words": model.sentence(frame.t, one),
        "proposed": one.state == "proposed",
        "links": [[end.name, _sheet(shell.sheet_of(end.kind), end.uid)] for end in one.ends
                  if end.uid and shell.sheet_of(end.kind)],
    }  # fmt: skip


def _sheet(page_name: str, uid: str) -> str:
    return f"{page_name}?{urlencode(state.link_params(id=uid))}"


def _legend(frame: Frame) -> None:
    t = frame.t
    marks = "".join(
        f"<span class='es-entry'><mark class='es-fact {look}'>{t(f'document.legend.{name}')}</mark></span>"
        for name, look in (("accepted", ""), ("proposed", "es-proposed"), ("here", "es-here"))
    )
    st.html(f"<style>{_text('passages.css')}</style><p class='es-legend'>{marks}</p>")


@cache
def _text(path: str) -> str:
    return (files("ui.components") / path).read_text(encoding="utf-8")


def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "essaim_page", html=HTML, css=_text("passages.css"), js=_text("passages.js"), isolate_styles=False
    )
