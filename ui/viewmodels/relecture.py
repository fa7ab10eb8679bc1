"""What waits for a person's decision, in words: disputes between documents, possible twins, decisions taken. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from graphmodel.names import fold
from graphmodel.questions.review_rows import PossiblySame, Side, Taken
from graphmodel.questions.rows import Contradiction
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.vocabulary import Status
from ui import format as write
from ui.i18n import Translator
from ui.render.tables import Table
from ui.viewmodels import fiches

PARTS = ("disputes", "twins", "decisions")

_DATES = frozenset({"when", "since_min", "created", "start", "end", "period", "year"})
_ROLES = frozenset({"role", "roles", "member_role", "class", "modality", "level", "mode", "model", "direction"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """One attribute of one entity or edge, with what each statement says of it, the value that shows first."""

    rows: tuple[Contradiction, ...]

    @property
    def about(self) -> str:
        """A uid, or the address of an edge."""
        return self.rows[0].about

    @property
    def attribute(self) -> str:
        """The property, or the name of those that are one value."""
        return self.rows[0].property

    @property
    def key(self) -> str:
        """What tells it from any other dispute."""
        return f"{self.about}|{self.attribute}"

    @property
    def uids(self) -> tuple[str, ...]:
        """The entity, or the two ends of the edge."""
        parts = self.about.split("|")
        return tuple(parts[1:3]) if len(parts) > 1 else (self.about,)

    def owner(self, labels: Mapping[str, Collection[str]]) -> str:
        """The class or the type of edge that declares the attribute; `labels` go by uid."""
        return self.about.split("|")[0] if "|" in self.about else fiches.class_of(labels.get(self.about, ()))


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values in dispute. `sources` are Markdown, one a document; preferring `statement` settles on it."""

    words: str
    shown: bool
    inferred: bool
    sources: tuple[str, ...]
    statement: str


def disputes(rows: Iterable[Contradiction], inside: AbstractSet[str] | None = None) -> list[Dispute]:
    """The disputes, those on dates first, then on amounts, then on roles. `inside`: only about these entities."""
    found = [Dispute(tuple(some)) for _, some in groupby(rows, key=lambda row: (row.about, row.property))]
    kept = [one for one in found if inside is None or not inside.isdisjoint(one.uids)]
    return sorted(kept, key=lambda one: (_weight(one.attribute), one.attribute, one.rows[0].name, one.about))


def values(t: Translator, owner: str, dispute: Dispute, names: Mapping[str, str]) -> list[Value]:
    """Each value once, with all the documents that give it; the one that shows comes first."""
    by_words: dict[str, list[Contradiction]] = {}
    for row in dispute.rows:
        by_words.setdefault(fiches.disputed(t, owner, row.property, row.value, names), []).append(row)
    return [
        Value(
            words=words,
            shown=any(row.shown for row in some),
            inferred=all(row.status == Status.INFERRED for row in some),
            sources=tuple(_source(t, row) for row in some),
            statement=some[0].statement,
        )
        for words, some in by_words.items()
    ]


def why(t: Translator, dispute: Dispute) -> str:
    """Why the value that shows does, as the fold chose it; empty where none does."""
    shown = [row for row in dispute.rows if row.shown]
    others = [row for row in dispute.rows if not row.shown]
    if not (shown and others):
        return ""
    if dispute.attribute == "class":
        return t("relecture.why.class")
    stated = any(row.status == Status.STATED for row in shown)
    rivals = [row for row in others if (row.status == Status.STATED) == stated]
    if not rivals:
        return t("relecture.why.stated")
    last, rival = max(map(_day, shown)), max(map(_day, rivals))
    if last > rival:
        return t("relecture.why.latest" if rival else "relecture.why.dated")
    return t("relecture.why.equal" if last else "relecture.why.undated")


def attributes(t: Translator, some: Iterable[Dispute], labels: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The attributes in dispute, by name, in words."""
    return {one.attribute: fiches.label(t, one.owner(labels), one.attribute) for one in some}


def title(t: Translator, dispute: Dispute, names: Mapping[str, str]) -> str:
    """What is in dispute: an entity by name, or an edge as a short sentence."""
    kind = EDGES.get(dispute.about.split("|")[0])
    if kind is None:
        return dispute.rows[0].name
    source, target = (names.get(uid, uid) for uid in dispute.uids)
    return f"{source} {t.label(kind.label)} {target}"


def identical(row: PossiblySame) -> bool:
    """Whether a pair may be accepted with all that are like it: one name, one commune, nothing against."""
    return row.how == "equal" and _one_name(row) and "same_commune" in row.pros and not row.cons


def pair_key(row: PossiblySame) -> str:
    """What tells a pair from any other."""
    return "|".join(sorted((row.one.uid, row.other.uid)))


def pros(t: Translator, row: PossiblySame) -> list[str]:
    """What speaks for one body."""
    how = "alias" if row.how == "equal" and not _one_name(row) else row.how
    return [t(f"relecture.how.{how}"), *(t(f"relecture.pro.{one}") for one in row.pros)]


def cons(t: Translator, row: PossiblySame) -> list[str]:
    """What speaks against it."""
    return [t(f"relecture.con.{one}") for one in row.cons]


def facts(t: Translator, side: Side) -> list[tuple[str, str]]:
    """What is known of one side, by name and in words; what is not known is said."""
    unknown = t("common.unknown")
    return [
        (t("relecture.fact.kind"), t.label(NODES[side.kind].label)),
        (t("relecture.fact.places"), ", ".join(side.places) or unknown),
        (t("relecture.fact.networks"), ", ".join(side.networks) or unknown),
        (t("relecture.fact.codes"), ", ".join(map(_code, side.codes)) or unknown),
        *([(t("relecture.fact.aliases"), ", ".join(side.aliases))] if side.aliases else []),
        (t("relecture.fact.known"), _known(t, side)),
    ]


def passages(t: Translator, side: Side) -> list[str]:
    """Where it is told what makes one side like the other: the passage, and its document at that place."""
    return [
        f"{t('common.quote', quote=write.md(one.quote))}  \n"
        f"{write.cited(one.title, one.document, one.at, t.lang)}, {write.md(write.place(one.at, t.lang))}"
        for one in side.passages
    ]


def decision(t: Translator, one: Taken) -> str:
    """A decision as a sentence."""
    if one.kind in ("same", "different"):
        first, second = one.names
        return t(f"relecture.decided.{one.kind}", one=first, other=second)
    if one.asleep or not one.owner:
        return t(f"relecture.decided.asleep.{one.kind}")
    said = fiches.disputed(t, one.owner, one.property, one.value, {}) if one.property else ""
    attribute = fiches.label(t, one.owner, one.property) if one.property else ""
    where = f"{one.title}, {write.place(one.place or '', t.lang)}"
    about = " → ".join(one.names)
    return t(f"relecture.decided.{one.kind}", about=about, attribute=attribute, value=said, source=where)


def decisions(t: Translator, rows: Sequence[Taken]) -> Table:
    """The decisions as a table, the last first."""
    lines = [
        (write.day(one.at[:10], t.lang), decision(t, one), t("relecture.asleep" if one.asleep else "relecture.awake"))
        for one in rows
    ]
    return Table(tuple(t(f"relecture.column.{name}") for name in ("at", "decision", "state")), tuple(lines))


def _one_name(row: PossiblySame) -> bool:
    return fold(row.one.name) == fold(row.other.name)


def _weight(attribute: str) -> int:
    if attribute in _DATES:
        return 0
    if attribute.endswith("_cents") or attribute in ("amount", "grant"):
        return 1
    return 2 if attribute in _ROLES else 3


def _day(row: Contradiction) -> str:
    return row.as_of_high or row.as_of_low or ""


def _source(t: Translator, row: Contradiction) -> str:
    places = ", ".join(write.place(at, t.lang) for at in row.at[:3])
    more = t.count("common.proofs.others", len(row.at) - 3) if len(row.at) > 3 else ""
    quote = f"  \n{t('common.quote', quote=write.md(row.quote))}" if row.quote else ""
    title = write.cited(row.title, row.document, row.at[0], t.lang)
    return f"{title}, {write.md(places + more)} ({write.md(_dated(t, row))}){quote}"


def _dated(t: Translator, row: Contradiction) -> str:
    low, high = row.as_of_low or row.as_of_high, row.as_of_high or row.as_of_low
    if not low or not high:
        return t("relecture.undated")
    if low == high:
        return write.day(low, t.lang)
    if low[4:] == "-01-01" and high[4:] == "-12-31":
        return low[:4] if low[:4] == high[:4] else f"{low[:4]} – {high[:4]}"
    return f"{write.day(low, t.lang)} – {write.day(high, t.lang)}"


def _known(t: Translator, side: Side) -> str:
    documents = t.count("fiches.sources", side.sources)
    return f"{documents}, {t.count('relecture.links', side.relations)}"


def _code(code: str) -> str:
    """« SIREN 123 456 789 », or the number in its register."""
    scheme, _, rest = code.partition(":")
    return rest.partition("/")[2].replace("/", " ") if scheme == "reg" else f"{scheme.upper()} {rest}"
