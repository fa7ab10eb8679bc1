"""Text tables (.csv, .tsv): which encoding, which separator, and rows that survive an unclosed quotation mark.

No statistical guess: on French tables in cp1252 the usual detector was right once in 80, and `csv.Sniffer` never on
files whose decimal commas are not quoted. Two short rules were right every time.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ingest.findings import Tally, finding
from ingest.sources.cells import RawTable, table_of

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_LINES = 200
SAMPLE_BYTES = 200_000
# A quoted cell of more lines than this is an unclosed quotation mark; the bound keeps hostile files linear.
_CELL_LINES = 50
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Accented letters as each encoding writes them, next to a plain letter of the same case. Bytes that the other encoding
# uses between letters (its apostrophes, guillemets, dots) are left out.
_CP1252 = re.compile(rb"[a-z][\xe0\xe2\xe7-\xeb\xee\xef\xf4\xf9\xfb]|[A-Z][\xc0\xc8\xc9](?=[A-Z])")
_MAC_ROMAN = re.compile(
    rb"[a-z][\x88-\x8a\x8d-\x91\x94\x95\x99\x9d\x9e](?=[a-z])|[a-z][\x88\x8d-\x8f]|[A-Z][\x83\xe9\xcb](?=[A-Z])"
)
_BEYOND_ASCII = re.compile("[\x80-\ud7ff]")
_ESCAPED = re.compile("[\udc80-\udcff\ufffd]")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf\u0152\u0153\u0160\u0161\u2018-\u203a\u20ac]|â€[™œ\x9d“”]")


def encoding_of(data: bytes) -> str:
    """`utf-8`, `utf-8-sig`, `utf-16` (with its mark), `utf-16-le`, `utf-16-be`, `cp1252` or `mac-roman`."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    if sample.count(0) * 3 > len(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    text, broken = decoded(data, "utf-8")
    # One stray byte in a UTF-8 file (two exports pasted together, a cut end) must not ruin every other accent.
    if not broken or broken * 20 < len(_BEYOND_ASCII.findall(text)):
        return "utf-8"
    return "mac-roman" if len(_MAC_ROMAN.findall(data)) > len(_CP1252.findall(data)) else "cp1252"


def delimiter_of(text: str) -> str:
    """The separator present on the most lines, then giving the most lines one same width, then the widest."""
    lines = _QUOTED.sub("x", text[:SAMPLE_BYTES]).split("\n")[:_SAMPLE_LINES]
    lines = [line for line in lines if line.strip()]

    def score(delimiter: str) -> tuple[int, int, int]:
        widths = Counter(line.count(delimiter) for line in lines)
        widths.pop(0, None)
        width, same = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return sum(widths.values()), same, width

    return max(DELIMITERS, key=score)


def decoded(data: bytes, encoding: str) -> tuple[str, int]:
    """The text, lines ended by a newline whatever the file's habit, and how many bytes stood for no character."""
    broken = 0
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
        text, broken = _ESCAPED.subn(_as_cp1252, text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), broken


def read_csv(path: Path, name: str, encoding: str, delimiter: str) -> RawTable:
    """The one table of a text file. A row is numbered as a spreadsheet shows it: a cell on two lines is one row."""
    tally = Tally()
    text, broken = decoded(path.read_bytes(), encoding)
    if not encoding.startswith("utf"):
        tally.add(finding("encoding", file=name, value=encoding))
    if broken:
        tally.add(finding("bytes-undecodable", file=name, value=encoding, number=broken))
    if nuls := text.count("\x00"):
        text = text.replace("\x00", "")
        tally.add(finding("nul-bytes", file=name, number=nuls))
    if mangled := [match.start() for match in _MOJIBAKE.finditer(text)]:
        around = text[max(0, mangled[0] - 10) : mangled[0] + 12]
        tally.add(finding("accents-broken", file=name, value=around, number=len(mangled)))
    records = list(_records(text, delimiter))
    del text  # a quarter of what a large file takes
    usual = Counter(len(record) for _, record in records).most_common(1)[0][0] if records else 0
    expected = _header_width([record for _, record in records], usual)
    for number, (repaired, record) in enumerate(records, 1):
        if repaired:
            tally.add(finding("quote-unclosed", file=name, row=number, value=_first_words(record)))
        _check_row(record, number, expected, name, tally)
    table = table_of(enumerate((record for _, record in records), 1), file=name, sheet=None, tally=tally)
    table.usual = usual
    table.ragged = {at: len(record) for at, (_, record) in enumerate(records, 1) if len(record) != usual}
    return table


def _records(text: str, delimiter: str) -> Iterator[tuple[bool, list[str]]]:
    """(was repaired, cells) of each record; one that the fast reader makes of several lines is checked."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    width = _sample_width(lines, delimiter)
    begin = at = 0

    def feed() -> Iterator[str]:
        nonlocal at
        while at < len(lines) and at < begin + _CELL_LINES:
            at += 1
            yield lines[at - 1] + "\n"

    while begin < len(lines):
        reader = csv.reader(feed(), delimiter=delimiter)
        while begin < len(lines):
            record = _next(reader)
            doubtful = at - begin > 1 or (at == len(lines) and '"' in lines[begin])
            if record is None or (doubtful and not _is_whole(lines[begin:at], delimiter, width)):
                yield _repaired(lines[begin], delimiter, width)
                begin = at = begin + 1
                break
            yield False, record
            begin = at


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(reader)
    except (csv.Error, StopIteration):
        return None


def _is_whole(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether these lines really are one record: their quotation marks are strict, or alone the first is no row."""
    try:
        records = list(csv.reader([line + "\n" for line in lines], delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(records) == 1 and (len(records[0]) == width or len(lines[0].split(delimiter)) != width)


def _repaired(line: str, delimiter: str, width: int) -> tuple[bool, list[str]]:
    """The one line, without the quotation mark whose removal gives the expected width, or without any quoting."""
    if '"' not in line:
        return False, line.split(delimiter)
    marks = [match.start() for match in re.finditer('"', line)][:_CELL_LINES]
    for mark in marks:
        try:
            mended = next(csv.reader([line[:mark] + line[mark + 1 :]], delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        if len(mended) == width:
            return True, mended
    return True, [cell.strip().strip('"').replace('""', '"') for cell in line.split(delimiter)]


def _sample_width(lines: list[str], delimiter: str) -> int:
    sample = _QUOTED.sub("x", "\n".join(lines[:_SAMPLE_LINES])[:SAMPLE_BYTES]).split("\n")
    return Counter(line.count(delimiter) + 1 for line in sample if line.strip()).most_common(1)[0][0] if sample else 1


def _header_width(records: list[list[str]], usual: int) -> int:
    """Cells of the first row that is not a title: at least half as wide as most rows, once trimmed."""
    return next((len(record) for record in records if 2 * _trimmed(record) >= usual), usual)


def _check_row(record: list[str], number: int, expected: int, file: str, tally: Tally) -> None:
    if len(record) < expected <= 2 * _trimmed(record):
        tally.add(finding("row-short", file=file, row=number, found=len(record), expected=expected))


def _trimmed(record: list[str]) -> int:
    width = len(record)
    while width and not record[width - 1].strip():
        width -= 1
    return width


def _first_words(record: list[str]) -> str:
    return next((cell.strip() for cell in record if cell.strip()), "")


def _as_cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) & 0xFF]).decode("cp1252", "replace") if match[0] != "\ufffd" else match[0]
