"""A place's country and zone from the lexicons of cities and countries, for the header's readers.

Looks up words that are known to be a place; finding places in sentences is not done here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the lexicons have it; ``time_zone`` is None for a country."""

    name: str
    country_code: str
    time_zone: str | None


@cache
def _cities() -> dict[str, tuple[Place, ...]]:
    rows = sorted(entries("cities"), key=lambda r: (-int(r["population"] or 0), r["city"]))
    found: dict[str, tuple[Place, ...]] = {}
    for row in rows:
        place = Place(row["city"], row["country_code"], row["time_zone"] or None)
        key = row["surface"].casefold()
        found[key] = (*found.get(key, ()), place)
    return found


@cache
def _countries() -> dict[str, Place]:
    return {
        r["surface"].casefold(): Place(r["name"], r["country_code"], None)
        for r in reversed(entries("countries"))
    }


def find_city(words: str, country_code: str | None = None) -> Place | None:
    """The city of that name: the one in ``country_code`` if there is one, else the largest."""
    cities = _cities().get(words.strip().rstrip(".").casefold(), ())
    own = [c for c in cities if c.country_code == country_code]
    return next(iter(own or cities), None)


def find_country(words: str) -> Place | None:
    """The country of that name."""
    return _countries().get(words.strip().rstrip(".").casefold())


def find_place(words: str) -> Place | None:
    """The city or country named by a dateline: "New Delhi [India]", "BRIDGETOWN, Barbados"."""
    parts = [p.strip() for p in re.split(r"[,/\[\]]", words) if p.strip()]
    if not parts:
        return None
    country = next((c for c in map(find_country, parts[1:]) if c), None)
    city = find_city(words) or find_city(parts[0], country.country_code if country else None)
    return city or country or find_country(parts[0])


@cache
def _country_words() -> Matcher:
    return Matcher((*entries("countries"), *entries("demonyms")))


def count_countries(text: str) -> dict[str, int]:
    """How often ``text`` names each country or its people, by country code."""
    counts: dict[str, int] = {}
    for hit in _country_words().find(text):
        code = hit.entry["country_code"]
        counts[code] = counts.get(code, 0) + 1
    return counts


@cache
def seat_of_country(country_code: str) -> Place | None:
    """The country's largest city if all its cities share one zone, else None."""
    cities = [place for places in _cities().values() for place in places]
    own = [c for c in cities if c.country_code == country_code and c.time_zone]
    return own[0] if own and len({c.time_zone for c in own}) == 1 else None
