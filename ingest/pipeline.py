"""A file to statements, and statements to the graph. Reading knows no graph: it can be looked at before any load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphmodel import imports
from graphmodel.dates import UNKNOWN, DateProblem, When, parse_when
from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.draft import Draft
from graphmodel.statements.records import Document, Span, State, digest
from graphmodel.store.store import Store
from ingest.columns import Sheet
from ingest.directory import Directory
from ingest.findings import Finding, finding, group
from ingest.mapping import Chosen, is_help, mapped, read_mapping, written_mapping
from ingest.places import place
from ingest.prepared import PROFILES, Asked, Prepared
from ingest.profiles import Profile
from ingest.reading import Reading, Table, span_of
from ingest.report import Columns, FileReport, GraphCounts, IngestReport, TableReport
from ingest.sources.cells import RawTable
from ingest.sources.sniff import SourceFile, sniff
from ingest.sources.tables import read_tables
from ingest.values import euros, items

__all__ = ["PROFILES", "Asked", "Prepared", "ingest", "prepare"]

SILENT = NullProgress()
NOTHING_SAID = Asked()


@dataclass(slots=True)
class _Work:
    """What is known of the file before its rows are read."""

    source: SourceFile
    tables: list[RawTable]
    asked: Asked
    profile: Profile | None = None
    mapped: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def prepare(path: Path, asked: Asked = NOTHING_SAID, progress: Progress = SILENT) -> Prepared:
    """Read a file. Raises FileRefused for one that cannot be read, UsageError for an option that makes no sense."""
    progress.start(Label(f"Ouverture de {path.name}", f"Opening {path.name}"))
    work = _Work(*_opened(path), asked)
    progress.finish()
    _choose(work)
    if work.profile is None:
        return _to_be_mapped(work, path)
    if work.profile.asks_network and not asked.network:
        work.findings.append(finding("network-asked", file=work.source.name))
        return _unread(work, choice=True)
    return _read(work, progress)


def ingest(store: Store, prepared: Prepared, *, dry_run: bool = False, progress: Progress = SILENT) -> IngestReport:
    """Load what was read, or say what loading would change."""
    findings = list(prepared.findings)
    run, difference = None, None
    if prepared.statements and dry_run:
        difference = imports.preview(store, prepared.document, prepared.statements)
    elif prepared.statements:
        summary = {"files": [prepared.file.file], "publisher": prepared.document.publisher, "counts": _counts(prepared)}
        loaded = imports.load(
            store, prepared.document, prepared.statements,
            options=prepared.options, summary=summary, progress=progress,
        )  # fmt: skip
        run, difference = loaded.run, loaded.difference
        if loaded.already:
            findings.insert(0, finding("already-loaded", file=prepared.file.file, value=loaded.already))
    return IngestReport(
        run=run,
        graph=GraphCounts(**difference.counts) if difference else GraphCounts(),
        file=prepared.file,
        findings=findings,
        merged=dict(difference.merged) if difference else {},
        mapping=str(prepared.mapping) if prepared.mapping else None,
        choice=prepared.choice,
    )


def _opened(path: Path) -> tuple[SourceFile, list[RawTable]]:
    """A file and its tables. A folder of text files is one document: each is a sheet, titled by its name."""
    parts = sorted(path.glob("*.csv")) if path.is_dir() else []
    if not parts:
        source = sniff(path)
        return source, read_tables(source)
    sources = [sniff(part) for part in parts]
    tables = [replace(table, sheet=Path(one.name).stem) for one in sources for table in read_tables(one)]
    digests = "".join(f"{one.name}\0{one.sha256}\n" for one in sources)
    whole = hashlib.sha256(digests.encode()).hexdigest()
    size = sum(one.size for one in sources)
    return SourceFile(path, path.name, whole, size, "csv", sources[0].encoding, sources[0].delimiter), tables


def _counts(prepared: Prepared) -> dict[str, int]:
    tables = prepared.file.tables
    return {
        "rows_read": sum(one.rows_read for one in tables),
        "rows_accepted": sum(one.rows_accepted for one in tables),
        "rows_set_aside": sum(one.rows_set_aside for one in tables),
        "statements": len(prepared.statements),
    }


def _choose(work: _Work) -> None:
    """The profile asked for, else the first whose sheets most headers speak of."""
    chosen = read_mapping(work.asked.mapping) if work.asked.mapping else None
    fitting = [one for one in PROFILES if work.asked.profile in ("", one.name)]
    if not fitting:
        names = ", ".join(one.name for one in PROFILES)
        raise UsageError(
            "profile-unknown",
            Label(f"Sorte de fichier inconnue. Connues : {names}.", f"Unknown kind of file. Known: {names}."),
        )
    best = 0
    # Where headers do not decide, naming a network says that its members are listed.
    for profile in sorted(fitting, key=lambda one: one.asks_network is not bool(work.asked.network)):
        tables = _mapped(work, profile.sheets, chosen)
        score = sum(len(one.used) for one in tables)
        if score > best:
            best, work.profile, work.mapped = score, profile, tables


def _mapped(work: _Work, sheets: Sequence[Sheet], chosen: Mapping[str | None, Chosen] | None) -> list[Table]:
    made = [
        mapped(work.source.name, raw, sheets, chosen.get(raw.sheet, Chosen()) if chosen else None)
        for raw in work.tables
        if raw.rows and not raw.hidden and not is_help(raw)
    ]
    return [one for one in made if one is not None]


def _read(work: _Work, progress: Progress) -> Prepared:
    assert work.profile is not None
    document = _document(work, work.profile.about(work.mapped))
    options = _options(work)
    run = imports.run_id(document, options)
    directory = Directory(document.work)
    if work.asked.network:
        directory.choose(work.asked.network)
    reading = Reading(work.source.name, Draft(document, run), directory, work.mapped, _covered(work.asked), progress)
    work.profile.read(reading)
    statements = reading.statements()
    proposed = sum(one.state is State.PROPOSED for one in statements)
    return Prepared(document, run, options, statements, _all_findings(work), _file(work, proposed))


def _options(work: _Work) -> dict[str, Any]:
    """How the file is read: what makes the same file another run."""
    assert work.profile is not None
    columns = [[one.name, one.sheet.name, {str(i): c.name for i, c in one.columns.items()}] for one in work.mapped]
    asked = {"network": work.asked.network, "covers": work.asked.covers}
    return {"profile": work.profile.name, "columns": digest(columns), **asked}


def _document(work: _Work, about: Mapping[str, Any]) -> Document:
    """The document: what a person says of it goes before what it says of itself, and that before its file's name."""
    asked, source = work.asked, work.source
    title = asked.title or about.get("title") or Path(source.name).stem
    publisher = asked.publisher or about.get("publisher") or ""
    when = _date(asked.date) if asked.date else about.get("date") or UNKNOWN
    if not publisher:
        work.findings.append(finding("publisher-missing", file=source.name))
    return Document(
        uid=f"doc:{source.sha256[:16]}",
        work=fold(f"{publisher} {title}"),
        sha256=source.sha256,
        title=title,
        publisher=publisher,
        date=span_of(when) if when != UNKNOWN else Span(),
        date_label=when.label,
        licence=asked.licence or about.get("licence") or "",
        series=asked.series or about.get("series") or "",
        replaces=asked.replaces,
        fictional=bool(about.get("fictional")),
    )


def _date(text: str) -> When:
    try:
        return parse_when(text)
    except DateProblem as problem:
        raise UsageError(problem.code, problem.problem) from problem


def _covered(asked: Asked) -> tuple[str, ...]:
    """The territories that the person says the list covers, spelled out."""
    found: list[str] = []
    for text in items(asked.covers):
        placed = place(text)
        if not placed.uids:
            raise UsageError("territory-unknown", Label(f"Territoire inconnu : {text}.", f"Unknown territory: {text}."))
        found += placed.uids
    return tuple(found)


def _to_be_mapped(work: _Work, path: Path) -> Prepared:
    """No profile fits: write what to confirm beside the file, and say how to go on."""
    sheets = [sheet for one in PROFILES if work.asked.profile in ("", one.name) for sheet in one.sheets]
    proposal = written_mapping(work.source.name, work.tables, sheets)
    target = path.with_name(f"{path.name}.mapping.json")
    command = f"essaim ingest {path.name} --mapping {target.name}"
    try:
        target.write_text(json.dumps(proposal, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError:
        work.findings.append(finding("mapping-unwritten", file=work.source.name, value=target.name))
        return _unread(work, choice=True)
    work.findings.append(finding("mapping-needed", file=work.source.name, value=target.name, command=command))
    return _unread(work, mapping=target, choice=True)


def _unread(work: _Work, mapping: Path | None = None, *, choice: bool) -> Prepared:
    document = _document(work, {})
    return Prepared(document, "", {}, [], _all_findings(work), _file(work, 0), mapping, choice)


def _all_findings(work: _Work) -> list[Finding]:
    of_tables = [one for table in work.mapped for one in table.tally.grouped()]
    kept = {id(table.raw) for table in work.mapped}
    unread = [raw for raw in work.tables if id(raw) not in kept and not is_help(raw)]
    of_unread = [one for raw in unread for one in raw.findings]
    of_unread += [
        finding("sheet-unknown", file=work.source.name, sheet=raw.sheet, value=raw.sheet or work.source.name)
        for raw in unread
        if raw.rows and work.mapped
    ]
    return group([*work.findings, *of_tables, *of_unread])


def _file(work: _Work, proposed: int) -> FileReport:
    name = work.profile.name if work.profile else ""
    source = work.source
    tables = [_table(one) for one in work.mapped]
    return FileReport(
        file=source.name, source=name, sha256=source.sha256, encoding=source.encoding, tables=tables, proposed=proposed
    )


def _table(one: Table) -> TableReport:
    return TableReport(
        sheet=one.name,
        kind=one.sheet.name,
        header_row=one.raw.rows[one.header].number,
        rows_read=one.read,
        rows_accepted=one.accepted,
        rows_set_aside=len(one.set_aside),
        columns=Columns(used=one.used, guessed=one.guessed, ignored=one.ignored),
        totals={name: euros(cents) for name, cents in sorted(one.totals.items())},
    )
