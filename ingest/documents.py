"""Every way of finding facts in a document, and all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts.records import Context, Fact, Reader
from ingest.text.pages import Page

READERS: tuple[Reader, ...] = ()
"""Each reader of the product, in the order in which their facts are listed."""


def read_facts(pages: Sequence[Page], context: Context) -> list[Fact]:
    """What all readers find in these pages."""
    return [fact for reader in READERS for fact in reader(pages, context)]
