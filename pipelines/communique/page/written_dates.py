"""Calendar dates and clock times as pages write them, found in a line with their spans.

Reads the parts of a date and which readings of "12/11/2025" are possible; which reading is right,
in what zone and what it dates is the article's business.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from communique.lexicon.load import entries
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written: day and year may be missing; ``swapped`` is the other order, if possible.

    ``weekday`` is 1 (Monday) to 7 when it stands with the date.
    """

    span: Span
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    is_ambiguous: bool = False

    def swapped(self) -> WrittenDate:
        """The same date with day and month exchanged; only for an ambiguous one."""
        if not self.is_ambiguous or self.day is None:
            raise ValueError("this date has one reading only")
        return WrittenDate(self.span, self.year, self.day, self.month, self.weekday, True)


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A clock time as written, 24-hour."""

    span: Span
    hour: int
    minute: int


@cache
def _words(kind: str) -> dict[str, int]:
    return {r["surface"]: int(r["number"]) for r in entries("calendar_words") if r["kind"] == kind}


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Each form of a date, one of the marks that it holds, or none, and whether it has a year."""
    month = rf"(?P<m>{_alternatives(_words('month'))})\.?"
    weekday = rf"(?:(?P<w>{_alternatives(_words('weekday'))})\.?,?\s+)?"
    day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<y>(?:19|20)\d\d)"
    flags = re.IGNORECASE
    return (
        (re.compile(rf"(?<!\d){year}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", flags), "-", True),
        (re.compile(rf"(?<!\d){year}[./](?P<m>\d\d?)[./](?P<d>\d\d?)(?!\d)", flags), "./",
         True),
        (re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?P<m>\d\d?)月(?P<d>\d\d?)日", flags), "年",
         True),
        (re.compile(rf"\b{weekday}{month}\s+{day}(?!\d)(?:\s*,?\s*{year})?", flags), "", False),
        (re.compile(rf"(?<![\d.])\b{weekday}{day}\s*(?:de\s+|of\s+)?[- ,]?\s*{month}"
                    rf"(?![a-zà-ÿ])(?:[- ,.]*(?:de\s+)?{year})?", flags), "", False),
        (re.compile(r"(?<![\d./-])(?P<a>\d\d?)\s?(?P<s>[./-])(?P<b>\d\d?)(?P=s)"
                    r"(?P<y>(?:19|20)\d\d)(?!\d)", flags), "./-", True),
        (re.compile(r"(?<![\d./-])(?P<a>\d\d)(?P<s>[./])(?P<b>\d\d)(?P=s)(?P<y>\d\d)"
                    r"(?![\d./-])", flags), "./", False),
        (re.compile(rf"\b{month}\s+{year}(?!\d)", flags), "", False),
    )  # fmt: skip


_DIGIT = re.compile(r"\d")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What every date without the name of a month holds.
_IN_NUMBERS = re.compile(r"[./-]\d\d?[./-]\d|\u5e74")
# From a day to the month after it, and from a month on to its day or year.
_TO_MONTH = re.compile(r"(?<!\d)\d\d?(?:st|nd|rd|th)?\s*(?:de\s+|of\s+)?[- ,]?\s*", re.IGNORECASE)
_TO_DAY = re.compile(r"\.?\s+\d")
_TIME = re.compile(
    r"(?<![\d:.-])(?P<h>[0-2]?\d)(?::|\.(?=\d\d\s*[ap]\.?m)|(?<=\d)h)(?P<n>[0-5]\d)(?::[0-5]\d)?"
    r"(?!\d)(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|(?<![\d:.,-])(?P<h2>1?\d)\s*(?P<half2>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"T(?P<h>[0-2]\d):(?P<n>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?")


def find_dates(text: str) -> list[WrittenDate]:
    """The dates in ``text`` in order; the fullest reading of each place, overlaps dropped."""
    return list(_found(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[WrittenDate, ...]:
    taken: list[WrittenDate] = []
    places, has_numbers = _places(text), bool(_IN_NUMBERS.search(text))
    if not (places or has_numbers):
        return ()
    may_have_year = "19" in text or "20" in text
    for pattern, marks, has_year in _patterns():
        if not (has_numbers if marks else places):
            continue
        if marks and (not any(map(text.__contains__, marks)) or (has_year and not may_have_year)):
            continue
        for match in pattern.finditer(text) if marks else _matches(pattern, text, places):
            date = _date(match)
            if date and not any(date.span.overlaps(t.span) for t in taken):
                taken.append(date)
    return tuple(sorted(taken, key=lambda d: d.span)) if len(taken) > 1 else tuple(taken)


def _matches(pattern: re.Pattern[str], text: str, places: list[int]) -> list[re.Match[str]]:
    """What ``pattern.finditer`` gives where a match begins at one of the places."""
    found: list[re.Match[str]] = []
    for place in places:
        if (not found or place >= found[-1].end()) and (match := pattern.match(text, place)):
            found.append(match)
    return found


def _places(text: str) -> list[int]:
    """Where a date with a month's name may begin: at a month, a weekday or a number."""
    folded = text.lower()
    months = _months().find_matches_as_indexes(folded, overlapping=True)
    if not months:
        return []
    if len(folded) != len(text):
        return list(range(len(text)))
    starts = {start for _, start, _ in months}
    days = [day.start() for day in _TO_MONTH.finditer(text) if day.end() in starts]
    dated = [start for _, start, end in months if _TO_DAY.match(text, end)]
    if not (days or dated):
        return []
    weekdays = [start for _, start, _ in _weekdays().find_matches_as_indexes(folded)]
    return sorted({*days, *dated, *weekdays})


@cache
def _weekdays() -> AhoCorasick:
    return AhoCorasick(list(_words("weekday")), implementation=Implementation.DFA)


@cache
def _months() -> AhoCorasick:
    return AhoCorasick(list(_words("month")), implementation=Implementation.DFA)


def find_times(text: str) -> list[WrittenTime]:
    """The clock times in ``text`` in order; an ISO instant gives its time part."""
    found: list[WrittenTime] = []
    for match in (*_ISO_TIME.finditer(text), *_TIME.finditer(text)):
        time = _time(match)
        if time and not any(time.span.overlaps(f.span) for f in found):
            found.append(time)
    return sorted(found, key=lambda t: t.span)


def _date(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    year = _year(parts.get("y"))
    is_ambiguous = False
    if parts.get("a"):
        day, month = int(parts["a"]), int(parts["b"])
        is_ambiguous = day <= 12 and month <= 12 and day != month
        if month > 12:
            day, month = month, day
    else:
        month = _number(parts["m"], "month")
        day = int(parts["d"]) if parts.get("d") else 0
    if not _is_possible(year, month, day):
        return None
    weekday = _number(parts["w"], "weekday") if parts.get("w") else None
    return WrittenDate(Span(*match.span()), year, month, day or None, weekday, is_ambiguous)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _number(word: str, kind: str) -> int:
    return int(word) if word.isdigit() else _words(kind)[word.casefold()]


def _is_possible(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12:
        return False
    is_leap = month == 2 and isleap(year or 2000)
    return 0 <= day <= (29 if is_leap else _MONTH_DAYS[month - 1])


def _time(match: re.Match[str]) -> WrittenTime | None:
    parts = match.groupdict()
    hour = int(parts.get("h") or parts.get("h2") or 0)
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if hour > 23 or (half and not 1 <= hour <= 12 and hour < 13):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return WrittenTime(Span(*match.span()), hour, int(parts.get("n") or 0))
