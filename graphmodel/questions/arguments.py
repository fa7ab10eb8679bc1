"""What may be asked of a question: its arguments, their words, and how the text of a command line becomes a value."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin

from graphmodel.errors import Label, UsageError

ACTOR = ("Actor",)
ENDS = ("Actor", "Territory")
ENTITIES = ("Actor", "Innovation", "Programme", "Territory", "Cycle", "HeadFunction")


@dataclass(frozen=True, slots=True)
class Arg:
    """Said beside a type: the words of the argument, the kinds of entity that it names, the end of a period that a
    date given as a year or a month stands for, the least number, and the words to choose from beside the default."""

    fr: str
    en: str
    kinds: tuple[str, ...] = ()
    bound: Literal["first", "last"] | None = None
    at_least: int | None = None
    choices: tuple[str, ...] = ()


AnActor = Annotated[str, Arg("un acteur", "an actor", ACTOR)]
AnEnd = Annotated[str, Arg("un acteur ou un territoire", "an actor or a territory", ENDS)]
AnEntity = Annotated[str, Arg("une entité", "an entity", ENTITIES)]
ANetwork = Annotated[str, Arg("un réseau ou sa tête ; vide : tous", "a network or its head; empty: all", ACTOR)]
ADocument = Annotated[str, Arg("l'identifiant d'un document ; vide : tous", "the uid of a document; empty: all")]
AnInnovation = Annotated[str, Arg("une innovation", "an innovation", ("Innovation",))]
AnyInnovation = Annotated[str, Arg("une innovation ; vide : toutes", "an innovation; empty: all", ("Innovation",))]
AnyActor = Annotated[str, Arg("un acteur ; vide : tous", "an actor; empty: all", ACTOR)]
ATerritory = Annotated[str, Arg("un territoire", "a territory", ("Territory",))]
Since = Annotated[str, Arg("à partir de (jour, mois ou année)", "from (day, month or year)", bound="first")]
Until = Annotated[str, Arg("jusqu'à (jour, mois ou année)", "until (day, month or year)", bound="last")]
Certainty = Annotated[
    Literal["certain", "possible"],
    Arg("l'ordre des dates est sûr ou possible", "the order of dates is sure or possible"),
]
SameYear = Annotated[bool, Arg("deux étapes peuvent avoir lieu la même année", "two hops may happen in one year")]
MaxHops = Annotated[int, Arg("nombre d'étapes au plus", "most hops", at_least=1)]
Paths = Annotated[int, Arg("nombre de chemins au plus", "most paths", at_least=1)]
Limit = Annotated[int, Arg("nombre de lignes au plus", "most rows", at_least=1)]
StatedOnly = Annotated[
    bool, Arg("seulement ce qu'un document dit, rien de déduit", "only what a document states, nothing inferred")
]


@dataclass(frozen=True, slots=True)
class Param:
    """One argument of a question. `type` is str, int, bool, date, uid, list or choice; `choices` belong to the last."""

    name: str
    type: str
    default: Any
    required: bool
    doc: Label
    choices: tuple[str, ...]
    arg: Arg

    def parse(self, text: str) -> Any:
        """The value that `text` means; an entity stays as written, `graphmodel.questions.ask` finds it."""
        try:
            value = _PARSERS[self.type](self, text.strip())
        except ValueError as problem:
            raise _bad(self, text) from problem
        if self.arg.at_least is not None and value < self.arg.at_least:
            raise _bad(self, text)
        return value


def param(name: str, annotation: Any, default: Any, required: bool) -> Param:
    """The argument that a function declares by `name: Annotated[type, Arg(…)] = default`."""
    kind, arg = get_args(annotation)[0], next(one for one in get_args(annotation) if isinstance(one, Arg))
    choices: tuple[str, ...] = get_args(kind) if get_origin(kind) is Literal else arg.choices
    return Param(name, _type_name(kind, arg), default, required, Label(arg.fr, arg.en), choices, arg)


def parsed(params: Iterable[Param], raw: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of a call, by name, defaults included. Raises `UsageError` for an unknown, missing or bad one."""
    known = {one.name: one for one in params}
    for name in raw:
        if name not in known:
            raise unknown("param", "paramètre", "parameter", name, known)
    missing = [one for one in known.values() if one.required and not raw.get(one.name, "").strip()]
    if missing:
        names = ", ".join(one.name for one in missing)
        raise UsageError(
            "ask.missing",
            Label(
                f"Il manque {names} : {missing[0].doc.fr}. Écrivez -p {missing[0].name}=…",
                f"{names} is missing: {missing[0].doc.en}. Write -p {missing[0].name}=…",
            ),
        )
    return {name: one.parse(raw[name]) if name in raw else one.default for name, one in known.items()}


def unknown(code: str, fr: str, en: str, name: str, known: Iterable[str]) -> UsageError:
    """An unknown name of some sort, with the nearest known ones."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5) or names[:12]
    close = ", ".join(near)
    return UsageError(
        f"ask.{code}",
        Label(
            f"« {name} » n'est pas un {fr} connu. Essayez : {close or 'rien n’est attendu ici'}.",
            f"“{name}” is no known {en}. Try: {close or 'nothing is expected here'}.",
        ),
    )


def _bad(one: Param, text: str) -> UsageError:
    expected = _EXPECTED[one.type]
    choices = " | ".join(one.choices) or (f"≥ {one.arg.at_least}" if one.arg.at_least is not None else "")
    more = f" ({choices})" if choices else ""
    near = difflib.get_close_matches(text, one.choices, n=1)
    fr, en = (f" Vouliez-vous dire « {near[0]} » ?", f" Did you mean “{near[0]}”?") if near else ("", "")
    return UsageError(
        "ask.value",
        Label(
            f"{one.name} vaut « {text} » : écrivez {expected.fr}{more}.{fr}",
            f"{one.name} is “{text}”: write {expected.en}{more}.{en}",
        ),
    )


def _type_name(kind: Any, arg: Arg) -> str:
    if arg.kinds:
        return "uid"
    if arg.bound:
        return "date"
    if arg.choices or get_origin(kind) is Literal:
        return "choice"
    return "list" if get_origin(kind) is tuple else str(kind.__name__)


def _day(one: Param, text: str) -> str:
    """A day, or the first or last day of a month or year; empty stays empty: no bound."""
    if not text:
        return ""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not found:
        raise ValueError(text)
    last = one.arg.bound == "last"
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    if not 1 <= month <= 12 or year < 1:
        raise ValueError(text)
    day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return date(year, month, day).isoformat()


def _whole(_: Param, text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _yes(_: Param, text: str) -> bool:
    return {"true": True, "1": True, "oui": True, "yes": True, "vrai": True}.get(text.lower(), False) or _no(text)


def _no(text: str) -> bool:
    if text.lower() not in ("false", "0", "non", "no", "faux"):
        raise ValueError(text)
    return False


def _choice(one: Param, text: str) -> str:
    if text not in (*one.choices, one.default):
        raise ValueError(text)
    return text


_PARSERS: dict[str, Callable[[Param, str], Any]] = {
    "str": lambda _, text: text,
    "uid": lambda _, text: text,
    "int": _whole,
    "bool": _yes,
    "date": _day,
    "choice": _choice,
    "list": lambda _, text: tuple(part.strip() for part in text.split(",") if part.strip()),
}
_EXPECTED = {
    "str": Label("un texte", "text"),
    "uid": Label("un uid ou un nom", "a uid or a name"),
    "int": Label("un nombre entier", "a whole number"),
    "bool": Label("oui ou non", "yes or no"),
    "date": Label("une date comme 2019, 2019-03 ou 2019-03-01", "a date such as 2019, 2019-03 or 2019-03-01"),
    "choice": Label("un de ces mots", "one of these words"),
    "list": Label("des mots séparés par des virgules", "words separated by commas"),
}
