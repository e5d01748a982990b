"""The gatherings of an answer, made of words that stand in the article, ready for the row writer.

Days come from our resolver, places from our lists; the model only says which words. A gathering
whose trigger is not in the text, or that nobody attends, is dropped with a note. Its sentence need
not have a word of gathering that we know: to see those others is what the model is there for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.engines.describing import Description
from communique.engines.llm.answer import Phrase, ToldEvent, ToldParticipant
from communique.engines.llm.page import Count, Page
from communique.engines.llm.people import Told, read_body
from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.gathered import (
    Attendance,
    Day,
    Gathering,
    Key,
    side_of,
)
from communique.mentions.lines import Line
from communique.mentions.people import Party
from communique.mentions.persons import Person
from communique.mentions.pieces import CITY, COUNTRY
from communique.mentions.places import Place
from communique.mentions.proposals import Part, Proposal
from communique.mentions.triggers import Trigger
from communique.records import AttendeeKind, EventStatus
from communique.spans import Span

_MOST_TOPICS = 4
_PRECISION = {"day": 0, "month": 1, "year": 2}
Described = tuple[Gathering, Description]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A gathering's own words: the trigger and the sentence that it stands in."""

    trigger: Span
    line: Line


class Gatherings:
    """Reads the events of one answer in the order in which it gives them."""

    def __init__(self, page: Page, people: Told, anchor: Anchor) -> None:
        self._page = page
        self._people = people
        self._anchor = anchor
        self._last_day: date | None = None

    def read(self, events: Iterable[ToldEvent]) -> list[Described]:
        """The gatherings that stand, in text order, each tied to the larger one it is part of."""
        kept: dict[int, Described] = {}
        told = list(events)
        for event in told:
            described = None if event.no in kept else self._described(event)
            if described:
                kept[event.no] = described
        for event in told:
            outer = kept.get(event.part_of) if event.part_of is not None else None
            if event.no in kept and outer and event.part_of != event.no:
                kept[event.no][0].part_of = outer[0]
        return sorted(kept.values(), key=lambda one: one[1].span)

    def _described(self, event: ToldEvent) -> Described | None:
        count = Count()
        opened = self._opened(event, count)
        if opened is None:
            return None
        attendances = self._attendances(event, opened, count)
        day = self._day(event, opened.trigger, count)
        gathering = Gathering(
            [_proposal(event, opened, attendances)], [day] if day else [], attendances
        )
        if not any(_stands_for_something(a) for a in attendances.values()):
            words = self._page.words(opened.trigger)
            message = f"dropped a gathering ({words!r}): nobody who stands for something meets"
            self._page.note("llm_nobody_meets", message)
            return None
        _drop_represented(attendances)
        return gathering, self._description(event, opened.trigger, day, count)

    def _opened(self, event: ToldEvent, count: Count) -> _Opened | None:
        trigger = self._page.find(event.trigger, "a gathering", count=count)
        line = self._page.line_at(trigger) if trigger else None
        if trigger is None or line is None:
            return None
        return _Opened(trigger, line)

    def _description(
        self, event: ToldEvent, trigger: Span, day: Day | None, count: Count
    ) -> Description:
        def find(phrase: Phrase | None, what: str) -> Span | None:
            return self._page.find(phrase, what, near=trigger, count=count)

        topics = [find(phrase, "a topic") for phrase in event.topics[:_MOST_TOPICS]]
        venue, name = find(event.venue, "a venue"), find(event.name, "a name of a gathering")
        place = self._place(find(event.city, "a city"), find(event.country, "a country"))
        return Description(
            span=trigger,
            event_type=event.event_type,
            status=event.status,
            salience=event.salience,
            day=day,
            place=place,
            venue=venue,
            name=name,
            topics=tuple(dict.fromkeys(span for span in topics if span)),
            # Half for what the model says at all, the rest for what of it stands. Not calibrated.
            confidence=round(0.5 + 0.4 * count.share, 2),
        )

    def _day(self, event: ToldEvent, trigger: Span, count: Count) -> Day | None:
        words = self._page.find(event.time, "words of time", near=trigger, count=count)
        line = self._page.line_at(words) if words else None
        if words is None or line is None:
            return None
        days = []
        for times in (t for t in line.times if t.span.overlaps(words)):
            resolved = resolve(times, self._anchor, _tense(event.status), self._last_day)
            if resolved:
                days.append(Day(words=times, resolved=resolved, line=line))
        day = min(days, key=lambda d: _PRECISION[d.resolved.precision], default=None)
        if day and day.resolved.precision == "day":
            self._last_day = day.resolved.start
        return day

    def _place(self, city: Span | None, country: Span | None) -> Place | None:
        code = self._country_code(country)
        if city is None:
            return (
                Place(span=country, city=None, country_code=code, time_zone=None)
                if country and code
                else None
            )
        pieces = self._page.pieces(city)
        entry = next((p.entry for p in pieces if p.code == CITY and p.entry), None)
        if entry is None:
            only = self._country_code(city)
            name = None if only else self._page.words(city)
            return Place(span=city, city=name, country_code=code or only, time_zone=None)
        known = entry["country_code"] or None
        zone = entry.get("time_zone") or None
        return Place(
            span=city,
            city=entry.get("city") or self._page.words(city),
            country_code=code or known,
            time_zone=zone if code in (None, known) else None,
        )

    def _country_code(self, span: Span | None) -> str | None:
        pieces = self._page.pieces(span) if span else []
        codes = (p.entry["country_code"] for p in pieces if p.code == COUNTRY and p.entry)
        return next((code for code in codes if code), None)

    def _attendances(
        self, event: ToldEvent, opened: _Opened, count: Count
    ) -> dict[Key, Attendance]:
        found: dict[Key, Attendance] = {}
        for told in event.participants:
            span = self._page.find(told.words, "a participant", opened.trigger, count)
            made = self._attendance(told, span, opened.line) if span else None
            if made is None:
                continue
            key, attendance = made
            if key in found:
                found[key].parts.extend(attendance.parts)
            else:
                found[key] = attendance
        return found

    def _attendance(
        self, told: ToldParticipant, span: Span, line: Line
    ) -> tuple[Key, Attendance] | None:
        line_no = (self._page.line_at(span) or line).no
        if told.kind == "person":
            person = self._person(told.person)
            if person is None:
                return None
            party = _mentioned(person.named, span)
            part = Part(party=party, participation=told.participation, line_no=line_no)
            principal = self._person(told.stands_in_for)
            stands_in = principal if principal is not person else None
            return ("person", str(person.no)), Attendance(party, person, [part], stands_in)
        body = read_body(self._page, span, _party_kind(told.kind))
        if body is None or body.served is None:
            words = self._page.words(span)
            message = f"dropped a participant: {words!r} names no country or body"
            self._page.note("llm_not_a_body", message)
            return None
        part = Part(party=body, participation=told.participation, line_no=line_no)
        country = body.served.country_code if body.served.is_country else ""
        key = ("served", country or body.served.text.casefold())
        return key, Attendance(body, None, [part])

    def _person(self, no: int | None) -> Person | None:
        return self._people.persons.get(no) if no is not None else None


def _stands_for_something(attendance: Attendance) -> bool:
    """A country, a body, or a person with an office or a side: two bare names are a fixture."""
    person = attendance.person
    return person is None or bool(person.office_party or person.served_party)


def _drop_represented(attendances: dict[Key, Attendance]) -> None:
    """A country that has a named person there gets no row of its own; a body of it does."""
    named = {side_of(a) for a in attendances.values() if a.person}
    for key, attendance in list(attendances.items()):
        served = attendance.party.served
        is_country = attendance.person is None and served is not None and served.is_country
        if is_country and side_of(attendance) in named:
            del attendances[key]


def _party_kind(kind: AttendeeKind) -> AttendeeKind:
    return "organization" if kind == "organization" else "delegation"


def _mentioned(named: Party, span: Span) -> Party:
    """The person as mentioned at ``span``; all else is as told of the person."""
    return Party(
        kind="person", span=span, first=0, last=0, name=named.name, role=named.role,
        role_span=named.role_span, role_kind=named.role_kind, served=named.served,
        is_counterpart=named.is_counterpart,
    )  # fmt: skip


def _tense(status: EventStatus) -> Tense:
    if status == "planned":
        return "future"
    return "past" if status == "held" else "unknown"


def _proposal(event: ToldEvent, opened: _Opened, attendances: dict[Key, Attendance]) -> Proposal:
    trigger = Trigger(
        span=opened.trigger,
        surface=opened.trigger.cut(opened.line.text),
        frame="noun",
        tense="",
        event_type=event.event_type,
    )
    return Proposal(
        line=opened.line,
        trigger=trigger,
        noun=trigger,
        event_type=event.event_type,
        status=event.status,
        parts=tuple(part for a in attendances.values() for part in a.parts),
        span=opened.trigger,
    )
