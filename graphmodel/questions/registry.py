"""The list of questions: declared once by `@question`, shown by the command line, the screens and the docs alike."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, get_args, get_type_hints

from graphmodel.errors import Label
from graphmodel.questions.arguments import Param, param
from graphmodel.questions.row import Row
from graphmodel.store import Store

THEMES = ("spread", "territory", "partnership", "innovation", "organisation", "evidence", "review", "audit")

Kind = Literal["cypher", "analysis"]
P = ParamSpec("P")
R = TypeVar("R", bound=Row)
Asked = Callable[Concatenate[Store, P], list[R]]


@dataclass(frozen=True, slots=True)
class QuestionInfo:
    """One question. `cut` names the argument that bounds the answer and the column that it counts ("" for rows);
    `reads` are the files in `cypher/` that it asks."""

    name: str
    doc: Label
    params: tuple[Param, ...]
    kind: Kind
    row: type[Row]
    function: Callable[..., list[Any]]
    reads: tuple[str, ...]
    cut: tuple[str, str] | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the answer, in order."""
        return self.row.columns()

    def contract(self, lang: str = "fr") -> dict[str, Any]:
        """The question as `essaim questions --json` lists it."""
        params = [
            {"name": one.name, "type": one.type, "default": one.default, "doc": one.doc.in_(lang)}
            | {"required": one.required, "choices": list(one.choices)}
            for one in self.params
        ]
        doc = self.doc.in_(lang)
        return {"name": self.name, "doc": doc, "params": params, "columns": list(self.columns), "kind": self.kind}


_QUESTIONS: dict[str, QuestionInfo] = {}


def question(
    fr: str, *, kind: Kind, reads: tuple[str, ...], cut: tuple[str, str] | None = None
) -> Callable[[Asked[P, R]], Asked[P, R]]:
    """Declare a question: `fr` asks it in French, the first line of the docstring in English. Its name is that of the
    module and the function; its arguments are those of the function after the store."""

    def declare(function: Asked[P, R]) -> Asked[P, R]:
        name = f"{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}"
        hints = get_type_hints(function, include_extras=True)
        arguments = list(inspect.signature(function).parameters.values())[1:]
        params = tuple(
            param(
                one.name, hints[one.name], None if one.default is one.empty else one.default, one.default is one.empty
            )
            for one in arguments
        )
        english = (function.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
        row = get_args(hints["return"])[0]
        _QUESTIONS[name] = QuestionInfo(name, Label(fr, english), params, kind, row, function, reads, cut)
        return function

    return declare


@cache
def all_questions() -> dict[str, QuestionInfo]:
    """Every question by name, in the order of themes and, inside, of declaration."""
    for theme in THEMES:
        importlib.import_module(f"graphmodel.questions.{theme}")
    return dict(sorted(_QUESTIONS.items(), key=lambda item: THEMES.index(item[0].split(".")[0])))


def contracts(lang: str = "fr") -> list[dict[str, Any]]:
    """The list of questions as `essaim questions --json` prints it."""
    return [one.contract(lang) for one in all_questions().values()]
