"""The words of a web page, by the parser of the standard library: nothing it names is ever fetched or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ingest.text.blocks import Blocks
from ingest.text.grids import Body, Tables

_LEFT = {"head", "script", "style", "template", "svg", "noscript", "iframe", "object", "select", "textarea"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip

_NUMBER_OF_NO_LETTER = re.compile("&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")  # Python reads no number of any length


def html(source: str, most: int) -> Body:
    """The words and tables of a page, `most` characters at most. Raises FileRefused."""
    page = _Page(most)
    page.feed(_NUMBER_OF_NO_LETTER.sub("\ufffd", source))
    page.close()
    return page.tables.body()


class _Page(HTMLParser):
    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks(most)
        self.tables = Tables(self.blocks)
        self._in_names = False
        self._left: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._left.clear()  # many a page forgets to close its head
        if tag in _LEFT:
            self._left.append(tag)
        elif tag == "li":
            self.blocks.end()
            self.blocks.begin(item=True)
        elif tag in _BLOCKS:
            self.blocks.begin()
            self._table(tag, dict(attrs))
        elif tag == "br":
            self.blocks.add("\n")

    def _table(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self.tables.begin(is_layout=attributes.get("role") in ("presentation", "none"))
        elif tag in ("thead", "tbody", "tfoot"):
            self._in_names = tag == "thead"
        elif tag == "tr":
            self.tables.row(names=self._in_names)
        elif tag in ("td", "th"):
            across, down = (attributes.get(f"{ways}span") or "1" for ways in ("col", "row"))
            self.tables.cell(across, down, names=tag == "th")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LEFT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._left and tag == self._left[-1]:
            self._left.pop()
        elif tag == "li":
            self.blocks.end()
        elif tag in _BLOCKS:
            self.blocks.begin()
            if tag in ("td", "th", "tr"):
                self.tables.end_cell()
            elif tag == "thead":
                self._in_names = False
            elif tag == "table":
                self.tables.end()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Past `<![…>`; where Python does not know what it says, it is a remark of whoever wrote the page."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def handle_data(self, data: str) -> None:
        if not self._left:
            self.blocks.flow(data)
