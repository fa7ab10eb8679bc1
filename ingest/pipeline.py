"""A file to statements, and statements to the graph. Reading knows no graph: it can be looked at before any load."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphmodel import imports
from graphmodel.errors import Label, UsageError
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.draft import Draft
from graphmodel.statements.records import Document, State, digest
from graphmodel.store.store import Store
from ingest import documents
from ingest.confirmed import Chosen, read_mapping, write_mapping
from ingest.described import described, like_it
from ingest.directory import Directory
from ingest.facts.records import KnownName, Reader
from ingest.findings import Finding, finding, group
from ingest.mapping import is_help, mapped, repeated, written_mapping
from ingest.opening import Opened, opened
from ingest.places import place
from ingest.prepared import PROFILES, Asked, Prepared
from ingest.profiles import Profile
from ingest.reading import Reading, Table
from ingest.report import Columns, FileReport, GraphCounts, IngestReport, TableReport
from ingest.sources.cells import RawTable
from ingest.sources.sniff import SourceFile
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
    findings: list[Finding]
    partial: bool = False
    profile: Profile | None = None
    mapped: list[Table] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    """The tables that are not read and of which all is said."""


def prepare(
    path: Path, asked: Asked = NOTHING_SAID, progress: Progress = SILENT, names: Sequence[KnownName] = (),
    readers: Sequence[Reader] = (),
) -> Prepared:  # fmt: skip
    """Read a file. Raises FileRefused for one that cannot be read, UsageError for an option that makes no sense.

    `names` are what the graph holds: who a text may speak of; `readers` are those of prose, where the usual ones
    are not meant.
    """
    if documents.is_prose(path, asked.profile):
        return documents.prepare(path, asked, names, progress, readers)
    progress.start(Label(f"Ouverture de {path.name}", f"Opening {path.name}"))
    work = _started(opened(path), asked)
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
    findings = [*prepared.findings, *like_it(store, prepared)]
    run, difference = None, None
    if (kept := prepared.statements or prepared.pages) and dry_run:
        difference = imports.preview(store, prepared.document, prepared.statements)
    elif kept:
        summary = {"files": [prepared.file.file], "publisher": prepared.document.publisher, "counts": _counts(prepared)}
        loaded = imports.load(
            store, prepared.document, prepared.statements,
            options=prepared.options, summary=summary, pages=prepared.pages, progress=progress,
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


def _started(found: Opened, asked: Asked) -> _Work:
    return _Work(found.source, found.tables, asked, found.findings, found.partial)


def _counts(prepared: Prepared) -> dict[str, int]:
    tables = prepared.file.tables
    if prepared.pages:
        return {
            "pages": prepared.file.pages,
            "proposed": prepared.file.proposed,
            "statements": len(prepared.statements),
        }
    return {
        "rows_read": sum(one.rows_read for one in tables),
        "rows_accepted": sum(one.rows_accepted for one in tables),
        "rows_set_aside": sum(one.rows_set_aside for one in tables),
        "statements": len(prepared.statements),
    }


def _choose(work: _Work) -> None:
    """The profile asked for, else the first whose sheets most headers speak of."""
    chosen = _confirmed(work) if work.asked.mapping else None
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
        tables = _mapped(work, profile, chosen)
        score = sum(len(one.used) for one in tables)
        if score > best:
            best, work.profile, work.mapped = score, profile, tables
    if chosen is None:
        _leave_repeated(work)


def _confirmed(work: _Work) -> Mapping[str | None, Chosen]:
    """The mapping that a person gives. A title that the file does not have is a slip: its sheet would go unread."""
    path = work.asked.mapping
    assert path is not None
    chosen = read_mapping(path, [sheet for profile in PROFILES for sheet in profile.sheets])
    titles = {raw.sheet for raw in work.tables}
    for title in chosen:
        if title not in titles:
            raise UsageError(
                "mapping-wrong",
                Label(
                    f"La correspondance « {path.name} » parle d'une feuille « {title or ''} » que le fichier n'a pas.",
                    f"The mapping “{path.name}” speaks of a sheet “{title or ''}” that the file does not have.",
                ),
            )
    return chosen


def _mapped(work: _Work, profile: Profile, chosen: Mapping[str | None, Chosen] | None) -> list[Table]:
    tables = [raw for raw in work.tables if raw.rows and not raw.hidden and not is_help(raw)]
    made = [
        mapped(
            work.source.name, raw, profile.sheets, chosen.get(raw.sheet, Chosen()) if chosen is not None else None,
            alone=len(tables) == 1, asks=profile.asks_network,
        )
        for raw in tables
    ]  # fmt: skip
    return [one for one in made if one is not None]


def _leave_repeated(work: _Work) -> None:
    for one, twin in repeated(work.mapped):
        work.mapped.remove(one)
        work.told.add(id(one.raw))
        name = work.source.name
        work.findings.append(finding("sheet-repeats", file=name, sheet=one.name, value=one.name, other=twin.name))


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
    return Prepared(document, run, options, statements, _all_findings(work), _file(work, proposed), choice=work.partial)


def _options(work: _Work) -> dict[str, Any]:
    """How the file is read: what makes the same file another run."""
    assert work.profile is not None
    columns = [[one.name, one.sheet.name, {str(i): c.name for i, c in one.columns.items()}] for one in work.mapped]
    asked = {"network": work.asked.network, "covers": work.asked.covers}
    return {"profile": work.profile.name, "columns": digest(columns), **asked}


def _document(work: _Work, about: Mapping[str, Any]) -> Document:
    document = described(work.source.name, work.source.sha256, work.asked, about)
    if not document.publisher:
        work.findings.append(finding("publisher-missing", file=work.source.name))
    return document


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
    name = work.source.name
    try:
        beside = path if path.name not in ("", "..") else path.resolve()
        target, another = write_mapping(beside, proposal)
    except OSError:
        work.findings.append(finding("mapping-unwritten", file=name, value=f"{name}.mapping.json"))
        return _unread(work, choice=True)
    words = ["essaim", "ingest", str(path), "--mapping", str(target), *work.asked.as_options()]
    needed = finding("mapping-needed", file=name, value=target.name, command="")
    work.findings.append(_with_command(needed, shlex.join(words)))
    if another:
        work.findings.append(finding("mapping-kept", file=name, value=f"{name}.mapping.json", other=target.name))
    return _unread(work, mapping=target, choice=True)


def _with_command(found: Finding, command: str) -> Finding:
    """The suggestion with a command that is never cut: half of a command is another command."""
    assert found.suggestion is not None
    shown = "".join(char if char.isprintable() else "?" for char in command)
    return replace(found, suggestion=Label(found.suggestion.fr + shown, found.suggestion.en + shown))


def _unread(work: _Work, mapping: Path | None = None, *, choice: bool) -> Prepared:
    document = _document(work, {})
    return Prepared(document, "", {}, [], _all_findings(work), _file(work, 0), mapping, choice)


def _all_findings(work: _Work) -> list[Finding]:
    of_tables = [one for table in work.mapped for one in table.tally.grouped()]
    kept = {id(table.raw) for table in work.mapped}
    unread = [raw for raw in work.tables if id(raw) not in kept | work.told and not is_help(raw)]
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
