"""The zip and the XML inside workbooks, opened only after their size and their nature were checked.

The limits come from measured attacks: ordinary workbooks unfold 2 to 12 times, a bomb of 1.3 MB unfolded 257 times
and cost 692 MB. What a zip says about its own sizes is checked against what really unfolds.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from graphmodel.errors import FileRefused
from ingest.findings import refused

MAX_MEMBERS = 2_000
MAX_UNFOLDED = 200 * 2**20
# A small sheet of formatted blanks may well unfold 150 times: harmless, so the ratio counts only above this size.
HARMLESS = 20 * 2**20
MAX_RATIO = 100
MAX_DEPTH = 200
MAX_TAG = 4 * 2**20
_PIECE = 2**20
_PROLOG = 2**13
_ENTRY = b"PK\x01\x02"


class Archive:
    """A zip, by its path or its bytes, whose members were all counted, named and sized before anything was unfolded.

    Raises FileRefused: `workbook-broken`, `zip-bomb`, `unsafe-member`, `encrypted`.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        if self._entries() > MAX_MEMBERS:
            raise _bomb()
        try:
            with self._opened() as file, zipfile.ZipFile(file) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise refused("workbook-broken") from None
        for info in infos:
            _check_member(info)
        self._members = {info.filename: info for info in infos}
        # calamine finds members whatever their case: of two, it might read the one that we do not.
        if len({info.filename.lower() for info in infos}) < len(infos):
            raise refused("workbook-broken")
        self.unfolded = sum(info.file_size for info in infos)  # bytes
        folded = sum(info.compress_size for info in infos)
        if self.unfolded > MAX_UNFOLDED or (self.unfolded > HARMLESS and self.unfolded > MAX_RATIO * folded):
            raise _bomb()

    @property
    def names(self) -> list[str]:
        """The members' names, labels only: nothing is ever written under them."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """One member, unfolded to exactly the size it declares; FileRefused if it is absent or lies about it."""
        info = self._members.get(name)
        if info is None:
            raise refused("workbook-broken")
        with self._opened() as file:
            file.seek(info.header_offset)
            header = file.read(30)
            if header[:4] != b"PK\x03\x04" or len(header) < 30:
                raise refused("workbook-broken")
            file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
            folded = file.read(info.compress_size)
        content = folded if info.compress_type == zipfile.ZIP_STORED else _inflate(folded, info.file_size)
        if len(content) > info.file_size:
            raise _bomb()
        if len(content) < info.file_size:
            raise refused("workbook-broken")
        return content

    def check(self) -> None:
        """Unfolds every member once: no lie about sizes, no DOCTYPE in any XML."""
        for name in self._members:
            content = self.read(name)
            if name.lower().endswith((".xml", ".rels")):
                check_prolog(content)

    def _opened(self) -> BinaryIO:
        return BytesIO(self._source) if isinstance(self._source, bytes) else self._source.open("rb")

    def _entries(self) -> int:
        """Entries of the directory, counted in the bytes: building two million of them would already be the attack."""
        count, tail = 0, b""
        with self._opened() as file:
            while piece := file.read(2**20):
                block = tail + piece
                count += block.count(_ENTRY)
                tail = block[-3:]
        return count


def check_prolog(xml: bytes) -> None:
    """Raises FileRefused if the document declares a DOCTYPE, which can only stand before its first element."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml[:_PROLOG], False)
    except (expat.ExpatError, LookupError, ValueError, OSError):
        return  # broken XML is refused where it is read; a part that nobody reads may be as broken as it likes


def parse(
    xml: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Walks through a whole document; names keep their prefix.

    Raises FileRefused on a DOCTYPE, on broken XML, and on nesting or tags beyond all reason. The document is given
    in pieces because expat goes on to the end of a piece after a handler has raised.
    """
    check_prolog(xml)
    depth = 0

    def enter(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _bomb()
        start(name, attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = enter, leave, text
    try:
        for at in range(0, len(xml), _PIECE):
            parser.Parse(xml[at : at + _PIECE], False)
            # Before its release 2.6, expat reads an unfinished tag again from its start with every piece.
            if at - parser.CurrentByteIndex > MAX_TAG:
                raise _bomb()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, OSError):  # an encoding that nobody knows, or that may not be loaded
        raise refused("workbook-broken") from None


def _refuse_doctype(name: str, system: str | None, public: str | None, subset: bool) -> NoReturn:
    raise refused("xml-entities", value=name)


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
        raise refused("unsafe-member", value=name)
    if info.flag_bits & 0x1:
        raise refused("encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused("workbook-broken")


def _inflate(folded: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj(-15).decompress(folded, size + 1)
    except zlib.error:
        raise refused("workbook-broken") from None


def _bomb() -> FileRefused:
    return refused("zip-bomb", limit=MAX_UNFOLDED // 2**20)
