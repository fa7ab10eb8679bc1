"""The optional reader: a model of the user's choice points at facts, and only what the page itself says is kept.

Off by default. It needs an address in the environment (`graphmodel.settings`), a caller that asks for it, and, where
the text leaves this machine, a person who agreed to the host. See docs/guides/llm.md.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from graphmodel.errors import EssaimError, Label, UsageError
from graphmodel.progress import Progress
from graphmodel.settings import Endpoint, Settings
from ingest.extras.llm_account import Account, Dropped, Silence, Tally
from ingest.extras.llm_answer import MOST, Written, proposal, written
from ingest.extras.llm_facts import Ground, NoFact
from ingest.extras.llm_http import Departure, Limits, Unanswered, Unwanted, ask, departure
from ingest.extras.llm_memory import Memory
from ingest.extras.llm_prompt import Passage, messages, passages
from ingest.facts.records import Context, Fact
from ingest.text.pages import Page

USUAL = Limits()
_READING = Label("Lecture par le modèle", "Reading by the model")


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts in the order of the pages, each for a person to review, and what became of all the rest."""

    facts: list[Fact]
    account: Account


def destination(settings: Settings) -> Departure:
    """Where the text would go, with the sentence to show before it does. Raises UsageError where no model is named."""
    return departure(_endpoint(settings))


def read_with_model(
    pages: Sequence[Page],
    context: Context,
    settings: Settings,
    progress: Progress,
    *,
    agreed: str = "",
    limits: Limits = USUAL,
) -> Reading:
    """The facts that the model points at and the pages prove; `progress` advances passage by passage.

    `agreed` is the host of `destination` that a person agreed to, needed unless it is local. What the server does or
    fails to do is in the account. Raises UsageError (`llm.off`, `llm.unconfirmed`) before anything is sent, EssaimError
    (`cancelled`) once `progress` gives up.
    """
    endpoint = _endpoint(settings)
    goes = departure(endpoint)
    if not goes.local and agreed != goes.host:
        raise UsageError(
            "llm.unconfirmed",
            Label(
                f"{goes.sentence.fr} Rien n'est envoyé sans votre accord.",
                f"{goes.sentence.en} Nothing is sent unless you agree.",
            ),
        )
    work = _Work(pages, context, endpoint, Memory(settings.home, endpoint), limits, progress)
    todo = passages(pages)
    progress.start(_READING, len(todo))
    try:
        for passage in todo:
            work.read(passage)
            progress.advance()
    except Unwanted:
        raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked.")) from None
    finally:
        progress.finish()
    return Reading(work.facts(), work.tally.done(len(todo)))


def _endpoint(settings: Settings) -> Endpoint:
    if settings.llm is None:
        raise UsageError(
            "llm.off",
            Label(
                "Aucun modèle n'est réglé : donnez ESSAIM_LLM_URL et ESSAIM_LLM_MODEL, ou lisez sans lui.",
                "No model is set: give ESSAIM_LLM_URL and ESSAIM_LLM_MODEL, or read without one.",
            ),
        )
    return settings.llm


@dataclass(slots=True)
class _Work:
    """One document being read."""

    pages: Sequence[Page]
    context: Context
    endpoint: Endpoint
    memory: Memory
    limits: Limits
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    begun: float = field(default_factory=time.monotonic)
    silences: int = 0
    found: dict[str, Fact] = field(default_factory=dict)

    def facts(self) -> list[Fact]:
        """What was found, in the order of the pages."""
        return sorted(self.found.values(), key=lambda one: (one.page, one.start, one.end))

    def read(self, passage: Passage) -> None:
        """Asks about one passage. Raises Unwanted."""
        if self.progress.cancelled():
            raise Unwanted
        try:
            answer = self._answer(messages(self.pages[passage.page].text[passage.start : passage.end]))
        except Unanswered as problem:
            self.tally.silent[problem.silence] += 1
            self.silences += problem.silence not in (Silence.NOT_ASKED, Silence.UNREADABLE)
            return
        self.tally.broken += not answer.whole
        self._judge(passage, answer.items)

    def _answer(self, asked: list[dict[str, str]]) -> Written:
        """What is proposed for one passage. Raises Unanswered, Unwanted."""
        with suppress(ValueError):  # somebody changed the file: ask again
            if (remembered := self.memory.recall(asked)) is not None:
                answer = written(remembered)
                self.tally.remembered += 1
                return answer
        until = self.begun + self.limits.total
        if self.silences >= self.limits.silences or time.monotonic() >= until:
            raise Unanswered(Silence.NOT_ASKED)
        words = ask(self.endpoint, asked, self.limits, until, self.progress.cancelled)
        self.silences = 0
        try:
            answer = written(words)
        except ValueError:
            raise Unanswered(Silence.UNREADABLE) from None
        self.tally.asked += 1
        if answer.whole:
            self.memory.keep(asked, words)
        return answer

    def _judge(self, passage: Passage, proposed: Sequence[object]) -> None:
        page = self.pages[passage.page]
        ground = Ground(page, passage, self.context, f"llm:{self.endpoint.model}")
        for item in proposed[:MOST]:
            given = proposal(item)
            if given is None:
                self.tally.drop(Dropped.MALFORMED)
                continue
            try:
                grounded = ground.fact(given)
            except NoFact as problem:
                self.tally.drop(problem.reason)
                continue
            self._keep(grounded.fact, grounded.left_out)
        if len(proposed) > MOST:
            self.tally.drop(Dropped.TOO_MANY, len(proposed) - MOST)

    def _keep(self, fact: Fact, left_out: int) -> None:
        same = repr((fact.type, sorted(fact.links.items(), key=lambda link: link[0]), fact.page, fact.start, fact.end))
        if same in self.found:
            self.tally.drop(Dropped.REPEATED)
            return
        self.found[same] = fact
        self.tally.proposed += 1
        self.tally.kept += 1
        self.tally.left_out += left_out
