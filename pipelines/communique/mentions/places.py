"""Where a gathering took place: city, country and venue from a sentence's own words.

A city counts after "in" or "at", not as a government's second name ("Beijing said").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.mentions.lines import Line
from communique.mentions.pieces import CITY, COUNTRY, Piece
from communique.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written; a country alone has no city."""

    span: Span
    city: str | None
    country_code: str | None
    time_zone: str | None


def find_place(line: Line, near: Span, *, is_visit: bool = False) -> Place | None:
    """The place of what stands at ``near``: the closest after it, else the closest before."""
    places = [
        (at, piece) for at, piece in enumerate(line.pieces)
        if piece.code in (CITY, COUNTRY) and _is_locative(line, at, is_visit)
    ]  # fmt: skip
    places.sort(key=lambda p: (p[1].code != CITY, p[1].span.start < near.start,
                               abs(p[1].span.start - near.end)))  # fmt: skip
    return _place(line, *places[0]) if places else None


def _is_locative(line: Line, at: int, is_visit: bool) -> bool:
    before = at - 1
    while before >= 0 and line.codes[before] in "tM":
        before -= 1
    if line.codes[at + 1 : at + 2] == "s" or before < 0:
        return False
    kind = line.pieces[before].kind
    if kind == "motion":
        return is_visit
    if is_visit and line.codes[before] in "w":
        return True
    return kind == "place"


def _place(line: Line, at: int, piece: Piece) -> Place:
    entry = piece.entry or {}
    if piece.code == COUNTRY:
        return Place(span=piece.span, city=None, country_code=entry["country_code"] or None,
                     time_zone=None)  # fmt: skip
    return Place(
        span=piece.span,
        city=entry.get("city") or piece.text,
        country_code=entry["country_code"] or None,
        time_zone=entry.get("time_zone") or None,
    )


def find_venue(line: Line, near: Span) -> Span | None:
    """A building or institution after "at": "at the Foreign Ministry", "at Lancaster House"."""
    for at, piece in enumerate(line.pieces):
        if piece.kind != "place" or piece.span.start < near.start:
            continue
        end = start = at + 1
        while end < len(line.codes) and line.codes[end] in "tNCDPYOXVBMHs":
            end += 1
        words = line.codes[start:end]
        if any(code in words for code in "VBO"):
            while line.codes[start] == "t":
                start += 1
            return Span(line.pieces[start].span.start, line.pieces[end - 1].span.end)
    return None


def first_place(places: Iterable[Place | None]) -> Place | None:
    """The first with a city, else the first with a country."""
    known = [place for place in places if place]
    return next((p for p in known if p.city), known[0] if known else None)
