"""The files in `cypher/`: read, checked against their headers, run.

A file says what it is in its first lines:

    // doc: What it answers or does.
    // param actor: str   uid of the giver
    // returns: Spread

`returns` names a row model of `graphmodel.questions.rows`, or lists columns, or says `nothing`. A file that a question
reads returns a row model: its columns are the model's fields, in order, and its order is explicit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Protocol, TypeVar

from graphmodel.questions import rows as models
from graphmodel.questions.row import Row
from graphmodel.schema.registry import NODES, ROLES

TYPES = frozenset({"str", "int", "float", "bool", "list[str]", "list[int]", "list[map]", "map", "any"})
NOTHING = "nothing"
CONSTANTS = {"classes": list(NODES), "roles": list(ROLES)}
"""Parameters that the schema gives, whoever asks."""
R = TypeVar("R", bound=Row)

_HEADER = re.compile(r"// (?:(doc|returns):|(param)) (\S.*)")
_PARAM = re.compile(r"([a-z_]+): (\S+)(?:\s{2,}(\S.*))?")
_HIDDEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_COLUMN = re.compile(r"(?:.*\bAS\s+)?([a-z][a-z0-9_]*)", re.DOTALL)


class CatalogueError(Exception):
    """A file of `cypher/` that breaks its own header; the message begins with file and line."""


class Reader(Protocol):
    """What questions need of a store."""

    def read(self, text: str, /, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query."""


@dataclass(frozen=True, slots=True)
class TextParam:
    """A parameter as the header declares it."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True)
class Text:
    """One file. `name` is its path: "spread.edges"; `code` its text without comments and with empty strings, on the
    same lines; `columns` those of its last RETURN."""

    name: str
    file: str
    doc: str
    params: tuple[TextParam, ...]
    returns: str
    text: str
    code: str
    columns: tuple[str, ...]


@cache
def load(name: str) -> Text:
    """The file of that name, checked. Raises `CatalogueError` with file and line."""
    folder, _, stem = name.rpartition(".")
    place = files("cypher").joinpath(*folder.split("."), f"{stem}.cypher")
    if not place.is_file():
        raise CatalogueError(f"cypher/{folder.replace('.', '/')}/{stem}.cypher: no such file")
    return parse(name, place.read_text(encoding="utf-8"))


def names() -> list[str]:
    """The names of all files, sorted."""
    return sorted(_walk(files("cypher"), ""))


def read(store: Reader, name: str, /, **params: Any) -> list[dict[str, Any]]:
    """Run a file. What the schema declares (`CONSTANTS`) is given to it where it asks for it."""
    found = load(name)
    constants = {one.name: CONSTANTS[one.name] for one in found.params if one.name in CONSTANTS}
    return store.read(found.text, **constants, **params)


def rows(store: Reader, name: str, model: type[R], /, **params: Any) -> list[R]:
    """Run a file and give its rows as `model`, which must be what the file says that it returns."""
    if (returns := load(name).returns) != model.__name__:
        raise CatalogueError(f"{name} returns {returns}, read as {model.__name__}")
    return [model.model_validate(row) for row in read(store, name, **params)]


def parse(name: str, text: str) -> Text:
    """What a file says of itself, checked against what it does."""
    file = f"cypher/{name.replace('.', '/')}.cypher"
    header = _header(file, text)
    code = _HIDDEN.sub(_blank, text)
    returns = header["returns"][0][1]
    found = Text(
        name, file, header["doc"][0][1], _params(file, header), returns, text, code, _columns(file, code, returns)
    )
    _check_params(found)
    _check_columns(found)
    return found


def line_of(code: str, position: int) -> int:
    """The line of a position in a text, from 1."""
    return code.count("\n", 0, position) + 1


def row_model(name: str) -> type[Row] | None:
    """The row model of that name, if there is one."""
    model = getattr(models, name, None)
    return model if isinstance(model, type) and issubclass(model, Row) else None


def _walk(folder: Traversable, prefix: str) -> Iterator[str]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _walk(one, f"{prefix}{one.name}.")
        elif one.name.endswith(".cypher"):
            yield prefix + one.name.removesuffix(".cypher")


def _header(file: str, text: str) -> dict[str, list[tuple[int, str]]]:
    said: dict[str, list[tuple[int, str]]] = {"doc": [], "param": [], "returns": []}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        found = _HEADER.fullmatch(line)
        if not found:
            raise CatalogueError(f"{file}:{number}: expected // doc: …, // param name: … or // returns: …")
        said[found[1] or found[2]].append((number, found[3].rstrip()))
    for word in ("doc", "returns"):
        if len(said[word]) != 1:
            raise CatalogueError(f"{file}:1: the header has {len(said[word])} lines // {word}:, not one")
    return said


def _params(file: str, header: dict[str, list[tuple[int, str]]]) -> tuple[TextParam, ...]:
    params = []
    for number, line in header["param"]:
        found = _PARAM.fullmatch(line)
        if not found or found[2] not in TYPES:
            raise CatalogueError(f"{file}:{number}: expected // param name: type   what it is (types: {sorted(TYPES)})")
        params.append(TextParam(found[1], found[2], found[3] or ""))
    return tuple(params)


def _check_params(found: Text) -> None:
    declared = {one.name for one in found.params}
    used = {match[1]: line_of(found.code, match.start()) for match in re.finditer(r"\$(\w+)", found.code)}
    for name, line in used.items():
        if name not in declared:
            raise CatalogueError(f"{found.file}:{line}: ${name} is not declared")
    for name in sorted(declared - used.keys()):
        raise CatalogueError(f"{found.file}:1: param {name} is not used")


def _check_columns(found: Text) -> None:
    model = row_model(found.returns)
    if model is None and found.returns != NOTHING and not re.fullmatch(r"[a-z_]+(, [a-z_]+)*", found.returns):
        raise CatalogueError(f"{found.file}:1: returns {found.returns}, which is neither a row model nor columns")
    expected = model.columns() if model else tuple(found.returns.split(", ")) if found.returns != NOTHING else ()
    start = _last_return(found.code)
    line = line_of(found.code, start or 0)
    if found.columns != expected:
        raise CatalogueError(f"{found.file}:{line}: columns {list(found.columns)}, the header says {list(expected)}")
    if model and not re.search(r"\bORDER\s+BY\b", found.code[start:], re.IGNORECASE):
        raise CatalogueError(f"{found.file}:{line}: rows come in no order")


def _columns(file: str, code: str, returns: str) -> tuple[str, ...]:
    start = _last_return(code)
    if start is None or returns == NOTHING:
        return ()
    body = re.sub(r"^\s*RETURN\s+(DISTINCT\s+)?", "", code[start:], flags=re.IGNORECASE)
    body = body[: _first_outside(body, r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b") or len(body)]
    columns = []
    for part in split(body):
        found = _COLUMN.fullmatch(part.strip().rstrip(";").strip())
        if not found:
            raise CatalogueError(f"{file}:{line_of(code, start)}: column «{part.strip()}» is not named AS snake_case")
        columns.append(found[1])
    return tuple(columns)


def _last_return(code: str) -> int | None:
    places = [match.start() for match in re.finditer(r"\bRETURN\b", code, re.IGNORECASE)]
    return next((place for place in reversed(places) if _depth(code[:place]) == 0), None)


def _first_outside(code: str, pattern: str) -> int | None:
    places = (match.start() for match in re.finditer(pattern, code, re.IGNORECASE))
    return next((place for place in places if _depth(code[:place]) == 0), None)


def split(code: str) -> list[str]:
    """The parts between commas that no bracket holds."""
    parts, depth = [""], 0
    for sign in code:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _depth(code: str) -> int:
    return sum(code.count(sign) for sign in "([{") - sum(code.count(sign) for sign in ")]}")


def _blank(found: re.Match[str]) -> str:
    """A comment or a string with nothing in it, as long as before, so that lines and places stay."""
    hidden = found[0]
    mark = hidden[0] if hidden[0] in "'\"" else " "
    return mark + re.sub(r"[^\n]", " ", hidden[1:-1]) + mark if len(hidden) > 1 else hidden
