"""The home page: what the graph holds, and what may be asked of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphmodel.questions.rows import Contradiction, Count, InnovationPanel, TreeStep
from graphmodel.schema.upsert import base_of
from ui.i18n import Translator
from ui.viewmodels import spreads


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many of each thing."""

    actors: int
    innovations: int
    spreads: int
    inferred: int
    planned: int
    fundings: int
    documents: int
    disputes: int

    @property
    def empty(self) -> bool:
        """Whether no document was imported: territories are there from the start."""
        return not (self.actors or self.innovations)


@dataclass(frozen=True, slots=True)
class Idea:
    """A question to follow: the page that answers it, with its parameters."""

    words: str
    page: str
    params: dict[str, str]


def holdings(counts: Iterable[Count]) -> Holdings:
    """From the answer to "how many of each thing"."""
    known: dict[tuple[str, str], Count] = {(one.what, one.name): one for one in counts}

    def total(what: str, name: str) -> int:
        return known[what, name].total if (what, name) in known else 0

    spread = known.get(("type", "SPREAD_TO"))
    return Holdings(
        actors=total("label", "Actor"),
        innovations=total("label", "Innovation"),
        spreads=spread.total if spread else 0,
        inferred=(spread.inferred or 0) if spread else 0,
        planned=(spread.planned or 0) if spread else 0,
        fundings=total("type", "FINANCES"),
        documents=total("document", "live"),
        disputes=sum(one.contradicted or 0 for one in known.values() if one.what == "type" or one.name in _BASES),
    )


def answer(t: Translator, held: Holdings) -> str:
    """What is in the graph, in one sentence."""
    if held.empty:
        return t("accueil.empty")
    parts = {
        name: t.count(f"accueil.some.{name}", getattr(held, name))
        for name in ("actors", "innovations", "spreads", "documents")
    }
    doubts = [t.count("accueil.doubt.inferred", held.inferred)] if held.inferred else []
    doubts += [t.count("accueil.doubt.planned", held.planned)] if held.planned else []
    parts["spreads"] += t("accueil.doubts", doubts=", ".join(doubts)) if doubts else ""
    return t("accueil.answer", **parts)


def cards(t: Translator, held: Holdings) -> list[tuple[str, str]]:
    """Label and number."""
    names = ("actors", "innovations", "spreads", "fundings", "documents", "disputes")
    return [(t(f"accueil.card.{name}"), t.number(getattr(held, name))) for name in names]


def ideas(
    t: Translator,
    innovations: Sequence[InnovationPanel],
    cascade: Sequence[TreeStep],
    disputes: Iterable[Contradiction],
) -> list[Idea]:
    """Questions that have an answer here. `cascade` is that of the innovation that spread most."""
    found = []
    if innovations:
        top = spreads.ranked(innovations)[0]
        asked = {"innovation": top.innovation}
        found.append(Idea(t("accueil.idea.cascade", innovation=top.name), "essaimage", asked))
        if ends := spreads.furthest(cascade):
            source, target = ends
            words = t("accueil.idea.between", innovation=top.name, source=source.to_name, target=target.to_name)
            found.append(Idea(words, "essaimage", asked | {"de": source.to, "a": target.to}))
    found += [Idea(t(f"accueil.idea.{page}"), page, {}) for page in ("territoires", "partenariats", "tableau")]
    return (
        found
        + [Idea(t("accueil.idea.dispute", name=name), page, {"id": uid}) for page, uid, name in _sheets(disputes)][:1]
    )


def _sheets(disputes: Iterable[Contradiction]) -> Iterator[tuple[str, str, str]]:
    """The sheets that show a dispute: that of the entity, or of the end where the edge starts."""
    for one in disputes:
        uid = one.about.split("|")[1] if "|" in one.about else one.about
        if page := _SHEETS.get(base_of(uid)):
            yield page, uid, one.name


_SHEETS = {"Actor": "organisation", "Innovation": "innovation", "Territory": "territoire"}
_BASES = ("Actor", "Innovation", "Programme", "Territory", "Cycle")
