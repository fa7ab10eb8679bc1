"""Plain text: lines without end, letters that cannot be, encodings that are none, and files that are no text."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import Case, noise

PNG = b"\x89PNG\r\n\x1a\n"
MADE: list[tuple[str, str, str, Callable[[], str | bytes]]] = [
    ("an empty file", "empty", "pdf", lambda: b""),
    ("a file of blanks", "empty", "txt", lambda: b"\xef\xbb\xbf \r\n\r\n\f"),
    ("a file of nothing", "empty", "md", lambda: bytes(90_000)),
    ("text named as a PDF", "not-pdf", "pdf", lambda: "Le réseau"),
    ("text named as an OpenDocument", "document-broken", "odt", lambda: "Le réseau"),
    ("a picture", "document-type", "png", lambda: PNG + noise(500)),
    ("a picture named as text", "document-type", "txt", lambda: PNG + bytes(range(32)) * 30),
    ("rich text named as text", "document-type", "txt", lambda: "{\\rtf1 Le réseau}"),
    ("rich text named as a Word document", "document-broken", "docx", lambda: "{\\rtf1 Le réseau}"),
    ("a program", "document-type", "txt", lambda: b"\x7fELF" + noise(9_000)),
    ("noise named as text", "document-type", "txt", lambda: noise(9_000)),
    ("noise after a mark", "txt", "txt", lambda: b"\xff\xfe" + noise(9_001)),
    ("text without end", "document-long", "txt", lambda: "mot " * 1_000_001),
    ("text of too many pages", "document-pages", "txt", lambda: "mot\f" * 2_001),
    ("text of nearly too many pages", "txt", "txt", lambda: "mot\f" * 1_999),
    ("a hundred and one megabytes", "too-big", "txt", lambda: b"mot ".ljust(101 * 2**20, b"\x00")),
    ("text of hyphens", "txt", "txt", lambda: "a-" * 50_000 + "a-\n" * 20_000),
    ("text of hyphens that nobody sees", "txt", "txt", lambda: "a\u00ad\n" * 30_000 + "\u00ad" * 150_000),
    ("text of hyphens of pdfium", "txt", "txt", lambda: "a\ufffe" * 30_000),
    ("text of blanks", "txt", "txt", lambda: "a" + " " * 200_000 + "\n" * 90_000 + "b -\n" * 9_000),
    ("text of blanks of every width", "txt", "txt", lambda: "a" + "\u2003\u00a0\u3000\u202f\t" * 60_000 + "b"),
    ("text of line ends of every kind", "txt", "txt", lambda: "a\r\nb\rc\u2028d\u0085e\x0bf\n" * 9_000),
    ("text of marks", "txt", "txt", lambda: "**_`[$^{" * 20_000 + "#" * 99_999 + "*a " * 9_999),
    ("text of stops", "txt", "txt", lambda: "M. A. « . » ... " * 15_000),
    ("text of one line", "txt", "txt", lambda: "Le réseau est créé. " * 40_000),
    ("text of one word", "txt", "txt", lambda: "a" * 900_000),
    ("text of a hundred thousand paragraphs", "txt", "txt", lambda: "Le réseau dure\n\n" * 100_000),
    ("text of short lines", "txt", "txt", lambda: "a\n" * 40_000),
    ("text of a letter a page", "txt", "txt", lambda: "1\n\f" * 1_900),
    ("text of the same line on all pages", "txt", "txt", lambda: ("Le réseau\n" * 20 + "\f") * 900),
    ("text of numbers", "txt", "txt", lambda: "2018-\n2019 1 000 000,00 €\n" * 9_000),
    ("text of apostrophes", "txt", "txt", lambda: "l'" * 60_000 + "’" * 90_000),
    ("text of accents", "txt", "txt", lambda: "e" + "\u0301" * 200_000),
    ("text of letters in one", "txt", "txt", lambda: "ﬁﬂﬃĳ" * 15_000),
    ("text of letters that nobody sees", "document-no-text", "txt", lambda: "\u200b\u2060\ufeff" * 90_000),
    ("text that runs backwards", "txt", "txt", lambda: "\u202eréseau\u202c\u2067a\u2069" * 60_000),
    ("text of pictures", "txt", "txt", lambda: "👩\u200d👩\u200d👧" * 20_000),
    ("text of letters of nobody", "txt", "txt", lambda: "\ue000\uf8ff\U000f0000" * 40_000),
    ("text of odd encodings", "txt", "txt", lambda: "é\ud800\x00".encode("utf-8", "surrogatepass") + b"a" * 99),
    ("text of halves of letters", "txt", "txt", lambda: "\ud83d\ude00a" * 20_000),
    ("text of long forms of letters", "txt", "txt", lambda: b"mot" + b"\xc0\xaf\xe0\x80\xaf" * 30_000),
    ("text of bytes that begin letters", "txt", "txt", lambda: b"mot " + b"\xf4\x90\xf8\xff" * 60_000),
    ("text of nothings among words", "document-type", "txt", lambda: "m\x00o\x00t\x01 " * 9_000),
    ("text of a few nothings", "txt", "txt", lambda: "Le réseau dure.\n" * 900 + "\x00\x00\x1b"),
    ("text of bells", "document-type", "txt", lambda: "mot\x07\x08" * 9_000),
    ("text in UTF-16 without a mark", "txt", "txt", lambda: ("Le réseau dure. " * 900).encode("utf-16-le")),
    ("text in UTF-16 that breaks off", "txt", "txt", lambda: ("\ufeffLe réseau dure. " * 900).encode("utf-16-be")[:-1]),
    ("text in UTF-32", "document-type", "txt", lambda: ("Le réseau dure. " * 900).encode("utf-32")),
    ("text of a letter in four bytes", "txt", "txt", lambda: ("Le réseau dure. " * 900).encode("gb18030")),
    ("text of long ago", "txt", "txt", lambda: ("Le réseau dure. " * 900).encode("cp500")),
    ("text of many marks of order", "txt", "txt", lambda: "\ufeffmot" * 90_000),
]  # fmt: skip
CASES = [Case(name, expected, suffix, content) for name, expected, suffix, content in MADE]
