"""A file to its tables; a folder of text files is one document, each of them a sheet titled by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graphmodel.errors import FileRefused, Label
from ingest.findings import Finding, finding
from ingest.sources.cells import RawTable
from ingest.sources.sniff import SourceFile, sniff
from ingest.sources.tables import read_tables

_PARTS = {".csv", ".tsv"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, its tables, and which files of a folder were left. `partial`: one of them could not be read."""

    source: SourceFile
    tables: list[RawTable]
    findings: list[Finding] = field(default_factory=list)
    partial: bool = False


def opened(path: Path) -> Opened:
    """Raises FileRefused for what cannot be read, and for a folder none of whose files can."""
    if not path.is_dir():
        source = sniff(path)
        return Opened(source, read_tables(source))
    held = sorted(one for one in path.iterdir() if not one.name.startswith("."))
    parts = [one for one in held if one.is_file() and one.suffix.lower() in _PARTS]
    left = [finding("file-left", file=one.name, value=one.name) for one in held if one not in parts]
    return _folder(path, parts, left)


def _folder(path: Path, parts: Sequence[Path], left: list[Finding]) -> Opened:
    sources: list[SourceFile] = []
    tables: list[RawTable] = []
    refusals: list[FileRefused] = []
    for part in parts:
        try:
            source = sniff(part)
            tables += [replace(table, sheet=part.stem) for table in read_tables(source)]
            sources.append(source)
        except FileRefused as refusal:
            refusals.append(refusal)
            left.append(_set_aside(part, refusal))
    if not sources:
        if refusals:
            raise refusals[0]
        return Opened(sniff(path), [])  # refused: no file that could be read stands in it
    return Opened(_as_one(path, sources), tables, left, partial=bool(refusals))


def _as_one(path: Path, sources: Sequence[SourceFile]) -> SourceFile:
    digests = "".join(f"{one.name}\0{one.sha256}\n" for one in sources)
    whole = hashlib.sha256(digests.encode()).hexdigest()
    size = sum(one.size for one in sources)
    return SourceFile(path, path.resolve().name, whole, size, "csv", sources[0].encoding, sources[0].delimiter)


def _set_aside(part: Path, refusal: FileRefused) -> Finding:
    """What refuses a file by itself is said of it when it stands among others."""
    said = finding("file-aside", file=part.name, value=part.name)
    why = refusal.sentence
    return replace(said, message=Label(f"{said.message.fr} {why.fr}", f"{said.message.en} {why.en}"))
