"""Writes gatherings, quotations and citations as rows of the contract, with their evidence.

Nothing is read here, but for what one gathering leaves to another or one side to the other; a value
without words in the article has no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from communique.article.article import Article
from communique.engines.attendees import SourceOfLine, attendee_row, write_attendee_evidence
from communique.engines.countries import Countries, Settle
from communique.engines.describing import Description, describe
from communique.engines.engine import Reading
from communique.engines.here import at_the_dateline
from communique.engines.hosting import at_the_hearers, at_the_hosts, settle_hosts, settle_speakers
from communique.engines.quoting import Quoting
from communique.engines.retinues import add_retinues
from communique.engines.visiting import one_meeting
from communique.ids import make_id
from communique.mentions.citations import Citation
from communique.mentions.gathered import Gathering
from communique.mentions.lines import Line
from communique.mentions.posts import Post
from communique.mentions.quotes import Quote
from communique.mentions.triggers import status_words
from communique.records import AttendeeMentionRow, CitationRow, EventMentionRow, EventType, QuoteRow
from communique.spans import Span

_LEAD_PARAGRAPHS = 2


class RowWriter:
    """Collects the rows of one article's reading; of two rows with one key the first stays.

    ``settle`` gives participants the country that is still open; the rules' own when it is None.
    """

    def __init__(self, article: Article, quoting: Quoting, settle: Settle | None = None) -> None:
        self._quoting = quoting
        self._id = article.row.article_id
        self._dateline = article.row.dateline_place
        self._home = article.row.dateline_country_code or ""
        written_on = article.row.published_day or article.row.dateline_date
        self._settle = settle or Countries(self._home, written_on).settle
        paragraphs = sorted({s.paragraph_no for s in article.sentences if s.block_role == "body"})
        self._lead = paragraphs[:_LEAD_PARAGRAPHS][-1] if paragraphs else 0
        self._events: dict[str, EventMentionRow] = {}
        self._attendees: dict[str, AttendeeMentionRow] = {}
        self._quotes: dict[str, QuoteRow] = {}
        self._citations: dict[str, CitationRow] = {}

    def reading(self) -> Reading:
        """All rows, each kind in text order."""
        return Reading(
            event_mentions=_in_order(self._events),
            attendee_mentions=_in_order(self._attendees),
            evidence=_in_order(self._quoting.evidence),
            quotes=_in_order(self._quotes),
            citations=_in_order(self._citations),
        )

    def write_gatherings(
        self, gatherings: Iterable[Gathering], lines: Sequence[Line], sources: SourceOfLine,
        written_on: date | None,
    ) -> None:  # fmt: skip
        """One event mention a gathering, with its participants and the words of every value;
        ``written_on`` is the day of writing.
        """
        described = [(g, describe(g, lines, self._lead, written_on)) for g in gatherings]
        self.write_described(described, sources)

    def write_described(
        self, described: Sequence[tuple[Gathering, Description]], sources: SourceOfLine
    ) -> None:
        """The same for gatherings whose attributes an engine has chosen itself."""
        written: list[tuple[Gathering, EventMentionRow]] = []
        for gathering, told in described:
            told = _placed(gathering, told, described)
            self._settle(gathering, told)
            told = one_meeting(gathering, at_the_hosts(gathering, told, self._home))
            told = at_the_hearers(gathering, at_the_dateline(gathering, told, self._dateline))
            event = self._event(gathering, told)
            if event.event_mention_id in self._events:
                continue
            self._events[event.event_mention_id] = event
            settle_hosts(gathering, told)
            settle_speakers(gathering, told)
            add_retinues(gathering)
            written.append((gathering, event))
            self._event_evidence(event, gathering, told)
            for attendance in gathering.attendances.values():
                row = attendee_row(self._quoting, event, attendance, sources)
                if row.attendee_mention_id not in self._attendees:
                    self._attendees[row.attendee_mention_id] = row
                    write_attendee_evidence(self._quoting, row, attendance, sources)
        self._tie(written)

    def write_quotes(self, quotes: Iterable[Quote]) -> None:
        """One row a quotation; it is of the gathering when the article has but one."""
        event_id = next(iter(self._events)) if len(self._events) == 1 else None
        for quote in quotes:
            words = self._quoting.words(quote.span)
            quote_id = make_id("q", self._id, words["span_start"], words["span_end"])
            row = QuoteRow(
                quote_id=quote_id,
                article_id=self._id,
                event_mention_id=event_id,
                speaker=quote.speaker,
                channel=quote.channel,
                quote=words["surface"],
                **self._quoting.engine,
                **words,
            )
            self._quotes.setdefault(quote_id, row)

    def write_citations(self, citations: Iterable[Citation]) -> None:
        """One row a source."""
        for citation in citations:
            words = self._quoting.words(citation.span)
            citation_id = make_id("cit", self._id, words["span_start"], words["span_end"])
            row = CitationRow(
                citation_id=citation_id,
                article_id=self._id,
                cited_source=citation.source,
                kind=citation.kind,
                **self._quoting.engine,
                **words,
            )
            self._citations.setdefault(citation_id, row)

    def write_posts(self, posts: Iterable[Post]) -> None:
        """The day of each embedded post, as evidence for the main gathering if it tells of one."""
        main = next((e for e in self._events.values() if e.salience == "main"), None)
        for post in posts:
            event_id = main.event_mention_id if main and post.tells else None
            self._quoting.evident(event_id, None, "post_date", post.day, post.span)

    def _tie(self, written: Sequence[tuple[Gathering, EventMentionRow]]) -> None:
        for gathering, event in written:
            for outer, outer_event in written:
                if gathering.part_of is outer:
                    outer_id = outer_event.event_mention_id
                    self._events[event.event_mention_id] = replace(
                        event, super_event_mention_id=outer_id
                    )
                    self._quoting.evident(
                        event.event_mention_id, None, "super_event", outer_id,
                        outer.proposals[0].span,
                    )  # fmt: skip

    def _event(self, gathering: Gathering, told: Description) -> EventMentionRow:
        words, text = self._quoting.words(told.span), self._quoting.text
        day, place = told.day, told.place
        when = day.resolved if day else None
        is_off = told.status in ("cancelled", "postponed")
        return EventMentionRow(
            event_mention_id=make_id(
                "em", self._id, self._quoting.engine["engine"], words["span_start"],
                words["span_end"],
            ),
            article_id=self._id,
            salience=told.salience,
            event_type=told.event_type,
            event_status=told.status,
            event_name=text(told.name),
            start_date=when.start if when else None,
            end_date=when.end if when else None,
            start_text=text(day.words.span) if day else None,
            start_precision=when.precision if when else "unknown",
            start_edtf=when.edtf if when else None,
            date_rule=when.rule if when else None,
            previous_start_date=when.start if when and is_off else None,
            city=place.city if place else None,
            country_code=place.country_code if place else None,
            time_zone=place.time_zone if place else None,
            venue=text(told.venue),
            topics=tuple((text(span) or "").lower() for span in told.topics),
            super_event_mention_id=None,
            confidence=told.confidence,
            **self._quoting.engine,
            **words,
        )  # fmt: skip

    def _event_evidence(
        self, event: EventMentionRow, gathering: Gathering, told: Description
    ) -> None:
        day = told.day.words.span if told.day else None
        place = told.place.span if told.place else None
        values: list[tuple[str, Any, Span | None, str | None]] = [
            ("event_type", event.event_type, _words_of_type(gathering, told.event_type), None),
            ("event_status", event.event_status, _words_of_status(gathering, told), None),
            ("event_name", event.event_name, told.name, None),
            ("start_date", event.start_date, day, event.date_rule),
            ("end_date", event.end_date, day, event.date_rule),
            ("city", event.city, place, None),
            ("country_code", event.country_code, place, None),
            ("venue", event.venue, told.venue, None),
            ("previous_start_date", event.previous_start_date, day, event.date_rule),
        ]
        values += [
            ("topics", (self._quoting.text(span) or "").lower(), span, None) for span in told.topics
        ]
        for attribute, value, span, rule in values:
            self._quoting.evident(event.event_mention_id, None, attribute, value, span, rule)


def _words_of_type(gathering: Gathering, event_type: EventType) -> Span:
    """The noun or verb of the first telling that is of the type, else of the first."""
    tellings = gathering.proposals
    told = next((p for p in tellings if p.event_type == event_type), tellings[0])
    return told.noun.span if told.noun else told.trigger.span


def _words_of_status(gathering: Gathering, told: Description) -> Span:
    """The cue ("called off", "will") of the first telling of this status, else its verb."""
    tellings = gathering.proposals
    telling = next((p for p in tellings if p.status == told.status), tellings[0])
    line = telling.line
    return status_words(line.text, line.span, telling.trigger, told.status)


def _placed(
    gathering: Gathering, told: Description, described: Sequence[tuple[Gathering, Description]]
) -> Description:
    """What took place on the sidelines of a gathering took place where that one did."""
    outer = next((d for g, d in described if g is gathering.part_of), None)
    return replace(told, place=outer.place) if outer and told.place is None else told


def _in_order(rows: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows.values(), key=lambda row: (row.span_start, row.span_end)))
