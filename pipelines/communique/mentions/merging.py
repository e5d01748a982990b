"""One gathering of an article's many tellings, with all its participants.

A telling joins the gathering that it can be of by type, day and people; else it opens a new one.
Nothing is looked up outside the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.gathered import (
    Attendance,
    Day,
    Gathering,
    Key,
    drop_represented,
    is_behind,
    is_peopled,
)
from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line
from communique.mentions.people import Party, type_of_group
from communique.mentions.persons import People
from communique.mentions.phrase_words import phrase_words
from communique.mentions.proposals import Part, Proposal, is_common
from communique.mentions.rosters import Remark, find_remarks
from communique.mentions.times import TimeWords
from communique.records import EventStatus
from communique.spans import Span

_APART = ("call", "press_conference", "hearing", "signing")
_WIDE = ("summit", "ministerial", "conference")
_STOPS = ",;"
_AHEAD = 5
_CLAUSE = 2
"""Words that make more than "since last Monday" of what stands between "since" and a time."""


class Merger:
    """Reads an article's lines in order and keeps its gatherings."""

    def __init__(self, people: People, anchor: Anchor) -> None:
        self._people = people
        self._anchor = anchor
        self._gatherings: list[Gathering] = []
        self._current: Gathering | None = None
        self._told: date | None = None
        self._list_line: int | None = None

    def read(self, lines: Sequence[Line]) -> list[Gathering]:
        """The gatherings that have a participant, in the order in which the text tells them."""
        for line in lines:
            taken: list[tuple[Proposal, Gathering]] = []
            for proposal in find_proposals(line):
                apart = [g for p, g in taken if p.is_around != proposal.is_around]
                taken.append((proposal, self._take(proposal, apart)))
            _tie(taken)
            follows_list = self._list_line is not None and line.no - self._list_line <= 2
            for remark in find_remarks(line, follows_list=follows_list):
                self._note(_without_spoken_of(remark, [proposal for proposal, _ in taken]))
        kept = [g for g in self._gatherings if is_peopled(g)]
        for gathering in kept:
            drop_represented(gathering)
            if not any(d.resolved.precision == "day" for d in gathering.days):
                gathering.days.extend(self._days_nearby(gathering, lines))
            gathering.days = [self._ahead(gathering, day) for day in gathering.days]
        return kept

    def _ahead(self, gathering: Gathering, day: Day) -> Day:
        """A weekday whose own words leave open which, of what is to come: the next one."""
        if gathering.status != "planned" or day.resolved.rule != "weekday_nearest":
            return day
        return self._resolved(day.words, day.line, "future") or day

    def _days_nearby(self, gathering: Gathering, lines: Sequence[Line]) -> list[Day]:
        """Days told in the sentence after or before one of its tellings, the nearest first."""
        taken = {d.words.span for g in self._gatherings for d in g.days}
        by_no = {line.no: line for line in lines}
        for proposal in gathering.proposals:
            if proposal.is_around or proposal.is_spoken:
                continue
            for no in (proposal.line.no + 1, proposal.line.no - 1):
                line = by_no.get(no)
                if line is None or line.paragraph_no != proposal.line.paragraph_no:
                    continue
                for words in line.times:
                    day = self._resolved(words, line, _tense(proposal))
                    if day is None or self._is_behind(proposal, day):
                        continue
                    if day.resolved.precision == "day" and words.span not in taken:
                        return [day]
        return []

    def _is_behind(self, proposal: Proposal, day: Day) -> bool:
        return is_behind(proposal.status, day, self._anchor.written_on)

    def _resolved(self, words: TimeWords, line: Line, tense: Tense) -> Day | None:
        if is_of_saying(line, words):
            return None
        resolved = resolve(words, self._anchor, tense, self._told)
        return Day(words=words, resolved=resolved, line=line) if resolved else None

    def _take(self, proposal: Proposal, apart: Sequence[Gathering]) -> Gathering:
        """The gathering that the telling joins or opens; it is none of those ``apart``."""
        day = self._day(proposal)
        attendances = self._attendances(proposal)
        fitting = [
            gathering
            for gathering in self._gatherings
            if not any(gathering is other for other in apart)
            and _is_same(gathering, proposal, day, attendances)
        ]
        if fitting:
            gathering = max(fitting, key=lambda g: self._fit(g, attendances))
            gathering.proposals.append(proposal)
        else:
            gathering = Gathering([proposal], [])
            self._gatherings.append(gathering)
        if day:
            gathering.days.append(day)
            self._told = day.resolved.start
        for key, attendance in attendances.items():
            _join(gathering, key, attendance)
        gathering.has_group = gathering.has_group or _group_type(proposal)
        if not proposal.is_around:
            self._current = gathering
        return gathering

    def _fit(
        self, gathering: Gathering, attendances: dict[Key, Attendance]
    ) -> tuple[int, bool, int]:
        shared = len(set(gathering.attendances) & set(attendances))
        return shared, gathering is self._current, gathering.proposals[-1].line.no

    def _note(self, remark: Remark) -> None:
        gathering = self._current
        if gathering is None:
            return
        if remark.is_list:
            self._list_line = remark.line.no
        principal = self._people.person(remark.principal) if remark.principal else None
        for part in remark.parts:
            found = self._attendance(part)
            if found:
                is_self = principal is not None and found[1].person is principal
                found[1].stands_in_for = None if is_self else principal
                _join(gathering, *found)
        if principal and remark.principal:
            absent = Part(
                party=remark.principal,
                participation="absent",
                line_no=remark.line.no,
                cue=remark.cue,
            )
            found = self._attendance(absent)
            if found:
                _join(gathering, *found)

    def _attendances(self, proposal: Proposal) -> dict[Key, Attendance]:
        found: dict[Key, Attendance] = {}
        for part in (*proposal.parts, *self._bystanders(proposal)):
            one = self._attendance(_as_told(part, proposal.status))
            if one:
                found.setdefault(*one)
        return found

    def _bystanders(self, proposal: Proposal) -> list[Part]:
        """Titled persons of the sentence whom no word ties to another act than the gathering."""
        line = proposal.line
        return [
            Part(party=party, participation="attendee", line_no=line.no)
            for party in line.parties
            if party.kind == "person"
            and (party.role or party.served)
            and not _is_speaking(line, party)
            and not _is_spoken_of(proposal, party)
        ]

    def _attendance(self, part: Part) -> tuple[Key, Attendance] | None:
        party, person = part.party, self._people.person(part.party)
        if person:
            return ("person", str(person.no)), Attendance(party, person, [part])
        if party.kind == "person" and " " in (party.name or ""):
            return ("name", party.name or ""), Attendance(party, None, [part])
        served = party.served
        if served is None or party.kind not in ("delegation", "organization", "office"):
            return None
        return ("served", served.country_code or served.text.casefold()), Attendance(
            party, None, [part]
        )

    def _day(self, proposal: Proposal) -> Day | None:
        tense = _tense(proposal)
        times = sorted(proposal.line.times, key=lambda t: abs(t.span.start - proposal.span.end))
        if proposal.is_around:  # what stands before it is said of the gathering inside it
            times = [t for t in times if t.span.start >= proposal.span.end]
        if proposal.behind:
            times = [t for t in times if not proposal.behind.is_of_speech(t.span)]
        for words in times:
            day = self._resolved(words, proposal.line, tense)
            if day and day.resolved.precision != "year" and not self._is_behind(proposal, day):
                return day
        return None


def _tie(taken: Sequence[tuple[Proposal, Gathering]]) -> None:
    """Makes what took place on the sidelines part of the larger gathering."""
    for proposal, inner in taken:
        for other, outer in taken:
            if other.is_around and proposal.around == other.span and inner is not outer:
                inner.part_of = outer


def _tense(proposal: Proposal) -> Tense:
    if proposal.status == "planned":
        return "future"
    is_past = proposal.status == "held" and proposal.trigger.tense == "past"
    return "past" if is_past else "unknown"


def is_of_saying(line: Line, words: TimeWords) -> bool:
    """Whether it is the day of the saying: "…, the ministry said on Monday"."""
    at = line.piece_at(words.span.start)
    return any(piece.kind == "speech" for piece in line.pieces[max(0, at - 3) : at])


def looks_back_from(line: Line, words: TimeWords) -> int | None:
    """Where a clause of earlier things opens that a time ends: "since she took office in May"."""
    before = line.pieces[: line.piece_at(words.span.start)]
    for behind, piece in enumerate(reversed(before)):
        if piece.code in _STOPS:
            return None
        if piece.text.casefold() in phrase_words("looks_back"):
            return piece.span.start if behind >= _CLAUSE else None
    return None


def looks_ahead_to(line: Line, words: TimeWords) -> Span | None:
    """What a time stands before, to the next comma: "arrived on Sunday ahead of the summit"."""
    rest = line.text[words.span.end : line.span.end]
    told = " ".join(rest.casefold().split()[:_AHEAD])
    if not any(told.startswith(f"{w} ") for w in phrase_words("looks_ahead")):
        return None
    start = words.span.end + len(rest) - len(rest.lstrip())
    ends = (p.span.start for p in line.pieces if p.span.start > start and p.code in _STOPS)
    return Span(start, next(ends, line.span.end))


def _is_speaking(line: Line, party: Party) -> bool:
    """Whether the person is but quoted: next to "said" or after "according to"."""
    before = line.pieces[max(0, party.first - 2) : party.first]
    after = line.pieces[party.last : party.last + 2]
    return any(p.kind == "speech" for p in (*before, *after)) or any(
        p.kind == "motion" for p in before[-1:]
    )


def _is_spoken_of(proposal: Proposal, party: Party) -> bool:
    """Whether the party is but what was told to those who gathered."""
    return proposal.behind is not None and proposal.behind.is_told_of(party.span)


def _without_spoken_of(remark: Remark, proposals: Sequence[Proposal]) -> Remark:
    kept = [
        part
        for part in remark.parts
        if part.cue or not any(_is_spoken_of(proposal, part.party) for proposal in proposals)
    ]
    return replace(remark, parts=tuple(kept))


def _as_told(part: Part, status: EventStatus) -> Part:
    """People of what is yet to come or called off are invited, but for host and chair."""
    is_on = status in ("held", "ongoing")
    if is_on or (status == "planned" and part.participation in ("host", "chair", "absent")):
        return part
    return replace(part, participation="invited")


def _join(gathering: Gathering, key: Key, attendance: Attendance) -> None:
    known = gathering.attendances.get(key)
    if known is None:
        gathering.attendances[key] = attendance
        return
    known.parts.extend(attendance.parts)
    known.stands_in_for = known.stands_in_for or attendance.stands_in_for


def _is_same(
    gathering: Gathering, proposal: Proposal, day: Day | None, attendances: dict[Key, Attendance]
) -> bool:
    """Whether a telling can be of this gathering: type, day and people must all allow it."""
    return (
        _types_agree(gathering, proposal, bool(attendances))
        and _days_agree(gathering, day)
        and _people_agree(gathering, proposal, attendances)
    )


def _types_agree(gathering: Gathering, proposal: Proposal, has_people: bool) -> bool:
    told = {p.event_type for p in gathering.proposals}
    new = proposal.event_type
    if proposal.is_known:
        return new in told
    if new in told:
        return True
    if new in _APART or told & {*_APART}:
        return is_common(new) and not has_people and bool(told & {"call"})
    if new == "visit" and not has_people:
        return False
    if "visit" in told or new == "visit":
        return is_common(new) or all(is_common(t) or t == "visit" for t in told)
    if told & {*_WIDE}:
        return new in _WIDE or (is_common(new) and new != "bilateral_meeting")
    return is_common(new) or all(is_common(t) for t in told)


def _days_agree(gathering: Gathering, day: Day | None) -> bool:
    if day is None or not gathering.days or day.resolved.precision != "day":
        return True
    known = [d.resolved for d in gathering.days if d.resolved.precision == "day"]
    return not known or any(
        r.start <= day.resolved.start <= (r.end or r.start)
        or day.resolved.start <= r.start <= (day.resolved.end or day.resolved.start)
        for r in known
    )


def _people_agree(
    gathering: Gathering, proposal: Proposal, attendances: dict[Key, Attendance]
) -> bool:
    new, known = set(attendances), set(gathering.attendances)
    heard = [_hearers(p) for p in (proposal, *gathering.proposals)]
    if heard[0] and any(other and not heard[0] & other for other in heard[1:]):
        return False  # two committees heard it
    if not new or not known or proposal.is_known:
        return True
    if gathering.event_type == "bilateral_meeting" and len(new) > 1 and len(known) > 1:
        return len(new & known) > 1 or new <= known
    return bool(new & known) or gathering.event_type in _WIDE


def _hearers(proposal: Proposal) -> set[str]:
    """The names of the bodies that a speaker told something."""
    bodies = [p.party.span for p in proposal.parts if p.party.kind == "organization"]
    return {b.cut(proposal.line.text).casefold() for b in bodies} if proposal.is_spoken else set()


def _group_type(proposal: Proposal) -> str:
    """What plurals of office in the sentence, from the trigger on, make of a meeting."""
    near = [p for p in proposal.line.parties if p.span.end > proposal.span.start]
    groups = (type_of_group(p.role) for p in near if p.kind in ("group", "delegation"))
    return next((group for group in groups if group), "")
