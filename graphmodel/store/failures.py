"""What can go wrong with a database, said in sentences: the only place that reads the driver's exceptions."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
)

from graphmodel.errors import EngineUnreachable, EssaimError, Label

PATIENT, BRIEF = 12, 5
"""Attempts: as long as an election in a cluster takes (some 12 seconds), and for a conflict of writers."""
ODD_CONFLICTS = ("EntityNotFound", "Deadlock", "ConcurrentModification", "EquivalentSchemaRuleAlreadyExists")
TIMED_OUT = ("TransactionTimedOut", "LockClientStopped", "TransactionTerminated")


def worth_retrying(error: Exception, attempt: int, *, cluster: bool) -> bool:
    """Whether to do an idempotent unit of work again after its `attempt` (from 0) failed so. A server that is gone
    is waited for in a `cluster` only, where another one takes over.

    Beside what the driver calls retryable: a commit whose answer was lost, two writers who merged the same key, a
    conflict that the local engine reports as an unknown error. These are bounded: a key may truly be taken.
    """
    if isinstance(error, DriverError | Neo4jError) and error.is_retryable():
        return attempt < (PATIENT if cluster or isinstance(error, Neo4jError) else BRIEF)
    if isinstance(error, IncompleteCommit | ConstraintError | BufferError):
        return attempt < BRIEF
    text = f"{error.code} {error.message}" if isinstance(error, Neo4jError) else ""
    return attempt < BRIEF and any(sign in text for sign in ODD_CONFLICTS)


def in_words(error: Exception, address: str, database: str) -> EssaimError:
    """The sentence for `error`, which stays its cause."""
    if isinstance(error, AuthError):
        return EngineUnreachable(
            "engine.auth",
            Label(
                f"Le serveur {address} refuse l’identifiant ou le mot de passe : vérifiez ESSAIM_GRAPH_USER et "
                "ESSAIM_GRAPH_PASSWORD.",
                f"The server {address} refuses the user or the password: check ESSAIM_GRAPH_USER and "
                "ESSAIM_GRAPH_PASSWORD.",
            ),
        )
    if isinstance(error, Neo4jError):
        return _refusal(error, address, database)
    return unreachable(address, error)


def _refusal(error: Neo4jError, address: str, database: str) -> EssaimError:
    code = error.code or ""
    if "DatabaseNotFound" in code:
        return EngineUnreachable(
            "engine.database",
            Label(
                f"Le serveur {address} n’a pas de base « {database} » : vérifiez ESSAIM_GRAPH_DATABASE.",
                f"The server {address} has no database “{database}”: check ESSAIM_GRAPH_DATABASE.",
            ),
        )
    if code.endswith(TIMED_OUT):
        return EssaimError(
            "engine.timeout",
            Label(
                "La requête a été arrêtée : elle prenait trop de temps. Restreignez la question.",
                "The query was stopped: it took too long. Narrow the question.",
            ),
        )
    if isinstance(error, ConstraintError):
        return EssaimError(
            "engine.constraint",
            Label(
                f"Cette clé existe déjà dans le graphe : {error.message}",
                f"This key is already in the graph: {error.message}",
            ),
        )
    if isinstance(error, ClientError):
        return EssaimError(
            "engine.query",
            Label(f"Le moteur refuse la requête : {error.message}", f"The engine refuses the query: {error.message}"),
        )
    return EssaimError(
        "engine.failure",
        Label(f"Le moteur a échoué : {error.message}", f"The engine failed: {error.message}"),
    )


def unreachable(address: str, error: Exception | None = None) -> EngineUnreachable:
    """Nobody answers at `address`."""
    if isinstance(error, DriverError | ConfigurationError | None):
        return EngineUnreachable(
            "engine.unreachable",
            Label(
                f"Le moteur de graphe {address} ne répond pas : vérifiez qu’il est démarré et joignable.",
                f"The graph engine {address} does not answer: check that it is started and reachable.",
            ),
        )
    return EngineUnreachable(
        "engine.unreachable",
        Label(
            f"Le moteur de graphe {address} n’est pas joignable ({error}).",
            f"The graph engine {address} cannot be reached ({error}).",
        ),
    )
