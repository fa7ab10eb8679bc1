"""What became of everything a model was asked and answered: nothing vanishes without being counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphmodel.errors import Label
from graphmodel.schema.vocabulary import Vocabulary


class Silence(Vocabulary):
    """Why a passage has no answer."""

    TIMEOUT = "timeout", "délai dépassé", "out of time"
    UNREACHABLE = "unreachable", "serveur injoignable", "server unreachable"
    REFUSED = "refused", "demande refusée : vérifiez l'adresse, le modèle, la clé", "refused: check address, model, key"
    FAILED = "failed", "panne du serveur", "server failure"
    REDIRECT = "redirect", "renvoi vers une autre adresse, non suivi", "sent to another address, not followed"
    LONG = "answer-long", "réponse trop longue", "answer too long"
    UNREADABLE = "answer-unreadable", "réponse illisible", "unreadable answer"
    NOT_ASKED = "not-asked", "non demandé, faute de temps ou de réponses", "not asked, for lack of time or answers"


class Dropped(Vocabulary):
    """Why a fact that the model proposed is none."""

    MALFORMED = "malformed", "mal formé", "malformed"
    TOO_MANY = "too-many", "en trop pour un seul passage", "too many for one passage"
    UNKNOWN = "type-unknown", "relation ou classe inconnue", "unknown relation or class"
    ENDS = "ends", "relation impossible entre ces deux-là", "impossible between these two"
    EXAMPLE = "example", "recopié de nos exemples", "copied from our examples"
    NOT_FOUND = "quote-not-found", "citation absente du texte", "quote not in the text"
    LONG = "quote-long", "citation trop longue pour être une preuve", "quote too long to prove anything"
    UNNAMED = "name-not-in-quote", "nom absent de la citation", "name not in the quote"
    NO_NAME = "not-a-name", "pas un nom, ou un nom coupé", "not a name, or a cut one"
    NEGATED = "negated", "phrase négative ou interrogative", "negative sentence, or a question"
    ADDRESSED = "instruction", "paragraphe qui donne des ordres à une machine", "paragraph that orders a machine about"
    REPEATED = "repeated", "déjà relevé", "found already"


@dataclass(frozen=True, slots=True)
class Account:
    """`passages` = `asked` + `remembered` + those of `silent`; `proposed` = `kept` + those of `dropped`.

    `asked` were answered over the network, `remembered` from the disk; of `broken` answers only a part could be read.
    `left_out` counts dates, amounts and other
    qualifiers that a kept fact lost because its quote does not say them so.
    """

    passages: int
    asked: int = 0
    remembered: int = 0
    silent: Mapping[Silence, int] = field(default_factory=dict)
    proposed: int = 0
    kept: int = 0
    dropped: Mapping[Dropped, int] = field(default_factory=dict)
    left_out: int = 0
    broken: int = 0

    def sentence(self) -> Label:
        """The account in plain words, for whoever imports."""
        return Label(self._said("fr"), self._said("en"))

    def _said(self, lang: str) -> str:
        answered = self.asked + self.remembered
        said = _SENTENCE.in_(lang).format(
            answered=answered,
            passages=self.passages,
            remembered=self.remembered,
            proposed=self.proposed,
            kept=self.kept,
        )
        said += _reasons(_DROPPED.in_(lang), self.dropped, lang) + _reasons(_SILENT.in_(lang), self.silent, lang)
        said += _BROKEN.in_(lang).format(n=self.broken) if self.broken else ""
        return said + (_LEFT_OUT.in_(lang).format(n=self.left_out) if self.left_out else "")


class Tally:
    """An account in the making."""

    def __init__(self) -> None:
        self.asked = self.remembered = self.proposed = self.kept = self.left_out = self.broken = 0
        self.silent: Counter[Silence] = Counter()
        self.dropped: Counter[Dropped] = Counter()

    def drop(self, reason: Dropped, number: int = 1) -> None:
        """Counts proposals that are not kept."""
        self.proposed += number
        self.dropped[reason] += number

    def done(self, passages: int) -> Account:
        """The account of `passages`, all of which were dealt with."""
        return Account(
            passages, self.asked, self.remembered, dict(self.silent), self.proposed, self.kept, dict(self.dropped),
            self.left_out, self.broken,
        )  # fmt: skip


_SENTENCE = Label(
    "{answered} passage(s) lu(s) par le modèle sur {passages}, dont {remembered} gardé(s) en mémoire ; {kept} fait(s) "
    "à relire sur {proposed} proposé(s).",
    "{answered} of {passages} passage(s) read by the model, {remembered} of them remembered; {kept} fact(s) to review "
    "of {proposed} proposed.",
)
_DROPPED = Label("Écartés : {reasons}.", "Dropped: {reasons}.")
_SILENT = Label("Sans réponse : {reasons}.", "Without an answer: {reasons}.")
_BROKEN = Label(" {n} réponse(s) coupée(s), lue(s) en partie.", " {n} answer(s) cut short, read in part.")
_LEFT_OUT = Label(
    " {n} précision(s) (date, montant…) laissée(s) de côté : la citation ne les dit pas ainsi.",
    " {n} detail(s) (date, amount…) left out: the quote does not say them so.",
)


def _reasons(words: str, counted: Mapping[Silence, int] | Mapping[Dropped, int], lang: str) -> str:
    told = "; " if lang == "en" else " ; "
    reasons = [f"{reason.label.in_(lang)} ({number})" for reason, number in sorted(counted.items())]
    return " " + words.format(reasons=told.join(reasons)) if reasons else ""
