"""A gathering as an article tells it: its tellings, days and participants, and what they add up to.

Type and status are settled here from what the tellings say; which telling belongs to which
gathering is the business of ``merging``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from communique.mentions.dates import Resolved
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.persons import Person
from communique.mentions.proposals import Part, Proposal, is_common
from communique.mentions.times import TimeWords
from communique.records import EventStatus, EventType, Participation
from communique.spans import Span

STRENGTH: tuple[Participation, ...] = (
    "invited", "attendee", "speaker", "chair", "host", "absent",
)  # fmt: skip
_TYPE_BY_OFFICE = (
    ("ministerial", ("minister", "deputy_minister")),
    ("summit", ("head_of_state", "head_of_government", "royal")),
)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Land:
    """A country by its code, with the words that say that somebody is of it, if any do."""

    country_code: str
    span: Span | None


@dataclass(slots=True)
class Attendance:
    """A participant of a gathering: the person or party, every part told, whom it stands in for.

    ``confidence`` and ``land`` are an engine's own; None leaves them to the rules.
    """

    party: Party
    person: Person | None
    parts: list[Part]
    stands_in_for: Person | None = None
    confidence: float | None = None
    land: Land | None = None

    @property
    def participation(self) -> Participation:
        """The most telling capacity of all the parts."""
        return max((part.participation for part in self.parts), key=STRENGTH.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A resolved time with its words and the line where they stand."""

    words: TimeWords
    resolved: Resolved
    line: Line


def is_behind(status: EventStatus, day: Day, written_on: date | None) -> bool:
    """Whether a day told with its year lies behind the writing, of a gathering still to come: it is
    the day of something else.
    """
    words = day.words
    has_year = words.year is not None or (words.month is not None and words.unit == "year")
    if status != "planned" or not has_year or written_on is None:
        return False
    return day.resolved.last < written_on


@dataclass(slots=True)
class Gathering:
    """A gathering as the article tells it; ``proposals`` in text order, the first opened it."""

    proposals: list[Proposal]
    days: list[Day]
    attendances: dict[Key, Attendance] = field(default_factory=dict)
    has_group: str = ""
    part_of: Gathering | None = None

    @property
    def status(self) -> EventStatus:
        """Called off or put off wins; else what the first telling in the body says."""
        told = [p.status for p in self.proposals]
        for status in ("cancelled", "postponed"):
            if status in told:
                return status
        body = [p for p in self.proposals if p.line.role == "body"] or self.proposals
        clear = [p for p in body if p.trigger is not p.noun or p.status != "held"]
        return (clear or body)[0].status

    @property
    def event_type(self) -> EventType:
        """The most definite type told; a type left open is settled by who takes part."""
        told = [p.event_type for p in self.proposals]
        definite = [t for t in told if not is_common(t)]
        is_visit = told[0] == "visit" or 3 * told.count("visit") >= len(told)
        if definite and (set(definite) != {"visit"} or is_visit):
            return cast(EventType, next((t for t in definite if t != "visit"), "visit"))
        sides = self._sides()
        if len(sides) > 2 or (self.has_group and len(sides) != 2):
            group = self.has_group or self._type_by_offices() or "other_meeting"
            return cast(EventType, group)
        is_open = len(sides) != 2 and "other_meeting" in told
        return "other_meeting" if is_open else "bilateral_meeting"

    def _type_by_offices(self) -> str:
        """What the offices of most of its persons make of a meeting of three sides or more."""
        persons = [a.person for a in self.attendances.values() if a.person]
        kinds = [p.office_party.role_kind if p.office_party else "" for p in persons]
        for event_type, wanted in _TYPE_BY_OFFICE:
            if 2 * sum(kind in wanted for kind in kinds) > max(len(kinds), 2):
                return event_type
        return ""

    def _sides(self) -> set[Key]:
        return {side_of(a) for a in self.attendances.values()}


def side_of(attendance: Attendance) -> Key:
    """The country or body that a participant is of, or the person when there is none."""
    person, served = attendance.person, attendance.party.served
    if person and person.country_code:
        return ("side", person.country_code)
    if person and person.served_party:
        served = person.served_party.served
    if served:
        return ("side", served.country_code or served.text.casefold())
    return ("side", f"person {person.no}" if person else "unknown")


def is_peopled(gathering: Gathering) -> bool:
    """Whether a person takes part, or two countries or bodies do; one alone meets with nobody.

    Somebody of them must hold an office or stand for a country or body: two bare names that meet
    are a fixture or a private matter (of the labelled gatherings not one is so).
    """
    attendances = gathering.attendances.values()
    if not any(_stands_for_something(a) for a in attendances):
        return False
    return len(attendances) > 1 or any(a.person for a in attendances)


def _stands_for_something(attendance: Attendance) -> bool:
    person = attendance.person
    known = person and (person.office_party or person.served_party or person.country_code)
    return bool(known or attendance.party.served or attendance.party.role)


def drop_represented(gathering: Gathering) -> None:
    """A country that has a named person there gets no row of its own."""
    named = {side_of(a) for a in gathering.attendances.values() if a.person}
    for key, attendance in list(gathering.attendances.items()):
        if attendance.person is None and key[0] == "served" and side_of(attendance) in named:
            del gathering.attendances[key]
