"""The sheet of an innovation."""

from __future__ import annotations

from graphmodel.questions.innovation import card
from ui.components import sheet
from ui.components.shell import Frame


def page(frame: Frame) -> None:
    """The page."""
    sheet.page(frame, "Innovation", card, _around)


def _around(frame: Frame, uid: str, name: str) -> None:
    frame.link("essaimage", frame.t("fiches.to.cascade"), innovation=uid)
    frame.link("territoires", frame.t("common.nav.territoires"), innovation=uid)
    frame.link("accueil", frame.t("common.nav.accueil"))
