"""The graph behind one small door: `open_store` gives a `Store`. Nothing else in Essaim talks to the database."""

import logging

from graphmodel.store.connect import connect, open_store
from graphmodel.store.store import EngineInfo, Store

__all__ = ["EngineInfo", "Store", "connect", "open_store"]

# A failure reaches people as one sentence; without this the driver would also print each of its retries.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
