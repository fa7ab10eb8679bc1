"""The rules that find facts in documents, as people read of them: what each looks for, where, and how well. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphmodel.questions.review_rows import Proposal
from ingest.rule_labels import example, looks_for
from ui.i18n import Translator

_READERS = frozenset({"monograph", "prose", "tabular", "nlp", "llm"})


def rules(t: Translator, cards: Iterable[Proposal]) -> dict[str, str]:
    """The rules that found these cards, each in words: what it says, and how many of its facts were kept."""
    found: dict[str, list[Proposal]] = {}
    for one in (card for card in cards if card.rule):
        found.setdefault(one.rule, []).append(one)
    told = {rule: (shown(t, some), rate(t, some[0])) for rule, some in sorted(found.items())}
    return {rule: t("propositions.rule.words", rule=said, rate=kept) for rule, (said, kept) in told.items()}


def says(t: Translator, cards: Sequence[Proposal]) -> str:
    """What the rule of these cards looks for: « co-pilote »."""
    types = (option.type for card in cards for option in card.options)
    return ", ".join(t.label(one) for one in looks_for(cards[0].rule, types))


def called(t: Translator, cards: Sequence[Proposal]) -> str:
    """The rule of these cards: what it looks for, and where."""
    return t("propositions.rule.name", says=says(t, cards), source=source(t, cards[0].rule))


def shown(t: Translator, cards: Sequence[Proposal]) -> str:
    """The same with a sentence that it reads, which tells it from the others that look for the same thing."""
    sentence = " ".join(example(cards[0].rule).split())
    name = called(t, cards)
    return t("propositions.rule.like", rule=name, sentence=sentence) if sentence else name


def source(t: Translator, rule: str) -> str:
    """Where a rule reads, in words: its name begins with its reader."""
    reader = re.split(r"[-.:]", rule, maxsplit=1)[0]
    return t(f"propositions.source.{reader if reader in _READERS else 'other'}")


def rate(t: Translator, card: Proposal) -> str:
    """« kept: 9 of 10 »."""
    if not card.decided:
        return t("propositions.rate.none")
    return t("propositions.rate.some", accepted=card.accepted, decided=card.decided)
