"""Where a gathering took place: city, country and venue from a sentence's own words.

A city counts after "in" or "at", as the aim of a journey, and in front of the gathering's word; not
as a government's second name ("Beijing said"). "The Norwegian capital" is a city too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique.lexicon.load import entries
from communique.mentions.lines import Line
from communique.mentions.phrase_words import phrase_words
from communique.mentions.pieces import CITY, COUNTRY, DEMONYM, NAME, Piece
from communique.spans import Span

_RANKS = {CITY: 0, DEMONYM: 1, COUNTRY: 1, NAME: 2}
_RANK_OF_COUNTRY = 3
_TRAVEL_REACH = 4
_TIMES = "T,"
_TOWN_REACH = 60
_AFTER_TOWN = ",.;:()T"
_COUNTRY_REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written; a country alone has no city."""

    span: Span
    city: str | None
    country_code: str | None
    time_zone: str | None


def find_place(line: Line, near: Span, *, is_visit: bool = False) -> Place | None:
    """The place of what stands at ``near``: the closest after it, else the closest before.

    A known city wins over a capital told of by its country, this over a name that only "in" makes
    a city, and a country comes last.
    """
    found: list[tuple[tuple[int, bool, int], Place]] = []
    for at, piece in enumerate(line.pieces):
        place = _place_at(line, at, near, is_visit)
        if place:
            rank = _RANK_OF_COUNTRY if place.city is None else _rank(line, at)
            distance = abs(piece.span.start - near.end)
            found.append(((rank, piece.span.start < near.start, distance), place))
    return min(found, key=lambda ranked: ranked[0])[1] if found else None


def _rank(line: Line, at: int) -> int:
    """How surely a city is the place: "in Oslo" before "visit Oslo" before "in Lillevik"."""
    before = _word_before(line, at)
    is_said = before >= 0 and (
        line.pieces[before].kind in ("place", "motion") or line.codes[before] in "of"
    )
    return _RANKS.get(line.pieces[at].code, 0) or int(not is_said)


def _place_at(line: Line, at: int, near: Span, is_visit: bool) -> Place | None:
    piece = line.pieces[at]
    if piece.code == CITY and _names_meeting(line, at, near):
        return _place(line, at, piece)
    if piece.code in (CITY, COUNTRY) and is_locative(line, at, is_visit):
        return _place(line, at, piece)
    if piece.code in (DEMONYM, COUNTRY):
        return _capital(line, at, is_visit)
    if piece.code == NAME and (at == 1 or _is_told(line, at, near)):
        return _unknown_city(line, at)
    return None


def _is_told(line: Line, at: int, near: Span) -> bool:
    """Whether a name follows the gathering's word closely, or is said to be a town."""
    beside = [piece.text.casefold() for piece in line.pieces[at : at + _COUNTRY_REACH + 2]]
    is_close = 0 <= line.pieces[at].span.start - near.end <= _TOWN_REACH
    return is_close or any(word in phrase_words("town") for word in beside)


def is_locative(line: Line, at: int, is_visit: bool = False) -> bool:
    """Whether the words before piece ``at`` say that it is a place: "in", "city of", "went to";
    of a visit also "toured".
    """
    before = _word_before(line, at)
    is_owner = line.codes[at + 1 : at + 2] == "s"
    if before < 0:
        return False
    kind, word = line.pieces[before].kind, line.pieces[before].text.casefold()
    if kind == "place":
        return True  # "in London's town hall" lies in London
    if is_owner:
        return False
    if word in ("to", "for") and _travels(line, before, word):
        return True
    if word == "of":
        return line.pieces[before - 1].text.casefold() in phrase_words("town")
    if kind == "motion" or (is_visit and line.codes[before] == "w"):
        return is_visit
    return (word, "object") in _travel_words()


def _word_before(line: Line, at: int) -> int:
    before = at - 1
    while before >= 0 and line.codes[before] in "tM":
        before -= 1
    return before


def _travels(line: Line, before: int, word: str) -> bool:
    """Whether a word of travel stands a few pieces in front of "to" or "for", times not counted:
    "travels on Monday, 5 May, to Peru".
    """
    told = [piece for piece in line.pieces[:before] if piece.code not in _TIMES]
    return any((p.text.casefold(), word) in _travel_words() for p in told[-_TRAVEL_REACH:])


@cache
def _travel_words() -> frozenset[tuple[str, str]]:
    return frozenset((row["surface"], row["before"]) for row in entries("travel_words"))


def _names_meeting(line: Line, at: int, near: Span) -> bool:
    """Whether the city stands in front of the gathering's own word: "the Oslo talks"."""
    following = line.piece_at(near.start)
    return at < following <= at + 2 and line.codes[at + 1 : following] in ("", "w")


def _capital(line: Line, at: int, is_visit: bool) -> Place | None:
    """In the Norwegian capital", "in Norway's capital": the capital of that country."""
    entry, after = line.pieces[at].entry or {}, at + 1
    if line.codes[after : after + 1] == "s":
        after += 1
    words = line.pieces[after : after + 2]
    if not words or words[0].text.casefold() != "capital" or not is_locative(line, at, is_visit):
        return None
    row = _capitals().get(entry.get("country_code", ""))
    if row is None or (len(words) > 1 and words[1].text.casefold() in ("of", ",")):
        return None
    span = Span(line.pieces[at].span.start, words[0].span.end)
    return Place(span=span, city=row["city"], country_code=row["country_code"],
                 time_zone=row["time_zone"] or None)  # fmt: skip


@cache
def _capitals() -> dict[str, Mapping[str, str]]:
    """The capital of each country; of several seats the one with most inhabitants."""
    rows = [row for row in entries("cities") if row["is_capital"] == "1"]
    rows.sort(key=lambda row: int(row["population"] or 0))
    return {row["country_code"]: row for row in rows}


def _unknown_city(line: Line, at: int) -> Place | None:
    """A name after "in" that no list knows: a town, with the country that stands beside it."""
    if line.pieces[at - 1].text.casefold() != "in" or line.pieces[at].text.isupper():
        return None
    end = at + 1
    while line.codes[end : end + 1] == NAME or line.codes[end : end + 2] == "-N":
        end += 1
    after = line.codes[end : end + 1]
    if (
        after
        and after not in _AFTER_TOWN
        and line.pieces[end].text not in phrase_words("after_town")
    ):
        return None
    span = Span(line.pieces[at].span.start, line.pieces[end - 1].span.end)
    if any(party.span.overlaps(span) and party.role for party in line.parties):
        return None
    beside = line.pieces[end : end + _COUNTRY_REACH]
    codes = (
        p.entry["country_code"] for p in beside if p.entry and p.code in (COUNTRY, DEMONYM, CITY)
    )
    return Place(span=span, city=" ".join(span.cut(line.text).split()),
                 country_code=next(codes, None) or None, time_zone=None)  # fmt: skip


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
