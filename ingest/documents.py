"""A document of prose: its pages are kept, what they say is proposed; nothing folds before a person agrees."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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
from ingest.monograph.reading import read_monographs, spans
from ingest.prepared import Asked, Prepared
from ingest.prose.reader import read_prose
from ingest.report import FileReport
from ingest.sources.csvfiles import DELIMITERS, decoded, encoding_of
from ingest.tabular.reading import read_tables
from ingest.tabular.reading import zones as tables
from ingest.text.pages import Page
from ingest.text.reading import read as read_text

PROFILE = "document"
"""What `--as` calls a document of prose."""
_PROSE = frozenset({".pdf", ".docx", ".odt", ".html", ".htm", ".md", ".markdown"})
_SAMPLE_BYTES, _SAMPLE_LINES = 2**16, 60
_REGULAR = 0.7
READERS: tuple[Reader, ...] = (read_prose,)
"""The ways of finding facts that need nothing but the text, after the template of monographs."""
_NAMED = frozenset({"Organisation", "Network", "Innovation", "Programme"})
SILENT = NullProgress()


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


def prepare(
    path: Path, asked: Asked, names: Sequence[KnownName] = (), progress: Progress = SILENT,
    readers: Sequence[Reader] = (),
) -> Prepared:  # fmt: skip
    """Read a document and propose what it says. Raises FileRefused for one that cannot be read, EssaimError
    (`cancelled`) once `progress` gives up."""
    text = read_text(path, progress=progress)
    if text.kind is None:
        problem = text.findings[0]
        raise FileRefused(problem.code, _both(problem))
    about = {"sketch": sketches.sketch(page.text for page in text.pages)}
    document = described(path.name, sha256_of(path), asked, about, kind="text")
    options = {"profile": PROFILE, "network": asked.network}
    run = imports.run_id(document, options)
    findings = list(text.findings)
    if not document.publisher:
        findings.append(finding("publisher-missing", file=path.name))
    context = Context(names, _named("Organisation", document.publisher), _named("Network", asked.network))
    facts = read_facts(text.pages, context, progress, readers)
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


def read_facts(
    pages: Sequence[Page], context: Context, progress: Progress = SILENT, readers: Sequence[Reader] = ()
) -> list[Fact]:  # fmt: skip
    """What the pages say, by every reader: those of the template of monographs and of tables first, for what they name
    is known to those of prose, which leave their zones alone. `readers` are those of prose: READERS where none is
    given.

    Raises EssaimError (`cancelled`) once `progress` gives up.
    """
    readers = readers or READERS
    progress.start(Label("Recherche des faits", "Looking for facts"), 1 + len(readers))
    try:
        found = read_monographs(pages, context)
        zones = spans(pages, context)
        context = told_by(found, context)
        found += (fact for fact in read_tables(pages, context) if not _inside(fact, zones))
        zones += tables(pages, context)
        for reader in readers:
            progress.advance()
            if progress.cancelled():
                raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked."))
            found += (fact for fact in reader(pages, context) if not _inside(fact, zones))
    finally:
        progress.finish()
    return found


def told_by(facts: Sequence[Fact], context: Context) -> Context:
    """What is known once these facts are read: the names that they give, and the network where they tell of one."""
    named = {
        (one.kind, one.name, one.network): KnownName(one.kind, one.name, one.values.get("aliases", ()), one.network)
        for fact in facts for one in fact.links.values() if one.kind in _NAMED
    }  # fmt: skip
    networks = {one.name for fact in facts for one in fact.links.values() if one.kind == "Network"}
    network = context.network or (Named("Network", networks.pop()) if len(networks) == 1 else None)
    return replace(context, names=(*context.names, *named.values()), network=network)


def _inside(fact: Fact, zones: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a passage lies in what another reader read already."""
    return any(page == fact.page and start < fact.end and fact.start < end for page, start, end in zones)


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


def sha256_of(path: Path) -> str:
    """What a file holds, in 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
