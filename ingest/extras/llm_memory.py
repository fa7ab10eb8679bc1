"""Answers kept on the disk, so that a document read twice is sent once. They hold words of documents: nobody else of
this machine may read them, and the folder may be deleted at any time."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from graphmodel.settings import Endpoint

_MOST = 2**20  # bytes: what is larger is none of ours


class Memory:
    """What this model answered to these very words. What cannot be read or written is as if it had never been kept."""

    def __init__(self, home: Path, endpoint: Endpoint) -> None:
        self._folder = home / "llm"
        self._asked = (endpoint.url, endpoint.model)

    def recall(self, messages: Sequence[dict[str, str]]) -> str | None:
        """The answer to these messages, None where it is not known."""
        path = self._path(messages)
        try:
            if path.stat().st_size > _MOST:
                return None
            answer = json.loads(path.read_bytes())["answer"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return answer if isinstance(answer, str) else None

    def keep(self, messages: Sequence[dict[str, str]], answer: str) -> None:
        """Keeps an answer: whole, or not at all."""
        path = self._path(messages)
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"answer": answer}, file)
                os.replace(name, path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, messages: Sequence[dict[str, str]]) -> Path:
        words = json.dumps([self._asked, list(messages)]).encode()
        return self._folder / f"{hashlib.sha256(words).hexdigest()}.json"
