"""What the rest of Essaim may count on, on every engine."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from neo4j import Transaction

from graphmodel.errors import EngineUnreachable, EssaimError
from graphmodel.progress import CountingProgress
from graphmodel.store import Store, lock
from graphmodel.store.texts import text
from tests.engines import SERIES, Server
from tests.proxy import Proxy

PUT = """
UNWIND $rows AS row
MERGE (t:Territory {uid: row.uid})
ON CREATE SET t.name = row.name
ON MATCH SET t.name = row.name
"""
CREATE = "UNWIND $rows AS row CREATE (t:Territory {uid: row.uid, name: row.name})"
ALL = "MATCH (t:Territory) RETURN t.uid AS uid, t.name AS name ORDER BY uid"
COUNT = "MATCH (t:Territory) RETURN count(t.uid) AS n"
LINK = """
UNWIND $rows AS row
MATCH (a:Territory {uid: row.from_uid})
MATCH (b:Territory {uid: row.to_uid})
MERGE (a)-[r:PART_OF {key: row.key}]->(b)
"""


def territories(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [{"uid": f"cog:{number:06}", "name": f"Commune {number}"} for number in range(start, start + count)]


def count(store: Store) -> int:
    return int(store.read(COUNT)[0]["n"])


def failure(work: Callable[..., Any], *args: Any, **kwargs: Any) -> EssaimError:
    """How `work` fails, in Essaim's words."""
    with pytest.raises(EssaimError) as caught:
        work(*args, **kwargs)
    return caught.value


def together(work: Callable[[int], Any], workers: int = 4) -> list[Any]:
    """What `work` gives in several threads that start at the same moment."""
    ready = threading.Barrier(workers)

    def one(number: int) -> Any:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(workers)))


# Who answers, and what comes back


def test_the_engine_says_by_itself_what_it_is(store: Store, request: pytest.FixtureRequest) -> None:
    asked = re.findall(r"\[(.*)\]", request.node.name)[0]
    expected = ("Neo4j", SERIES[asked].version, "community") if asked in SERIES else ("ArcadeDB", "26.10.2", "")
    assert (store.engine.name, store.engine.version, store.engine.edition) == expected


def test_rows_come_back_as_they_were_written(store: Store) -> None:
    rows = [{"uid": "cog:1", "name": "Œuvre d’été à Saint-Étienne 🐝"}, {"uid": "cog:2", "name": "L'Haÿ"}]
    store.write(PUT, rows)
    assert store.read(ALL) == rows


def test_only_plain_python_values_come_back(store: Store) -> None:
    store.write(PUT, [{"uid": "cog:1", "name": "Rennes"}, {"uid": "cog:2", "name": "Bretagne"}])
    store.write(LINK, [{"from_uid": "cog:1", "to_uid": "cog:2", "key": "k"}])
    rows = store.read(
        """
        MATCH p = (a:Territory {uid: 'cog:1'})-[r:PART_OF]->(b:Territory)
        RETURN a AS node, r AS edge, p AS path, [a.uid, {of: b.uid}] AS nested, null AS nothing,
               date('2020-03-01') AS day, datetime('2020-03-01T12:00:00+01:00') AS moment, 1.5 AS share
        """
    )
    rennes, bretagne = {"uid": "cog:1", "name": "Rennes"}, {"uid": "cog:2", "name": "Bretagne"}
    assert rows == [
        {
            "node": rennes,
            "edge": {"key": "k"},
            "path": [rennes, {"key": "k"}, bretagne],
            "nested": ["cog:1", {"of": "cog:2"}],
            "nothing": None,
            "day": date(2020, 3, 1),
            "moment": datetime(2020, 3, 1, 12, tzinfo=timezone(timedelta(hours=1))),
            "share": 1.5,
        }
    ]
    assert {type(value) for value in rows[0].values()} == {dict, list, type(None), date, datetime, float}


# Writing


def test_many_rows_go_in_several_batches_and_each_is_told(store: Store) -> None:
    progress = CountingProgress()
    store.write(PUT, territories(700), batch=300, progress=progress)
    assert (count(store), progress.done) == (700, 700)


def test_a_write_stops_between_two_batches_when_asked(store: Store) -> None:
    error = failure(store.write, PUT, territories(700), batch=300, progress=CountingProgress(cancel_after=600))
    assert (error.code, count(store)) == ("cancelled", 600)


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    statement = "UNWIND $rows AS row MERGE (t:Territory {uid: row.uid}) SET t.share = 10 / row.divisor"
    rows = [{"uid": f"cog:{divisor}", "divisor": divisor} for divisor in (1, 2, 0)]
    failure(store.write, statement, rows)
    assert count(store) == 0


def test_a_transaction_is_done_whole_or_not_at_all(store: Store) -> None:
    store.transaction([(PUT, territories(3)), (LINK, [{"from_uid": "cog:000000", "to_uid": "cog:000001", "key": "k"}])])
    assert store.counts() == {"labels": {"Territory": 3}, "types": {"PART_OF": 1}}
    failure(store.transaction, [(PUT, territories(3, start=3)), ("UNWIND $rows AS row THIS IS NOT CYPHER", [{}])])
    assert count(store) == 3


def test_a_transaction_takes_more_rows_than_a_batch(store: Store) -> None:
    store.transaction([(PUT, territories(5_001))])
    assert count(store) == 5_001


def test_a_transaction_with_a_receipt_is_done_once(store: Store) -> None:
    for _ in range(2):
        store.transaction([(CREATE, territories(2))], receipt="run-1:0")
    store.transaction([(CREATE, territories(2, start=2))], receipt="run-1:1")
    assert count(store) == 4


def test_receipts_of_a_finished_run_are_forgotten_and_no_others(store: Store) -> None:
    for receipt in ("run-1:0", "run-1:1", "run-2:0"):
        store.transaction([(PUT, territories(1))], receipt=receipt)
    store.forget_receipts("run-1:")
    assert store.read("MATCH (r:Receipt) RETURN r.id AS id") == [{"id": "run-2:0"}]


def test_four_writers_who_merge_the_same_keys_make_one_node_a_key(store: Store) -> None:
    def merge(_: int) -> None:
        for start in range(0, 40, 5):
            store.write(PUT, territories(5, start=start))

    together(merge)
    assert store.read(ALL) == territories(40)


def test_a_key_that_exists_is_refused_in_a_sentence(store: Store) -> None:
    store.write(CREATE, territories(1))
    assert failure(store.write, CREATE, territories(1)).code == "engine.constraint"
    assert count(store) == 1


def test_a_query_that_is_no_cypher_is_refused_in_a_sentence(store: Store) -> None:
    error = failure(store.read, "THIS IS NOT CYPHER")
    assert error.code == "engine.query"
    assert "refuse" in error.sentence.fr


def test_what_was_just_written_is_seen_by_every_thread(store: Store) -> None:
    def write_then_read(number: int) -> list[int]:
        seen = []
        for turn in range(5):
            store.write(PUT, [{"uid": f"cog:{number}:{turn}", "name": "x"}])
            found = store.read("MATCH (t:Territory {uid: $uid}) RETURN t.uid AS uid", uid=f"cog:{number}:{turn}")
            seen.append(len(found))
        return seen

    assert together(write_then_read) == [[1] * 5] * 4


def test_wiping_leaves_no_node_whatever_their_number(store: Store) -> None:
    store.write(PUT, territories(6_000))
    store.write(LINK, [{"from_uid": "cog:000000", "to_uid": f"cog:{n:06}", "key": "k"} for n in range(1, 200)])
    store.wipe()
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


# A bad network


def test_a_server_that_falls_silent_is_left_at_the_deadline_and_taken_again_after(server: Server) -> None:
    with Proxy(server.uri) as network, server.open(uri=network.uri, deadline=1.5) as store:
        store.wipe()
        network.silent.set()
        for work in (lambda: store.read(ALL), lambda: store.write(PUT, territories(1))):
            start = time.monotonic()
            assert isinstance(failure(work), EngineUnreachable)
            assert time.monotonic() - start < 5
        network.silent.clear()
        store.write(PUT, territories(3))
        assert store.read(ALL) == territories(3)


def test_a_server_that_never_says_hello_is_left_at_the_deadline(server: Server) -> None:
    with Proxy(server.uri) as network:
        network.silent.set()
        start = time.monotonic()
        assert isinstance(failure(server.open, uri=network.uri, deadline=1.5), EngineUnreachable)
        assert time.monotonic() - start < 5


def test_a_port_where_nobody_listens_is_said_at_once(server: Server) -> None:
    with Proxy(server.uri) as network:
        gone = network.uri
    start = time.monotonic()
    error = failure(server.open, uri=gone)
    assert (type(error), gone in error.sentence.fr) == (EngineUnreachable, True)
    assert time.monotonic() - start < 3


def test_a_wrong_password_is_said_in_a_sentence(server: Server) -> None:
    assert server.auth is not None
    wrong = Server(server.uri, (server.auth[0], "not the password"))
    assert failure(wrong.open).code == "engine.auth"


def test_an_unknown_database_is_said_in_a_sentence(server: Server) -> None:
    assert failure(Server(server.uri, server.auth, "nowhere").open).code == "engine.database"


def test_a_commit_whose_answer_is_lost_is_asked_again_and_done_once(server: Server, store: Store) -> None:
    with Proxy(server.uri) as network, server.open(uri=network.uri) as far:
        network.lose_answers = 1
        far.write(PUT, territories(4))
        network.lose_answers = 1
        far.transaction([(CREATE, territories(4, start=4))], receipt="run-1:0")
        network.lose_answers = 1
        assert (far.bump(), network.lost) == (1, 3)
    assert (store.read(ALL), store.graph_version()) == (territories(8), 1)


# What the graph knows about itself


def test_the_graph_version_starts_at_zero_and_grows_by_one(store: Store) -> None:
    assert [store.graph_version(), store.bump(), store.bump(), store.graph_version()] == [0, 1, 2, 2]


def test_bumps_at_the_same_moment_give_different_versions(store: Store) -> None:
    assert sorted(together(lambda _: store.bump())) == [1, 2, 3, 4]


def test_counts_agree_until_something_goes_missing(store: Store) -> None:
    assert store.check_counts() == []
    store.write(PUT, territories(3))
    store.remember_counts()
    assert store.check_counts() == []
    store.write("UNWIND $rows AS row MATCH (t:Territory {uid: row.uid}) DETACH DELETE t", territories(1))
    assert [(problem.what, problem.remembered, problem.found) for problem in store.check_counts()] == [
        ("Territory", 3, 2)
    ]


def test_four_programs_may_ask_for_the_schema_at_once(server: Server, store: Store) -> None:
    def ensure(_: int) -> None:
        with server.open() as one:
            one.ensure_schema()

    complete = schema(store)
    for kind, name in (("CONSTRAINT", "meta_id"), ("CONSTRAINT", "unique_territory"), ("INDEX", "statement_target")):
        store._calls.write(partial(run, text=f"DROP {kind} {name}"))
    assert schema(store) != complete
    together(ensure)
    assert schema(store) == complete


def schema(store: Store) -> list[str]:
    return sorted(
        str(row["name"])
        for kind in ("CONSTRAINTS", "INDEXES")
        for row in store.read(f"SHOW {kind} YIELD name RETURN name")
    )


def run(transaction: Transaction, text: str) -> None:
    transaction.run(text).consume()  # type: ignore[arg-type]


# One writer at a time


def holder(**changes: Any) -> dict[str, Any]:
    """The lock as another machine would hold it."""
    lease = {"token": "other", "owner": "essaim ingest", "host": "elsewhere", "pid": 1, "since_ms": 0}
    return {"id": "lock", "properties": {**lease, "until_ms": 2**62, **changes}}


def test_a_second_writer_learns_who_is_writing(server: Server, store: Store) -> None:
    with server.open() as other, store.writing("import de financeurs.xlsx"):
        with pytest.raises(EssaimError) as caught, other.writing("révision"):
            pytest.fail("two writers at once")
        store.write(PUT, territories(1))
    assert (caught.value.code, "import de financeurs.xlsx" in caught.value.sentence.fr) == ("writer.busy", True)
    with store.writing("révision"):
        store.write(PUT, territories(2))
    assert count(store) == 2


def test_of_writers_who_come_together_one_gets_in(store: Store) -> None:
    left = threading.Barrier(4)

    def work(number: int) -> str:
        try:
            with store.__class__.writing(store, f"writer {number}"):
                left.wait(20)
                return "in"
        except EssaimError as error:
            left.wait(20)
            return error.code

    assert sorted(together(work)) == ["in", "writer.busy", "writer.busy", "writer.busy"]


def test_a_writer_that_was_killed_on_this_machine_hinders_nobody(server: Server, store: Store) -> None:
    script = (
        "import sys, time\n"
        "from graphmodel.store import connect\n"
        "uri, user, password = sys.argv[1:]\n"
        "store = connect(uri, (user, password), 'neo4j')\n"
        "with store.writing('essaim ingest'):\n"
        "    print('in', flush=True)\n"
        "    time.sleep(60)\n"
    )
    assert server.auth is not None
    command = [sys.executable, "-c", script, server.uri, *server.auth]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in\n"
        with pytest.raises(EssaimError, match="essaim ingest"), store.writing("révision"):
            pytest.fail("two writers at once")
        writer.send_signal(signal.SIGKILL)
    with store.writing("révision"):
        store.write(PUT, territories(1))
    assert count(store) == 1


def test_a_writer_that_went_silent_on_another_machine_loses_the_lock_when_its_lease_ends(store: Store) -> None:
    now = int(store.read("RETURN timestamp() AS now")[0]["now"])
    store.write(text("set_meta"), [holder(until_ms=now + 60_000)])
    with pytest.raises(EssaimError, match="essaim ingest"), store.writing("révision"):
        pytest.fail("two writers at once")
    store.write(text("set_meta"), [holder(until_ms=now - 1)])
    with store.writing("révision"):
        store.write(PUT, territories(1))
    assert count(store) == 1


def test_a_writer_that_slept_too_long_does_not_write_any_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.writing("essaim ingest"):
        monkeypatch.setattr(lock, "LEASE", -1.0)
        assert failure(store.write, PUT, territories(1)).code == "writer.lost"
    assert count(store) == 0


def test_a_writer_keeps_the_lock_as_long_as_it_lives(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LEASE", 1.0)
    monkeypatch.setattr(lock, "BEAT", 0.2)
    with store.writing("essaim ingest"):
        time.sleep(1.5)
        with pytest.raises(EssaimError, match="essaim ingest"), store.writing("révision"):
            pytest.fail("two writers at once")
        store.write(PUT, territories(1))
    assert count(store) == 1
