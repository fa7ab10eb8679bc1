"""Reads one document, cleans it and writes its pages as JSON lines on stdout; run under the limits of
`ingest.sources.limited`, for what it reads may be built to do harm.

Lines: `{"total": pages}`, `{"noticed": code, "words": {…}}`, `{"page": number, "raw": text}` for each page as it is
read, `{"cleaning": pages}`, what `ingest.text.wire` makes of each page as it is clean, and `{"refused": code}` where
the file cannot be read after all.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from graphmodel.errors import FileRefused
from ingest.findings import refused
from ingest.sources import limited
from ingest.sources.csvfiles import decoded, encoding_of
from ingest.text.cleaning import RawPage, one_by_one
from ingest.text.grids import Body
from ingest.text.office import docx, odt
from ingest.text.pages import Kind
from ingest.text.web import html
from ingest.text.wire import Line, line_of

_UNSAYABLE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 10_000
# Python looks for the file of an encoding when it first needs it.
_ENCODINGS = ("ascii", "cp437", "cp1252", "latin-1", "mac-roman", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le")


def main(kind: Kind, path: str, most: int) -> None:
    """Writes what there is to say about the file, to its end or to what stopped it; `most` characters at most."""
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    if kind == "pdf":  # a library that the others need not wait for
        import ingest.text.pdf  # noqa: F401
    data = Path(path).read_bytes()
    limited.alone()
    try:
        for line in _lines(kind, data, most):
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    except FileRefused as refusal:
        print(json.dumps({"refused": refusal.code}))  # noqa: T201
    except MemoryError:
        print('{"refused": "document-bomb"}')  # noqa: T201


def _lines(kind: Kind, data: bytes, most: int) -> Iterator[Line]:
    pages: list[RawPage] = []
    for said in _read(kind, data, most):
        if isinstance(said, RawPage):
            pages.append(said)
            yield {"page": said.number, "raw": said.text}
        else:
            yield said
    yield {"cleaning": len(pages)}
    yield from map(line_of, one_by_one(pages, kind))


def _read(kind: Kind, data: bytes, most: int) -> Iterator[Line | RawPage]:
    if kind == "pdf":
        yield from _pdf(data, most)
    elif kind in ("docx", "odt"):
        yield {"total": 1}
        yield _marked_up(docx(data, most) if kind == "docx" else odt(data, most))
    else:
        yield from _written(kind, data, most)


def _pdf(data: bytes, most: int) -> Iterator[Line | RawPage]:
    from ingest.text.pdf import Pdf

    document = Pdf(data)
    yield {"total": len(document)}
    left = most
    for number, page in enumerate(document.pages(), 1):
        left -= len(page.text)
        if left < 0:
            raise refused("document-long", limit=most)
        yield RawPage(number, _sayable(page.text), page.turned, page.tables)


def _written(kind: Kind, data: bytes, most: int) -> Iterator[Line | RawPage]:
    encoding = encoding_of(data)
    text, broken = decoded(data, encoding)
    if len(text) > most:
        raise refused("document-long", limit=most)
    odd = sum(letter < " " and letter not in "\t\n\f\v" for letter in text[:_SAMPLE])
    if odd * 20 > min(len(text), _SAMPLE):
        raise refused("document-type")
    if not encoding.startswith("utf"):
        yield {"noticed": "encoding", "words": {"value": encoding}}
    if broken:
        yield {"noticed": "bytes-undecodable", "words": {"value": encoding, "number": broken}}
    if kind == "html":
        yield {"total": 1}
        yield _marked_up(html(text, most))
        return
    pages = text.split("\f")
    yield {"total": len(pages)}
    for number, page in enumerate(pages, 1):
        yield RawPage(number if len(pages) > 1 else None, _sayable(page))


def _marked_up(body: Body) -> RawPage:
    return RawPage(None, _sayable(body.text), tables=body.tables)


def _sayable(raw: str) -> str:
    """With as many characters, none of which JSON or a database would choke on."""
    return _UNSAYABLE.sub("\ufffd", raw)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))  # type: ignore[arg-type]
