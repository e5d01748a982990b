"""Names, offices and whom they serve, in one sentence: persons, delegations, countries, bodies.

Proposals only: who of them took part in what is the business of ``gatherings``; that two mentions
are one person is the business of ``persons``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from communique.mentions.offices import (
    BODY_PHRASE,
    OFFICE,
    SERVED,
    Office,
    Served,
    read_office,
    read_served,
)
from communique.mentions.pieces import PLURAL_ROLE, Piece
from communique.mentions.plurals import singular_role, type_of_group
from communique.mentions.respective import Member, find_members
from communique.spans import Span

PartyKind = Literal["person", "delegation", "organization", "office", "pronoun", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A possible participant. ``first`` and ``last`` are its pieces, end-exclusive.

    ``office`` is a role without a name ("the minister"), ``group`` a plural without a country.
    """

    kind: PartyKind
    span: Span
    first: int
    last: int
    name: str | None = None
    role: str | None = None
    role_span: Span | None = None
    role_kind: str = ""
    served: Served | None = None
    is_counterpart: bool = False


NAME_PATTERN = r"(?:(?:p{0,2}N(?:p{0,2}N)*Y)(?![s])|N[C](?![sN])|p{0,2}N(?:p{0,2}N)*)"
_AFTER_NAME = r"(?=[,;.:()aoFwtTsp'\"-]|$)"
_SHORT = r"(?:\([NOCDPX]{1,2}\))?"
_IN_BRACKETS = re.compile(r"\([NOX]{1,2}\)")
_SEEN = r"(?:\([wxF#]{1,4}\))?"
_BY_OFFICE = re.compile(
    rf"(?P<office>{OFFICE}){_SHORT}H*(?P<name>{NAME_PATTERN})(?:,?o(?:t(?=C(?![NXPB])))?(?P<of>C)|\((?P<in>[CO])\))?"
)
_BY_OFFICE_COMMA = re.compile(
    rf"(?P<office>{OFFICE}){_SHORT},H*(?P<name>(?:{NAME_PATTERN}))(?=[,;.a()wxWTFfM]|$)"
)
_OFFICE_AFTER = re.compile(
    rf"H*(?P<name>{NAME_PATTERN}){_SEEN}(?:,(?:w?,|q)?|\()(?P<office>{OFFICE})(?!H*N)"
)
_NAME_OF = re.compile(rf"H*(?P<name>{NAME_PATTERN})(?:,?o|\()t?(?P<served>[CO])\)?")
_SERVED_NAME = re.compile(rf"(?P<served>[CDO])s?H*(?P<name>N(?:p{{0,2}}N)*){_AFTER_NAME}")
_NAMED = re.compile(rf"(?P<honorific>H*)(?P<name>{NAME_PATTERN})")
_OFFICE_ALONE = re.compile(OFFICE)
_LIST_OF_NAMES = rf"H*{NAME_PATTERN}(?:[oF]t?[CO])?(?:(?:,a?|a)H*{NAME_PATTERN}(?:[oF]t?[CO])?)*"
_SERVED_LIST = rf"t?{SERVED}s?(?:(?:,a?|a)t?(?:[wMP]?G[oF]t?)?{SERVED}(?!R|s))*"
_GROUP = re.compile(
    r"[th]?(?P<front>[NMPDCOYBXVs]*)(?P<plural>G)"
    rf"(?:,?(?P<names>{_LIST_OF_NAMES})|(?:[of]t?P+(?:aP+)*)?[oF]t?(?:w{{0,2}}K?,?I)?(?P<of>{_SERVED_LIST}))?"
)
_BODY = re.compile(rf"(?:{BODY_PHRASE}|D?O|[CDY])")
_ONE_NAME = re.compile(rf"H*(?P<name>{NAME_PATTERN})(?:[oF]t?(?P<served>[CO]))?")
_ONE_SERVED = re.compile(SERVED)


def name_key(name: str) -> str:
    """A name folded for comparison: lower case, no accents, words sorted."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(re.findall(r"\w+", letters)))


def find_parties(text: str, pieces: Sequence[Piece]) -> list[Party]:
    """Everyone and everything in a sentence that could take part in a gathering, in order."""
    codes = "".join(piece.code for piece in pieces)
    found: list[Party] = []
    at = 0
    while at < len(codes):
        parties = list(_parties_at(text, pieces, codes, at))
        if parties:
            parties[-1] = _with_short_form(pieces, codes, parties[-1])
        found.extend(parties)
        at = max([at + 1, *(party.last for party in parties)])
    return found


def _with_short_form(pieces: Sequence[Piece], codes: str, party: Party) -> Party:
    """An office with the short form of its body in brackets, which names nobody else: "head of
    the Department of Foreign Affairs (FDFA)".
    """
    match = _IN_BRACKETS.match(codes, party.last) if party.kind == "office" else None
    inside = pieces[match.start() + 1 : match.end() - 1] if match else []
    if match is None or not all(_is_short(piece.text) for piece in inside):
        return party
    return replace(party, last=match.end())


def _is_short(word: str) -> bool:
    return len(word) > 1 and sum(map(str.isupper, word)) > len(word) / 2


def _parties_at(text: str, pieces: Sequence[Piece], codes: str, at: int) -> Iterator[Party]:
    if codes[at] in "w,;.#T":
        return
    members, end = find_members(pieces, codes, at)
    if members:
        yield from _list(text, pieces, members, at, end)
        return
    for pattern in (_BY_OFFICE, _BY_OFFICE_COMMA, _OFFICE_AFTER):
        match = pattern.match(codes, at)
        if match and _is_name(pieces[slice(*match.span("name"))]) and not _is_other(pieces, match):
            yield _officer(text, pieces, match)
            return
    match = _GROUP.match(codes, at)
    if match:
        yield from _group(text, pieces, match, codes)
        return
    for pattern in (_NAME_OF, _SERVED_NAME):
        match = pattern.match(codes, at)
        if match:
            yield _served_person(text, pieces, match)
            return
    yield from _plain(text, pieces, codes, at)


def _is_other(pieces: Sequence[Piece], match: re.Match[str]) -> bool:
    """Whether a counterpart after a name is somebody else: "Berg, Danish counterpart meet".

    With a possessive it is the same person: "Anna Berg, her Danish counterpart".
    """
    first, last = match.span("office")
    follows = match.start("name") < first and match.string[first] != "h"
    return follows and _is_counterpart(pieces[first:last])


def _is_counterpart(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind == "counterpart" for piece in pieces)


def _is_name(pieces: Sequence[Piece]) -> bool:
    """A single letter ("X") is an initial, not a name, and capitals alone are a headline."""
    return any(len(p.text.rstrip(".")) > 1 and not p.text.isupper() for p in pieces)


def _plain(text: str, pieces: Sequence[Piece], codes: str, at: int) -> Iterator[Party]:
    """A bare office, a body or country, a name, a pronoun."""
    match = _OFFICE_ALONE.match(codes, at)
    if match:
        office = read_office(text, pieces[at : match.end()])
        yield _party("office", text, pieces, at, match.end(), office=office)
        return
    match = _BODY.match(codes, at)
    if match and match.group().startswith("DO") and _is_international(pieces[at + 1]):
        match = None
    if match and not match.group().endswith("D"):
        served = read_served(text, pieces[at : match.end()])
        kind: PartyKind = "delegation" if served and served.is_country else "organization"
        if codes[match.end() : match.end() + 1] != "s" and codes[at] != "Y":
            yield _party(kind, text, pieces, at, match.end(), office=Office(None, served))
        return
    match = None if codes[at - 1 : at] == "t" else _NAMED.match(codes, at)  # "the Nobel Prize"
    if match and _is_name(pieces[slice(*match.span("name"))]):
        yield _person(text, pieces, at, match.end(), match.span("name"), Office(None, None))
    elif codes[at] == "u":
        yield _party("pronoun", text, pieces, at, at + 1)


def _is_international(piece: Piece) -> bool:
    """Whether a body is of no country, whosever bid is spoken of: "the Norwegian UN staff"."""
    return piece.kind in ("international_body", "union_body")


def _officer(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Party:
    first, last = match.span("office")
    office = read_office(text, pieces[first:last])
    for group in ("of", "in"):
        if match.groupdict().get(group) and office.served is None:
            office = replace(office, served=read_served(text, pieces[slice(*match.span(group))]))
    end = match.end() + (match.string[match.end() : match.end() + 1] == ")")
    return _person(
        text, pieces, match.start(), end, match.span("name"), office,
        _is_counterpart(pieces[first:last]),
    )  # fmt: skip


def _served_person(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Party:
    served = read_served(text, pieces[slice(*match.span("served"))])
    return _person(
        text, pieces, match.start(), match.end(), match.span("name"), Office(None, served)
    )


def _person(
    text: str, pieces: Sequence[Piece], first: int, last: int, name: tuple[int, int],
    office: Office, is_counterpart: bool = False,
) -> Party:  # fmt: skip
    words = pieces[slice(*name)]
    name_span = Span(words[0].span.start, words[-1].span.end)
    return Party(
        kind="person",
        span=Span(pieces[first].span.start, pieces[last - 1].span.end),
        first=first,
        last=last,
        name=" ".join(name_span.cut(text).split()).removesuffix("'s"),
        role=_role_text(text, office.role),
        role_span=office.role,
        role_kind=office.kind,
        served=office.served,
        is_counterpart=is_counterpart,
    )


def _party(
    kind: PartyKind, text: str, pieces: Sequence[Piece], first: int, last: int,
    office: Office | None = None,
) -> Party:  # fmt: skip
    office = office or Office(None, None)
    return Party(
        kind=kind,
        span=Span(pieces[first].span.start, pieces[last - 1].span.end),
        first=first,
        last=last,
        role=_role_text(text, office.role),
        role_span=office.role,
        role_kind=office.kind,
        served=office.served,
    )


def _role_text(text: str, span: Span | None) -> str | None:
    return " ".join(span.cut(text).split()) if span else None


def _list(
    text: str, pieces: Sequence[Piece], members: Sequence[Member], first: int, end: int
) -> Iterator[Party]:
    """Names beside a list of offices or countries, each with its own."""
    for no, member in enumerate(members):
        office = _office_of(text, pieces, member)
        last = end if no == len(members) - 1 else member.name[1]
        is_peer = _is_counterpart(pieces[slice(*member.office)])
        person = _person(text, pieces, *member.name, member.name, office, is_peer)
        role = singular_role(person.role) if member.is_plural else person.role
        yield replace(person, role=role, first=first, last=last)
        first = last


def _office_of(text: str, pieces: Sequence[Piece], member: Member) -> Office:
    words = pieces[slice(*member.office)]
    if not member.is_plural:
        return read_office(text, words)
    plural = next(no for no, piece in enumerate(words) if is_plural(piece))
    front = [piece for piece in words[:plural] if piece.code not in "th"]
    office = _plural_office(text, front, words[plural])
    if office.role:
        office = replace(office, role=Span(office.role.start, words[-1].span.end))
    land = read_served(text, pieces[slice(*member.land)]) if member.land else None
    return replace(office, served=land or office.served)


def _group(text: str, pieces: Sequence[Piece], match: re.Match[str], codes: str) -> Iterator[Party]:
    """A plural of office: "Foreign Ministers A and B", "officials of A and B"."""
    plural = match.start("plural")
    front = [piece for piece in pieces[match.start("front") : plural] if piece.code not in "th"]
    office = _plural_office(text, front, pieces[plural])
    if match["names"]:
        first = match.start()
        for one in _ONE_NAME.finditer(codes, *match.span("names")):
            named = office
            if one["served"]:
                named = replace(
                    office, served=read_served(text, pieces[slice(*one.span("served"))])
                )
            person = _person(text, pieces, one.start(), one.end(), one.span("name"), named)
            yield replace(person, role=singular_role(person.role), first=first)
            first = one.end()
        return
    if match["of"]:
        first = match.start()
        for one in _ONE_SERVED.finditer(codes, *match.span("of")):
            served = read_served(text, pieces[one.start() : one.end()])
            party = _party("delegation", text, pieces, one.start(), one.end(),
                           office=Office(office.role, served))  # fmt: skip
            yield replace(party, first=first)
            first = one.end()
        return
    kind: PartyKind = "delegation" if office.served else "group"
    yield _party(kind, text, pieces, match.start(), match.end(), office=office)


def _plural_office(text: str, front: Sequence[Piece], plural: Piece) -> Office:
    served_codes = [p for p in front if p.code in "CDOB"]
    served = read_served(text, [p for p in front if p.code in "CDONB"]) if served_codes else None
    role = [p for p in front if p.code in "PMX" or (p.code == "N" and not served_codes)]
    start = role[0].span.start if role else plural.span.start
    span = Span(start, plural.span.end)
    # Foreign ministers, who make a ministerial, are of many countries; federal councillors of one.
    kind = "" if type_of_group(span.cut(text)) else plural.kind
    return Office(span, served, kind)


def is_plural(piece: Piece) -> bool:
    """Whether a piece is a plural of office ("ministers")."""
    return piece.code == PLURAL_ROLE


__all__ = [
    "BODY_PHRASE", "Party", "find_parties", "is_plural", "name_key", "singular_role",
    "type_of_group",
]  # fmt: skip
