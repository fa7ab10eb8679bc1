"""How a document names an entity: the identifiers, from the best (a public code) to the last (a name in its scope)."""

from __future__ import annotations

from graphmodel.names import fold

COUNTRY = "fr"
"""The scope of names that are known nationwide: local authorities and the shipped reference of national bodies."""


def siren(code: str) -> str:
    """A legal person."""
    return f"siren:{code}"


def rna(code: str) -> str:
    """An association in the national register."""
    return f"rna:{code}"


def siret(code: str) -> str:
    """A place of a legal person; never given beside a `siren:`."""
    return f"siret:{code}"


def register(kind: str, name: str, code: str) -> str:
    """An entry of some register: a member number, an internal code. `kind` is the class of the entity."""
    return f"reg:{_slug(kind)}/{_slug(name)}/{_slug(code)}"


def chosen_network(name: str) -> str:
    """The network that a person named when importing: the same name given again means the same network."""
    return register("Network", "reseau", name)


def named(kind: str, scope: str, name: str) -> str:
    """A name, in a scope that is never empty: a commune, else a network, else the document."""
    if not scope or not fold(name):
        raise ValueError("a name identifies nothing without a scope and a letter")
    return f"name:{_slug(kind)}/{scope}/{_slug(name)}"


def scope_of(identifier: str) -> str:
    """The scope of a name that identifies inside a document or a network; empty for any other identifier."""
    parts = identifier.split("/")
    return parts[1] if identifier.startswith("name:") and parts[1].startswith(("doc.", "net.")) else ""


def group(scope: str, level: str, member_role: str) -> str:
    """An unnamed group of a network, known by the level and the role of its members."""
    return f"name:group/{scope}/{_slug(level)}.{_slug(member_role)}"


def scope_of_document(work: str) -> str:
    """The scope of names that only one document vouches for."""
    return f"doc.{_slug(work)}"


def scope_of_network(identifier: str) -> str:
    """The scope of names inside a network, from the best identifier that the document gives of the network."""
    return "net." + identifier.replace("/", ".").replace(":", ".")


def scope_of_commune(uid: str) -> str:
    """The scope of names inside a commune."""
    return uid.replace("cog:", "").replace(":", ".")


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")
