"""What a file is, by its content and not by its name; and whether it may be opened at all."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.findings import refused
from ingest.sources.archives import Archive
from ingest.sources.csvfiles import SAMPLE_BYTES, decoded, delimiter_of, encoding_of

Kind = Literal["xlsx", "xls", "ods", "csv"]

MAX_TEXT = 256 * 2**20
MAX_WORKBOOK = 64 * 2**20
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".ods")
_TEXT_NAMES = (".csv", ".tsv", ".txt", ".tab", ".xls", "")
_ZIP = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# First record of an old workbook, then at once the one that says that the rest is enciphered.
_ENCIPHERED_XLS = re.compile(rb"\x09\x08\x10\x00.{16}\x2f\x00", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may be read. `size` is in bytes; `encoding` and `delimiter` are given for `csv` only.

    `name` is a label for reports: nothing is ever opened or written by it.
    """

    path: Path
    name: str
    sha256: str
    size: int
    kind: Kind
    encoding: str | None
    delimiter: str | None


def sniff(path: Path | str) -> SourceFile:
    """What the file is. Raises FileRefused for what is no table, is protected, or is built to do harm."""
    path = Path(path)
    if not path.is_file():
        raise refused("file-missing", value=path.name)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(2**16)
    if not head.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise refused("empty")
    kind = _workbook(path, head, size)
    if kind is None and size > MAX_TEXT:
        raise refused("too-big", size=size // 2**20, limit=MAX_TEXT // 2**20)
    encoding, delimiter = (None, None) if kind else _text(path, head)
    return SourceFile(path, path.name, _sha256(path), size, kind or "csv", encoding, delimiter)


def _workbook(path: Path, head: bytes, size: int) -> Kind | None:
    compressed, compound = head.startswith(_ZIP), head.startswith(_COMPOUND)
    if not compressed and not compound:
        if path.suffix.lower() in _WORKBOOK_NAMES:
            raise refused("not-a-zip")
        return None
    if size > MAX_WORKBOOK:
        raise refused("too-big", size=size // 2**20, limit=MAX_WORKBOOK // 2**20)
    return _zipped(path) if compressed else _compound(path)


def _zipped(path: Path) -> Kind:
    archive = Archive(path)
    names = set(archive.names)
    if "xl/workbook.xml" in names:
        kind: Kind = "xlsx"
    elif "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        kind = "ods"
    else:
        raise refused("unknown-type")
    archive.check()
    return kind


def _compound(path: Path) -> Kind:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data or _ENCIPHERED_XLS.search(data):
        raise refused("encrypted")
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return "xls"
    raise refused("unknown-type")


def _text(path: Path, head: bytes) -> tuple[str, str]:
    if path.suffix.lower() not in _TEXT_NAMES:
        raise refused("unknown-type")
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"{\\rtf", b"%pdf")):
        raise refused("web-page" if start.startswith(b"<") else "unknown-type")
    data = path.read_bytes()
    encoding = encoding_of(data)
    text, _ = decoded(data[:SAMPLE_BYTES], encoding)
    sample = text[:10_000]
    odd = sum(1 for char in sample if char < " " and char not in "\t\n\f\v")
    if odd * 20 > len(sample):
        raise refused("unknown-type")
    return encoding, delimiter_of(text)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
