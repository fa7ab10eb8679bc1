"""Facts from the tables inside documents: `read_tables` is a Reader.

A table is read where it is certain which sheet of the template it looks like (`ingest.tabular.plans`), whether its
records are its rows or its columns; all others say nothing. What a cell does not say in words that are understood is
no fact either. The passage of a fact is the run from the cell of the name to that of the value where hardly anything
stands between them, and that only of the same record; else it is the cell of the value, since words of other rows
would be quoted as its proof: whose it is stands in the fact, and the table on the page beside it. A relation quotes
its row from the first cell that it uses to the last, under the same condition. A text without geometry has no tables,
so nothing is found in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.records import Context, Fact
from ingest.tabular.entities import described
from ingest.tabular.names import Names
from ingest.tabular.plans import planned
from ingest.tabular.records import Sheeted
from ingest.tabular.relations import stated
from ingest.text.pages import Page, Span, Table

Zone = tuple[int, int, int]
"""A position in the sequence of pages, the first character and the one after the last."""


def read_tables(pages: Sequence[Page], context: Context) -> list[Fact]:
    """What the tables of clean pages say, in their order. Pure and deterministic: same pages, same facts."""
    return [fact for _, _, facts in _read(pages, context) for fact in facts]


def zones(pages: Sequence[Page], context: Context | None = None) -> list[Zone]:
    """Where the tables stand that say something, in order: what other readers leave alone."""
    return [
        (number, start, end)
        for number, table, _ in _read(pages, context or Context())
        for start, end in _covered(pages[number].text, table)
    ]


def _read(pages: Sequence[Page], context: Context) -> Iterator[tuple[int, Table, list[Fact]]]:
    names = Names(context)
    for number, page in enumerate(pages):
        for table in page.tables:
            plan = planned(table, names)
            sheeted = Sheeted(number, page, plan, names) if plan else None
            facts = (stated(sheeted) if plan and plan.subject is None else described(sheeted)) if sheeted else []
            if facts:
                yield number, table, facts


def _covered(text: str, table: Table) -> Iterator[Span]:
    """The runs of the page that are cells of the table, and the blanks between them."""
    spans = sorted({span for row in table.rows for cell in row for span in cell.spans})
    start, end = spans[0]
    for first, last in spans[1:]:
        if text[end:first].strip():
            yield start, end
            start = first
        end = last
    yield start, end
