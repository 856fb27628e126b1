"""The PyPI package `acled`, unchanged, reads our events.

usage: ACLED_API_HOST=http://HOST:PORT/api python acled_package.py EXPORT.csv
EXPORT.csv is `polybius export acled` of the same desk.
"""

import csv
import sys
import warnings
from collections import Counter
from datetime import date, timedelta

warnings.simplefilter("ignore", DeprecationWarning)

from acled import AcledClient
from acled.exceptions import ApiError

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    exported = list(csv.DictReader(file))
assert len(exported) > 10, "the desk has too few events to tell anything"

client = AcledClient(api_key="any", email="reader@example.org")


def ids(events):
    return sorted(event["event_id_cnty"] for event in events)


def expected(test):
    return sorted(row["event_id_cnty"] for row in exported if test(row))


# Everything, in the columns of the export, with values that the package can read.
everything = client.get_data(limit=len(exported) + 10)
assert ids(everything) == expected(lambda row: True)
assert list(everything[0]) == list(exported[0]), list(everything[0])
by_id = {row["event_id_cnty"]: row for row in exported}
for event in everything:
    row = by_id[event["event_id_cnty"]]
    assert event["event_date"].isoformat() == row["event_date"]
    assert event["fatalities"] == int(row["fatalities"])
    assert abs(event["latitude"] - float(row["latitude"])) < 1e-9
    for name in ("country", "region", "actor1", "actor2", "event_type", "location", "admin1", "source", "notes"):
        # A text that a spreadsheet would run has a ' before it in the file.
        assert event[name] == row[name].removeprefix("'"), (name, event, row)
dates = [event["event_date"] for event in everything]
assert dates == sorted(dates, reverse=True), "newest first"

# Filters.
country, many = Counter(row["country"] for row in exported).most_common(1)[0]
assert 0 < many < len(exported)
found = client.get_data(country=country, limit=1000)
assert ids(found) == expected(lambda row: row["country"] == country)
region = next(r["region"] for r in client.get_region_data() if r["region_name"] == exported[0]["region"])
found = client.get_data(region=region, limit=1000)
assert ids(found) == expected(lambda row: row["region"] == exported[0]["region"])
found = client.get_data(event_type="Battles", limit=1000)
assert ids(found) == expected(lambda row: row["event_type"] == "Battles")
found = client.get_data(fatalities=9, query_params={"fatalities_where": ">"}, limit=1000)
assert ids(found) == expected(lambda row: int(row["fatalities"]) > 9)
actor = next(row["actor1"] for row in exported if row["actor1"])
found = client.get_data(actor1=actor[2:].lower(), limit=1000)
assert ids(found) == expected(lambda row: actor[2:].lower() in row["actor1"].lower())
found = client.get_data(fields="event_id_cnty|notes", limit=3)
assert all(list(event) == ["event_id_cnty", "notes"] for event in found)

# Ranges of days.
days = sorted(row["event_date"] for row in exported)
low, high = days[len(days) // 4], days[3 * len(days) // 4]
found = client.get_data(
    event_date=f"{low}|{high}", query_params={"event_date_where": "BETWEEN"}, limit=1000
)
assert ids(found) == expected(lambda row: low <= row["event_date"] <= high)
found = client.get_data(event_date=date.fromisoformat(low), limit=1000)
assert ids(found) == expected(lambda row: row["event_date"] == low)
year = int(days[-1][:4])
assert ids(client.get_data(year=year, limit=1000)) == expected(lambda row: row["year"] == str(year))
tomorrow = date.today() + timedelta(days=2)
assert client.get_data(timestamp=tomorrow) == [], "nothing has changed since then"

# Pages.
pages = []
while page := client.get_data(limit=7, page=len(pages) + 1):
    pages.append(page)
assert all(len(page) == 7 for page in pages[:-1])
assert [e["event_id_cnty"] for page in pages for e in page] == [e["event_id_cnty"] for e in everything]

# The tables beside it.
countries = {c["country"]: c["event_count"] for c in client.get_country_data(limit=500)}
assert countries == Counter(row["country"] for row in exported)
actors = {a["actor_name"] for a in client.get_actor_data(limit=5000)}
assert {row["actor1"] for row in exported} <= actors
types = {t["actor_type_id"] for t in client.get_actor_type_data()}
assert {int(row["inter1"]) for row in exported} <= types
assert client.get_deleted_data() == []

# What cannot be asked is an error with our words.
try:
    client.get_data(query_params={"contry": "Mali"})
except ApiError as error:
    assert "400" in str(error), error
else:
    raise AssertionError("a parameter that does not exist must be an error")

print(f"acled: {len(everything)} events in {len(pages)} pages of 7, {many} of {country}")
