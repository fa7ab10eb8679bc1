"""A proposed fact as one plain sentence, made from the labels of the schema and the turns of `turns`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphmodel import dates
from graphmodel.errors import Label
from graphmodel.questions.review_rows import End, Option
from graphmodel.reference import territories
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Field, fields
from graphmodel.schema.vocabulary import Function, Level, Role, Status
from graphmodel.statements.fold import WHEN
from ingest.facts.records import ABOUT
from ui import format as write
from ui.i18n import Translator
from ui.viewmodels import fiches, turns

_HEADS = frozenset({Role.NATIONAL_HEAD, Role.TERRITORIAL_HEAD})
_ARTICLES = re.compile(r"(le|les|du|des|au|aux)\b", re.IGNORECASE)
_VOWELS = re.compile("[aeiouyàâäéèêëîïôöûüœæ]", re.IGNORECASE)
_UNSAID = frozenset({"document", "ordinal", "name"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; what is `strong` is what the fact asserts."""

    text: str
    strong: bool = False


def sentence(t: Translator, option: Option) -> tuple[Part, ...]:
    """The fact in one sentence. `"".join(part.text …)` is the plain text of it."""
    told = _entity(t, option) if option.type in NODES else _relation(t, option)
    made = [part for part in told if part.text]
    made.append(Part(f"{_state(t, option)}."))
    first = made[0].text
    return (Part(first[:1].upper() + first[1:], made[0].strong), *made[1:])


def plain(t: Translator, option: Option) -> str:
    """The same as text."""
    return "".join(part.text for part in sentence(t, option))


def called(t: Translator, end: End) -> str:
    """The name of an end as people read it: a territory that its document only codes has the name of its code."""
    for place in (territories.by_uid(one) for one in end.identifiers):
        if place:
            return place.name
    if end.kind == "HeadFunction":
        return next((t.label(one.label) for one in Function if end.name in (one.value, one.label.fr)), end.name)
    return end.name


def about(t: Translator, end: End) -> str:
    """What the passage says of an end beside its name: its class, its roles, all the rest by its label."""
    words = [t.label(NODES[end.kind].label), *_roles(t, end.values)]
    rest = [
        t("common.pair", name=_label(t, field), value=_value(t, end.kind, field, end.values[field.name]))
        for field in fields(NODES[end.kind])
        if field.name in end.values and field.name not in ("name", "roles", *(("level",) if _headed(end) else ()))
    ]
    return ", ".join((*words, *rest))


def _headed(end: End) -> bool:
    return bool(_HEADS & set(end.values.get("roles", ()))) and "level" in end.values


def _state(t: Translator, option: Option) -> str:
    """Whether it is so already, and whether the document says it."""
    planned = turns.PLANNED.get(option.modality)
    words = f", {t.label(planned)}" if planned else ""
    return f"{words} ({t.label(turns.INFERRED)})" if option.status == Status.INFERRED else words


def _relation(t: Translator, option: Option) -> Iterator[Part]:
    ends = {end.role: end for end in option.ends}
    a, b = ends.pop("from"), ends.pop("to")
    values = dict(option.values)
    role = f"{option.type} {values.get('role')}"
    kind = f"{option.type} {NODES[b.kind].base}"
    turn = t.label(turns.RELATIONS[next((one for one in (role, kind) if one in turns.RELATIONS), option.type)])
    if role in turns.RELATIONS or values.get("role") == "carrier":
        del values["role"]
    innovation = ends.pop("innovation", None) if "{innovation}" in turn else None
    thing = _thing(t, b)
    slots = {
        "a": _thing(t, a), "b": thing, "of": _of(t, thing), "to": _to(t, thing),
        "innovation": f" {_thing(t, innovation)}" if innovation else "",
    }  # fmt: skip
    yield from _filled(turn, slots)
    after = [t.label(turns.LINKS[role]).format(name=_thing(t, end)) for role, end in ends.items()]
    rest, last = [], []
    for name, value, field in _values(t, option.type, values):
        if name in turns.SAID:
            last.append(t.label(turns.SAID[name]).format(value=value))
        else:
            rest.append(_pair(t, _label(t, field), value))
    yield Part("".join(f" {one}" for one in (*after, *last)) + _when(t, values) + "".join(f", {one}" for one in rest))


def _entity(t: Translator, option: Option) -> Iterator[Part]:
    end = next(end for end in option.ends if end.role == ABOUT)
    values = {**end.values, **option.values}
    thing = _thing(t, end, heads=False)
    roles = _roles(t, values)
    said = [("roles", ", ".join(roles), None)] if roles else []
    level = ("level",) if _HEADS & set(values.get("roles", ())) else ()
    rest = {name: value for name, value in values.items() if name not in ("name", "roles", *level)}
    found = [*said, *_values(t, option.type, rest)]
    if not found:
        yield from _filled(t.label(turns.MENTIONED), {"a": thing, "kind": t.label(NODES[option.type].label)})
        return
    verbs = [one for one in found if one[0] in turns.VERBS]
    yield Part(f"{thing} ")
    for place, (name, value, _) in enumerate(verbs):
        if place:
            yield Part(t.label(turns.AND) if place == len(verbs) - 1 else ", ")
        yield from _filled(t.label(turns.VERBS[name]), {"value": value})
    others = [(_label(t, field), value) for name, value, field in found if field and name not in turns.VERBS]
    if not others:
        return
    if not verbs:
        label, value = others.pop(0)
        yield from _filled(t.label(turns.HAS), {"label": label, "value": value})
    yield Part("".join(f", {_pair(t, label, value)}" for label, value in others))


def _values(t: Translator, owner: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str, Field | None]]:
    """What a fact says, each once and in words, in the order of the schema: a range is one, so is a count with what
    it counts."""
    kind = EDGES.get(owner) or NODES[owner]
    seen: set[str] = set()
    for field in fields(kind):
        name = _whole(field)
        if field.name not in values or field.name in _UNSAID or field.prop.ref or name in seen:
            continue
        seen.add(name)
        yield name, _worded(t, owner, field, name, values), field


def _whole(field: Field) -> str:
    """The one thing that several properties say together."""
    bare = re.sub(r"(_min|_max)?_cents$", "", field.name)
    return "members" if field.name in ("member_count", "member_unit") else bare


def _worded(t: Translator, owner: str, field: Field, name: str, values: Mapping[str, Any]) -> str:
    if name == "members":
        unit = values.get("member_unit") or t.label(turns.MEMBERS)
        count = values.get("member_count")
        return f"{t.number(count)} {unit}" if count is not None else str(unit)
    if not field.name.endswith("_cents"):
        return _value(t, owner, field, values[field.name])
    if f"{name}_cents" in values:
        return _money(t, values[f"{name}_cents"], values)
    low, high = values.get(f"{name}_min_cents"), values.get(f"{name}_max_cents")
    turn = turns.RANGE if low is not None and high is not None else turns.FROM if high is None else turns.UP_TO
    return t.label(turn).format(low=_money(t, low or 0, values), high=_money(t, high or 0, values))


def _money(t: Translator, cents: int, values: Mapping[str, Any]) -> str:
    currency = values.get("currency", "EUR")
    if currency == "EUR":
        return write.euros(cents, t.lang)
    return f"{write.euros(cents, t.lang).strip('€').strip()} {currency}"


def _value(t: Translator, owner: str, field: Field, value: Any) -> str:
    """One value in words."""
    if field.name.endswith("_cents"):
        return write.euros(value, t.lang)
    if field.name == "share":
        return f"{t.number(round(value * 100, 2))}{write.SOLID if t.lang == 'fr' else ''}%"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return write.day(value, t.lang)
    if isinstance(value, float):
        return t.number(value)
    return fiches.value(t, owner, field.name, value, {})


def _label(t: Translator, field: Field | None) -> str:
    return t.label(field.prop.label) if field else ""


def _pair(t: Translator, label: str, value: str) -> str:
    return t("common.pair", name=label, value=value)


def _when(t: Translator, values: Mapping[str, Any]) -> str:
    if not set(WHEN) & values.keys():
        return ""
    return f" {dates.sentence(dates.from_properties(values), t.lang)}"


def _thing(t: Translator, end: End, *, heads: bool = True) -> str:
    """An end inside a sentence: with its article where it is no organisation, with its place in its network where the
    passage gives it."""
    name = called(t, end)
    if end.kind == "Territory":
        level = next((place.level for place in map(territories.by_uid, end.identifiers) if place), "")
        level = level or str(end.values.get("level", ""))
        turn = turns.THINGS.get(f"Territory {level}", turns.THINGS["Territory"])
        return t.label(turn).format(name=name)
    if end.kind in turns.THINGS and not (end.kind == "Network" and re.match("r[ée]seau", name, re.IGNORECASE)):
        made = t.label(turns.THINGS[end.kind]).format(name=name)
        count = end.values.get("count")
        return f"{made} ({t.number(count)})" if heads and count is not None else made
    quoted = t("common.quote", quote=name) if t.lang == "fr" and _ARTICLES.match(name) else name
    roles = [words for words in _roles(t, end.values, _HEADS) if heads]
    return f"{quoted} ({', '.join(roles)})" if roles else quoted


def _roles(t: Translator, values: Mapping[str, Any], only: Iterable[str] = tuple(Role)) -> list[str]:
    """Roles in words; a head says its level."""
    level = t.word(Level, values.get("level"))
    head = t.label(turns.HEAD).format(level=level) if level else ""
    kept = [role for role in values.get("roles", ()) if role in set(only)]
    return list(dict.fromkeys(head if head and role in _HEADS else t.word(Role, role) for role in kept))


def _of(t: Translator, thing: str) -> str:
    """« de » before a thing, as one says it."""
    return _before(t, thing, Label("de", "of"), {"le": "du", "les": "des"})


def _to(t: Translator, thing: str) -> str:
    """« à » before a thing, as one says it."""
    return _before(t, thing, Label("à", "in"), {"le": "au", "les": "aux"})


def _before(t: Translator, thing: str, word: Label, contracted: Mapping[str, str]) -> str:
    first, _, rest = thing.partition(" ")
    if t.lang == "fr" and first in contracted:
        return f"{contracted[first]} {rest}"
    if t.lang == "fr" and word.fr == "de" and _VOWELS.match(thing):
        return f"d'{thing}"
    return f"{t.label(word)} {thing}"


def _filled(turn: str, slots: Mapping[str, str]) -> Iterator[Part]:
    """A turn with its slots filled; stars inside what fills them are only stars."""
    for place, piece in enumerate(turn.split("**")):
        if piece:
            yield Part(piece.format(**slots), bool(place % 2))
