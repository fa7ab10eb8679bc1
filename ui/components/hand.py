"""The form of a fact that a person writes down: who, what, who says so; each problem stands under its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from graphmodel.questions.cards import readable
from graphmodel.schema.registry import NODES
from graphmodel.schema.vocabulary import Modality
from ingest import by_hand
from ingest.columns import SEPARATOR, Column
from ingest.hand_form import ENTITIES, MISSING, NEW, Fact, Source, Who, Written, columns_of, is_needed, roles_of
from ingest.report import GraphCounts
from ui import entities
from ui import format as write
from ui.components import pickers
from ui.components.shell import Frame
from ui.i18n import Translator
from ui.viewmodels import import_
from ui.viewmodels import saisir as model
from ui.viewmodels.saisir import Known

_ROUND, _TRIED = "hand:round", "hand:tried"
_LOCAL = ("Organisation", "Establishment")


@dataclass(slots=True)
class Asking:
    """The form on screen; `slots` are the places for what is wrong, by field."""

    frame: Frame
    kind: str
    slots: dict[str, Any] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of a field, another one once a fact is kept: the form is empty then."""
        return f"hand:{st.session_state.setdefault(_ROUND, 0)}:{self.kind}:{name}"

    def slot(self, name: str) -> None:
        self.slots[name] = st.empty()


def asked(frame: Frame) -> tuple[Fact, Asking]:
    """The fact as it is filled in so far."""
    t = frame.t
    kinds = {one: t(f"saisir.kind.{one}") for one in model.KINDS}
    kind = pickers.entity(t, "quoi", t("saisir.ask.kind"), kinds, default=model.KINDS[0])
    asking = Asking(frame, kind)
    ends = _ends(asking, needed=True)
    if kind in ENTITIES:
        values = _one_value(asking, columns_of(kind))
    else:
        st.subheader(t("saisir.details"), anchor=False)
        st.write(t("saisir.optional"))
        values = _values(asking)
        ends |= _ends(asking, needed=False)
    st.subheader(t("saisir.source"), anchor=False)
    left, right = st.columns(2)
    with left:
        modality = st.selectbox(
            t("saisir.modality"), list(Modality), key=asking.key("modality"),
            format_func=lambda one: t.word(Modality, one).capitalize(),
        )  # fmt: skip
        inferred = st.checkbox(t("saisir.inferred"), key=asking.key("inferred"))
    source = _source(asking, right, left)
    return Fact(
        type=kind, ends=ends, values=values, modality=modality, inferred=inferred, source=source
    ), asking  # fmt: skip


def problems(asking: Asking, made: Written) -> None:
    """What has to be put right, under its field; what is only missing is said once the person tried to go on."""
    t, tried = asking.frame.t, has_tried(asking)
    for name, label in made.problems.items():
        if (tried or label != MISSING) and name in asking.slots:
            asking.slots[name].html(f"<p class='es-problem' role='alert'>{escape(t.label(label))}</p>")


def has_tried(asking: Asking) -> bool:
    """Whether the person asked to go on with this fact."""
    return st.session_state.get(_TRIED) == asking.key("")


def tried(asking: Asking) -> None:
    """Remember that the person asked to go on, so that what is missing is said."""
    st.session_state[_TRIED] = asking.key("")


def begun_again() -> None:
    """Empty the fact; who says it stays, for the next one."""
    st.session_state[_ROUND] += 1


def sentence(frame: Frame, fact: Fact, made: Written) -> str:
    """What the fact will say, as every page will say it."""
    found = frame.graph.entities({who.uid for who in fact.ends.values() if who.uid})
    names = {uid: str(node.properties["name"]) for uid, node in found.items()}
    said = model.main(fact, made)
    return model.sentence(frame.t, fact, said, readable(said.values), names)


def _ends(asking: Asking, *, needed: bool) -> dict[str, Who]:
    """The ends without which the fact says nothing, or the others."""
    roles = {role: some for role, some in roles_of(asking.kind).items() if is_needed(asking.kind, role) is needed}
    columns = st.columns(2)
    found: dict[str, Who] = {}
    for rank, (role, labels) in enumerate(roles.items()):
        with columns[rank % 2]:
            found[role] = _end(asking, role, labels)
    return {role: who for role, who in found.items() if who != Who()}


def _end(asking: Asking, role: str, labels: Sequence[str]) -> Who:
    """An entity of the graph, or a name that is new, with what makes it unique."""
    t, key, label = asking.frame.t, asking.key(role), model.end_label(asking.frame.t, asking.kind, role)
    known = _known(asking.frame, tuple(labels))
    words = {one.uid: one.words for one in known}
    kinds = [kind for one in labels for kind in NEW.get(one, (one,))]
    shown = pickers.narrowed(t, key, label, words)
    chosen = st.selectbox(
        label, list(shown), None, key=key, format_func=lambda uid: words.get(uid, uid), accept_new_options=bool(kinds),
        placeholder=t("saisir.how.end" if kinds else "common.choose"),
    )  # fmt: skip
    asking.slot(role)
    if not chosen or chosen in words:
        return Who(uid=chosen or "")
    return _new(asking, role, chosen.strip()[:300], kinds, known)


def _new(asking: Asking, role: str, name: str, kinds: Sequence[str], known: Sequence[Known]) -> Who:
    t, frame = asking.frame.t, asking.frame
    with st.container(border=True):
        if like := model.like(name, known):
            st.warning(t("saisir.like"))
            for one in like:
                st.button(
                    t("saisir.like.this", name=write.md(one.words)), key=asking.key(f"{role}:like:{one.uid}"),
                    on_click=_choose, args=(asking.key(role), one.uid),
                )  # fmt: skip
        kind = st.selectbox(
            t("saisir.new.class", name=write.md(name)), kinds, key=asking.key(f"{role}:class"),
            format_func=lambda one: t.label(NODES[one].label).capitalize(),
        )  # fmt: skip
        network = commune = ""
        if kind not in ("Network", "Territory"):
            networks = {one.uid: one.words for one in _known(frame, ("Network",))}
            network = st.selectbox(
                t("saisir.network"), list(networks), None, key=asking.key(f"{role}:network"),
                format_func=networks.__getitem__, placeholder=t("saisir.network.how"),
            ) or ""  # fmt: skip
        if kind in _LOCAL:
            commune = st.text_input(
                t("saisir.commune"), key=asking.key(f"{role}:commune"), placeholder=t("saisir.commune.how"),
                max_chars=300,
            )  # fmt: skip
            asking.slot(f"{role}.commune")
    return Who(kind=kind, name=name, network=network, commune=commune)


def _choose(key: str, uid: str) -> None:
    st.session_state[key] = uid


def _known(frame: Frame, labels: tuple[str, ...]) -> list[Known]:
    """The entities that may stand at an end with these labels (bases or classes)."""
    t, store = frame.t, frame.graph.store
    return frame.graph.kept(f"known {t.lang} {labels}", lambda: entities.known(t, store, labels))


def _values(asking: Asking) -> dict[str, str]:
    beside = st.columns(2)
    found = {}
    for rank, column in enumerate(columns_of(asking.kind)):
        with beside[rank % 2]:
            found[column.name] = _value(asking, column)
    return {name: text for name, text in found.items() if text}


def _one_value(asking: Asking, columns: Sequence[Column]) -> dict[str, str]:
    """Of an entity, one property at a time."""
    t, by_name = asking.frame.t, {column.name: column for column in columns}
    chosen = st.selectbox(
        t("saisir.property"), list(by_name), None, key=asking.key("property"), placeholder=t("common.choose"),
        format_func=lambda name: model.column_label(t, by_name[name]),
    )  # fmt: skip
    text = _value(asking, by_name[chosen]) if chosen else ""
    asking.slot("property")
    return {chosen: text} if chosen and text else {}


def _value(asking: Asking, column: Column) -> str:
    t, label, key = asking.frame.t, model.column_label(asking.frame.t, column), asking.key(f"value:{column.name}")
    if column.shape in ("choice", "choices", "yes"):
        text = _choice(t, column, label, key)
    else:
        text = st.text_input(label, key=key, placeholder=t(f"saisir.how.{column.shape}"), max_chars=5_000).strip()
    asking.slot(column.name)
    return text


def _choice(t: Translator, column: Column, label: str, key: str) -> str:
    words: dict[str, str] = {one.id: t.label(one.label).capitalize() for one in column.choices}
    if column.shape == "choices":
        several = st.multiselect(
            label, list(words), key=key, format_func=words.__getitem__, placeholder=t("saisir.unsaid")
        )
        return SEPARATOR.join(several)
    if column.shape == "yes":
        words = {"oui": t("common.yes").capitalize(), "non": t("common.no").capitalize()}
    return st.selectbox(
        label, list(words), None, key=key, format_func=words.__getitem__, placeholder=t("saisir.unsaid")
    ) or ""  # fmt: skip


def _source(asking: Asking, right: Any, left: Any) -> Source:
    """Who says it. Its fields keep what they hold from one fact to the next: one interview tells several."""
    t = asking.frame.t
    found: dict[str, str] = {}
    with right:
        for name in ("title", "by", "date"):
            found[name] = st.text_input(
                t(f"saisir.source.{name}"), key=f"hand:source:{name}", max_chars=300,
                placeholder=t(f"saisir.source.{name}.how"),
            )  # fmt: skip
            asking.slot(f"source.{name}")
    with left:
        kind = st.segmented_control(
            t("saisir.source.kind"), ["oral", "written"], default="oral", key="hand:source:kind", required=True,
            format_func=lambda one: t(f"saisir.source.{one}"),
        ) or "oral"  # fmt: skip
        quote = st.text_area(t("saisir.source.quote"), key=asking.key("quote"), max_chars=5_000)
        fictional = st.checkbox(t("saisir.source.fictional"), key="hand:source:fictional")
    return Source(kind=kind, quote=quote, fictional=fictional, **found)


def kept(frame: Frame, fact: Fact, made: Written) -> str:
    """Keep the fact. Returns what to tell of it."""
    t, words = frame.t, sentence(frame, fact, made)
    with st.spinner(t("relecture.working")):
        loaded = by_hand.keep(frame.graph.store, made)
    if loaded.run is None:
        return t("saisir.already")
    changed = import_.difference(t, GraphCounts(**loaded.difference.counts), loaded.difference.merged)
    return t("saisir.done", fact=words, difference=changed)
