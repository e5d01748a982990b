"""What a gathering's tellings add up to: its day, place, name, topics, salience, confidence.

Chooses among what ``mentions`` found; it finds nothing itself and writes no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.mentions.dates import Resolved
from communique.mentions.gathered import Day, Gathering, is_behind
from communique.mentions.lines import Line
from communique.mentions.places import Place, find_place, find_venue, first_place
from communique.mentions.proposals import Proposal
from communique.mentions.topics import find_topics
from communique.records import EventStatus, EventType, Salience
from communique.spans import Span

_LEAD_PARAGRAPHS = 2
_FRESH_DAYS = 14
"""Days after which a gathering is no longer what an article is about: of 299 labelled ones that lay
further back, 296 are background.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The chosen value of each attribute; spans count in the normalised text."""

    span: Span
    event_type: EventType
    status: EventStatus
    salience: Salience
    day: Day | None
    place: Place | None
    venue: Span | None
    name: Span | None
    topics: tuple[Span, ...]
    confidence: float


def describe(
    gathering: Gathering, lines: Sequence[Line], lead: int, written_on: date | None
) -> Description:
    """Chooses the attributes; ``lead`` is the number of the body's last leading paragraph."""
    proposals = sorted(gathering.proposals, key=lambda p: (p.line.role != "body", p.span))
    day = _day(gathering, written_on)
    is_visit, is_frame = gathering.event_type == "visit", _is_frame(proposals)
    places = [_place(p, is_visit=is_visit) for p in proposals]
    if not any(place and place.city for place in places):
        is_alone = (is_visit and is_frame) or all(
            p.is_spoken and p.event_type == "hearing" for p in proposals
        )
        near = [] if is_alone else _nearby(gathering, lines)
        places += [find_place(line, line.span, is_visit=is_visit) for line in near]
    venues = [v for p in proposals if (v := find_venue(p.line, p.span))]
    main = any(_leads(p.line, lead) for p in proposals) and not is_frame
    main = main and not is_long_past(day, written_on)
    return Description(
        span=proposals[0].span,
        event_type=gathering.event_type,
        status=_status(gathering, day, written_on, is_frame=is_frame),
        salience="main" if main else "background",
        day=day,
        place=first_place(places),
        venue=venues[0] if venues else None,
        name=name_of(gathering),
        topics=tuple(find_topics(_lines(gathering))),
        confidence=_confidence(gathering, day, main),
    )


def _place(proposal: Proposal, *, is_visit: bool) -> Place | None:
    """The place told with it, not in what somebody said there. What stands before a visit around
    another gathering is the place of that one, so of the visit the country alone is known.
    """
    place = find_place(proposal.line, proposal.span, is_visit=is_visit)
    if place and proposal.behind and proposal.behind.is_of_speech(place.span):
        return None
    is_around = is_visit and proposal.is_around
    if place and is_around and place.city and place.span.start < proposal.span.start:
        return replace(place, city=None, time_zone=None)
    return place


def is_long_past(day: Day | None, written_on: date | None) -> bool:
    """Whether the gathering lies so far behind the writing that it is told as background."""
    if day is None or written_on is None:
        return False
    return (written_on - day.resolved.last).days > _FRESH_DAYS


def _lines(gathering: Gathering) -> list[Line]:
    by_no = {p.line.no: p.line for p in gathering.proposals}
    return [by_no[no] for no in sorted(by_no)]


def _nearby(gathering: Gathering, lines: Sequence[Line]) -> list[Line]:
    """Sentences beside its tellings in the same paragraph, then headline and subhead."""
    told = {(p.line.no, p.line.paragraph_no) for p in gathering.proposals}
    beside = [
        line
        for line in lines
        if any((line.no + step, line.paragraph_no) in told for step in (-1, 1))
    ]
    return beside + [line for line in lines if line.role in ("headline", "subhead")]


def _leads(line: Line, lead: int) -> bool:
    return line.role in ("headline", "subhead") or (
        line.role == "body" and line.paragraph_no <= lead
    )


def _day(gathering: Gathering, written_on: date | None) -> Day | None:
    """The first day told in the body, else in the head; a day before a month before a year."""
    order = {"day": 0, "month": 1, "year": 2}
    days = sorted(
        (d for d in gathering.days if not is_behind(gathering.status, d, written_on)),
        key=lambda d: (order[d.resolved.precision], d.line.role != "body", d.line.no),
    )
    return days[0] if days else None


def _is_frame(proposals: Sequence[Proposal]) -> bool:
    """Whether the body names it only as what another gathering was a part of."""
    body = [p.is_around for p in proposals if p.line.role == "body"]
    return bool(body) and all(body)


def _is_dated(proposal: Proposal) -> bool:
    """Whether a time stands behind its words: "a visit last year"."""
    return any(words.span.start >= proposal.span.end for words in proposal.line.times)


def _status(
    gathering: Gathering, day: Day | None, written_on: date | None, *, is_frame: bool
) -> EventStatus:
    """What lies ahead of the day of writing is planned, whatever the tense of a noun; a visit of
    which an article tells a part alone, and no day, is still going on.
    """
    told = gathering.status
    if is_frame and told == "held" and gathering.event_type == "visit":
        return told if day or any(map(_is_dated, gathering.proposals)) else "ongoing"
    if day is None or written_on is None or told in ("cancelled", "postponed"):
        return told
    when: Resolved = day.resolved
    if when.precision == "day":
        if told == "held" and when.start > written_on:
            return "planned"
        if told == "held" and when.end and when.start <= written_on <= when.end:
            return "ongoing"
        if told == "planned" and (when.end or when.start) < written_on:
            return "held"
    return told


def name_of(gathering: Gathering) -> Span | None:
    """The fullest noun phrase that names it; None where a bare word ("talks") is all there is."""
    phrases = [
        (_noun_phrase(p.line, p.noun.span), p.noun.span) for p in gathering.proposals if p.noun
    ]
    named = [phrase for phrase, noun in phrases if len(phrase) > len(noun)]
    return max(named, key=lambda s: (len(s), -s.start), default=None)


def _noun_phrase(line: Line, noun: Span) -> Span:
    start, end = line.piece_at(noun.start), line.piece_at(noun.end)
    first = start
    while first > 0 and line.codes[first - 1] in "NXPBOCDYM#" and start - first < 8:
        first -= 1
    last = _past_qualifier(line, end)
    return Span(line.pieces[first].span.start if first < start else noun.start,
                line.pieces[last - 1].span.end if last > end else noun.end)  # fmt: skip


def _past_qualifier(line: Line, end: int) -> int:
    """Past "of foreign ministers" or "on fisheries" behind the noun that ends at ``end``."""
    kinds = "tNXPBOCDYVGoa"
    if line.codes[end : end + 1] == "f" and line.pieces[end].text == "on":
        kinds = "wtNXPBCDa"
    elif line.codes[end : end + 1] != "o":
        return end
    last = end + 1
    while last < len(line.codes) and line.codes[last] in kinds and last - end < 8:
        last += 1
    while line.codes[last - 1] in "toaf" and last > end:
        last -= 1
    return last


def _confidence(gathering: Gathering, day: Day | None, main: bool) -> float:
    """Grows with each independent sign: participants, a day, a noun, retelling. Not calibrated."""
    signs = [
        len(gathering.attendances) > 1,
        any(a.person and a.person.office_party for a in gathering.attendances.values()),
        day is not None,
        any(p.noun for p in gathering.proposals),
        len(gathering.proposals) > 1,
        main,
    ]
    return round(0.3 + 0.1 * sum(signs), 2)
