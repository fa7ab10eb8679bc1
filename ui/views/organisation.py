"""The sheet of an actor."""

from __future__ import annotations

from graphmodel.questions.organisation import card
from ui.components import sheet
from ui.components.shell import Frame


def page(frame: Frame) -> None:
    """The page."""
    sheet.page(frame, "Actor", card, _around)


def _around(frame: Frame, uid: str, name: str) -> None:
    frame.link("essaimage", frame.t("fiches.to.gave"), de=uid)
    frame.link("essaimage", frame.t("fiches.to.received"), a=uid)
    frame.link("accueil", frame.t("common.nav.accueil"))
