"""A participant's row: who, in what office, for whom, in what capacity, on whose word.

Writes what ``mentions`` found; it chooses between a person's mentions and finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.engines.quoting import Quoting
from communique.ids import make_id
from communique.mentions.citations import Citation
from communique.mentions.gathered import Attendance
from communique.mentions.offices import Served
from communique.mentions.people import Party, name_key
from communique.mentions.proposals import Part
from communique.records import (
    AttendeeKind,
    AttendeeMentionRow,
    EventMentionRow,
    Participation,
)
from communique.spans import Span

SourceOfLine = Mapping[int, Citation]


def attendee_row(
    quoting: Quoting, event: EventMentionRow, attendance: Attendance, sources: SourceOfLine
) -> AttendeeMentionRow:
    """The row of one participant; ``sources`` says whom each line cites."""
    party = attendance.party
    office, served = _office_and_served(attendance)
    kind = _kind(attendance)
    name = _name(attendance, served)
    country_code = country_of(attendance, event.country_code or "") or None
    words = quoting.words(party.span)
    source = _source(attendance, sources)
    return AttendeeMentionRow(
        attendee_mention_id=make_id(
            "am", event.event_mention_id, kind, words["span_start"], words["span_end"],
            name or country_code or (served and served.text),
        ),
        event_mention_id=event.event_mention_id,
        article_id=quoting.article_id,
        kind=kind,
        name=name,
        name_key=name_key(name) if name else None,
        role=office.role if office else None,
        affiliation=served.text if served else None,
        country_code=country_code,
        participation=_participation(attendance, event),
        attributed_to=source.source if source else None,
        stands_in_for=attendance.stands_in_for.name if attendance.stands_in_for else None,
        confidence=_confidence(attendance, office, served),
        **quoting.engine,
        **words,
    )  # fmt: skip


def write_attendee_evidence(
    quoting: Quoting, row: AttendeeMentionRow, attendance: Attendance, sources: SourceOfLine
) -> None:
    """The words of each of the row's values."""
    office, served = _office_and_served(attendance)
    told = max(attendance.parts, key=lambda part: part.participation == row.participation)
    named = attendance.person.named if attendance.person else attendance.party
    principal, source = attendance.stands_in_for, _source(attendance, sources)
    values: list[tuple[str, object, Span | None]] = [
        ("name", row.name, named.span),
        ("role", row.role, office.role_span if office else None),
        ("affiliation", row.affiliation, served.span if served else None),
        ("country_code", row.country_code, words_of_country(attendance)),
        ("participation", row.participation, _words_of_part(told)),
        ("stands_in_for", row.stands_in_for, principal.named.span if principal else None),
        ("attributed_to", row.attributed_to, source.span if source else None),
    ]
    for attribute, value, span in values:
        quoting.evident(row.event_mention_id, row.attendee_mention_id, attribute, value, span)


def country_of(attendance: Attendance, place_code: str) -> str:
    """The code of a participant's country, '' when nothing says it; ``place_code`` is where."""
    if attendance.land:
        return attendance.land.country_code
    _, served = _office_and_served(attendance)
    if attendance.person is None:
        return served.country_code if served else ""
    is_guest = not any(part.is_at_home for part in attendance.parts)
    code = attendance.person.country_at(place_code, is_guest=is_guest)
    principal = attendance.stands_in_for
    return code or (principal.country_at(place_code, is_guest=is_guest) if principal else "")


def _words_of_part(part: Part) -> Span:
    """The party with the cue that says its capacity ("hosted by", "did not attend")."""
    return part.party.span.cover(part.cue) if part.cue else part.party.span


def _office_and_served(attendance: Attendance) -> tuple[Party | None, Served | None]:
    person, party = attendance.person, attendance.party
    office = person.office_party if person else party
    served = person.served_party if person else party
    # "his Danish counterpart" says whose side somebody is on; it is the office of nobody.
    named = None if office and office.is_counterpart else office
    return named, served.served if served else None


def _kind(attendance: Attendance) -> AttendeeKind:
    if attendance.person or attendance.party.kind == "person":
        return "person"
    return "organization" if attendance.party.kind == "organization" else "delegation"


def _name(attendance: Attendance, served: Served | None) -> str | None:
    if attendance.person:
        return attendance.person.name
    if attendance.party.kind == "organization":
        return served.text if served else None
    return attendance.party.name


def words_of_country(attendance: Attendance) -> Span | None:
    """The words that say a participant's country, if any do."""
    if attendance.land:
        return attendance.land.span
    _, served = _office_and_served(attendance)
    return served.span if served else None


def _source(attendance: Attendance, sources: SourceOfLine) -> Citation | None:
    return next((sources[p.line_no] for p in attendance.parts if p.line_no in sources), None)


def _participation(attendance: Attendance, event: EventMentionRow) -> Participation:
    """Of what is yet to come or called off nobody is more than invited, but for host and chair."""
    told = attendance.participation
    if event.event_status in ("held", "ongoing"):
        return told
    if event.event_status == "planned" and told in ("host", "chair", "absent"):
        return told
    return "invited"


def _confidence(attendance: Attendance, office: Party | None, served: Served | None) -> float:
    """What the engine knows, else more with each sign: an office, a side, a second telling."""
    if attendance.confidence is not None:
        return attendance.confidence
    signs = (bool(office and office.role), served is not None, len(attendance.parts) > 1)
    return round(0.4 + 0.15 * sum(signs), 2)
