"""From settings to a Store: the server that they name, else the local engine."""

from __future__ import annotations

from neo4j import GraphDatabase
from neo4j.exceptions import ConfigurationError

from graphmodel.settings import Settings
from graphmodel.store import local
from graphmodel.store.failures import unreachable
from graphmodel.store.store import Store

DEADLINE = 30.0


def open_store(settings: Settings, *, deadline: float = DEADLINE) -> Store:
    """A Store on the database of `settings`, to be closed. Raises `EngineUnreachable` where none answers."""
    if settings.uri is not None:
        auth = (settings.user, settings.password) if settings.password else None
        return connect(settings.uri, auth, settings.database, deadline=deadline)
    lease = local.ensure(settings)
    try:
        return connect(lease.uri, (lease.user, lease.password), local.DATABASE, deadline=deadline, lease=lease)
    except BaseException:
        lease.release()
        raise


def connect(
    uri: str,
    auth: tuple[str, str] | None,
    database: str,
    *,
    deadline: float = DEADLINE,
    lease: local.Lease | None = None,
) -> Store:
    """A Store on any Bolt address; `open_store` is what commands and screens call."""
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=auth,
            user_agent="essaim",
            connection_timeout=min(5.0, deadline),
            connection_acquisition_timeout=deadline,
            max_transaction_retry_time=deadline,
            # below the idle limits of the usual load balancers, which drop a connection without a word
            liveness_check_timeout=60,
            max_connection_lifetime=1_800,
            notifications_min_severity="OFF",
        )
    except (ConfigurationError, ValueError) as error:
        raise unreachable(uri, error) from error
    try:
        return Store(driver, database, address=uri, deadline=deadline, lease=lease)
    except BaseException:
        driver.close()
        raise
