"""A profile is a confirmed way of reading a kind of file: its sheets, and what their rows state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.errors import Label
from ingest.columns import Sheet
from ingest.reading import Reading, Table


def _nothing(_: Sequence[Table]) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Profile:
    """`read` writes the statements of a reading whose tables are mapped; `about` is what the tables say of the
    document (title, publisher, date, licence, series, fictional). `asks_network`: a person must say which network."""

    name: str
    label: Label
    sheets: tuple[Sheet, ...]
    read: Callable[[Reading], None]
    about: Callable[[Sequence[Table]], Mapping[str, Any]] = _nothing
    asks_network: bool = False
