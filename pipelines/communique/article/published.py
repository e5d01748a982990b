"""When the page says it was created, published and updated: day, time, zone and which words say so.

Every date of the header is kept as a witness; the best one wins by the ranks of ``witness``. Days
in the body's sentences are never witnesses, and a dateline is one only when it gives the year too,
or the page's copyright gives it and a weekday confirms it.
A relative time ("2 hours ago") is one where the page states its fetch: see ``relative_times``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from communique.article.dateline import weekdays_named
from communique.article.relative_times import fetch_of, relative_witnesses
from communique.article.stated_dates import seat_of_page, stated_dates
from communique.article.view import Found, View, ViewLine
from communique.article.witness import (
    LAST_RESORTS,
    UPDATES,
    Witness,
    first_address,
    in_own_zone,
    instant_of,
    rank_of,
)
from communique.article.years import latest_with_weekday, nearest_to
from communique.article.zones import find_zone
from communique.page.header_words import header_pattern, header_words
from communique.page.written_dates import WrittenDate, WrittenTime, find_dates, find_times
from communique.records import InstantPrecision
from communique.spans import Span

_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d\b", re.IGNORECASE)
_MONTH_FIRST = {"US"}
_NEAR = 24
_LINES_UNDER = 4
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|\(c\)|\bcopyright\b).{0,60}?\b((?:19|20)\d\d)\b(?!\s*[-\u2013]\s*\d)", re.IGNORECASE
)
_DATED_ROLES = {"byline", "dateline", "nav", "other", "share", "newsletter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the page says of its own time; all None when it says nothing."""

    published_at: datetime | None = None
    precision: InstantPrecision = "unknown"
    text: str | None = None
    basis: str | None = None
    offset: str | None = None
    day: date | None = None
    updated_at: datetime | None = None
    evidence: tuple[Found, ...] = ()


def read_published(
    view: View, ingested_on: date, *, country_code: str | None, time_zone: str | None
) -> Published:
    """The publication as the page tells it; ``country_code`` and ``time_zone`` are the outlet's."""
    witnesses = _witnesses(view, ingested_on, country_code)
    if time_zone is None:
        seat = seat_of_page(view)
        time_zone = seat.time_zone if seat else None
    fetch = fetch_of(witnesses)
    witnesses = [in_own_zone(w, witnesses, time_zone) for w in witnesses]
    witnesses += relative_witnesses(view, fetch, time_zone) if fetch else []
    evidence = tuple(_evidence(view, w, time_zone) for w in witnesses)
    firsts = [w for w in witnesses if w.basis not in LAST_RESORTS or not _others(witnesses)]
    best = min(firsts, key=rank_of, default=None)
    if best is None:
        return Published()
    best = first_address(best, firsts)
    updates = [w for w in witnesses if w.basis in UPDATES and w.written.day]
    instant, precision, offset = instant_of(best, time_zone)
    return Published(
        published_at=instant,
        precision=precision,
        text=best.span.cut(view.text),
        basis=best.basis,
        offset=offset,
        day=best.day if best.written.day else None,
        updated_at=instant_of(updates[-1], time_zone)[0] if updates else None,
        evidence=evidence,
    )


def _others(witnesses: list[Witness]) -> bool:
    return any(w.basis not in LAST_RESORTS for w in witnesses)


def _witnesses(view: View, ingested_on: date, country_code: str | None) -> list[Witness]:
    found = list(_in_metadata(view, country_code))
    headline = next((v.line.no for v in view.lines if v.role == "headline"), -1)
    texts = {v.line.no: v.text for v in view.lines}
    for line in _dated_lines(view):
        above = texts.get(line.line.no - 1, "")
        for witness in _in_line(line, ingested_on, country_code, view.text):
            if not witness.is_labelled and header_pattern("date_label").fullmatch(
                above.strip(" :")
            ):
                witness = replace(witness, is_labelled=True)
            found.append(replace(witness, is_above=line.line.no < headline))
    fetched = [w.day for w in found if w.basis in LAST_RESORTS]
    last = min([ingested_on, *fetched]) + timedelta(days=1)
    settled = [_settle_order(w, found, ingested_on) for w in found]
    return [w for w in settled if w.day <= last]


def _in_metadata(view: View, country_code: str | None) -> Iterator[Witness]:
    for no, stated in enumerate(stated_dates(view, country_code)):
        written = stated.written
        yield Witness(
            basis="updated" if stated.attribute == "updated" else stated.basis,
            is_labelled=True,
            written=written,
            day=_in_order(
                written, date(written.year or 1, written.month, written.day or 1), country_code
            ),
            time=stated.time,
            zone=stated.zone,
            span=stated.span,
            is_above=False,
            place_no=no,
        )


def _dated_lines(view: View) -> Iterator[ViewLine]:
    """The lines whose dates may be the page's own: in the header, or right under the text."""
    for line in view.region("head"):
        if line.role in _DATED_ROLES:
            yield line
    inline = [b for b in view.blocks if b.role == "dateline"]
    body = view.region("body")
    if body and any(b.span.start == body[0].line.span.start for b in inline):
        yield replace(body[0], role="dateline")
    tail = view.region("tail")
    for count, line in enumerate(tail):
        is_signed = line.role in ("byline", "agency_credit") and count < _LINES_UNDER
        if is_signed or (line.role == "byline" and _is_announced(tail, count)):
            yield line


def _is_announced(tail: tuple[ViewLine, ...], at: int) -> bool:
    """Whether a line has the label of a publication, or the line above says who published."""
    if _label(tail[at].text)[0] == "published":
        return True
    return at > 0 and tail[at - 1].line.key in header_words("outlet_label")


def _in_line(
    line: ViewLine, ingested_on: date, country_code: str | None, page: str
) -> Iterator[Witness]:
    text = line.text
    is_inline = line.role == "dateline" and line.region == "body"
    dates = find_dates(text[:110] if is_inline else text)
    times = find_times(text) if not is_inline else []
    ends = [0, *(d.span.end for d in dates)]
    for i, written in enumerate(dates):
        if is_inline and i:
            return
        before = text[ends[i] : written.span.start]
        basis, label_at = _label(before)
        if is_inline:
            written, basis = _with_year(written, text, page)
        elif _STAMP.match(text):
            basis = "crawl"
        day = _day(written, ingested_on, needs_year=is_inline)
        if day is None:
            continue
        following = dates[i + 1].span.start if i + 1 < len(dates) else len(text)
        time = _time(written, times, ends[i], following)
        zone = (
            find_zone(text, time.span.end, country_code=country_code, page=page) if time else None
        )
        start = ends[i] + label_at if label_at is not None else written.span.start
        span = Span(min(start, written.span.start), written.span.end)
        span = span.cover(time.span) if time else span
        span = span.cover(Span(span.start, max(span.end, zone.end))) if zone else span
        yield Witness(
            basis=basis or "published",
            is_labelled=basis is not None,
            written=written,
            day=_in_order(written, day, country_code),
            time=time,
            zone=zone,
            span=line.line.origin(span),
            is_above=False,
            place_no=line.line.no,
        )


def _with_year(written: WrittenDate, paragraph: str, page: str) -> tuple[WrittenDate, str]:
    """A dateline's date, with the year of the page's copyright if it has none.

    A copyright's year may be that of a later visit, so the first weekday that the paragraph names
    must be the date's in that year.
    """
    if written.year is not None or not written.day:
        return written, "dateline_full_date"
    years = {int(year) for year in _COPYRIGHT_YEAR.findall(page)}
    weekdays = [written.weekday] if written.weekday else weekdays_named(paragraph)
    if len(years) == 1 and weekdays:
        (year,) = years
        on = nearest_to(written.month, written.day, date(year, written.month, 1))
        if on and on.year == year and on.isoweekday() == weekdays[0]:
            return replace(written, year=year), "dateline_copyright_year"
    return written, "dateline_full_date"


def _label(before: str) -> tuple[str | None, int | None]:
    """The last label before a date: what it says the date is, and where it begins."""
    matches = list(header_pattern("date_label").finditer(before))
    if not matches:
        return None, None
    return header_words("date_label")[matches[-1][0].lower()], matches[-1].start()


def _day(written: WrittenDate, ingested_on: date, *, needs_year: bool) -> date | None:
    if written.year is not None:
        return date(written.year, written.month, written.day or 1)
    if needs_year or written.day is None or written.weekday is None:
        return None
    return latest_with_weekday(written.month, written.day, {written.weekday}, ingested_on)


def _in_order(written: WrittenDate, day: date, country_code: str | None) -> date:
    if written.is_ambiguous and country_code in _MONTH_FIRST:
        return day.replace(month=day.day, day=day.month)
    return day


def _settle_order(witness: Witness, others: list[Witness], ingested_on: date) -> Witness:
    """Day and month exchanged when only so the date has passed, or agrees with another witness."""
    if not witness.written.is_ambiguous:
        return witness
    swapped = witness.day.replace(month=witness.day.day, day=witness.day.month)
    plain = {w.day for w in others if not w.written.is_ambiguous}
    if witness.day > ingested_on or (swapped in plain and witness.day not in plain):
        return replace(witness, day=swapped)
    return witness


def _time(
    written: WrittenDate, times: list[WrittenTime], since: int, until: int
) -> WrittenTime | None:
    after = [t for t in times if written.span.end <= t.span.start < until]
    if after and after[0].span.start - written.span.end <= _NEAR:
        return after[0]
    before = [t for t in times if since <= t.span.start and t.span.end <= written.span.start]
    if before and written.span.start - before[-1].span.end <= _NEAR:
        return before[-1]
    return None


def _evidence(view: View, witness: Witness, time_zone: str | None) -> Found:
    attribute = "updated_at" if witness.basis in UPDATES else "published_at"
    instant, precision, _ = instant_of(witness, time_zone)
    value = instant.isoformat() if precision == "minute" else witness.day.isoformat()
    return Found(attribute, value, witness.basis, witness.span)
