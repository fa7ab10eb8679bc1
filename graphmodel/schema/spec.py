"""How a node or an edge is declared: a pydantic class whose fields carry a `Prop`. One walk over it gives the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from graphmodel.errors import Label

Folding = Literal["latest", "timeless", "union", "any"]
"""How several statements become one value: the latest said (overlapping ones contradict), a value that never changes
(any two contradict), all of them together, or the latest without calling the others a contradiction."""


@dataclass(frozen=True, slots=True)
class Prop:
    """What a field means. `group` names the one value that several fields form together (a range, an interval)."""

    label: Label
    fold: Folding = "latest"
    key: bool = False
    ref: str | None = None
    group: str | None = None
    unit: Label | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One declared property: its name, its Python type without `None`, and its meaning."""

    name: str
    type: Any
    prop: Prop

    @property
    def many(self) -> bool:
        """A list of values rather than one."""
        return get_origin(self.type) is tuple

    @property
    def item(self) -> Any:
        """The type of one value."""
        return get_args(self.type)[0] if self.many else self.type


@dataclass(frozen=True, slots=True)
class Restated:
    """A number of months that says again what two dates say. Where they cannot both be so, the document, or two of
    them, contradict themselves, though no property has two values."""

    months: str
    start: str
    end: str


class Declared(BaseModel):
    """Base of every node and edge declaration."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=True)

    label: ClassVar[Label]


class NodeKind(Declared):
    """A kind of entity. `base` is the label that carries the unique `uid`; `roles` may be added to actors."""

    base: ClassVar[str]
    restated: ClassVar[tuple[Restated, ...]] = ()


class EdgeKind(Declared):
    """A kind of edge. `low` is the end that touches few edges: every address of an edge starts there."""

    source: ClassVar[tuple[str, ...]]
    target: ClassVar[tuple[str, ...]]
    low: ClassVar[Literal["source", "target"]] = "source"
    directed: ClassVar[bool] = True


@cache
def fields(kind: type[Declared]) -> tuple[Field, ...]:
    """The declared properties of a kind, in order of declaration. A field without a `Prop` is a programming error."""
    return tuple(_walk(kind))


def _walk(kind: type[Declared]) -> Iterator[Field]:
    for name, info in kind.model_fields.items():
        prop = next(item for item in info.metadata if isinstance(item, Prop))
        yield Field(name, _without_none(info.annotation), prop)


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) is Annotated:
        return _without_none(get_args(annotation)[0])
    arms = [arm for arm in get_args(annotation) if arm is not NoneType]
    has_none = NoneType in get_args(annotation)
    return arms[0] if has_none and len(arms) == 1 else annotation


def key_fields(kind: type[Declared]) -> tuple[Field, ...]:
    """The fields that tell two edges of this kind between the same ends apart (★ in the reference)."""
    return tuple(field for field in fields(kind) if field.prop.key)
