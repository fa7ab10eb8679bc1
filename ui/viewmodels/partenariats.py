"""Who finances, co-pilots and stands around a network, an organisation or an innovation: sentences and tables. Pure.

What a document states, what is inferred and what is planned are never added up together, nor are two currencies, nor an
amount a year with an amount in all. An unknown amount is never zero: unknown ones are counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphmodel.questions.rows import CoPilot, FunderAmounts, Tie
from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import (
    HAPPENED,
    FunderKind,
    FundingKind,
    Modality,
    PartnershipKind,
    Per,
    PilotRole,
    Role,
    Sector,
    Status,
)
from ui import format as write
from ui.i18n import Translator
from ui.render import network, palette
from ui.render.bars import Bar
from ui.render.tables import Cell, Table

SORTS = {
    "network": "Network",
    "funder": "Funder",
    "head": "NationalHead",
    "federation": "TerritorialHead",
    "partner": "ExternalPartner",
    "innovation": "Innovation",
}
"""What may be looked at, and the class or role that finds it."""

EURO = "EUR"
DRAWN = 90
"""Around one subject, more names than this cannot be read."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What may be added up: one standing, one reach (`per`), one currency. Amounts in cents, None where none is said;
    `ranges` from `low` to `high` are added apart, `half_open` counts fundings of which only the least or the most is
    said, `unknown` those without any amount, `undated` those without a year."""

    status: str
    modality: str
    per: str | None
    currency: str
    funders: int
    fundings: int
    known: int
    known_sum: int | None
    ranges: int
    low: int | None
    high: int | None
    half_open: int
    unknown: int
    undated: int
    twice: int

    @property
    def said(self) -> bool:
        """Stated by a document, and so: neither inferred nor planned nor abandoned."""
        return self.status == Status.STATED and self.modality in HAPPENED


def sums(rows: Iterable[FunderAmounts]) -> list[Sum]:
    """The amounts that may be added up, what is stated first."""
    groups: dict[tuple[str, str, str | None, str], list[FunderAmounts]] = defaultdict(list)
    for row in rows:
        groups[row.status, row.modality, row.per, row.currency].append(row)
    made = [_sum(key, some) for key, some in groups.items()]
    return sorted(made, key=lambda one: (not one.said, one.status, one.modality, one.per or "", one.currency))


def standing(t: Translator, status: str, modality: str) -> str:
    """Who says so, and what is not so yet or no more: « déduit », « dit par un document, en projet »."""
    said = t("common.stated") if status == Status.STATED else t("common.inferred")
    return said if modality == Modality.ACTUAL else f"{said}, {t.word(Modality, modality)}"


def money(t: Translator, cents: int, currency: str) -> str:
    """An amount with its currency."""
    return write.euros(cents, t.lang) if currency == EURO else f"{t.number(_whole(cents))} {currency}"


def answer(t: Translator, name: str, rows: Sequence[FunderAmounts], partners: int, *, gives: bool) -> str:
    """The answer in one sentence: what is stated first, what is not known said."""
    made = sums(rows)
    said = [one for one in made if one.said]
    side = "gives" if gives else "gets"
    n = sum(row.beneficiaries for row in rows) if gives else len({row.funder for row in rows})
    parts = [t.count(f"partenariats.answer.{side}", n)] if n else [t(f"partenariats.answer.{side}.none")]
    parts += [
        t.count("partenariats.answer.known", one.known, amount=money(t, one.known_sum or 0, one.currency),
                per=f" {t.word(Per, one.per)}" if one.per else "")
        for one in said if one.known
    ]  # fmt: skip
    unknown, other = sum(one.unknown for one in made), sum(one.fundings for one in made if not one.said)
    parts += [t.count("partenariats.answer.unknown", unknown)] if unknown else []
    parts += [t.count("partenariats.answer.other", other)] if other else []
    parts += [t.count("partenariats.answer.partners", partners)] if partners else []
    return t("partenariats.answer.all", name=name, parts=", ".join(parts))


def sums_table(t: Translator, made: Sequence[Sum]) -> Table:
    """What may be added up, a line each; amounts as people write them."""
    names = ("standing", "per", "funders", "fundings", "known", "range", "half_open", "without", "undated")
    return Table(_named(t, *names), tuple(
        (
            standing(t, one.status, one.modality),
            t.word(Per, one.per) or t("partenariats.per.unsaid"),
            one.funders,
            one.fundings,
            _known(t, one),
            _range(t, one),
            one.half_open,
            one.unknown,
            one.undated,
        )
        for one in made
    ))  # fmt: skip


def funders_table(t: Translator, rows: Sequence[FunderAmounts]) -> Table:
    """Each funder, by standing, reach and currency; amounts as numbers, to be worked with."""
    names = ("funder", "funder_kind", "standing", "fundings", "amount", "low", "high", "half_open", "without",
             "currency", "per", "years", "undated", "twice")  # fmt: skip
    return Table(_named(t, *names), tuple(
        (
            row.funder_name,
            t.word(FunderKind, row.funder_kind),
            standing(t, row.status, row.modality),
            row.fundings,
            _cell(row.known_sum),
            _cell(row.range_min_sum),
            _cell(row.range_max_sum),
            row.half_open,
            row.unknown,
            row.currency,
            t.word(Per, row.per),
            _years(row),
            row.undated or None,
            row.possibly_twice or None,
        )
        for row in rows
    ))  # fmt: skip


def without_amount(t: Translator, rows: Iterable[FunderAmounts]) -> list[str]:
    """Who gives without the amount being said, the most often first."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.funder_name] += row.unknown
    return [t.count("partenariats.unknown.line", n, funder=funder) for funder, n in found.most_common() if n]


@dataclass(frozen=True, slots=True)
class Link:
    """One tie of the subject, whatever question told it. `out`: it starts at the subject. `inside`: who of the network
    is tied, `what` the innovation or programme; `role` is in words."""

    uid: str
    name: str
    kind: str
    type: str
    out: bool
    role: str
    sector: str | None
    funder_kind: str | None
    inside: str
    what: str
    when: str | None
    status: str
    modality: str
    edges: tuple[str, ...] = ()
    """The addresses that the tie may have in the graph: one without a direction is kept from either end."""


def of_ties(t: Translator, rows: Iterable[Tie]) -> list[Link]:
    """The ties of a network or an organisation to those outside."""
    return [
        Link(
            row.partner, row.partner_name, row.partner_kind, row.type, row.out, role_words(t, row.type, row.role),
            row.sector, row.funder_kind, row.actor_name, row.innovation_name or "", row.when_label, row.status,
            row.modality, _edges(row.type, *_in_order(row), row.key),
        )
        for row in rows
    ]  # fmt: skip


def of_pilots(t: Translator, rows: Iterable[CoPilot], subject: str) -> list[Link]:
    """Those who pilot something together with the subject or one of its own, or pilot the subject itself."""
    rows = list(rows)
    own: dict[tuple[str, str | None], dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.inside and row.pilot != subject:
            own[row.target, row.innovation][row.pilot_name] = None
    return [
        Link(
            row.pilot, row.pilot_name, row.pilot_kind, "CO_PILOTS", False, role_words(t, "CO_PILOTS", row.role), None,
            None, ", ".join(own[row.target, row.innovation]),
            row.innovation_name or (row.target_name if row.target != subject else ""), row.when_label, row.status,
            row.modality, _edges("CO_PILOTS", row.pilot, row.target, row.key),
        )
        for row in rows if row.pilot != subject and not row.inside
    ]  # fmt: skip


def _in_order(row: Tie) -> tuple[str, str]:
    return (row.actor, row.partner) if row.out else (row.partner, row.actor)


def _edges(kind: str, one: str, other: str, key: str) -> tuple[str, ...]:
    ends = [(one, other)] if EDGES[kind].directed else [(one, other), (other, one)]
    return tuple("|".join((kind, *pair, key)) for pair in ends)


def of_funders(rows: Iterable[FunderAmounts]) -> list[Link]:
    """Those who finance an innovation."""
    return [
        Link(row.funder, row.funder_name, "Organisation", "FINANCES", False, "", None, row.funder_kind, "", "",
             _years(row) or None, row.status, row.modality)
        for row in rows
    ]  # fmt: skip


def role_words(t: Translator, kind: str, role: str | None) -> str:
    """The role in words: each sort of tie has its own closed list."""
    known = {"CO_PILOTS": PilotRole, "PARTNERS_WITH": PartnershipKind, "FINANCES": FundingKind}.get(kind)
    return t.word(known, role) if known and role in set(known) else ""


def links_table(t: Translator, links: Sequence[Link]) -> Table:
    """Every tie: with whom, of which sort, about what, and who says so."""
    columns = _named(t, "partner", "tie", "role", "sector", "inside", "what", "when", "standing")
    rows = [
        (
            one.name,
            tie_words(t, one),
            one.role,
            t.word(Sector, one.sector) or t.word(FunderKind, one.funder_kind),
            one.inside,
            one.what,
            one.when or t("common.undated"),
            standing(t, one.status, one.modality),
        )
        for one in links
    ]
    return Table(columns, tuple(dict.fromkeys(rows)))


def by_sector(t: Translator, links: Iterable[Link]) -> Table:
    """How many partners of each sector, and by which ties."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in links:
        sector = t.word(Sector, one.sector) or t.word(FunderKind, one.funder_kind) or t("common.unknown")
        found[sector, tie_words(t, one)].add(one.uid)
    rows = sorted(((sector, tie, len(uids)) for (sector, tie), uids in found.items()), key=lambda row: (-row[2], row))
    return Table(_named(t, "sector", "tie", "partners"), tuple(rows))


def tie_words(t: Translator, one: Link) -> str:
    """What binds the subject and the other, told from the side of the other."""
    if one.type == "FINANCES" and one.out:
        return t("partenariats.tie.financed")
    return t.label(EDGES[one.type].label)


def drawing(t: Translator, uid: str, name: str, figure: palette.Figure, links: Sequence[Link]) -> network.Drawing:
    """The subject among those it is tied to: givers of money on the left, the others on the right."""
    often = Counter(one.uid for one in links)
    others = {one.uid: one for one in reversed(links)}
    nodes = [network.Node(uid, name, figure)]
    nodes += [
        network.Node(other, others[other].name, _figure(others[other], links))
        for other, _ in often.most_common()
        if other != uid
    ]
    edges = dict.fromkeys(_edge(t, uid, one) for one in links if one.uid != uid)
    return network.drawn(nodes, list(edges), lambda n: t.count("partenariats.more", n), DRAWN)


def told(t: Translator, one: Link) -> str:
    """One tie as a line: who, which tie, about what, when, who says so."""
    about = [one.role, one.inside, one.what, one.when or t("common.undated"), standing(t, one.status, one.modality)]
    details = ", ".join(part for part in about if part)
    return t("partenariats.tie.detail", name=one.name, tie=tie_words(t, one), details=details)


def bars(rows: Iterable[FunderAmounts], most: int = 20) -> tuple[list[Bar], int]:
    """For each funder, its stated fundings with a known amount, a range (be it half open) and none, the most often
    first; and how many funders are left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.status == Status.STATED and row.modality in HAPPENED:
            found[row.funder_name] += Counter(known=row.known, ranges=row.ranges + row.half_open, unknown=row.unknown)
    ordered = sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))
    made = [Bar(name, (n["known"], n["ranges"], n["unknown"])) for name, n in ordered]
    return made[:most], max(len(made) - most, 0)


def _figure(one: Link, links: Sequence[Link]) -> palette.Figure:
    gives = any(other.uid == one.uid and other.type == "FINANCES" and not other.out for other in links)
    gets = one.type == "FINANCES" and one.out
    return palette.figure(one.kind, (Role.FUNDER if gives else Role.ASSOCIATION if gets else Role.EXTERNAL_PARTNER,))


def _edge(t: Translator, uid: str, one: Link) -> network.Edge:
    """What is so and said needs no word on its line; what is inferred, planned or over bears that word."""
    said = one.status == Status.STATED
    doubts = [] if said else [t("common.inferred")]
    doubts += [t.word(Modality, one.modality)] if one.modality != Modality.ACTUAL else []
    label = ", ".join(doubts)
    note = t("partenariats.tie.told", name=one.name, tie=", ".join([tie_words(t, one), *doubts]))
    if one.type == "FINANCES" and not one.out:
        return network.Edge(one.uid, uid, label, note, said)
    return network.Edge(uid, one.uid, label, note, said, directed=one.type == "FINANCES")


def _named(t: Translator, *names: str) -> tuple[str, ...]:
    return tuple(t(f"partenariats.column.{name}") for name in names)


def _sum(key: tuple[str, str, str | None, str], rows: Sequence[FunderAmounts]) -> Sum:
    status, modality, per, currency = key
    return Sum(
        status=status,
        modality=modality,
        per=per,
        currency=currency,
        funders=len({row.funder for row in rows}),
        fundings=sum(row.fundings for row in rows),
        known=sum(row.known for row in rows),
        known_sum=_total(row.known_sum for row in rows),
        ranges=sum(row.ranges for row in rows),
        low=_total(row.range_min_sum for row in rows),
        high=_total(row.range_max_sum for row in rows),
        half_open=sum(row.half_open for row in rows),
        unknown=sum(row.unknown for row in rows),
        undated=sum(row.undated for row in rows),
        twice=sum(row.possibly_twice for row in rows),
    )


def _total(amounts: Iterable[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def _known(t: Translator, one: Sum) -> str:
    if one.known_sum is None:
        return t("common.unknown")
    return t.count("partenariats.sum.known", one.known, amount=money(t, one.known_sum, one.currency))


def _range(t: Translator, one: Sum) -> str:
    if one.low is None or one.high is None:
        return ""
    low, high = money(t, one.low, one.currency), money(t, one.high, one.currency)
    return t.count("partenariats.sum.range", one.ranges, low=low, high=high)


def _whole(cents: int) -> int | float:
    """Cents as a number to work with."""
    return cents // 100 if cents % 100 == 0 else cents / 100


def _cell(cents: int | None) -> Cell:
    return None if cents is None else _whole(cents)


def _years(row: FunderAmounts) -> str:
    known = [str(year) for year in (row.first_year, row.last_year) if year]
    return "–".join(dict.fromkeys(known))
