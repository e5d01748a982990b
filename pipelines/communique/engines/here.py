"""What is told to be "here": where the article is written from.

Named places are read in ``mentions`` and weighed by the engines; here one word alone is followed.
"""

from __future__ import annotations

from dataclasses import replace

from communique.article.places import find_place
from communique.engines.describing import Description
from communique.mentions.gathered import Gathering
from communique.mentions.phrase_words import phrase_words
from communique.mentions.pieces import CITY, COUNTRY
from communique.mentions.places import Place, is_locative
from communique.mentions.proposals import Proposal
from communique.spans import Span

_REACH = 45


def at_the_dateline(gathering: Gathering, told: Description, dateline: str | None) -> Description:
    """The description at the city of the ``dateline`` (as written) where no city is told and "here"
    stands beside a telling: "talks here today with ministers". A country of another land stays. (Of
    38 gatherings labelled with such words 28 are in that city, 4 in its country, none elsewhere.)
    """
    known = find_place(dateline) if dateline else None
    if known is None or known.time_zone is None:
        return told
    place = told.place
    if place and (place.city or place.country_code != known.country_code):
        return told
    span = next((s for p in gathering.proposals if (s := _here(p))), None)
    if span is None:
        return told
    there = Place(
        span=span, city=known.name, country_code=known.country_code, time_zone=known.time_zone
    )
    return replace(told, place=there)


def _here(proposal: Proposal) -> Span | None:
    """The word "here" in a telling or behind it, before another place, a mark or a word that opens
    a clause.
    """
    line, told = proposal.line, proposal.span
    for at in range(line.piece_at(told.start), len(line.pieces)):
        piece, word = line.pieces[at], line.pieces[at].text.casefold()
        if piece.span.end > told.end + _REACH:
            return None
        if word in phrase_words("here"):
            return piece.span
        if piece.code in (CITY, COUNTRY) and is_locative(line, at):
            return None
        is_behind = piece.span.start >= told.end
        if is_behind and (word in phrase_words("opens_speech") or not _is_word(word)):
            return None
    return None


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))
