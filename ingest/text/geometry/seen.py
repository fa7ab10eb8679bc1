"""What pdfium knows of the words and lines of a page, within bounds: a page with more of them holds no table for us."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.text.geometry.shapes import Box, Rule, Sheet, Word

_MOST_WORDS, _MOST_OBJECTS, _MOST_POINTS = 6_000, 20_000, 20_000
_WORD = re.compile("([^\\s\ufffe\x02]+)[\ufffe\x02]?")  # the mark of pdfium stands for a hyphen and its line end
_THIN = 3.0  # points; a filled box so thin is drawn for a line
_STRAIGHT = 1.0
_SHORTEST = 6.0
_BOLD = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
Point = tuple[float, float]


def sheet_of(page: pypdfium2.PdfPage, letters: pypdfium2.PdfTextPage, text: str, turned: list[bool]) -> Sheet | None:
    """The page, or None if it is turned or too full. `text` and `turned` are what pdfium says of its lines."""
    if pdfium.FPDFPage_GetRotation(page) or len(text) > _MOST_WORDS * 10:
        return None
    words = list(_words(letters, text, turned))
    if len(words) > _MOST_WORDS:
        return None
    across: list[Rule] = []
    upright: list[Rule] = []
    filled: list[Box] = []
    points = 0
    for shape in _shapes(page):
        points += len(shape.points)
        if points > _MOST_POINTS:
            return None
        _sort(shape, across, upright, filled)
    return Sheet(words, across, upright, filled, lambda word: _is_bold(letters, word.letter))


def _words(letters: pypdfium2.PdfTextPage, text: str, turned: list[bool]) -> Iterator[Word]:
    """The words of the upright lines."""
    units = at = 0
    first_box, last_box = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    for line, is_turned in zip(text.split("\n"), turned, strict=True):
        wide = [rank for rank, letter in enumerate(line) if letter > "\uffff"]  # pdfium counts in UTF-16
        for word in () if is_turned else _WORD.finditer(line):
            start, end = word.span(1)
            if wide:
                start, end = (place + sum(rank < place for rank in wide) for place in (start, end))
            start, end = start + units, end + units
            first = pdfium.FPDFText_GetCharIndexFromTextIndex(letters, start)
            last = pdfium.FPDFText_GetCharIndexFromTextIndex(letters, end - 1)
            if (
                min(first, last) >= 0
                and pdfium.FPDFText_GetLooseCharBox(letters, first, first_box)
                and pdfium.FPDFText_GetLooseCharBox(letters, last, last_box)
                and first_box.left < last_box.right
                and first_box.bottom < first_box.top
            ):
                box = Box(first_box.left, first_box.bottom, last_box.right, first_box.top)
                yield Word((at + word.start(), at + word.end()), box, first)
        units += len(line) + 1 + len(wide)
        at += len(line.removesuffix("\r")) + 1


def _is_bold(letters: pypdfium2.PdfTextPage, letter: int) -> bool:
    name = ctypes.create_string_buffer(128)
    size = pdfium.FPDFText_GetFontInfo(letters, letter, name, len(name), None)
    return _BOLD.search(name.raw[: max(0, min(size, len(name)) - 1)].decode("utf-8", "replace")) is not None


class _Shape:
    """A path drawn on the page: its points in order, each with whether it is a line from the one before."""

    def __init__(self, path: pdfium.FPDF_PAGEOBJECT, is_drawn: bool) -> None:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        self.is_drawn = is_drawn
        self.points: list[tuple[Point, bool]] = []
        begin: Point = (0.0, 0.0)
        for rank in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_POINTS)):
            segment = pdfium.FPDFPath_GetPathSegment(path, rank)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                begin = point
            self.points.append((point, kind == pdfium.FPDF_SEGMENT_LINETO))
            if pdfium.FPDFPathSegment_GetClose(segment):
                self.points.append((begin, True))


def _shapes(page: pypdfium2.PdfPage) -> Iterator[_Shape]:
    fill, is_drawn = ctypes.c_int(), ctypes.c_int()
    for rank in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        path = pdfium.FPDFPage_GetObject(page, rank)
        if pdfium.FPDFPageObj_GetType(path) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPath_GetDrawMode(path, fill, is_drawn) and (fill.value or is_drawn.value):
            yield _Shape(path, bool(is_drawn.value))


def _sort(shape: _Shape, across: list[Rule], upright: list[Rule], filled: list[Box]) -> None:
    if shape.is_drawn:
        for (start, _), (end, is_line) in pairwise(shape.points):
            if is_line:
                _rule(start, end, across, upright)
        return
    corners: list[Point] = []
    for point, is_line in [*shape.points, ((0.0, 0.0), False)]:
        if is_line:
            corners.append(point)
            continue
        if len(corners) >= 4:
            _filled(corners, across, upright, filled)
        corners = [point]


def _filled(corners: list[Point], across: list[Rule], upright: list[Rule], filled: list[Box]) -> None:
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    if any(min(x - left, right - x) > _STRAIGHT or min(y - bottom, top - y) > _STRAIGHT for x, y in corners):
        return  # no box
    if top - bottom <= _THIN or right - left <= _THIN:
        x, y = (left + right) / 2, (bottom + top) / 2
        is_across = right - left > top - bottom
        ends = ((left, y), (right, y)) if is_across else ((x, bottom), (x, top))
        _rule(*ends, across, upright)
    else:
        filled.append(Box(left, bottom, right, top))


def _rule(start: Point, end: Point, across: list[Rule], upright: list[Rule]) -> None:
    (x1, y1), (x2, y2) = start, end
    if abs(y1 - y2) <= _STRAIGHT and abs(x1 - x2) >= _SHORTEST:
        across.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
    elif abs(x1 - x2) <= _STRAIGHT and abs(y1 - y2) >= _SHORTEST:
        upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
