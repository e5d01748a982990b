"""Dates in a page's metadata: ISO 8601, e-mail's form, or as a line of the page would write them.

Gives what is written and the zone with it; which witness is believed is ``published``'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.article.places import Place, seat_of_country
from communique.article.view import Stated, View
from communique.article.zones import StatedZone, find_zone
from communique.page.written_dates import WrittenDate, WrittenTime, find_dates, find_times
from communique.spans import Span

_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T\s]+(?P<h>[01]\d|2[0-3]):?(?P<min>[0-5]\d)(?::?[0-5]\d(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?!\d)"
)
_UNIX = re.compile(r"\s*(?P<seconds>1\d{9})(?:\d{3})?\s*")
_C_TIME = re.compile(r"\d\d:\d\d:\d\d\s+(?P<zone>[A-Z]{2,5})\s+(?P<y>(?:19|20)\d\d)\b")
_ORDINAL_STOP = re.compile(r"(?<=\d)\.(?=\s+[^\W\d])")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
)
_REGION = re.compile(r"[a-z]{2,3}[-_](?:[A-Z][a-z]{3}[-_])?(?P<country>[A-Z]{2})\b")
_TOP_LEVEL = re.compile(r"https?://[\w.-]+\.(?P<country>[a-z]{2})(?=[/:]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date of the metadata: what it tells, its witness, and day, time and zone as written."""

    attribute: str
    basis: str
    written: WrittenDate
    time: WrittenTime | None
    zone: StatedZone | None
    span: Span


def stated_dates(view: View, country_code: str | None) -> Iterator[StatedDate]:
    """The dates of the metadata header in order; a day in the page's own address is one too."""
    for stated in view.stated:
        if stated.attribute in ("published", "created", "updated", "fetched"):
            found = _iso(stated) or _as_written(stated, country_code)
            if found:
                yield found
        elif stated.attribute == "address":
            yield from _in_address(stated)


def seat_of_page(view: View) -> Place | None:
    """The country that the page's locale or its address's last part names, where it has one zone.

    A last resort for the day of an instant in UTC when the outlet's own zone is not known.
    """
    for attribute, pattern in (("language", _REGION), ("address", _TOP_LEVEL)):
        for stated in view.all_stated(attribute):
            match = pattern.match(stated.value)
            if match:
                return seat_of_country(match["country"].upper())
    return None


def _iso(stated: Stated) -> StatedDate | None:
    match = _ISO.match(stated.value)
    if not match or not _is_day(int(match["y"]), int(match["m"]), int(match["d"])):
        return _unix(stated)
    span = Span(stated.span.start, stated.span.start + match.end())
    written = WrittenDate(span, int(match["y"]), int(match["m"]), int(match["d"]))
    time = WrittenTime(span, int(match["h"]), int(match["min"])) if match["h"] else None
    # Midnight to the minute is how a system writes a day without a time.
    if time and (time.hour, time.minute) == (0, 0) and match["zone"] in (None, "Z"):
        time = None
    zone = StatedZone(_offset(match["zone"]), None, span.end) if time and match["zone"] else None
    return StatedDate(stated.attribute, stated.basis, written, time, zone, span)


def _offset(zone: str) -> str:
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _unix(stated: Stated) -> StatedDate | None:
    """Seconds or milliseconds since 1970."""
    match = _UNIX.fullmatch(stated.value)
    if not match:
        return None
    days, seconds = divmod(int(match["seconds"]), 86_400)
    day = date.fromordinal(date(1970, 1, 1).toordinal() + days)
    written = WrittenDate(stated.span, day.year, day.month, day.day)
    time = WrittenTime(stated.span, seconds // 3600, seconds % 3600 // 60)
    zone = StatedZone("+00:00", None, stated.span.end)
    return StatedDate(stated.attribute, stated.basis, written, time, zone, stated.span)


def _as_written(stated: Stated, country_code: str | None) -> StatedDate | None:
    # "Tue Jul 30 09:35:14 CEST 2019": the year goes to the day, for the readers of lines.
    value = _C_TIME.sub(lambda m: f"{m['y']:<{len(m[0])}}", stated.value)
    # "3. Dezember 2011": the stop goes, the offsets stay.
    value = _ORDINAL_STOP.sub(" ", value)
    dates, times = find_dates(value), find_times(stated.value)
    if not dates or dates[0].day is None or dates[0].year is None:
        return None
    time = times[0] if times else None
    zone = find_zone(stated.value, time.span.end, country_code=country_code) if time else None
    return StatedDate(stated.attribute, stated.basis, dates[0], time, zone, stated.span)


def _in_address(stated: Stated) -> Iterator[StatedDate]:
    match = _IN_ADDRESS.search(stated.value)
    if match and _is_day(int(match[1]), int(match[2]), int(match[3])):
        span = Span(stated.span.start + match.start(1), stated.span.start + match.end(3))
        written = WrittenDate(span, int(match[1]), int(match[2]), int(match[3]))
        yield StatedDate("published", "address", written, None, None, span)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
