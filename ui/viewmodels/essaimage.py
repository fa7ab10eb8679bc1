"""Paths, cascades and single spreads as sentences, a table and a drawing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graphmodel.analysis.places import Spot, Whereabouts, at_level, names_at, spots_of
from graphmodel.questions.rows import InnovationPanel, PathHop, Proof, Spread, SpreadStep, TreeStep
from graphmodel.reference import territories
from graphmodel.schema.vocabulary import Modality, SpreadMode, Status
from ui import format as write
from ui.i18n import Translator
from ui.render import network, palette
from ui.render.tables import Cell, Table
from ui.viewmodels import spreads

Roles = Mapping[str, Collection[str]]
"""Of each actor, its roles."""


@dataclass(frozen=True, slots=True)
class Step:
    """One spread as it is shown. `guessed` names what is only inferred of a spread that a document states ("when",
    "mode", "via"…); `path` numbers the path it belongs to, 0 where there is none."""

    source: str
    source_name: str
    source_kind: str
    target: str
    target_name: str
    target_kind: str
    innovation_name: str
    when: str
    dated: bool
    said: bool
    modality: str
    certain: bool | None
    mode: str | None
    via: str | None
    place: str | None
    proofs: tuple[Proof, ...]
    guessed: frozenset[str] = frozenset()
    path: int = 0


@dataclass(frozen=True, slots=True)
class Root:
    """Where a cascade begins, and why it is said to begin there."""

    uid: str
    name: str
    kind: str
    reason: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A path from one end to another."""

    number: int
    steps: tuple[Step, ...]

    @property
    def certain(self) -> bool:
        """Whether the order of its steps is sure."""
        return all(step.certain for step in self.steps)

    @property
    def names(self) -> list[str]:
        """Who it goes through, in order."""
        return [self.steps[0].source_name, *(step.target_name for step in self.steps)]


def chains(hops: Iterable[PathHop], t: Translator) -> list[Chain]:
    """The paths of an answer, in its order."""
    return [
        Chain(number, tuple(_step(hop, t, hop.certainty == "certain", number) for hop in some))
        for number, some in groupby(hops, key=lambda hop: hop.path)
    ]


def steps_of(rows: Iterable[SpreadStep], t: Translator) -> list[Step]:
    """Single spreads of an answer."""
    return [_step(row, t, None, 0) for row in rows]


def cascade(rows: Iterable[TreeStep], t: Translator, innovation: str) -> tuple[list[Root], list[Step]]:
    """The roots of a cascade, and the spreads that brought the innovation to all others."""
    roots, steps = [], []
    for row in rows:
        if row.root:
            roots.append(Root(row.to, row.to_name, row.to_kind, row.root, row.proofs))
        else:
            steps.append(_twig(row, t, innovation))
    return roots, steps


def sentence(t: Translator, step: Step, *, innovation: bool = True) -> str:
    """One spread in Markdown: who, what, to whom, when, where, how, and who says so."""
    names = {"source": step.source_name, "target": step.target_name, "innovation": step.innovation_name}
    said = t("essaimage.hop" if innovation else "essaimage.hop.bare", **{k: write.md(v) for k, v in names.items()})
    return f"{said} ({write.md(', '.join(details(t, step)))})"


def details(t: Translator, step: Step) -> list[str]:
    """When, where and how, what is not so yet, and whether a document says so or somebody read it between its lines."""
    more = [
        step.when,
        _guess(t, step, "when"),
        t("essaimage.at", place=step.place) if step.place else "",
        t.word(SpreadMode, step.mode),
        _guess(t, step, "mode"),
        t("essaimage.via", programme=step.via) if step.via else "",
        _guess(t, step, "via"),
        t.word(Modality, step.modality) if step.modality != Modality.ACTUAL else "",
        t("common.stated") if step.said else t("common.inferred"),
    ]
    return [one for one in more if one]


def _guess(t: Translator, step: Step, name: str) -> str:
    """« date déduite », where it is."""
    return t(f"common.guess.{name}") if name in step.guessed else ""


def _doubted(t: Translator, step: Step, name: str, said: str) -> str:
    """A value that stands alone, with its doubt: « 2015 (date déduite) »."""
    return t("common.doubted", value=said, doubt=_guess(t, step, name)) if name in step.guessed else said


def heading(t: Translator, chain: Chain) -> str:
    """A path in one line of Markdown."""
    names = " → ".join(write.md(name) for name in chain.names)
    order = "alone" if len(chain.steps) == 1 else "certain" if chain.certain else "possible"
    return t(f"essaimage.path.{order}", n=chain.number, names=names, steps=t.count("essaimage.steps", len(chain.steps)))


def answer_chains(t: Translator, found: Sequence[Chain], source: str, target: str) -> str:
    """The answer in one sentence, from one end to another or to anywhere."""
    if not found:
        return t("essaimage.none.between" if target else "essaimage.none.from", source=source, target=target)
    if not target:
        reached = len({step.target for chain in found for step in chain.steps})
        return t.count("essaimage.answer.from", reached, source=source)
    best = found[0]
    steps = t.count("essaimage.steps", len(best.steps))
    order = "" if len(best.steps) == 1 else t("common.certain" if best.certain else "common.possible")
    sure = f"{steps}, {order}" if order else steps
    return t.count("essaimage.answer.between", len(found), source=source, target=target, sure=sure)


def answer_cascade(t: Translator, innovation: str, roots: Sequence[Root], steps: Sequence[Step]) -> str:
    """The answer in one sentence: how far, from whom, and how well that is known."""
    if not roots and not steps:
        return t("essaimage.none.cascade", innovation=innovation)
    reached = t.count("essaimage.answer.cascade", len(steps), innovation=innovation, roots=_some(t, roots))
    inferred = sum(not step.said for step in steps)
    undated = sum(not step.dated for step in steps)
    guessed = sum("when" in step.guessed for step in steps)
    doubts = [t.count("essaimage.undated", undated)] if undated else []
    doubts += [t.count("essaimage.inferred", inferred)] if inferred else []
    doubts += [t.count("essaimage.guessed", guessed)] if guessed else []
    return f"{reached} {t('essaimage.doubts', doubts=t('essaimage.and').join(doubts))}" if doubts else reached


def answer_one_side(t: Translator, steps: Sequence[Step], name: str, side: str) -> str:
    """The answer in one sentence for what one end gave ("gave") or received ("received"), whatever the innovation."""
    return (
        t.count(f"essaimage.answer.{side}", len(steps), name=name) if steps else t(f"essaimage.none.{side}", name=name)
    )


def drawing(t: Translator, roots: Sequence[Root], steps: Sequence[Step], roles: Roles) -> network.Drawing:
    """The picture: givers left of receivers, each pair of ends once, its dates together."""
    nodes = {root.uid: _node(t, root.uid, root.name, root.kind, roles) for root in roots}
    pairs: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        nodes.setdefault(step.source, _node(t, step.source, step.source_name, step.source_kind, roles))
        nodes.setdefault(step.target, _node(t, step.target, step.target_name, step.target_kind, roles))
        pairs.setdefault((step.source, step.target), []).append(step)
    edges = [_edge(t, source, target, some) for (source, target), some in pairs.items()]
    return network.drawn(list(nodes.values()), edges, lambda n: t.count("essaimage.gathered", n))


COLUMNS = ("path", "from", "to", "innovation", "when", "place", "status", "certainty", "mode", "proof")


def table(t: Translator, steps: Sequence[Step], short: Sequence[str], *, brief: bool = False) -> Table:
    """The same as the picture, one spread a line; `short` gives the proofs of each line in a few words. `brief` leaves
    out what every line repeats, for the screen."""
    repeated = {"innovation"} if brief and len({step.innovation_name for step in steps}) == 1 else set()
    repeated |= set() if any(step.path for step in steps) else {"path"}
    shown = [name for name in COLUMNS if name not in repeated]
    rows = [_cells(t, step, proof) for step, proof in zip(steps, short, strict=True)]
    return Table(
        tuple(t(f"essaimage.column.{name}") for name in shown),
        tuple(tuple(row[name] for name in shown) for row in rows),
    )


def _cells(t: Translator, step: Step, proof: str) -> dict[str, Cell]:
    said = t("common.stated") if step.said else t("common.inferred")
    return {
        "path": step.path,
        "from": step.source_name,
        "to": step.target_name,
        "innovation": step.innovation_name,
        "when": _doubted(t, step, "when", step.when),
        "place": step.place,
        "status": said if step.modality == Modality.ACTUAL else f"{said} ({t.word(Modality, step.modality)})",
        "certainty": "" if step.certain is None else t("common.certain" if step.certain else "common.possible"),
        "mode": _doubted(t, step, "mode", t.word(SpreadMode, step.mode)),
        "proof": proof,
    }


def overview(t: Translator, innovations: Iterable[InnovationPanel]) -> Table:
    """How far each innovation went, the furthest first."""
    names = ("name", "spreads", "guessed", "departments")
    rows = [
        (one.name, one.spreads_stated, one.spreads_inferred, one.departments) for one in spreads.ranked(innovations)
    ]
    return Table(tuple(t(f"essaimage.column.{name}") for name in names), tuple(rows))


def around(steps: Iterable[Step], uid: str) -> tuple[list[Step], list[Step]]:
    """What a node received and what it gave, in this view, each spread once though several paths take it."""
    unique = {(s.source, s.target, s.innovation_name, s.when): s for s in steps}.values()
    return [step for step in unique if step.target == uid], [step for step in unique if step.source == uid]


def ends(
    spreads: Iterable[Spread], known: Mapping[str, Whereabouts], t: Translator
) -> tuple[dict[str, str], dict[str, str]]:
    """Who and where a path may start, and who and where it may end: uid to name, actors first, then territories."""
    sides: dict[str, dict[str, str]] = {"from": {}, "to": {}}
    places: dict[str, dict[str, str]] = {"from": {}, "to": {}}
    for one in spreads:
        for side, uid, name, kind, said in (
            ("from", one.from_, one.from_name, one.from_kind, one.place_from),
            ("to", one.to, one.to_name, one.to_kind, one.place_to),
        ):
            if kind != "Territory":
                sides[side][uid] = name
            places[side] |= _territories(spots_of(uid, kind, said, known), t)
    return _ordered(sides["from"]) | _ordered(places["from"]), _ordered(sides["to"]) | _ordered(places["to"])


def _territories(spots: Iterable[Spot], t: Translator) -> dict[str, str]:
    spots, found = list(spots), {}
    for spot in spots:
        place = territories.by_uid(spot.territory)
        if place and place.level == "foreign":
            found[place.uid] = t("essaimage.end.foreign", name=place.name)
    for grain in ("department", "region"):
        named = names_at(grain)
        found |= {uid: t(f"essaimage.end.{grain}", name=named[uid]) for uid in at_level(spots, grain)}
    return found


def _ordered(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])))


def _step(row: PathHop | SpreadStep, t: Translator, certain: bool | None, path: int) -> Step:
    return Step(
        source=row.from_,
        source_name=row.from_name,
        source_kind=row.from_kind,
        target=row.to,
        target_name=row.to_name,
        target_kind=row.to_kind,
        innovation_name=row.innovation_name or t("common.unknown"),
        when=write.when(row.when_label, row.since_min, row.since_max, t.lang),
        dated=bool(row.since_min or row.since_max),
        said=row.status == Status.STATED,
        modality=row.modality,
        certain=certain,
        mode=row.mode,
        via=row.via_name,
        place=row.place_to_name,
        proofs=row.proofs,
        guessed=_guessed(row),
        path=path,
    )


def _twig(row: TreeStep, t: Translator, innovation: str) -> Step:
    place = territories.by_uid(row.place_to) if row.place_to else None
    return Step(
        source=row.from_ or "",
        source_name=row.from_name or "",
        source_kind=row.from_kind or "",
        target=row.to,
        target_name=row.to_name,
        target_kind=row.to_kind,
        innovation_name=innovation,
        when=write.when(row.when_label, row.since_min, row.since_max, t.lang),
        dated=bool(row.since_min or row.since_max),
        said=row.status == Status.STATED,
        modality=row.modality or Modality.ACTUAL,
        certain=row.certainty == "certain",
        mode=row.mode,
        via=row.via_name,
        place=place.name if place else None,
        proofs=row.proofs,
        guessed=_guessed(row),
    )


def _guessed(row: PathHop | SpreadStep | TreeStep) -> frozenset[str]:
    """Of a spread that is inferred as a whole, one word says it of all."""
    return frozenset(row.inferred) if row.status == Status.STATED else frozenset()


def _node(t: Translator, uid: str, name: str, kind: str, roles: Roles) -> network.Node:
    figure = palette.figure(kind, roles.get(uid, ()))
    return network.Node(uid, name, figure, f"{name}\n{t(f'common.figure.{figure.name}')}")


def _edge(t: Translator, source: str, target: str, steps: Sequence[Step]) -> network.Edge:
    first = steps[0]
    said = any(step.said for step in steps)
    dates = list(dict.fromkeys(_doubted(t, step, "when", step.when) for step in steps))
    label = ", ".join(dates[:2]) + ("…" if len(dates) > 2 else "")
    words = [", ".join([step.innovation_name, *details(t, step)]) for step in steps]
    note = "\n".join([f"{first.source_name} → {first.target_name}", *dict.fromkeys(words)])
    return network.Edge(source, target, label if said else " ".join([label, t("common.inferred")]).strip(), note, said)


def _some(t: Translator, roots: Sequence[Root]) -> str:
    shown = ", ".join(root.name for root in roots[:3])
    return shown + (t.count("essaimage.others", len(roots) - 3) if len(roots) > 3 else "")
