"""Who of two sides is at home: nobody is host in another's country.

Capacities are read in ``mentions`` and by the engines; here only what country and place rule out is
put right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.engines.countries import stated
from communique.engines.describing import Description
from communique.mentions.gathered import Attendance, Gathering
from communique.records import Participation

_TWO_SIDED = ("visit", "bilateral_meeting")
_OF_MANY = ("", "EU")
_ABROAD = "envoy"
"""Kind of office whose holders are hosts in the country where they serve."""


def settle_hosts(gathering: Gathering, told: Description) -> None:
    """A host of another country than the place takes part beside those of the place's; where that
    leaves no host, the only one of the place's country receives (of 2,000 labelled participants of
    such gatherings abroad 33 are hosts). Only of two sides whose countries words say.
    """
    there = (told.place.country_code if told.place else None) or ""
    every = list(gathering.attendances.values())
    sides = {stated(a) for a in every} - {""}
    if told.event_type not in _TWO_SIDED or not there or len(sides) != 2 or there not in sides:
        return
    strangers = [a for a in _hosts(gathering) if stated(a) not in (there, *_OF_MANY)]
    if any(map(_serves_abroad, strangers)):
        return
    for attendance in strangers:
        _become(attendance, "host", "attendee")
    at_home = [a for a in every if stated(a) == there]
    is_open = len(at_home) == 1 and at_home[0].participation == "attendee"
    if strangers and is_open and not list(_hosts(gathering)):
        _become(at_home[0], "attendee", "host")


def _serves_abroad(attendance: Attendance) -> bool:
    office = attendance.person.office_party if attendance.person else attendance.party
    role = (office.role or "").casefold() if office else ""
    return "ambassador" in role or (office is not None and office.role_kind == _ABROAD)


def _hosts(gathering: Gathering) -> Iterator[Attendance]:
    return (a for a in gathering.attendances.values() if a.participation == "host")


def _become(attendance: Attendance, one: Participation, other: Participation) -> None:
    attendance.parts = [
        replace(part, participation=other, cue=None) if part.participation == one else part
        for part in attendance.parts
    ]
