"""A person reviews a whole monograph from the queue, by few keys, and the graph answers as the hand-made facts do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graphmodel.imports import prepare
from graphmodel.questions import organisation, partnership, review, spread
from graphmodel.schema.vocabulary import Status
from graphmodel.statements.identifiers import chosen_network
from ingest.pipeline import Asked, ingest
from ingest.pipeline import prepare as read
from ingest.score.gold import GoldFact, read_gold
from tests.browser.conftest import Visit, app
from tests.browser.test_propositions import Own, keys, opened

pytestmark = pytest.mark.browser

MONOGRAPH = "000_be1ddf84ea3d2636.txt"
NETWORK = "Familles Rurales"
NETWORK_UID = chosen_network(NETWORK)
MOST_PRESSES = 60


@pytest.fixture
def monograph(shared: Path, tmp_path: Path) -> Iterator[Own]:
    with app(tmp_path, filled=False) as found:
        own = Own(found, tmp_path)
        with own.store() as store:
            prepare(store)
            ingest(store, read(shared / "seeds" / MONOGRAPH, Asked(publisher="ADASI", network=NETWORK)))
        yield own


def reviewed(page: Page) -> int:
    """Every card answered, each by one key: a choice by the first of what it offers. How many presses that took."""
    presses = 0
    while not page.locator(".pr-bar[data-ready^=':']").count() and presses <= MOST_PRESSES:
        keys(page, "1" if page.locator(".pr-bar button[aria-keyshortcuts='1']").count() else "a")
        presses += 1
    return presses


def gold(shared: Path, predicate: str) -> list[GoldFact]:
    facts = read_gold(shared / "data" / "gold").facts
    return [one for one in facts if one.document == MONOGRAPH and one.predicate == predicate]


def test_at_most_sixty_keys_review_the_monograph_and_its_facts_answer(
    monograph: Own, visit: Visit, shared: Path
) -> None:
    presses = reviewed(opened(monograph, visit))
    print(f"{presses} presses")
    assert presses <= MOST_PRESSES
    with monograph.store() as store:
        assert review.waiting(store) == []
        practised = {(one.level, one.function) for one in organisation.practices(store)}
        partners = [one for one in partnership.ecosystem(store, NETWORK_UID) if one.type == "PARTNERS_WITH"]
        money = {(one.funder_name, one.known_sum) for one in partnership.funders(store) if one.known_sum}
        stated = [one for one in spread.edges(store) if one.status == Status.STATED]
    assert practised == {(one.attributes["level"], one.object.partition(":")[2]) for one in gold(shared, "PERFORMS")}
    assert sorted(str(one.role) for one in partners) == sorted(
        str(one.attributes["kind"]) for one in gold(shared, "PARTNERS_WITH")
    )
    assert money == {
        (f"{NETWORK}, tête de réseau nationale", 100 * one.attributes["amount"])
        for one in gold(shared, "FUNDS") if "amount" in one.attributes
    }  # fmt: skip
    assert len(stated) == len([one for one in gold(shared, "SPREAD_TO") if one.status == "explicit"])
