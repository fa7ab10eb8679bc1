"""The sheet of one entity: who it is, its edges by kind, what every document says of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from graphmodel.questions.rows import CardLine, Contradiction, Evidence, Proof
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Field, fields
from graphmodel.schema.vocabulary import Modality, Role, Status, Vocabulary
from graphmodel.statements.fold import WHEN
from ui import format as write
from ui.i18n import Translator
from ui.render import network, palette
from ui.render.tables import Table

NEIGHBOURS = 60
"""How many neighbours the picture of a sheet shows; the table has them all."""

_UNSAID = frozenset({"document", "ordinal", "name", "roles", "lat", "lon"})
"""Properties that mean nothing to people here: the proof, the title and the first line say them already."""


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of the entity."""

    kind: str
    out: bool
    uid: str
    name: str
    entity_kind: str
    when: str
    details: str
    said: bool
    modality: str
    proofs: tuple[Proof, ...]


def about(t: Translator, labels: Iterable[str], inferred: Collection[str] = ()) -> str:
    """What sort of entity this is: its class, then its roles, each said to be inferred where no document states it."""
    known = set(labels)
    kinds = [t.label(kind.label) for name, kind in NODES.items() if name in known]
    roles = [t.label(role.label) for role in Role if role in known]
    doubt = {"class": t("common.inferred"), "roles": t.count("fiches.roles-inferred", len(roles))}
    said = {"class": ", ".join(kinds), "roles": ", ".join(roles)}
    words = ", ".join(_doubted(t, one, doubt[name] if name in inferred else "") for name, one in said.items() if one)
    return words[:1].upper() + words[1:]


def identity(t: Translator, labels: Iterable[str], card: Iterable[CardLine]) -> list[tuple[str, str]]:
    """The properties that are known, by name and value in words."""
    owner = class_of(labels)
    return [
        (
            line.fr if t.lang == "fr" else line.en,
            _doubted(t, value(t, owner, line.name, line.value, {}), t("common.inferred") if line.inferred else ""),
        )
        for line in card
        if line.section == "property" and line.name not in _UNSAID
    ]


def edges(
    t: Translator,
    card: Iterable[CardLine],
    names: Mapping[str, str],
    proofs: Mapping[tuple[str, str, str], tuple[Proof, ...]],
) -> list[Line]:
    """The edges; `names` are those of the entities that they mention, `proofs` go by type, other end and key."""
    return [
        Line(
            kind=line.name,
            out=line.section == "out",
            uid=line.uid or "",
            name=line.uid_name or "",
            entity_kind=line.uid_kind or "",
            when=_when(t, line),
            details=_details(t, line, names),
            said=line.status == Status.STATED,
            modality=line.modality or Modality.ACTUAL,
            proofs=proofs.get((line.name, line.uid or "", line.key or ""), ()),
        )
        for line in card
        if line.section != "property"
    ]


def mentioned(card: Iterable[CardLine]) -> set[str]:
    """The entities (uids) that edges mention beside their ends."""
    found: set[str] = set()
    for line in card:
        if line.section == "property":
            continue
        for name in _references(line.name):
            said = (line.value or {}).get(name)
            found |= set(said) if isinstance(said, list | tuple) else {said} if said else set()
    return found


def grouped(lines: Iterable[Line]) -> Iterator[tuple[str, bool, list[Line]]]:
    """The edges by type and direction, in the order in which the schema declares the types."""
    order = {name: rank for rank, name in enumerate(EDGES)}
    ranked = sorted(lines, key=lambda line: (order[line.kind], not line.out))
    for (kind, out), some in groupby(ranked, key=lambda line: (line.kind, line.out)):
        yield kind, out, list(some)


def heading(t: Translator, kind: str, out: bool) -> str:
    """What a group of edges says, seen from this entity."""
    return t(f"fiches.out.{kind}" if out or not EDGES[kind].directed else f"fiches.in.{kind}")


def table(t: Translator, lines: Sequence[Line], short: Sequence[str], *, kinds: bool = False) -> Table:
    """Edges as a table; with `kinds`, each says what it is."""
    names = (*(("kind",) if kinds else ()), "name", "when", "details", "status", "proof")
    rows = [
        (
            *((heading(t, line.kind, line.out),) if kinds else ()),
            line.name,
            line.when,
            line.details,
            status(t, line.said, line.modality),
            proof,
        )
        for line, proof in zip(lines, short, strict=True)
    ]
    return Table(tuple(t(f"fiches.column.{name}") for name in names), tuple(rows))


def status(t: Translator, said: bool, modality: str) -> str:
    """Who says so, and whether it is so."""
    words = t("common.stated") if said else t("common.inferred")
    return words if modality == Modality.ACTUAL else f"{words}, {t.word(Modality, modality)}"


def statements(t: Translator, rows: Iterable[Evidence]) -> Table:
    """Every statement behind the entity itself."""
    names = ("document", "place", "says", "quote", "status")
    said = [
        (
            ", ".join(part for part in (row.title, row.document_date) if part),
            _places(t, row),
            _says(t, row.type, row.values),
            row.quote,
            status(t, row.status == Status.STATED, row.modality),
        )
        for row in rows
    ]
    return Table(tuple(t(f"fiches.column.{name}") for name in names), tuple(said))


def cited(t: Translator, row: Evidence) -> list[str]:
    """Each place of a statement in Markdown, as a link that opens its document there."""
    places = {at: write.md(write.place(at, t.lang)) for at in row.at}
    return [f"{write.cited(row.title, row.document, at, t.lang)}, {place}" for at, place in places.items()]


def disputes(
    t: Translator, labels: Iterable[str], rows: Iterable[Contradiction], names: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """What documents contradict each other on: a heading, then one sentence in Markdown a value, with its source."""
    found = []
    own = class_of(labels)
    for (about, name, attribute), some in groupby(rows, key=lambda row: (row.about, row.name, row.property)):
        owner = about.split("|")[0] if "|" in about else own
        words = label(t, owner, attribute)
        found.append((t("common.pair", name=name, value=words), [_dispute(t, owner, row, names) for row in some]))
    return found


def drawing(t: Translator, uid: str, name: str, labels: Sequence[str], lines: Iterable[Line]) -> network.Drawing:
    """The entity between what comes to it and what goes from it."""
    roles = [label for label in labels if label in set(Role)]
    kind = class_of(labels)
    nodes = {uid: network.Node(uid, name, palette.figure(kind, roles), name)}
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        figure = palette.figure(line.entity_kind)
        nodes.setdefault(line.uid, network.Node(line.uid, line.name, figure, line.name))
        pairs.setdefault((uid, line.uid) if line.out else (line.uid, uid), []).append(line)
    links = [
        network.Edge(
            source, target, "" if any(line.said for line in some) else t("common.inferred"),
            "\n".join(dict.fromkeys(_note(t, line) for line in some)), any(line.said for line in some),
            any(EDGES[line.kind].directed for line in some),
        )
        for (source, target), some in pairs.items()
    ]  # fmt: skip
    return network.drawn(list(nodes.values()), links, lambda n: t.count("fiches.gathered", n), NEIGHBOURS)


def value(t: Translator, owner: str, name: str, said: Any, names: Mapping[str, str]) -> str:
    """A property of `owner` (a class or a type of edge) in words: closed lists by their labels, amounts in euros,
    entities by their names."""
    if isinstance(said, list | tuple):
        return ", ".join(value(t, owner, name, one, names) for one in said)
    if isinstance(said, bool):
        return t("common.yes" if said else "common.no")
    field = _field(owner, name)
    if field and isinstance(field.item, type) and issubclass(field.item, Vocabulary):
        return t.word(field.item, said)
    if field and field.name.endswith("_cents") and isinstance(said, str):
        return write.euros(round(float(said) * 100), t.lang)
    if isinstance(said, int) and name not in ("year", "rank"):
        unit = field.prop.unit if field else None
        return " ".join([t.number(said), *([t.label(unit)] if unit else [])])
    return names.get(str(said), str(said))


def _when(t: Translator, line: CardLine) -> str:
    if not line.when_label:
        return t("common.undated") if line.name == "SPREAD_TO" else ""
    return _doubted(t, line.when_label, t("common.guess.when") if "when" in _guessed(line) else "")


def _details(t: Translator, line: CardLine, names: Mapping[str, str]) -> str:
    kind, guessed = line.name, _guessed(line)
    found = []
    for name, said in sorted((line.value or {}).items(), key=lambda item: _rank(kind, item[0])):
        if name not in _UNSAID and said not in (None, "", [], ()):
            doubt = t("common.inferred") if _whole(kind, name) in guessed else ""
            words = _doubted(t, value(t, kind, name, said, names), doubt)
            found.append(t("common.pair", name=label(t, kind, name), value=words))
    return " · ".join(found)


def _guessed(line: CardLine) -> Collection[str]:
    """What is only inferred of an edge that a document states; of one that is inferred as a whole, one word says it."""
    return line.inferred if line.status == Status.STATED else ()


def _doubted(t: Translator, said: str, doubt: str) -> str:
    return t("common.doubted", value=said, doubt=doubt) if doubt else said


def _says(t: Translator, owner: str, values: Mapping[str, Any]) -> str:
    words = [
        t("common.pair", name=label(t, owner, name), value=value(t, owner, name, said, {}))
        for name, said in values.items()
        if name not in WHEN
    ]
    return " · ".join(words)


def _places(t: Translator, row: Evidence) -> str:
    first = row.cites or ", ".join(write.place(at, t.lang) for at in row.at[:2])
    return first + (t.count("common.proofs.others", row.count - len(row.at[:2])) if row.count > len(row.at[:2]) else "")


def _dispute(t: Translator, owner: str, row: Contradiction, names: Mapping[str, str]) -> str:
    shown = disputed(t, owner, row.property, row.value, names)
    title = write.cited(row.title, row.document, row.at[0], t.lang)
    source = f"{title}, {write.md(write.place(row.at[0], t.lang))}"
    key = "fiches.dispute.shown" if row.shown else "fiches.dispute.other"
    quote = f" — {t('common.quote', quote=write.md(row.quote))}" if row.quote else ""
    return t(key, value=write.md(shown), source=source) + quote


def disputed(t: Translator, owner: str, attribute: str, said: Any, names: Mapping[str, str]) -> str:
    """What one document says of an attribute in dispute, which may be several properties together, in words."""
    whole = said if isinstance(said, dict) else {attribute: said}
    parts = {name: one for name, one in whole.items() if name not in WHEN[:4]} or whole
    return ", ".join(_disputed(t, owner, name, one, names) for name, one in parts.items())


def _disputed(t: Translator, owner: str, name: str, said: Any, names: Mapping[str, str]) -> str:
    """A value in words, be it the class of a node or the state of an edge, which no schema declares as properties."""
    if name == "class":
        return t.label(NODES[said].label)
    return t.word(Modality, said) if name == "modality" else value(t, owner, name, said, names)


def label(t: Translator, owner: str, name: str) -> str:
    """An attribute of `owner` (a class or a type of edge) in words."""
    if name in ("when", "since_min", "modality", "class"):
        return t(f"fiches.attribute.{name}")
    field = _field(owner, name)
    return t.label(field.prop.label) if field else name


def _note(t: Translator, line: Line) -> str:
    parts = [heading(t, line.kind, line.out), line.name, line.when, status(t, line.said, line.modality)]
    return ", ".join(part for part in parts if part)


def class_of(labels: Iterable[str]) -> str:
    """The class among the labels of an entity, "" where there is none."""
    known = set(labels)
    return next((name for name in NODES if name in known), "")


@cache
def _field(owner: str, name: str) -> Field | None:
    """What declares a property: answers call amounts by their name without `_cents`, and a range by its group."""
    kind = EDGES.get(owner) or NODES.get(owner)
    declared = {field.name: field for field in fields(kind)} if kind else {}
    return declared.get(name) or declared.get(f"{name}_cents") or declared.get(f"{name}_min_cents")


def _whole(owner: str, name: str) -> str:
    """The one value that a property is a part of: a range goes by the name of its group."""
    field = _field(owner, name)
    return (field.prop.group or field.name) if field else name


@cache
def _references(kind: str) -> tuple[str, ...]:
    return (*(field.name for field in fields(EDGES[kind]) if field.prop.ref), "targets")


def _rank(kind: str, name: str) -> tuple[int, str]:
    order = [field.name.removesuffix("_cents") for field in fields(EDGES[kind])]
    return (order.index(name) if name in order else len(order)), name
