"""Whom the words of a monograph mean: its network, its head, the groups that its card counts, a body outside of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Role
from ingest.facts.records import Named
from ingest.monograph.heads import core
from ingest.monograph.zones import Monograph

_ARTICLES = re.compile(r"(?:(?:a|de) )?(?:l|la|les|le|un|une|aux|au|des|du|d|de|nos|ses|leurs) ")
_CAPITAL = r"[A-ZÀ-ÝŒ][\w'’-]*"
_LINK = r"(?:(?:de la|du|des|de|en|à|la|le|les|sur|pour) |de l['’]|[dl]['’])"
_HEADED = (
    r"(?:(?:groupe|fonds|cabinet|société|entreprise|mutuelle|fondation|association|coopérative|banque|caisse|ville|"
    r"syndicat|agence|centre|laboratoire|région|département|métropole|université|collectif|institut|chaire|ligue|union|"
    r"fédération)(?: de dotation)? )?"
)
BODY = rf"{_HEADED}{_CAPITAL}(?: (?:{_LINK}(?:[a-zé]+ (?={_CAPITAL}))?)?{_CAPITAL})*"
"""The name of a body in a sentence, without its article: « groupe Sarment », « Mutuelle des Trois-Ponts »."""
THE = r"(?:(?:le|la|les|du|des|de la|au|aux|à la) |(?:de |à )?l['’])?"
"""The article before it."""


def actor(monograph: Monograph, groups: Mapping[str, Named], words: str) -> Named | None:
    """Whom these words mean inside the network; None where they mean somebody else, or it is not told whom."""
    folded = _bare(words)
    head, name = monograph.head, monograph.name
    if folded in {"reseau", "notre reseau", fold(name), fold(core(name)), f"reseau {fold(core(name))}"}:
        return monograph.network
    if folded in _called(head, monograph):
        return head
    if not folded:
        return None
    found = [one for one in groups.values() if _means(folded, fold(one.name), fold(core(name)))]
    return found[0] if len(found) == 1 else None


def outside(monograph: Monograph, words: str, role: Role) -> Named:
    """A body that the document names with a capital or by its kind: « le groupe Sarment » is the Groupe Sarment."""
    kind = {"funder_kind": "endowment_fund"} if fold(words).startswith("fonds de dotation") else {}
    kind |= {"funder_kind": "foundation"} if role is Role.FUNDER and fold(words).startswith("fondation") else {}
    name = words[:1].upper() + words[1:]
    return Named("Organisation", name, {"roles": (role.value,)} | kind)


def _bare(words: str) -> str:
    folded = fold(words)
    return _ARTICLES.sub("", f"{folded} ", count=1).strip() if _ARTICLES.match(f"{folded} ") else folded


def _called(head: Named, monograph: Monograph) -> set[str]:
    """What the document may call the head."""
    names = {fold(head.name), *(fold(one) for one in head.values.get("aliases", ()))}
    names |= {"tete de reseau", "tete de reseau nationale", "national", "siege"}
    if monograph.named_head:
        national = re.match(r"\w+ nationale?\b", fold(head.name))
        names |= {national[0]} if national else set()
    return names


def _means(folded: str, group: str, network: str) -> bool:
    """Whether words mean a group: all of its name but the network, or its noun alone where it is of no level."""
    own = group.removesuffix(network).strip()
    own = re.sub(r" (?:de la|du|des|de|d|l)$", "", own)
    own = own if own else group
    return folded in (own, f"{own} du reseau", f"{own.split()[0]} du reseau") or (
        folded == own.split()[0] and not own.endswith(("ales", "aux"))
    )
