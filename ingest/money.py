"""The sums of a row as the graph keeps them, in the one currency that the row speaks of."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from graphmodel.names import fold
from ingest.amounts import Amount
from ingest.reading import Row

EURO = "EUR"
_KNOWN = {
    "eur": EURO, "euro": EURO, "euros": EURO, "usd": "USD", "dollar": "USD", "dollars": "USD", "dollar us": "USD",
    "dollars us": "USD", "chf": "CHF", "franc suisse": "CHF", "francs suisses": "CHF", "gbp": "GBP", "livre": "GBP",
    "livres": "GBP", "cad": "CAD", "dollar canadien": "CAD", "dollars canadiens": "CAD",
}  # fmt: skip
_SIGNS = {"€": EURO, "$": "USD", "£": "GBP"}
_EURO_SAID = re.compile(r"€|\beur", re.IGNORECASE)


def currency_of(text: str) -> str:
    """The code of a currency, however it is written; what is not known is kept as written."""
    bare = text.strip()
    return _SIGNS.get(bare) or _KNOWN.get(fold(bare)) or bare


def money(row: Row, known: Set[str]) -> dict[str, Any]:
    """The values of a row that are `known`, its amounts in cents: one sum, or both ends of a range. The euro goes
    without saying; a sum in another currency than the rest of the row, or than its kind can keep, is left out and said.
    """
    kept: dict[str, Any] = {}
    sums: dict[str, Amount] = {}
    for name, value in row.values.items():
        if name in known:
            (sums if isinstance(value, Amount) else kept)[name] = value
    written = currency_of(str(kept.pop("currency"))) if "currency" in kept else ""
    plain = not written and all(amount.currency == EURO for amount in sums.values())  # nearly every row of a large file
    said = {} if plain else {name: _currency_said(row, name, amount) for name, amount in sums.items()}
    currency = (written or next(filter(None, said.values()), EURO)) if "currency" in known else EURO
    for name, amount in sums.items():
        if said.get(name) not in (None, "", currency):
            row.note("currency-other", name, read=currency)
        elif (cents := _in_cents(name, amount)).keys() <= known:
            kept |= cents
        else:
            row.note("amount-range", name, field=row.label(name))
    return kept if currency == EURO else kept | {"currency": currency}


def _currency_said(row: Row, name: str, amount: Amount) -> str:
    """The currency that the cell itself names; empty where it is a bare number."""
    if amount.currency != EURO:
        return amount.currency
    written = row.written(name)
    return EURO if isinstance(written, str) and _EURO_SAID.search(written) else ""


def _in_cents(name: str, amount: Amount) -> dict[str, int]:
    stem = name.removesuffix("_cents")
    if amount.exact or stem.endswith(("_min", "_max")):
        return {name: amount.high if stem.endswith("_max") else amount.low}
    return {f"{stem}_min_cents": amount.low, f"{stem}_max_cents": amount.high}
