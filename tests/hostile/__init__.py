"""Three hundred documents that are damaged or built to do harm, in the six formats, the same ones on every machine."""

from __future__ import annotations

from tests.hostile import damaged, markup, office, open_documents, pdf, words
from tests.hostile.case import Case

CASES: dict[str, Case] = {
    case.name: case for room in (pdf, office, open_documents, markup, words, damaged) for case in room.CASES
}
