"""Measures what the readers find in the documents for which the project has hand-made facts, and writes it down.

The real documents are not in the project: where they are absent, the page keeps what it said of them; so it does of
what an optional reader found, where that one is not installed.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphmodel.schema.vocabulary import Status
from ingest.extras.nlp import available, read_with_syntax
from ingest.facts.records import Reader
from ingest.score.counting import score
from ingest.score.figures import Counts, DocumentScore, Score, total
from ingest.score.gold import read_gold
from ingest.score.reading import read_documents
from tools.markdown import table
from ui.commands.scoring import called

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "qualite.md"
SHARED = Path(os.environ.get("ESSAIM_SHARED") or ROOT.parent / "shared")
REAL = "## Trois documents réels\n"
"""The heading from which the page speaks of documents that are not in the project."""
WRITTEN_ON, HELD_OUT = "mise au point", "**tenu à l'écart**"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and their hand-made facts. `held_out`: those that nobody who wrote a rule had read."""

    gold: Path
    texts: Path
    held_out: frozenset[str] = frozenset()

    @property
    def is_here(self) -> bool:
        return self.gold.is_dir() and self.texts.is_dir()

    def measured(self, names: bool, readers: Sequence[Reader] = ()) -> Score:
        """The figures of all its documents, with or without names that are known beforehand; `readers` are those of
        prose, where the usual ones are not meant."""
        gold = read_gold(self.gold)
        files = [path for path in sorted(self.texts.iterdir()) if gold.document(path.name) == path.name]
        return score(gold, read_documents(gold, files, names, readers=readers))


MONOGRAPHS = ROOT / "examples" / "monographies"
OWN = Corpus(MONOGRAPHS, MONOGRAPHS, frozenset({"brasemont.docx"}))
SEEDS = Corpus(SHARED / "data" / "gold", SHARED / "seeds")


def quality(*, parsed: bool = True) -> Iterator[str]:
    """The page, line by line; what reading by syntax changes is measured again only where `parsed`."""
    yield HEAD
    yield "## Quatre monographies fictives\n"
    if OWN.is_here:
        yield (
            "Inventées pour le projet, avec leurs faits : [examples/monographies](../../examples/monographies). Les "
            "règles de lecture ont été mises au point sur trois d'entre elles. `brasemont.docx` ne sert qu'à mesurer : "
            "elle est d'une autre main, écrite sans lire les règles, et personne qui en écrit ne l'a lue. C'est elle "
            "qui dit ce qu'un document nouveau donnera. Première mesure, noms d'avance : précision 0,92, rappel 0,13 ; "
            "la table dit ce qu'y trouvent les règles écrites depuis, toujours sans la lire. "
            "`ambrevoix.md` a servi de même avant elle (première mesure : 1,00 et 0,05 ; le nom du réseau, écrit "
            "au-dessus du numéro de la monographie, n'était pas vu ; cette règle changée : 0,96 et 0,34), puis à "
            "mettre au point.\n"
        )
        yield from figures(OWN, {}, "monographies fictives", parsed)
    yield REAL
    if not SEEDS.is_here:
        yield kept(REAL, r"\Z")
        return
    yield (
        "Ceux dont [examples/trois-documents](../../examples/trois-documents) dit les faits, relevés à la main. Leur "
        "texte n'est pas dans le projet. Les règles ont été mises au point en les lisant : ces chiffres disent ce qui "
        "est acquis, pas ce qu'un document nouveau donnera.\n"
    )
    with (ROOT / "examples" / "sources" / "documents.csv").open(encoding="utf-8", newline="") as text:
        titles = {row["source"]: row["document"] for row in csv.DictReader(text)}
        yield from figures(SEEDS, titles, "documents réels", parsed)


HEAD = """# Ce que vaut la lecture des documents

Ce que les lecteurs trouvent dans un document, comparé à ce qu'une personne y a relevé. `essaim score` refait ces
chiffres, avec vos documents et votre relevé aussi ; `--explain` dit chaque fait faux ou manqué. Rien de ce qui est lu
n'entre dans le graphe sans l'accord d'une personne : un fait faux coûte une relecture, un fait manqué reste à saisir.

- **juste** : même relation (ou même propriété), mêmes bouts sous un nom que le relevé connaît, mêmes montants, même
  innovation essaimée, un projet donné pour un projet. Une année ou un effectif qui diffère rend le fait faux. Un fait
  juste qui cite d'autres mots que ceux du relevé reste juste ; la part qui cite les mêmes est donnée.
- **faux** : tout autre fait, dès lors que le relevé parle de cette sorte de faits. Un fait donné pour dit, que le
  relevé ne fait que déduire, est faux.
- **manqué** : un fait dit, que rien ne donne. Un fait déduit ne manque jamais : il n'a pas de rappel.
- **à choisir** : le document ne tranche pas, la bonne réponse est parmi celles proposées : ni juste, ni faux ; le
  rappel ne le compte pas pour trouvé.
- Ce qu'un document répète compte une fois. Chaque document compte à part.
- **noms d'avance** : oui, quand le graphe connaît déjà les noms du relevé ; non, pour un graphe vide.
"""


def figures(corpus: Corpus, titles: dict[str, str], whose: str, parsed: bool) -> Iterator[str]:
    """The tables of a corpus: each document with and without names, then each kind of fact without them, then what
    reading by syntax changes."""
    without, known = corpus.measured(names=False), corpus.measured(names=True)
    heads = ("document", "usage", "noms d'avance", "faits", *COUNTED, "mêmes mots")
    yield from table(heads, rows(corpus, titles, without, known))
    yield "Par sorte de faits, sans les noms d'avance :\n"
    lines = (
        (called(kind).fr, status.label.fr, *cells(counts, status)) for (kind, status), counts in without.lines.items()
    )
    yield from table(("fait", "statut", *COUNTED), lines)
    heading = f"### Avec la lecture par la syntaxe : {whose}\n"
    yield heading
    if not parsed:
        yield kept(heading, r"^#")
        return
    if not available():
        print("Lecture par la syntaxe non mesurée ici, not measured here → make setup-nlp", file=sys.stderr)
        yield kept(heading, r"^#")
        return
    yield "[Facultative](../guides/nlp.md). Faits dits par le document :\n"
    by_tree = [corpus.measured(names, (read_with_syntax,)) for names in (False, True)]
    yield from table(("document", "noms d'avance", "lecture", *COUNTED), both(titles, (without, known), by_tree))


def both(titles: dict[str, str], by_words: Sequence[Score], by_tree: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    """Each document by the rules of words alone, then with the syntax too."""
    for names, words, tree in zip(("non", "oui"), by_words, by_tree, strict=True):
        for one, other in zip(words.documents, tree.documents, strict=True):
            for reading, scored in (("mots seuls", one), ("mots et syntaxe", other)):
                counts = total(scored.lines, Status.STATED)
                yield titles.get(one.document[:3], one.document), names, reading, *cells(counts, Status.STATED)


COUNTED = ("justes", "faux", "manqués", "à choisir", "précision", "rappel", "F1")


def rows(corpus: Corpus, titles: dict[str, str], without: Score, known: Score) -> Iterator[tuple[str, ...]]:
    for one, other in zip(without.documents, known.documents, strict=True):
        title = titles.get(one.document[:3], one.document)
        usage = HELD_OUT if one.document in corpus.held_out else WRITTEN_ON
        for names, scored in (("non", one), ("oui", other)):
            for status in Status:
                counts = total(scored.lines, status)
                same = on_quote(scored) if status is Status.STATED else ""
                yield title, usage, names, status.label.fr, *cells(counts, status), same


def on_quote(scored: DocumentScore) -> str:
    """The share of right facts, stated or inferred, that rest on the words of the list."""
    right = sum(counts.right for counts in scored.lines.values())
    return share(scored.overlapping / right) if right else ""


def cells(counts: Counts, status: Status) -> tuple[str, ...]:
    numbers = (counts.right, counts.wrong, counts.missing, counts.unassigned)
    return (*map(str, numbers), *map(share, (counts.precision, counts.recall(status), counts.f1(status))))


def share(value: float | None) -> str:
    """A share as people write it: 0,83."""
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def kept(heading: str, end: str) -> str:
    """What the page said under a heading, as far as a line that begins so: of documents that are not here, or by a
    reader that is not installed."""
    said = PAGE.read_text(encoding="utf-8").partition(heading)[2] if PAGE.exists() else ""
    return re.split(end, said, maxsplit=1, flags=re.MULTILINE)[0].strip() + "\n" if said else ""
