"""The evidence for roles other than body that a line carries in itself: markers and shape.

Judges one line, given only whether it stands before or after the body's beginning; what the lines
around it add is decided in ``roles``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.page.lines import Line
from communique.page.markers import Place, Scope, find_marker
from communique.page.written_dates import find_dates, find_times
from communique.records import BlockRole

_NUMBER = re.compile(r"^#?\d{1,4}[.):]?$")
_HASHTAGS = re.compile(r"^(?:#\w+[\s,]*)+$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^(?:[-–—/(\[]+\s*[A-Z][\w&/. +]{1,24}[)\]/]*|[A-Z]{2,8}(?:/[A-Z]{2,8})*|Reuters?)\.?$"
)
_BY = re.compile(r"^(?:by|from)\s+(?:the\s+)?[A-ZÀ-Þ]", re.IGNORECASE)
_BY_LINE = re.compile(r"^[Bb][Yy]:?\s+(?:[Tt]he\s+)?[A-ZÀ-Þ]")
_PERSON = re.compile(
    r"^(?:[A-ZÀ-Þ][\w'’.-]*|de|da|del|van|von|bin|al|and|&|,)(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|de|da|del|"
    r"van|von|bin|al|and|&)|,){1,6}(?:\s+in\s+[A-Z]\w+)?$"
)
_LABELS = re.compile(r"[^\W\d_]+")
_AGO = re.compile(r"\b\d+\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago\b",
                  re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like by itself: role, the evidence in words, and how far it reaches."""

    role: BlockRole
    reason: str
    scope: Scope = "line"


def look_at(line: Line, place: Place) -> Look | None:
    """The furniture that ``line`` plainly is at ``place``, or None when it may be text."""
    marker = find_marker(line, place)
    if marker:
        return Look(marker.role, f"marker: {marker.surface}", marker.scope)
    return _shape(line, place)


def _shape(line: Line, place: Place) -> Look | None:
    text = line.text
    if _NUMBER.match(text):
        return Look("other", "shape: number alone")
    if _HASHTAGS.match(text) or _ADDRESS.match(text):
        return Look("share", "shape: tags or address")
    if not any(c.isalnum() for c in text):
        return Look("other", "shape: no letters")
    if is_date_line(line):
        return Look("byline", "shape: date line")
    if is_byline(line):
        return Look("byline", "shape: byline")
    if place == "tail" and line.words <= 4 and _SIGN_OFF.match(text):
        return Look("agency_credit", "shape: sign-off")
    if is_menu(line):
        return Look("nav", "shape: menu")
    return None


def is_menu(line: Line) -> bool:
    """Whether short items stand side by side: ``News | Sport``, ``Home > World``."""
    parts = line.parts
    if len(parts) < 2 or (line.ends and line.words > 8):
        return False
    return all(len(p.split()) <= 4 for p in parts) and (len(parts) >= 3 or line.words <= 6)


def is_date_line(line: Line) -> bool:
    """Whether little stands in the line but dates, times and what labels them."""
    if line.words > 24:
        return False
    dates = find_dates(line.text)
    if not dates:
        return bool(_AGO.search(line.text)) and line.words <= 5
    rest = line.text
    for found in sorted((*dates, *find_times(line.text)), key=lambda f: f.span, reverse=True):
        rest = rest[: found.span.start] + " " + rest[found.span.end :]
    left = _LABELS.findall(rest)
    return len(left) <= 6 and not (line.ends and len(left) > 3) and line.words <= 14


def is_byline(line: Line) -> bool:
    """Whether the line says who wrote it: ``By …`` and a name."""
    if line.ends and not line.text.endswith("."):
        return False
    return bool(_BY_LINE.match(line.text)) and line.words <= 12


def is_person_line(line: Line) -> bool:
    """Whether the line is nothing but what may be a person's name, or two."""
    return 2 <= line.words <= 6 and bool(_PERSON.match(line.text)) and not line.ends
