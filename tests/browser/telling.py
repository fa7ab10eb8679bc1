"""A long document of prose in a graph, with facts that were accepted, refused or wait, and words that attack."""

from __future__ import annotations

from graphmodel import decisions, imports
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, PageText, Span, State
from graphmodel.store import Store

ATTACK = "<img src=x onerror=alert(1)> <script>alert(2)</script> **gras** $x^2$ `code` [ici](http://loin.example) &amp;"
STORY = (
    "Rapport des Lucioles\n\n"
    "En 2012, le Comptoir des Lucioles a transmis l'Atelier mobile à la Maison Corail,\n"
    "avec l'appui de la Fondation Bruyère. Le Comptoir des Lucioles emploie 14 salariés.\n\n"
    "La Maison Corail porte l'Atelier mobile. Le Cercle Vert porte l'Atelier mobile.\n\n" + ATTACK + "\n"
)
PAGES = 300
DOCUMENT = Document(
    "doc:lucioles", "lucioles", "sha-lucioles", "Rapport des Lucioles $2$ <b>", "Les Lucioles",
    Span("2014-01-01", "2014-12-31"), "2014", kind="text", licence="Licence Ouverte 2.0",
)  # fmt: skip
PAYS = "avec l'appui de la Fondation Bruyère"
SPREAD = f"En 2012, le Comptoir des Lucioles a transmis l'Atelier mobile à la Maison Corail,\n{PAYS}."
CARRIES, WAITS = "La Maison Corail porte l'Atelier mobile.", "Le Cercle Vert porte l'Atelier mobile."
EMPLOYS = "Le Comptoir des Lucioles emploie 14 salariés."


def place(words: str, page: int = 3) -> str:
    """Where words stand in the story."""
    return f"p{page}:{STORY.index(words)}-{STORY.index(words) + len(words)}"


def tell(store: Store) -> None:
    """Load it, accept three facts, refuse one, leave one."""
    draft = Draft(DOCUMENT)

    def proof(words: str) -> Proof:
        return Proof(place(words), words.replace("\n", " "), rule="test", state=State.PROPOSED)

    def named(kind: str, name: str) -> str:
        bare = Proof(place(name), state=State.PROPOSED)
        return draft.entity(kind, [identifiers.named(kind, "doc.lucioles", name)], {"name": name}, bare)

    shop, house = named("Organisation", "Comptoir des Lucioles"), named("Organisation", "Maison Corail")
    circle, fund = named("Organisation", "Cercle Vert"), named("Organisation", "Fondation Bruyère")
    bus = named("Innovation", "Atelier mobile")
    when = {"since_min": "2012-01-01", "since_max": "2012-12-31", "when_label": "2012"}
    draft.relation("SPREAD_TO", {"from": shop, "to": house, "innovation": bus}, when, proof(SPREAD))
    draft.relation("FINANCES", {"from": fund, "to": house, "innovation": bus}, {}, proof(PAYS))
    draft.relation("CARRIES", {"from": house, "to": bus}, {"role": "carrier"}, proof(CARRIES))
    draft.relation("CARRIES", {"from": circle, "to": bus}, {"role": "carrier"}, proof(WAITS))
    known = [identifiers.named("Organisation", "doc.lucioles", "Comptoir des Lucioles")]
    draft.entity("Organisation", known, {"name": "Comptoir des Lucioles", "employees": 14}, proof(EMPLOYS))
    facts = draft.statements()
    filler = "Cette page ne raconte rien de particulier.\n" * 60
    pages = [PageText(DOCUMENT.uid, n, STORY if n == 3 else f"Page {n}\n\n{filler}") for n in range(1, PAGES + 1)]
    imports.load(store, DOCUMENT, facts, options={}, pages=pages)
    marks = {one.quote: one.fingerprint for one in facts}
    kept = [("accept", [marks[words.replace("\n", " ")]]) for words in (SPREAD, PAYS, EMPLOYS)]
    decisions.decide_all(store, [*kept, ("reject", [marks[CARRIES]])])
