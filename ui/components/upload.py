"""A file on its way into the graph: dropped, read, its open questions asked, loaded under a bar, or taken back."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from graphmodel import imports
from graphmodel.analysis.projection import projection
from graphmodel.errors import EssaimError
from graphmodel.progress import Progress
from graphmodel.questions.proofs import view_of
from ingest.documents import is_prose
from ingest.facts.known import known_names
from ingest.pipeline import Asked, Prepared, ingest, prepare
from ingest.report import GraphCounts, IngestReport
from ingest.template import write_template
from ui import format as write
from ui.components.exports import XLSX
from ui.components.shell import Frame
from ui.components.work import SOON, Task, watch
from ui.i18n import Translator
from ui.viewmodels import import_ as model

TYPES = ["xlsx", "xls", "ods", "csv", "tsv", "txt", "zip", "pdf", "docx", "odt", "html", "htm", "md"]
NOTHING_SAID = Asked()
_SAID = {"date": "date_label"}
_FOLDER, _TOLD, _ROUND, _TASK = "import:folder", "import:told", "import:round", "import:task"


def template(t: Translator) -> None:
    """The empty template, to fill and to bring back."""
    st.download_button(
        t("import.template.label"), lambda: _template(t.lang), t("import.template.file"), XLSX, on_click="ignore"
    )


def dropped(t: Translator) -> Path | None:
    """The file that was dropped, kept until the session ends."""
    number = st.session_state.setdefault(_ROUND, 0)
    st.html(_in_our_words(t("import.drop.button"), t("import.drop.here")))
    file = st.file_uploader(t("import.drop.label"), TYPES, key=f"import:file:{number}", help=t("import.drop.help"))
    if file is None:
        return None
    folder = st.session_state.setdefault(_FOLDER, tempfile.TemporaryDirectory(prefix="essaim-"))
    data = file.getvalue()
    path = Path(folder.name) / hashlib.sha256(data).hexdigest()[:16] / (Path(file.name).name or "fichier")
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return path


def read(frame: Frame, path: Path, asked: Asked = NOTHING_SAID) -> Prepared | None:
    """The file as it is understood with these answers, read once for each; None while it is being read, which the page
    then shows. Raises EssaimError for a file that is refused."""
    kept: dict[Asked, Task[Prepared]] = st.session_state.setdefault(f"import:read:{path}", {})
    if asked not in kept:
        store = frame.graph.store

        def understand(progress: Progress) -> Prepared:
            names = known_names(store) if is_prose(path, asked.profile) else ()
            return prepare(path, asked, progress, names)

        kept[asked] = Task(understand, harmless=True)
    task = kept[asked]
    if not task.finished_within(SOON):
        watch(frame.t, task, "import:read")
        return None
    if task.cancelled():
        del kept[asked]
        _let_go(path)
        tell(frame.t("import.stopped.reading"))
        st.rerun()
    return task.result()


def answers(t: Translator, path: Path, first: Prepared, networks: Sequence[str], mapping: Path | None) -> Asked:
    """What the file does not say, asked; the rest may be corrected."""
    given: dict[str, Any] = {}
    open_questions = model.questions(first)
    if open_questions:
        st.subheader(t("import.ask.heading"), anchor=False)
    for name in open_questions:
        given[name] = _field(t, name, path, networks)
    with st.expander(t("import.ask.correct")):
        for name in ("title", "licence", *(one for one in ("publisher", "date") if one not in open_questions)):
            given[name] = _field(t, name, path, networks, getattr(first.document, _SAID.get(name, name)))
        given["fictional"] = _invented(t, path, first)
    return Asked(mapping=mapping, **given)


def _field(t: Translator, name: str, path: Path, networks: Sequence[str], said: str = "") -> str:
    label, key, how = t(f"import.ask.{name}.label"), f"import:{name}:{path.parent.name}", t(f"import.ask.{name}.how")
    if name == "network":
        return st.selectbox(label, networks, None, key=key, accept_new_options=True, placeholder=how) or ""
    if name == "covers":
        return " ; ".join(
            st.multiselect(label, model.places(), key=key, placeholder=how, help=t("import.ask.covers.why"))
        )
    text = st.text_input(label, key=key, placeholder=said or how).strip()
    return text


def _invented(t: Translator, path: Path, first: Prepared) -> bool:
    """Whether the person says that the file is made up; a file that says so itself is not asked."""
    key, said = f"import:fictional:{path.parent.name}", first.document.fictional
    label, why = t("import.ask.fictional.label"), t("import.ask.fictional.why")
    return st.checkbox(label, said, key=key, disabled=said, help=why) and not said


def asked_of(path: Path) -> str:
    """The key of what a person said of a text."""
    return f"import:asked:{path}"


def _let_go(path: Path) -> None:
    """Ask for no more reading: a text waits until it is asked for again, a table is put away."""
    if st.session_state.pop(asked_of(path), None) is None:
        st.session_state[_ROUND] += 1


def load(frame: Frame, prepared: Prepared) -> None:
    """Begin to load it: `working` shows how far it is, then tells what became of it."""
    store = frame.graph.store
    st.session_state[_TASK] = prepared.document.uid, Task(lambda progress: ingest(store, prepared, progress=progress))
    st.rerun()


def working(frame: Frame) -> bool:
    """Whether this session is loading a file: it is shown, and nothing else is asked meanwhile."""
    if _TASK not in st.session_state:
        return False
    document, task = st.session_state[_TASK]
    if not task.finished_within(SOON):
        watch(frame.t, task, "import:load")
        return True
    del st.session_state[_TASK]
    try:
        report: IngestReport = task.result()
    except EssaimError as failure:
        stopped = failure.code == "cancelled"
        tell(frame.t("import.stopped.loading") if stopped else frame.t.label(failure.sentence), failed=not stopped)
    else:
        late = frame.t("import.stopped.late") + " " if task.cancelled() else ""
        tell(late + model.last_line(frame.t, report), document=document, proposed=report.file.proposed)
        st.session_state[_ROUND] += 1
    st.rerun()


def there(frame: Frame, prepared: Prepared) -> bool:
    """Whether this very file is in the graph already."""
    runs = view_of(frame.graph.store, projection(frame.graph.store)).runs.values()
    return any(one.doc == prepared.document.uid and one.state in model.UNDOABLE for one in runs)


def preview(frame: Frame, prepared: Prepared) -> IngestReport:
    """The difference that loading would make, asked once for each state of the graph."""
    key = f"import:preview:{prepared.run}:{frame.graph.mark}"
    if key not in st.session_state:
        with st.spinner(frame.t("import.difference.computing")):
            st.session_state[key] = ingest(frame.graph.store, prepared, dry_run=True)
    report: IngestReport = st.session_state[key]
    return report


@dataclass(frozen=True, slots=True)
class Told:
    """What was just done, and where to go from there: the document that came in, with the facts that it proposes."""

    line: str
    document: str = ""
    proposed: int = 0
    failed: bool = False


def tell(line: str, *, document: str = "", proposed: int = 0, failed: bool = False) -> None:
    """Say it on the page as it is then."""
    st.session_state[_TOLD] = Told(line, document, proposed, failed)


def told(frame: Frame) -> None:
    """What was just done, once."""
    last: Told | None = st.session_state.pop(_TOLD, None)
    if last is None:
        return
    (st.error if last.failed else st.success)(write.md(last.line))
    if last.proposed:
        frame.link("propositions", f"{frame.t.count('import.review', last.proposed)} →", doc=last.document)
    if last.document:
        frame.link("document", f"{frame.t('import.read')} →", doc=last.document)


def undo(frame: Frame, run: Mapping[str, Any]) -> None:
    """Ask before an import is taken back."""
    t = frame.t

    def confirm() -> None:
        st.write(t("import.undo.sure", run=write.md(model.run_name(t, run))))
        if st.button(t("import.undo.yes"), type="primary", key="import:undo:yes"):
            with st.spinner(t("import.undo.working")):
                difference = imports.undo(frame.graph.store, run["run"])
            counts = GraphCounts(**difference.counts)
            tell(t("import.undone", difference=model.difference(t, counts, {})))
            st.rerun()

    st.dialog(t("import.undo.title"))(confirm)()


def unfinished(frame: Frame) -> None:
    """Say that work was cut, and finish it on demand."""
    cut = imports.unfinished(frame.graph.store)
    if not cut:
        return
    st.warning(frame.t.count("import.unfinished", len(cut)))
    if not st.button(frame.t("import.resume"), key="import:resume"):
        return
    with st.spinner(frame.t("import.working")):
        done = imports.resume(frame.graph.store)
    tell(frame.t.count("import.resumed", len(done)))
    st.rerun()


def columns(t: Translator, path: Path, proposal: Mapping[str, Any]) -> Path | None:
    """What each column means, where no header says so. Returns the mapping, once it was confirmed."""
    sheets = {sheet.name: sheet for sheet in model.all_sheets()}
    chosen = []
    for number, table in enumerate(proposal["tables"]):
        key = f"import:map:{path.parent.name}:{number}"
        names = ["", *sheets]
        kind = st.selectbox(
            t("import.map.kind", sheet=table["sheet"] or path.name), names, names.index(table["as"] or ""), key=key,
            format_func=lambda one: t.label(sheets[one].label) if one else t("import.map.nothing"),
        )  # fmt: skip
        if kind:
            words = {column.name: t.label(column.label) for column in sheets[kind].columns}
            chosen.append({**table, "as": kind, "columns": _meanings(t, table["columns"], words, f"{key}:{kind}")})
    confirmed = f"import:map:confirmed:{path}"
    if st.button(t("import.map.confirm"), key="import:map:confirm", disabled=not chosen):
        st.session_state[confirmed] = True
    if not chosen or not st.session_state.get(confirmed):
        return None
    text = json.dumps({"tables": chosen}, ensure_ascii=False)
    target = path.with_name(f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.mapping.json")
    target.write_text(text, encoding="utf-8")
    return target


def _meanings(
    t: Translator, said: Mapping[str, str | None], words: Mapping[str, str], key: str
) -> dict[str, str | None]:
    """A list for each column, three in a row: an editable table would be one canvas, mute to a screen reader."""
    names = list(words)
    found: dict[str, str | None] = {}
    row = st.columns(3)
    for number, (header, name) in enumerate(said.items()):
        found[header] = row[number % 3].selectbox(
            t("import.map.column", header=write.md(header)), names, names.index(name) if name in names else None,
            key=f"{key}:{number}", format_func=words.__getitem__, placeholder=t("import.map.ignore"),
        )  # fmt: skip
    return found


def _in_our_words(button: str, here: str) -> str:
    """The uploader speaks English only: its two texts give way to ours."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    texts = {f"{zone} button p": button, f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span': here}
    rules = (
        f"{place} {{ font-size: 0; }} {place}::after {{ content: {json.dumps(words)}; font-size: 1rem; }}"
        for place, words in texts.items()
    )
    return f"<style>{' '.join(rules)}</style>"


@st.cache_data(show_spinner=False)
def _template(lang: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "modele.xlsx"
        write_template(path, lang)
        return path.read_bytes()
