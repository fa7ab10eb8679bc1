"""What people take away: the table as CSV and XLSX, other files of the page, and the link of the view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from ui.i18n import Translator
from ui.render.tables import Table, csv_bytes, readable, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class File:
    """One more file to take away; `make` runs only when somebody does."""

    label: str
    name: str
    mime: str
    make: Callable[[], bytes | str]


def bar(t: Translator, name: str, table: Table, *, more: Sequence[File] = (), link: bool = True) -> None:
    """One line of buttons: CSV, XLSX, `more`, and the link of this view. `name` begins the names of the files.
    A second bar on a page goes without the link."""
    everything = [
        File(t("common.export.csv"), f"{name}.csv", "text/csv", lambda: csv_bytes(table)),
        File(t("common.export.xlsx"), f"{name}.xlsx", XLSX, lambda: xlsx_bytes(table, name)),
        *more,
    ]
    with st.container(horizontal=True, key=f"exports-{name}"):
        for file in everything:
            st.download_button(
                file.label, file.make, file.name, file.mime, on_click="ignore", key=f"export:{name}:{file.name}"
            )
        if link:
            with st.popover(t("common.export.link")):
                st.write(t("common.export.link.how"))
                st.code(_here(), language=None, wrap_lines=True)


def show(t: Translator, table: Table, key: str, alt: str, *, select: bool = False) -> int | None:
    """The table on screen; with `select`, the number of the row that was chosen, if any."""
    shown = readable(table)
    if not select:
        st.dataframe(shown.records(), hide_index=True, key=key, alt=alt, placeholder="")
        return None
    event = st.dataframe(
        shown.records(),
        hide_index=True,
        key=key,
        alt=alt,
        placeholder="",
        on_select="rerun",
        selection_mode="single-row",
    )
    rows: list[int] = event["selection"]["rows"]
    return rows[0] if rows and rows[0] < len(table.rows) else None


def _here() -> str:
    """The address of this page with the selection of this very run."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(st.query_params.to_dict()), ""))
