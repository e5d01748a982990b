"""What the network chooses among: mentions that could take part, times and places, as spans.

The grammar proposes most of them; spans that only the network saw are put beside those of the
grammar first. Which of them belongs to which gathering is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.mentions.gathered import Key
from communique.mentions.lines import Line
from communique.mentions.offices import Served, read_served
from communique.mentions.people import Party, PartyKind
from communique.mentions.persons import People, Person
from communique.mentions.pieces import CITY, COUNTRY, DEMONYM, ORGANIZATION, Piece
from communique.mentions.times import TimeWords
from communique.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party in a line; those with one ``key`` are one participant. ``at`` is the line's index."""

    at: int
    key: Key
    party: Party
    person: Person | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that the network read: of a person, a delegation or a body."""

    kind: PartyKind
    span: Span


def amended(lines: Sequence[Line], seen: Iterable[Seen]) -> list[Line]:
    """The lines with a party for each name that the grammar did not read as one."""
    by_line: dict[int, list[Seen]] = {}
    for one in seen:
        if one.kind == "person" and not _may_be_person(lines, one):
            continue
        at = next((no for no, line in enumerate(lines) if line.span.contains(one.span)), None)
        if at is not None:
            by_line.setdefault(at, []).append(one)
    return [_with(line, by_line[no]) if no in by_line else line for no, line in enumerate(lines)]


def _may_be_person(lines: Sequence[Line], one: Seen) -> bool:
    """A place is nobody, and a single word with no office beside it is more often a thing."""
    for line in lines:
        if line.span.contains(one.span):
            first, last = line.piece_at(one.span.start), line.piece_at(one.span.end - 1) + 1
            codes = set(line.codes[first:last])
            is_titled = line.codes[max(0, first - 1) : first] in ("H", "R")
            return not codes <= {CITY, COUNTRY, DEMONYM, ORGANIZATION} and (
                last - first > 1 or is_titled
            )
    return False


def _with(line: Line, seen: Sequence[Seen]) -> Line:
    parties = list(line.parties)
    for one in seen:
        touching = [p for p in parties if p.span.overlaps(one.span)]
        if any(_is_known(p, one, line.text) for p in touching):
            continue
        parties = [p for p in parties if p not in touching]
        parties.append(_party(line, one, touching))
    return replace(line, parties=tuple(sorted(parties, key=lambda p: p.span)))


def _is_known(party: Party, one: Seen, text: str) -> bool:
    """Whether the grammar reads the same participant there: a person's name, or a side."""
    if one.kind == "person":
        return party.kind == "person" and (party.name or "") in " ".join(
            one.span.cut(text).split()
        ) + " ".join(party.span.cut(text).split())
    return party.kind != "pronoun"


def _party(line: Line, one: Seen, touching: Sequence[Party]) -> Party:
    first, last = line.piece_at(one.span.start), line.piece_at(one.span.end - 1) + 1
    office = next((p for p in touching if p.role), None)
    served = None if one.kind == "person" else _served(line, one, first, last)
    name = " ".join(one.span.cut(line.text).split()) if one.kind == "person" else None
    return Party(
        kind=one.kind, span=one.span, first=first, last=last, name=name,
        role=office.role if office else None,
        role_span=office.role_span if office else None,
        role_kind=office.role_kind if office else "",
        served=served or (office.served if office else None),
    )  # fmt: skip


def _served(line: Line, one: Seen, first: int, last: int) -> Served:
    """Whom the words name by the lexicons, else the words themselves."""
    known = read_served(line.text, line.pieces[first:last])
    words = " ".join(one.span.cut(line.text).split())
    return known or Served(one.span, words, "", is_country=False)


def mentions_of(lines: Sequence[Line], people: People) -> list[Mention]:
    """Every party that could take part, in text order."""
    found = []
    for at, line in enumerate(lines):
        for party in line.parties:
            person = people.person(party)
            key = _key(party, person)
            if key:
                found.append(Mention(at=at, key=key, party=party, person=person))
    return found


def _key(party: Party, person: Person | None) -> Key | None:
    if person:
        return "person", str(person.no)
    if party.kind == "person":
        return "name", party.name or ""
    if party.kind in ("delegation", "organization", "office") and party.served:
        return "served", party.served.country_code or party.served.text.casefold()
    return None


def times_of(lines: Sequence[Line]) -> list[tuple[int, TimeWords]]:
    """The words of time with the index of their line."""
    return [(at, words) for at, line in enumerate(lines) for words in line.times]


def places_of(lines: Sequence[Line]) -> list[tuple[int, Piece]]:
    """Cities, countries and demonyms with the index of their line."""
    return [
        (at, piece)
        for at, line in enumerate(lines)
        for piece in line.pieces
        if piece.code in (CITY, COUNTRY, DEMONYM)
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """A country by its code, with the words that name or imply it and their line's index."""

    at: int
    code: str
    country_code: str
    span: Span


def lands_of(lines: Sequence[Line]) -> list[Named]:
    """Countries, demonyms, cities and bodies that have a country, in text order."""
    return [
        Named(at, piece.code, piece.entry["country_code"], piece.span)
        for at, line in enumerate(lines)
        for piece in line.pieces
        if piece.code in (CITY, COUNTRY, DEMONYM, ORGANIZATION)
        and piece.entry
        and piece.entry.get("country_code")
        and piece.entry.get("kind") != "company"
    ]
