"""Times that a page counts back from when it is looked at: "2 hours ago", "Ayer", "vor 3 Stunden".

They say something only where the page or its container states when it was fetched: a WARC record's
date, a field such as ``fetched_at``, a saved page's date, a collector's stamp, the page's clock.
The instant of ingestion is never taken: a dump may be landed months after it was made. The words
are rows of the lexicon ``relative_times``.

A count is rounded down by those who write it, so "2 hours ago" is any time from three to two hours
before the fetch. Where one day holds nearly all of these, that is the day; else the words are kept
with no day. Counts of weeks and more say too little to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from communique.article.view import View, ViewLine
from communique.article.witness import LAST_RESORTS, Witness, instant_of
from communique.lexicon.load import entries
from communique.page.header_words import header_pattern, header_words
from communique.page.written_dates import WrittenDate, WrittenTime, find_dates, find_times
from communique.spans import Span

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_DAY = timedelta(days=1)
_SURE = 0.85
"""The share of the possible times that must lie in one day for the day to be told."""

_MOST_WORDS = 15
_LINES_BELOW = 8
_ROLES = {"byline", "dateline", "nav", "other", "share", "newsletter"}
_PARTED = re.compile(r"\s*[|•·]\s*|\s+[\u2013\u2014-]\s+|\s{2,}")
_DATED = {"published", "created", "updated"}
_FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """Words that count back: how many of which unit, a clock with a whole day, and their place."""

    span: Span
    unit: str
    count: int
    clock: WrittenTime | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """When the page was fetched: an instant in UTC, or only a day of the page's own zone."""

    instant: datetime | None
    day: date


def find_relative(text: str) -> RelativeTime | None:
    """The first relative time of a line; a whole day only where the line's part says no more."""
    for match in _pattern().finditer(text):
        row = _rows()[_folded(match)]
        digits = re.search(r"\d+", match[0])
        count = int(row["count"] or (digits[0] if digits else 0))
        found = RelativeTime(Span(*match.span()), row["unit"], count)
        if row["unit"] != "date":
            return found
        whole = _whole_day(text, found, is_ambiguous=row["note"].startswith("ambiguous"))
        if whole:
            return whole
    return None


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["surface"].casefold(): row for row in entries("relative_times")}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_rows(), key=lambda f: (-len(f), f))
    return re.compile("|".join(map(_form, forms)), re.IGNORECASE)


def _form(form: str) -> str:
    """A form as a pattern: whole words, but for scripts that part none."""
    words = r"\s+".join(re.escape(w) for w in form.split())
    begin = r"(?<!\d)" if form[0] >= _FIRST_IDEOGRAPH else r"(?<![\w.,:/-])"
    end = "" if form[-1] >= _FIRST_IDEOGRAPH else r"(?!\w)"
    return begin + words.replace(r"\#", r"\d{1,3}") + end


def _folded(match: re.Match[str]) -> str:
    return " ".join(re.sub(r"\d+", "#", match[0]).casefold().split())


def _whole_day(text: str, found: RelativeTime, *, is_ambiguous: bool) -> RelativeTime | None:
    """A whole day with its clock, if its part of the line says nothing else."""
    ends = [0, *(m.end() for m in _PARTED.finditer(text) if m.end() <= found.span.start)]
    begins = [m.start() for m in _PARTED.finditer(text) if m.start() >= found.span.end]
    part = Span(ends[-1], begins[0] if begins else len(text))
    after = [t for t in find_times(text) if found.span.end <= t.span.start < part.end]
    if is_ambiguous and not after:
        return None
    rest = text[part.start : found.span.start] + " " + text[found.span.end : part.end]
    for clock in find_times(rest)[:1]:
        rest = rest[: clock.span.start] + rest[clock.span.end :]
    rest = header_pattern("date_label").sub(" ", rest)
    if re.search(r"[^\W\d_]{4,}|\d", rest):
        return None
    clock_read = after[0] if after else None
    span = found.span.cover(clock_read.span) if clock_read else found.span
    return RelativeTime(span, found.unit, found.count, clock_read)


def fetch_of(witnesses: Iterable[Witness]) -> Fetch | None:
    """The earliest fetch that is stated, one with a zone before one with a day alone."""
    fetches = [w for w in witnesses if w.basis in LAST_RESORTS and w.written.day]
    instants = [instant_of(w, None)[0] for w in fetches if w.time and w.zone]
    if instants:
        first = min(instants)
        return Fetch(first, first.date())
    return Fetch(None, min(w.day for w in fetches)) if fetches else None


def relative_witnesses(view: View, fetch: Fetch, time_zone: str | None) -> Iterator[Witness]:
    """The relative times of metadata and of the lines under the headline, counted from ``fetch``.

    A line that has a date needs none; ``time_zone`` is the page's, UTC where it is not known.
    """
    zone = ZoneInfo(time_zone) if time_zone else ZoneInfo("UTC")
    for no, stated in enumerate(view.stated):
        found = _alone(stated.value) if stated.attribute in _DATED else None
        if found:
            span = found.span.shift(stated.span.start)
            is_update = stated.attribute == "updated"
            yield _witness(found, span, fetch, zone, is_update=is_update, no=no)
    for line in _lines(view):
        found = _alone(line.text)
        if found and (line.role in _ROLES or _says_no_more(line.text, found)):
            before = list(header_pattern("date_label").finditer(line.text[: found.span.start]))
            label = header_words("date_label")[before[-1][0].lower()] if before else "published"
            span = Span(before[-1].start(), found.span.end) if before else found.span
            if label in _DATED:
                is_update = label == "updated"
                own = line.line.origin(span)
                yield _witness(found, own, fetch, zone, is_update=is_update, no=line.line.no)


def _alone(text: str) -> RelativeTime | None:
    """The relative time of a text without a date."""
    found = find_relative(text)
    return found if found and not find_dates(text) else None


def _lines(view: View) -> Iterator[ViewLine]:
    """The short lines of the head that stand under the headline, or all where there is none."""
    head = view.region("head")
    headline = next((v.line.no for v in head if v.role == "headline"), -1)
    for line in head:
        if headline < line.line.no <= headline + _LINES_BELOW and line.line.words <= _MOST_WORDS:
            yield line


def _says_no_more(text: str, found: RelativeTime) -> bool:
    rest = text[: found.span.start] + " " + text[found.span.end :]
    return not re.search(r"\w", header_pattern("date_label").sub(" ", rest))


def _witness(
    found: RelativeTime, span: Span, fetch: Fetch, zone: ZoneInfo, *, is_update: bool, no: int
) -> Witness:
    day, is_sure, clock = _resolved(found, fetch, zone)
    return Witness(
        basis="relative_updated" if is_update else "relative",
        is_labelled=False,
        written=WrittenDate(span, day.year, day.month, day.day if is_sure else None),
        day=day,
        time=clock,
        zone=None,
        span=span,
        is_above=False,
        place_no=no,
    )


def _resolved(
    found: RelativeTime, fetch: Fetch, zone: ZoneInfo
) -> tuple[date, bool, WrittenTime | None]:
    """The day in ``zone``, whether it is sure, and the clock if it is told to the minute."""
    if found.unit == "date":
        today = fetch.instant.astimezone(zone).date() if fetch.instant else fetch.day
        return today - found.count * _DAY, True, found.clock
    unit = _UNITS[found.unit]
    if fetch.instant and found.unit == "minute":
        told = (fetch.instant - found.count * unit).astimezone(zone)
        return told.date(), True, WrittenTime(found.span, told.hour, told.minute)
    first = fetch.instant or datetime.combine(fetch.day, time(), zone)
    last = fetch.instant or datetime.combine(fetch.day + _DAY, time(), zone)
    earliest, latest = first - (found.count + 1) * unit, last - found.count * unit
    day = (earliest + (latest - earliest) / 2).astimezone(zone).date()
    begin = datetime.combine(day, time(), zone).astimezone(UTC)
    inside = min(latest, begin + _DAY) - max(earliest, begin)
    if inside >= _SURE * (latest - earliest):
        return day, True, None
    return (first + (last - first) / 2 - found.count * unit).astimezone(zone).date(), False, None
