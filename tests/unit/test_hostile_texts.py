"""Documents damaged or built to do harm give a text or a finding with a name: in time, in memory, and nothing else."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.messages import CATALOGUE
from ingest.text.limits import Limits
from ingest.text.reading import read
from tests import papers
from tests.papers import Paper, written, zipped

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
SECONDS, MEGABYTES = 30.0, 1_024
DOCTYPE = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
WORDS = b" 0 9 Td (mot mot mot mot) Tj"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
BLOCKS = ["Le réseau a été créé en 1943.", "- accueil"]

# Reads a file in a fresh process and tells what became of it, how long it took and how much memory (own and child's).
PROBE = """
import json, resource, sys, time
from ingest.text.reading import read
start = time.process_time()
text = read(sys.argv[1])
code = text.kind or text.findings[-1].code
child = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - start + child.ru_utime + child.ru_stime
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([code, seconds, max(own, child.ru_maxrss) / 1024]))
"""
# Parses a file in its own process and tells what else was opened, asked of the network, or started.
WATCH = """
import io, json, sys
from ingest.text import extract
from ingest.text.reading import _kind, USUAL
from pathlib import Path
path = Path(sys.argv[1])
kind, seen, told = _kind(path, USUAL), set(), io.StringIO()
def watch(event, args):
    if event == "open" or event.startswith(("socket.", "subprocess.", "os.", "urllib.", "shutil.")):
        seen.add(f"{event} {args[0] if args else ''}")
out, sys.stdout = sys.stdout, told
sys.addaudithook(watch)
extract.main(kind, str(path), 10_000)
sys.stdout = out
print(json.dumps([sorted(seen), [json.loads(line) for line in told.getvalue().splitlines()][-1]["raw"]]))
"""


def pdf_of(*objects: str | bytes) -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue; without a table, which readers build again."""
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, one.encode("latin-1") if isinstance(one, str) else one)
        for number, one in enumerate(objects, 1)
    )
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)


def stream(content: bytes, more: str = "", *, filters: int = 1, folded: int = 0) -> bytes:
    """`content` folded `filters` times, of which it is `folded` times already."""
    for _ in range(filters - folded):
        content = zlib.compress(content, 9)
    names = "/FlateDecode " * filters
    return f"<< /Length {len(content)} /Filter [{names}] {more}>>\nstream\n".encode() + content + b"\nendstream"


def zeros(megabytes: int) -> bytes:
    """So much of nothing, folded once; the same megabyte again and again, as it is folded."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1) + packer.flush()


def many_pages(count: int, contents: bytes = b"null", resources: str = "/Font << /F 5 0 R >>") -> bytes:
    """So many times the same page."""
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>",
        contents,
        FONT,
    )


def endless_tree() -> bytes:
    return pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>")


def drawn_by_itself() -> bytes:
    form = stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> ")
    return many_pages(1, stream(b"/X Do"), resources="/XObject << /X 5 0 R >>").replace(FONT, form)


def paper(path: Path, password: str | None = None) -> Path:
    return Paper(path / "a.pdf", password).column(50, 700, ["Le réseau a été créé.", "Il dure."] * 9).page().done()


def pictures(path: Path) -> Path:
    return Paper(path / "a.pdf").page().page().done()


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def encrypted_docx(path: Path) -> Path:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return written(path / "a.docx", start + bytes(2_000) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000))


def lying_docx(path: Path) -> Path:
    """Its directory says 100 bytes where ten megabytes unfold."""
    file = zipped(path / "a.docx", {"word/document.xml": papers.word_xml(BLOCKS), "word/a.xml": bytes(10 * 2**20)})
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("word/a.xml")
    sizes = info.compress_size.to_bytes(4, "little") + info.file_size.to_bytes(4, "little")
    data = bytearray(file.read_bytes())
    at = data.rindex(sizes)
    data[at + 4 : at + 8] = (100).to_bytes(4, "little")
    return written(file, bytes(data))


def with_part(path: Path, name: str, content: str | bytes) -> Path:
    return zipped(path / "a.docx", {"word/document.xml": papers.word_xml(BLOCKS), name: content})


def body(path: Path, xml: str) -> Path:
    return zipped(path / "a.docx", {"word/document.xml": f'<w:document xmlns:w="{papers.WORD}">{xml}</w:document>'})


HOSTILE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "a file that is not there": ("file-missing", lambda path: path / "a.pdf"),
    "a folder": ("file-missing", lambda path: path),
    "an empty file": ("empty", lambda path: written(path / "a.pdf", b"")),
    "a file of blanks": ("empty", lambda path: written(path / "a.txt", b"\xef\xbb\xbf \r\n\r\n\f")),
    "text named as a PDF": ("not-pdf", lambda path: written(path / "a.pdf", "Le réseau")),
    "the first line of a PDF": ("document-broken", lambda path: written(path / "a.pdf", b"%PDF-1.7\n")),
    "noise that begins as a PDF": (
        "document-broken",
        lambda path: written(path / "a.pdf", b"%PDF-1.7\n" + noise(9_000)),
    ),
    "a PDF with a password": ("pdf-encrypted", lambda path: paper(path, "secret")),
    "a PDF of pictures": ("pdf-no-text", pictures),
    "a PDF of too many pages": ("document-pages", lambda path: written(path / "a.pdf", many_pages(2_001))),
    "a PDF that says it has a billion pages": (
        "pdf-no-text",
        lambda path: written(path / "a.pdf", many_pages(1).replace(b"/Count 1 ", b"/Count 999999999 ")),
    ),
    "a PDF whose pages hold themselves": ("pdf-no-text", lambda path: written(path / "a.pdf", endless_tree())),
    "a PDF that draws itself": ("pdf-no-text", lambda path: written(path / "a.pdf", drawn_by_itself())),
    "a PDF of nested lists": (
        "pdf-no-text",
        lambda path: written(path / "a.pdf", many_pages(1, stream(b"[" * 500_000))),
    ),
    "a PDF folded many times": (
        "document-bomb",
        lambda path: written(path / "a.pdf", many_pages(1, stream(zeros(900), filters=3, folded=1))),
    ),
    "a PDF of endless words": (
        "document-long",
        lambda path: written(path / "a.pdf", many_pages(50, stream(b"BT /F 9 Tf" + WORDS * 6_000 + b" ET"))),
    ),
    "a PDF of endless words on a page": (
        "document-bomb",
        lambda path: written(path / "a.pdf", many_pages(1, stream(b"BT /F 9 Tf" + WORDS * 300_000 + b" ET"))),
    ),
    "a picture": ("document-type", lambda path: written(path / "a.png", b"\x89PNG\r\n\x1a\n" + noise(500))),
    "an old Word document": (
        "document-type",
        lambda path: written(path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999)),
    ),
    "rich text named as text": ("document-type", lambda path: written(path / "a.txt", "{\\rtf1 Le réseau}")),
    "noise named as text": ("document-type", lambda path: written(path / "a.txt", noise(9_000))),
    "text without end": ("document-long", lambda path: written(path / "a.txt", "mot " * 1_000_001)),
    "text of too many pages": ("document-pages", lambda path: written(path / "a.txt", "mot\f" * 2_001)),
    "a hundred and one megabytes": ("too-big", lambda path: sparse(path / "a.txt", 101 * 2**20)),
    "a zip of something else": ("document-type", lambda path: zipped(path / "a.docx", {"a.txt": "mot"})),
    "text named as a Word document": ("document-broken", lambda path: written(path / "a.docx", "Le réseau")),
    "half a Word document": ("document-broken", lambda path: halved(papers.docx(path / "a.docx", BLOCKS * 50))),
    "a Word document with a password": ("document-encrypted", encrypted_docx),
    "a Word document without words": ("document-no-text", lambda path: papers.docx(path / "a.docx", [" "])),
    "a Word document with a billion laughs": (
        "document-doctype",
        lambda path: papers.docx(path / "a.docx", BLOCKS, DOCTYPE),
    ),
    "a Word document with an entity from outside": (
        "document-doctype",
        lambda path: papers.docx(path / "a.docx", BLOCKS, OUTSIDE),
    ),
    "a DOCTYPE in a part that nobody reads": (
        "document-doctype",
        lambda path: with_part(path, "word/styles.xml", DOCTYPE + "<x/>"),
    ),
    "a part that climbs out": ("document-member", lambda path: with_part(path, "../../a.xml", "<x/>")),
    "a part at the root of the disk": ("document-member", lambda path: with_part(path, "/etc/a.xml", "<x/>")),
    "a zip bomb": ("document-bomb", lambda path: with_part(path, "word/a.xml", bytes(199 * 2**20))),
    "a zip bomb that lies about its size": ("document-bomb", lying_docx),
    "thousands of parts": (
        "document-bomb",
        lambda path: zipped(path / "a.docx", {f"{n}.xml": "" for n in range(2_100)}),
    ),
    "deep nesting": ("document-bomb", lambda path: body(path, "<w:p>" * 1_000_000)),
    "an endless tag": ("document-bomb", lambda path: body(path, f'<w:p a="{noise(3 * 2**20).hex()}"/>')),
    "XML that breaks off": ("document-broken", lambda path: body(path, "<w:p><w:r>")),
    "a Word document of endless words": (
        "document-long",
        lambda path: body(path, "<w:p><w:r><w:t>" + noise(2_100_000).hex() + "</w:t></w:r></w:p>"),
    ),
    "an OpenDocument with a password": (
        "document-encrypted",
        lambda path: papers.odt(
            path / "a.odt", BLOCKS, manifest="<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"
        ),
    ),
    "an OpenDocument with an entity from outside": (
        "document-doctype",
        lambda path: papers.odt(path / "a.odt", BLOCKS, OUTSIDE),
    ),
    "an OpenDocument without its content": (
        "document-broken",
        lambda path: zipped(path / "a.odt", {"mimetype": papers.ODT_TYPE, "META-INF/manifest.xml": "<m/>"}),
    ),
    "a web page without words": ("document-no-text", lambda path: written(path / "a.html", "<html><script>let a = 1")),
    "a web page of comments that never end": ("html", lambda path: written(path / "a.html", "mot" + "<!--" * 9_000)),
    "a web page of endless depth": ("html", lambda path: written(path / "a.html", "<div><b>" * 300_000 + "mot")),
    "a web page of impossible letters": (
        "html",
        lambda path: written(path / "a.html", "a&#x110000;&#xD800;&#0;&bogus;" * 9_000),
    ),
    "text of hyphens": ("txt", lambda path: written(path / "a.txt", "a-" * 300_000 + "a-\n" * 100_000)),
    "text of blanks": (
        "txt",
        lambda path: written(path / "a.txt", "a" + " " * 600_000 + "\n" * 200_000 + "b -\n" * 50_000),
    ),
    "text of marks": (
        "txt",
        lambda path: written(path / "a.txt", "**_`[$^{" * 100_000 + "#" * 99_999 + "*a " * 99_999),
    ),
    "text of stops": ("txt", lambda path: written(path / "a.txt", "M. A. « . » ... " * 60_000)),
    "text of odd encodings": (
        "txt",
        lambda path: written(path / "a.txt", "é\ud800\x00".encode("utf-8", "surrogatepass") + b"a" * 99),
    ),
}


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.write(b"mot ")
        file.truncate(size)
    return path


def halved(path: Path) -> Path:
    whole = path.read_bytes()
    return written(path, whole[: len(whole) // 2])


@linux
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_by_its_name_in_time_and_memory(tmp_path: Path, name: str) -> None:
    expected, build = HOSTILE[name]
    command = [sys.executable, "-c", PROBE, str(build(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=120)
    code, seconds, megabytes = json.loads(done.stdout)
    assert (code, seconds < SECONDS, megabytes < MEGABYTES) == (expected, True, True)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.html", "a.md", "a.txt"])
def test_a_damaged_document_gives_a_text_or_a_finding_and_never_anything_else(tmp_path: Path, name: str) -> None:
    dice = random.Random(name)
    makers: dict[str, Callable[[Path], Path]] = {
        "a.pdf": lambda file: paper(file.parent),
        "a.docx": lambda file: papers.docx(file, BLOCKS),
        "a.odt": lambda file: papers.odt(file, BLOCKS),
        "a.html": lambda file: papers.html(file, BLOCKS),
        "a.md": lambda file: written(file, "# Titre\n\n**Le** [réseau](a)\n" * 20),
        "a.txt": lambda file: written(file, "Le réseau inno-\nve 1^{er}.\f" * 20),
    }
    whole = makers[name](tmp_path / name).read_bytes()
    for _ in range(12):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        text = read(written(tmp_path / name, bytes(damaged[: dice.randint(1, len(damaged))])))
        assert text.pages or text.findings[-1].severity == "error"
        assert all(found.code in CATALOGUE and found.file == name for found in text.findings)
        assert all(len(page.offsets) == len(page.text) for page in text.pages)


def test_a_document_that_takes_too_long_says_so(tmp_path: Path) -> None:
    text = read(paper(tmp_path), Limits(seconds=0.0))
    assert [(found.code, found.message.fr) for found in text.findings] == [
        ("document-slow", "Le document n'a pas pu être lu en 0 secondes.")
    ]


def test_a_page_that_is_a_picture_among_others_is_named(tmp_path: Path) -> None:
    file = Paper(tmp_path / "a.pdf").column(50, 700, ["Le réseau dure."]).page().page().done()
    text = read(file)
    assert [page.text for page in text.pages] == ["Le réseau dure.", ""]
    assert [(found.code, found.message.fr) for found in text.findings] == [
        ("pages-without-text", "1 page(s) sur 2 n'ont pas de texte, dont la page 2.")
    ]


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.odt"])
def test_what_a_document_names_is_neither_opened_nor_asked_of_the_network(tmp_path: Path, name: str) -> None:
    far, near = "http://exemple.invalid/a", "file:///etc/hostname"
    link = f'<img src="{far}"/><iframe src="{near}"></iframe><link href="{far}"/><script src="{far}"></script>'
    makers: dict[str, Callable[[Path], Path]] = {
        "a.html": lambda file: written(file, f"<html>{link}<object data='{near}'></object><p>mot</p>"),
        "a.docx": lambda file: with_part(
            file.parent,
            "word/_rels/document.xml.rels",
            f'<R><R Id="r1" Type="attachedTemplate" Target="{far}" TargetMode="External"/><R Target="{near}"/></R>',
        ),
        "a.odt": lambda file: papers.odt(file, ["mot"], f'<?xml-stylesheet href="{near}"?>'),
    }
    file = makers[name](tmp_path / name)
    command = [sys.executable, "-c", WATCH, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    opened, raw = json.loads(done.stdout)
    assert (set(opened), bool(raw)) == ({f"open {file}"}, True)
