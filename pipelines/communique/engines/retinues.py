"""Gives a gathering the delegations that its participants bring along.

What a sentence says of them is read in ``mentions.retinues``.
"""

from __future__ import annotations

from communique.engines.countries import stated
from communique.mentions.gathered import Attendance, Gathering, Land
from communique.mentions.people import Party
from communique.mentions.proposals import Part
from communique.mentions.retinues import Retinue, find_retinues
from communique.records import Participation

_AS_TOLD: tuple[Participation, ...] = ("attendee", "invited", "absent")


def add_retinues(gathering: Gathering) -> None:
    """Adds each delegation brought by a participant, of the participant's country where it names
    none, in the same capacity (whoever hosts or speaks has a delegation that attends).
    """
    for proposal in gathering.proposals:
        for retinue in find_retinues(proposal):
            leader = _leader(gathering, retinue.leader)
            key = ("retinue", str(retinue.party.span.start))
            if leader and key not in gathering.attendances:
                gathering.attendances[key] = _attendance(retinue, leader, proposal.line.no)


def _leader(gathering: Gathering, party: Party) -> Attendance | None:
    """The participant who is named there."""
    for attendance in gathering.attendances.values():
        person = attendance.person
        mentions = person.mentions if person else [attendance.party]
        if any(mention.span == party.span for mention in mentions):
            return attendance
    return None


def _attendance(retinue: Retinue, leader: Attendance, line_no: int) -> Attendance:
    told = leader.participation
    part = Part(
        party=retinue.party, participation=told if told in _AS_TOLD else "attendee",
        line_no=line_no, cue=retinue.cue,
    )  # fmt: skip
    own = retinue.party.served
    country_code = "" if own and own.country_code else stated(leader)
    land = Land(country_code, retinue.leader.span) if country_code else None
    return Attendance(retinue.party, None, [part], confidence=leader.confidence, land=land)
