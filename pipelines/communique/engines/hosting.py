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
from communique.mentions.lines import Line
from communique.mentions.offices import read_served
from communique.mentions.places import Place
from communique.records import Participation
from communique.spans import Span

_TWO_SIDED = ("visit", "bilateral_meeting")
_OF_MANY = ("", "EU")
_WITHOUT_SPEECHES = ("visit", "bilateral_meeting", "call", "signing")
_TOOK_PLACE = ("held", "ongoing")
_OF_STATE = (
    "head_of_government", "minister", "deputy_minister", "legislator", "central_banker", "military",
)  # fmt: skip
"""Kinds of office whose holders a country's lawmakers hear as their own; heads of state speak as
guests.
"""
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
    """The description of a hearing before which somebody is said to have spoken, at the country in
    its name where nothing else is told, else at that of the officers who spoke, if they are of one:
    lawmakers hear their own. The bodies that heard them become of that country.
    """
    lines = {p.line.no: p.line for p in gathering.proposals}.values()
    heard = [(line, a) for line in lines for a in line.audiences if a.event_type == "hearing"]
    every = list(gathering.attendances.values())
    lands = {land for line, audience in heard if (land := _land_in(line, audience.name))}
    if heard and not lands:
        known = [(stated(a), words_of_country(a)) for a in every if _speaks_in_office(a)]
        lands = {Land(code, span) for code, span in known if span}
    if len({land.country_code for land in lands}) != 1:
        return told
    land = min(lands, key=lambda one: one.span or told.span)
    names = {a.body.cut(line.text).casefold() for line, a in heard if a.body}
    for attendance in every if land.country_code not in _OF_MANY else ():
        served = attendance.party.served
        if attendance.person is None and served and served.text.casefold() in names:
            attendance.land = land
    if told.event_type != "hearing" or told.place or land.country_code in _OF_MANY or not land.span:
        return told
    there = Place(span=land.span, city=None, country_code=land.country_code, time_zone=None)
    return replace(told, place=there)


def _land_in(line: Line, name: Span) -> Land | None:
    """The country that the name of a hearing or committee has in it: "the Canadian Senate"."""
    served = read_served(line.text, [p for p in line.pieces if p.span.overlaps(name)])
    return Land(served.country_code, name) if served and served.country_code else None


def _speaks_in_office(attendance: Attendance) -> bool:
    """Whether one speaks there as an officer of a country or of one of its bodies."""
    person = attendance.person
    if person is None or attendance.participation != "speaker" or not stated(attendance):
        return False
    office, served = person.office_party, person.served_party
    is_listed = bool(served and served.served and served.served.is_listed)
    return is_listed or (office is not None and office.role_kind in _OF_STATE)


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
