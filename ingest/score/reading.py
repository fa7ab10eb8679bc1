"""Documents read with every reader, under the names that a hand-made list gives them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphmodel.errors import FileRefused, Label, UsageError
from graphmodel.progress import NullProgress, Progress
from ingest import documents
from ingest.facts.records import Context, Reader
from ingest.score.counting import Read
from ingest.score.gold import Gold
from ingest.score.naming import Naming
from ingest.text.reading import read

SILENT = NullProgress()


def read_documents(
    gold: Gold, files: Sequence[Path], names: bool, progress: Progress = SILENT, readers: Sequence[Reader] = ()
) -> dict[str, Read]:  # fmt: skip
    """The pages of each file and the facts found in them. `names`: the readers know the names of the list beforehand;
    `readers` are those of prose, where the usual ones are not meant.

    Raises UsageError for a file of which the list does not speak, or two files that are one document; FileRefused for
    one that cannot be read.
    """
    known = {path: gold.document(path.name) for path in files}
    for path, document in known.items():
        if not document or list(known.values()).count(document) > 1:
            fr = "deux fichiers sont ce document" if document else "le relevé ne parle pas de ce document"
            en = "two files are this document" if document else "the list does not speak of this document"
            raise UsageError("score.document", Label(f"{path.name} : {fr}.", f"{path.name}: {en}."))
    context = Context(names=Naming(gold).known() if names else ())
    found: dict[str, Read] = {}
    for path, document in known.items():
        text = read(path, progress=progress)
        if text.kind is None:
            said = text.findings[0].message
            raise FileRefused(text.findings[0].code, Label(f"{path.name} : {said.fr}", f"{path.name}: {said.en}"))
        found[document] = text.pages, documents.read_facts(text.pages, context, readers=readers)
    return found
