"""What the graph remembers about itself: one Meta node a purpose (graph, lock, counts), inside a transaction."""

from __future__ import annotations

from typing import Any

from neo4j import Transaction

from graphmodel.store.texts import text
from graphmodel.store.values import plain


def read_meta(transaction: Transaction, purpose: str) -> tuple[dict[str, Any], int]:
    """What is noted for `purpose` (empty where nothing is), and the server's clock in milliseconds."""
    record = transaction.run(text("meta"), id=purpose).single(strict=True)
    return plain(record["properties"]) or {}, int(record["now_ms"])


def write_meta(transaction: Transaction, purpose: str, properties: dict[str, Any]) -> None:
    """Note `properties` for `purpose`; from here to its end, no other transaction can."""
    rows = [{"id": purpose, "properties": properties}]
    transaction.run(text("set_meta"), rows=rows).consume()
