"""A document of prose: its pages are kept, what they say is proposed; nothing folds before a person agrees."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from graphmodel import imports
from graphmodel.errors import EssaimError, FileRefused, Label
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.draft import Draft
from graphmodel.statements.records import Kind, PageText, State
from ingest import national, sketches
from ingest.described import described
from ingest.directory import Directory
from ingest.facts.gate import Gate
from ingest.facts.identify import Naming
from ingest.facts.records import Context, Fact, KnownName, Named, Reader
from ingest.findings import Finding, finding
from ingest.prepared import Asked, Prepared
from ingest.report import FileReport
from ingest.sources.csvfiles import DELIMITERS, decoded, encoding_of
from ingest.text.pages import Page
from ingest.text.reading import read as read_text

PROFILE = "document"
"""What `--as` calls a document of prose."""
_PROSE = frozenset({".pdf", ".docx", ".odt", ".html", ".htm", ".md", ".markdown"})
_SAMPLE_BYTES, _SAMPLE_LINES = 2**16, 60
_REGULAR = 0.7
SILENT = NullProgress()
READERS: tuple[Reader, ...] = ()
"""Every way of finding facts, those that know most about what they read first."""


def is_prose(path: Path, profile: str = "") -> bool:
    """Whether a file is read as prose: by its name, by what a person says, or, for plain text, because its lines are
    not cut into cells."""
    if profile:
        return profile == PROFILE
    suffix = path.suffix.lower()
    return suffix in _PROSE or (suffix == ".txt" and path.is_file() and not _in_cells(path))


def _in_cells(path: Path) -> bool:
    with path.open("rb") as file:
        data = file.read(_SAMPLE_BYTES)
    text, _ = decoded(data, encoding_of(data))
    lines = [line for line in text.split("\n")[:_SAMPLE_LINES] if line.strip()]
    widths = Counter(cut for one in DELIMITERS for cut in ((one, line.count(one)) for line in lines) if cut[1])
    return bool(widths) and max(widths.values()) >= _REGULAR * len(lines)


def prepare(path: Path, asked: Asked, names: Sequence[KnownName] = (), progress: Progress = SILENT) -> Prepared:
    """Read a document and propose what it says. Raises FileRefused for one that cannot be read, EssaimError
    (`cancelled`) once `progress` gives up."""
    text = read_text(path, progress=progress)
    if text.kind is None:
        problem = text.findings[0]
        raise FileRefused(problem.code, _both(problem))
    about = {"sketch": sketches.sketch(page.text for page in text.pages)}
    document = described(path.name, _sha256(path), asked, about, kind="text")
    options = {"profile": PROFILE, "network": asked.network}
    run = imports.run_id(document, options)
    findings = list(text.findings)
    if not document.publisher:
        findings.append(finding("publisher-missing", file=path.name))
    context = Context(names, _named("Organisation", document.publisher), _named("Network", asked.network))
    facts = read_facts(text.pages, context, progress)
    gate = Gate(Draft(document, run), _naming(document.work, asked), text.pages)
    gate.propose(facts)
    statements = gate.draft.statements()
    proposed = sum(_asked(one.kind, one.quote) for one in statements if one.state is State.PROPOSED)
    findings += [finding("proposals-refused", file=path.name, value=why, number=n) for why, n in gate.refused.items()]
    if not statements:
        findings.append(finding("nothing-found", file=path.name))
    file = FileReport(
        file=path.name, source=PROFILE, sha256=document.sha256, encoding=None, tables=[], proposed=proposed,
        pages=len(text.pages),
    )  # fmt: skip
    pages = [PageText(document.uid, page.number or 0, page.raw) for page in text.pages]
    return Prepared(document, run, options, statements, findings, file, pages=pages)


def read_facts(pages: Sequence[Page], context: Context, progress: Progress = SILENT) -> list[Fact]:
    """What the pages say, by every reader. Raises EssaimError (`cancelled`) once `progress` gives up."""
    found: list[Fact] = []
    progress.start(Label("Recherche des faits", "Looking for facts"), len(READERS))
    try:
        for reader in READERS:
            if progress.cancelled():
                raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked."))
            found += reader(pages, context)
            progress.advance()
    finally:
        progress.finish()
    return found


def _naming(work: str, asked: Asked) -> Naming:
    directory = Directory(work)
    if asked.network:
        directory.choose(asked.network)
    return Naming(work, directory.network)


def _named(kind: str, name: str) -> Named | None:
    if not name:
        return None
    body = national.identify(name) if kind == "Organisation" else None
    return Named(body.kind if body else kind, name)


def _asked(kind: Kind, quote: str) -> bool:
    return kind is not Kind.ENTITY or bool(quote)


def _both(problem: Finding) -> Label:
    hint = problem.suggestion or Label("", "")
    return Label(f"{problem.message.fr} {hint.fr}".strip(), f"{problem.message.en} {hint.en}".strip())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
