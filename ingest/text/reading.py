"""A document to its clean text. What cannot be read is told by a finding, never by an exception."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from graphmodel.errors import EssaimError, FileRefused, Label
from graphmodel.progress import NullProgress, Progress
from ingest.findings import Finding, finding
from ingest.sources import children
from ingest.sources.archives import Archive
from ingest.text.limits import Limits
from ingest.text.office import kind_of
from ingest.text.pages import Kind, Page, Text
from ingest.text.wire import page_of

USUAL = Limits()
SILENT = NullProgress()
_PARSER = "ingest.text.extract"
_BY_NAME: dict[str, Kind] = {
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md",
    ".txt": "txt", "": "txt",
}  # fmt: skip
_HEAD = 2**16
_PDF_STARTS_WITHIN = 1024
_STUMBLED = (-11, -7)  # SIGSEGV, SIGBUS
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK = b"\x00\t\r\n\f \xef\xbb\xbf\xff\xfe"
# The guards of workbooks speak of workbooks.
_OF_DOCUMENTS = {
    "workbook-broken": "document-broken", "encrypted": "document-encrypted", "xml-entities": "document-doctype",
    "zip-bomb": "document-bomb", "unsafe-member": "document-member",
}  # fmt: skip
_READING = Label("Lecture du document", "Reading the document")
_CLEANING = Label("Mise au propre du texte", "Tidying the text")


def read(path: Path | str, limits: Limits = USUAL, progress: Progress = SILENT) -> Text:
    """The pages of a .txt, .md, .pdf, .docx, .odt or .html file; none where it is refused, and a finding says why.

    `progress` advances page by page, once to read them and once to clean them. Raises EssaimError (`cancelled`) once it
    gives up.
    """
    path = Path(path)
    try:
        kind = _kind(path, limits)
        pages, noticed = _parsed(path, kind, limits, progress)
        if not any(page.text for page in pages):
            raise _Refused("document-no-text")
        return Text(kind, tuple(pages), tuple(noticed))
    except FileRefused as refusal:
        code = _OF_DOCUMENTS.get(refusal.code, refusal.code)
        return Text(None, (), (finding(code, file=path.name),))
    except _Refused as refusal:
        return Text(None, (), (finding(refusal.code, file=path.name, **refusal.words),))


class _Refused(Exception):
    """Why a document is not read: a code of the catalogue and the words that fill its sentence."""

    def __init__(self, code: str, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


def _kind(path: Path, limits: Limits) -> Kind:
    """What the file is, by its content first. Raises _Refused, and FileRefused for a zip that no guard lets pass."""
    head = _head(path, limits)
    if not head.strip(_BLANK):
        raise _Refused("empty")
    named = _BY_NAME.get(path.suffix.lower())
    if head.startswith(b"PK"):
        named = kind_of(Archive(path))
    elif head.startswith(_COMPOUND):
        protected = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        raise _Refused("document-encrypted" if protected else "document-type")
    elif head.startswith(b"%PDF-") or named == "pdf":
        if b"%PDF-" not in head[:_PDF_STARTS_WITHIN]:
            raise _Refused("not-pdf")
        named = "pdf"
    elif named in ("docx", "odt"):
        raise _Refused("document-broken")
    elif named and head.lstrip(_BLANK)[:200].lower().startswith((b"<!doctype html", b"<html")):
        named = "html"
    if named is None or head.startswith(b"{\\rtf"):
        raise _Refused("document-type")
    return named


def _head(path: Path, limits: Limits) -> bytes:
    if not path.is_file():
        raise _Refused("file-missing", value=path.name)
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > limits.size:
                raise _Refused("too-big", size=size // 2**20, limit=limits.size // 2**20)
            return file.read(_HEAD)
    except OSError:
        raise _Refused("file-missing", value=path.name) from None


def _parsed(path: Path, kind: Kind, limits: Limits, progress: Progress) -> tuple[list[Page], list[Finding]]:
    """The clean pages, and what was noticed on the way."""
    raws: list[tuple[int | None, str]] = []
    pages: list[Page] = []
    noticed: list[Finding] = []
    begun = False
    try:
        with closing(_lines(path, kind, limits, progress)) as lines:
            for line in lines:
                if "refused" in line:
                    code = _OF_DOCUMENTS.get(line["refused"], line["refused"])
                    raise _Refused(code, limit=limits.characters)
                if "noticed" in line:
                    noticed.append(finding(line["noticed"], file=path.name, **line["words"]))
                elif "total" in line:
                    if line["total"] > limits.pages:
                        raise _Refused("document-pages", number=line["total"], limit=limits.pages)
                    progress.start(_READING, line["total"])
                    begun = True
                elif "raw" in line:
                    raws.append((line["page"], line["raw"]))
                    progress.advance()
                elif "cleaning" in line:
                    noticed += _without_text(path, kind, raws)
                    progress.finish()
                    progress.start(_CLEANING, line["cleaning"])
                else:
                    pages.append(page_of(line, *raws[len(pages)]))
                    progress.advance()
    finally:
        if begun:
            progress.finish()
    return pages, noticed


def _lines(path: Path, kind: Kind, limits: Limits, progress: Progress) -> Generator[dict[str, Any], None, None]:
    """What the parser says, as it says it."""
    arguments = (kind, str(path.resolve()), str(limits.characters))
    try:
        told = children.said(
            _PARSER, *arguments, memory=limits.memory, seconds=limits.seconds, unwanted=progress.cancelled
        )
        with closing(told):
            for line in told:
                yield json.loads(line)
    except children.ChildTooSlow:
        raise _Refused("document-slow", limit=round(limits.seconds)) from None
    except children.ChildFailed as failure:
        # Compiled code that finds no more memory ends by another signal than one that stumbles over damaged data.
        out_of_memory = failure.code < 0 and failure.code not in _STUMBLED
        raise _Refused("document-bomb" if out_of_memory else "document-broken") from None
    except children.ChildUnwanted:
        raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked.")) from None


def _without_text(path: Path, kind: Kind, pages: list[tuple[int | None, str]]) -> list[Finding]:
    """Says which pages of a PDF are pictures. Raises _Refused where there is no text at all."""
    empty = [number for number, raw in pages if not raw.strip()]
    if len(empty) == len(pages):
        raise _Refused("pdf-no-text" if kind == "pdf" else "document-no-text")
    if kind != "pdf" or not empty:
        return []
    return [finding("pages-without-text", file=path.name, value=empty[0], number=len(empty), total=len(pages))]
