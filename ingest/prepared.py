"""What a person says of a file before it is read, and what reading it gives: known to screens, without any store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphmodel.statements.records import Document, PageText, Statement
from ingest.findings import Finding
from ingest.network_list import NETWORK_LIST
from ingest.profiles import Profile
from ingest.report import FileReport
from ingest.template_rows import TEMPLATE

PROFILES: tuple[Profile, ...] = (TEMPLATE, NETWORK_LIST)
"""Every kind of file that is read; the one that most headers speak of is taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a file, which the file itself need not say. `covers`: territories, by code or name.
    `replaces` is the document that this one corrects, `work` the work of that one, which stays the same."""

    profile: str = ""
    network: str = ""
    publisher: str = ""
    title: str = ""
    date: str = ""
    licence: str = ""
    series: str = ""
    replaces: str = ""
    covers: str = ""
    mapping: Path | None = None
    fictional: bool = False
    work: str = ""

    def as_options(self) -> list[str]:
        """The words of the command line that say the same, the mapping apart."""
        said = {"--as": self.profile} | {f"--{name}": getattr(self, name) for name in _OPTIONS}
        words = [word for option, value in said.items() if value for word in (option, value)]
        return [*words, *(["--fictional"] if self.fictional else [])]


_OPTIONS = ("network", "publisher", "title", "date", "licence", "series", "replaces", "covers")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read: its document and statements, and what there is to say about it. `mapping` is the file to confirm
    when no profile fits; there are no statements then. `pages` is the text of a document of prose."""

    document: Document
    run: str
    options: Mapping[str, Any]
    statements: Sequence[Statement]
    findings: Sequence[Finding]
    file: FileReport
    mapping: Path | None = None
    choice: bool = False
    pages: Sequence[PageText] = ()
