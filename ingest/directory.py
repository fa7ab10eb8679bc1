"""What a name means inside one document: the row of that name when there is exactly one, else a national body, else
a new entity in scope. Two rows of one name never merge silently, and nothing is settled by likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graphmodel.names import PROPOSE_FROM, fold, similar
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from graphmodel.statements import identifiers
from ingest import national
from ingest.name_cells import CodeOfName, code_in
from ingest.values import Note

_CODES = ("siren:", "siret:", "rna:", "reg:")
_OF_COUNTRY = f"/{identifiers.COUNTRY}/"
_DETAILED = re.compile(r"(?P<name>.+?)\s*\((?P<detail>[^()]+)\)")
_CLOSE_AMONG = 3_000  # likeness is looked for among so many names at most: a register would make it quadratic


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity as the document names it. `details` are folded words that tell it from a homonym: its codes, its
    network, its commune or département, its class. `row` is where it is described (0: nowhere), `location` the uid of
    where it is (empty: nobody said)."""

    kind: str
    name: str
    identifiers: tuple[str, ...]
    details: frozenset[str] = frozenset()
    row: int = 0
    location: str = ""
    note: Note | None = None

    @property
    def base(self) -> str:
        """The label that carries its uid."""
        return NODES[self.kind].base

    @property
    def known(self) -> bool:
        """Whether the country knows its name: then it is one body wherever it is named."""
        return any(_OF_COUNTRY in one for one in self.identifiers)

    @property
    def coded(self) -> bool:
        """Whether a register vouches that it is one body, wherever it acts."""
        return self.identifiers[0].startswith(_CODES)

    @property
    def scope(self) -> str:
        """The scope of the names inside this network. A national name is the same in every document, so it goes
        before the codes that only one of them gives."""
        best = next((one for one in self.identifiers if _OF_COUNTRY in one), self.identifiers[0])
        return identifiers.scope_of_network(best)


@dataclass(slots=True)
class Directory:
    """The names of one document. `network` is the one that a person chose for the whole document."""

    work: str
    network: Entry | None = None
    described: bool = False
    _named: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _coded: dict[str, Entry] = field(default_factory=dict)
    _met: dict[tuple[str, tuple[str, ...]], Entry | Note] = field(default_factory=dict)

    def choose(self, name: str) -> None:
        """Take `name` as the network of the whole document: the same name given again means the same network."""
        known = national.identify(name, ("Network",))
        ways = (identifiers.chosen_network(name), *(known.identifiers if known else ()))
        self.network = Entry("Network", name, ways)

    def is_chosen(self, name: str, kind: str = "Network") -> bool:
        """Whether this is the network that the person chose."""
        return self.network is not None and kind == "Network" and fold(name) == fold(self.network.name)

    def scope(self, network: Entry | None = None, place: str = "") -> str:
        """The scope of a name: its commune, else its network, else the document."""
        if place.startswith("cog:com:"):
            return identifiers.scope_of_commune(place)
        chosen = network or self.network
        return chosen.scope if chosen else identifiers.scope_of_document(self.work)

    def add(self, entry: Entry, spellings: Iterable[str] = (), codes: Iterable[str] = ()) -> Entry | None:
        """Enter a described entity. Gives the one that is there under the same name and identifiers but elsewhere, if
        any, and then enters nothing: two bodies of one name are not one. A place inside the other is not elsewhere, and
        a code that a register gives is one body in all its places."""
        for key in {fold(one) for one in (entry.name, *spellings) if fold(one)}:
            same = next((one for one in self._named[key] if one.identifiers == entry.identifiers), None)
            if same and not entry.coded and not _one_place(same.location, entry.location):
                return same
            if same:
                self._named[key].remove(same)
            self._named[key].append(_joined(same, entry) if same else entry)
        for code in codes:
            self._coded.setdefault(code.upper(), entry)
        self._met.clear()
        return None

    def is_finest(self, entry: Entry) -> bool:
        """Whether no row says more precisely where this entity is."""
        same = (one for one in self._named.get(fold(entry.name), ()) if one.identifiers == entry.identifiers)
        return all(one.location == entry.location or not _holds(entry.location, one.location) for one in same)

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Entry | Note:
        """The entity that `text` names among `kinds` (classes or bases), or why it cannot be told.

        A text is a name, a code, or a name with what tells it from its homonyms: « ADMR (35) », « ADMR (réseau) ».
        """
        key = (text, kinds)
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = self._resolve(text, kinds)
        return found

    def described_territory(self, text: str) -> Entry | None:
        """The territory of that name that the document itself describes."""
        return next(iter(self._among(fold(text), ("Territory",))), None)

    def _resolve(self, text: str, kinds: tuple[str, ...]) -> Entry | Note:
        if code := code_in(text):
            return self._of_code(text, code, kinds)
        known = self._among(fold(text), kinds)
        if not known and (parts := _DETAILED.fullmatch(text)):
            detail = fold(parts["detail"])
            known = [one for one in self._among(fold(parts["name"]), kinds) if detail in one.details]
        if len(known) > 1:
            return Note("name-ambiguous", {"rows": ", ".join(str(one.row) for one in known if one.row)})
        if not known and self.network and self.is_chosen(text) and {"Network", "Actor"} & set(kinds):
            return self.network
        return known[0] if known else self._undescribed(text, kinds)

    def _among(self, key: str, kinds: tuple[str, ...]) -> list[Entry]:
        fitting = [one for one in self._named.get(key, ()) if one.kind in kinds or one.base in kinds]
        networks = [one for one in fitting if one.kind == "Network"]
        return networks if kinds[0] == "Network" and networks else fitting

    def _of_code(self, text: str, code: CodeOfName, kinds: tuple[str, ...]) -> Entry | Note:
        written = re.sub(r"\s", "", text).upper()
        if entry := self._coded.get(written) or self._coded.get(code.value):
            return entry
        if "Actor" not in kinds:
            return Note("name-unknown")
        if not code.value:
            return code.note or Note("code-unlike")
        make, kind = _SCHEMES[code.scheme]
        return Entry(kind, "", (make(code.value),), note=code.note or Note("name-missing"))

    def _undescribed(self, text: str, kinds: tuple[str, ...]) -> Entry | Note:
        classes = [one for one in kinds if one in ("Organisation", "Network")]
        if "Actor" in kinds and (body := national.identify(text, (*classes, *_OTHER_CLASS.get(kinds[0], ())))):
            return Entry(body.kind, text, body.identifiers)
        if "Territory" in kinds and territories.find(text):
            return Note("end-kind-unknown")
        kind = next(one for one in kinds if one in NODES and one != "Actor")
        way = identifiers.named(kind, self.scope(), text) if fold(text) else ""
        return Entry(kind, text, (way,), note=self._unknown(text, kind)) if way else Note("name-unknown")

    def _unknown(self, text: str, kind: str) -> Note | None:
        """A name that no row describes is fine where rows describe nothing; else it may be a slip."""
        if not self.described:
            return None
        if len(self._named) <= _CLOSE_AMONG:
            near = (one for entries in self._named.values() for one in entries if one.kind == kind)
            close = max(near, key=lambda one: similar(text, one.name), default=None)
            if close and similar(text, close.name) >= PROPOSE_FROM:
                return Note("name-close", {"read": close.name})
        return Note("name-unknown")


_SCHEMES = {
    "siren": (identifiers.siren, "Organisation"), "siret": (identifiers.siret, "Establishment"),
    "rna": (identifiers.rna, "Organisation"),
}  # fmt: skip
_OTHER_CLASS = {"Organisation": ("Network",), "Network": ("Organisation",)}


def _holds(wide: str, narrow: str) -> bool:
    return bool(wide and narrow) and wide in territories.ancestors(narrow)


def _one_place(one: str, other: str) -> bool:
    return not one or not other or one == other or _holds(one, other) or _holds(other, one)


def _joined(there: Entry, entry: Entry) -> Entry:
    """One entity that two rows describe: it answers to the details of both, and stands in the narrower place."""
    narrower = entry if not there.location or _holds(there.location, entry.location) else there
    return replace(there, details=there.details | entry.details, location=narrower.location)
