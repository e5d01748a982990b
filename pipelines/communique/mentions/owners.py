"""Whose officer somebody is when the words of office do not say it but the sentence did before.

"Peru sends its minister, A", "for Peru, Minister A", "Peru is represented by Minister A". Only
shapes that leave no doubt; everything else is left to the article (``persons``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.mentions.offices import read_served
from communique.mentions.people import Party
from communique.mentions.phrase_words import phrase_words
from communique.mentions.pieces import COUNTRY, DEMONYM, ORGANIZATION, Piece

_SET_BEFORE = re.compile(r"(?:^|[;,]a?)(?P<word>[xf])t?(?P<land>C),$")
_NO_OWNER = re.compile(r"[xfFWwQ]t?$")
_OWN_GROUP = re.compile(r"(?:[CD]s?[MwP]{0,2}|(?P<its>h))G[,xwf]*$")
_LED = 2


def with_owners(pieces: Sequence[Piece], text: str, parties: Sequence[Party]) -> list[Party]:
    """The parties of a sentence, officers without a country given the one told before them."""
    codes = "".join(piece.code for piece in pieces)
    return [_owned(text, pieces, codes, party) for party in parties]


def _owned(text: str, pieces: Sequence[Piece], codes: str, party: Party) -> Party:
    is_officer = party.kind == "person" and party.role and not party.is_counterpart
    if not is_officer or (party.served and party.served.country_code):
        return party
    before = _side_before(pieces, codes, party)
    if party.served is None:
        at = _owner(pieces, codes, party) if before is None else before
        return party if at is None else replace(party, served=read_served(text, [pieces[at]]))
    side = read_served(text, [pieces[before]]) if before is not None else None
    if side is None or ORGANIZATION in codes[party.first : party.last]:
        return party  # a body known by its name is of no country for being told of one
    return replace(party, served=replace(party.served, country_code=side.country_code))


def _side_before(pieces: Sequence[Piece], codes: str, party: Party) -> int | None:
    """The country of "for Chile, Minister A" and "in Chile, President A"."""
    match = _SET_BEFORE.search(codes, 0, party.first)
    word = pieces[match.start("word")].text.casefold() if match else ""
    return match.start("land") if match and word in phrase_words("sets_side") else None


def _owner(pieces: Sequence[Piece], codes: str, party: Party) -> int | None:
    """The country that sends its officer or is led by one, if the sentence told of no other."""
    if not (_is_its(pieces, party) or _is_led(pieces, codes, party.first)):
        return None
    lands = list(_lands(pieces, party.first))
    told = {(pieces[at].entry or {}).get("country_code") for at in lands}
    if len(told) != 1 or _NO_OWNER.search(codes, 0, lands[0]):
        return None
    return lands[0]


def _lands(pieces: Sequence[Piece], end: int) -> Iterator[int]:
    return (at for at in range(end) if pieces[at].code in (COUNTRY, DEMONYM))


def _is_its(pieces: Sequence[Piece], party: Party) -> bool:
    """Whether the office is "its minister"; "his minister" is of a person."""
    office = pieces[party.first : party.last]
    return any(piece.text.casefold() == "its" for piece in office)


def _is_led(pieces: Sequence[Piece], codes: str, first: int) -> bool:
    """Whether "represented by" stands right before the office, or "led by" behind a delegation that
    is called the country's own: who "welcomed a delegation led by" somebody is the other side.
    """
    words = [piece.text.casefold() for piece in pieces[:first] if piece.code != "t"][-_LED:]
    said = " ".join(words)
    if said in phrase_words("represented_by"):
        return True
    group = _OWN_GROUP.search(codes, 0, first) if said in phrase_words("led_by") else None
    if group is None:
        return False
    return group["its"] is None or pieces[group.start("its")].text.casefold() == "its"
