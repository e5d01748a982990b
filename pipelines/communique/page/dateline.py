"""The form of a dateline: place, perhaps a day, perhaps the agency, then a dash, stop or colon.

Finds where one stands in a line and which words are which; settling its year, its country and its
zone is ``article.dateline``'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.lexicon.load import entries
from communique.page.header_words import agency_forms
from communique.page.written_dates import WrittenDate, find_dates
from communique.spans import Span

_NAME = r"(?:St\.|Ft\.|Mt\.|(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w'-]*)"
_WORDS = rf"{_NAME}(?:[ -](?:(?:of|de|da|do|del|la|el|al)[ -])?{_NAME}){{0,3}}"
_PLACE = re.compile(rf"{_WORDS}(?:/{_WORDS})?(?:,\s*{_WORDS}){{0,2}}")
_AFTER_DATE = re.compile(rf"[\s,]*(\()?(?P<place>{_PLACE.pattern})?(?(1)\))")
_COUNTRY = re.compile(rf"\s*\[{_WORDS}\]")
_BRACKETED = re.compile(rf"\[(?P<place>{_WORDS})\]\s+(?=\S)")
_CREDIT = re.compile(
    r"[.,]?\s*(?:\((?P<a>[A-ZÀ-Þ][^()]{1,60})\)|/(?P<b>[A-ZÀ-Þ][^/]{1,40})/)"
    r"|\s*\|\s*(?P<c>[A-ZÀ-Þ][\w .-]{1,30}?)\s*(?=\|)"
)
_SEPARATOR = re.compile(
    r"\s*(?:\||--+|[—\u2013]|-(?=[\s\"'])|:(?=\s)|\.(?:-|\s+-)?(?=\s)|/(?=[A-Z\"'(]))\s*"
)
_BETWEEN = re.compile(r"[\s,.]*")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[aApP]\.?[mM]\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?")
_FIRST_WORD = re.compile(r"[\w']+")
_LONGEST = 110
# It begins with a capital, a bracket or a date, and holds a digit or a mark that closes it.
_DIGIT = re.compile(r"\d")
_OPENING = re.compile(r"[A-ZÀ-Þ\[]|.{0,16}\d")
_CLOSING = re.compile(r"[\d|/(\[:\u2013\u2014-]|\.\s")


@dataclass(frozen=True, slots=True)
class DatelineForm:
    """A dateline's words, as spans of the line's text; ``span`` ends where the text begins."""

    span: Span
    place: Span | None
    date: WrittenDate | None
    credit: Span | None


@cache
def _known_places() -> frozenset[str]:
    names = [row["surface"] for name in ("cities", "countries") for row in entries(name)]
    return frozenset(name.casefold() for name in names)


def is_known_place(words: str) -> bool:
    """Whether the words, or what stands before a comma, bracket or slash, name a known place."""
    first = re.split(r"[,/\[]", words)[0].strip().rstrip(".")
    known = _known_places()
    return first.casefold() in known or words.strip().rstrip(".").casefold() in known


@lru_cache(maxsize=4096)
def find_dateline(text: str) -> DatelineForm | None:
    """The dateline at the head of ``text``, or ``text`` being one; None when there is none."""
    head = text[:_LONGEST]
    may_be = _may_name_place(head) or head[:1] == "["
    if not (may_be or _DIGIT.search(head)):
        return None
    if not _OPENING.match(head) or not (_CLOSING.search(head) or head.isupper()):
        return None
    found = find_dates(head)
    if not (may_be or found):
        return None
    dates = [date for date in found if date.day]
    return _bracketed(head) or _date_first(head, dates) or _place_first(text, head, dates)


def _may_name_place(head: str) -> bool:
    """Whether the first word is one of a known place or agency, or stands in capitals."""
    first = _FIRST_WORD.match(head)
    return first is not None and (first[0].isupper() or first[0].casefold() in _first_words())


@cache
def _first_words() -> frozenset[str]:
    names = [*_known_places(), *(form.casefold() for form in agency_forms())]
    return frozenset(first[0] for name in names if (first := _FIRST_WORD.match(name)))


def _bracketed(head: str) -> DatelineForm | None:
    match = _BRACKETED.match(head)
    if not match or not is_known_place(match["place"]):
        return None
    return DatelineForm(Span(0, match.end()), Span(*match.span("place")), None, None)


def _date_first(head: str, dates: list[WrittenDate]) -> DatelineForm | None:
    """``6 May, Oslo: …`` and ``May 6, 2031 (OSLO) - …``; ``dates`` are those with a day."""
    date = next((d for d in dates if d.span.start <= 1), None)
    if date is None:
        return None
    rest = _AFTER_DATE.match(head, date.span.end)
    if rest is None:
        return None
    place = Span(*rest.span("place")) if rest["place"] else None
    end = _SEPARATOR.match(head, rest.end())
    if end is None and rest.end() < len(head):
        return None
    if place and rest[1] and not is_known_place(place.cut(head)):
        return DatelineForm(Span(0, end.end() if end else len(head)), None, date, place)
    if place and not (is_known_place(place.cut(head)) or place.cut(head).isupper()):
        return None
    if place is None and (date.year is None or end is None):
        return None
    return DatelineForm(Span(0, end.end() if end else len(head)), place, date, None)


def _place_first(text: str, head: str, dates: list[WrittenDate]) -> DatelineForm | None:
    """``OSLO, May 6 (Agency) - …``; ``dates`` are those with a day."""
    date = dates[0] if dates else None
    match = _PLACE.match(head, 0, date.span.start) if date else None
    if date and match:
        country = _COUNTRY.match(head, match.end())
        between = _BETWEEN.fullmatch(head, (country or match).end(), date.span.start)
        if between:
            return _closed(text, head, Span(*match.span()), date, date.span.end)
    match = _PLACE.match(head)
    if not match:
        return None
    return _closed(text, head, Span(*match.span()), None, match.end())


def _closed(
    text: str, head: str, place: Span, date: WrittenDate | None, at: int
) -> DatelineForm | None:
    """The form when a separator or the line's end closes it and there is evidence for a place."""
    place = _place_only(head, place)
    words = place.cut(head)
    country = _COUNTRY.match(head, place.end)
    credit, at = _credit(head, max(at, country.end() if country else place.end))
    end = _SEPARATOR.match(head, at)
    stands_alone = len(text) <= _LONGEST and _is_clock(head[end.end() if end else at :])
    if end is None and not stands_alone and not (credit and (date or words.isupper())):
        return None
    if date is None and credit:
        date = next((d for d in find_dates(credit.cut(head)) if d.day), None)
        date = date and _shifted(date, credit.start)
    if not _is_evident(words, date, credit, head[at:]):
        return None
    if stands_alone and not _stands_for_itself(words, date, credit):
        return None
    closed = end.end() if end else len(head) if stands_alone else at
    return DatelineForm(Span(0, closed), place, date, credit)


def _is_clock(text: str) -> bool:
    """Whether nothing stands in ``text`` but clock times and the zone's letters behind them."""
    shown = text.lstrip(" .,")
    return not shown or (shown[0].isdecimal() and _CLOCK.sub("", text).strip(" .,") == "")


def _stands_for_itself(words: str, date: WrittenDate | None, credit: Span | None) -> bool:
    """Whether a line of its own may be a dateline: a known place, dated, credited or shouted."""
    return is_known_place(words) and bool(date or credit or words.isupper())


def _place_only(head: str, place: Span) -> Span:
    """The place without what may stand before it: ``PTI, Oslo``."""
    first, comma, rest = place.cut(head).partition(",")
    if comma and first in agency_forms() and is_known_place(rest):
        return Span(place.end - len(rest.lstrip()), place.end)
    return place


def _credit(head: str, at: int) -> tuple[Span | None, int]:
    match = _CREDIT.match(head, at)
    if not match:
        return None, at
    return Span(*match.span(match.lastgroup or 0)), match.end()


def _shifted(date: WrittenDate, by: int) -> WrittenDate:
    return WrittenDate(
        date.span.shift(by), date.year, date.month, date.day, date.weekday, date.is_ambiguous
    )


def _is_evident(words: str, date: WrittenDate | None, credit: Span | None, after: str) -> bool:
    """A known place; or unknown words in capitals with a day, a credit or a country beside them."""
    if len(words) < 3:
        return False
    if is_known_place(words):
        return True
    if date is not None:
        return len(words.split()) <= 4
    is_upper = words.split(",")[0].isupper()
    if credit is not None:
        return is_upper and len(words.split()) <= 4
    return is_upper and "," in words and not after.startswith(":")
