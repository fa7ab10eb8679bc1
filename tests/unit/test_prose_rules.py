"""Every rule finds what its own sentences say, and nothing where they say nothing."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import pytest

from ingest.facts.records import ABOUT, Context, Fact, KnownName
from ingest.prose.reader import read_prose
from ingest.prose.rules import source
from ingest.text.pages import Page

RULES = source()["rule"]
CAST = [KnownName(one["kind"], one["name"], network=one.get("network", "")) for one in source()["cast"]]
SAYS = [(rule["id"], one["text"], one["facts"]) for rule in RULES for one in rule["says"]]
SILENT = [(rule["id"], text) for rule in RULES for text in rule["silent"]]


def page_of(text: str) -> Page:
    return Page(None, text, text, array("I", range(len(text))))


def shown(fact: Fact) -> str:
    """« from > RELATION > to | values », as the file of rules writes what a sentence says."""
    values: dict[str, Any] = {name: value for name, value in fact.values.items() if not name.endswith(("_min", "_max"))}
    values |= {name: link.name for name, link in fact.links.items() if name not in ("from", "to", ABOUT)}
    if "when_label" in values:
        values["when"] = values.pop("when_label").split()[-1]
    if fact.status != "stated":
        values["status"] = fact.status
    if fact.modality != "actual":
        values["modality"] = fact.modality
    if ABOUT in fact.links:
        return " > ".join((fact.links[ABOUT].name, *(f"{name} > {value}" for name, value in values.items())))
    ends = f"{fact.links['from'].name} > {fact.type} > {fact.links['to'].name}"
    return ends + (" | " + ", ".join(f"{name}={values[name]}" for name in sorted(values)) if values else "")


def written(line: str) -> str:
    ends, bar, values = line.partition(" | ")
    return ends + bar + ", ".join(sorted(values.split(", ")))


def said(text: str, names: Sequence[KnownName] = CAST) -> list[Fact]:
    return read_prose([page_of(text)], Context(names))


@pytest.mark.parametrize(("rule", "text", "facts"), SAYS, ids=[f"{rule}: {text[:40]}" for rule, text, _ in SAYS])
def test_a_rule_finds_what_its_sentence_says(rule: str, text: str, facts: list[str]) -> None:
    found = said(text)
    assert sorted(map(shown, found)) == sorted(map(written, facts))
    assert f"prose.{rule}" in [fact.rule for fact in found]


@pytest.mark.parametrize(("rule", "text"), SILENT, ids=[f"{rule}: {text[:40]}" for rule, text in SILENT])
def test_a_rule_finds_nothing_in_its_counter_example(rule: str, text: str) -> None:
    assert [shown(fact) for fact in said(text) if fact.rule == f"prose.{rule}"] == []
