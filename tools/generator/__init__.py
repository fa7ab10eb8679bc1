"""A fictional national network, « Les Lisières », of any size, the same on each run.

    documents(World(SEED, associations=100_000, spreads=250_000))["annuaire"]["organisations"]

`World` decides who exists and who passed what to whom; `documents` says it as rows of the template, one dictionary
a row, keyed by the column names of `ingest.sheets`; `plants` says what an honest reader must find in them.
"""

from tools.generator.plants import plants
from tools.generator.rows import ABOUT, Row, Sheets, documents
from tools.generator.world import SEED, World

__all__ = ["ABOUT", "SEED", "Row", "Sheets", "World", "documents", "plants"]
