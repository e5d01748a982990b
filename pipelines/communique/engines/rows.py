"""Writes what was read as rows of the contract: original spans, keys, evidence.

Nothing is read here; a value without words in the article does not become a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.article.article import Article
from communique.engines.describing import Description, describe
from communique.engines.engine import Reading
from communique.ids import make_id
from communique.lexicon.normal import Normal
from communique.mentions.citations import Citation
from communique.mentions.gathered import Attendance, Gathering
from communique.mentions.lines import Line
from communique.mentions.offices import Served
from communique.mentions.people import Party, name_key
from communique.mentions.persons import People
from communique.mentions.quotes import Quote
from communique.records import (
    AttendeeKind,
    AttendeeMentionRow,
    CitationRow,
    EventMentionRow,
    EvidenceRow,
    Participation,
    QuoteRow,
)
from communique.spans import Span

_LEAD_PARAGRAPHS = 2


class RowWriter:
    """Collects the rows of one article's reading; of two rows with one key the first stays."""

    def __init__(self, article: Article, normal: Normal, engine: str, version: str) -> None:
        self._article = article
        self._normal = normal
        self._engine, self._version = engine, version
        self._id = article.row.article_id
        self._written_on = article.row.published_day or article.row.dateline_date
        self._events: dict[str, EventMentionRow] = {}
        self._attendees: dict[str, AttendeeMentionRow] = {}
        self._evidence: dict[str, EvidenceRow] = {}
        self._quotes: dict[str, QuoteRow] = {}
        self._citations: dict[str, CitationRow] = {}

    def reading(self) -> Reading:
        """All rows, each kind in text order."""
        return Reading(
            event_mentions=_in_order(self._events),
            attendee_mentions=_in_order(self._attendees),
            evidence=_in_order(self._evidence),
            quotes=_in_order(self._quotes),
            citations=_in_order(self._citations),
        )

    def write_gatherings(self, gatherings: Iterable[Gathering], lines: Sequence[Line]) -> None:
        """One event mention a gathering, with its participants and the words of every value."""
        lead = self._last_lead_paragraph()
        for gathering in gatherings:
            told = describe(gathering, lines, lead, self._written_on)
            event = self._event(gathering, told)
            if event.event_mention_id in self._events:
                continue
            self._events[event.event_mention_id] = event
            self._event_evidence(event, gathering, told)
            for attendance in gathering.attendances.values():
                self._attendee(event, attendance)

    def write_quotes(self, quotes: Iterable[Quote], people: People) -> None:
        """One row a quoted sentence."""
        for quote in quotes:
            words = self._words(quote.span)
            person = people.person(quote.speaker) if quote.speaker else None
            quote_id = make_id("q", self._id, words["span_start"], words["span_end"])
            self._quotes.setdefault(quote_id, QuoteRow(
                quote_id=quote_id, article_id=self._id, event_mention_id=None,
                speaker=person.name if person else None, channel=quote.channel,
                quote=words["surface"], engine=self._engine, engine_version=self._version,
                **words,
            ))  # fmt: skip

    def write_citations(self, citations: Iterable[Citation]) -> None:
        """One row a source."""
        for citation in citations:
            words = self._words(citation.span)
            citation_id = make_id("cit", self._id, words["span_start"], words["span_end"])
            self._citations.setdefault(citation_id, CitationRow(
                citation_id=citation_id, article_id=self._id, cited_source=citation.source,
                kind=citation.kind, engine=self._engine, engine_version=self._version, **words,
            ))  # fmt: skip

    def _last_lead_paragraph(self) -> int:
        numbers = sorted(
            {s.paragraph_no for s in self._article.sentences if s.block_role == "body"}
        )
        return numbers[:_LEAD_PARAGRAPHS][-1] if numbers else 0

    def _words(self, span: Span) -> dict[str, Any]:
        """Span and surface of the original text."""
        original = self._normal.original(span)
        return {
            "span_start": original.start,
            "span_end": original.end,
            "surface": original.cut(self._article.text),
        }

    def _text(self, span: Span | None) -> str | None:
        return " ".join(span.cut(self._normal.text).split()) if span else None

    def _event(self, gathering: Gathering, told: Description) -> EventMentionRow:
        words = self._words(told.span)
        day = told.day
        when, place = (day.resolved if day else None), told.place
        return EventMentionRow(
            event_mention_id=make_id(
                "em", self._id, self._engine, words["span_start"], words["span_end"]
            ),
            article_id=self._id,
            salience=told.salience,
            event_type=gathering.event_type,  # type: ignore[arg-type]
            event_status=told.status,
            event_name=self._text(told.name),
            start_date=when.start if when else None,
            end_date=when.end if when else None,
            start_text=self._text(day.words.span) if day else None,
            start_precision=when.precision if when else "unknown",
            start_edtf=when.edtf if when else None,
            date_rule=when.rule if when else None,
            previous_start_date=(
                when.start if when and told.status in ("cancelled", "postponed") else None
            ),
            city=place.city if place else None,
            country_code=place.country_code if place else None,
            time_zone=place.time_zone if place else None,
            venue=self._text(told.venue),
            topics=tuple((self._text(span) or "").lower() for span in told.topics),
            super_event_mention_id=None,
            confidence=told.confidence,
            engine=self._engine,
            engine_version=self._version,
            **words,
        )

    def _event_evidence(
        self, event: EventMentionRow, gathering: Gathering, told: Description
    ) -> None:
        day, place = told.day, told.place
        values: list[tuple[str, Any, Span | None, str | None]] = [
            ("event_type", event.event_type, gathering.proposals[0].span, None),
            ("event_status", event.event_status, told.span, None),
            ("event_name", event.event_name, told.name, None),
            ("start_date", event.start_date, day.words.span if day else None, event.date_rule),
            ("end_date", event.end_date, day.words.span if day else None, event.date_rule),
            ("city", event.city, place.span if place else None, None),
            ("country_code", event.country_code, place.span if place else None, None),
            ("venue", event.venue, told.venue, None),
            (
                "previous_start_date",
                event.previous_start_date,
                day.words.span if day else None,
                None,
            ),
        ]
        values += [("topics", self._text(span), span, None) for span in told.topics]
        for attribute, value, span, rule in values:
            self._evident(event.event_mention_id, None, attribute, value, span, rule)

    def _evident(
        self, event_id: str, attendee_id: str | None, attribute: str, value: object,
        span: Span | None, rule: str | None = None,
    ) -> None:  # fmt: skip
        if value is None or span is None:
            return
        words = self._words(span)
        evidence_id = make_id(
            "ev", attendee_id or event_id, attribute, words["span_start"], words["span_end"], value
        )
        self._evidence.setdefault(evidence_id, EvidenceRow(
            evidence_id=evidence_id, article_id=self._id, event_mention_id=event_id,
            attendee_mention_id=attendee_id, attribute=attribute, value=str(value), rule=rule,
            **words,
        ))  # fmt: skip

    def _attendee(self, event: EventMentionRow, attendance: Attendance) -> None:
        event_id = event.event_mention_id
        party, person = attendance.party, attendance.person
        office = person.office_party if person else party
        served_party = person.served_party if person else party
        served = served_party.served if served_party else None
        words = self._words(party.span)
        kind = _kind(attendance)
        name = person.name if person else party.name
        if kind == "organization":
            name = served.text if served else None
        row = AttendeeMentionRow(
            attendee_mention_id=make_id(
                "am", event_id, kind, words["span_start"], words["span_end"],
                name or (served and (served.country_code or served.text)),
            ),
            event_mention_id=event_id,
            article_id=self._id,
            kind=kind,
            name=name,
            name_key=name_key(name) if name else None,
            role=office.role if office else None,
            affiliation=served.text if served else None,
            country_code=_country_code(attendance, served, event.country_code or "") or None,
            participation=_participation(attendance, event),
            attributed_to=None,
            stands_in_for=attendance.stands_in_for.name if attendance.stands_in_for else None,
            confidence=_confidence(attendance, office, served),
            engine=self._engine,
            engine_version=self._version,
            **words,
        )  # fmt: skip
        if row.attendee_mention_id in self._attendees:
            return
        self._attendees[row.attendee_mention_id] = row
        told = max(attendance.parts, key=lambda p: p.participation == row.participation)
        values: list[tuple[str, object, Span | None]] = [
            ("name", row.name, person.named.span if person else party.span),
            ("role", row.role, office.role_span if office else None),
            ("affiliation", row.affiliation, served.span if served else None),
            ("country_code", row.country_code, served.span if served else None),
            ("participation", row.participation, told.party.span),
        ]
        for attribute, value, span in values:
            self._evident(event_id, row.attendee_mention_id, attribute, value, span)


def _in_order(rows: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows.values(), key=lambda row: (row.span_start, row.span_end)))


def _kind(attendance: Attendance) -> AttendeeKind:
    if attendance.person or attendance.party.kind == "person":
        return "person"
    return "organization" if attendance.party.kind == "organization" else "delegation"


def _confidence(attendance: Attendance, office: Party | None, served: Served | None) -> float:
    """Grows with each sign: an office, a country or body, a second telling. Not calibrated."""
    signs = (bool(office and office.role), served is not None, len(attendance.parts) > 1)
    return round(0.4 + 0.15 * sum(signs), 2)


def _country_code(attendance: Attendance, served: Served | None, place_code: str) -> str:
    if attendance.person is None:
        return served.country_code if served else ""
    is_guest = not any(part.is_object for part in attendance.parts)
    return attendance.person.country_at(place_code, is_guest=is_guest)


def _participation(attendance: Attendance, event: EventMentionRow) -> Participation:
    """Of what is yet to come or called off nobody is more than invited, but for host and chair."""
    told = attendance.participation
    if event.event_status in ("held", "ongoing"):
        return told
    if event.event_status == "planned" and told in ("host", "chair", "absent"):
        return told
    return "invited"
