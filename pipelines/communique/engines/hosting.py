"""Who of two sides is at home: nobody is host in another's country.

Capacities are read in ``mentions`` and by the engines; here only what country and place rule out is
put right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.engines.attendees import country_of
from communique.engines.describing import Description
from communique.mentions.gathered import Attendance, Gathering
from communique.records import Participation

_TWO_SIDED = ("visit", "bilateral_meeting", "negotiation", "ministerial")
_OF_MANY = ("", "EU")


def settle_hosts(gathering: Gathering, told: Description) -> None:
    """A host of another country than the place takes part beside those of the place's; where that
    leaves no host, the only one of the place's country receives (of 5,000 labelled participants of
    such gatherings abroad 48 are hosts).
    """
    there = (told.place.country_code if told.place else None) or ""
    if told.event_type not in _TWO_SIDED or there in _OF_MANY:
        return
    at_home = [a for a in gathering.attendances.values() if country_of(a, there) == there]
    strangers = [a for a in _hosts(gathering) if country_of(a, there) not in (there, *_OF_MANY)]
    if not at_home:
        return
    for attendance in strangers:
        _become(attendance, "host", "attendee")
    is_open = len(at_home) == 1 and at_home[0].participation == "attendee"
    if strangers and is_open and not list(_hosts(gathering)):
        _become(at_home[0], "attendee", "host")


def _hosts(gathering: Gathering) -> Iterator[Attendance]:
    return (a for a in gathering.attendances.values() if a.participation == "host")


def _become(attendance: Attendance, one: Participation, other: Participation) -> None:
    attendance.parts = [
        replace(part, participation=other, cue=None) if part.participation == one else part
        for part in attendance.parts
    ]
