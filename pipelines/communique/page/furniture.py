"""The evidence for roles other than body that a line carries in itself: markers and shape.

Judges one line, given only whether it stands before or after the body's beginning; what the lines
around it add is decided in ``roles``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.page.dateline import find_dateline
from communique.page.header_words import agency_forms, header_pattern, holds
from communique.page.lines import Line, Lines, ends_well, without_edges
from communique.page.markers import (
    ANY_LENGTH,
    Place,
    Scope,
    find_markers,
    fitting,
    lines_that_may_be_marked,
    whole_lines,
)
from communique.page.written_dates import find_dates, find_times
from communique.records import BlockRole
from communique.spans import Span

_LONGEST_NUMBER = 7
_NUMBER = re.compile(r"^#?\d{1,4}[.):]?$")
_WORDS_ALONE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*$")
_HASHTAGS = re.compile(r"^(?:#\w+[\s,]*)+$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$", re.IGNORECASE)
# Whoever collected the page wrote it above it; it heads no article.
_STAMP = re.compile(r"date\s+\d{4}-\d\d-\d\d$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^(?:[-\u2013\u2014/(\[]+\s*[A-Z][A-Z&/. +]{1,24}[)\]/]*|[A-Z]{2,8}(?:/[A-Z]{2,8})*)\.?$"
)
_BY_LINE = re.compile(r"^[Bb][Yy]:?\s+(?:[Tt]he\s+)?[A-ZÀ-Þ]")
_PERSON = re.compile(
    r"^(?:[A-ZÀ-Þ][\w'.-]*|de|da|del|van|von|bin|al|and|&|,)(?:\s+(?:[A-ZÀ-Þ][\w'.-]*|de|da|del|"
    r"van|von|bin|al|and|&)|,){1,6}(?:\s+in\s+[A-Z]\w+)?$"
)
_ALNUM = re.compile(r"[^\W_]")
_LABELS = re.compile(r"[^\W\d_]+")
# Small words that stand between a name, a place and a date in a line under the headline.
_JOINTS = {"at", "on", "in", "by", "and", "of", "the", "am", "pm", "to", "from", "st", "th"}
_BAR = re.compile(r"[|>/\u203a\u2192]|::|\s{2,}|\s\"\s")
_IN_SENTENCE = re.compile(r"\b(?:on|in|of|from|for|to|until|since|before|after)\s*$")
_AGO = re.compile(r"\b\d+\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago\b",
                  re.IGNORECASE)  # fmt: skip


_NOWHERE = Span(0, 0)
_PLACES: tuple[Place, ...] = ("head", "tail")


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like by itself: role, the evidence in words, and how far it reaches."""

    role: BlockRole
    reason: str
    scope: Scope = "line"


_BYLINE = Look("byline", "shape: byline")
_SIGNED = Look("agency_credit", "shape: sign-off")
_MENU = Look("nav", "shape: menu")

Looks = list[Look | None]
"""One a line, None where the line may be text."""


def looks_of(lines: Lines, shaped: list[int], dated: list[bool]) -> tuple[Looks, Looks]:
    """The furniture that each line plainly is before the body's beginning, and after it.

    None when the line may be text. ``shaped`` are the lines that may be furniture by their shape,
    ``dated`` says which lines may hold a date.
    """
    head: Looks = [None] * len(lines)
    tail: Looks = [None] * len(lines)
    named, known = _named_lines()
    whole = [(no, key) for no, key in enumerate(lines.keys) if key in named]
    marked = lines_that_may_be_marked(lines)
    marked.update([no for no, key in whole if key not in known])
    may_be_shaped = set(shaped)
    for no in marked.union(shaped):
        line = (lines.texts[no], lines.folded[no], lines.keys[no], lines.words[no])
        may_be = (no in marked, no in may_be_shaped, dated[no])
        head[no], tail[no] = _remembered(*line, *may_be)
    for no, key in whole:
        if key in known:
            head[no], tail[no] = known[key]
    return head, tail


@cache
def _named_lines() -> tuple[frozenset[str], dict[str, tuple[Look, Look]]]:
    """The keys of markers of whole lines and of agencies, and the looks of those that are plain.

    Plain is a marker that fits at any length before the body's beginning and after it.
    """
    known = {}
    for key, markers in whole_lines().items():
        looks = [
            Look(marker.role, f"marker: {marker.surface}", marker.scope)
            for place in _PLACES
            if (marker := fitting(markers, place, ANY_LENGTH)) and marker.role != "caption"
        ]
        if len(looks) == len(_PLACES):
            known[key] = (looks[0], looks[1])
    agencies = {without_edges(form.casefold()) for form in agency_forms()}
    return frozenset(agencies.union(whole_lines())), known


# The pages of one outlet share their menus and footers.
@lru_cache(maxsize=4096)
def _remembered(
    text: str, folded: str, key: str, words: int, marked: bool, shaped: bool, dated: bool
) -> tuple[Look | None, Look | None]:
    """The looks of a line that may be marked, may be furniture by its shape, may hold a date."""
    line = Line(0, _NOWHERE, False, text, folded, key, words, text)
    head, tail = _marked(line) if marked else (None, None)
    if head is None or tail is None:
        shape = _shape(line, may_be_dated=dated) if shaped else _byline(line)
        head = head or shape
        # The signatures of two agencies look like a menu.
        if tail is None:
            tail = _SIGNED if shape in (None, _MENU) and is_sign_off(line) else shape
    return head, tail


def _marked(line: Line) -> tuple[Look | None, Look | None]:
    """The looks that markers give the line; no caption opens with a dateline."""
    head, tail = (
        Look(marker.role, f"marker: {marker.surface}", marker.scope) if marker else None
        for marker in find_markers(line)
    )
    captions = [look for look in (head, tail) if look is not None and look.role == "caption"]
    if captions and _opens_with_dateline(line):
        return None if head in captions else head, None if tail in captions else tail
    return head, tail


def _opens_with_dateline(line: Line) -> bool:
    form = find_dateline(line.text)
    return form is not None and form.place is not None and form.span.end < len(line.text)


def is_sign_off(line: Line) -> bool:
    """Whether the line is an agency's or a desk's mark: ``- ANI``, ``(REUTERS)``, ``Reuters``."""
    if line.words > 4:
        return False
    bare = line.text.strip(" -/()[].\u2013\u2014")
    return bare in agency_forms() or bool(_SIGN_OFF.match(line.text))


def _shape(line: Line, *, may_be_dated: bool) -> Look | None:
    """What the line is by its shape, a sign-off apart."""
    text = line.text
    if _WORDS_ALONE.match(text):
        return _byline(line)
    sign = _signs_alone(text)
    if sign is not None:
        return sign
    if may_be_dated:
        if _STAMP.match(text):
            return Look("other", "shape: collector's stamp")
        if is_date_line(line):
            return Look("byline", "shape: date line")
    return _byline(line) or (_MENU if is_menu(line) else None)


def _byline(line: Line) -> Look | None:
    return _BYLINE if is_byline(line) else None


def _signs_alone(text: str) -> Look | None:
    """What a line without words may be: a number, tags, an address, marks."""
    if len(text) <= _LONGEST_NUMBER and _NUMBER.match(text):
        return Look("other", "shape: number alone")
    if (text[0] == "#" and _HASHTAGS.match(text)) or (" " not in text and _ADDRESS.match(text)):
        return Look("share", "shape: tags or address")
    if not _ALNUM.search(text):
        return Look("other", "shape: no letters")
    return None


def is_menu(line: Line) -> bool:
    """Whether short items stand side by side: ``News | Sport``, ``Home > World``."""
    parts = line.parts
    if (
        len(parts) < 2
        or (line.ends and len(parts) < 3)
        or not all(len(p.split()) <= 4 for p in parts)
    ):
        return False
    return len(parts) >= 3 or (line.words <= 6 and bool(_BAR.search(line.text)))


def is_date_line(line: Line) -> bool:
    """Whether little stands in the line but dates, times, names and what labels them."""
    if line.words > 24:
        return False
    dates = find_dates(line.text)
    if not dates:
        return "ago" in line.folded and bool(_AGO.search(line.text)) and line.words <= 5
    if _IN_SENTENCE.search(line.text[: dates[0].span.start]) and not holds("date_label", line.text):
        return False
    rest = line.text
    found = [f.span for f in dates] + [f.span for f in find_times(line.text)]
    for span in sorted(found, reverse=True):
        rest = rest[: span.start] + " " + rest[span.end :]
    if holds("date_label", rest):
        rest = header_pattern("date_label").sub(" ", rest)
    if "ago" in line.folded:
        rest = _AGO.sub(" ", rest)
    left = _LABELS.findall(rest)
    spoken = [w for w in left if w[0].islower() and w not in _JOINTS]
    most = 8 if any(d.year or d.weekday for d in dates) else 3
    return len(left) <= most and len(spoken) <= 2 and not (line.ends and len(left) > 3)


def is_byline(line: Line) -> bool:
    """Whether the line says who wrote it: ``By …`` and a name."""
    if line.words > 12 or not _BY_LINE.match(line.text):
        return False
    return line.text.endswith(".") or not line.ends


def is_person_line(text: str, words: int) -> bool:
    """Whether the line is nothing but what may be a person's name, or two."""
    return 2 <= words <= 6 and bool(_PERSON.match(text)) and not ends_well(text)
