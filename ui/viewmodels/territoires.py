"""Isolated territories: the question in words, the answer with its four counts apart, the table and the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.errors import Label
from graphmodel.questions.rows import Entity, Proof, Reason, TerritoryVerdict
from graphmodel.schema.vocabulary import Verdict
from ui import format as write
from ui.i18n import Translator
from ui.render.maps import Area, Grain, code_of
from ui.render.tables import Table

ORDER = (Verdict.ISOLATED, Verdict.POSSIBLY, Verdict.UNDOCUMENTED, Verdict.LINKED)
"""What is asked for first, then what might be, then what nobody knows, then the rest."""

DIRECTIONS = ("linked", "received", "given")
LEVELS: tuple[Grain, ...] = ("department", "region")
ANY = "*"
"""No innovation, network or year in particular. A link says so where another one would be meant."""

FIRST_YEAR = 1940


@dataclass(frozen=True, slots=True)
class Tally:
    """How many territories have each verdict; undocumented ones are never added to isolated ones."""

    counts: tuple[tuple[Verdict, int], ...]

    @classmethod
    def of(cls, rows: Sequence[TerritoryVerdict]) -> Tally:
        """The counts of an answer, zeros included."""
        found: Counter[str] = Counter(row.verdict for row in rows)
        return cls(tuple((verdict, found[verdict.value]) for verdict in ORDER))

    @property
    def total(self) -> int:
        """How many territories there are."""
        return sum(n for _, n in self.counts)

    def __getitem__(self, verdict: Verdict) -> int:
        return dict(self.counts)[verdict]

    def words(self, t: Translator, level: Grain) -> dict[str, str]:
        """By verdict: « 12 isolés », « 23 peut-être reliés »…, in the order of `ORDER`; a region is feminine."""
        return {verdict.value: t.count(f"territoires.count.{level}.{verdict.value}", n) for verdict, n in self.counts}


@dataclass(frozen=True, slots=True)
class Blank:
    """A word of the question that people choose: its parameter in the link, its options (code: words), the default,
    and how wide the list is, in pixels."""

    param: str
    label: str
    options: Mapping[str, str]
    width: int
    default: str = ""


def blanks(
    t: Translator,
    *,
    innovations: Sequence[Entity],
    networks: Sequence[Entity],
    innovation: str,
    network: str,
    year: int,
) -> dict[str, Blank]:
    """The blanks of the sentence `territoires.question`, by name. `innovation` is the one chosen, for the grammar;
    `network` is mine."""
    years = [str(one) for one in range(year, FIRST_YEAR - 1, -1)]
    go_on = "one" if innovation else "any"
    return {
        "level": Blank(
            "echelle", t("territoires.level.label"), {one: t(f"territoires.level.{one}") for one in LEVELS}, 160
        ),
        "direction": Blank(
            "sens", t("territoires.direction.label"),
            {one: t(f"territoires.direction.{go_on}.{one}") for one in DIRECTIONS}, 200,
        ),
        "innovation": Blank(
            "innovation", t("territoires.innovation.label"),
            {ANY: t("territoires.innovation.any")} | {one.uid: one.name for one in innovations}, 240,
        ),
        "network": Blank(
            "pour", t("territoires.network.label"),
            {ANY: t("territoires.network.any")} | {one.uid: one.name for one in networks}, 240, network,
        ),
        "since": Blank(
            "depuis", t("territoires.since.label"),
            {ANY: t("territoires.since.ever")} | {one: one for one in years}, 120,
        ),
        "until": Blank(
            "jusque", t("territoires.until.label"),
            {ANY: t("territoires.until.now")} | {one: t("territoires.until.year", year=one) for one in years}, 150,
        ),
    }  # fmt: skip


def asked(chosen: Mapping[str, str]) -> tuple[Grain, dict[str, Any]]:
    """The level, and the other arguments of the question, from what was chosen for each blank."""
    level: Grain = "region" if chosen["level"] == "region" else "department"
    since = "" if chosen["since"] == ANY else f"{chosen['since']}-01-01"
    named = {name: "" if chosen[name] == ANY else chosen[name] for name in ("innovation", "network")}
    until = "" if chosen["until"] == ANY else f"{chosen['until']}-12-31"
    return level, {**named, "direction": chosen["direction"], "since": since, "until": until}


def answer(t: Translator, rows: Sequence[TerritoryVerdict], level: Grain) -> str:
    """The answer in one sentence."""
    tally = Tally.of(rows)
    where = t.count(f"territoires.of.{level}", tally.total)
    if tally[Verdict.UNDOCUMENTED] == tally.total:
        return t("territoires.answer.nothing", where=where)
    return t("territoires.answer.all", counts=", ".join(tally.words(t, level).values()), where=where)


def partly_listed(rows: Sequence[TerritoryVerdict]) -> int:
    """How many are undocumented only because the complete list stops before the period does."""
    return sum(any(one.code == "period" for one in row.reasons) for row in rows)


def areas(t: Translator, rows: Sequence[TerritoryVerdict]) -> list[Area]:
    """What the map draws, each with its words."""
    return [Area(code_of(row.territory), row.name, row.verdict, told(t, row)) for row in rows]


def told(t: Translator, row: TerritoryVerdict) -> str:
    """A territory and its verdict: « Allier : peut-être relié »."""
    return t("territoires.told", name=row.name, verdict=t.word(Verdict, row.verdict))


def kept(rows: Sequence[TerritoryVerdict], verdicts: Collection[str]) -> list[TerritoryVerdict]:
    """The rows of some verdicts (none chosen: all), in the order of `ORDER`, then of the names."""
    rank = {verdict.value: position for position, verdict in enumerate(ORDER)}
    chosen = [row for row in rows if not verdicts or row.verdict in verdicts]
    return sorted(chosen, key=lambda row: (rank[row.verdict], code_of(row.territory)))


def table(t: Translator, rows: Sequence[TerritoryVerdict], level: Grain) -> Table:
    """The list: territory, code, verdict, why, and where that is written."""
    names = (t(f"territoires.column.{level}"), *(t(f"territoires.column.{name}") for name in _COLUMNS))
    return Table(names, tuple(_line(t, row) for row in rows))


def fictional(rows: Sequence[TerritoryVerdict], documents: Collection[str]) -> bool:
    """Whether any proof stands in one of these documents."""
    return any(proof.document in documents for row in rows for one in row.reasons for proof in one.proofs)


def reason(t: Translator, one: Reason) -> str:
    """A reason in the language of the screen."""
    return t.label(Label(one.fr, one.en))


_COLUMNS = ("code", "verdict", "reason", "proof")


def _line(t: Translator, row: TerritoryVerdict) -> tuple[str, str, str, str, str]:
    why = " ".join(reason(t, one) for one in row.reasons)
    where = list(dict.fromkeys(_place(t, proof) for one in row.reasons for proof in one.proofs))
    return row.name, code_of(row.territory), t.word(Verdict, row.verdict), why, " ; ".join(where)


def _place(t: Translator, proof: Proof) -> str:
    return f"{proof.title}, {proof.cites or write.place(proof.at, t.lang)}"
