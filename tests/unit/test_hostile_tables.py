"""Files built to do harm are refused with a reason, in time and in memory, before anything of them is kept."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from graphmodel.errors import FileRefused
from ingest.sources.sniff import sniff
from ingest.sources.tables import read_tables

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
SECONDS, MEGABYTES = 2.0, 300
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCTYPE = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

# Reads a file in a fresh process and tells what became of it, how long it took and how much memory (own and child's).
PROBE = """
import json, resource, sys, time
from graphmodel.errors import FileRefused
from ingest.sources.sniff import sniff
from ingest.sources.tables import read_tables
start = time.process_time()
try:
    code = f"read {sum(len(table.rows) for table in read_tables(sniff(sys.argv[1])))}"
except FileRefused as refusal:
    code = refusal.code
child = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - start + child.ru_utime + child.ru_stime
# Its own ru_maxrss would count what the process that started it had used.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([code, seconds, max(own, child.ru_maxrss) / 1024]))
"""


def xlsx(
    path: Path, cells: str, *, prolog: str = "", strings: str = "", more: dict[str, bytes | str] | None = None
) -> Path:
    """The least .xlsx around the XML of its rows."""
    parts: dict[str, bytes | str] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="F" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "_rels/.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, table: str, prolog: str = "") -> Path:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"{prolog}<office:document-content {spaces}>{table}</office:document-content>")
    return path


def noise(size: int) -> str:
    """Text that hardly compresses, so that the ratio of a zip tells nothing."""
    return random.Random(size).randbytes(size // 2).hex()


def bomb(path: Path) -> Path:
    row = '<row r="1">' + '<c r="A1"><v>1</v></c>' * 10_000 + "</row>"
    return xlsx(path / "a.xlsx", row * 100)


def lying_bomb(path: Path) -> Path:
    """Its directory says 100 bytes where forty megabytes unfold, with the checksum of those 100."""
    file = xlsx(path / "a.xlsx", "<row/>", more={"xl/a.bin": bytes(40 * 2**20)})
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("xl/a.bin")
    data, true = bytearray(file.read_bytes()), struct.pack("<LLL", info.CRC, info.compress_size, info.file_size)
    at = data.rindex(true)
    data[at : at + 12] = struct.pack("<LLL", zlib.crc32(bytes(100)), info.compress_size, 100)
    file.write_bytes(data)
    return file


def many_members(path: Path) -> Path:
    with zipfile.ZipFile(path / "a.xlsx", "w") as archive:
        for number in range(3_000):
            archive.writestr(f"xl/{number}.xml", "")
    return path / "a.xlsx"


def far_cell(path: Path) -> Path:
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return xlsx(path / "a.xlsx", first + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def long_text_everywhere(path: Path) -> Path:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 50_000))
    return xlsx(path / "a.xlsx", cells, strings=f"<si><t>{noise(30_000)}</t></si>")


def deep_nest(path: Path) -> Path:
    return ods(path / "a.ods", "<a>" * 6_000_000)


def endless_tag(path: Path) -> Path:
    return ods(path / "a.ods", f'<a b="{noise(12_000_000)}"/>')


def overlapping_merges(path: Path) -> Path:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="T{row}"><v>1</v></c></row>' for row in range(1, 5_000)
    )
    merges = '<mergeCells><mergeCell ref="A1:T5000"/>' + '<mergeCell ref="A1:T5000"/>' * 5_000 + "</mergeCells>"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merges}</worksheet>'
    return xlsx(path / "a.xlsx", "", more={"xl/worksheets/sheet1.xml": sheet})


def repeated_cells(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods(path / "a.ods", f'<table:table table:name="F">{row}</table:table>')


def protected_ods(path: Path) -> Path:
    with zipfile.ZipFile(path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>")
        archive.writestr("content.xml", noise(400))
    return path / "a.ods"


def truncated(path: Path) -> Path:
    with xlsxwriter.Workbook(path / "a.xlsx") as book:
        book.add_worksheet().write(0, 0, "x")
    whole = (path / "a.xlsx").read_bytes()
    return written(path, "a.xlsx", whole[: len(whole) // 2])


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def xls(path: Path, cells: bytes, strings: bytes = b"", head: bytes = b"") -> Path:
    """The least .xls: one stream of records in a compound file of one allocation table sector after another."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)) + head
    shared = record(0xFC, struct.pack("<IIHB", 1, 1, len(strings), 0) + strings) if strings else b""
    sheet_at = len(start) + 14 + len(shared) + 4
    sheets = record(0x85, struct.pack("<IHBB", sheet_at, 0, 2, 0) + b"F1")
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0x0DBB, 0x07CC, 0, 6))
    stream = start + sheets + shared + record(0x0A, b"") + begin + cells + record(0x0A, b"")
    return written(path, "a.xls", compound("Workbook", stream))


def compound(name: str, stream: bytes) -> bytes:
    sectors = max(8, -(-len(stream) // 512))
    tables = -(-(sectors + 2) // 126)
    chain = [*range(tables + 2, tables + 1 + sectors), 0xFFFFFFFE]
    allocation = [0xFFFFFFFD] * tables + [0xFFFFFFFE, *chain]
    allocation += [0xFFFFFFFF] * (tables * 128 - len(allocation))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))

    def entry(title: str, kind: int, first: int, size: int, child: int) -> bytes:
        label = title.encode("utf-16-le") + bytes(2)
        tree = struct.pack("<HBBIII", len(label), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return label.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", first, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, tables + 1, sectors * 512, 0xFFFFFFFF)
    body = struct.pack(f"<{len(allocation)}I", *allocation) + directory.ljust(512, b"\0")
    return header + body + stream.ljust(sectors * 512, b"\0")


def number_at(row: int, column: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def xls_far_cell(path: Path) -> Path:
    return xls(path, number_at(0, 0) + number_at(65_535, 255))


def xls_long_text_everywhere(path: Path) -> Path:
    cells = b"".join(record(0xFD, struct.pack("<HHHI", at % 65_000, at // 65_000, 0, 0)) for at in range(100_000))
    return xls(path, cells, b"a" * 8_000)


def written(path: Path, name: str, content: bytes) -> Path:
    (path / name).write_bytes(content)
    return path / name


def huge(path: Path) -> Path:
    with (path / "a.csv").open("wb") as file:
        file.write(b"nom;montant\n")
        file.truncate(2**29)
    return path / "a.csv"


HOSTILE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "a file that is not there": ("file-missing", lambda path: path / "a.csv"),
    "an empty file": ("empty", lambda path: written(path, "a.csv", b"")),
    "a file of blanks": ("empty", lambda path: written(path, "a.csv", b"\xef\xbb\xbf \r\n\r\n")),
    "half a gigabyte of text": ("too-big", huge),
    "a PDF": ("unknown-type", lambda path: written(path, "a.pdf", b"%PDF-1.7\n" + noise(5_000).encode())),
    "a PDF named as a table": ("unknown-type", lambda path: written(path, "a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")),
    "bytes named as a table": ("unknown-type", lambda path: written(path, "a.csv", random.Random(1).randbytes(9_000))),
    "a web page named as a workbook": ("web-page", lambda path: written(path, "a.xls", b"\n<html><table><tr></tr>")),
    "text named as a workbook": ("not-a-zip", lambda path: written(path, "a.xlsx", b"nom;montant\nAdmr;12\n")),
    "a zip that ends half-way": ("workbook-broken", truncated),
    "a zip of something else": ("unknown-type", lambda path: written(path, "a.xlsx", b"PK\x05\x06" + bytes(18))),
    "a sheet that is no XML": ("workbook-broken", lambda path: xlsx(path / "a.xlsx", "<row><c></row>")),
    "a workbook with a password": (
        "encrypted",
        lambda path: written(path, "a.xlsx", compound("EncryptedPackage", b"")),
    ),
    "an old workbook with a password": ("encrypted", lambda path: xls(path, b"", head=record(0x2F, bytes(54)))),
    "an OpenDocument with a password": ("encrypted", protected_ods),
    "an old workbook of junk": (
        "workbook-broken",
        lambda path: written(path, "a.xls", compound("Workbook", b"\xff" * 9_000)),
    ),
    "an old workbook with a far cell": ("zip-bomb", xls_far_cell),
    "an old workbook with one long text everywhere": ("zip-bomb", xls_long_text_everywhere),
    "a billion laughs": ("xml-entities", lambda path: xlsx(path / "a.xlsx", "<row>&b;</row>", prolog=DOCTYPE)),
    "an entity from outside": ("xml-entities", lambda path: ods(path / "a.ods", "&a;", OUTSIDE)),
    "an entity in UTF-16": (
        "xml-entities",
        lambda path: xlsx(path / "a.xlsx", "", more={"xl/styles.xml": (OUTSIDE + "<x/>").encode("utf-16")}),
    ),
    "a zip bomb": ("zip-bomb", bomb),
    "a zip bomb that lies about its size": ("zip-bomb", lying_bomb),
    "three thousand members": ("zip-bomb", many_members),
    "a member that climbs out": ("unsafe-member", lambda path: xlsx(path / "a.xlsx", "", more={"../../x": "x"})),
    "a member from the root": ("unsafe-member", lambda path: xlsx(path / "a.xlsx", "", more={"/etc/x": "x"})),
    "one cell in the last corner": ("zip-bomb", far_cell),
    "one long text everywhere": ("zip-bomb", long_text_everywhere),
    "six million elements deep": ("zip-bomb", deep_nest),
    "a tag of twelve megabytes": ("zip-bomb", endless_tag),
    "merged groups one over the other": ("workbook-broken", overlapping_merges),
    "seventeen billion repeated cells": ("sheet-too-large", repeated_cells),
}


def test_the_files_that_the_attacks_are_made_of_are_sound_without_them(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = f"<table:table-row>{cell}</table:table-row>"
    sound = [
        xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'),
        ods(tmp_path / "a.ods", f'<table:table table:name="F">{row}</table:table>'),
        xls(tmp_path, number_at(0, 0)),
    ]
    assert [read_tables(sniff(path))[0].rows[0].values for path in sound] == [[1], [1], [1]]


@linux
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time_and_memory(tmp_path: Path, name: str) -> None:
    expected, build = HOSTILE[name]
    command = [sys.executable, "-c", PROBE, str(build(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    code, seconds, megabytes = json.loads(done.stdout)
    assert code == expected
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ods", "a.xls"])
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(tmp_path: Path, name: str) -> None:
    dice = random.Random(name)
    whole = {
        "a.csv": lambda: written(tmp_path, "a.csv", b'nom;"objet"\n"Admr";"aide\nx"\n' * 20),
        "a.xlsx": lambda: xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>'),
        "a.ods": lambda: ods(tmp_path / "a.ods", '<table:table table:name="F"/>'),
        "a.xls": lambda: xls(tmp_path, number_at(0, 0)),
    }[name]().read_bytes()
    for _ in range(10 if name == "a.xls" else 150):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            tables = read_tables(sniff(written(tmp_path, name, bytes(damaged[: dice.randint(1, len(damaged))]))))
        except FileRefused:
            continue
        assert all(len(row.values) == len(table.rows[0].values) for table in tables for row in table.rows)


@linux
def test_a_table_of_unclosed_quotation_marks_is_read_in_linear_time(tmp_path: Path) -> None:
    table = written(tmp_path, "a.csv", b"nom;objet\n" + b'"Admr;aide\n' * 30_000)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(table)], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    code, seconds, megabytes = json.loads(done.stdout)
    assert (code, seconds < 4, megabytes < MEGABYTES) == ("read 30001", True, True)
