"""When a visit is no more than one meeting: two people who met once.

What a gathering is called is read in ``mentions`` and by the engines; here only what their readings
add up to is put right.
"""

from __future__ import annotations

from dataclasses import replace

from communique.engines.countries import stated
from communique.engines.describing import Description
from communique.mentions.gathered import Gathering
from communique.mentions.phrase_words import phrase_words

_MEETING = ("receive", "meet", "discuss", "call_on", "hold")


def one_meeting(gathering: Gathering, told: Description) -> Description:
    """The description, as a bilateral meeting where a visit of one day is told as one person of one
    country meeting one of another: a single meeting is one even when it is called a working visit
    (of labelled main gatherings of two on one day 218 are meetings and 21 visits). State visits
    are more.
    """
    if told.event_type != "visit" or (told.day and told.day.resolved.end):
        return told
    persons = [a for a in gathering.attendances.values() if a.person]
    lands = {stated(a) for a in persons} - {""}
    if len(persons) != 2 or len(lands) != 2 or _is_of_state(gathering) or not _is_met(gathering):
        return told
    return replace(told, event_type="bilateral_meeting")


def _is_of_state(gathering: Gathering) -> bool:
    words = [p.span.cut(p.line.text).casefold() for p in gathering.proposals]
    return any(more in told for told in words for more in phrase_words("of_state"))


def _is_met(gathering: Gathering) -> bool:
    """Whether a word of meeting tells of it, and not of a visit that somebody received."""
    return any(
        p.trigger.frame in _MEETING and not (p.noun and p.noun.event_type == "visit")
        for p in gathering.proposals
    )
