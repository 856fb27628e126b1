"""GDAL opens our events as a collection of OGC API - Features.

usage: python features.py http://HOST:PORT EXPORT.geojson
EXPORT.geojson is `polybius export geojson` of the same desk.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

server, export = sys.argv[1:]
exported = json.loads(Path(export).read_text(encoding="utf-8"))["features"]
collection = f"OAPIF:{server}/ogc"


def ogr2ogr(*options):
    """The features that GDAL reads."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.geojson"
        command = ["ogr2ogr", "-f", "GeoJSON", str(out), collection, "events", *options]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0 and "ERROR" not in done.stderr, (command, done.stderr)
        return json.loads(out.read_text(encoding="utf-8"))["features"]


def ids(features):
    # GDAL keeps an id that is no number as a property of its own.
    return sorted(f.get("id") or f["properties"]["id"] for f in features)


def expected(test):
    return sorted(f["id"] for f in exported if test(f))


# What ogrinfo says of it.
info = subprocess.run(["ogrinfo", "-so", collection, "events"], capture_output=True, text=True, check=True).stdout
assert f"Feature Count: {len(exported)}" in info, info
assert "event_type: String" in info and "killed_best: Integer" in info, info

# All of it, more than one page.
everything = ogr2ogr("-oo", "PAGE_SIZE=10")
assert ids(everything) == expected(lambda f: True)
points = {f["properties"]["id"]: f["geometry"] for f in everything if f["geometry"]}
assert points.keys() == {f["id"] for f in exported if f["geometry"]}

# A box.
placed = [f["geometry"]["coordinates"] for f in exported if f["geometry"]]
west, east = (sorted(p[0] for p in placed)[len(placed) * n // 4] for n in (1, 3))
south, north = (sorted(p[1] for p in placed)[len(placed) * n // 4] for n in (1, 3))


def inside(feature):
    if not feature["geometry"]:
        return False
    x, y = feature["geometry"]["coordinates"]
    return west <= x <= east and south <= y <= north


box = [str(n) for n in (west, south, east, north)]
found = ogr2ogr("-spat", *box)
assert ids(found) == expected(inside) != [], (ids(found), expected(inside))

# Time: GDAL asks the server for `datetime`.
days = sorted(f["properties"]["date_start"] for f in exported if "date_start" in f["properties"])
day = days[len(days) // 2]
found = ogr2ogr("-where", f"date_start >= '{day.replace('-', '/')}'")
wanted = expected(lambda f: f["properties"].get("date_start", "") >= day)
assert 0 < len(wanted) < len(exported)
assert set(wanted) <= set(ids(found)), (wanted, ids(found))
assert all(f["properties"]["date_end"].replace("/", "-") >= day for f in found)

# A property.
kind = exported[0]["properties"]["event_type"]
found = ogr2ogr("-where", f"event_type = '{kind}'")
assert ids(found) == expected(lambda f: f["properties"]["event_type"] == kind)

print(f"gdal: {len(everything)} features, {len(points)} with a point, {len(ids(found))} of type {kind}")
