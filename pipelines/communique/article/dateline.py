"""The dateline: place and day as written, the place's country and zone, and the day's year settled.

The form is found by ``page.dateline``; here its words get their meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.article.places import Place, find_city, find_place
from communique.article.view import Found, View, ViewLine
from communique.article.years import latest_past, latest_with_weekday, nearest_to
from communique.lexicon.load import entries
from communique.page.dateline import DatelineForm, find_dateline
from communique.page.written_dates import WrittenDate, find_dates
from communique.spans import Span, strip

_TRAILING_PLACE = re.compile(
    r"(?:,|\||[\s-]-)\s*(?P<place>[A-ZÀ-Þ][\w'.]*(?:[ -][A-ZÀ-Þ][\w'.]*){0,2})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline read; ``credit`` holds what stands in brackets behind the place ("Reuters")."""

    place: str | None = None
    known_place: Place | None = None
    day: date | None = None
    text: str | None = None
    credit: Span | None = None
    evidence: tuple[Found, ...] = ()


def read_dateline(view: View, published_day: date | None, ingested_on: date) -> Dateline:
    """The page's dateline; empty when it has none."""
    for line in _lines(view):
        form = find_dateline(line.text)
        if form is not None and form.place is not None:
            return _read(view, line, form, published_day, ingested_on)
    return _behind_the_date(view)


def _lines(view: View) -> list[ViewLine]:
    starts = {b.span.start for b in view.blocks if b.role == "dateline"}
    return [
        v
        for v in view.lines
        if v.role == "dateline" or (v.region == "body" and v.line.span.start in starts)
    ]


def _read(
    view: View,
    line: ViewLine,
    form: DatelineForm,
    published_day: date | None,
    ingested_on: date,
) -> Dateline:
    place_span = line.line.origin(form.place or form.span)
    place = " ".join(place_span.cut(view.text).split())
    evidence = [Found("dateline_place", place, "dateline", place_span)]
    day, rule = _day(view, form.date, published_day, ingested_on)
    if day and form.date:
        date_span = line.line.origin(form.date.span)
        evidence.append(Found("dateline_date", day.isoformat(), rule, date_span))
    whole = strip(view.text, line.line.origin(form.span))
    return Dateline(
        place=place,
        known_place=find_place(place),
        day=day,
        text=whole.cut(view.text),
        credit=line.line.origin(form.credit) if form.credit else None,
        evidence=tuple(evidence),
    )


def _day(
    view: View, written: WrittenDate | None, published_day: date | None, ingested_on: date
) -> tuple[date | None, str]:
    if written is None or written.day is None:
        return None, ""
    if written.year is not None:
        return date(written.year, written.month, written.day), "dateline_full_date"
    if published_day is not None:
        return nearest_to(written.month, written.day, published_day), "dateline_year_of_publication"
    weekdays = {written.weekday} if written.weekday else _weekdays(view.body_text())
    fitting = latest_with_weekday(written.month, written.day, weekdays, ingested_on)
    if fitting is not None:
        return fitting, "dateline_year_by_weekday"
    return latest_past(written.month, written.day, ingested_on), "dateline_year_latest_past"


@cache
def _weekday_words() -> dict[str, int]:
    return {
        r["surface"]: int(r["number"]) for r in entries("calendar_words") if r["kind"] == "weekday"
    }


def _weekdays(body: str) -> frozenset[int]:
    """The weekdays that the body names with a capital and in full."""
    return frozenset(weekdays_named(body))


def weekdays_named(text: str) -> list[int]:
    """The weekdays (1 is Monday) that a text names with a capital and in full, in order."""
    words = re.findall(r"\b[A-Z][a-z]{5,8}\b", text)
    return [_weekday_words()[w.lower()] for w in words if w.lower() in _weekday_words()]


def _behind_the_date(view: View) -> Dateline:
    """A known city behind the publication date: ``… 05:57 pm IST - New Delhi``."""
    for line in view.region("head"):
        match = _TRAILING_PLACE.search(line.text) if line.role == "byline" else None
        if match is None or not find_dates(line.text[: match.start()]):
            continue
        known = find_city(match["place"])
        if known is not None:
            span = line.line.origin(Span(*match.span("place")))
            place = span.cut(view.text)
            found = Found("dateline_place", place, "place_behind_the_date", span)
            return Dateline(place=place, known_place=known, text=place, evidence=(found,))
    return Dateline()
