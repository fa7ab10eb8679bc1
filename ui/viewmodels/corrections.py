"""What of a proposed fact people may put right: each value as a field typed by the schema, and back again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graphmodel import dates
from graphmodel.errors import Label
from graphmodel.questions.review_rows import Option
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Field, fields
from graphmodel.schema.vocabulary import Modality, Vocabulary
from graphmodel.statements.fold import WHEN
from ingest.amounts import parse_amount
from ui.i18n import Translator

Shape = Literal["word", "words", "yes", "number", "share", "money", "text", "lines", "when"]

_KEPT = frozenset({"document", "ordinal", "name", "roles", "lat", "lon"})
"""What a person does not correct here: what names the fact, and what the document does not say."""


class Unreadable(ValueError):
    """What was typed into a field says nothing that can be kept; `sentence` tells which and what to write."""

    def __init__(self, sentence: Label) -> None:
        super().__init__(sentence.fr)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One value in a form. `value` is what stands in its field: a code of `words`, several, or text."""

    name: str
    label: str
    shape: Shape
    value: Any
    words: Mapping[str, str]

    @property
    def filled(self) -> bool:
        """Whether the document says something of it."""
        return bool(self.value)


def entries(t: Translator, option: Option) -> list[Entry]:
    """The fields of a fact: its state, its date where it is a relation, then what its class declares."""
    kind = EDGES.get(option.type) or NODES[option.type]
    found = []
    if option.type in EDGES:
        states = {one.value: t.label(one.label) for one in Modality}
        found.append(Entry("modality", t("fiches.attribute.modality"), "word", option.modality, states))
        label = option.values.get("when_label") or ""
        told = dates.from_properties(option.values)
        written = label or (dates.sentence(told, t.lang) if set(WHEN) & option.values.keys() else "")
        found.append(Entry("when", t("fiches.attribute.when"), "when", written, {}))
    kept = (field for field in fields(kind) if not field.prop.ref and field.name not in _KEPT)
    return found + [_entry(t, field, option.values) for field in kept]


def changed(entries: Iterable[Entry], typed: Mapping[str, Any], option: Option) -> tuple[dict[str, Any], str]:
    """The values that a person put right (None: nothing is said any more), and the state where it is another.

    Raises `Unreadable` for what cannot be read.
    """
    values: dict[str, Any] = {}
    modality = ""
    for entry in entries:
        new = typed.get(entry.name, entry.value)
        if entry.name == "modality":
            modality = new if new and new != option.modality else ""
        elif _same(new, entry.value):
            continue
        elif entry.shape == "when":
            values |= _when(entry, new)
        else:
            values[entry.name] = _read(entry, new)
    return {name: value for name, value in values.items() if value != option.values.get(name)}, modality


def _entry(t: Translator, field: Field, values: Mapping[str, Any]) -> Entry:
    shape, words = _shape(t, field)
    value, currency = values.get(field.name), str(values.get("currency", "€"))
    unit = {"money": currency, "share": t.label(field.prop.unit) if field.prop.unit else ""}.get(shape, "")
    label = t.label(field.prop.label)
    return Entry(field.name, f"{label} ({unit})" if unit else label, shape, _written(shape, value), words)


def _shape(t: Translator, field: Field) -> tuple[Shape, Mapping[str, str]]:
    if isinstance(field.item, type) and issubclass(field.item, Vocabulary):
        return ("words" if field.many else "word"), {one.value: t.label(one.label) for one in field.item}
    if field.type is bool:
        return "yes", {"yes": t("common.yes"), "no": t("common.no")}
    if field.many:
        return "lines", {}
    if field.name.endswith("_cents"):
        return "money", {}
    return {int: "number", float: "share"}.get(field.type, "text"), {}  # type: ignore[return-value]


def _written(shape: Shape, value: Any) -> Any:
    """A value as its field shows it."""
    if shape == "words":
        return tuple(value or ())
    if value is None:
        return ""
    if shape == "yes":
        return "yes" if value else "no"
    if shape == "money":  # as both languages read it
        return f"{value // 100}" if value % 100 == 0 else f"{value / 100:.2f}"
    if shape == "lines":
        return "\n".join(value)
    return str(value) if shape in ("number", "share") else value


def _same(new: Any, old: Any) -> bool:
    if isinstance(new, str) or new is None:
        return (new or "").strip() == (old or "")
    return tuple(new) == tuple(old or ())


def _read(entry: Entry, typed: Any) -> Any:
    """What was typed, as the schema keeps it; None for nothing."""
    if entry.shape == "words":
        return list(typed) or None
    text = (typed or "").strip()
    if not text:
        return None
    if entry.shape == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if entry.shape == "money":
        return _money(entry, text)
    if entry.shape in ("number", "share"):
        return _number(entry, text)
    return text == "yes" if entry.shape == "yes" else text


def _money(entry: Entry, text: str) -> int:
    found = parse_amount(text)
    if found is None or found.low != found.high or found.ambiguous or found.currency != "EUR":
        raise Unreadable(
            Label(
                f"{entry.label} : « {text} » n'est pas un montant en euros. Écrivez par exemple 12 500.",
                f"{entry.label}: “{text}” is no amount in euros. Write for instance 12 500.",
            )
        )
    return found.low


def _number(entry: Entry, text: str) -> int | float:
    bare = "".join(text.split()).replace(",", ".")
    try:
        return int(bare) if entry.shape == "number" else float(bare)
    except ValueError as problem:
        said = Label(f"{entry.label} : « {text} » n'est pas un nombre.", f"{entry.label}: “{text}” is no number.")
        raise Unreadable(said) from problem


def _when(entry: Entry, text: str) -> dict[str, Any]:
    """The interval that was typed; what it does not say is said no more."""
    try:
        told = dates.to_properties(dates.parse_when(text or ""))
    except dates.DateProblem as problem:
        said = Label(
            f"{problem.problem.fr} {problem.suggestion.fr}",
            f"{problem.problem.en} {problem.suggestion.en}",
        )
        raise Unreadable(said) from problem
    return {**dict.fromkeys(WHEN), **told}
