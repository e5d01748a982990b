"""Lists of names beside a list of what they are: "A and B, ministers of Peru and of Chile".

The first name takes the first country or office, the second the second, where there are as many
of the one as of the other. Patterns only; a single person is the business of ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.mentions.offices import ONE_OFFICE
from communique.mentions.pieces import Piece

_PLAIN_NAME = r"p{0,2}N(?:p{0,2}N)*"
_NAME = rf"H*{_PLAIN_NAME}"
_LAND = r"t?[CO]"
_MOST = 11  # more names than this in one breath are no list that anybody reads
_LANDS = rf"{_LAND}(?:(?:,a?|a)o?{_LAND}){{0,{_MOST}}}"
_PLURAL = r"[th]?[NMPDCOYBXVs]*?G(?:[of]t?P+(?:aP+)*)?"
_NAMES = rf"{_NAME}(?:(?:,a?|a){_NAME}){{1,{_MOST}}}"
_END = r"(?=[,;.)wxWTFq]|$)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # the ministers of Peru and Chile, A and B
        rf"(?P<office>{_PLURAL})[oF](?P<lands>{_LANDS}),(?P<names>{_NAMES}){_END}",
        # the presidents of Peru, A, and Chile, B
        rf"(?P<office>{_PLURAL})o(?P<pairs>{_LAND},{_NAME}(?:,?ao?{_LAND},{_NAME}){{1,{_MOST}}}){_END}",
        # the ministers of trade, A, of Peru, and B, of Chile
        rf"(?P<office>{_PLURAL}),(?P<pairs>{_NAME},?o{_LAND}(?:(?:,?a|,){_NAME},?o{_LAND}){{1,{_MOST}}}){_END}",
        # A and B, ministers of trade of Peru and of Chile; A and B, their Chilean counterparts
        rf"(?P<names>{_NAMES}),(?P<office>{_PLURAL})(?:o(?P<lands>{_LANDS}))?{_END}",
        # A and B, the Peruvian minister and the minister of Chile
        rf"(?P<names>{_NAME}a{_NAME}),(?P<offices>t{ONE_OFFICE}at{ONE_OFFICE}){_END}",
    )
)
_ONE_NAME = re.compile(_NAME)
_BARE_NAME = re.compile(_PLAIN_NAME)
_ONE_LAND = re.compile(r"[CO]")
_EACH_OFFICE = re.compile(rf"t({ONE_OFFICE})")

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """One of a list: the pieces of the name, of its office and of its country, if it has them.

    ``is_plural`` says that the office is told of all of them at once.
    """

    name: Run
    office: Run
    land: Run | None
    is_plural: bool = True


def find_members(pieces: Sequence[Piece], codes: str, at: int) -> tuple[list[Member], int]:
    """The members of the list that begins at piece ``at``, and where it ends; else none, 0."""
    for shape in _SHAPES:
        match = shape.match(codes, at)
        if match and (members := list(_members(pieces, match))):
            return members, match.end()
    return [], 0


def _members(pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Member]:
    told = match.groupdict()
    names = _runs(_ONE_NAME, match, "pairs" if told.get("pairs") else "names")
    bare = [_first(_BARE_NAME, match.string, run) for run in names]
    if not all(_is_name(pieces[slice(*run)]) for run in bare):
        return
    if told.get("offices"):
        runs = _EACH_OFFICE.finditer(match.string, *match.span("offices"))
        offices = [run.span(1) for run in runs]
        if len(offices) == len(bare):
            yield from (Member(n, o, None, False) for n, o in zip(bare, offices, strict=True))
        return
    lands: Sequence[Run | None] = []
    if told.get("lands") or told.get("pairs"):
        lands = _runs(_ONE_LAND, match, "pairs" if told.get("pairs") else "lands")
    if len(lands) != len(bare):
        lands = [None] * len(bare) if len(lands) != 1 else [lands[0]] * len(bare)
    yield from (Member(n, match.span("office"), c) for n, c in zip(bare, lands, strict=True))


def _runs(pattern: re.Pattern[str], match: re.Match[str], group: str) -> list[Run]:
    return [found.span() for found in pattern.finditer(match.string, *match.span(group))]


def _first(pattern: re.Pattern[str], codes: str, run: Run) -> Run:
    found = pattern.search(codes, *run)
    return found.span() if found else run


def _is_name(pieces: Sequence[Piece]) -> bool:
    return any(len(p.text.rstrip(".")) > 1 and not p.text.isupper() for p in pieces)
