"""Nobody reads the name of a rule: each has words that say what it looks for."""

from __future__ import annotations

import re
from typing import get_args

from ingest.monograph.told import RULES, Rule
from ingest.prose.rules import source
from ingest.rule_labels import example, looks_for
from ingest.sheets import SHEETS


def test_every_rule_of_every_reader_has_words_in_both_languages() -> None:
    names = [f"{reader}.{row['id']}" for row in source()["rule"] for reader in ("prose", "nlp")]
    names += [f"monograph-{one}" for one in get_args(Rule)] + [f"tabular-{one.name}" for one in SHEETS]
    told = {name: looks_for(name) for name in names}
    assert [name for name, words in told.items() if len(words) != 1 or not (words[0].fr and words[0].en)] == []
    assert [name for name in names if re.search(r"[A-Z]_[A-Z]|\w-\w+:", str(told[name]))] == []
    assert set(RULES) == set(get_args(Rule))


def test_rules_that_look_for_the_same_thing_are_told_apart_by_what_they_read() -> None:
    rows = source()["rule"]
    told = [(looks_for(f"prose.{row['id']}"), example(f"prose.{row['id']}")) for row in rows]
    assert len(set(told)) == len(rows)
    assert example("prose.pilots") == example("nlp.pilots") != ""


def test_what_no_reader_declares_is_called_by_what_it_found() -> None:
    assert [one.fr for one in looks_for("llm.modele", ["FINANCES", "Innovation", "FINANCES"])] == [
        "« finance »",
        "innovation",
    ]
    assert (looks_for("?"), example("llm.modele"), example("monograph-card")) == ((), "", "")
