"""Parses one document and writes its raw pages as JSON lines on stdout; run under the limits of
`ingest.sources.limited`, for what it opens may be built to do harm.

Lines: `{"total": pages}`, `{"noticed": code, "words": {…}}`, `{"page": number, "raw": text, "turned": spans}`, and
`{"refused": code}` where the file cannot be read after all.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphmodel.errors import FileRefused
from ingest.findings import refused
from ingest.sources.csvfiles import decoded, encoding_of
from ingest.text.office import docx, odt
from ingest.text.pdf import Pdf
from ingest.text.web import html

_UNSAYABLE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 10_000
Line = dict[str, Any]


def main(kind: str, path: str, most: int) -> None:
    """Writes what there is to say about the file, to its end or to what stopped it; `most` characters at most."""
    try:
        for line in _lines(kind, Path(path), most):
            _say(line)
    except FileRefused as refusal:
        _say({"refused": refusal.code})
    except MemoryError:
        _say({"refused": "document-bomb"})


def _lines(kind: str, path: Path, most: int) -> Iterator[Line]:
    if kind == "pdf":
        yield from _pdf(Pdf(path), most)
    elif kind in ("docx", "odt"):
        yield {"total": 1}
        yield _page(None, docx(path, most) if kind == "docx" else odt(path, most))
    else:
        yield from _written(kind, path.read_bytes(), most)


def _pdf(document: Pdf, most: int) -> Iterator[Line]:
    yield {"total": len(document)}
    left = most
    for number, page in enumerate(document.pages(), 1):
        left -= len(page.text)
        if left < 0:
            raise refused("document-long", limit=most)
        yield _page(number, page.text) | {"turned": page.turned}


def _written(kind: str, data: bytes, most: int) -> Iterator[Line]:
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
        yield _page(None, html(text, most))
        return
    pages = text.split("\f")
    yield {"total": len(pages)}
    for number, page in enumerate(pages, 1):
        yield _page(number if len(pages) > 1 else None, page)


def _page(number: int | None, raw: str) -> Line:
    return {"page": number, "raw": _UNSAYABLE.sub("\ufffd", raw)}


def _say(line: Line) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
