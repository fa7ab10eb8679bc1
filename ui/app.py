"""The door of the screens, started by `ui.server`: language, menu, my network, then the page that was asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import data
from ui.components import pickers, shell
from ui.i18n import Translator

MENU = ("accueil", "essaimage", "territoires", "partenariats", "import_", "propositions", "relecture", "saisir")
SHEETS = ("organisation", "innovation", "territoire")
HIDDEN = (*SHEETS, "document")
LOGO = Path(__file__).parent / "static" / "essaim.svg"


def main() -> None:
    """One run of the app."""
    st.set_page_config("Essaim", page_icon=LOGO, layout="wide", initial_sidebar_state="auto")
    t = shell.language()
    st.logo(LOGO, size="large")
    frames: list[shell.Frame] = []
    pages = {name: _page(t, name, frames) for name in (*MENU, *HIDDEN)}
    chosen = st.navigation(list(pages.values()))
    with shell.guarded(t):
        graph = data.graph()
        with st.sidebar:
            network, name = pickers.my_network(t, graph)
            shell.switch(t)
        if graph.unfinished():
            st.warning(t("common.partial"))
        frames.append(shell.Frame(t, graph, network, name, pages))
        chosen.run()


def _page(t: Translator, name: str, frames: list[shell.Frame]) -> StreamlitPage:
    return st.Page(
        partial(_open, name, frames),
        title=t(f"common.nav.{name}"),
        url_path=name.strip("_"),
        default=name == MENU[0],
        visibility="hidden" if name in HIDDEN else "visible",
    )


def _open(name: str, frames: list[shell.Frame]) -> None:
    import_module(f"ui.views.{name}").page(frames[0])


if __name__ == "__main__":
    main()
