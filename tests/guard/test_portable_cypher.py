"""Every file in `cypher/` says the same on both engines: the rules of the design, each shown to refuse what it must.

What the local engine gets wrong, it gets wrong without an error; so these are checked in the text, before any engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from graphmodel import catalogue
from graphmodel.schema.registry import BASES, EDGES, NODES, ROLES

Found = Iterator[int]
"""Where a rule is broken: places in the text."""

AGGREGATE = r"\b(?:count|sum|avg|min|max|collect|stDev|percentileCont|percentileDisc)\s*\("
WRITES = r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE)\b"
SCHEMA = r"^\s*(?:CREATE|DROP)\s+(?:\w+\s+)?(?:CONSTRAINT|INDEX)\b"
CLAUSE = r"\b(?:MATCH|WITH|RETURN|UNWIND|WHERE|ORDER\s+BY|SKIP|LIMIT|CREATE|MERGE|SET|DELETE|REMOVE|CALL|UNION)\b"


def matches(pattern: str) -> Callable[[str], Found]:
    """The rule that nothing matches a pattern."""
    return lambda code: (found.start() for found in re.finditer(pattern, code, re.IGNORECASE | re.MULTILINE))


def closing(code: str, opening: int) -> int:
    """The place of the bracket that closes the one at `opening`."""
    depth = 0
    for place in range(opening, len(code)):
        depth += (code[place] in "([{") - (code[place] in ")]}")
        if depth == 0:
            return place
    return len(code) - 1


def items(code: str) -> Iterator[tuple[int, str]]:
    """The columns of every WITH and RETURN, each with its place."""
    for clause in re.finditer(r"\b(?:WITH|RETURN)\b(?:\s+DISTINCT\b)?", code, re.IGNORECASE):
        end = clause.end()
        while end < len(code) and code[end] not in ")]}" and not re.match(CLAUSE, code[end:], re.IGNORECASE):
            end = closing(code, end) + 1 if code[end] in "([{" else end + 1
        place = clause.end()
        for item in catalogue.split(code[clause.end() : end]):
            yield place, item.strip()
            place += len(item) + 1


def aggregates_that_do_not_stand_alone(code: str) -> Found:
    columns = list(items(code))
    for place, item in columns:
        for found in re.finditer(AGGREGATE, item, re.IGNORECASE):
            bare = item[closing(item, found.end() - 1) + 1 :]
            if found.start() > 0 or not re.fullmatch(r"(\s+AS\s+\w+)?", bare, re.IGNORECASE):
                yield place
    for clause in re.finditer(rf"\b(?:WHERE|ORDER\s+BY)\b.*?(?={CLAUSE}|\Z)", code, re.IGNORECASE | re.DOTALL):
        if re.search(AGGREGATE, clause[0], re.IGNORECASE):
            yield clause.start()


def extremes_of_nodes_or_paths(code: str) -> Found:
    names = set(re.findall(r"(?<!\w)\(\s*(\w+)\s*[:){]", code)) | set(
        re.findall(r"\b(\w+)\s*=\s*(?:\(|shortestPath)", code)
    )
    for found in re.finditer(r"\b(?:max|min)\s*\(\s*(\w+)\s*\)", code, re.IGNORECASE):
        if found[1] in names:
            yield found.start()


def shortest_paths_with_a_filter(code: str) -> Found:
    for found in re.finditer(r"\b(?:all)?shortestPaths?\s*\(", code, re.IGNORECASE):
        end = closing(code, found.end() - 1)
        inside, after = code[found.start() : end], code[end + 1 :]
        where = re.match(r"\s*WHERE\b(.*?)(?=\b(?:MATCH|WITH|RETURN|UNWIND)\b|\Z)", after, re.IGNORECASE | re.DOTALL)
        names = set(re.findall(r"\[\s*(\w+)", inside))
        filters = where and (
            re.search(r"relationships\s*\(", where[1], re.IGNORECASE) or names & set(re.findall(r"\w+", where[1]))
        )
        guarded = re.search(r"\b\w+(?:\.\w+)?\s*<>\s*\w+", code[: found.start()])
        if "{" in inside or filters or not guarded:
            yield found.start()


def bounds_that_are_no_literals(code: str) -> Found:
    for found in re.finditer(r"\[[^\[\]]*?\*(\s*[^\]\s]*)[^\]]*\]", code):
        if not re.fullmatch(r"\s*\d+|\s*\d*\.\.\d+", found[1]):
            yield found.start()
    for found in re.finditer(r"(?<=\))\s*(\{[^{}:]*\}|\+|\*)(?=\s*[(-]|\s*\Z)", code):
        if not re.fullmatch(r"\{\s*\d*\s*,?\s*\d+\s*\}", found[1]):
            yield found.start()


def writes_that_compute(code: str) -> Found:
    if re.search(SCHEMA, code, re.IGNORECASE) or not re.search(WRITES, code):
        return
    deletes_only = not re.search(r"\b(?:CREATE|MERGE|SET|REMOVE)\b", code)
    if not re.match(r"\s*UNWIND\s+\$rows\s+AS\s+row\b", code, re.IGNORECASE) and not deletes_only:
        yield 0
    first = re.search(WRITES, code)
    assert first
    for found in re.finditer(r"\b(?:MATCH|WITH|RETURN|UNWIND|CALL|WHERE)\b", code[first.start() :]):
        if not re.search(r"\bON\s+\Z", code[: first.start() + found.start()]):
            yield first.start() + found.start()
    for found in re.finditer(r"\bSET\b(.*?)(?=\bON\b|\bSET\b|\bMERGE\b|\bCREATE\b|\Z)", code, re.DOTALL):
        for part in re.finditer(r"=\s*([^=,]+)", found[1]):
            if not re.fullmatch(r"\s*(?:row\.\w+|\$\w+|'[^']*'|-?\d+|true|false|\[\])\s*", part[1]):
                yield found.start()


def names_shared_by_labels_and_types(code: str) -> Found:
    declared = {
        *BASES,
        *NODES,
        *ROLES,
        "Statement",
        "Document",
        "Page",
        "Run",
        "Identifier",
        "Decision",
        "Meta",
        "Receipt",
    }
    labels = declared | set(re.findall(r"\(\s*\w*\s*:\s*(\w+)", code))
    types = set(EDGES) | set(re.findall(r"\[\s*\w*\s*:\s*(\w+)", code))
    if shared := {one.lower() for one in labels} & {one.lower() for one in types}:
        yield max(code.lower().find(f":{next(iter(shared))}"), 0)


RULES: dict[str, tuple[Callable[[str], Found], tuple[str, ...]]] = {
    "shortest paths have no filter and two different ends": (
        shortest_paths_with_a_filter,
        (
            "MATCH p = shortestPath((a)-[:SPREAD_TO*..6]->(b)) RETURN p",
            "MATCH (a), (b) WHERE a <> b MATCH p = shortestPath((a)-[:T*..9 {x: $x}]->(b)) RETURN p",
            "MATCH (a), (b) WHERE a <> b MATCH p = shortestPath((a)-[:T*..9]->(b)) "
            "WHERE all(r IN relationships(p) WHERE r.x = 1) RETURN p",
            "MATCH (a), (b) WHERE a <> b MATCH p = allShortestPaths((a)-[rs:T*..9]->(b)) WHERE size(rs) > 1 RETURN p",
        ),
    ),
    "SHORTEST k is unknown to the local engine": (
        matches(r"\bSHORTEST\s+(?:\d|\$|GROUP|\()|\b(?:ANY|ALL)\s+SHORTEST\b"),
        ("MATCH p = SHORTEST 1 (a)-[:T]->{1,4}(b) RETURN p", "MATCH p = ALL SHORTEST (a)-[:T]->{1,4}(b) RETURN p"),
    ),
    "paths of spread are not enumerated": (
        matches(r"\[[^\]]*\bSPREAD_TO\b[^\]]*\*"),
        ("MATCH (a)-[:SPREAD_TO*1..4]->(b) RETURN b.uid AS uid",),
    ),
    "a filter stands in a quantified pattern, not in a variable length": (
        matches(r"\[[^\]]*\*[^\]]*\bWHERE\b"),
        ("MATCH (a)-[r:T*1..6 WHERE r.x = $x]->(b) RETURN b.uid AS uid",),
    ),
    "no predicate over the relationships of a path": (
        matches(r"\b(?:all|any|none|single)\s*\(\s*\w+\s+IN\s+relationships\s*\("),
        ("MATCH p = (a)-[:T*1..6]->(b) WHERE all(r IN relationships(p) WHERE r.x = 1) RETURN length(p) AS hops",),
    ),
    "bounds are literals": (
        bounds_that_are_no_literals,
        (
            "MATCH (a)-[:T*1..$most]->(b) RETURN b.uid AS uid",
            "MATCH (a)-[:T*]->(b) RETURN b.uid AS uid",
            "MATCH (a)-[:T*2..]->(b) RETURN b.uid AS uid",
            "MATCH (a) ((x)-[r:T]->(y)){1,$most} (b) RETURN b.uid AS uid",
            "MATCH (a) ((x)-[r:T]->(y))+ (b) RETURN b.uid AS uid",
        ),
    ),
    "no procedures of plugins, no full text": (
        matches(r"\b(?:apoc|gds)\.|\bdb\.index\.fulltext\b|\bFULLTEXT\b"),
        (
            "CALL apoc.path.expand(a, 'T>', '', 1, 3) YIELD path RETURN path",
            "RETURN gds.similarity.jaccard($a, $b) AS s",
            "CALL db.index.fulltext.queryNodes($a, $b) YIELD node RETURN node.uid AS uid",
            "CREATE FULLTEXT INDEX names FOR (n:Actor) ON EACH [n.name]",
        ),
    ),
    "no dynamic labels": (
        matches(r"[(\[]\s*\w*\s*:\s*\$|:\s*\$\(|\bSET\s+\w+\s*:\s*\$"),
        ("MATCH (n:$($label)) RETURN n.uid AS uid", "MATCH (n:$label) RETURN n.uid AS uid"),
    ),
    "no version prefix": (matches(r"^\s*CYPHER\s+\d"), ("CYPHER 25 MATCH (n) RETURN n.uid AS uid",)),
    "no internal ids": (
        matches(r"\b(?:id|elementId)\s*\("),
        ("MATCH (n) RETURN elementId(n) AS id", "MATCH (n) WHERE id(n) = 1 RETURN n.uid AS uid"),
    ),
    "only uniqueness constraints and range indexes on nodes": (
        matches(
            r"\bREQUIRE\b(?!\s+\w+\.\w+\s+IS\s+UNIQUE\s*\Z)|\b(?:TEXT|POINT|VECTOR|LOOKUP)\s+INDEX\b"
            r"|\b(?:INDEX|CONSTRAINT)\b[^;]*\bFOR\s*\(\s*\)"
        ),
        (
            "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:Actor) REQUIRE n.uid IS NOT NULL",
            "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:Actor) REQUIRE (n.a, n.b) IS NODE KEY",
            "CREATE INDEX i IF NOT EXISTS FOR ()-[r:T]-() ON (r.key)",
            "CREATE TEXT INDEX i IF NOT EXISTS FOR (n:Actor) ON (n.name)",
        ),
    ),
    "a label and a type never share a name": (
        names_shared_by_labels_and_types,
        ("MATCH (a:Actor)-[r:Cycle]->(b) RETURN a.uid AS uid", "MATCH (n:FINANCES) RETURN n.uid AS uid"),
    ),
    "parameters are never null": (
        matches(r"\$\w+\s+IS\s+(?:NOT\s+)?NULL|coalesce\s*\(\s*\$"),
        (
            "MATCH (n) WHERE $uid IS NULL OR n.uid = $uid RETURN n.uid AS uid",
            "MATCH (n) WHERE n.uid = coalesce($uid, n.uid) RETURN n.uid AS uid",
        ),
    ),
    "an aggregate stands alone in its column": (
        aggregates_that_do_not_stand_alone,
        (
            "MATCH (n) RETURN n.g AS g, max(n.i) IS NOT NULL AS any",
            "MATCH (n) RETURN n.g AS g, NOT count(*) > 3 AS few",
            "MATCH (n) RETURN n.g AS g, 3 IN collect(n.i) AS has",
            "MATCH (n) RETURN n.g AS g, CASE WHEN max(n.i) IS NULL THEN 0 ELSE 1 END AS known",
            "MATCH (n) RETURN n.g AS g, head(collect(n)).i AS first",
            "MATCH (n) WITH n.g AS g, size(collect(n)) AS many RETURN g, many",
            "MATCH (n) RETURN n.g AS g ORDER BY count(*)",
        ),
    ),
    "no extreme of nodes or paths": (
        extremes_of_nodes_or_paths,
        ("MATCH (n:Actor) RETURN max(n) AS last", "MATCH p = (a)-[:T]->(b) WITH max(p) AS q RETURN length(q) AS n"),
    ),
    "a write computes nothing": (
        writes_that_compute,
        (
            "MATCH (n:Actor) SET n.done = true",
            "UNWIND $rows AS row MATCH (n:Actor {uid: row.uid}) SET n.count = coalesce(n.count, 0) + 1",
            "UNWIND $rows AS row MATCH (a)-[r:T]->(b) SET r.w = 5, b.w = r.w",
            "UNWIND $rows AS row CREATE (n:Actor {uid: row.uid}) WITH n MATCH (m:Actor) RETURN count(m) AS n",
            "UNWIND $rows AS row MERGE (n:Actor {uid: row.uid}) RETURN n.uid AS uid",
        ),
    ),
    "no loops and no transactions inside a statement": (
        matches(r"\bFOREACH\s*\(|\bIN\s+(?:CONCURRENT\s+)?TRANSACTIONS\b|\bLOAD\s+CSV\b"),
        (
            "UNWIND $rows AS row FOREACH (x IN row.xs | CREATE (:Actor {uid: x}))",
            "CALL { MATCH (n) DELETE n } IN TRANSACTIONS OF 100 ROWS",
        ),
    ),
    "an edge is never looked up by its properties alone": (
        matches(r"\(\s*\)\s*<?-\s*\[[^\]]*\{"),
        ("MATCH ()-[r:SPREAD_TO {key: $key}]->() RETURN r.mode AS mode",),
    ),
    # Found on the local engine: unless the relationship is also returned whole or by another property, its value is
    # taken for null, and rows that should be there are silently missing. Carry it over by WITH first.
    "a pattern is never keyed by a property of something matched before": (
        matches(r"\([^()]*\{\s*\w+\s*:\s*(?:coalesce\s*\(\s*)?(?!row\b)[a-z_]\w*\."),
        (
            "MATCH (a)-[r:T]->(b) MATCH (t:Innovation {uid: r.innovation}) RETURN t.name AS name",
            "MATCH (a)-[r:T]->(b) OPTIONAL MATCH (t:Cycle {uid: coalesce(r.c, '')}) RETURN t.name AS name",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", catalogue.names())
def test_a_file_keeps_every_rule(name: str) -> None:
    text = catalogue.load(name)
    broken = [
        f"{text.file}:{catalogue.line_of(text.code, place)}: {rule}"
        for rule, (find, _) in RULES.items()
        for place in find(text.code)
    ]
    assert broken == []


@pytest.mark.parametrize(("rule", "bad"), [(rule, bad) for rule, (_, all_bad) in RULES.items() for bad in all_bad])
def test_the_rule_refuses(rule: str, bad: str) -> None:
    assert list(RULES[rule][0](bad))


GOOD = (
    "MATCH (a:Actor {uid: $a}), (b:Actor {uid: $b}) WHERE a <> b "
    "MATCH p = shortestPath((a)-[:PARTNERS_WITH*..6]-(b)) RETURN length(p) AS hops",
    "MATCH (a) ((x)-[r:SPREAD_TO WHERE r.innovation = $innovation]->(y)){1,4} (b) RETURN b.uid AS uid ORDER BY uid",
    "MATCH (n:Actor) WITH n.g AS g, count(*) AS many, collect(n.uid) AS all WHERE many > 3 RETURN g, size(all) AS size",
    "MATCH (n:Actor) WITH n.g AS g, sum(CASE WHEN n.x IS NULL THEN 0 ELSE n.x END) AS known, max(n.y) AS last "
    "RETURN g, CASE WHEN known = 0 THEN null ELSE known END AS known, last ORDER BY g",
    "MATCH (n:Actor) WHERE EXISTS { MATCH (n)-[:MEMBER_OF*0..4]->(:Actor {uid: $uid}) } RETURN n.uid AS uid",
    "UNWIND $rows AS row MERGE (n:Actor {uid: row.uid}) ON CREATE SET n += row.values ON MATCH SET n += row.values",
    "UNWIND $rows AS row MATCH (b:Actor {uid: row.target})<-[r:FINANCES {key: row.key}]-(a:Actor) DELETE r",
    "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:Actor) REQUIRE n.uid IS UNIQUE",
    "CREATE INDEX i IF NOT EXISTS FOR (n:Statement) ON (n.target)",
)


@pytest.mark.parametrize("good", GOOD)
def test_no_rule_refuses_what_both_engines_do_alike(good: str) -> None:
    assert [rule for rule, (find, _) in RULES.items() if list(find(good))] == []
