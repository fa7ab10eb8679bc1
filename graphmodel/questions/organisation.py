"""Who is who: search, cards, and what heads of network do."""

from __future__ import annotations

from typing import Annotated

from graphmodel import catalogue
from graphmodel.names import fold
from graphmodel.questions import cards
from graphmodel.questions.arguments import AnActor, ANetwork, AnyActor, Arg, Limit
from graphmodel.questions.registry import question
from graphmodel.questions.rows import CardLine, Entity, Practice
from graphmodel.schema.registry import BASES, NODES, ROLES
from graphmodel.store import Store

KINDS = tuple(dict.fromkeys((*BASES, *NODES, *ROLES)))

Words = Annotated[str, Arg("une partie du nom, sans souci d'accents", "a part of the name, accents or not")]
AKind = Annotated[str, Arg("une classe ou un rôle ; vide : tous", "a class or a role; empty: all", choices=KINDS)]


@question("Qui ou quoi porte ce nom ?", kind="cypher", reads=("organisation.search",), cut=("limit", ""))
def search(store: Store, text: Words, kind: AKind = "", limit: Limit = 50) -> list[Entity]:
    """Who or what bears this name?"""
    return catalogue.rows(store, "organisation.search", Entity, text=fold(text), kind=kind, limit=limit)


@question("Que sait-on de cet acteur ?", kind="analysis", reads=("organisation.card", "organisation.edges"),
          cut=("limit", ""))  # fmt: skip
def card(store: Store, actor: AnActor, limit: Limit = 500) -> list[CardLine]:
    """What is known of this actor?"""
    return cards.card(store, "organisation", actor, limit)


@question("Que font les têtes de réseau, par fonction et par étape ?", kind="cypher", reads=("organisation.practices",))
def practices(store: Store, actor: AnyActor = "", network: ANetwork = "") -> list[Practice]:
    """What do heads of network do, by function and stage?"""
    return catalogue.rows(store, "organisation.practices", Practice, actor=actor, network=network)
