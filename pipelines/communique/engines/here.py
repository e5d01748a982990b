"""What is told to be "here": where the article is written from.

Named places are read in ``mentions`` and weighed by the engines; here one word alone is followed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.article.places import find_place
from communique.engines.describing import Description
from communique.mentions.gathered import Gathering
from communique.mentions.phrase_words import phrase_words
from communique.mentions.places import Place
from communique.mentions.proposals import Proposal
from communique.spans import Span

_REACH = 45
_WORDS = re.compile(r"[^\W_]+|[^\w\s]")


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
    """The word "here" in a telling or behind it, before a mark or a word that opens a clause."""
    text, line = proposal.line.text, proposal.line.span
    end = min(line.end, proposal.span.end + _REACH)
    for match in _WORDS.finditer(text, proposal.span.start, end):
        word = match[0].casefold()
        if word in phrase_words("here"):
            return Span(*match.span())
        is_behind = match.start() >= proposal.span.end
        if is_behind and (word in phrase_words("opens_speech") or not word.isalnum()):
            return None
    return None
