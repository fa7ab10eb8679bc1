"""What people ask of the page of spreads, kept in its link, and the question that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

import streamlit as st

from graphmodel.questions import spread as ask
from graphmodel.questions.rows import InnovationPanel
from ui import state
from ui.components import pickers
from ui.components.shell import Frame
from ui.viewmodels import essaimage as model
from ui.viewmodels import spreads

ALL = "*"
EVERY = 100_000


class How(TypedDict):
    """How to search."""

    mode: Literal["certain", "possible"]
    same_year: bool
    stated_only: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids and options; "" is no end, and `innovation` "" all of them."""

    innovation: str
    innovation_name: str
    source: str
    source_name: str
    target: str
    target_name: str
    same_year: bool
    stated_only: bool
    mode: Literal["certain", "possible"]

    @property
    def overview(self) -> bool:
        """Whether nothing was chosen at all."""
        return not (self.innovation or self.source or self.target)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer in one sentence, and what it rests on."""

    answer: str
    steps: Sequence[model.Step] = ()
    chains: Sequence[model.Chain] = ()
    roots: Sequence[model.Root] = field(default=())

    def who(self, uid: str) -> tuple[str, str]:
        """Name and class of a node of this answer."""
        named = {root.uid: (root.name, root.kind) for root in self.roots}
        for step in self.steps:
            named[step.source] = (step.source_name, step.source_kind)
            named[step.target] = (step.target_name, step.target_kind)
        return named[uid]


def show(frame: Frame, innovations: Sequence[InnovationPanel]) -> Asked:
    """The filters. With no end chosen the innovation that spread most comes first, so that there is a picture."""
    t = frame.t
    ranked = spreads.ranked(innovations)
    names = {one.innovation: one.name for one in ranked}
    labels = {ALL: t("essaimage.all")} | {
        one.innovation: t.count("essaimage.option", spreads.happened(one), name=one.name) for one in ranked
    }
    first, second, third = st.columns([2, 1.5, 1.5])
    with first:
        default = ALL if state.param("de") or state.param("a") else ranked[0].innovation
        chosen = pickers.entity(t, "innovation", t("essaimage.innovation"), labels, default=default)
    innovation = "" if chosen == ALL else chosen
    starts, stops = _ends(frame, innovation)
    words = {"placeholder": t("essaimage.anyone"), "help": t("essaimage.ends.help")}
    with second:
        source = pickers.entity(t, "de", t("essaimage.from"), starts, **words)
    with third:
        target = pickers.entity(t, "a", t("essaimage.to"), stops, **words)
    return Asked(
        innovation, names.get(innovation, ""), source, starts.get(source, ""), target, stops.get(target, ""),
        *_options(frame),
    )  # fmt: skip


def answer(frame: Frame, asked: Asked) -> Found:
    """Ask the graph."""
    t, graph = frame.t, frame.graph
    how: How = {"mode": asked.mode, "same_year": asked.same_year, "stated_only": asked.stated_only}
    if asked.source and asked.source == asked.target:
        return Found(t("essaimage.same-ends"))
    if asked.source and (asked.target or asked.innovation):
        if asked.target:
            hops = graph.ask(ask.between, asked.source, asked.target, innovation=asked.innovation, **how)
        else:
            hops = graph.ask(ask.paths, asked.source, asked.innovation, **how)
        chains = model.chains(hops, t)
        said = model.answer_chains(t, chains, asked.source_name, asked.target_name)
        return Found(said, [step for chain in chains for step in chain.steps], chains)
    if asked.source or asked.target:
        side, name = ("gave", asked.source_name) if asked.source else ("received", asked.target_name)
        question = ask.who_received if asked.source else ask.who_gave
        steps = model.steps_of(graph.ask(question, asked.source or asked.target, asked.innovation), t)
        kept = [step for step in steps if step.said or not asked.stated_only]
        return Found(model.answer_one_side(t, kept, name, side), kept)
    if asked.innovation:
        roots, steps = model.cascade(graph.ask(ask.tree, asked.innovation, **how), t, asked.innovation_name)
        return Found(model.answer_cascade(t, asked.innovation_name, roots, steps), steps, (), roots)
    return Found(t.count("essaimage.answer.all", len(_with_spreads(frame))))


def _ends(frame: Frame, innovation: str) -> tuple[dict[str, str], dict[str, str]]:
    def build() -> tuple[dict[str, str], dict[str, str]]:
        spreads = frame.graph.ask(ask.edges, innovation, EVERY)
        return model.ends(spreads, frame.graph.whereabouts(), frame.t)

    return frame.graph.kept(f"ends {innovation} {frame.t.lang}", build)


def _options(frame: Frame) -> tuple[bool, bool, Literal["certain", "possible"]]:
    t = frame.t
    with st.expander(t("common.options")), st.container(horizontal=True):
        why = t("essaimage.same-year.help")
        same_year = pickers.flag("meme-annee", t("essaimage.same-year"), default=True, help=why)
        stated_only = pickers.flag("dit", t("essaimage.stated-only"))
        sure = pickers.flag("sur", t("essaimage.sure-only"))
    return same_year, stated_only, "certain" if sure else "possible"


def _with_spreads(frame: Frame) -> set[str]:
    return {one.innovation for one in frame.graph.ask(ask.edges, "", EVERY) if one.innovation}
