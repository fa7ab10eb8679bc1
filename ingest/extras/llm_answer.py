"""What a model wrote, as proposals: JSON in a fence, after a monologue, in several objects, or cut short."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

MOST = 40
"""Proposals that one passage of two thousand characters can reasonably give."""

_LONGEST = 60_000  # characters of an answer that are looked at
_TRIES = 400  # braces at which an object is looked for
_NOTHING = re.compile(r"\s*(?:```(?:json)?)?\s*\[\s*\]\s*(?:```)?\s*")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)


def _worded(given: object) -> object:
    """The qualifiers that are words; a number is taken as written, anything else is none."""
    if not isinstance(given, Mapping):
        return {}
    words = {name: str(value) for name, value in given.items() if isinstance(value, str | int) and value is not True}
    return {name: value for name, value in words.items() if value.strip() and len(value) <= 300}


class Proposal(BaseModel):
    """What the model may say of a fact. Whatever else it says, an identifier or a place, is not even read."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    type: Annotated[str, Field(max_length=40)]
    subject: Annotated[str, Field(min_length=1, max_length=200)]
    subject_class: Annotated[str, Field(max_length=40)] = ""
    object: Annotated[str, Field(min_length=1, max_length=200)]
    object_class: Annotated[str, Field(max_length=40)] = ""
    quote: Annotated[str, Field(min_length=1, max_length=5000)]
    modality: str = ""
    qualifiers: Annotated[dict[str, str], BeforeValidator(_worded)] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """The objects that stand for a fact, in order, well formed or not. `whole`: no JSON was cut or broken."""

    items: tuple[Any, ...]
    whole: bool


def written(answer: str) -> Written:
    """What the model wrote, without items where it says that there is nothing to say.

    Raises ValueError where nothing of it is JSON that we asked for.
    """
    answer = _THOUGHT.sub("", answer[:_LONGEST])
    found: list[Any] = []
    seen, whole = _NOTHING.fullmatch(answer) is not None, True
    for value in _values(answer):
        if value is None:
            whole = False
        elif isinstance(value.get("facts"), list):
            found += value["facts"]
            seen = True
        elif "quote" in value:
            found.append(value)
            seen = True
    if not seen:
        raise ValueError("no JSON that we asked for")
    return Written(tuple(found), whole)


def proposal(item: Any) -> Proposal | None:
    """One fact as proposed; None where its JSON is not of the shape that we asked for."""
    try:
        return Proposal.model_validate(item)
    except (ValidationError, RecursionError):
        return None


def _values(text: str) -> Iterator[dict[str, Any] | None]:
    """Each whole JSON object of the text that is inside no other, of one that was cut those that it held; None for each
    brace that opens none."""
    decoder, at = json.JSONDecoder(), text.find("{")
    for _ in range(_TRIES):
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield None
            end = at + 1
        else:
            yield value
        at = text.find("{", end)
    yield None
