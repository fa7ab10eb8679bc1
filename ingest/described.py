"""A file as a document: what a person says of it, what it says of itself, and which documents it is like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graphmodel.archive import StoreArchive
from graphmodel.dates import UNKNOWN, DateProblem, When, parse_when
from graphmodel.errors import UsageError
from graphmodel.names import fold
from graphmodel.statements.records import COUNTING_RUNS, Document, Span
from graphmodel.store.store import Store
from ingest import sketches
from ingest.findings import Finding, finding
from ingest.prepared import Asked, Prepared
from ingest.reading import span_of

_PREFIX = 16
_MUCH_ALIKE = 0.5


def described(name: str, sha256: str, asked: Asked, about: Mapping[str, Any], kind: str = "table") -> Document:
    """The document: what a person says of it goes before what it says of itself, and that before its file's name.

    Every file is a work of its own until it is said to replace another: two reports of one title, this year's and
    last year's, tell two grants where both say the same sum.
    """
    title = asked.title or about.get("title") or Path(name).stem
    publisher = asked.publisher or about.get("publisher") or ""
    when = _date(asked.date) if asked.date else about.get("date") or UNKNOWN
    return Document(
        uid=f"doc:{sha256[:_PREFIX]}",
        work=asked.work or fold(f"{publisher} {title} {sha256[:_PREFIX]}"),
        sha256=sha256,
        title=title,
        publisher=publisher,
        date=span_of(when) if when != UNKNOWN else Span(),
        date_label=when.label,
        kind=kind,
        licence=asked.licence or about.get("licence") or "",
        series=asked.series or about.get("series") or "",
        replaces=asked.replaces,
        fictional=asked.fictional or bool(about.get("fictional")),
        sketch=about.get("sketch", ()),
    )


def like_it(store: Store, prepared: Prepared) -> list[Finding]:
    """What stands in the graph already under another file: a work of this title and publisher, where a correction that
    does not say so would count twice (editions of one series follow each other, and say so); or the same text."""
    document = prepared.document
    if document.replaces or not prepared.statements:
        return []
    view = StoreArchive(store).view()
    live = [view.documents[uid] for uid in sorted(view.live_documents()) if uid != document.uid]
    series = document.series
    like = [one for one in live if _title(one) == _title(document) and not (series and series == one.series)]
    runs = {run.doc: run.id for run in view.runs.values() if run.state in COUNTING_RUNS}
    found = [finding("work-there", file=prepared.file.file, value=document.title, run=runs[one.uid]) for one in like]
    alike = [(one, share) for one, share in much_alike(document, live) if one not in like]
    return found + [_text_there(prepared.file.file, one, share, runs[one.uid]) for one, share in alike]


def much_alike(document: Document, others: Iterable[Document]) -> list[tuple[Document, float]]:
    """Which documents tell much the same text as this one, and which share of the shorter one, the most alike first."""
    shares = ((one, sketches.shared(document.sketch, one.sketch)) for one in others if one.uid != document.uid)
    found = [(one, share) for one, share in shares if share >= _MUCH_ALIKE]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].uid))


def _text_there(file: str, other: Document, share: float, run: str) -> Finding:
    return finding("text-there", file=file, value=other.title, share=round(100 * share), run=run)


def _title(document: Document) -> str:
    return fold(f"{document.publisher} {document.title}")


def _date(text: str) -> When:
    try:
        return parse_when(text)
    except DateProblem as problem:
        raise UsageError(problem.code, problem.problem) from problem
