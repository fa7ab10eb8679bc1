"""What a test does where something that it needs is not on this machine."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str, reason: str) -> NoReturn:
    """Skips with this reason; fails where ESSAIM_REQUIRE_NEO4J, _BROWSER or _NLP, named by `what`, is 1."""
    (pytest.fail if os.environ.get(f"ESSAIM_REQUIRE_{what}") == "1" else pytest.skip)(reason)
