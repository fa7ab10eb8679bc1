"""What questions answer with: one frozen model a kind of row. Its fields, in order, are the columns.

Unknown is None, never zero and never an empty text. Amounts are whole cents in Python and text with two decimals in
JSON ("1234.50"). Dates are ISO days. `kind` is the class label of an entity. `status` (stated, inferred) and
`modality` (actual, planned, ended, abandoned) stand beside every fact, so that nobody counts them together. Beside
values, `contradicted` names those in dispute and `inferred` those that no document states ("when" is the date).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graphmodel.questions.row import Cents, Row, Text, Texts


class Proof(Row):
    """A statement that bears a fact out. `at` is its place in the document, `cites` what the document itself cites."""

    document: str
    title: str
    at: str
    cites: Text
    quote: Text
    statement: str


class Spread(Row):
    """One spread of one innovation, as it stands in the graph. Its address: SPREAD_TO, from, to, key."""

    innovation: Text
    innovation_name: Text
    from_: str = Field(alias="from")
    from_name: str
    from_kind: str
    to: str
    to_name: str
    to_kind: str
    key: str
    when_label: Text
    since_min: Text
    since_max: Text
    status: str
    modality: str
    mode: Text
    model: Text
    direction: Text
    via: Text
    via_name: Text
    place_from: Text
    place_from_name: Text
    place_to: Text
    place_to_name: Text
    accompanied: bool | None
    grant_min: Cents | None
    grant_max: Cents | None
    sources: int
    contradicted: Texts
    inferred: Texts


class SpreadStep(Spread):
    """A spread with what bears it out."""

    proofs: tuple[Proof, ...]


class Imported(SpreadStep):
    """A spread that came from outside. `outside` says how that is known: the giver is abroad ("foreign"), stands
    outside the network asked for ("network"), or the document calls it an importation ("said")."""

    outside: tuple[Literal["foreign", "network", "said"], ...]


class PathHop(Row):
    """One hop of a path of one innovation, forward in time. `certainty` is that of the order of the whole path: never
    "certain" where a date that bears it out is only inferred."""

    path: int
    hop: int
    innovation: Text
    innovation_name: Text
    from_: str = Field(alias="from")
    from_name: str
    from_kind: str
    to: str
    to_name: str
    to_kind: str
    key: str
    when_label: Text
    since_min: Text
    since_max: Text
    certainty: Literal["certain", "possible"]
    status: str
    modality: str
    mode: Text
    via_name: Text
    place_from: Text
    place_from_name: Text
    place_to: Text
    place_to_name: Text
    inferred: Texts
    proofs: tuple[Proof, ...]


class TreeStep(Row):
    """How one node of a cascade got the innovation: from whom (generation 1 and more), or why it is a root (0).

    `root`: it gave rise to the innovation ("originated"), adopted it from nobody knows whom ("adopter"), gives
    without having received ("giver"), or its giver cannot have had it in time ("unexplained", with that hop).
    """

    generation: int
    root: Literal["originated", "adopter", "giver", "unexplained"] | None
    to: str
    to_name: str
    to_kind: str
    from_: Text = Field(alias="from")
    from_name: Text
    from_kind: Text
    type: Text
    key: Text
    when_label: Text
    since_min: Text
    since_max: Text
    certainty: Literal["certain", "possible"] | None
    status: Text
    modality: Text
    mode: Text
    via_name: Text
    place_from: Text
    place_to: Text
    inferred: Texts
    proofs: tuple[Proof, ...]


class Reason(Row):
    """Why a territory got its verdict: a stable code, the sentence in both languages, what bears it out."""

    code: str
    fr: str
    en: str
    proofs: tuple[Proof, ...]


class TerritoryVerdict(Row):
    """What is known of one territory for the question asked."""

    territory: str
    name: str
    verdict: Literal["linked", "possibly", "isolated", "undocumented"]
    reasons: tuple[Reason, ...]


class CardLine(Row):
    """One line of the card of an entity: a property (`section` "property") or an edge ("out", "in", from its side).

    `name` is the property or the relationship type, `fr` and `en` its words; `value` the property as it stands, or the
    ★ and other properties of the edge. `uid`, `uid_name`, `uid_kind` are the other end of an edge.
    """

    section: Literal["property", "out", "in"]
    name: str
    fr: str
    en: str
    value: Any
    uid: Text = None
    uid_name: Text = None
    uid_kind: Text = None
    key: Text = None
    when_label: Text = None
    status: Text = None
    modality: Text = None
    sources: int
    contradicted: Texts
    inferred: Texts


class FunderAmounts(Row):
    """What one funder gives, for one status (of the funding, and of belonging to the network asked for), modality,
    currency (euros where none is said) and reach (`per`) at a time.

    `known` counts exact amounts and `known_sum` adds them (None where there is none); `ranges` are added apart;
    `half_open` counts those of which only the least or the most is said, in no sum; `unknown` those without any amount.
    `undated` counts fundings of no year: where a period is asked they may lie in it, and have rows of their own
    (`certainty` "possible"). `possibly_twice` counts fundings beyond those that one document alone tells apart (same
    ends, year and amount, no common reference).
    """

    funder: str
    funder_name: str
    funder_kind: Text
    status: str
    modality: str
    currency: str
    per: Text
    certainty: Literal["certain", "possible"]
    beneficiaries: int
    fundings: int
    known: int
    known_sum: Cents | None
    ranges: int
    range_min_sum: Cents | None
    range_max_sum: Cents | None
    half_open: int
    unknown: int
    undated: int
    possibly_twice: int
    first_year: int | None
    last_year: int | None


class Tie(Row):
    """A tie between an actor of the network and one of whom no document states that it is. `type` and `role` say which,
    `out` that it starts inside; `status` is also that of belonging to the network."""

    actor: str
    actor_name: str
    partner: str
    partner_name: str
    partner_kind: str
    sector: Text
    funder_kind: Text
    type: str
    out: bool
    role: Text
    innovation: Text
    innovation_name: Text
    key: str
    when_label: Text
    status: str
    modality: str
    sources: int


class CoPilot(Row):
    """One actor who pilots, and what: an innovation, a programme, or an implantation (an actor and an innovation).
    `inside`: it belongs to the network asked for; `status` is also that of belonging to it."""

    pilot: str
    pilot_name: str
    pilot_kind: str
    inside: bool
    role: Text
    target: str
    target_name: str
    target_kind: str
    innovation: Text
    innovation_name: Text
    key: str
    when_label: Text
    status: str
    modality: str
    sources: int


class Named(Row):
    """An entity by uid and name, with the standing of the edge that brought it here."""

    uid: str
    name: str
    kind: str
    role: Text
    status: str
    modality: str


class InnovationPanel(Row):
    """One innovation at a glance. Spreads are counted apart: stated, inferred, planned; `departments` counts those
    that stated and actual spreads or adoptions touched. Of the fundings that are stated and actual, `funding_known` is
    the sum of the exact amounts in euros that are the whole of a funding (`per` total or not said; None where none is);
    `funding_apart` counts the other exact amounts, which nobody may add to them (a year, a project, a beneficiary at a
    time, or another currency); `funding_unknown` counts fundings without an exact amount."""

    innovation: str
    name: str
    description: Text
    stage: Text
    natures: Texts
    types: Texts
    themes: Texts
    origins: tuple[Named, ...]
    carriers: tuple[Named, ...]
    adopters: tuple[Named, ...]
    copilots: tuple[Named, ...]
    funders: tuple[Named, ...]
    evaluators: tuple[Named, ...]
    spreads_stated: int
    spreads_inferred: int
    spreads_planned: int
    departments: int
    funding_known: Cents | None
    funding_apart: int
    funding_unknown: int
    sources: int
    contradicted: Texts


class Entity(Row):
    """An entity as a search finds it."""

    uid: str
    name: str
    kind: str
    roles: Texts
    level: Text
    aliases: Texts
    sources: int


class Practice(Row):
    """What a head of network does for one function at one stage; `status` is also that of belonging to the network."""

    actor: str
    actor_name: str
    actor_kind: str
    level: Text
    function: str
    stage: Text
    what: Texts
    targets: Texts
    key: str
    when_label: Text
    status: str
    modality: str
    sources: int


class Evidence(Row):
    """One statement that counts, with its document. `at` holds its first places, `count` says how many there are.
    `as_of_low` and `as_of_high` are its own dates, else its document's."""

    statement: str
    kind: str
    type: str
    document: str
    title: str
    publisher: Text
    document_date: Text
    at: Texts
    count: int
    cites: Text
    quote: Text
    when_label: Text
    as_of_low: Text
    as_of_high: Text
    status: str
    modality: str
    rule: Text
    fictional: bool
    values: dict[str, Any]


class Contradiction(Row):
    """One of the values that documents give for one attribute in dispute. `shown` is the one the graph shows.
    `about` is a uid, or the address of an edge (type, from, to, key) whose name is that of its two ends."""

    about: str
    name: str
    property: str
    value: Any
    shown: bool
    document: str
    title: str
    at: Texts
    quote: Text
    as_of_low: Text
    as_of_high: Text
    status: str
    statement: str


class Count(Row):
    """How many of something there are; what cannot be split by status is all in `total`."""

    what: Literal["label", "type", "document", "run", "statement"]
    name: str
    total: int
    stated: int | None
    inferred: int | None
    planned: int | None
    undated: int | None
    contradicted: int | None
