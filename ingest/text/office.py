"""The words of .docx and .odt documents, read from their own XML behind the guards that workbooks have.

Left out: what was deleted under revision, comments, notes, headers and footers, and the second copy that Word keeps of
each text box for its old versions.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.findings import refused
from ingest.sources.archives import Archive, parse
from ingest.text.blocks import Blocks
from ingest.text.grids import Body, Tables

_WORD_BODY = re.compile(r"word/document[0-9]*\.xml")
_WORD_LEFT = {"Fallback", "del", "moveFrom", "instrText", "delText"}
_WORD_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\u00ad"}
_WORD_TABLES = {"tbl", "tr", "tblHeader", "tc", "gridSpan", "vMerge", "gridBefore", "gridAfter"}
_WORD_NO = {"0", "false", "off"}
_ODT_LEFT = {"office:annotation", "text:tracked-changes", "text:note", "office:forms", "text:sequence-decls"}
_ODT_MARKS = {"text:tab": "\t", "text:line-break": "\n"}
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MOST_SPACES = 100


def kind_of(archive: Archive) -> Literal["docx", "odt"] | None:
    """`docx`, `odt`, or None for a zip of anything else."""
    if _body(archive):
        return "docx"
    is_odt = "mimetype" in archive.names and archive.read("mimetype").startswith(_ODT_TYPE)
    return "odt" if is_odt else None


def docx(data: bytes, most: int) -> Body:
    """The words and tables of a Word document, `most` characters at most. Raises FileRefused."""
    archive = Archive(data)
    archive.check()
    walk = _Word(most)
    parse(archive.read(_body(archive) or ""), start=walk.start, end=walk.end, text=walk.text)
    return walk.tables.body()


def odt(data: bytes, most: int) -> Body:
    """The words and tables of an OpenDocument text, `most` characters at most. Raises FileRefused."""
    archive = Archive(data)
    archive.check()
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refused("encrypted")
    walk = _Odt(most)
    parse(archive.read("content.xml"), start=walk.start, end=walk.end, text=walk.text)
    return walk.tables.body()


def _body(archive: Archive) -> str | None:
    return min(filter(_WORD_BODY.fullmatch, archive.names), default=None)


class _Walk:
    """Collects blocks, deaf inside the elements of `left`."""

    left: set[str]

    def __init__(self, most: int) -> None:
        self.blocks = Blocks(most)
        self.tables = Tables(self.blocks)
        self._deaf = 0

    def hears(self, name: str) -> bool:
        """Whether what this element holds counts; to be asked at each start."""
        self._deaf += name in self.left
        return not self._deaf

    def leaves(self, name: str) -> None:
        self._deaf -= name in self.left


class _Word(_Walk):
    left = _WORD_LEFT

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._in_words = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if not self.hears(name):
            return
        if name == "p":
            self.blocks.end()
        elif name == "numPr":
            self.blocks.begin(item=True)
        elif name == "t":
            self._in_words = True
        elif name in _WORD_TABLES:
            self._table(name, {key.rpartition(":")[2]: value for key, value in attributes.items()}.get("val", ""))
        elif name in _WORD_MARKS and not (name == "tab" and attributes):  # with attributes it is a tab stop of a style
            self.blocks.add(_WORD_MARKS[name])

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self.leaves(name)
        if name == "t":
            self._in_words = False
        elif name == "p":
            self.blocks.end()
        elif name == "tc" and not self._deaf:
            self.tables.end_cell()
        elif name == "tbl" and not self._deaf:
            self.tables.end()

    def _table(self, name: str, value: str) -> None:
        if name == "tbl":
            self.tables.begin()
        elif name == "tr":
            self.tables.row()
        elif name == "tblHeader" and value not in _WORD_NO:
            self.tables.names()
        elif name == "tc":
            self.tables.cell()
        elif name == "gridSpan":
            self.tables.spread(across=value)
        elif name == "vMerge":
            self.tables.spread(goes_on=value != "restart")
        elif name in ("gridBefore", "gridAfter"):
            self.tables.spoil()

    def text(self, words: str) -> None:
        if self._in_words and not self._deaf:
            self.blocks.add(words)


class _Odt(_Walk):
    left = _ODT_LEFT

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._paragraphs = 0
        self._in_names = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.hears(name):
            return
        if name in ("text:p", "text:h"):
            self._paragraphs += 1
            self.blocks.begin()
        elif name == "text:list-item":
            self.blocks.begin(item=True)
        elif name == "text:s":
            count = attributes.get("text:c", "1")
            self.blocks.add(" " * min(int(count) if count.isdecimal() and len(count) < 9 else 1, _MOST_SPACES))
        elif name in _ODT_MARKS:
            self.blocks.add(_ODT_MARKS[name])
        elif name.startswith("table:"):
            self._table(name, {key.removeprefix("table:"): value for key, value in attributes.items()})

    def _table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.tables.begin()
        elif name == "table:table-header-rows":
            self._in_names = True
        elif name == "table:table-row":
            self.tables.row(names=self._in_names)
            if attributes.get("number-rows-repeated", "1") != "1":
                self.tables.spoil()
        elif name == "table:table-cell":
            across, down = (attributes.get(f"number-{ways}-spanned", "1") for ways in ("columns", "rows"))
            repeated = attributes.get("number-columns-repeated", "1")
            self.tables.cell(repeated if across == "1" else across, down)

    def end(self, name: str) -> None:
        self.leaves(name)
        if self._deaf:
            return
        if name in ("text:p", "text:h"):
            self._paragraphs -= 1
            self.blocks.begin()
        elif name == "text:list-item":
            self.blocks.end()
        elif name == "table:table-cell":
            self.tables.end_cell()
        elif name == "table:table-header-rows":
            self._in_names = False
        elif name == "table:table":
            self.tables.end()

    def text(self, words: str) -> None:
        if self._paragraphs and not self._deaf:
            self.blocks.flow(words)
