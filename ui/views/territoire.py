"""The sheet of a territory."""

from __future__ import annotations

from graphmodel.questions.territory import card
from ui.components import sheet
from ui.components.shell import Frame


def page(frame: Frame) -> None:
    """The page."""
    sheet.page(frame, "Territory", card, _around)


def _around(frame: Frame, uid: str, name: str) -> None:
    frame.link("essaimage", frame.t("fiches.to.gave"), de=uid)
    frame.link("essaimage", frame.t("fiches.to.received"), a=uid)
    frame.link("territoires", frame.t("common.nav.territoires"))
    frame.link("accueil", frame.t("common.nav.accueil"))
