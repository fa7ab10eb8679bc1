"""The queue of proposed facts on a terminal: as a list, as JSON, or one card after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

import typer

from graphmodel import decisions
from graphmodel.archive import StoreArchive
from graphmodel.errors import EssaimError, Label, UsageError
from graphmodel.questions.review import waiting
from graphmodel.questions.review_rows import End, Option, Proposal
from graphmodel.questions.row import decimal_text
from graphmodel.store import Store
from ui import entities
from ui.commands.review_edit import Correction
from ui.commands.terminal import Terminal
from ui.contracts import ReviewAnswer, ReviewCard
from ui.i18n import Translator
from ui.viewmodels import facts, rules
from ui.viewmodels import propositions as model
from ui.viewmodels.ends import Meant, choices, labels
from ui.viewmodels.propositions import Asked, Done, Filter, Join, Queue

KEYS = Label(
    "a accepter, r refuser, p pas sûr, c corriger, m même que, z annuler, n suivant, b précédent, q quitter",
    "a accept, r reject, p not sure, c correct, m same as, z undo, n next, b back, q quit",
)
CHOICE = Label(
    "un nombre choisit, c et un nombre corrige, r refuse tout",
    "a number chooses, c and a number corrects, r rejects all",
)


def asked(cards: Iterable[Proposal], accept: Sequence[str], reject: Sequence[str], rule: str) -> list[Asked]:
    """The decisions that marks ask for: a mark is that of a fact, or of a card. Raises `UsageError` for a mark that
    waits no more, or for answers that exclude each other."""
    cards = list(cards)
    if rule and not any(one.rule == rule for one in cards):
        raise UsageError("review.rule", Label(f"Rien n'attend de la règle {rule}.", f"Nothing of rule {rule} waits."))
    kept = [option for mark in accept for option in _options(cards, mark)]
    kept += [one.options[0] for one in cards if rule and one.rule == rule and len(one.options) == 1]
    refused = [option for mark in reject for option in _options(cards, mark)]
    for card in cards:
        if sum(one in kept for one in card.options) > 1:
            said = Label(f"{card.card} : un seul de ses faits est vrai.", f"{card.card}: only one of its facts holds.")
            raise UsageError("review.choice", said)
    if both := [one.marks[0] for one in kept if one in refused]:
        said = Label(f"{both[0]} : accepter ou refuser ?", f"{both[0]}: accept or reject?")
        raise UsageError("review.both", said)
    taken = [one for option in kept for one in model.accepting(option)]
    taken += [("reject", (mark,)) for option in refused for mark in option.marks]
    return list(dict.fromkeys(taken))


def _options(cards: Iterable[Proposal], mark: str) -> Sequence[Option]:
    for card in cards:
        if mark == card.card:
            return card.options
        if found := [one for one in card.options if mark in one.marks]:
            return found
    raise UsageError("review.mark", Label(f"Rien n'attend sous {mark}.", f"Nothing waits under {mark}."))


def answer(work: Work, taken: Sequence[str]) -> ReviewAnswer:
    """What `--json` prints."""
    return ReviewAnswer(waiting=[_card(work.t, one) for one in work.cards()], decisions=list(taken))


def _card(t: Translator, card: Proposal) -> ReviewCard:
    told = card.model_dump(mode="json") | {"rule_label": rules.called(t, [card]) if card.rule else ""}
    for option, row in zip(card.options, told["options"], strict=True):
        row["fact"] = facts.plain(t, option)
        for one in (row, *row["ends"]):
            one["values"] = {
                name.removesuffix("_cents"): decimal_text(value) if name.endswith("_cents") else value
                for name, value in one["values"].items()
            }
    return ReviewCard.model_validate(told)


class Work:
    """One command at work on the queue."""

    def __init__(self, terminal: Terminal, store: Store, wanted: Filter) -> None:
        self.terminal, self.store, self.filter = terminal, store, wanted
        self.t, self.queue = Translator(terminal.lang), Queue()
        self.renew()

    def renew(self) -> None:
        """Read the queue as the graph now stands."""
        self.queue.renew("", 0, waiting(self.store))

    def cards(self) -> list[Proposal]:
        """The cards that wait, of what was asked for."""
        return self.queue.open(self.filter)

    def listed(self) -> None:
        """Every card, with the marks that `--accept` and `--reject` take."""
        for card in self.cards():
            self._show(card, card.card, asking=False)
        count, many = len(self.cards()), "s" if len(self.cards()) > 1 else ""
        self.terminal.say(f"{count} fait{many} en attente.", f"{count} fact{many} waiting.")

    def ask(self, lines: TextIO) -> None:
        """One card after the other, until nothing waits or a person stops."""
        while card := self.queue.current(self.filter):
            self.queue.at = card.card
            here, total = self.queue.place(self.filter)
            self._show(card, self.t("propositions.progress", here=here, total=total))
            keys = self.terminal.lang, CHOICE if len(card.options) > 1 else KEYS
            typer.echo(f"{keys[1].in_(keys[0])} > ", err=True, nl=False)
            line = lines.readline()
            if not line or line.strip().lower() == "q":
                break
            self._answer(card, line.strip().lower(), lines)
        left = len(self.cards()) + len(self.queue.left())
        many = "s" if left > 1 else ""
        self.terminal.say(f"Reste {left} fait{many} à relire.", f"{left} fact{many} left to review.")

    def _answer(self, card: Proposal, key: str, lines: TextIO) -> None:
        single = card.options[0] if len(card.options) == 1 else None
        if single and key == "a":
            self._take("accept", card, model.accepting(single, self._joins(single)))
        elif key.isdecimal() and not single and 0 < int(key) <= len(card.options):
            option = card.options[int(key) - 1]
            self._take("accept", card, model.accepting(option, self._joins(option)))
        elif single and key == "m":
            self._take("accept", card, model.accepting(single, self._joins(single), self._same(single, lines)))
        elif key == "r":
            self._take("reject", card, model.rejecting(card))
        elif key[:1] == "c" and (number := key[1:].strip() or ("1" if single else "")).isdecimal():
            self._correct(card, int(number), lines)
        elif key in _MOVES:
            _MOVES[key](self, card)
        else:
            self.terminal.say("Touche inconnue : rien n'est enregistré.", "Unknown key: nothing is recorded.")

    def _correct(self, card: Proposal, number: int, lines: TextIO) -> None:
        if not 0 < number <= len(card.options):
            self.terminal.say("Ce nombre n'est pas dans la liste.", "This number is not in the list.")
            return
        option = card.options[number - 1]

        def others(end: End) -> Mapping[str, Meant]:
            known = entities.known(self.t, self.store, labels(option, end.role))
            return choices(self.t, option, end, card=card, cards=self.queue.cards, known=known)

        told = Correction(self.terminal, self.t, option, self._line, others).ask(lines)
        if told is not None:
            self._take("edit" if any(told) else "accept", card, model.correcting(option, self._joins(option), *told))

    def _take(self, kind: str, card: Proposal, asked: Sequence[Asked]) -> None:
        stood = StoreArchive(self.store).view().decisions
        try:
            made = decisions.decide_all(self.store, asked)
        except EssaimError as failure:
            self.terminal.talk(failure.sentence)
            return
        self.queue.beyond(self.filter, {card.card})
        self.queue.done.append(Done(kind, (card,), tuple(one for one in dict.fromkeys(made) if one not in stood)))
        self.renew()

    def _unsure(self, card: Proposal) -> None:
        self.queue.beyond(self.filter, {card.card})
        self.queue.done.append(Done("unsure", (card,)))

    def _undo(self, card: Proposal) -> None:
        if not self.queue.done:
            self.terminal.say("Rien à annuler.", "Nothing to undo.")
            return
        last = self.queue.done.pop()
        if last.decisions:
            decisions.retract(self.store, *last.decisions)
            self.renew()
        self.queue.at = last.cards[0].card

    def _step(self, steps: int) -> None:
        self.queue.go(self.filter, steps)

    def _joins(self, option: Option) -> list[Join]:
        return model.joins(self.t, option, StoreArchive(self.store).view().decisions.values())

    def _same(self, option: Option, lines: TextIO) -> dict[str, str]:
        """Who each end is: a number of the list, anything else for nobody."""
        chosen = {}
        for join in self._joins(option):
            self._line(self.t("propositions.same.which", name=join.name))
            self._line(f"  0 {self.t('propositions.same.none')}")
            for number, one in enumerate(join.candidates, 1):
                self._line(f"  {number} {one.name} ({', '.join(model.code(one.uid)) or one.uid})")
            typer.echo("> ", err=True, nl=False)
            key = lines.readline().strip()
            picked = int(key) if key.isdecimal() else 0
            chosen[join.role] = join.candidates[picked - 1].uid if 0 < picked <= len(join.candidates) else ""
        return chosen

    def _show(self, card: Proposal, heading: str, *, asking: bool = True) -> None:
        t = self.t
        self._line(f"── {heading}")
        if card.rule:
            self._line(t("propositions.found-by", rule=rules.called(t, [card]), rate=rules.rate(t, card)))
            self._line(f"   --accept-rule {card.rule}")
        for number, option in enumerate(card.options, 1):
            self._line(f"{f'{number}. ' if len(card.options) > 1 else ''}{facts.plain(t, option)}")
            for line in (*model.notes(t, option), *model.ends(t, option, self._joins(option) if asking else ())):
                self._line(f"   - {line}")
            if len(card.options) > 1:
                self._line(f"   [{option.marks[0]}]")
        for passage in card.passages:
            number = model.page_of(passage)[1]
            where = f"{passage.title}, {t('propositions.page', n=number)}" if number else passage.title
            found = model.window(passage, StoreArchive(self.store).pages(passage.document))
            before, after = found.before[-NEAR:].rpartition("\n")[2], found.after[:NEAR].partition("\n")[0]
            self._line(f"   {where} : {before}« {' '.join(found.passage.split())} »{after}")
        self.terminal.data("")

    def _line(self, text: str) -> None:
        """A line without what would command the terminal."""
        self.terminal.data(" ".join(model.shown(text).split("\n")))


NEAR = 120
"""Characters of its line that stand around a passage."""
_MOVES: dict[str, Callable[[Work, Proposal], None]] = {
    "p": Work._unsure,
    "z": Work._undo,
    "n": lambda work, card: work._step(1),
    "b": lambda work, card: work._step(-1),
}
