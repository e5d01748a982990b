"""UTC offsets and zones as pages state them behind a time: "IST", "(UTC+04:00)", "Aden Time".

Only reads what stands there; the zone of a newsroom that states none is the outlet's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.article.places import count_countries, find_city
from communique.lexicon.load import entries

_OFFSET = re.compile(
    r"\s*[(\[]?(?:UTC|GMT|Z)?\s*(?P<sign>[+\u2212\u2013-])(?P<h>[01]?\d)(?::?(?P<m>[0-5]\d))?(?!\d)[)\]]?"
)
_UTC = re.compile(r"\s*[(\[]?(?:UTC|GMT|Z)\b[)\]]?")
_NAME = re.compile(r"\s*[(\[]?(?P<name>[A-Za-z]{2,5})\b[)\]]?")
_CITY_TIME = re.compile(r"\s*(?P<city>[A-Z][\w'.-]+(?: [A-Z][\w'.-]+)?) [Tt]ime\b")


@dataclass(frozen=True, slots=True)
class StatedZone:
    """A zone as stated: an offset ("+05:30") or an IANA name, and where its words end."""

    offset: str | None
    time_zone: str | None
    end: int

    def localise(self, local: datetime) -> tuple[datetime, str]:
        """``local`` made aware, and its offset as ``+05:30``."""
        offset = self.offset or offset_text(local, self.time_zone or "UTC")
        return local.replace(
            tzinfo=datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo
        ), offset


def offset_text(local: datetime, time_zone: str) -> str:
    """The offset of ``time_zone`` at the local time, as ``+05:30``; UTC for an unknown zone."""
    try:
        delta = ZoneInfo(time_zone).utcoffset(local)
    except (ZoneInfoNotFoundError, ValueError):
        delta = None
    minutes = round((delta or timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@cache
def _named() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in entries("time_zones"):
        pair = (row["offset"], row["country_code"])
        found[row["surface"]] = (*found.get(row["surface"], ()), pair)
    return found


def find_zone(text: str, at: int, *, country_code: str | None, page: str = "") -> StatedZone | None:
    """The zone stated at ``at`` of ``text``.

    Of namesakes ("IST") the one of ``country_code`` is taken, else that of the country which the
    text of the ``page`` names most often.
    """
    match = _OFFSET.match(text, at)
    if match and int(match["h"]) <= 14:
        sign = "+" if match["sign"] == "+" else "-"
        return StatedZone(f"{sign}{int(match['h']):02d}:{match['m'] or '00'}", None, match.end())
    match = _UTC.match(text, at)
    if match:
        return StatedZone("+00:00", None, match.end())
    city = _CITY_TIME.match(text, at)
    found = find_city(city["city"]) if city else None
    if city and found:
        return StatedZone(None, found.time_zone, city.end())
    return _named_zone(text, at, country_code, page)


def _named_zone(text: str, at: int, country_code: str | None, page: str) -> StatedZone | None:
    match = _NAME.match(text, at)
    if not match:
        return None
    pairs = _named().get(match["name"], ()) or _named().get(match["name"].upper(), ())
    if not pairs:
        return None
    own = [offset for offset, country in pairs if country and country == country_code]
    return StatedZone((own or [_most_spoken_of(page, pairs)])[0], None, match.end())


def _most_spoken_of(page: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The offset of the namesake whose country the page names most often, else the last one's."""
    if len(pairs) == 1:
        return pairs[0][0]
    counts = count_countries(page)
    return max(pairs, key=lambda pair: (counts.get(pair[1], 0), pairs.index(pair)))[0]
