"""A document in words: what it is, its facts as sentences, the text of a page cut where facts begin and end. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graphmodel.questions.told_rows import ABOUT, Told
from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import Modality, Status
from graphmodel.statements.fold import WHEN
from graphmodel.statements.records import Document, PageText, Run
from ingest.text.places import Place, read_place
from ui import format as write
from ui.i18n import Translator
from ui.render.tables import Table
from ui.viewmodels import fiches

Span = tuple[int, int]
_PAGE = re.compile(r"p([1-9][0-9]{0,5})(?::.*)?")
_ENDS = ("from", "to", ABOUT)
_HYPHEN = re.compile("[\x02\ufffe]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
"""What would show as a box, or turn the order of words around: the file holds it, a screen does not."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters in a row that the same facts hold: numbers from 1 in the list beside. `here`: the link asks for it."""

    text: str
    facts: tuple[int, ...]
    here: bool


def page_asked(at: str, pages: Sequence[PageText]) -> int:
    """The position of the page that a link asks for: the first one unless it names another."""
    named = _PAGE.fullmatch(at)
    number = int(named[1]) if named else 0
    return next((rank for rank, page in enumerate(pages) if page.number == number), 0)


def span_asked(at: str, page: PageText) -> Span | None:
    """The characters of this page that a link asks for; None where it asks for none that are there."""
    place = read_place(at)
    if place is None or (place.page or 0) != page.number or place.start >= len(page.text):
        return None
    return place.start, min(place.end, len(page.text))


def of_page(facts: Iterable[Told], page: PageText) -> list[tuple[Told, list[Span]]]:
    """The facts that this page tells, in the order of reading, each with its passages."""
    found = [(one, [place for place in map(read_place, one.at) if _is_on(place, page)]) for one in facts]
    told = [(one, sorted((place.start, min(place.end, len(page.text))) for place in places if place))
            for one, places in found if places]  # fmt: skip
    return sorted(told, key=lambda one: (one[1][0][0], one[1][0][1], one[0].statement))


def segments(text: str, marks: Sequence[Sequence[Span]], here: Span | None) -> list[Segment]:
    """The text cut wherever a passage begins or ends, whatever overlaps: the marks of the n-th fact are `marks[n]`.
    Joined, the segments are the text, to the character."""
    spans = [span for some in marks for span in some] + ([here] if here else [])
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span)})
    return [
        Segment(
            text[start:end],
            tuple(n for n, some in enumerate(marks, 1) if any(low <= start and end <= high for low, high in some)),
            bool(here and here[0] <= start and end <= here[1]),
        )
        for start, end in pairwise(cuts)
    ]


def visible(text: str) -> str:
    """Text as a screen may show it."""
    return _UNSEEN.sub("", _HYPHEN.sub("-", text.replace("\r", "").replace("\f", "\n")))


def sentence(t: Translator, one: Told) -> str:
    """A fact as one sentence, in plain text."""
    ends = {end.role: end.name for end in one.ends}
    return told(t, one.type, ends, one.values, status=one.status, modality=one.modality)


def told(
    t: Translator, kind: str, ends: Mapping[str, str], values: Mapping[str, Any], *, status: str, modality: str
) -> str:  # fmt: skip
    """A fact as one sentence: who did what to whom, then what is said of it; `ends` are names by role."""
    said = [(role, name) for role, name in ends.items() if role not in _ENDS]
    said += [(name, value) for name, value in values.items() if name not in WHEN and value not in (None, "", [], ())]
    parts = [t("common.pair", name=fiches.label(t, kind, name), value=_value(t, kind, name, one)) for name, one in said]
    if when := values.get("when_label"):
        parts.append(t("common.pair", name=fiches.label(t, kind, "when"), value=str(when)))
    head = ends[ABOUT] if ABOUT in ends else f"{ends['from']} {t.label(EDGES[kind].label)} {ends['to']}"
    whole = f"{head} — {' · '.join(parts)}" if parts else head
    doubts = [t.word(Modality, modality)] if modality != Modality.ACTUAL else []
    doubts += [t("common.inferred")] if status == Status.INFERRED else []
    return t("common.doubted", value=whole, doubt=", ".join(doubts)) if doubts else whole


def answer(t: Translator, document: Document, pages: int, facts: Sequence[Told]) -> str:
    """What the document is and how much of it counts, in one sentence."""
    proposed = sum(one.state == "proposed" for one in facts)
    parts = [t("document.by", publisher=document.publisher) if document.publisher else t("document.by.nobody")]
    parts += [document.date_label or document.date.low or t("document.undated")]
    parts += [t.count("document.pages", pages)] if pages > 1 else []
    parts += [t.count("document.facts", len(facts) - proposed)]
    parts += [t.count("document.proposed", proposed)] if proposed else []
    return t("document.answer", parts=", ".join(parts))


def kept(run: Run) -> int:
    """How many statements an import brought, facts and bare names together; 0 where it does not say."""
    return int(json.loads(run.counts).get("counts", {}).get("statements", 0))


def table(t: Translator, facts: Sequence[Told]) -> Table:
    """The facts of a document without pages, each with its places."""
    names = ("place", "fact", "quote", "state")
    return Table(
        tuple(t(f"document.column.{name}") for name in names),
        tuple((places(t, one.at), sentence(t, one), one.quote, t(f"document.state.{one.state}")) for one in facts),
    )


def places(t: Translator, at: Sequence[str]) -> str:
    """Places in words, each once."""
    return ", ".join(dict.fromkeys(write.place(one, t.lang) for one in at))


def _value(t: Translator, kind: str, name: str, said: Any) -> str:
    return fiches.value(t, kind, name, said, {})


def _is_on(place: Place | None, page: PageText) -> bool:
    return place is not None and (place.page or 0) == page.number and place.start < len(page.text)
