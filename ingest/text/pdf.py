"""The pages of a PDF in reading order, as pdfium gives it: a geometric order of lines would mix two columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.findings import refused
from ingest.text.geometry.seen import sheet_of
from ingest.text.geometry.tables import tables_of
from ingest.text.grids import Grid
from ingest.text.pages import Span

_UPRIGHT = 0.35  # radians (20°): scanned pages that were put in straight lean by less


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The raw text of a page, and which of its lines are written up or down a margin."""

    text: str
    turned: Sequence[Span] = ()
    tables: Sequence[Grid] = ()


class Pdf:
    """An open PDF. Raises FileRefused: `pdf-encrypted`, `document-broken`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise refused("pdf-encrypted" if locked else "document-broken") from None

    def __len__(self) -> int:
        return len(self._document)

    def pages(self) -> Iterator[PdfPage]:
        """Each page in turn; one that pdfium cannot load has no text."""
        for index in range(len(self)):
            try:
                page = self._document[index]
                letters = page.get_textpage()
            except pypdfium2.PdfiumError:
                yield PdfPage("")
                continue
            text = letters.get_text_range()
            turned = _turned_at(letters, text)
            raw, aside = _lines(text, turned)
            sheet = sheet_of(page, letters, text, turned)
            yield PdfPage(raw, aside, tables_of(sheet, raw) if sheet else ())
            letters.close()
            page.close()


def _turned_at(letters: pypdfium2.PdfTextPage, text: str) -> list[bool]:
    """For each line of `text`, whether its first letter is turned."""
    found, units = [], 0
    for line in text.split("\n"):
        blanks = len(line) - len(line.lstrip())
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(letters, units + blanks)
        angle = pdfium.FPDFText_GetCharAngle(letters, index) if index >= 0 else 0.0
        found.append(_UPRIGHT < angle % math.tau < math.tau - _UPRIGHT)
        units += len(line) + 1 + sum(letter > "\uffff" for letter in line)  # pdfium counts in UTF-16
    return found


def _lines(text: str, turned: list[bool]) -> tuple[str, list[Span]]:
    """The text with plain line ends, and the spans of its turned lines unless they are most of the page."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    spans, at = [], 0
    for line, is_turned in zip(lines, turned, strict=True):
        if is_turned:
            spans.append((at, at + len(line)))
        at += len(line) + 1
    aside = 2 * sum(end - start for start, end in spans) < at
    return "\n".join(lines), spans if aside else []
