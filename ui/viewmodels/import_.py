"""An import in words: what the file is, what it leaves open, what was noticed, what it changes, past ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.reference import territories
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.statements.records import Document, RunState, State, Statement
from ingest.columns import Sheet
from ingest.findings import Finding
from ingest.prepared import PROFILES, Prepared
from ingest.profiles import Profile
from ingest.report import GraphCounts, IngestReport, TableReport
from ui import format as write
from ui.i18n import Translator
from ui.render.tables import Table

SEVERITIES = ("error", "warning", "info")
ASKED_HERE = frozenset({"network-asked", "publisher-missing", "mapping-needed", "mapping-unwritten", "text-there"})
"""Findings that the page turns into a question of its own."""

UNFINISHED = frozenset({RunState.LOADING, RunState.PARTIAL, RunState.UNDOING})
UNDOABLE = frozenset({RunState.LIVE, RunState.PARTIAL})


@dataclass(frozen=True, slots=True)
class Group:
    """One thing noticed, at a few places of `count`. Places are in words."""

    severity: str
    message: str
    suggestion: str
    places: tuple[str, ...]
    count: int


def profile_of(prepared: Prepared) -> Profile | None:
    """How the file was read; None where nobody knows it yet."""
    return next((one for one in PROFILES if one.name == prepared.file.source), None)


def questions(prepared: Prepared) -> tuple[str, ...]:
    """What the file does not say and a person may: names of the fields of `ingest.prepared.Asked`."""
    profile, document = profile_of(prepared), prepared.document
    asks = {
        "network": profile is not None and profile.asks_network,
        "publisher": not document.publisher,
        "date": not document.date.known,
        "covers": profile is not None and profile.asks_network,
    }
    return tuple(name for name, needed in asks.items() if needed)


def places() -> list[str]:
    """The territories that a list may cover, as people name them: France, regions, départements."""
    levels: tuple[territories.Level, ...] = ("country", "region", "department")
    return list(dict.fromkeys(place.name for level in levels for place in territories.of_level(level)))


def recognised(t: Translator, prepared: Prepared) -> str:
    """The file and what it is."""
    profile, file = profile_of(prepared), prepared.file
    if profile is None:
        return t("import.unknown", file=file.file)
    rows = sum(one.rows_read for one in file.tables)
    lines = t.count("import.rows", rows)
    return t("import.recognised", file=file.file, kind=t.label(profile.label), lines=lines)


def read(t: Translator, prepared: Prepared) -> str:
    """What reading a document of prose gave, in one line."""
    pages, facts = t.count("import.pages", prepared.file.pages), t.count("import.proposed", prepared.file.proposed)
    return t("import.recognised.text", file=prepared.file.file, pages=pages, facts=facts)


def proposed(t: Translator, statements: Iterable[Statement]) -> Table:
    """How many facts are proposed of each kind, in the order of the schema."""
    asked = Counter(one.type for one in statements if one.state is State.PROPOSED and (one.links or one.quote))
    rows = [(t(f"fiches.out.{kind}"), asked[kind]) for kind in EDGES if asked[kind]]
    about = [(t("import.kind.about", kind=t.label(NODES[kind].label)), asked[kind]) for kind in NODES if asked[kind]]
    return Table((t("import.column.fact"), t("import.column.proposed")), (*rows, *about))


def earlier(documents: Iterable[Document]) -> dict[str, str]:
    """The documents of prose that another may correct, by uid: title, publisher and date tell them apart."""
    texts = sorted((one for one in documents if one.kind == "text"), key=lambda one: (one.title, one.uid))
    words = {one.uid: ", ".join(part for part in (one.title, one.publisher, one.date_label) if part) for one in texts}
    times = Counter(words.values())
    return {uid: said if times[said] == 1 else f"{said} ({uid[-4:]})" for uid, said in words.items()}


def sheets_table(t: Translator, tables: Sequence[TableReport]) -> Table:
    """Each sheet: what it was read as, its rows, and the columns that were guessed or ignored."""
    kinds = {sheet.name: sheet for sheet in all_sheets()}
    columns = ("sheet", "kind", "read", "accepted", "aside", "guessed", "ignored")
    return Table(tuple(t(f"import.column.{name}") for name in columns), tuple(
        (
            one.sheet or t("import.only"),
            t.label(kinds[one.kind].label) if one.kind in kinds else "",
            one.rows_read,
            one.rows_accepted,
            one.rows_set_aside,
            ", ".join(one.columns.guessed),
            ", ".join(one.columns.ignored),
        )
        for one in tables
    ))  # fmt: skip


def all_sheets() -> list[Sheet]:
    """Every sheet that some profile reads."""
    return list({sheet.name: sheet for profile in PROFILES for sheet in profile.sheets}.values())


def groups(t: Translator, findings: Iterable[Finding]) -> list[Group]:
    """What was noticed, the gravest first, equal things together. A suggestion that names an option of the command
    line is left out: here there is a button instead."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        if one.code not in ASKED_HERE:
            hint = t.label(one.suggestion) if one.suggestion else ""
            key = (one.severity, t.label(one.message), "" if "`" in hint or "--" in hint else hint)
            found.setdefault(key, []).append(one)
    made = [
        Group(*key, tuple(dict.fromkeys(_place(t, one) for one in some)), sum(one.count for one in some))
        for key, some in found.items()
    ]
    return sorted(made, key=lambda one: SEVERITIES.index(one.severity))


def found_there(prepared: Prepared, report: IngestReport) -> list[Finding]:
    """What was noticed only when the file met the graph: another one of its title is there, and both would count."""
    return [one for one in report.findings if one not in prepared.findings]


def difference(t: Translator, counts: GraphCounts, merged: Mapping[str, str]) -> str:
    """What the import makes of the graph, in one sentence."""
    numbers = counts.model_dump()
    parts = [t.count(f"import.difference.{name}", n) for name, n in numbers.items() if n]
    parts += [t.count("import.difference.merged", len(merged))] if merged else []
    return t("import.difference.all", parts=", ".join(parts)) if parts else t("import.difference.none")


def last_line(t: Translator, report: IngestReport) -> str:
    """What a person reads when all is done."""
    if report.run is None:
        return t("import.already", file=report.file.file)
    words = report.in_words(t.lang)
    if report.file.pages and not any(report.graph.model_dump().values()):
        rest = t("import.text.reviewed") if report.file.proposed else ""
        return t("import.text.done", file=report.file.file, rows=words, rest=rest).strip()
    return t("import.done", file=report.file.file, rows=words, difference=difference(t, report.graph, report.merged))


def answer(t: Translator, runs: Sequence[Mapping[str, Any]]) -> str:
    """How much is there, in one sentence."""
    live = [one for one in runs if one["state"] in UNDOABLE]
    if not live:
        return t("import.answer.none")
    return t.count("import.answer", len(live), day=write.day(live[0]["at"][:10], t.lang))


def runs_table(t: Translator, runs: Sequence[Mapping[str, Any]]) -> Table:
    """The imports, the last first."""
    columns = ("files", "publisher", "at", "state", "read", "aside", "proposed")
    return Table(tuple(t(f"import.column.{name}") for name in columns), tuple(
        (
            run_title(t, one),
            one["publisher"],
            f"{write.day(one['at'][:10], t.lang)}, {one['at'][11:16]}" if one["at"] else "",
            t(f"import.state.{one['state']}"),
            one["counts"].get("rows_read"),
            one["counts"].get("rows_set_aside"),
            one["counts"].get("proposed"),
        )
        for one in runs
    ))  # fmt: skip


def run_title(t: Translator, run: Mapping[str, Any]) -> str:
    """What an import brought in: its files, or the source of a fact that a person wrote down."""
    files = ", ".join(run["files"])
    return t("import.by-hand", title=files) if run["counts"].get("by_hand") else files


def run_name(t: Translator, run: Mapping[str, Any]) -> str:
    """A run as a person knows it: its files and its day."""
    return t("import.run", files=run_title(t, run), day=write.day(run["at"][:10], t.lang))


def _place(t: Translator, one: Finding) -> str:
    if one.page:
        return write.place(f"p{one.page}", t.lang)
    if one.row:
        return write.place(f"{one.sheet or ''}!{one.column or ''}{one.row}", t.lang)
    return t("import.place.sheet", sheet=one.sheet) if one.sheet else ""
