"""The graph as the screens ask it: one store a process, and answers kept for as long as the graph is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from graphmodel import catalogue
from graphmodel.analysis.places import Whereabouts
from graphmodel.analysis.projection import projection, stamp
from graphmodel.archive import StoreArchive
from graphmodel.errors import EngineUnreachable
from graphmodel.imports import prepare, unfinished
from graphmodel.questions.proofs import proofs, view_of
from graphmodel.questions.row import Row
from graphmodel.questions.rows import Proof
from graphmodel.settings import collect_seldom, load_settings
from graphmodel.statements.fold import Node
from graphmodel.statements.records import COUNTING_RUNS, Decision, Document, PageText, Run
from graphmodel.store import Store, open_store

P = ParamSpec("P")
R = TypeVar("R", bound=Row)
T = TypeVar("T")
_UID = re.compile(r"[a-z]+:.+")


@dataclass(frozen=True, slots=True)
class Graph:
    """One state of the graph, during one run of a page. `mark` is of that state and of no other."""

    store: Store
    version: int
    mark: str

    def ask(self, question: Callable[Concatenate[Store, P], list[R]], *args: P.args, **params: P.kwargs) -> list[R]:
        """The answer to a question of `graphmodel.questions`, read once for each state of the graph."""
        name = f"{question.__module__}.{question.__name__}"
        found: list[R] = _answer(self.mark, name, args, params, question, self.store)
        return found

    def kept(self, name: str, build: Callable[[], T]) -> T:
        """What `build` makes of this state of the graph, made once; `name` says all that it depends on."""
        made: T = _made(self.mark, name, build)
        return made

    def whereabouts(self) -> Mapping[str, Whereabouts]:
        """Where each actor that spread or received something stands."""
        return projection(self.store).whereabouts()

    def roles(self) -> Mapping[str, frozenset[str]]:
        """The roles of each actor that spread or received something."""
        return self.kept("roles", self._roles)

    def _roles(self) -> dict[str, frozenset[str]]:
        rows = catalogue.read(self.store, "spread.whereabouts")
        return {row["actor"]: frozenset(row["roles"]) for row in rows}

    def entity(self, uid: str) -> Node | None:
        """An entity by uid, None where there is none: a uid may come from a link that anybody wrote."""
        return self.entities({uid}).get(uid)

    def entities(self, uids: Collection[str]) -> dict[str, Node]:
        """Entities by uid, those that are there."""
        asked = sorted(uid for uid in uids if _UID.fullmatch(uid))

        def build() -> dict[str, Node]:
            try:
                return StoreArchive(self.store).nodes(asked)
            except KeyError:  # a class that the schema does not declare
                return {}

        return self.kept(f"entities {asked}", build) if asked else {}

    def proofs(self, edges: Collection[str]) -> dict[str, tuple[Proof, ...]]:
        """The proofs of edges, by address."""
        asked = sorted(edges)
        return self.kept(f"proofs {asked}", lambda: proofs(self.store, projection(self.store), asked))

    def unfinished(self) -> bool:
        """Whether a change of the graph is cut, or under way in what screens read."""
        return bool(unfinished(self.store, shown=True))

    def fictional(self) -> frozenset[str]:
        """The documents (uids) that were made up for the demonstration."""
        documents = view_of(self.store, projection(self.store)).documents
        return frozenset(uid for uid, document in documents.items() if document.fictional)

    def documents(self) -> Mapping[str, Document]:
        """Every document, by uid."""
        return view_of(self.store, projection(self.store)).documents

    def standing(self) -> list[Document]:
        """The documents in place that no other replaces."""
        view = view_of(self.store, projection(self.store))
        return [view.documents[uid] for uid in sorted(view.live_documents()) if uid in view.documents]

    def pages(self, document: str) -> list[PageText]:
        """The text of a document of prose, page by page; nothing for a table."""
        return self.kept(f"pages {document}", lambda: StoreArchive(self.store).pages(document))

    def run_of(self, document: str) -> Run | None:
        """The import that brought a document, where it is in place."""
        runs = view_of(self.store, projection(self.store)).runs.values()
        return next((one for one in runs if one.doc == document and one.state in COUNTING_RUNS), None)

    def newer(self, document: str) -> list[Document]:
        """The versions in place that replace a document."""
        return [one for one in self.standing() if document in (one.replaces, *one.supersedes)]

    def decisions(self) -> Mapping[str, Decision]:
        """What people decided, by id."""
        return view_of(self.store, projection(self.store)).decisions


def graph() -> Graph:
    """The graph as it stands now. Raises `EngineUnreachable`; the next call then tries again from the start."""
    try:
        store = _store()
        now = stamp(store)
    except EngineUnreachable:
        _store.clear()
        raise
    return Graph(store, now.version, now.mark or f"v{now.version}")


@st.cache_resource(show_spinner=False, on_release=Store.close)
def _store() -> Store:
    collect_seldom()
    store = open_store(load_settings())
    prepare(store)
    return store


@st.cache_resource(show_spinner=False, max_entries=32)
def _made(mark: str, name: str, _build: Callable[[], Any]) -> Any:
    return _build()


# Rows are frozen: handing out the same ones spares a copy of each answer at each click.
@st.cache_resource(show_spinner=False, max_entries=128)
def _answer(
    mark: str,
    name: str,
    args: tuple[Any, ...],
    params: dict[str, Any],
    _question: Callable[..., list[Any]],
    _store: Store,
) -> list[Any]:
    return _question(_store, *args, **params)
