"""Attributes of which documents say different things: what each says, and what the graph shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphmodel.questions.cards import readable
from graphmodel.questions.proofs import address, target_of
from graphmodel.questions.row import decimal_text
from graphmodel.questions.rows import Contradiction
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Declared, fields
from graphmodel.schema.vocabulary import HAPPENED
from graphmodel.statements import restated
from graphmodel.statements.fold import WHEN
from graphmodel.statements.held import Stored
from graphmodel.statements.records import Document, Span


class Dispute:
    """An entity or an edge of which documents say different things."""

    def __init__(self, about: str, name: str, kind: type[Declared], row: Mapping[str, Any]) -> None:
        self.about, self.name, self.kind = about, name, kind
        self.target = (about, 0)
        self.disputed: Sequence[str] = sorted(row["contradicted"])
        self.shown: Mapping[str, Any] = {"class": row.get("kind"), **row["properties"]}

    def rows(
        self, name: str, said: Sequence[Stored], documents: Mapping[str, Document], linked: Mapping[str, str]
    ) -> list[Contradiction]:
        """What each statement says of one attribute, the value that the graph shows first."""
        shown = value_of(self.kind, name, self.shown)
        values = [(one, value_of(self.kind, name, told_by(one, linked))) for one in said if self._competes(one)]
        found = [
            self._row(name, one, value, documents[one.statement.doc]).model_copy(update={"shown": value == shown})
            for one, value in values
            if value is not None
        ]
        found += [
            self._row(name, one, dates, documents[one.statement.doc])
            for again in getattr(self.kind, "restated", ())
            for one in said
            if again.months == name and (dates := restated.told(again, one.statement.values))
        ]
        return sorted(found, key=lambda one: not one.shown)

    def _competes(self, one: Stored) -> bool:
        """A plan beside a fact says nothing of it, nor a fact of a plan that a person preferred: whoever preferred one
        of its values would change nothing."""
        shown = self.shown.get("modality")
        return shown is None or (shown in HAPPENED) == (one.statement.modality in HAPPENED)

    def _row(self, name: str, one: Stored, value: Any, document: Document) -> Contradiction:
        said, dates = one.statement, as_of(one, document)
        return Contradiction(
            about=self.about,
            name=self.name,
            property=name,
            value=value,
            shown=False,
            document=said.doc,
            title=document.title,
            at=said.at,
            quote=said.quote or None,
            as_of_low=dates.low or None,
            as_of_high=dates.high or None,
            status=said.status,
            statement=said.id,
        )


def value_of(kind: type[Declared], name: str, values: Mapping[str, Any]) -> Any:
    """The value of an attribute, which may be several properties together: a range, an interval."""
    members = [one.name for one in fields(kind) if (one.prop.group or one.name) == name]
    members = list(WHEN) if name == "when" else members
    parts = {member: values[member] for member in members or (name,) if values.get(member) not in (None, "", [])}
    if len(members) > 1:
        return readable(parts) or None
    value = next(iter(parts.values()), None)
    return decimal_text(value) if name.endswith("_cents") and value is not None else value


def told_by(one: Stored, linked: Mapping[str, str]) -> Mapping[str, Any]:
    """All that a statement says, its class, its state and the entities that it names included."""
    links = {role: linked.get(link) for role, link in one.statement.links.items()}
    told = {"class": one.statement.type, "modality": one.statement.modality}
    return {**one.statement.values, **links, **told}


def of_node(row: Mapping[str, Any]) -> Dispute:
    """The dispute of a row of `evidence.contradicted_nodes`."""
    return Dispute(row["uid"], row["name"], NODES[row["kind"]], row)


def of_edge(row: Mapping[str, Any]) -> Dispute:
    """The dispute of a row of `evidence.contradicted_edges`."""
    edge = (row["type"], row["from"], row["to"], row["properties"]["key"])
    made = Dispute(address(*edge), f"{row['from_name']} → {row['to_name']}", EDGES[row["type"]], row)
    made.target = target_of(edge)
    return made


def as_of(one: Stored, document: Document) -> Span:
    """When what a statement says was so: as it says, else the date of its document."""
    return one.statement.as_of if one.statement.as_of.known else document.date
