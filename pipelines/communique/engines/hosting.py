"""Who of two sides is at home: nobody is host in another's country.

Capacities are read in ``mentions`` and by the engines; here only what country and place rule out is
put right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.engines.attendees import words_of_country
from communique.engines.countries import stated
from communique.engines.describing import Description
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.places import Place
from communique.records import Participation
from communique.spans import Span

_TWO_SIDED = ("visit", "bilateral_meeting")
_OF_MANY = ("", "EU")
_WITHOUT_SPEECHES = ("visit", "bilateral_meeting", "call", "signing")
_TOOK_PLACE = ("held", "ongoing")
_ABROAD = "envoy"
"""Kind of office whose holders are hosts in the country where they serve."""


def at_the_hosts(gathering: Gathering, told: Description, home: str) -> Description:
    """The description with the country of those who are said to have received the other side, where
    its place is only what names the guests' country; and where no place is told at ``home``, the
    country of the article's dateline.
    """
    hosts = [a for a in gathering.attendances.values() if _is_said_to_receive(a)]
    lands = {stated(a) for a in hosts}
    land = next(iter(lands)) if len(lands) == 1 else ""
    if told.event_type not in _TWO_SIDED or land in _OF_MANY or told.status not in _TOOK_PLACE:
        return told
    guests = {stated(a) for a in gathering.attendances.values() if a not in hosts}
    place = told.place
    is_guests = place is not None and not place.city and place.country_code in guests - {land}
    if not is_guests and (place or land != home):
        return told
    span = _words_of_land(hosts[0])
    return replace(told, place=Place(span=span, city=None, country_code=land, time_zone=None))


def at_the_hearers(gathering: Gathering, told: Description) -> Description:
    """The description of a hearing, which is where those who spoke there are ministers or officers
    of, if they are of one country and nothing else is told: lawmakers hear their own. So is the
    committee that heard them.
    """
    every = gathering.attendances.values()
    speakers = {stated(a): a for a in every if a.person and a.participation == "speaker"}
    land, speaker = next(iter(speakers.items()), ("", None))
    if told.event_type != "hearing" or len(speakers) != 1 or land in _OF_MANY:
        return told
    span = words_of_country(speaker) if speaker else None
    for attendance in every:
        served = attendance.party.served
        is_body = attendance.party.kind == "organization" and attendance.person is None
        if is_body and not attendance.land and served and not served.country_code:
            attendance.land = Land(land, span)
    if told.place or span is None:
        return told
    return replace(told, place=Place(span=span, city=None, country_code=land, time_zone=None))


def _words_of_land(host: Attendance) -> Span:
    """The words that say the host's country, else those that say that it received."""
    told = words_of_country(host)
    return told or next(p.party.span for p in host.parts if p.participation == "host" and p.cue)


def _is_said_to_receive(attendance: Attendance) -> bool:
    return any(part.participation == "host" and part.cue for part in attendance.parts)


def settle_hosts(gathering: Gathering, told: Description) -> None:
    """A host of another country than the place takes part beside those of the place's; where that
    leaves no host, the only one of the place's country receives (of 2,000 labelled participants of
    such gatherings abroad 33 are hosts). Only of two sides whose countries words say.
    """
    there = (told.place.country_code if told.place else None) or ""
    every = list(gathering.attendances.values())
    if told.status == "planned" and told.event_type not in _TWO_SIDED and there:
        _settle_travellers(every, there)
    sides = {stated(a) for a in every} - {""}
    if told.event_type not in _TWO_SIDED or not there or len(sides) != 2 or there not in sides:
        return
    strangers = [
        a
        for a in _hosts(gathering)
        if stated(a) not in (there, *_OF_MANY) and not _is_said_to_receive(a)
    ]
    if any(map(_serves_abroad, strangers)):
        return
    for attendance in strangers:
        _become(attendance, "host", "attendee")
    at_home = [a for a in every if stated(a) == there]
    is_open = len(at_home) == 1 and at_home[0].participation == "attendee"
    if strangers and is_open and not list(_hosts(gathering)):
        _become(at_home[0], "attendee", "host")


def settle_speakers(gathering: Gathering, told: Description) -> None:
    """Where sides meet or sign nobody gives a speech: who is told as speaking takes part; so does a
    chair without words that say so (of 6,800 labelled participants of such gatherings 39 are
    speakers, 37 chair).
    """
    if told.event_type not in _WITHOUT_SPEECHES:
        return
    for attendance in gathering.attendances.values():
        _become(attendance, "speaker", "attendee")
        if not any(part.participation == "chair" and part.cue for part in attendance.parts):
            _become(attendance, "chair", "attendee")


def _settle_travellers(every: Sequence[Attendance], there: str) -> None:
    """Who will travel abroad to a gathering comes as a guest, unless said to be its host."""
    for attendance in every:
        is_stranger = attendance.person and stated(attendance) not in (there, *_OF_MANY)
        if is_stranger and not _is_said_to_receive(attendance):
            _become(attendance, "host", "attendee")


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
