"""The territory reference: what it counts, how it answers, and that it agrees with an independent set."""

from __future__ import annotations

import csv
import gzip
import json
import math
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from graphmodel.reference.territories import (
    Level,
    Territory,
    ancestors,
    by_uid,
    department_of,
    departments_of,
    find,
    map_position,
    of_level,
    resolve_code,
)

ROOT = Path(__file__).resolve().parents[2]
SHARED_COG = Path(os.environ.get("ESSAIM_SHARED", ROOT.parent / "shared")) / "data" / "cog"
needs_shared = pytest.mark.skipif(not SHARED_COG.exists(), reason="the shared COG set is not on this machine")


def uids(places: Iterable[Territory]) -> list[str]:
    return [place.uid for place in places]


def outlines(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((ROOT / "ui/static" / name).read_text("utf-8"))["features"]
    return features


def test_every_level_holds_what_the_cog_2026_holds() -> None:
    assert {level: len(of_level(level)) for level in get_args(Level)} == {
        "country": 1,
        "region": 18,
        "department": 101,
        "epci": 1255,
        "commune": 34_969,
        "foreign": 237,
        "other": 8,
    }


def test_every_commune_has_a_department_save_in_overseas_collectivities() -> None:
    outside = [c for c in of_level("commune") if department_of(c.uid) is None]
    assert len(of_level("commune")) - len(outside) == 34_875
    assert {ancestors(c.uid)[0].split(":")[1] for c in outside} == {"coll"}


def test_every_department_is_in_a_region_and_every_region_in_france() -> None:
    regions = set(uids(of_level("region")))
    assert {d.parents[0] for d in of_level("department")} == regions
    assert {r.parents for r in of_level("region")} == {("cog:country:FR",)}


def test_every_parent_exists() -> None:
    places = [place for level in get_args(Level) for place in of_level(level)]
    assert [p for place in places for p in place.parents if by_uid(p) is None] == []


def test_four_islands_have_no_epci() -> None:
    alone = [c.code for c in of_level("commune") if department_of(c.uid) and len(c.parents) == 1]
    assert alone == ["22016", "29083", "29155", "85113"]


def test_populations_add_up_from_the_communes_to_france() -> None:
    def total(places: Iterable[Territory]) -> int:
        return sum(place.population or 0 for place in places)

    towns = [c for c in of_level("commune") if department_of(c.uid)]
    france = by_uid("cog:country:FR")
    assert france is not None
    assert {total(towns), total(of_level("department")), total(of_level("region")), france.population} == {68_350_798}
    in_epci = Counter[str]()
    for commune in towns:
        if len(commune.parents) == 2:
            in_epci[commune.parents[0]] += commune.population or 0
    assert in_epci == {e.uid: e.population for e in of_level("epci")}


def test_only_what_has_no_outline_has_no_position() -> None:
    lost = [c.code for c in of_level("commune") if department_of(c.uid) and c.lat is None]
    assert lost == ["15031", "15035", "15047", "15171"]
    for level in ("region", "department", "epci"):
        assert all(p.lat is not None and p.lon is not None and p.density for p in of_level(level))


def test_rurality_is_unknown_and_not_false() -> None:
    assert {place.rural for level in get_args(Level) for place in of_level(level)} == {None}


def test_the_kinds_of_epci_are_those_of_the_law() -> None:
    assert Counter(e.kind for e in of_level("epci")) == {"CC": 989, "CA": 230, "METRO": 21, "CU": 14, "MET69": 1}


@pytest.mark.parametrize(
    ("level", "code", "uid"),
    [
        ("department", "1", "cog:dep:01"),
        ("department", "2a", "cog:dep:2A"),
        ("department", "974", "cog:dep:974"),
        ("department", "988", "cog:coll:988"),
        ("department", "20", None),
        ("region", "1", "cog:reg:01"),
        ("region", "53", "cog:reg:53"),
        ("region", "22", None),
        ("commune", "1004", "cog:com:01004"),
        ("commune", " 35238 ", "cog:com:35238"),
        ("commune", "75112", "cog:com:75056"),
        ("commune", "69383", "cog:com:69123"),
        ("commune", "13201", "cog:com:13055"),
        ("commune", "74011", "cog:com:74010"),
        ("commune", "99999", None),
        ("commune", "", None),
        ("epci", "243 500 139", "cog:epci:243500139"),
        ("country", "FR", "cog:country:FR"),
        ("country", "be", "cog:country:BE"),
        ("country", "GP", "cog:reg:01"),
        ("country", "NC", "cog:coll:988"),
        ("foreign", "FR", None),
        ("foreign", "BE", "cog:country:BE"),
        ("other", "988", "cog:coll:988"),
    ],
)
def test_a_code_is_read_as_files_write_it(level: Level, code: str, uid: str | None) -> None:
    place = resolve_code(level, code)
    assert (place.uid if place else None) == uid


def test_every_territory_is_found_by_its_own_code_and_uid() -> None:
    for level in get_args(Level):
        assert [resolve_code(level, place.code) for place in of_level(level)] == list(of_level(level))
        assert [by_uid(place.uid) for place in of_level(level)] == list(of_level(level))


@pytest.mark.parametrize("uid", ["", "cog", "cog:dep", "cog:dep:99", "cog:planet:1", "siren:35", "dep:35", "x:dep:35"])
def test_an_unknown_uid_has_no_answer_and_no_error(uid: str) -> None:
    assert (by_uid(uid), ancestors(uid), department_of(uid), departments_of(uid)) == (None, (), None, ())


def test_every_territory_is_found_by_its_own_name() -> None:
    assert [
        place.uid for level in get_args(Level) for place in of_level(level) if place not in find(place.name, level)
    ] == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("France", ["cog:country:FR"]),
        ("ile de france", ["cog:reg:11"]),
        ("PACA", ["cog:reg:93"]),
        ("Paris", ["cog:dep:75", "cog:com:75056"]),
        ("Paris 12e", ["cog:com:75056"]),
        ("PARIS 02", ["cog:com:75056"]),
        ("Paris 25", []),
        ("Marseille 1er arrondissement", ["cog:com:13055"]),
        ("LYON CEDEX 03", ["cog:com:69123"]),
        ("Neuilly s/ Seine", ["cog:com:92051"]),
        ("St-Étienne-du-Rouvray", ["cog:com:76575"]),
        ("Réunion", ["cog:reg:04", "cog:dep:974"]),
        ("Annecy-le-Vieux", ["cog:com:74010"]),
        ("Rennes Métropole", ["cog:epci:243500139"]),
        ("Communauté de communes Faucigny-Glières", ["cog:epci:200000172"]),
        ("communauté d’agglomération du Grand Dole", ["cog:epci:200010650"]),
        ("Communauté urbaine d'Arras", ["cog:epci:200033579"]),
        ("Grenade", ["cog:com:31232", "cog:country:GD"]),
        ("Côte d’Ivoire", ["cog:country:CI"]),
        ("Belgium", ["cog:country:BE"]),
        ("Nouméa", ["cog:com:98818"]),
        ("", []),
        ("Atlantide", []),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, found: list[str]) -> None:
    assert uids(find(name)) == found


def test_homonyms_all_answer_the_largest_first() -> None:
    expected = ["cog:com:97411", "cog:com:93066", "cog:com:11339", "cog:com:30247"]
    assert uids(find("Saint-Denis")) == uids(find("ST DENIS", "commune")) == expected


def test_who_bears_a_name_comes_before_who_took_over_its_bearer() -> None:
    folded = [place.name == "Beaumont" for place in find("Beaumont", "commune")]
    assert True in folded
    assert False in folded
    assert folded == sorted(folded, reverse=True)


def test_a_level_narrows_a_name() -> None:
    assert uids(find("Paris", "commune")) == ["cog:com:75056"]
    assert uids(find("Paris", "region")) == []
    assert uids(find("Nouvelle-Calédonie", "department")) == ["cog:coll:988"]
    assert uids(find("Belgique", "country")) == ["cog:country:BE"]


def test_ancestors_come_nearest_first() -> None:
    assert ancestors("cog:com:35238") == ("cog:epci:243500139", "cog:dep:35", "cog:reg:53", "cog:country:FR")
    assert ancestors("cog:com:98818") == ("cog:coll:988", "cog:country:FR")
    assert ancestors("cog:country:BE") == ()


def test_89_epci_straddle_departments_and_have_none_of_their_own() -> None:
    straddling = [e.uid for e in of_level("epci") if department_of(e.uid) is None]
    assert len(straddling) == 89
    assert all(len(departments_of(uid)) > 1 for uid in straddling)
    touched = [departments_of(e.uid) for e in of_level("epci") if e.uid not in straddling]
    assert {len(departments) for departments in touched} == {1}


def test_an_epci_over_two_regions_is_only_part_of_france() -> None:
    aire_sur_adour = find("CC d'Aire-sur-l'Adour")[0].uid
    assert ancestors(aire_sur_adour) == ("cog:country:FR",)
    assert departments_of(aire_sur_adour) == ("cog:dep:32", "cog:dep:40")


def test_departments_of_larger_places() -> None:
    assert departments_of("cog:reg:53") == ("cog:dep:22", "cog:dep:29", "cog:dep:35", "cog:dep:56")
    assert list(departments_of("cog:country:FR")) == uids(of_level("department"))
    assert departments_of("cog:com:35238") == ("cog:dep:35",)
    assert departments_of("cog:coll:988") == departments_of("cog:country:BE") == ()


def test_departments_load_without_the_communes() -> None:
    script = (
        "from graphmodel.reference import territories as t\n"
        "t.of_level('department'), t.resolve_code('department', '1'), t.find('Ain', 'department')\n"
        "t.ancestors('cog:dep:35'), t.departments_of('cog:reg:53')\n"
        "opened = []\n"
        "rows = t._rows\n"
        "t._rows = lambda file: opened.append(file) or rows(file)\n"
        "t.of_level('department'), t.of_level('commune')\n"
        "print(*opened)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["communes"]


@pytest.mark.parametrize(("file", "level"), [("departements.geojson", "department"), ("regions.geojson", "region")])
def test_the_outlines_have_every_code_and_name_and_stay_small(file: str, level: Level) -> None:
    drawn = [(f["properties"]["code"], f["properties"]["name"]) for f in outlines(file)]
    assert drawn == [(place.code, place.name) for place in of_level(level)]
    assert (ROOT / "ui/static" / file).stat().st_size < 130_000


def test_the_map_is_one_picture_with_the_overseas_beside_the_mainland() -> None:
    points = [p for f in outlines("departements.geojson") for p in _points(f["geometry"])]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    assert (west > -6, east < 10, south > 41, north < 52) == (True,) * 4


def test_a_point_moves_with_the_outline_of_its_department() -> None:
    """Prefectures, overseas and not, fall inside the outline of their département."""
    shapes = {f["properties"]["code"]: f["geometry"] for f in outlines("departements.geojson")}
    for code in ("35238", "97105", "97209", "97302", "97411", "97611", "2A004", "75056"):
        town = by_uid(f"cog:com:{code}")
        department = department_of(f"cog:com:{code}")
        assert town is not None
        assert department is not None
        assert town.lat is not None
        assert town.lon is not None
        lat, lon = map_position(town.lat, town.lon, department)
        assert _inside(lon, lat, shapes[department.removeprefix("cog:dep:")]), town.name


def test_outer_rings_turn_clockwise_or_d3_fills_the_globe() -> None:
    for file in ("departements.geojson", "regions.geojson"):
        for feature in outlines(file):
            for polygon in feature["geometry"]["coordinates"]:
                assert _signed_area(polygon[0]) < 0, feature["properties"]


@needs_shared
def test_codes_names_and_populations_agree_with_the_independent_set() -> None:
    levels: dict[str, Level] = {
        "regions.csv": "region",
        "departements.csv": "department",
        "communes.csv.gz": "commune",
    }
    for file, level in levels.items():
        theirs = [(row["code"], row["name"], row["population"]) for row in _shared(file)]
        ours = [
            (place.code, place.name, str(place.population))
            for place in of_level(level)
            if level != "commune" or department_of(place.uid)
        ]
        assert ours == sorted(theirs), file


@needs_shared
def test_epci_agree_with_the_independent_set_but_for_a_year_of_census() -> None:
    """Its populations of EPCI are those of the year before; ours add up from the communes."""
    theirs = {row["siren"]: row for row in _shared("epci.csv")}
    assert {e.code: (e.name, e.kind) for e in of_level("epci")} == {
        siren: (row["name"], row["type"]) for siren, row in theirs.items()
    }
    for epci in of_level("epci"):
        assert epci.population == pytest.approx(int(theirs[epci.code]["population"]), rel=0.06), epci


@needs_shared
def test_parents_agree_with_the_independent_set() -> None:
    for row in _shared("communes.csv.gz"):
        expected = [f"cog:epci:{row['epci']}"] * bool(row["epci"]) + [f"cog:dep:{row['departement']}"]
        assert list(ancestors(f"cog:com:{row['code']}"))[: len(expected)] == expected
    assert {e["siren"]: e["departements"].split() for e in _shared("epci.csv")} == {
        e.code: [uid.removeprefix("cog:dep:") for uid in departments_of(e.uid)] for e in of_level("epci")
    }


@needs_shared
def test_positions_and_densities_agree_with_the_independent_set() -> None:
    for row in _shared("communes.csv.gz"):
        place = by_uid(f"cog:com:{row['code']}")
        assert place is not None
        if place.lat is None or place.lon is None:
            assert row["lat"] == ""
            continue
        north = (place.lat - float(row["lat"])) * 111.2
        east = (place.lon - float(row["lon"])) * 111.2 * math.cos(math.radians(place.lat))
        assert math.hypot(north, east) < 1, place
        rounding = 0.005 / float(row["area_km2"])  # their areas have two decimals
        assert place.density == pytest.approx(float(row["density"]), rel=0.005 + rounding, abs=0.2), place


def _shared(file: str) -> Iterator[dict[str, str]]:
    path = SHARED_COG / file
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as source:
        yield from csv.DictReader(source)


def _points(geometry: dict[str, Any]) -> Iterator[list[float]]:
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            yield from ring


def _signed_area(ring: list[list[float]]) -> float:
    """Twice the area, positive when the ring turns counterclockwise (the shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _inside(x: float, y: float, geometry: dict[str, Any]) -> bool:
    """Even number of crossings on a ray to the east: outside."""
    crossings = 0
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            for (ax, ay), (bx, by) in pairwise(ring):
                if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                    crossings += 1
    return crossings % 2 == 1
