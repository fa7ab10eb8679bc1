"""The one way from a reader's fact to a statement: word for word in its page, allowed by the schema, proposed.

A fact whose passage is not there does not exist; what a reader found twice in one place is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.schema.registry import EDGES, NODES
from graphmodel.statements.draft import BadValue, Draft, Proof
from graphmodel.statements.records import State
from ingest.directory import Entry
from ingest.facts.identify import Naming
from ingest.facts.records import ABOUT, Fact
from ingest.relation_rows import GIVES_ROLE
from ingest.text.pages import Page
from ingest.text.places import place_of


@dataclass(slots=True)
class Gate:
    """Facts on their way into a draft. `refused` counts, by reason, what the gate did not let through."""

    draft: Draft
    naming: Naming
    pages: Sequence[Page]
    refused: Counter[str] = field(default_factory=Counter)
    _passed: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def propose(self, facts: Iterable[Fact]) -> None:
        """Make a proposed statement of each fact, and of whoever it names."""
        for fact in facts:
            quote = self._quote(fact)
            entries = {role: self.naming.entry(named) for role, named in fact.links.items()}
            known = {role: entry for role, entry in entries.items() if entry is not None}
            if quote and len(known) == len(entries):
                self._once(fact, known, quote)
            else:
                self.refused["no-name" if quote else "no-passage"] += 1

    def _quote(self, fact: Fact) -> str:
        if not 0 <= fact.page < len(self.pages):
            return ""
        text = self.pages[fact.page].text
        return text[fact.start : fact.end] if 0 <= fact.start < fact.end <= len(text) else ""

    def _once(self, fact: Fact, known: Mapping[str, Entry], quote: str) -> None:
        """State what is new. A sum that is told again is one grant told at two places, not two grants."""
        at = str(place_of(self.pages[fact.page], fact.start, fact.end))
        ends = tuple(sorted((role, entry.identifiers) for role, entry in known.items()))
        said = tuple(sorted((name, str(value)) for name, value in fact.values.items()))
        mark = (fact.type, ends, said, fact.modality, fact.choice, "" if fact.type == "FINANCES" else at)
        if mark in self._passed:
            self.draft.also(self._passed[mark], at)
            return
        try:
            self._passed[mark] = self._state(fact, known, at, quote)
        except BadValue as problem:
            self.refused[f"{fact.rule}: {problem.name}"] += 1

    def _state(self, fact: Fact, known: Mapping[str, Entry], at: str, quote: str) -> str:
        bare = Proof(at, rule=fact.rule, state=State.PROPOSED)
        proof = replace(bare, quote=quote, status=fact.status, modality=fact.modality, choice=fact.choice)
        self._check(fact, known)
        if fact.type in NODES:
            entry, named = known[ABOUT], fact.links[ABOUT]
            values = _called(entry, {**named.values, **fact.values})
            return self.draft.entity(entry.kind, entry.identifiers, values, proof)
        links = {role: self._mention(fact, role, entry, bare) for role, entry in known.items()}
        return self.draft.relation(fact.type, links, fact.values, proof)

    def _check(self, fact: Fact, known: Mapping[str, Entry]) -> None:
        """Refuse, before anybody is mentioned, what the schema does not allow."""
        if fact.type in NODES:
            return
        for end, allowed in (("from", EDGES[fact.type].source), ("to", EDGES[fact.type].target)):
            if NODES[known[end].kind].base not in allowed:
                raise BadValue(end, known[end].kind)
        if known["from"].identifiers == known["to"].identifiers:
            raise BadValue("to", known["to"].name)

    def _mention(self, fact: Fact, role: str, entry: Entry, proof: Proof) -> str:
        named = fact.links[role]
        roles = GIVES_ROLE.get((fact.type, role), ()) if entry.base == "Actor" else ()
        values = _called(entry, named.values)
        if roles:
            values["roles"] = tuple(sorted({*values.get("roles", ()), *roles}))
        return self.draft.entity(entry.kind, entry.identifiers, values, proof)


def _called(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, **({"name": entry.name} if entry.name else {})}
