"""What a hostile document is, and the pieces that several of them are made of."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

BLOCKS = ["Le réseau a été créé en 1943.", "- accueil"]
FAR, NEAR = "http://exemple.invalid/a", "file:///etc/hostname"
READ = "read"
"""What is expected of a file that only was damaged: pages, or a finding that says why there are none."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document, and what comes of it: the kind that it is read as, the code of its refusal, or `READ`."""

    name: str
    expected: str
    suffix: str
    content: Callable[[], str | bytes]
    seconds: float = 25.0
    """That its reading may take by the clock; fewer where it would take whatever it is given."""

    def build(self, folder: Path) -> Path:
        content = self.content()
        path = folder / f"a.{self.suffix}"
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return path


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def zipped(parts: dict[str, str | bytes], folding: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", folding) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, folding)
    return file.getvalue()
