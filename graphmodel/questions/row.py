"""What every row of an answer is made of: the base of the models, amounts, texts that may be unknown."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


def decimal_text(cents: int) -> str:
    """Whole cents as text with two decimals.

    >>> decimal_text(-5)
    '-0.05'
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


Cents = Annotated[int, PlainSerializer(decimal_text, return_type=str, when_used="json")]
Text = str | None
Texts = tuple[str, ...]


class Row(BaseModel):
    """Base of all rows."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns, in order, as JSON and Cypher write them."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())
