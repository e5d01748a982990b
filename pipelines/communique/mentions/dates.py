"""Words of time to a day, a month or nothing, from one article's own dates.

A weekday without a date is settled by tense and the day of publication, a date without a year by
its weekday when it has one, else by tense and nearness. Every answer names its rule. What the
article does not let us resolve stays open: nothing falls back on the day of publication.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from communique.mentions.times import SEASONS, TimeWords
from communique.records import DatePrecision

Tense = Literal["past", "future", "unknown"]
_SATURDAY = 5
_DECEMBER = 12
_HALF_YEAR = 6
_LONG_AGO = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day of writing (published, else dateline's); ``ingested_on`` settles years only."""

    written_on: date | None
    ingested_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A resolved time: first and last day (None when one), precision, EDTF and the rule."""

    start: date
    end: date | None
    precision: DatePrecision
    edtf: str
    rule: str

    @property
    def last(self) -> date:
        """The last day that is named: of a month or a year its last."""
        if self.precision == "year":
            return date((self.end or self.start).year, 12, 31)
        if self.precision == "month":
            first = self.end or self.start
            return first.replace(day=monthrange(first.year, first.month)[1])
        return self.end or self.start


def resolve(
    words: TimeWords, anchor: Anchor, tense: Tense = "unknown", told: date | None = None
) -> Resolved | None:
    """What ``words`` name on the calendar, or None when the article does not settle it.

    ``told`` is the last day told before: what "the next day" counts from.
    """
    if words.month and words.unit == "year":
        if anchor.written_on is None:
            return None
        words = replace(words, year=anchor.written_on.year + words.offset, unit=None)
    if words.day:
        known = words.month is not None
        return _calendar_day(words, anchor, tense) if known else _day_of_month(words, anchor, tense)
    if words.weekday is not None:
        return _weekday(words, anchor, tense)
    if words.unit:
        return _counted(words, anchor, tense, told)
    if words.month:
        return _month(words, anchor, tense)
    if words.year:
        return Resolved(start=date(words.year, 1, 1), end=None, precision="year",
                        edtf=str(words.year), rule="year_as_written")  # fmt: skip
    return None


def _counted(words: TimeWords, anchor: Anchor, tense: Tense, told: date | None) -> Resolved | None:
    """A season, or a distance from the day told or from publication."""
    if words.unit in SEASONS:
        return _season(words, anchor)
    if words.unit == "anchored":
        day = told + timedelta(days=words.offset) if told else None
        return _days(day, None, "day_from_day_told") if day else None
    return _distance(words, anchor, tense)


def _calendar_day(words: TimeWords, anchor: Anchor, tense: Tense) -> Resolved | None:
    month, day = words.month or 0, words.day or 0
    year, rule = words.year or words.end_year, "date_as_written"
    if not year:
        year, rule = _open_year(words, anchor, tense)
    start = _day(year, month, day)
    if start is None or year is None:
        return None
    end_month = words.end_month or month
    end_year = words.end_year or (year + 1 if end_month < month else year)
    end = _day(end_year, end_month, words.end_day or 0)
    return _days(start, end if end and end > start else None, rule)


def _day_of_month(words: TimeWords, anchor: Anchor, tense: Tense) -> Resolved | None:
    """A day alone ("on the 22nd") is of the month around publication that fits the tense."""
    written_on = anchor.written_on
    if written_on is None:
        return None
    months = [written_on.year * 12 + written_on.month - 1 + step for step in (-1, 0, 1)]
    near = [_day(month // 12, month % 12 + 1, words.day or 0) for month in months]
    days = [day for day in near if day]
    days = _in_tense(days, written_on, tense) or days
    if not days:
        return None
    start = _nearest(days, written_on)
    end = _day(start.year, start.month, words.end_day or 0)
    return _days(start, end if end and end > start else None, "month_from_publication_day")


def _open_year(words: TimeWords, anchor: Anchor, tense: Tense) -> tuple[int | None, str]:
    written_on = anchor.written_on or anchor.ingested_on
    near = [_day(written_on.year + step, words.month or 0, words.day or 0) for step in (-1, 0, 1)]
    days = [day for day in near if day]
    if words.weekday is not None:
        days_of_week = [day for day in days if day.weekday() == words.weekday]
        if days_of_week:
            return _nearest(days_of_week, written_on).year, "year_from_weekday"
    days = _in_tense(days, written_on, tense) or days
    if not days:
        return None, ""
    rule = "year_from_publication" if anchor.written_on else "year_from_ingestion"
    return _nearest(days, written_on).year, rule


def _in_tense(days: list[date], written_on: date, tense: Tense) -> list[date]:
    if tense == "past":  # a page may be stamped in a zone behind the event's
        return [day for day in days if day <= written_on + timedelta(days=1)]
    if tense == "future":
        return [day for day in days if day >= written_on]
    return days


def _nearest(days: list[date], written_on: date) -> date:
    return min(days, key=lambda day: (abs(day - written_on), day))


def _weekday(words: TimeWords, anchor: Anchor, tense: Tense) -> Resolved | None:
    written_on = anchor.written_on
    if written_on is None or words.weekday is None:
        return None
    ahead = (words.weekday - written_on.weekday()) % 7
    behind = (written_on.weekday() - words.weekday) % 7
    last, coming = written_on - timedelta(days=behind), written_on + timedelta(days=ahead)
    if words.side == 1:
        start, rule = written_on + timedelta(days=ahead or 7), "next_weekday"
    elif words.side == -1:
        start, rule = written_on - timedelta(days=behind or 7), "last_weekday"
    elif tense == "future":
        start, rule = coming, "weekday_ahead"
    elif tense == "past":
        start, rule = last, "weekday_behind"
    else:
        start, rule = (last if behind <= ahead else coming), "weekday_nearest"
    end = None
    if words.end_weekday is not None:
        end = start + timedelta(days=(words.end_weekday - words.weekday) % 7)
    return _days(start, end, rule)


def _distance(words: TimeWords, anchor: Anchor, tense: Tense) -> Resolved | None:
    written_on = anchor.written_on
    if written_on is None:
        return None
    if words.unit == "day":
        return _days(written_on + timedelta(days=words.offset), None, "day_from_publication")
    if words.unit == "week":
        return _week(written_on, words.offset)
    if words.unit == "weekend":
        return _weekend(written_on, words.offset, tense)
    if words.unit == "month":
        months = written_on.year * 12 + written_on.month - 1 + words.offset
        return _whole_month(months // 12, months % 12 + 1, "month_from_publication")
    year = written_on.year + words.offset
    return Resolved(start=date(year, 1, 1), end=None, precision="year", edtf=str(year),
                    rule="year_from_publication_year")  # fmt: skip


def _week(written_on: date, offset: int) -> Resolved | None:
    """A week names a month when it lies in one whole, else nothing that a column can hold."""
    monday = written_on - timedelta(days=written_on.weekday()) + timedelta(weeks=offset)
    sunday = monday + timedelta(days=6)
    if monday.month != sunday.month:
        return None
    return _whole_month(monday.year, monday.month, "month_of_week")


def _weekend(written_on: date, offset: int, tense: Tense) -> Resolved:
    """Saturday and Sunday; one that is neither last nor next goes by tense."""
    is_past = offset < 0 or (offset == 0 and tense == "past")
    since = (written_on.weekday() - _SATURDAY) % 7
    if not is_past:
        saturday = written_on + timedelta(days=(-since) % 7 or 7 * (offset > 0))
    else:
        saturday = written_on - timedelta(days=since or 7 * (offset < 0))
    return _days(
        saturday, saturday + timedelta(days=1), "weekend_behind" if is_past else "weekend_ahead"
    )


def _season(words: TimeWords, anchor: Anchor) -> Resolved | None:
    """A season is written as its year: the labels of a column know no season, EDTF does."""
    first = SEASONS[words.unit or ""]
    year, rule = words.year, "season_as_written"
    if year is None:
        written_on = anchor.written_on
        if written_on is None:
            return None
        ended = written_on.month > (first + 2 if first < _DECEMBER else 2)
        year, rule = written_on.year, "season_from_publication"
        if words.offset < 0:
            year -= not ended or first == _DECEMBER
        elif words.offset > 0:
            year += written_on.month >= first
    number = 21 + (first // 3 - 1)
    return Resolved(start=date(year, 1, 1), end=None, precision="year",
                    edtf=f"{year:04d}-{number}", rule=rule)  # fmt: skip


def _month(words: TimeWords, anchor: Anchor, tense: Tense) -> Resolved | None:
    month = words.month or 0
    if words.year:
        return _whole_month(words.year, month, "month_as_written")
    written_on = anchor.written_on
    if written_on is None:
        return None
    year = written_on.year
    is_ahead = words.side == 1 or (words.side is None and tense == "future")
    if is_ahead:
        year += month < written_on.month
    elif words.side == -1:
        year -= month >= written_on.month
    elif words.side is None and tense == "past" and not _is_long_ago(month, written_on):
        year -= month > written_on.month
    elif words.side is None:
        far = month - written_on.month
        return _whole_month(year + (far < -_HALF_YEAR) - (far > _HALF_YEAR), month, "month_nearest")
    return _whole_month(year, month, "month_ahead" if is_ahead else "month_behind")


def _is_long_ago(month: int, written_on: date) -> bool:
    """Whether a month of the year before lies so far back that who means it gives its year."""
    return month > written_on.month and written_on.month + 12 - month > _LONG_AGO


def _whole_month(year: int, month: int, rule: str) -> Resolved:
    return Resolved(start=date(year, month, 1), end=None, precision="month",
                    edtf=f"{year:04d}-{month:02d}", rule=rule)  # fmt: skip


def _days(start: date, end: date | None, rule: str) -> Resolved:
    mark = "?" if rule == "year_from_ingestion" else ""
    edtf = f"{start.isoformat()}{mark}" + (f"/{end.isoformat()}{mark}" if end else "")
    return Resolved(start=start, end=end, precision="day", edtf=edtf, rule=rule)


def _day(year: int | None, month: int, day: int) -> date | None:
    if not year or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)
