"""What a piece is by the pieces beside it: a name after a title, "who is", an envoy's "to Chile".

Runs once over the pieces of a sentence; what a run of them means is the business of ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.lexicon.load import entries
from communique.mentions.phrase_words import phrase_words
from communique.mentions.pieces import (
    CITY,
    COUNTRY,
    DEMONYM,
    HOLDER,
    HONORIFIC,
    MISSION,
    NAME,
    PARTICLE,
    PRONOUN,
    ROLE,
    Piece,
)
from communique.spans import Span

_OFFICE_FOLLOWS = re.compile(r"[th]?[NMPDCOYBXs]{0,4}R")
_SENT_TO = re.compile(r"(?:[of]t?[CO])?(?=x(?P<where>t?[CO]))")
_LONGEST_HOLDING = 5
_SMALL = "xut"


def settle_by_neighbours(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those read anew that their neighbours make something else."""
    named = [_name_by_neighbours(pieces, at) for at in range(len(pieces))]
    return _joined(text, named, _missions(named) | _holdings(text, named))


def _name_by_neighbours(pieces: Sequence[Piece], at: int) -> Piece:
    """A place or a small word inside a name is a part of it: "Shaikh Sabah Ali", "Mr To Lam"."""
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    after = pieces[at + 1].code if at + 1 < len(pieces) else ""
    is_name = before is not None and (
        _is_of_family(pieces, at) or (after == NAME and _is_in_name(before, piece))
    )
    return Piece(NAME, piece.span, piece.text) if is_name else piece


def _is_of_family(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a place after "al" ends a name: "Salem Al Sabah"."""
    is_joined = pieces[at].code in (COUNTRY, CITY) and pieces[at - 1].code == PARTICLE
    if not is_joined or at < 2 or pieces[at - 2].code != NAME:
        return False
    return pieces[at - 1].text.casefold() in phrase_words("family")


def _is_in_name(before: Piece, piece: Piece) -> bool:
    """Whether a place or small word between ``before`` and a name is a part of that name."""
    if piece.code in (COUNTRY, CITY, DEMONYM):
        is_title = before.code == NAME and before.text.casefold() in _titles_in_names()
        return is_title or (before.code, piece.code) == (ROLE, CITY)
    if piece.code not in _SMALL or not piece.text.istitle():
        return False
    is_initial = before.code == NAME and len(before.text.rstrip(".")) == 1
    return is_initial or before.code == HONORIFIC or (before.code, piece.code) == (ROLE, PRONOUN)


@cache
def _titles_in_names() -> frozenset[str]:
    """Titles that are written as a part of the name: "Shaikh"."""
    rows = entries("honorifics")
    return frozenset(row["surface"].casefold() for row in rows if row["kind"] == "name_title")


def _missions(pieces: Sequence[Piece]) -> dict[int, tuple[int, str]]:
    """Where "to [the] <country or body>" says where an envoy is sent; by first, to end and code."""
    codes = "".join(piece.code for piece in pieces)
    found: dict[int, tuple[int, str]] = {}
    for at, piece in enumerate(pieces):
        sent = _SENT_TO.match(codes, at + 1) if piece.kind == "envoy" else None
        if sent and pieces[sent.end()].text == "to":
            found[sent.end()] = (sent.end("where"), MISSION)
    return found


def _holdings(text: str, pieces: Sequence[Piece]) -> dict[int, tuple[int, str]]:
    """Where "who is" says that an office follows; by first, to end and code."""
    codes = "".join(piece.code for piece in pieces)
    found: dict[int, tuple[int, str]] = {}
    for at, piece in enumerate(pieces):
        if piece.text != "who":
            continue
        for end in range(at + 1, min(at + _LONGEST_HOLDING, len(pieces))):
            words = text[piece.span.start : pieces[end].span.end]
            if words in phrase_words("holds") and _OFFICE_FOLLOWS.match(codes, end + 1):
                found[at] = (end + 1, HOLDER)
    return found


def _joined(text: str, pieces: Sequence[Piece], runs: dict[int, tuple[int, str]]) -> list[Piece]:
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        end, code = runs.get(at, (at + 1, ""))
        piece = pieces[at]
        if code:
            span = Span(piece.span.start, pieces[end - 1].span.end)
            piece = replace(piece, code=code, span=span, text=span.cut(text), entry=None)
        joined.append(piece)
        at = end
    return joined
