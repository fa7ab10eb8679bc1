"""Documents that hold one table, in each format, and facts written as one line each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from ingest.facts.records import ABOUT, Context, Fact, Named
from ingest.tabular.reading import read_tables
from ingest.text.pages import Page
from ingest.text.reading import read
from tests import papers

Rows = Sequence[Sequence[str]]
FORMATS = ("html", "docx", "odt", "pdf")
_OPEN = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "table"))


def pages_with(path: Path, rows: Rows, suffix: str = "html") -> tuple[Page, ...]:
    """The pages of a document that holds this table between two sentences."""
    return read(_MAKERS[suffix](path / f"a.{suffix}", rows)).pages


def facts_of(path: Path, rows: Rows, context: Context | None = None, suffix: str = "html") -> list[str]:
    """What the reader finds in this table, one line a fact."""
    pages = pages_with(path, rows, suffix)
    return [shown(fact, pages) for fact in read_tables(pages, context or Context())]


def shown(fact: Fact, pages: Sequence[Page]) -> str:
    """« Network(Lume) employees=12 | Lume · 12 », the passage after the bar, its lines parted by points."""
    quote = " · ".join(pages[fact.page].text[fact.start : fact.end].split("\n")).replace(" ·  · ", " · ")
    values = "".join(f" {name}={value}" for name, value in fact.values.items())
    said = [one for one in (fact.status, fact.modality) if one not in ("stated", "actual")] + ["?"] * bool(fact.choice)
    links = ", ".join((f"{role} " if role != ABOUT else "") + _named(one) for role, one in fact.links.items())
    kind = "" if ABOUT in fact.links else f"{fact.type} "
    return f"{kind}{links}{values}{''.join(f' [{one}]' for one in said)} | {quote}"


def _named(one: Named) -> str:
    values = "".join(f" {name}={value}" for name, value in one.values.items())
    return f"{one.kind}({one.name}{values}{f' @ {one.network}' if one.network else ''})"


def _html(path: Path, rows: Rows) -> Path:
    drawn = "".join(f"<tr>{''.join(f'<td>{escape(cell)}' for cell in row)}" for row in rows)
    return papers.written(path, f"<html><body><p>Avant.<table>{drawn}</table><p>Après.")


def _docx(path: Path, rows: Rows) -> Path:
    drawn = "".join(f"<w:tr>{''.join(f'<w:tc>{_words(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    body = f"{_words('Avant.')}<w:tbl>{drawn}</w:tbl>{_words('Après.')}"
    document = f'<w:document xmlns:w="{papers.WORD}"><w:body>{body}</w:body></w:document>'
    return papers.zipped(path, {"word/document.xml": document})


def _words(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _odt(path: Path, rows: Rows) -> Path:
    drawn = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{_text(cell)}</table:table-cell>' for cell in row)}"
        "</table:table-row>"
        for row in rows
    )
    body = f"{_text('Avant.')}<table:table>{drawn}</table:table>{_text('Après.')}"
    content = f"<office:document-content {_OPEN}>{body}</office:document-content>"
    return papers.zipped(path, {"mimetype": papers.ODT_TYPE, "META-INF/manifest.xml": "<m/>", "content.xml": content})


def _text(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _pdf(path: Path, rows: Rows) -> Path:
    style = ParagraphStyle("cell", fontName=papers.FONT, fontSize=8, leading=10)
    sheet = papers.Paper(path).column(50, 790, ["Avant."])
    drawn = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    sheet.table(40, 760, drawn, [("GRID", (0, 0), (-1, -1), 0.5, "black")], [500 // len(rows[0])] * len(rows[0]))
    return sheet.column(50, 120, ["Après."]).page().done()


_MAKERS = {"html": _html, "docx": _docx, "odt": _odt, "pdf": _pdf}
