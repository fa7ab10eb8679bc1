"""Who is who: the rule on its named cases. Random histories hold it against change (`test_histories.py`)."""

from __future__ import annotations

from graphmodel.statements.identity import Decided, closure, resolve

NAME = "name:organisation/fr/alpha"


def pairs(*some: tuple[str, str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in some)


def test_a_code_that_arrives_late_joins_what_had_only_a_name() -> None:
    live = {"a": [NAME], "b": [NAME, "rna:W48"], "c": ["rna:W48", "siren:775"]}
    assert resolve(live).entity == {"a": "siren:775", "b": "siren:775", "c": "siren:775"}


def test_a_name_that_two_bodies_share_joins_none() -> None:
    live = {"a": [NAME], "b": [NAME, "siren:1"], "c": [NAME, "siren:2"]}
    found = resolve(live)
    assert (found.entity, found.disputed) == ({"a": NAME, "b": "siren:1", "c": "siren:2"}, {NAME})


def test_a_better_code_that_two_bodies_share_is_disputed_and_joins_nobody() -> None:
    live = {"a": ["siren:1", "rna:W1"], "b": ["siren:2", "rna:W1"], "c": ["rna:W1"]}
    assert resolve(live).entity == {"a": "siren:1", "b": "siren:2", "c": "rna:W1"}


def test_same_makes_one_of_two_and_sleeps_while_one_of_them_is_gone() -> None:
    live = {"a": ["siren:1", "rna:W1"], "b": ["siren:2", "rna:W1"], "c": ["rna:W1"]}
    decided = Decided(same=pairs(("siren:1", "siren:2")))
    assert set(resolve(live, decided).entity.values()) == {"siren:1"}
    without = {key: known for key, known in live.items() if key != "a"}
    assert set(resolve(without, decided).entity.values()) == {"siren:2"}


def test_different_holds_when_a_better_code_comes() -> None:
    decided = Decided(different=pairs(("rna:W1", NAME)))
    live = {"a": ["rna:W1", NAME], "b": [NAME]}
    assert resolve(live, decided).entity == {"a": "rna:W1", "b": NAME}
    assert resolve({**live, "c": ["siren:9", "rna:W1"]}, decided).entity == {"a": "siren:9", "b": NAME, "c": "siren:9"}


def test_two_values_of_one_scheme_never_join_by_accident() -> None:
    live = {"a": ["siren:1", "siren:2"], "b": ["siren:2"]}
    assert resolve(live).entity == {"a": "siren:1", "b": "siren:2"}


def test_what_a_change_reaches_goes_through_shared_identifiers_and_decisions() -> None:
    live = {"a": ["siren:1", NAME], "b": [NAME], "c": ["siren:3"], "d": ["siren:4"]}
    using = {"siren:1": ["a"], NAME: ["a", "b"], "siren:3": ["c"], "siren:4": ["d"]}
    decided = Decided(same=pairs(("siren:1", "siren:3")))
    assert closure(["siren:1"], using, live, decided) == {"a", "b", "c"}
    assert closure(["siren:4"], using, live, decided) == {"d"}
