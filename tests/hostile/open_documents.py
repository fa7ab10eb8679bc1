"""OpenDocument texts: the same zips by another name, counts without end, and links that nobody follows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from tests.hostile.case import BLOCKS, FAR, NEAR, Case, noise, zipped
from tests.hostile.office import LAUGHS, OUTSIDE, PARAMETER, patched
from tests.papers import ODT_TYPE, odt_xml

BEGIN = "<office:document-content {}>".format(
    " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text", "table", "draw")
    )
)
LOCKED = "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"


def odt(xml: str, manifest: str = "<m/>", kind: str = ODT_TYPE, **more: str | bytes) -> bytes:
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": xml}
    return zipped(parts | {name.replace("_", "."): part for name, part in more.items()})


def body(xml: str) -> bytes:
    return odt(f"{BEGIN}{xml}</office:document-content>")


def said(words: str = "mot") -> str:
    return f"<text:p>{words}</text:p>"


def whole(prolog: str = "") -> str:
    return f"{prolog}{BEGIN}{odt_xml(BLOCKS)}</office:document-content>"


def table(row: str) -> str:
    return f"<table:table>{row}</table:table>"


def cells(more: str, count: int = 1) -> str:
    others = "<table:table-cell/>" * count
    return f"<table:table-row><table:table-cell {more}>{said()}</table:table-cell>{others}</table:table-row>"


def nested_tables(depth: int) -> str:
    begin = "<table:table><table:table-row><table:table-cell>"
    return begin * depth + said() + "</table:table-cell></table:table-row></table:table>" * depth


MADE: list[tuple[str, str, Callable[[], bytes]]] = [
    ("an OpenDocument with a password", "document-encrypted", lambda: odt(whole(), LOCKED)),
    ("an OpenDocument with a billion laughs", "document-doctype", lambda: odt(whole(LAUGHS))),
    ("an OpenDocument with an entity from outside", "document-doctype", lambda: odt(whole(OUTSIDE))),
    ("an OpenDocument with a parameter from the network", "document-doctype", lambda: odt(whole(PARAMETER))),
    ("an OpenDocument with a DOCTYPE in its styles", "document-doctype",
     lambda: odt(whole(), styles_xml=OUTSIDE + "<x/>")),
    ("an OpenDocument with a DOCTYPE in its manifest", "document-doctype", lambda: odt(whole(), OUTSIDE + "<m/>")),
    ("an OpenDocument without its content", "document-broken",
     lambda: zipped({"mimetype": ODT_TYPE, "META-INF/manifest.xml": "<m/>"})),
    ("an OpenDocument without its manifest", "document-broken",
     lambda: zipped({"mimetype": ODT_TYPE, "content.xml": whole()})),
    ("an OpenDocument that does not say what it is", "document-type",
     lambda: zipped({"content.xml": whole(), "META-INF/manifest.xml": "<m/>"})),
    ("an OpenDocument that says it is a drawing", "document-type",
     lambda: odt(whole(), kind="application/vnd.oasis.opendocument.graphics")),
    ("an OpenDocument that is a template", "odt", lambda: odt(whole(), kind=ODT_TYPE + "-template")),
    ("an OpenDocument of a kind without end", "odt", lambda: odt(whole(), kind=ODT_TYPE + "a" * 9_000_000)),
    ("an OpenDocument of a kind that lies", "document-broken",
     lambda: patched(odt(whole()), "mimetype", 24, b"\xff\xff\xff\x00")),
    ("an OpenDocument of noise", "document-broken", lambda: odt(noise(9_000).hex())),
    ("an OpenDocument that breaks off", "document-broken", lambda: odt(whole()[:-30])),
    ("half an OpenDocument", "document-broken", lambda: odt(whole() * 9)[:300]),
    ("an OpenDocument whose content is locked", "document-encrypted",
     lambda: patched(odt(whole()), "content.xml", 8, b"\x01\x00")),
    ("an OpenDocument folded in a way of its own", "document-broken",
     lambda: zipped({"mimetype": ODT_TYPE, "content.xml": whole()}, zipfile.ZIP_LZMA)),
    ("an OpenDocument without words", "document-no-text", lambda: body(said(" "))),
    ("an OpenDocument of endless words", "document-long", lambda: body(said(noise(1_700_000).hex()))),
    ("an OpenDocument of a hundred thousand paragraphs", "odt", lambda: body(said() * 40_000)),
    ("an OpenDocument of blanks without end", "odt",
     lambda: body(said('a<text:s text:c="999999999999"/>b<text:s text:c="-9"/>c<text:s text:c="x"/>'))),
    ("an OpenDocument of many blanks", "document-long", lambda: body(said('<text:s text:c="100"/>' * 31_000))),
    ("an OpenDocument of lists in lists", "odt",
     lambda: body("<text:list><text:list-item>" * 90 + said() + "</text:list-item></text:list>" * 90)),
    ("an OpenDocument of lists without end", "document-bomb", lambda: body("<text:list><text:list-item>" * 9_000)),
    ("an OpenDocument of paragraphs in paragraphs", "odt", lambda: body("<text:p>a" * 150 + "</text:p>" * 150)),
    ("an OpenDocument of tables in tables", "odt",
     lambda: body(nested_tables(50))),
    ("an OpenDocument of cells that come a billion times", "odt",
     lambda: body(table(cells('table:number-columns-repeated="1000000000"') * 9))),
    ("an OpenDocument of rows that come a billion times", "odt",
     lambda: body(table(cells("").replace("-row>", '-row table:number-rows-repeated="1000000000">', 1) + cells("")))),
    ("an OpenDocument of cells as wide and high as can be", "odt",
     lambda: body(table(cells('table:number-columns-spanned="99999999" table:number-rows-spanned="99999999"') * 3))),
    ("an OpenDocument of cells of less than nothing", "odt",
     lambda: body(table(cells('table:number-columns-spanned="-1" table:number-rows-spanned="x"') * 3))),
    ("an OpenDocument of a row of many cells", "odt", lambda: body(table(cells("", 90_000)))),
    ("an OpenDocument of covered cells alone", "odt",
     lambda: body(table("<table:table-row>" + "<table:covered-table-cell/>" * 9 + "</table:table-row>") + said())),
    ("an OpenDocument of pictures from elsewhere", "odt",
     lambda: body(f'<draw:image xmlns:x="x" x:href="{FAR}"/><draw:object x:href="{NEAR}" xmlns:x="x"/>{said()}')),
    ("an OpenDocument of a section from elsewhere", "odt",
     lambda: body(f'<text:section><text:section-source xmlns:x="x" x:href="{NEAR}"/>{said()}</text:section>')),
    ("an OpenDocument dressed from elsewhere", "odt", lambda: odt(whole(f'<?xml-stylesheet href="{NEAR}"?>'))),
    ("an OpenDocument of macros", "odt", lambda: odt(whole(), script_xml=f"<s>Shell('{FAR}')</s>")),
    ("an OpenDocument of notes in notes", "odt", lambda: body(said("a" + "<text:note>b" * 90 + "</text:note>" * 90))),
    ("an OpenDocument of changes that close twice", "document-broken",
     lambda: body("<text:tracked-changes></text:tracked-changes></text:tracked-changes>" + said())),
    ("an OpenDocument of a part that climbs out", "document-member",
     lambda: zipped({"mimetype": ODT_TYPE, "content.xml": whole(), "a/../../b": ""})),
    ("an OpenDocument that unfolds without end", "document-bomb", lambda: odt(whole(), styles_xml=bytes(30 * 2**20))),
]  # fmt: skip
CASES = [Case(name, expected, "odt", content) for name, expected, content in MADE]
