"""Conventions over the whole model: what holds for one kind holds for all."""

from __future__ import annotations

import inspect
import itertools
import re

import pytest

from graphmodel.schema import ddl, upsert, vocabulary
from graphmodel.schema.registry import BASES, EDGES, KEYS, LINKS, NODES, ROLES, refs
from graphmodel.schema.spec import EdgeKind, NodeKind, fields
from graphmodel.schema.vocabulary import Vocabulary
from graphmodel.store import Store

KINDS: list[type[NodeKind] | type[EdgeKind]] = [*NODES.values(), *EDGES.values()]
LISTS = [one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, Vocabulary)]
LISTS.remove(Vocabulary)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_words_in_both_languages_and_a_definition(kind: type[NodeKind | EdgeKind]) -> None:
    assert kind.label.fr
    assert kind.label.en
    assert "docstring" not in (kind.__doc__ or "")
    assert re.search(r"[.»]$", inspect.getdoc(kind) or ""), "a definition is a sentence"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_property_has_words_in_both_languages(kind: type[NodeKind | EdgeKind]) -> None:
    assert [one.name for one in fields(kind) if not (one.prop.label.fr and one.prop.label.en)] == []


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_list_has_both_languages_and_no_twin(words: type[Vocabulary]) -> None:
    french = [member.label.fr for member in words]
    assert all(member.label.en for member in words)
    assert len(set(french)) == len(french)


def test_the_ends_of_every_edge_are_labels_that_carry_a_uid() -> None:
    ends = {end for kind in EDGES.values() for end in (*kind.source, *kind.target)}
    assert ends == set(BASES)


def test_a_label_and_a_type_never_share_a_name() -> None:
    assert not {*BASES, *NODES, *ROLES} & set(EDGES)


def test_names_follow_the_conventions_of_the_graph() -> None:
    assert [one for one in NODES if not re.fullmatch(r"[A-Z][A-Za-z]+", one)] == []
    assert [one for one in EDGES if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", one)] == []
    names = {one.name for kind in KINDS for one in fields(kind)}
    assert [one for one in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", one)] == []


def test_money_is_whole_cents_and_says_so() -> None:
    money = [one for kind in KINDS for one in fields(kind) if one.prop.unit and one.prop.unit.en == "cents"]
    assert money
    assert all(one.name.endswith("_cents") and one.type is int for one in money)


def test_a_stored_statement_can_name_whatever_an_edge_names() -> None:
    assert {name for kind in EDGES.values() for name in refs(kind)} | {"from", "to"} == set(LINKS)
    assert {f"{link}_statement" for link in ddl.LINKED} <= set(ddl.INDEXED["Statement"])


def test_money_is_told_apart_by_all_that_a_row_says_of_it() -> None:
    assert {"amount_cents", "year", "reference", "document", "ordinal"} <= set(KEYS["FINANCES"])


def test_only_words_of_the_schema_reach_a_generated_statement() -> None:
    with pytest.raises(ValueError, match="not labels"):
        upsert.create_node(frozenset({"Actor", "x) DETACH DELETE n //"}))
    with pytest.raises(ValueError, match="not a type"):
        upsert.delete_edge("SPREAD_TO]->() DELETE", "Actor", "Actor")


def test_every_generated_statement_runs_on_an_empty_graph(store: Store) -> None:
    for name, kind in EDGES.items():
        for source, target in itertools.product(kind.source, kind.target):
            for write in (upsert.create_edge, upsert.set_edge, upsert.delete_edge):
                row = {"source": "a", "target": "b", "key": "k", "properties": {"key": "k"}}
                store.transaction([(write(name, source, target), [row])])
            assert store.read(upsert.read_edges(name, source, target), rows=[row]) == []
    for base in BASES:
        store.transaction([(upsert.set_node(base), [{"uid": "a", "properties": {"uid": "a"}}])])
        store.transaction([(upsert.delete_node(base), [{"uid": "a"}])])
        assert store.read(upsert.read_nodes(base), uids=["a"]) == []
        assert store.read(upsert.dump_nodes(base), after="", size=10) == []
        assert store.read(upsert.dump_edges(base), uids=["a"]) == []
    assert store.counts() == {"labels": {}, "types": {}}
