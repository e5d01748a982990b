"""The year of a date that is written without one.

Settled by the publication day, by a weekday that fits, or as the latest past; never guessed ahead
of the witnesses.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

# The calendar of weekdays repeats after 28 years; a page is seldom older than half of that.
_YEARS_BACK = 14
_AHEAD = timedelta(days=60)


def _dates(month: int, day: int, years: range) -> list[date]:
    return [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]


def nearest_to(month: int, day: int, published: date) -> date | None:
    """The date nearest to the publication day, at most two months after it."""
    around = _dates(month, day, range(published.year - 1, published.year + 2))
    past = [d for d in around if d <= published + _AHEAD]
    return min(past, key=lambda d: abs(d - published), default=None)


def latest_with_weekday(
    month: int, day: int, weekdays: AbstractSet[int], ingested_on: date
) -> date | None:
    """The latest past date that falls on one of ``weekdays`` (1 is Monday)."""
    past = _past(month, day, ingested_on)
    return max((d for d in past if d.isoweekday() in weekdays), default=None)


def latest_past(month: int, day: int, ingested_on: date) -> date | None:
    """The latest date not after the day of landing (or the day behind it, for zones ahead)."""
    return max(_past(month, day, ingested_on), default=None)


def _past(month: int, day: int, ingested_on: date) -> list[date]:
    years = range(max(1, ingested_on.year - _YEARS_BACK), ingested_on.year + 1)
    return [d for d in _dates(month, day, years) if d <= ingested_on + timedelta(days=1)]
