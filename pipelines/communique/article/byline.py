"""Who wrote it: the persons and desks named in the lines under the headline.

Agencies are credited, not bylined: they are read in ``agencies``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.article.agencies import agency_name
from communique.article.places import find_place
from communique.article.view import Found, Stated, View, ViewLine
from communique.page.header_words import header_pattern, header_words
from communique.page.markers import is_menu_word
from communique.page.written_dates import find_dates, find_times
from communique.spans import Span

_PART = re.compile(r"(?:(?!\s+and\s|\s+&\s|\s{2,}|\s[-\u2013—]\s)[^|·•,;/()])+", re.IGNORECASE)
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'.-]*(?:\s+(?:(?:de|da|del|van|von|bin|al|el|du|di)\s+)?[A-ZÀ-Þ][\w'.-]*){1,4}"
)
_IN_PLACE = re.compile(r"\s+in\s+[A-Z].*$")
_LEAD_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)


def read_bylines(view: View, outlet: str | None) -> tuple[Found, ...]:
    """Persons and desks in page order, each once."""
    found: dict[str, Found] = {}
    for stated in view.all_stated("byline"):
        for each in _in_stated(stated, outlet):
            found.setdefault(each.value, each)
    for line in view.region("head"):
        if line.role != "byline":
            continue
        for each in _in_line(line, outlet):
            found.setdefault(each.value, each)
    return tuple(found.values())


def _in_stated(stated: Stated, outlet: str | None) -> Iterator[Found]:
    """The names in an author's metadata, which may list several and say "By"."""
    for match in _PART.finditer(stated.value):
        span = _name_span(stated.value, Span(*match.span()))
        words = span.cut(stated.value)
        if words and "://" not in words and _is_name(words, outlet):
            yield Found("bylines", words, stated.basis, span.shift(stated.span.start))


def _in_line(line: ViewLine, outlet: str | None) -> Iterator[Found]:
    text = _blanked(line.text)
    for match in _PART.finditer(text):
        span = _name_span(text, Span(*match.span()))
        words = span.cut(text)
        if words and _is_name(words, outlet):
            yield Found("bylines", words, "byline_line", line.line.origin(span))


def _blanked(text: str) -> str:
    """The line with dates and times blanked out, so that what is left are names and labels."""
    spans = [d.span for d in find_dates(text)] + [t.span for t in find_times(text)]
    for span in spans:
        text = text[: span.start] + "|" * len(span) + text[span.end :]
    return header_pattern("date_label").sub(lambda m: "|" * len(m[0]), text)


def _name_span(text: str, span: Span) -> Span:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip(" :.-"))
    for pattern in (_LEAD_AND, header_pattern("byline_lead")):
        match = pattern.match(text[start : span.end])
        if match:
            start += match.end()
    rest = text[start : span.end]
    start += len(rest) - len(rest.lstrip(" :.-"))
    kept = _IN_PLACE.sub("", text[start : span.end]).rstrip(" :-")
    return Span(start, start + len(kept))


def _is_name(words: str, outlet: str | None) -> bool:
    if agency_name(words) or (outlet and words.casefold() == outlet.casefold()):
        return False
    folded = words.casefold().split()
    if all(w in header_words("generic") or is_menu_word(w) for w in folded):
        return len(folded) > 1 and folded[-1] in header_words("desk")
    last = folded[-1]
    if last in header_words("desk"):
        return words[0].isupper()
    return bool(_PERSON.fullmatch(words)) and find_place(words) is None
