"""The catalogue: files say what they take and give, questions what they read, words what they mean."""

from __future__ import annotations

import pytest

from graphmodel import catalogue
from graphmodel.catalogue import CatalogueError, parse
from graphmodel.errors import UsageError
from graphmodel.questions import arguments, rows
from graphmodel.questions.registry import THEMES, QuestionInfo, all_questions, contracts
from graphmodel.questions.row import decimal_text

GOOD = """// doc: Who is who.
// param text: str   folded text
// returns: uid, name
MATCH (n:Actor)
WHERE n.search CONTAINS $text // not $this
RETURN n.uid AS uid, coalesce(n.name, 'x, RETURN $y') AS name
ORDER BY name
"""


def test_a_file_is_read_with_its_header_and_columns() -> None:
    text = parse("organisation.who", GOOD)
    assert (text.file, text.doc, text.returns, text.columns) == (
        "cypher/organisation/who.cypher",
        "Who is who.",
        "uid, name",
        ("uid", "name"),
    )
    assert text.params == (catalogue.TextParam("text", "str", "folded text"),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// doc: Who is who.\n", "", "organisation/who.cypher:1: the header has 0 lines // doc:, not one"),
        ("// doc:", "// dco:", "organisation/who.cypher:1: expected // doc: …"),
        ("// param text: str ", "// param text: string ", "organisation/who.cypher:2: expected // param name: type"),
        ("// param text: str   folded text\n", "", "organisation/who.cypher:4: $text is not declared"),
        ("$text", "'a'", "organisation/who.cypher:1: param text is not used"),
        ("uid, name\n", "name, uid\n", "organisation/who.cypher:6: columns ['uid', 'name'], the header says"),
        ("uid, name\n", "Nobody\n", "organisation/who.cypher:1: returns Nobody, which is neither"),
        ("n.uid AS uid", "n.uid AS Uid", "organisation/who.cypher:6: column «n.uid AS Uid» is not named AS snake_case"),
    ],
)
def test_a_file_that_breaks_its_header_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(CatalogueError) as problem:
        parse("organisation.who", GOOD.replace(old, new))
    assert message in str(problem.value)


def test_rows_without_an_order_are_refused() -> None:
    columns = ", ".join(f"n.x AS {name}" for name in rows.Entity.columns())
    text = f"// doc: d\n// returns: Entity\nMATCH (n)\nRETURN {columns}\n"
    with pytest.raises(CatalogueError, match=r":4: rows come in no order"):
        parse("a.b", text)
    assert parse("a.b", f"{text}ORDER BY uid\n").columns == rows.Entity.columns()


def test_every_file_keeps_its_header() -> None:
    assert [catalogue.load(name).name for name in catalogue.names()] == catalogue.names()


def test_a_cypher_question_is_one_file_of_its_own_name_and_row() -> None:
    for info in all_questions().values():
        if info.kind == "cypher":
            assert info.reads == (info.name,)
            assert catalogue.load(info.name).returns == info.row.__name__


def test_every_file_of_a_theme_is_read_by_a_question_and_every_file_read_exists() -> None:
    read = {name for info in all_questions().values() for name in info.reads}
    ours = {name for name in catalogue.names() if name.split(".")[0] in THEMES}
    assert ours - read == {"audit.stamp"}
    assert read - ours <= set(catalogue.names())


@pytest.mark.parametrize("info", all_questions().values(), ids=lambda info: info.name)
def test_a_question_says_in_both_languages_what_it_asks_and_takes(info: QuestionInfo) -> None:
    assert info.doc.fr
    assert info.doc.en
    assert info.doc.fr != info.doc.en
    assert "\n" not in info.doc.en
    assert all(one.doc.fr and one.doc.en for one in info.params)
    assert info.cut is None or info.cut[0] in [one.name for one in info.params]
    assert info.columns == info.row.columns()
    assert len(set(info.columns)) == len(info.columns)


def test_the_list_of_questions_is_the_contract() -> None:
    listed = {one["name"]: one for one in contracts("en")}
    assert list(listed) == list(all_questions())
    assert listed["spread.who_gave"] == {
        "name": "spread.who_gave",
        "doc": "Who gave what to this actor or territory?",
        "params": [
            {"name": "receiver", "type": "uid", "default": None, "doc": "an actor or a territory",
             "required": True, "choices": []},
            {"name": "innovation", "type": "uid", "default": "", "doc": "an innovation; empty: all",
             "required": False, "choices": []},
        ],
        "columns": list(rows.SpreadStep.columns()),
        "kind": "analysis",
    }  # fmt: skip


def asked(name: str, **raw: str) -> dict[str, object]:
    return arguments.parsed(all_questions()[name].params, raw)


def test_text_becomes_values_by_the_declared_types() -> None:
    assert asked("territory.verdicts", since="2015", until="2016-02", level="region") == {
        "network": "", "innovation": "", "level": "region", "since": "2015-01-01", "until": "2016-02-29",
        "direction": "linked",
    }  # fmt: skip
    found = asked("spread.between", source="a", target="b", same_year="non", stated_only="yes", k="3", mode="certain")
    assert found == {
        "source": "a", "target": "b", "innovation": "", "mode": "certain", "same_year": False, "stated_only": True,
        "max_hops": 8, "k": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "code", "words"),
    [
        ("spread.who_gave", {"reciever": "x"}, "ask.param", "receiver"),
        ("spread.who_gave", {}, "ask.missing", "receiver"),
        ("spread.who_gave", {"receiver": "  "}, "ask.missing", "receiver"),
        ("spread.between", {"source": "a", "target": "b", "k": "0"}, "ask.value", "≥ 1"),
        ("spread.between", {"source": "a", "target": "b", "k": "deux"}, "ask.value", "nombre entier"),
        ("spread.between", {"source": "a", "target": "b", "k": "²"}, "ask.value", "nombre entier"),
        ("spread.between", {"source": "a", "target": "b", "mode": "certan"}, "ask.value", "« certain »"),
        ("spread.between", {"source": "a", "target": "b", "same_year": "peut-être"}, "ask.value", "oui ou non"),
        ("territory.verdicts", {"since": "2015-13"}, "ask.value", "2019-03"),
        ("territory.verdicts", {"since": "mars 2015"}, "ask.value", "2019-03"),
        ("territory.verdicts", {"until": "2015-02-30"}, "ask.value", "2019-03"),
        ("organisation.search", {"text": "a", "kind": "Fundr"}, "ask.value", "« Funder »"),
        ("evidence.of", {"relation": "SPREADS_TO"}, "ask.value", "« SPREAD_TO »"),
        ("territory.verdicts", {"level": "departement"}, "ask.value", "« department »"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(name: str, raw: dict[str, str], code: str, words: str) -> None:
    with pytest.raises(UsageError) as problem:
        asked(name, **raw)
    assert problem.value.code == code
    assert words in problem.value.sentence.fr


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (123450, "1234.50"), (-5, "-0.05"), (-150, "-1.50")]
)
def test_cents_are_written_with_two_decimals(cents: int, text: str) -> None:
    assert decimal_text(cents) == text
