"""Of which country an officer is whose own words name none: of two who meet, the one that is left.

What a person's own words say is read in ``mentions`` and never changed here; nor is a country taken
from what two talk about.
"""

from __future__ import annotations

from communique.engines.describing import Description
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.persons import NATIONAL

_TWO_SIDED = ("bilateral_meeting", "call", "visit")


def settle_countries(gathering: Gathering, told: Description, home: str) -> None:
    """Gives an officer whom one other meets abroad the country that is left: that of the place or
    the ``home``, the country that the article is written from ('' when it does not say).
    """
    every = list(gathering.attendances.values())
    open_ = [a for a in every if _is_open(a)]
    foreign = (told.place.country_code if told.place else None) or ""
    if told.event_type not in _TWO_SIDED or len(every) != 2 or foreign in ("", home) or not home:
        return
    hosts = [a for a in every if a.participation == "host"]
    if told.event_type == "visit" and not hosts:  # two who travel together
        return
    if len(open_) == 1:
        (other,) = (a for a in every if a not in open_)
        left = {home: foreign, foreign: home}.get(_stated(other))
        open_[0].land = Land(left, None) if left else None
    elif len(hosts) == 1:
        for attendance in open_:
            attendance.land = Land(foreign if attendance in hosts else home, None)


def _is_open(attendance: Attendance) -> bool:
    """Whether it is a national officer of whom nothing says the country."""
    person = attendance.person
    if person is None or attendance.land or person.country_code:
        return False
    office, served = person.office_party, person.served_party
    if office is None or office.role_kind not in NATIONAL:
        return False
    return served is None or served is office


def _stated(attendance: Attendance) -> str:
    if attendance.land:
        return attendance.land.country_code
    if attendance.person:
        return attendance.person.country_code
    served = attendance.party.served
    return served.country_code if served else ""
