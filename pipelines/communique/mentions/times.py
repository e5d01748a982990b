"""Finds the words of time of a text and says what they name: day, weekday, month, distance.

What they mean on the calendar is the business of ``dates``; nothing here knows a publication day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicon.load import entries
from communique.lexicon.match import Matcher
from communique.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Words of time as written. What is not said is None.

    ``unit`` and ``offset`` are a distance from the day of writing ("yesterday": day, -1; "last
    month": month, -1) or, with unit "anchored", from the last day told ("the next day": 1). A
    season is a unit too; with a ``year`` it is that year's.
    With a month, unit "year" is the distance of that month's year.
    ``side`` is -1, 0 or 1 for "last", "this" and "next" before a weekday or a month, None when
    nothing is said. ``end_*`` close a range. ``weekday`` counts from Monday, 0.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    unit: str | None = None
    offset: int = 0
    side: int | None = None


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each season north of the equator."""
_UNITS = ("day", "week", "weekend", "month", "year", *SEASONS)


@cache
def _values(kind: str) -> dict[str, int]:
    """Folded surface, without a full stop, to number for the time words of one kind."""
    return {
        row["surface"].casefold().rstrip("."): int(row["value"])
        for row in entries("time_words")
        if row["kind"] == kind
    }


@cache
def _distances() -> Matcher:
    """Fixed distances: "yesterday", "last month", "the next day"; rows get unit and offset."""
    rows = []
    for row in entries("time_words"):
        kind, value = row["kind"], row["value"]
        if kind in ("relative_day", "anchored_day"):
            unit = "day" if kind == "relative_day" else "anchored"
            rows.append({**row, "unit": unit, "offset": value})
        elif kind == "relative_period":
            unit, _, offset = value.partition(":")
            if unit in _UNITS and offset.lstrip("-").isdigit():
                rows.append({**row, "unit": unit, "offset": offset})
    return Matcher(rows, fold_case=True)


@cache
def _name_gate() -> re.Pattern[str]:
    """A cheap look before the patterns: the first letters of a month or weekday, capital first."""
    heads = sorted({name[:3] for name in (*_values("month"), *_values("weekday"))})
    forms = [form for head in heads for form in (head.capitalize(), head.upper())]
    return re.compile(r"\b(?:" + "|".join(forms) + ")")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """In order of precedence: the first to match a stretch of text keeps it.

    The few English words below are the grammar of dates; their vocabulary is the lexicon's.
    """
    month, weekday, side = (
        _any(_values("month")),
        _any(_values("weekday")),
        _any(_values("date_side")),
    )
    day = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    day_of_month = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)\b(?!\s+(?-i:[A-Z]))"
    year = r"(?:1[89]|20)\d\d"
    link = r"\s*(?:-|/|\bto\b|\band\b|\bthrough\b|\btill\b|\buntil\b)\s*"
    on = rf"(?:(?P<weekday>{weekday})\.?,?\s+(?:the\s+)?(?:morning|afternoon|evening|night)?,?\s*)?"
    to_weekday = rf"(?:(?:{weekday})\.?,?\s+)?"
    season = _any(SEASONS)
    ordinal = _any(_values("ordinal"))
    patterns = (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month_no>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b",
        rf"{on}\b(?P<day>{day})[./](?P<month_no>0?[1-9]|1[0-2])[./](?P<year>{year})\b",
        rf"{on}\b(?P<day>{day})\s+(?:of\s+)?(?P<month>{month})\b\.?,?(?:\s+(?P<year>{year}))?{link}"
        rf"{to_weekday}(?:the\s+)?(?P<end_day>{day})\s+(?:of\s+)?(?P<end_month>{month})\b"
        rf"(?:,?\s+(?P<end_year>{year}))?\b",
        rf"{on}(?:\bthe\s+)?\b(?P<day>{day})(?:{link}{to_weekday}(?P<end_day>{day}))?"
        rf"\s+(?:of\s+)?(?P<month>{month})\b(?:\.?,?\s+(?P<year>{year})\b)?",
        rf"{on}(?:the\s+)?\b(?P<ordinal>{ordinal})\s+of\s+(?P<month>{month})\b"
        rf"(?:\.?,?\s+(?P<year>{year})\b)?",
        rf"{on}\b(?P<month>{month})\.?\s+(?P<day>{day})(?!\d|:|\s*%|\.\d)(?:,?\s+(?P<year>{year})\b)?{link}"
        rf"{to_weekday}(?P<end_month>{month})\.?\s+(?P<end_day>{day})(?!\d|:|\.\d)"
        rf"(?:,?\s+(?P<end_year>{year})\b)?",
        rf"{on}\b(?P<month>{month})\.?\s+(?P<day>{day})(?!\d|:|\s*%|\.\d)(?:{link}(?P<end_day>{day})(?!\d|:))?"
        rf"(?:,?\s+(?P<year>{year})\b)?",
        rf"\b(?:(?P<side>{side})\s+)?(?P<weekday>{weekday})\b{link}(?P<end_weekday>{weekday})\b",
        rf"\b(?:(?P<side>{side})\s+)?(?P<weekday>{weekday})\b",
        rf"\b(?P<side>{side})\s+(?P<month>{month})\b",
        rf"\b(?P<month>{month})\b\.?,?\s+(?:of\s+)?(?P<year>{year})\b",
        rf"\b(?:in|since|of|for|during|late|early|mid|by|until|till|before|after|from|between)[\s-]+"
        rf"(?P<month>{month})\b",
        rf"\b(?:the|an?|its|his|her|their)\s+(?P<month>{month})(?=\s+(?-i:[a-z]))",
        rf"\b(?:on|from|by|until|till|between)\s+the\s+(?P<day>{day_of_month})"
        rf"(?:{link}(?:the\s+)?(?P<end_day>{day_of_month}))?(?=\s*(?:[,.;:)]|$|\b[aiwf][a-z]+\b))",
        rf"\b(?P<season>{season})\s+(?:of\s+|in\s+)?(?P<year>{year})\b",
        rf"\b(?P<year>{year})\s+(?P<season>{season})\b",
        rf"\b(?:in|during|since|until|early|late|mid|(?:end|beginning|start|middle|course)\s+of)[\s-]+"
        rf"(?P<year>{year})\b(?!\s*-\s*\d)",
        rf"(?:(?<=\d\d\d\d,\s)|(?<=\d\d\d\d\sand\s)|(?<=\d\d\d\d\sor\s))(?P<year>{year})\b(?!\s*-\s*\d|,?\s*%)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_TIME_LETTER = re.compile(r"\d")


def find_times(text: str, span: Span | None = None) -> list[TimeWords]:
    """The words of time inside ``span``, in text order; none overlaps another."""
    span = span or Span(0, len(text))
    found: list[TimeWords] = []
    for pattern in _worth_trying(text, span):
        for match in pattern.finditer(text, span.start, span.end):
            where = Span(*_core(match))
            if _is_written_so(match) and not any(where.overlaps(o.span) for o in found):
                found.append(_read(match, where))
    found.extend(_counted(text, span, found))
    for hit in _distances().find(text, span):
        if not any(hit.span.overlaps(other.span) for other in found):
            found.append(
                TimeWords(span=hit.span, unit=hit.entry["unit"], offset=int(hit.entry["offset"]))
            )
    return _with_years(text, sorted(found, key=lambda words: words.span))


def _with_years(text: str, found: Iterable[TimeWords]) -> list[TimeWords]:
    """The words of time, with "this year" behind an open month made part of it."""
    told: list[TimeWords] = []
    for words in found:
        before = told[-1] if told else None
        is_open = before is not None and before.month and not (before.year or before.end_year)
        if before and is_open and words.unit == "year" and not words.month:
            between = text[before.span.end : words.span.start].strip().casefold()
            if between in ("", "of"):
                span = Span(before.span.start, words.span.end)
                told[-1] = replace(before, span=span, unit="year", offset=words.offset)
                continue
        told.append(words)
    return told


def _worth_trying(text: str, span: Span) -> Sequence[re.Pattern[str]]:
    """The patterns that may match: those with names only where one stands, others want a digit."""
    if _name_gate().search(text, span.start, span.end):
        return _patterns()
    return _patterns_of_digits() if _TIME_LETTER.search(text, span.start, span.end) else ()


@cache
def _patterns_of_digits() -> tuple[re.Pattern[str], ...]:
    return tuple(
        pattern
        for pattern in _patterns()
        if "month_no" in pattern.groupindex or not {"month", "weekday"} & set(pattern.groupindex)
    )


def _counted(text: str, span: Span, found: list[TimeWords]) -> Iterator[TimeWords]:
    """A number and a distance: "two days ago", "in three weeks' time", "a day later"."""
    for match in _number_of_periods().finditer(text, span.start, span.end):
        unit, _, sign = _periods()[match["period"].casefold()].partition(":")
        where = Span(*match.span())
        number = match["number"].casefold()
        count = int(number) if number.isdigit() else _counts()[number]
        if unit in _UNITS and not any(where.overlaps(other.span) for other in found):
            is_told = match["period"].casefold().endswith(("earlier", "later"))
            unit = "anchored" if is_told and unit == "day" else unit
            if unit == "anchored" or not is_told:
                yield TimeWords(span=where, unit=unit, offset=count * int(sign))


@cache
def _periods() -> dict[str, str]:
    rows = entries("time_words")
    return {row["surface"]: row["value"] for row in rows if row["kind"] == "counted_period"}


@cache
def _counts() -> dict[str, int]:
    rows = [row for row in entries("time_words") if row["kind"] == "number"]
    return {row["surface"]: int(row["value"]) for row in rows if row["value"].isdigit()}


@cache
def _number_of_periods() -> re.Pattern[str]:
    numbers, periods = _any(_counts()), _any(_periods())
    return re.compile(
        rf"\b(?P<number>\d{{1,2}}|{numbers})\s+(?P<period>{periods})\b", re.IGNORECASE
    )


def _core(match: re.Match[str]) -> tuple[int, int]:
    starts = [match.start(name) for name, value in match.groupdict().items() if value]
    return min(starts), match.end()


def _is_written_so(match: re.Match[str]) -> bool:
    """Months and weekdays bear a capital: "may", "march" and "sat" are other words."""
    parts = (match.groupdict().get(n) for n in ("month", "end_month", "weekday", "end_weekday"))
    return all(part[0].isupper() for part in parts if part)


def _read(match: re.Match[str], where: Span) -> TimeWords:
    parts = {name: value for name, value in match.groupdict().items() if value}
    return TimeWords(
        span=where,
        year=_number(parts.get("year")),
        month=_number(parts.get("month_no")) or _value("month", parts.get("month")),
        day=_number(parts.get("day")) or _value("ordinal", parts.get("ordinal")),
        end_year=_number(parts.get("end_year")),
        end_month=_value("month", parts.get("end_month")),
        end_day=_number(parts.get("end_day")),
        weekday=_weekday(parts.get("weekday")),
        end_weekday=_weekday(parts.get("end_weekday")),
        side=_value("date_side", parts.get("side")),
        unit=parts["season"].casefold() if "season" in parts else None,
    )


def _number(text: str | None) -> int | None:
    return int("".join(_TIME_LETTER.findall(text))) if text else None


def _value(kind: str, text: str | None) -> int | None:
    return _values(kind)[text.casefold().rstrip(".")] if text else None


def _weekday(text: str | None) -> int | None:
    number = _value("weekday", text)
    return number - 1 if number else None
