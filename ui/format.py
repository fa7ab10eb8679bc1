"""How dates, amounts, numbers and places in documents are written for people, in French and in English. Pure."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

BY_HAND = "hand"
"""The place of a fact in a document that a person wrote down: `ingest.by_hand`."""
NARROW, SOLID = "\u202f", "\u00a0"  # spaces that never break: inside a number, before a unit

_MONTHS = {
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}
_UNKNOWN = {"fr": "date inconnue", "en": "date unknown"}


def number(n: float, lang: str) -> str:
    """A number with its thousands grouped: 12 345 or 12,345.

    >>> number(12345, "en")
    '12,345'
    """
    text = f"{n:,}"
    return text.replace(",", NARROW).replace(".", ",") if lang == "fr" else text


def euros(cents: int, lang: str) -> str:
    """An amount in euros from whole cents; cents are written only where there are some.

    >>> euros(123450, "en")
    '€1,234.50'
    """
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    digits = number(whole, lang) + (f"{',' if lang == 'fr' else '.'}{rest:02d}" if rest else "")
    return f"{sign}{digits}{SOLID}€" if lang == "fr" else f"{sign}€{digits}"


def day(iso: str, lang: str) -> str:
    """An ISO day in words: 1er mars 2020, 1 March 2020."""
    when = date.fromisoformat(iso)
    month = _MONTHS[lang].split(",")[when.month - 1]
    first = "1er" if when.day == 1 and lang == "fr" else str(when.day)
    return f"{first} {month} {when.year}"


def when(label: str | None, since_min: str | None, since_max: str | None, lang: str) -> str:
    """When something began, as its document writes it; else from its dates; else that nobody knows."""
    if label:
        return label
    known = [one[:4] for one in (since_min, since_max) if one]
    if not known:
        return _UNKNOWN[lang]
    return known[0] if len(set(known)) == 1 else f"{known[0]} – {known[-1]}"


def place(at: str, lang: str) -> str:
    """Where a statement stands in its document, in words: its address is
    `Feuille!C12` in a workbook, `L80` in a file of lines, `p3:10-20` or `c10-20` in a text.

    >>> place("p3:1204-1290", "en")
    'page 3'
    """
    if cell := re.fullmatch(r"(.*)!([A-Z]*)(\d+)", at):
        sheet, column, row = cell.groups()
        spot = {"fr": f"ligne {row}", "en": f"row {row}"}[lang]
        if column:
            spot += {"fr": f", colonne {column}", "en": f", column {column}"}[lang]
        return {"fr": f"feuille « {sheet} », {spot}", "en": f"sheet “{sheet}”, {spot}"}[lang] if sheet else spot
    if line := re.fullmatch(r"L(\d+)", at):
        return {"fr": f"ligne {line[1]}", "en": f"line {line[1]}"}[lang]
    if at == BY_HAND:
        return {"fr": "saisi à la main", "en": "written down by hand"}[lang]
    if page := re.match(r"p(\d+)", at):
        return f"page {page[1]}"
    if span := re.fullmatch(r"c(\d+)-(\d+)", at):
        first, last = (number(int(end), lang) for end in span.groups())
        return {"fr": f"caractères {first} à {last}", "en": f"characters {first} to {last}"}[lang]
    return at


def cited(title: str, document: str, at: str, lang: str) -> str:
    """The title of a document in Markdown, as a link that opens it where a fact stands."""
    return f"[**{md(title)}**](document?{urlencode({'doc': document, 'at': at, 'lang': lang})})"


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|$~:])")


def md(text: str) -> str:
    """Text that comes from a document, safe inside Markdown: no emphasis, link, formula, icon or HTML comes of it."""
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
