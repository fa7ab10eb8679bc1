"""Ask a question by name, with the text of a command line or a link: what `essaim ask` and the screens call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, SerializeAsAny

from graphmodel import catalogue
from graphmodel.analysis.projection import stamp
from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from graphmodel.questions.arguments import Param, parsed, unknown
from graphmodel.questions.registry import QuestionInfo, all_questions
from graphmodel.questions.row import Row
from graphmodel.questions.rows import Entity
from graphmodel.reference import territories
from graphmodel.schema import upsert
from graphmodel.schema.registry import NODES
from graphmodel.statements.identity import SCHEMES
from graphmodel.store import Store

CANDIDATES = 8
"""How many entities an error names when a name is not enough."""

FOUND = 200
"""How many entities a name is looked for among; equal names come first."""


class Answer(BaseModel):
    """An answer; its JSON is the contract of `essaim ask --json`."""

    model_config = ConfigDict(frozen=True)

    question: str
    params: dict[str, Any]
    engine: str
    graph_version: int
    columns: tuple[str, ...]
    rows: tuple[SerializeAsAny[Row], ...]
    truncated: bool

    def json_text(self) -> str:
        """One JSON object on one line, equal for equal answers."""
        return self.model_dump_json(by_alias=True)


def ask(store: Store, name: str, raw_params: Mapping[str, str]) -> Answer:
    """The answer to a question, its arguments given as text; an entity by its uid or by a name that only it bears.

    Raises `UsageError` for an unknown question or argument, a value of the wrong kind, a name of nothing or of many.
    """
    questions = all_questions()
    if name not in questions:
        raise unknown("question", "nom de question", "name of a question", name, questions)
    info = questions[name]
    params = parsed(info.params, raw_params)
    found = {one.name: _entity(store, one, params[one.name]) for one in info.params if one.type == "uid"}
    rows, truncated = _answered(store, info, params | found)
    return Answer(
        question=name,
        params=params | found,
        engine=" ".join(part for part in (store.engine.name, store.engine.version) if part),
        graph_version=stamp(store).version,
        columns=info.columns,
        rows=tuple(rows),
        truncated=truncated,
    )


def _answered(store: Store, info: QuestionInfo, params: Mapping[str, Any]) -> tuple[list[Any], bool]:
    """The rows, one asked for beyond the bound so that it is known whether more exist."""
    if info.cut is None:
        return info.function(store, **params), False
    bound, column = info.cut
    most = params[bound]
    rows = info.function(store, **{**params, bound: most + 1})
    kept = [row for place, row in enumerate(rows, 1) if (getattr(row, column) if column else place) <= most]
    return kept, len(kept) < len(rows)


def _entity(store: Store, one: Param, text: str) -> str:
    """The uid that a uid or a name means."""
    if not text:
        return text
    if text.split(":", 1)[0] in SCHEMES and ":" in text and _stands(store, text, one.arg.kinds):
        return text
    found = _named(store, text, one.arg.kinds)
    exact = {uid: row for uid, row in found.items() if fold(text) in map(fold, (row[0], *row[2]))}
    if len(exact or found) == 1:
        return next(iter(exact or found))
    raise _none(one, text) if not found else _several(one, text, exact or found)


def _stands(store: Store, uid: str, kinds: tuple[str, ...]) -> bool:
    try:
        base = upsert.base_of(uid)
    except KeyError:
        return False
    if base not in kinds:
        return False
    return bool(store.read(upsert.read_nodes(base), uids=[uid])) or territories.by_uid(uid) is not None


def _named(store: Store, text: str, kinds: tuple[str, ...]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """By uid: name, what it is, other names; in the graph, and among the territories of the official code."""
    kind = kinds[0] if len(kinds) == 1 else ""
    rows = catalogue.rows(store, "organisation.search", Entity, text=fold(text), kind=kind, limit=FOUND)
    found = {row.uid: (row.name, row.level or row.kind, row.aliases) for row in rows if NODES[row.kind].base in kinds}
    if "Territory" in kinds:
        for place in territories.find(text):
            found.setdefault(place.uid, (place.name, place.level, (text,)))
    return found


def _none(one: Param, text: str) -> UsageError:
    return UsageError(
        "ask.nobody",
        Label(
            f"{one.name} : rien ne porte le nom « {text} ». Cherchez avec : essaim ask organisation.search -p text=…",
            f"{one.name}: nothing bears the name “{text}”. Search with: essaim ask organisation.search -p text=…",
        ),
    )


def _several(one: Param, text: str, found: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> UsageError:
    some = list(found.items())[:CANDIDATES]
    listed = " ; ".join(f"{name} ({kind}) {uid}" for uid, (name, kind, _) in some)
    more = len(found) - len(some)
    fr, en = (f" ; et {more} de plus", f"; and {more} more") if more else ("", "")
    return UsageError(
        "ask.several",
        Label(
            f"{one.name} : « {text} » convient à {len(found)} entités. Donnez un uid : {listed}{fr}.",
            f"{one.name}: “{text}” fits {len(found)} entities. Give a uid: {listed}{en}.",
        ),
    )
