"""Word documents: zips that lie, climb out or unfold without end, and XML that does."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable

from tests.hostile.case import BLOCKS, FAR, NEAR, Case, noise, zipped
from tests.papers import WORD, word_xml

LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{NEAR}">]>'
PARAMETER = f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{FAR}"> %a;]>'
BODY = "word/document.xml"
BEGIN = f'<w:document xmlns:w="{WORD}">'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 2**20


def docx(prolog: str = "", blocks: list[str] = BLOCKS) -> bytes:
    return zipped({BODY: prolog + word_xml(blocks)})


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({BODY: word_xml(BLOCKS), name: content})


def body(xml: str) -> bytes:
    return zipped({BODY: f"{BEGIN}{xml}</w:document>"})


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def bytes_of(xml: str, encoding: str, declared: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="{declared or encoding}"?>'
    return zipped({BODY: f"{head}{BEGIN}{xml}</w:document>".encode(encoding, "xmlcharrefreplace")})


def patched(data: bytes, name: str, at: int, value: bytes, *, local: bool = False) -> bytes:
    """With other bytes at a place of the header of a member: its line of the directory, or its own."""
    signature, names_at = (b"PK\x03\x04", 30) if local else (b"PK\x01\x02", 46)
    changed = bytearray(data)
    start = data.rindex(name.encode())
    while data[start - names_at : start - names_at + 4] != signature:
        start = data.rindex(name.encode(), 0, start)
    changed[start - names_at + at : start - names_at + at + len(value)] = value
    return bytes(changed)


def lying(size: int, real: int) -> bytes:
    """Its directory says `size` bytes where others unfold."""
    return patched(with_part("word/a.xml", bytes(real)), "word/a.xml", 24, struct.pack("<I", size))


def overlapping() -> bytes:
    """Many parts that are all the same bytes of the file, as in the bombs of D. Fifield."""
    data = with_part("word/a00", bytes(9 * MEGABYTE))
    directory, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    line = data[data.rindex(b"PK\x01\x02") : end]
    lines = data[directory:end] + b"".join(line.replace(b"a00", b"a%02d" % number) for number in range(1, 60))
    count = lines.count(b"PK\x01\x02")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(lines), directory, 0)
    return data[:directory] + lines + tail


def cell(more: str = "", words: str = "mot") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{said(words)}</w:tc>"


def spanning(columns: str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + said("mot") + "</w:tc></w:tr></w:tbl>" * depth


def relations(target: str) -> str:
    return f'<R><R Id="r1" Type="attachedTemplate" Target="{target}" TargetMode="External"/></R>'


def twice(name: str) -> bytes:
    return with_part(name, "<x/>")


MADE: list[tuple[str, str, Callable[[], bytes]]] = [
    ("a zip of something else", "document-type", lambda: zipped({"a.txt": "mot"})),
    ("an empty zip", "document-type", lambda: zipped({})),
    ("text named as a Word document", "document-broken", lambda: noise(40).hex().encode()),
    ("an old Word document", "document-type", lambda: COMPOUND + bytes(999)),
    ("a Word document with a password", "document-encrypted",
     lambda: COMPOUND + bytes(2_000) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)),
    ("half a Word document", "document-broken", lambda: docx(blocks=BLOCKS)[:300]),
    ("a Word document without words", "document-no-text", lambda: docx(blocks=[" "])),
    ("a Word document with a billion laughs", "document-doctype", lambda: docx(LAUGHS)),
    ("a Word document with an entity from outside", "document-doctype", lambda: docx(OUTSIDE)),
    ("a Word document with a parameter from the network", "document-doctype", lambda: docx(PARAMETER)),
    ("a DOCTYPE after a long comment", "document-doctype", lambda: docx(f"<!--{'a' * 20_000}-->{OUTSIDE}")),
    ("a DOCTYPE in UTF-16", "document-doctype",
     lambda: with_part("word/styles.xml", f"\ufeff{OUTSIDE}<x/>".encode("utf-16-le"))),
    ("a DOCTYPE in a part that nobody reads", "document-doctype",
     lambda: with_part("word/styles.xml", LAUGHS + "<x/>")),
    ("a DOCTYPE among the relations", "document-doctype", lambda: with_part("_rels/.rels", OUTSIDE + "<x/>")),
    ("a DOCTYPE without anything", "document-doctype", lambda: docx("<!DOCTYPE x>")),
    ("an entity that nobody declared", "document-broken", lambda: body(said("&nbsp;"))),
    ("a part that climbs out", "document-member", lambda: with_part("../../a.xml", "<x/>")),
    ("a part that climbs out the other way", "document-member", lambda: with_part("word\\..\\..\\a.xml", "<x/>")),
    ("a part at the root of the disk", "document-member", lambda: with_part("/etc/a.xml", "<x/>")),
    ("a part on another disk", "document-member", lambda: with_part("C:/a.xml", "<x/>")),
    ("a part that is a folder of a network", "document-member", lambda: with_part("\\\\exemple\\a.xml", "<x/>")),
    ("a part of an endless name", "docx", lambda: with_part("a" * 60_000 + ".bin", "<x/>")),
    ("a zip bomb", "document-bomb", lambda: with_part("word/a.xml", bytes(60 * MEGABYTE))),
    ("a zip bomb beyond all", "document-bomb", lambda: lying(4_000_000_000, 1_000)),
    ("a zip bomb that lies about its size", "document-bomb", lambda: lying(100, 10 * MEGABYTE)),
    ("a zip that says more than it holds", "document-broken", lambda: lying(900_000, 1_000)),
    ("a zip whose parts are the same bytes", "document-bomb", overlapping),
    ("a zip in a zip in a zip", "docx",
     lambda: with_part("word/a.zip", with_part("word/a.zip", with_part("word/a.zip", bytes(MEGABYTE))))),
    ("thousands of parts", "document-bomb", lambda: zipped({f"{n}.xml": "" for n in range(2_100)})),
    ("a thousand parts that nobody reads", "docx",
     lambda: zipped({BODY: word_xml(BLOCKS)} | {f"{n}.xml": "" for n in range(1_900)})),
    ("a part that is locked", "document-encrypted", lambda: patched(docx(), BODY, 8, b"\x01\x00")),
    ("a part folded in a way of its own", "document-broken", lambda: patched(docx(), BODY, 10, b"\x63\x00")),
    ("parts folded by LZMA", "document-broken", lambda: zipped({BODY: word_xml(BLOCKS)}, zipfile.ZIP_LZMA)),
    ("parts folded by bzip2", "document-broken", lambda: zipped({BODY: word_xml(BLOCKS)}, zipfile.ZIP_BZIP2)),
    ("parts that are not folded", "docx", lambda: zipped({BODY: word_xml(BLOCKS)}, zipfile.ZIP_STORED)),
    ("a part that stands beyond the end", "document-broken", lambda: patched(docx(), BODY, 42, b"\xff\xff\xff\x7f")),
    ("a part that stands before itself", "document-broken", lambda: patched(docx(), BODY, 42, b"\x07\x00\x00\x00")),
    ("a part whose own header is another's", "document-broken",
     lambda: patched(docx(), BODY, 0, b"PK\x07\x08", local=True)),
    ("a part whose own name never ends", "document-broken", lambda: patched(docx(), BODY, 26, b"\xff\xff", local=True)),
    ("a part of which two names differ by a capital", "document-broken", lambda: twice("WORD/document.xml")),
    ("a zip without its directory", "document-broken", lambda: docx()[:-22]),
    ("a zip of a directory that lies", "document-broken", lambda: docx()[:-12] + b"\xff" * 8 + b"\x00" * 4),
    ("a zip with a long remark", "docx", lambda: docx()[:-2] + b"\xff\xff" + b"PK\x05\x07" * 16_383 + b"aaa"),
    ("a zip after a program", "document-broken", lambda: b"MZ" + noise(900) + docx()),
    ("a zip of noise", "document-broken", lambda: b"PK\x03\x04" + noise(9_000)),
    ("a workbook named as a document", "document-type",
     lambda: zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"})),
    ("a document of two bodies", "docx", lambda: zipped({"word/document9.xml": "<<<", BODY: word_xml(BLOCKS)})),
    ("deep nesting", "document-bomb", lambda: body("<w:p>" * 1_000_000)),
    ("nesting that is deep and closes", "document-bomb", lambda: body("<w:p>" * 300 + "</w:p>" * 300)),
    ("tables in tables", "docx", lambda: body(nested_tables(60))),
    ("tables in tables without end", "document-bomb", lambda: body(nested_tables(9_000))),
    ("an endless tag", "document-bomb", lambda: body(f'<w:p a="{noise(3 * MEGABYTE).hex()}"/>')),
    ("a tag of a hundred thousand attributes", "docx",
     lambda: body("<w:p " + " ".join(f'a{n}="b"' for n in range(100_000)) + "/>" + said("mot"))),
    ("a tag of the same attribute twice", "document-broken", lambda: body('<w:p a="1" a="2"/>')),
    ("ten thousand spaces of names", "docx",
     lambda: body("<w:p " + " ".join(f'xmlns:a{n}="b{n}"' for n in range(10_000)) + "/>" + said("mot"))),
    ("a prefix that nobody declared", "docx",
     lambda: zipped({BODY: f"<w:document><w:body>{said('mot')}</w:body></w:document>"})),
    ("XML that breaks off", "document-broken", lambda: body("<w:p><w:r>")),
    ("XML of two roots", "document-broken", lambda: zipped({BODY: word_xml(BLOCKS) * 2})),
    ("XML after text", "document-broken", lambda: zipped({BODY: "mot" + word_xml(BLOCKS)})),
    ("no XML at all", "document-broken", lambda: zipped({BODY: noise(9_000)})),
    ("an empty body", "document-broken", lambda: zipped({BODY: ""})),
    ("XML of letters that it may not hold", "document-broken", lambda: body(said("\x00\x01"))),
    ("XML of a letter that cannot be", "document-broken", lambda: body(said("&#xD800;"))),
    ("XML in UTF-16", "docx", lambda: bytes_of(said("réseau"), "utf-16")),
    ("XML in an encoding that nobody knows", "document-broken", lambda: bytes_of(said("mot"), "utf-8", "klingon")),
    ("XML in an encoding that is no text", "document-broken", lambda: bytes_of(said("mot"), "utf-8", "zlib_codec")),
    ("XML in an encoding of long ago", "document-broken", lambda: bytes_of(said("mot"), "cp1026", "cp1026")),
    ("XML that says UTF-8 and is not", "document-broken", lambda: bytes_of(said("réseau"), "latin-1", "utf-8")),
    ("XML of a comment without end", "document-broken", lambda: body("<!--" + "a" * 900_000)),
    ("XML of comments in comments", "document-broken", lambda: body("<!-- -- -->" * 9_000)),
    ("XML of unread sections", "docx",
     lambda: body("<w:p><w:r><w:t><![CDATA[" + "<&" * 90_000 + "]]></w:t></w:r></w:p>")),
    ("XML of instructions", "docx", lambda: body(f'<?xml-stylesheet href="{NEAR}"?>' * 9_000 + said("mot"))),
    ("a Word document of endless words", "document-long", lambda: body(said(noise(2_100_000).hex()))),
    ("a Word document of a hundred thousand paragraphs", "docx", lambda: body(said("mot") * 100_000)),
    ("a Word document of a hundred thousand line ends", "docx",
     lambda: body("<w:p>" + "<w:r><w:t>a</w:t><w:br/></w:r>" * 20_000 + "</w:p>")),
    ("a Word document of empty paragraphs", "document-no-text", lambda: body("<w:p/>" * 90_000)),
    ("a Word document of items", "docx", lambda: body(("<w:p><w:pPr><w:numPr/></w:pPr>" + said("a")[5:]) * 30_000)),
    ("a cell as wide as can be", "docx",
     lambda: body(f"<w:tbl><w:tr>{cell(spanning('999999999'))}</w:tr></w:tbl>" * 9)),
    ("a cell of less than no columns", "docx",
     lambda: body(f"<w:tbl><w:tr>{cell(spanning('-3'))}{cell(spanning('x'))}</w:tr></w:tbl>")),
    ("cells that go on from nowhere", "docx",
     lambda: body(f"<w:tbl><w:tr>{cell('<w:vMerge/>') * 9}</w:tr></w:tbl>" * 2)),
    ("a row of thirty thousand cells", "docx", lambda: body(f"<w:tbl><w:tr>{cell() * 30_000}</w:tr></w:tbl>")),
    ("a table of thirty thousand rows", "docx",
     lambda: body(f"<w:tbl>{f'<w:tr>{cell()}{cell()}</w:tr>' * 9_000}</w:tbl>")),
    ("cells out of any table", "docx", lambda: body(f"{cell()}<w:tr>{cell()}</w:tr><w:tbl>{said('mot')}</w:tbl>")),
    ("a template from the network", "docx", lambda: with_part("word/_rels/document.xml.rels", relations(FAR))),
    ("a template from the disk", "docx", lambda: with_part("word/_rels/document.xml.rels", relations(NEAR))),
    ("a page taken from elsewhere", "docx",
     lambda: body(f'<w:altChunk r:id="r1"/><w:subDoc r:id="{FAR}"/>{said("mot")}')),
    ("a field that asks for a file", "docx",
     lambda: body(f"<w:p><w:r><w:instrText>INCLUDETEXT {NEAR}</w:instrText><w:t>mot</w:t></w:r></w:p>")),
    ("a field that starts a program", "docx",
     lambda: body(f'<w:p><w:fldSimple w:instr="DDEAUTO cmd {FAR}"><w:r><w:t>mot</w:t></w:r></w:fldSimple></w:p>')),
    ("macros beside the words", "docx", lambda: with_part("word/vbaProject.bin", COMPOUND + noise(5_000))),
]  # fmt: skip
CASES = [Case(name, expected, "docx", content) for name, expected, content in MADE]
