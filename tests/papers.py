"""Documents made for a test: the least file of each format around given words."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
FONT = "Vera"  # the library's own: it has ligatures, which the standard fonts lack
LINE = 14  # points


def docx(path: Path, blocks: Sequence[str], prolog: str = "") -> Path:
    """A Word document; a block that begins with a dash is a list item."""
    return zipped(path, {"word/document.xml": f"{prolog}{word_xml(blocks)}"})


def word_xml(blocks: Sequence[str]) -> str:
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    paragraphs = "".join(
        f"<w:p>{item if block.startswith('- ') else ''}<w:r><w:t>{escape(block.removeprefix('- '))}</w:t></w:r></w:p>"
        for block in blocks
    )
    return f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'


def odt(path: Path, blocks: Sequence[str], prolog: str = "", manifest: str = "<manifest/>") -> Path:
    """An OpenDocument text; a block that begins with a dash is a list item."""
    spaces = " ".join(f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "text"))
    content = f"{prolog}<office:document-content {spaces}>{odt_xml(blocks)}</office:document-content>"
    return zipped(path, {"mimetype": ODT_TYPE, "META-INF/manifest.xml": manifest, "content.xml": content})


def odt_xml(blocks: Sequence[str]) -> str:
    return "".join(
        f"<text:list><text:list-item><text:p>{escape(block[2:])}</text:p></text:list-item></text:list>"
        if block.startswith("- ")
        else f"<text:p>{escape(block)}</text:p>"
        for block in blocks
    )


def html(path: Path, blocks: Sequence[str]) -> Path:
    """A web page with a script and a style, which say nothing."""
    body = "".join(
        f"<ul><li>{escape(block[2:])}</li></ul>" if block.startswith("- ") else f"<p>{escape(block)}</p>"
        for block in blocks
    )
    head = "<head><title>Titre</title><style>p { color: red }</style><script>let a = 'rien';</script></head>"
    return written(path, f"<!doctype html><html>{head}<body>{body}</body></html>")


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


class Paper:
    """A PDF drawn line by line."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        pdfmetrics.registerFont(TTFont(FONT, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
        self.path = path
        self._canvas = Canvas(str(path), encrypt=password)
        self._canvas.setFont(FONT, 10)

    def column(self, x: int, y: int, lines: Sequence[str]) -> Paper:
        """Lines one below the other, from the top `y`; in points, from the bottom left corner."""
        self._canvas.setFont(FONT, 10)
        for rank, line in enumerate(lines):
            self._canvas.drawString(x, y - LINE * rank, line)
        return self

    def table(
        self,
        x: int,
        y: int,
        rows: Sequence[Sequence[object]],
        style: Sequence[tuple[object, ...]] = (),
        widths: Sequence[int] | None = None,
    ) -> Paper:
        """A table whose top left corner this is, dressed by the commands of the library."""
        drawn = Table(rows, widths, style=[("FONT", (0, 0), (-1, -1), FONT, 10), *style])
        _, height = drawn.wrapOn(self._canvas, 500, 700)
        drawn.drawOn(self._canvas, x, y - height)
        return self

    def rule(self, *ends: float) -> Paper:
        """A line from one place to another."""
        self._canvas.line(*ends)
        return self

    def margin(self, words: str) -> Paper:
        """Words written up the left margin."""
        self._canvas.saveState()
        self._canvas.setFont(FONT, 10)
        self._canvas.translate(20, 300)
        self._canvas.rotate(90)
        self._canvas.drawString(0, 0, words)
        self._canvas.restoreState()
        return self

    def page(self) -> Paper:
        """Ends the page."""
        self._canvas.showPage()
        return self

    def done(self) -> Path:
        self._canvas.save()
        return self.path
