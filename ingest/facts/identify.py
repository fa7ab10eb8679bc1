"""What a name in a text identifies. Only the document speaks here: whether it means somebody the graph knows is for a
person to decide, so that a fact is the same fact whatever was imported before it."""

from __future__ import annotations

from dataclasses import dataclass

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function
from graphmodel.statements import identifiers
from graphmodel.territory_graph import function_uid
from ingest import national
from ingest.directory import Entry
from ingest.facts.records import Named
from ingest.places import place

_FUNCTIONS = {one.value: one for one in Function}
_ORGANISED = ("Organisation", "Network")


@dataclass(frozen=True, slots=True)
class Naming:
    """How the names of one document identify. `network` is the one that a person chose for the whole document."""

    work: str
    network: Entry | None = None

    def entry(self, named: Named) -> Entry | None:
        """The entity that a name means in this document; None for a name without a letter."""
        if not fold(named.name):
            return None
        return _MAKERS.get(named.kind, Naming._body)(self, named)

    def scope(self, named: Named) -> str:
        """The scope of a name: its network, else the one of the document, else the document."""
        if named.network:
            return self._network(named.network).scope
        return self.network.scope if self.network else identifiers.scope_of_document(self.work)

    def _network(self, name: str) -> Entry:
        """A network by its name: the chosen one, else one that the whole country knows, else the document's own."""
        if self.network and fold(name) == fold(self.network.name):
            return self.network
        if body := national.identify(name, ("Network",)):
            return Entry("Network", name, body.identifiers)
        scope = identifiers.scope_of_document(self.work)
        return Entry("Network", name, (identifiers.named("Network", scope, name),))

    def _body(self, named: Named) -> Entry:
        if named.kind == "Network":
            return self._network(named.name)
        kinds = (named.kind, *(one for one in _ORGANISED if one != named.kind)) if named.kind in _ORGANISED else ()
        body = national.identify(named.name, kinds, local=bool(named.network)) if kinds else None
        if body:
            return Entry(body.kind, named.name, body.identifiers)
        return Entry(named.kind, named.name, (identifiers.named(named.kind, self.scope(named), named.name),))

    def _function(self, named: Named) -> Entry:
        function = _FUNCTIONS[named.name]
        return Entry("HeadFunction", function.label.fr, (function_uid(function),))

    def _territory(self, named: Named) -> Entry:
        placed = place(named.name)
        if len(placed.uids) == 1 and not placed.note:
            return Entry("Territory", "", placed.uids)
        scope = identifiers.scope_of_document(self.work)
        return Entry("Territory", named.name, (identifiers.named("Territory", scope, named.name),))

    def _cycle(self, named: Named) -> Entry:
        network = self._network(named.network) if named.network else self.network
        scope = network.scope if network else identifiers.scope_of_document(self.work)
        title = str(named.values.get("theme") or f"{network.name if network else ''} {named.name}".strip())
        return Entry("Cycle", title, (identifiers.named("Cycle", scope, named.name),))

    def _group(self, named: Named) -> Entry:
        level, role = named.values.get("level"), named.values.get("member_role")
        known = named.network or self.network
        if known and level and role:
            return Entry("Group", named.name, (identifiers.group(self.scope(named), str(level), str(role)),))
        return Entry("Group", named.name, (identifiers.named("Group", self.scope(named), named.name),))


_MAKERS = {
    "HeadFunction": Naming._function, "Territory": Naming._territory, "Cycle": Naming._cycle, "Group": Naming._group,
}  # fmt: skip
