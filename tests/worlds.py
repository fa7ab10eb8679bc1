"""Tiny crowded worlds: random documents in which names, codes and relations collide as often as they can."""

from __future__ import annotations

import random

from graphmodel.schema.vocabulary import CoverageKind, Modality, Status
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Decision, Document, Run, RunState, Span, State, Statement, decision_id, digest
from graphmodel.statements.review import correction

SIRENS = [f"siren:{n}" for n in range(4)]
CLASSES = ["Organisation", "Organisation", "Network", "Establishment"]
NAMES = [identifiers.named("Organisation", scope, name) for scope in ("fr", "c.1") for name in ("a", "b", "c")]
NAMES += [identifiers.named(kind, "fr", name) for kind in ("Network", "Establishment") for name in ("a", "b")]
POOL = SIRENS + [f"rna:W{n}" for n in range(3)] + [f"siret:{n}" for n in range(2)] + NAMES
INNOVATIONS = [identifiers.named("Innovation", "fr", name) for name in ("relais", "tiers lieu")]
DATES = [
    {},
    {"since_min": "2012-01-01", "since_max": "2012-12-31", "when_label": "2012"},
    {"since_min": "2026-01-01", "since_max": "2026-12-31", "when_label": "2026"},
]
STATUSES = [one.value for one in Status]
MODALITIES = [one.value for one in Modality]
STATES = [State.ACCEPTED, State.ACCEPTED, State.PROPOSED]
YEARS = [Span(), Span("2010-01-01", "2010-12-31"), Span("2015-01-01", "2020-12-31"), Span("2020-01-01", "2020-12-31")]


def document(rnd: random.Random, number: int, replaces: str = "") -> tuple[Document, Run, list[Statement]]:
    """A document of a few rows; `replaces` makes it a corrected version of another."""
    uid = f"doc:{number}"
    made = Document(
        uid, f"work-{number % 7}", digest(uid), f"Document {number}", date=rnd.choice(YEARS), replaces=replaces
    )
    draft = Draft(made, f"run:{number}")
    actors = [_actor(rnd, draft, row) for row in range(rnd.randrange(1, 5))]
    innovations = [
        draft.entity("Innovation", [rnd.choice(INNOVATIONS)], {"name": "Relais"}, Proof(f"I!A{row}"))
        for row in range(2)
    ]
    for row in range(rnd.randrange(0, 6)):
        _relation(rnd, draft, actors, innovations, row)
    return made, Run(f"run:{number}", uid, RunState.LIVE), draft.statements()


def _actor(rnd: random.Random, draft: Draft, row: int) -> str:
    kind = rnd.choice(CLASSES)
    names = f"name:{kind.lower()}/"
    known = {
        rnd.choice([one for one in POOL if one.startswith(scheme)])
        for scheme, chance in (("siren:", 0.4), ("rna:", 0.3), (names, 0.8))
        if rnd.random() < chance
    }
    if not any(one.startswith("siren:") for one in known) and rnd.random() < 0.2:
        known.add(f"siret:{rnd.randrange(2)}")
    values = {
        "name": rnd.choice(["Alpha", "ALPHA", "Bêta"]),
        "employees": rnd.choice([None, 3, 4]),
        "created": rnd.choice([None, "1943", "1945"]),
        "roles": rnd.choice([(), ("Funder",), ("Association", "Funder")]),
    }
    values |= {"Organisation": {"legal_form": "9220"}, "Network": {"member_count": 70}}.get(kind, {})
    proof = Proof(f"O!A{row}", as_of=rnd.choice(YEARS), status=rnd.choice(STATUSES), state=rnd.choice(STATES))
    return draft.entity(kind, known or {identifiers.named(kind, "fr", "a")}, values, proof)


def _relation(rnd: random.Random, draft: Draft, actors: list[str], innovations: list[str], row: int) -> None:
    giver, receiver, innovation = rnd.choice(actors), rnd.choice(actors), rnd.choice(innovations)
    when = rnd.choice(DATES)
    proof = Proof(
        f"R!A{row}", as_of=rnd.choice(YEARS), status=rnd.choice(STATUSES), modality=rnd.choice(MODALITIES),
        state=rnd.choice(STATES),
    )  # fmt: skip
    kind = rnd.choice(["SPREAD_TO", "FINANCES", "FINANCES", "PARTNERS_WITH", "CARRIES", "coverage"])
    if kind == "coverage":
        draft.coverage(rnd.choice(list(CoverageKind)[:2]), giver, ["cog:dep:35"], proof, exhaustive=rnd.random() < 0.5)
    elif kind == "SPREAD_TO":
        links = {"from": giver, "to": receiver, "innovation": innovation}
        draft.relation(kind, links, {"mode": rnd.choice([None, "duplication", "adaptation"]), **when}, proof)
    elif kind == "FINANCES":
        values = {"amount_cents": rnd.choice([None, 100]), "reference": rnd.choice([None, None, "R1"]), "year": 2020}
        draft.relation(kind, {"from": giver, "to": receiver, "innovation": innovation}, values, proof)
    elif kind == "CARRIES":
        draft.relation(kind, {"from": giver, "to": innovation}, {"role": "adopter"}, proof)
    else:
        draft.relation(kind, {"from": giver, "to": receiver}, {"kind": "alliance"}, proof)


def decision(rnd: random.Random, number: int, statements: list[Statement]) -> Decision:
    """A decision about two identifiers, or about a statement that stands somewhere."""
    kind = rnd.choice(["same", "same", "different", "prefer", "reject", "accept", "accept", "edit"])
    if kind in ("same", "different") or not statements:
        kind = kind if kind in ("same", "different") else "same"
        about = tuple(sorted(rnd.sample(POOL, 2)))
    else:
        about = (rnd.choice(statements).fingerprint, *_beside(rnd, kind))
    return Decision(decision_id(kind, about), kind, about, number=number)


def _beside(rnd: random.Random, kind: str) -> tuple[str, ...]:
    """What a decision says beside the statement that it is about."""
    if kind == "prefer":
        return (rnd.choice(["employees", "created", "class", "when", "modality"]),)
    if kind == "edit":
        values = rnd.choice([{"employees": 9}, {"mode": None}, {"amount_cents": 500}, {}])
        ends = {role: rnd.choice(POOL) for role in ("from", "to") if rnd.random() < 0.4}
        ends |= {"innovation": rnd.choice(INNOVATIONS)} if rnd.random() < 0.3 else {}
        return (correction(values, "planned", ends),)
    return ()
