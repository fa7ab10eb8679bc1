"""The map as a drawing: every territory of the reference, each verdict with a look of its own, nothing from outside."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from graphmodel.reference import territories
from graphmodel.schema.vocabulary import Verdict
from ui.render import maps
from ui.render.maps import Area

PARIS = Area("75", "Paris", "linked", "Paris : relié")


def outlines(drawing: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = drawing["layer"][0]
    return first


def looks() -> dict[str, Any]:
    conditions = outlines(maps.drawing("department", [PARIS], zoom="zoom"))["encoding"]["fill"]["condition"]
    return {one["test"].split("'")[1]: one["value"] for one in conditions}


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("level", "file"), [("department", "departements"), ("region", "regions")])
def test_every_territory_of_the_reference_is_drawn_under_its_official_code(level: Any, file: str) -> None:
    shapes = json.loads((files("ui") / "static" / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    drawn = {maps.uid_of(level, shape["properties"]["code"]) for shape in shapes}
    assert drawn == {place.uid for place in territories.of_level(level)}
    assert {maps.uid_of(level, maps.code_of(uid)) for uid in drawn} == drawn


def test_no_two_verdicts_look_alike_without_colour() -> None:
    found = looks()
    assert found.keys() == {one.value for one in Verdict}
    striped = {verdict: look for verdict, look in found.items() if isinstance(look, dict)}
    assert striped.keys() == {"possibly", "undocumented"}
    slopes = {(look["y1"], look["y2"]) for look in striped.values()}
    assert len(slopes) == 2, "stripes that fall and stripes that rise"
    plain = [brightness(look) for look in found.values() if isinstance(look, str)]
    assert all((max(pair) + 0.05) / (min(pair) + 0.05) > 2 for pair in combinations(plain, 2))


def test_stripes_change_at_once_from_one_end_of_the_shape_to_the_other() -> None:
    stops = looks()["undocumented"]["stops"]
    assert (stops[0]["offset"], stops[-1]["offset"]) == (0, 1)
    assert [one["offset"] for one in stops] == sorted(one["offset"] for one in stops)
    assert all(a["color"] == b["color"] for a, b in zip(stops[::2], stops[1::2], strict=True))


def test_an_answer_sends_one_line_a_territory_and_takes_the_outlines_from_the_app_itself() -> None:
    drawing = maps.drawing(
        "region", [Area("53", "Bretagne", "isolated", "Bretagne : isolée")], zoom="zoom", chosen="53"
    )
    assert outlines(drawing)["data"]["url"] == "app/static/regions.geojson"
    rows = outlines(drawing)["transform"][1]["from"]["data"]["values"]
    told = "Bretagne : isolée"
    assert rows == [{"code": "53", "name": "Bretagne", "verdict": "isolated", "told": told, "chosen": True}]
    assert "://" not in json.dumps(drawing)


def test_only_the_map_of_departements_has_an_enlarged_ile_de_france() -> None:
    labels = {
        level: [row["text"] for row in maps.drawing(level, [], zoom="agrandi")["layer"][1]["data"]["values"]]
        for level in ("department", "region")
    }
    overseas = ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]
    assert labels == {"department": [*overseas, "agrandi"], "region": overseas}


def test_a_filter_pales_what_it_leaves_out_and_knows_no_other_verdict() -> None:
    def test_of(faded: list[str]) -> str:
        drawing = maps.drawing("department", [PARIS], zoom="zoom", faded=faded)
        test: str = outlines(drawing)["encoding"]["opacity"]["condition"]["test"]
        return test

    assert test_of([]) == "false"
    assert test_of(["isolated", "alert(1)"]) == "datum.verdict === 'isolated'"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"selection": {"territory": [{"code": "2A"}]}}, "2A"),
        ({"selection": {"territory": []}}, None),
        ({"selection": {}}, None),
        ({"selection": {"territory": [{"code": 35}]}}, None),
        ({"selection": {"territory": {"code": "35"}}}, None),
        (None, None),
    ],
)
def test_a_click_gives_a_code_or_nothing(event: Any, code: str | None) -> None:
    assert maps.clicked(event) == code


def test_the_legend_has_the_looks_of_the_map_and_escapes_words() -> None:
    html = maps.legend([("isolated", "2 <isolés>"), ("undocumented", "3 non documentés")])
    assert "2 &lt;isolés&gt;" in html
    assert html.count("<li") == 2
    assert "background:#E69F00" in html
    assert "repeating-linear-gradient" in html
