"""What an import tells: the `ingest` contract of the command line (`--json`), and the same in words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from ingest.findings import Finding, as_json


class Model(BaseModel):
    """Keys may be added to the contract, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GraphCounts(Model):
    """What the import makes of the graph, or would make."""

    nodes_added: int = 0
    nodes_changed: int = 0
    edges_added: int = 0
    edges_changed: int = 0
    nodes_removed: int = 0
    edges_removed: int = 0


class Columns(Model):
    """How each header was understood."""

    used: dict[str, str]
    guessed: dict[str, str]
    ignored: list[str]


class TableReport(Model):
    """`rows_read = rows_accepted + rows_set_aside`; every row set aside has a finding. `totals`: the sum of each column
    of amounts over the accepted rows, as a string with two decimals."""

    sheet: str | None
    kind: str
    header_row: int
    rows_read: int
    rows_accepted: int
    rows_set_aside: int
    columns: Columns
    totals: dict[str, str]


class FileReport(Model):
    """One file, and the profile it was read with (`source`; empty when none fits). A document of prose has `pages` and
    no tables: what it says is `proposed`, that many facts, and waits for a person."""

    file: str
    source: str
    sha256: str
    encoding: str | None
    tables: list[TableReport]
    proposed: int = 0
    pages: int = 0


class FindingReport(Model):
    """One thing noticed, in the language asked."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    page: int | None
    code: str
    severity: str
    value: str | None
    message: str
    suggestion: str | None
    count: int


class IngestJson(Model):
    """The whole answer. `run` is null for a dry run, for a file that is live already and where nothing was loaded."""

    run: str | None
    graph: GraphCounts
    files: list[FileReport]
    findings: list[FindingReport]
    merged: dict[str, str] = {}
    mapping: str | None = None


class IngestReport(Model):
    """What one import did; `as_json` gives the contract in a language."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    run: str | None
    graph: GraphCounts
    file: FileReport
    findings: list[Finding]
    merged: dict[str, str] = {}
    mapping: str | None = None
    choice: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all was read, 1 when rows were set aside or a choice is left to a person."""
        return 1 if self.choice or any(table.rows_set_aside for table in self.file.tables) else 0

    def as_json(self, lang: str = "fr") -> dict[str, Any]:
        """The object that `essaim ingest --json` prints."""
        told = [FindingReport(**as_json(one, lang)) for one in self.findings]
        return IngestJson(
            run=self.run, graph=self.graph, files=[self.file], findings=told, merged=self.merged, mapping=self.mapping
        ).model_dump(mode="json")

    def in_words(self, lang: str = "fr") -> str:
        """The last line that a person reads."""
        tables, file = self.file.tables, self.file
        if file.pages:
            return _of_prose(file.pages, file.proposed, lang)
        read, kept = sum(one.rows_read for one in tables), sum(one.rows_accepted for one in tables)
        aside = read - kept
        if lang == "en":
            return f"{read} rows read, {kept} accepted, {aside} set aside."
        many = "s" if kept > 1 else ""
        return f"{read} ligne{'s' if read > 1 else ''} lue{'s' if read > 1 else ''}, {kept} acceptée{many}, " + (
            f"{aside} mise{'s' if aside > 1 else ''} de côté."
        )


def _of_prose(pages: int, facts: int, lang: str) -> str:
    several = "s" if pages > 1 else ""
    if lang == "en":
        return f"{pages} page{several} read, {facts} fact{'s' if facts != 1 else ''} proposed, waiting for a person."
    many = "s" if facts > 1 else ""
    return f"{pages} page{several} lue{several}, {facts} fait{many} proposé{many}, à relire."
