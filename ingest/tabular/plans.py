"""Which sheet of the template a table of a document looks like, and which of its columns names whom it tells of.

It has to be certain: names under a heading that says so (or names that are known), and one heading more that is
understood. What two sheets or both directions could explain equally well is no table for this reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphmodel.names import fold
from graphmodel.schema.registry import NODES
from graphmodel.schema.spec import fields
from ingest.columns import Column, Sheet
from ingest.sheets import ACTOR_CLASSES, LOCATION, PROOF, SHEETS
from ingest.tabular.headings import Heading, Naming, heading, naming, said
from ingest.tabular.names import Names, is_rest, name_in
from ingest.tabular.values import NOT_SO
from ingest.tabular.views import View, views
from ingest.text.pages import Table

_READ = tuple(one for one in SHEETS if one.relation or one.entity not in ("", "Territory"))
_BESIDE = frozenset(one.name for one in PROOF)
"""Columns that tell of the row itself: they say nothing of what the table is."""
_OF_NETWORKS = frozenset(one.name for one in fields(NODES["Network"])) - {
    one.name for kind in ACTOR_CLASSES if kind != "Network" for one in fields(NODES[kind])
}
_COUNTS = frozenset({"member_count", "member_unit"})
"""Of networks too, but men and women are counted as members as well."""
_OF_ANYTHING = frozenset(one.name for one in LOCATION) | frozenset({
    "address", "website", "description", "aliases", "level", "created", "types", "themes", "audience", "needs",
    "conditions", "period", "network", "place", "start", "end", "duration_months", "participants", "code", "register",
})  # fmt: skip
"""Columns that stand beside the names of persons, places and meetings too."""
_OTHER_THING = re.compile(
    r"(?:noms? (?:du |de l )?)?(?:projets?|actions?|dispositifs?|evenements?|manifestations?|lieux?)(?: .*)?"
)
"""A heading of what the place or the sum beside it may be of, rather than of the body."""
_SILENT = 2
"""Headings that must be understood where none says that the first column holds names."""
_UNTOLD = Naming("")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read. `headings` by position; `subject` is the position of the names of whom its records describe
    (None in a table of relations) and `naming` what their heading says; `head` that of the heads of its networks."""

    sheet: Sheet
    view: View
    headings: Mapping[int, Heading]
    subject: int | None = None
    naming: Naming = _UNTOLD
    head: int | None = None

    @property
    def score(self) -> int:
        """How much of the table is understood, what the sheet cannot do without counting double."""
        names = {one.column.name for one in self.headings.values()}
        return len(names) + len(names & set(self.sheet.needs)) + (2 if self.subject is not None else 0)

    @property
    def columns(self) -> dict[int, Column]:
        """The columns by position, that of the names included."""
        columns = {at: one.column for at, one in self.headings.items()}
        return columns if self.subject is None else {**columns, self.subject: self.sheet.columns[0]}

    @property
    def networks(self) -> bool:
        """Whether a heading tells of networks only."""
        owned = any(one.owner for one in self.headings.values())
        return owned or any(one.column.name in _OF_NETWORKS - _COUNTS for one in self.headings.values())

    @property
    def heads(self) -> bool:
        """Whether the table tells heads from their networks."""
        return self.head is not None or any(one.owner == "head" for one in self.headings.values())


def planned(table: Table, names: Names) -> Plan | None:
    """The one way to read a table; None where there is none, or where two are as good."""
    found = sorted(_possible(table, names), key=lambda plan: -plan.score)
    if not found or (len(found) > 1 and found[0].score == found[1].score):
        return None
    return found[0]


def _possible(table: Table, names: Names) -> Iterator[Plan]:
    for view in views(table):
        for sheet in _READ:
            plan = (
                _relations(view, sheet) if sheet.relation or sheet.name == "cycles" else _entities(view, sheet, names)
            )
            if plan:
                yield plan


def _understood(view: View, sheet: Sheet) -> dict[int, Heading]:
    """The headings by position, without those that say one thing twice: which of them would count?"""
    found = {at: one for at, cells in enumerate(view.headings) if cells and (one := heading(cells, sheet))}
    times = Counter((one.column.name, one.owner) for one in found.values())
    return {at: one for at, one in found.items() if times[one.column.name, one.owner] == 1}


def _relations(view: View, sheet: Sheet) -> Plan | None:
    """A table whose every record is a relation, all that it needs being there, and no heading that could undo it."""
    found = _understood(view, sheet)
    names = {one.column.name for one in found.values()}
    if not names >= set(sheet.needs) or len(names - _BESIDE) < 2:
        return None
    unknown = [fold(said(cells)) for at, cells in enumerate(view.headings) if cells and at not in found]
    if len(unknown) > len(found) or any(NOT_SO.search(words) for words in unknown):
        return None
    return Plan(sheet, view, found)


def _entities(view: View, sheet: Sheet, names: Names) -> Plan | None:
    """A table whose every record describes somebody or something under its name."""
    found = _understood(view, sheet)
    named = {at: one for at, cells in enumerate(view.headings) if (one := naming(cells, sheet))}
    head = next((at for at, one in named.items() if one.is_head), None)
    subjects = {at: one for at, one in named.items() if not one.is_head}
    if len(subjects) > 1:  # « réseau » beside « association » is the network of each association
        subjects = {at: one for at, one in subjects.items() if one.kind != "Network"} or subjects
    if len(subjects) > 1 or sum(one.is_head for one in named.values()) > 1 or _of_others(view, sheet, {*found, *named}):
        return None
    if not subjects and head is not None:
        return _checked(Plan(sheet, view, _without(found, head), head, Naming("Organisation")))
    if subjects:
        at, one = next(iter(subjects.items()))
        plan = Plan(sheet, view, _without(found, at, head), at, one, head)
        return _checked(plan) if not one.bare or _is_of_sheet(plan, names) else None
    silent = Plan(sheet, view, _without(found, 0), 0)
    return _checked(silent, _SILENT) if _certain(silent, names) else None


def _of_others(view: View, sheet: Sheet, understood: set[int]) -> bool:
    """Whether a column names things that the sheet does not know: nobody can tell which of them a place is of."""
    others = [one for one in _READ if one.entity and one is not sheet and one.name != "cycles"]
    rest = [cells for at, cells in enumerate(view.headings) if at not in understood]
    return any(
        _OTHER_THING.fullmatch(fold(said(cells))) or any(naming(cells, other) for other in others) for cells in rest
    )


def _without(found: Mapping[int, Heading], *others: int | None) -> dict[int, Heading]:
    return {at: one for at, one in found.items() if at not in others}


def _checked(plan: Plan, least: int = 1) -> Plan | None:
    """The plan, where enough is understood beside the names, and these are names."""
    told = [one for one in plan.headings.values() if one.column.name not in _BESIDE]
    enough = len(told) + (plan.head is not None) >= least
    return plan if enough and any(name_in(record[plan.subject or 0].text) for record in plan.view.records) else None


def _is_of_sheet(plan: Plan, names: Names) -> bool:
    """Whether what stands beside bare names can only be of what the sheet describes, or these are known."""
    told = {one.column.name for one in plan.headings.values()} - _BESIDE
    return bool(told - _OF_ANYTHING) or all(map(names.is_known, _names_of(plan)))


def _names_of(plan: Plan) -> list[str]:
    cells = (record[plan.subject or 0] for record in plan.view.records)
    return [cell.text for cell in cells if not is_rest(cell.text)]


def _certain(plan: Plan, names: Names) -> bool:
    """Whether the first column holds names though nothing above it says so: of networks, since another heading tells of
    networks only, or names that are all known."""
    if plan.sheet.entity != "Organisation" or 0 in _understood(plan.view, plan.sheet):
        return False
    said_there = _names_of(plan)
    if not said_there:
        return False
    return (plan.networks and all(map(name_in, said_there))) or all(map(names.is_known, said_there))
