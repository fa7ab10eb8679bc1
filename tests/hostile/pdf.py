"""PDFs: objects that hold themselves, streams that unfold without end, fonts and tables of letters that are broken."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.hostile.case import FAR, NEAR, READ, Case, noise

WORDS = b" 0 9 Td (mot mot mot mot) Tj"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
LETTERS = "/Font << /F 5 0 R >>"
LOCK = "/Encrypt << /Filter /Standard /V 99 /R 99 /O (a) /U (b) /P -1 >> /ID [(a) (b)] "
SELF_DRAWN = (
    "/Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /A 4 0 R >> /FirstChar 65 "
    "/LastChar 65 /Widths [9] /Encoding << /Differences [65 /A] >> /Resources << /Font << /F 5 0 R >> >>"
)
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"


def pdf_of(*objects: str | bytes, more: str = "") -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue; without a table, which readers build again."""
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, one.encode("latin-1") if isinstance(one, str) else one)
        for number, one in enumerate(objects, 1)
    )
    end = b"trailer << /Root 1 0 R /Size %d %s>>\n%%%%EOF\n" % (len(objects) + 1, more.encode())
    return b"%PDF-1.7\n" + body + end


def stream(content: bytes, more: str = "", *, filters: int = 1, folded: int = 0) -> bytes:
    """`content` folded `filters` times, of which it is `folded` times already."""
    for _ in range(filters - folded):
        content = zlib.compress(content, 9)
    return plain(content, f"/Filter [{'/FlateDecode ' * filters}] {more}")


def plain(content: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(content)} {more}>>\nstream\n".encode() + content + b"\nendstream"


def zeros(megabytes: int) -> bytes:
    """So much of nothing, folded once; the same megabyte again and again, as it is folded."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1) + packer.flush()


def said(words: bytes = b"(mot)") -> bytes:
    return plain(b"BT /F 9 Tf 50 700 Td " + words + b" Tj ET")


def sheet(
    contents: bytes, *more: str | bytes, resources: str = LETTERS, page: str = "/MediaBox [0 0 595 842]", count: int = 1
) -> bytes:
    """So many times the same page; `more` are the objects from the fifth on, the font by default."""
    return pdf_of(
        CATALOGUE,
        f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>",
        f"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources << {resources} >> >>",
        contents,
        *(more or (FONT,)),
    )


def drawn(content: bytes, *forms: bytes) -> bytes:
    """A page that draws the form X, and others by their number from 5."""
    names = " ".join(f"/X{number} {number} 0 R" for number in range(5, 5 + len(forms)))
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {names} >> >> "
    return sheet(plain(content), *(plain(form, head) for form in forms), resources=f"/XObject << {names} >>")


def font(more: str, *objects: str | bytes, words: bytes = b"<0041004200430041>") -> bytes:
    return sheet(said(words), f"<< /Type /Font {more} >>", *objects)


def letters(table: bytes) -> bytes:
    """A font whose table from codes to letters is this."""
    table = b"/CIDInit /ProcSet findresource begin begincmap " + table + b" endcmap"
    wide = "/Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R"
    cid = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (I) >> >>"
    return font(wide, cid, stream(table))


def nested_pages(depth: int) -> bytes:
    kids = (f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>" for number in range(2, depth))
    return pdf_of(CATALOGUE, *kids, "<< /Type /Page /MediaBox [0 0 9 9] >>")


def embedded(name: str, data: bytes) -> bytes:
    described = f"/Subtype /TrueType /BaseFont /A /FirstChar 65 /LastChar 67 /Widths [9 -9 99999999] /{name} 6 0 R"
    file = f"<< /Type /FontDescriptor /FontName /A /Flags 4 /{name} 7 0 R >>"
    return font(described.replace(f"/{name}", "/FontDescriptor"), file, stream(data), words=b"(ABC)")


def acting(action: str) -> bytes:
    catalogue = f"<< /Type /Catalog /Pages 2 0 R /OpenAction << {action} >> /AA << /O << {action} >> >> >>"
    return sheet(said()).replace(CATALOGUE.encode(), catalogue.encode())


def linked(prev: str) -> bytes:
    """With a table of its objects, which says that an older one stands at `prev`."""
    whole = sheet(said())
    return (
        whole
        + f"xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev {prev} >>\n".encode()
        + (b"startxref\n%d\n%%%%EOF\n" % len(whole))
    )


def packed(content: bytes, more: str) -> bytes:
    return pdf_of(CATALOGUE, plain(content, "/Type /ObjStm " + more), stream(b"", "/Type /XRef /W [1 2 1] /Size 9 "))


def ruled(count: int) -> bytes:
    lines = b"".join(b"%d %d m %d %d l S " % (n % 595, n % 842, (n * 7) % 595, n % 842) for n in range(count))
    return sheet(stream(lines + b"BT /F 9 Tf (mot) Tj ET"))


def scattered(count: int) -> bytes:
    """Every letter on its own, in columns and rows that nearly meet."""
    each = (b"1 0 0 1 %d %d Tm (a) Tj " % (n * 37 % 590, n * 11 % 830) for n in range(count))
    return sheet(stream(b"BT /F 9 Tf " + b"".join(each) + b"ET"))


MADE: list[tuple[str, str, Callable[[], bytes]]] = [
    ("the first line of a PDF", "document-broken", lambda: b"%PDF-1.7\n"),
    ("noise that begins as a PDF", "document-broken", lambda: b"%PDF-1.7\n" + noise(9_000)),
    ("a PDF after a page of noise", "not-pdf", lambda: noise(2_000) + sheet(said())),
    ("a PDF that says it has a billion pages", "pdf-no-text",
     lambda: sheet(b"null").replace(b"/Count 1 ", b"/Count 999999999 ")),
    ("a PDF of less than no pages", "pdf", lambda: sheet(said()).replace(b"/Count 1 ", b"/Count -5 ")),
    ("a PDF of too many pages", "document-pages", lambda: sheet(b"null", count=2_001)),
    ("a PDF of too many pages and one", "document-pages", lambda: sheet(said(), count=200_000)),
    ("a PDF whose pages hold themselves", "pdf-no-text",
     lambda: pdf_of(CATALOGUE, "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>")),
    ("a PDF of pages inside pages", "pdf-no-text", lambda: nested_pages(20_000)),
    ("a PDF whose page is its own parent", "pdf", lambda: sheet(said()).replace(b"/Parent 2 0 R", b"/Parent 3 0 R")),
    ("a PDF without pages", "document-broken", lambda: pdf_of("<< /Type /Catalog >>")),
    ("a PDF whose catalogue is itself", "document-broken", lambda: pdf_of("1 0 R")),
    ("a PDF that draws itself", "pdf-no-text", lambda: drawn(b"/X5 Do", b"/X5 Do")),
    ("a PDF of two drawings that draw each other", "pdf-no-text", lambda: drawn(b"/X5 Do", b"/X6 Do", b"/X5 Do")),
    ("a PDF of a long chain of drawings", "pdf-no-text",
     lambda: drawn(b"/X5 Do", *(b"/X%d Do" % n for n in range(6, 160)))),
    ("a PDF of drawings ten times in each other", "document-slow",
     lambda: drawn(b"/X5 Do", *(b"/X%d Do " % n * 10 for n in range(6, 17)))),
    ("a PDF of nested lists", "pdf-no-text", lambda: sheet(stream(b"[" * 500_000))),
    ("a PDF of nested dictionaries", "pdf-no-text", lambda: sheet(stream(b"<< /A " * 200_000))),
    ("a PDF whose trailer is nested lists", "document-broken",
     lambda: pdf_of(CATALOGUE, more="/A " + "[" * 200_000).replace(b"/Root 1 0 R", b"")),
    ("a PDF of states without end", "pdf", lambda: sheet(stream(b"q " * 500_000 + b"BT /F 9 Tf (mot) Tj ET"))),
    ("a PDF of a string that never closes", "pdf-no-text", lambda: sheet(stream(b"BT /F 9 Tf (mot" * 50_000))),
    ("a PDF of a comment that never ends", "pdf-no-text", lambda: sheet(stream(b"%" * 900_000))),
    ("a PDF of a name of a megabyte", "pdf-no-text", lambda: sheet(stream(b"/" + b"A" * 2**20 + b" gs"))),
    ("a PDF folded many times", "document-bomb", lambda: sheet(stream(zeros(900), filters=3, folded=1))),
    ("a PDF folded once but for a gigabyte", "document-bomb", lambda: sheet(stream(zeros(1_100), folded=1))),
    ("a PDF of a stream as long as itself", "pdf-no-text",
     lambda: sheet(b"<< /Length 4 0 R >>\nstream\nBT\nendstream")),
    ("a PDF of a stream of less than nothing", "pdf", lambda: sheet(said().replace(b"/Length ", b"/Length -"))),
    ("a PDF of a stream longer than the file", "pdf", lambda: sheet(said().replace(b"/Length ", b"/Length 99999"))),
    ("a PDF of an unknown folding", "pdf-no-text", lambda: sheet(plain(b"BT", "/Filter /Nothing "))),
    ("a PDF of a thousand foldings", "pdf-no-text",
     lambda: sheet(plain(b"BT", f"/Filter [{'/ASCIIHexDecode ' * 1_000}] "))),
    ("a PDF of noise in every folding", "pdf-no-text",
     lambda: sheet(plain(noise(5_000), "/Filter [/LZWDecode /RunLengthDecode /ASCII85Decode] "))),
    ("a PDF of runs that repeat runs", "pdf-no-text",
     lambda: sheet(plain(b"\x81A" * 400_000 + b"\x80", "/Filter [/RunLengthDecode /RunLengthDecode] "))),
    ("a PDF of columns as wide as can be", "pdf-no-text",
     lambda: sheet(stream(b"BT", "/DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 >> "))),
    ("a PDF of endless words", "document-long",
     lambda: sheet(stream(b"BT /F 9 Tf" + WORDS * 4_000 + b" ET"), count=50)),
    ("a PDF of endless words on a page", "document-bomb",
     lambda: sheet(stream(b"BT /F 9 Tf" + WORDS * 300_000 + b" ET"))),
    ("a PDF of letters everywhere", "pdf", lambda: scattered(9_000)),
    ("a PDF of lines everywhere", "pdf", lambda: ruled(20_000)),
    ("a PDF of a page without end", "pdf", lambda: sheet(said(), page="/MediaBox [-1e38 -1e38 1e38 1e38]")),
    ("a PDF of a page without room", "pdf", lambda: sheet(said(), page="/MediaBox [0 0 0 0] /Rotate 45")),
    ("a PDF of a page that is upside down", "pdf",
     lambda: sheet(said(), page="/MediaBox [595 842 0 0] /UserUnit 1e30")),
    ("a PDF of letters without size", READ, lambda: sheet(plain(b"BT /F 0 Tf (mot) Tj ET"))),
    ("a PDF of letters beyond all size", READ,
     lambda: sheet(plain(b"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (mot mot) Tj ET"))),
    ("a PDF of a picture in its text", "pdf-no-text",
     lambda: sheet(plain(b"BI /W 99999 /H 99999 /BPC 8 ID " + noise(5_000)))),
    ("a PDF of a font without anything", "pdf", lambda: font("", words=b"(ABC)")),
    ("a PDF of a font that is itself", READ,
     lambda: font("/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R]", words=b"(AB)")),
    ("a PDF of a font that draws itself", "pdf", lambda: font(SELF_DRAWN, words=b"(AAA)")),
    ("a PDF of a font of noise", "pdf", lambda: embedded("FontFile2", noise(9_000))),
    ("a PDF of a font that breaks off", "pdf",
     lambda: embedded("FontFile2", b"\x00\x01\x00\x00\xff\xff\x00\x80" + noise(300))),
    ("a PDF of a font of another kind", "pdf", lambda: embedded("FontFile3", b"OTTO\x00\x01" + noise(3_000))),
    ("a PDF of a font that unfolds without end", "pdf", lambda: embedded("FontFile2", bytes(60 * 2**20))),
    ("a PDF of a table of letters that uses itself", "pdf",
     lambda: letters(b"7 0 R usecmap /A usecmap 1 beginbfchar <0041> <0042> endbfchar")),
    ("a PDF of a table of all letters", READ, lambda: letters(b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange")),
    ("a PDF of tables of many letters", READ,
     lambda: letters(b"1 beginbfrange <0000> <ffff> <0041> endbfrange " * 300)),
    ("a PDF of a letter that is a book", "pdf",
     lambda: letters(b"1 beginbfchar <0041> <" + b"00410042" * 90_000 + b"> endbfchar")),
    ("a PDF of letters that cannot be", "pdf",
     lambda: letters(b"3 beginbfchar <0041> <d800> <0042> <0000> <0043> <fffe> endbfchar")),
    ("a PDF of letters that cannot be seen", "pdf",
     lambda: letters(b"3 beginbfchar <0041> <202e> <0042> <200b> <0043> <0041> endbfchar")),
    ("a PDF of a table of noise", "pdf", lambda: letters(noise(5_000))),
    ("a PDF that starts a program", "pdf", lambda: acting(f"/S /Launch /F ({NEAR}) /Win << /F (cmd.exe) >>")),
    ("a PDF that runs a script", "pdf", lambda: acting(f"/S /JavaScript /JS (app.launchURL\\('{FAR}'\\);)")),
    ("a PDF that goes to another file", "pdf", lambda: acting(f"/S /GoToR /F << /FS /URL /F ({FAR}) >> /D [0 /Fit]")),
    ("a PDF that takes data from a file", "pdf", lambda: acting(f"/S /ImportData /F ({NEAR})")),
    ("a PDF that sends its form", "pdf", lambda: acting(f"/S /SubmitForm /F << /FS /URL /F ({FAR}) >>")),
    ("a PDF whose stream is another file", "pdf-no-text",
     lambda: sheet(plain(b"", f"/F ({NEAR}) /FFilter /FlateDecode "))),
    ("a PDF of a form in XML", "pdf",
     lambda: sheet(said()).replace(b"/Catalog", b"/Catalog /AcroForm << /XFA 4 0 R >> /NeedsRendering true")),
    ("a PDF locked by nonsense", "pdf-encrypted",
     lambda: pdf_of(CATALOGUE, "<< /Type /Pages /Kids [] /Count 0 >>", more=LOCK)),
    ("a PDF locked by itself", "pdf", lambda: sheet(said()).replace(b"/Size", b"/Encrypt 9 0 R /Size")),
    ("a PDF whose table comes before itself", "pdf", lambda: linked("9")),
    ("a PDF whose table is its own elder", "pdf", lambda: linked(str(len(sheet(said()))))),
    ("a PDF whose table stands beyond its end", "pdf", lambda: linked("99999999999999999999")),
    ("a PDF whose objects are packed in themselves", "document-broken",
     lambda: packed(b"2 0 1 0", "/N 2 /First 8 /Extends 2 0 R ")),
    ("a PDF of a billion packed objects", READ, lambda: packed(b"1 0", "/N 999999999 /First 999999999 ")),
    ("a PDF of many ends", "pdf", lambda: sheet(said()) + b"startxref\n0\n%%EOF\n" * 90_000),
    ("a PDF of many notes", "pdf",
     lambda: sheet(said(), page=f"/MediaBox [0 0 9 9] /Annots [{'<< /Subtype /Link >> ' * 90_000}]")),
    ("a PDF of huge numbers of objects", "pdf",
     lambda: sheet(said()).replace(b"\n5 0 obj", b"\n4294967295 0 obj").replace(b"5 0 R", b"4294967295 0 R")),
    ("a PDF in which an object comes twice", "pdf",
     lambda: sheet(said()).replace(b"trailer", said(b"(autre)").join([b"4 0 obj\n", b"\nendobj\ntrailer"]))),
]  # fmt: skip
CASES = [
    Case(name, expected, "pdf", content, 2.0 if expected == "document-slow" else 25.0)
    for name, expected, content in MADE
]
