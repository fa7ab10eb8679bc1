"""Who finances, co-pilots and stands around: sums, unknown amounts apart, ties drawn and listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graphmodel.questions import evidence, partnership
from graphmodel.questions.organisation import search
from graphmodel.questions.rows import FunderAmounts
from ui import state
from ui.components import funding, pickers, shell
from ui.render import palette
from ui.viewmodels import partenariats as model
from ui.viewmodels.partenariats import Link

SUBJECT = "sujet"
MANY = 20_000
_KINDS = {"network": "Network", "innovation": "Innovation"}


def page(frame: shell.Frame) -> None:
    """The page."""
    t, top = frame.t, st.container()
    sort, uid, name = _subject(frame)
    gives = sort == "funder" and bool(uid)
    asked: dict[str, Any] = {"funder" if gives else "innovation" if sort == "innovation" else "network": uid}
    rows = frame.graph.ask(partnership.funders, **asked)
    links = _links(frame, sort, uid, rows) if uid else []
    partners = len({one.uid for one in links})
    with top:
        shell.head(
            frame,
            t("partenariats.title"),
            model.answer(t, name, rows, partners, gives=gives),
            fictional=_fictional(frame, uid),
        )
    if not rows and not links:
        st.write(t("partenariats.nothing.title"))
        frame.link("import_", t("partenariats.nothing.import"))
        return
    if links:
        figure = palette.figure(_KINDS.get(sort, "Organisation"), (model.SORTS[sort],))
        funding.around(frame, model.drawing(t, uid, name, figure, links), name, links)
    else:
        funding.counted(frame, rows)
    if rows:
        funding.amounts(frame, rows)
    funding.lists(frame, rows, links)


def _subject(frame: shell.Frame) -> tuple[str, str, str]:
    """What is looked at: its sort, uid and name; without one, all funders."""
    t = frame.t
    words = {one: t(f"partenariats.sort.{one}") for one in model.SORTS}
    sort = pickers.choice("sorte", t("partenariats.sort.label"), list(words), words.__getitem__)
    if sort == "network" and frame.network and not state.param(SUBJECT):
        state.put(SUBJECT, frame.network)
    options = {one.uid: one.name for one in frame.graph.ask(search, "", model.SORTS[sort], MANY)}
    uid = pickers.entity(t, SUBJECT, t(f"partenariats.sort.{sort}"), options, placeholder=t("partenariats.choose"))
    return sort, uid, options.get(uid, t("partenariats.all"))


def _links(frame: shell.Frame, sort: str, uid: str, rows: Sequence[FunderAmounts]) -> list[Link]:
    if sort == "innovation":
        pilots = frame.graph.ask(partnership.copilots, innovation=uid)
        return model.of_pilots(frame.t, pilots, uid) + model.of_funders(rows)
    ties = model.of_ties(frame.t, frame.graph.ask(partnership.ecosystem, uid))
    known = {(one.uid, one.what) for one in ties if one.type == "CO_PILOTS"}
    pilots = frame.graph.ask(partnership.copilots, network=uid)
    return ties + [one for one in model.of_pilots(frame.t, pilots, uid) if (one.uid, one.what) not in known]


def _fictional(frame: shell.Frame, uid: str) -> bool:
    if not uid:
        return bool(frame.graph.fictional())
    return any(one.fictional for one in frame.graph.ask(evidence.of, uid=uid))
