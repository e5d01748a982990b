"""From tellings and candidates to gatherings: what is one, who took part, when and where.

The network's numbers are weighed here; days are resolved and sides are named by ``mentions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np

from communique.engines.describing import Description, name_of
from communique.engines.learned.candidates import (
    Mention,
    lands_of,
    mentions_of,
    places_of,
    times_of,
)
from communique.engines.learned.network import Floats, Network, States, softmax
from communique.engines.learned.pairing import (
    distance_table,
    kinds_of_lands,
    kinds_of_mentions,
    kinds_of_places,
    kinds_of_times,
)
from communique.engines.learned.tellings import Telling
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.traits import day_relation, paragraph_of, traits
from communique.engines.learned.words import Ints, Words
from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.gathered import Attendance, Day, Gathering, Key, Land, drop_represented
from communique.mentions.gatherings import Part, Proposal
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.mentions.places import Place, find_venue
from communique.mentions.tenses import tense_at
from communique.mentions.times import TimeWords
from communique.mentions.topics import find_topics
from communique.mentions.triggers import Trigger, find_triggers
from communique.records import EventStatus, EventType, Participation
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Told:
    """A gathering with what is said of it."""

    gathering: Gathering
    description: Description


class Assembly:
    """One article's numbers and candidates, from which its gatherings are put together."""

    def __init__(
        self, network: Network, words: Words, states: States, lines: Sequence[Line],
        people: People, anchor: Anchor, limits: Thresholds,
    ) -> None:  # fmt: skip
        self._network, self._words, self._states = network, words, states
        self._lines, self._people, self._anchor, self._limits = lines, people, anchor, limits
        self._card = network.card
        self._mentions = mentions_of(lines, people)
        self._times = times_of(lines)
        self._places = places_of(lines)
        self._homes = self._lands()

    def gatherings(self, tellings: Sequence[Telling]) -> list[Told]:
        """The gatherings that have a participant, in text order."""
        if not tellings:
            return []
        ranges = [(t.first, t.last) for t in tellings]
        events = self._states.pooled(ranges)
        parts = self._pairs("parts", events, ranges, [m.party.span for m in self._mentions],
                            kinds_of_mentions(self._mentions, self._lines)[None])  # fmt: skip
        times = self._pairs("times", events, ranges, [t.span for _, t in self._times],
                            kinds_of_times(self._words, self._lines, ranges))  # fmt: skip
        places = self._pairs("places", events, ranges, [p.span for _, p in self._places],
                             kinds_of_places(self._words, self._lines, ranges))  # fmt: skip
        same = self._same(events, ranges) + self._alike(parts[:, :, 0], times[:, :, 1])
        found = []
        for group in _grouped(same, self._limits.same):
            one = _One([tellings[no] for no in group], events[group], parts[group],
                       times[group, :, 1].max(0, initial=0),
                       places[group, :, 1].max(0, initial=0))  # fmt: skip
            gathering = self._gathering(one)
            if gathering:
                found.append(gathering)
        return found

    def _lands(self) -> dict[Key, Land]:
        """The country of each person, by the likeliest pair of a mention and a land."""
        lands = lands_of(self._lines, self._people.home)
        persons = [m for m in self._mentions if m.key[0] in ("person", "name")]
        if not lands or not persons:
            return {}
        own = [self._words.within(m.party.span) for m in persons]
        odds = self._pairs("lands", self._states.pooled(own), own, [land.span for land in lands],
                           kinds_of_lands(persons, lands))[:, :, 1]  # fmt: skip
        best: dict[Key, tuple[float, int]] = {}
        for row, mention in enumerate(persons):
            no = int(odds[row].argmax())
            best[mention.key] = max(best.get(mention.key, (0.0, 0)), (float(odds[row, no]), -no))
        found = {}
        for key, (share, no) in best.items():
            land = lands[-no]
            if share >= self._limits.land:
                found[key] = Land(land.country_code, land.span if land.code else None)
        return found

    def _alike(self, apart: Floats, times: Floats) -> Floats:
        """What the people and days of two tellings add to their being one: up to ``alike`` for the
        same persons, down by as much for days that differ; (tellings, tellings).
        """
        count = len(apart)
        people = [self._keys(row) for row in apart]
        days = [self._likeliest_day(row) for row in times]
        found = np.zeros((count, count), np.float32)
        for i in range(count):
            for j in range(count):
                both = people[i] | people[j]
                shared = len(people[i] & people[j]) / len(both) if both else 0.0
                differ = days[i] is not None and days[j] is not None and days[i] != days[j]
                found[i, j] = self._limits.alike * ((shared if len(both) > 1 else 0) - differ)
        return found

    def _keys(self, apart: Floats) -> set[Key]:
        return {
            m.key
            for m, none in zip(self._mentions, apart, strict=True)
            if 1 - none >= self._limits.part(m.party.kind)
        }

    def _likeliest_day(self, odds: Floats) -> date | None:
        if not odds.size or odds.max() < self._limits.time:
            return None
        resolved = resolve(self._times[int(odds.argmax())][1], self._anchor)
        return resolved.start if resolved and resolved.precision == "day" else None

    def _pairs(
        self, head: str, events: Floats, ranges: Sequence[tuple[int, int]],
        spans: Sequence[Span], kinds: Ints,
    ) -> Floats:  # fmt: skip
        classes = len(self._card["parts"]) if head == "parts" else 2
        if not spans:
            return np.zeros((len(ranges), 0, classes), np.float32)
        others = [self._words.within(span) for span in spans]
        distance = distance_table(self._words, ranges, others)
        kind = np.broadcast_to(kinds, (len(ranges), len(others)))
        pooled = self._states.pooled(others)
        return softmax(self._network.pairs(head, events, pooled, distance, kind))

    def _same(self, events: Floats, ranges: Sequence[tuple[int, int]]) -> Floats:
        distance = distance_table(self._words, ranges, ranges)
        logits = self._network.pairs("same", events, events, distance, np.zeros_like(distance))
        one_way = softmax(logits)[:, :, 1]
        return np.asarray((one_way + one_way.T) / 2)

    def _gathering(self, one: _One) -> Told | None:
        attendances = self._attendances(one)
        if not attendances:
            return None
        types, status, main = self._classes(one, list(attendances.values()))
        told_status = self._status(one, status, attendances)
        event_type = cast(EventType, self._card["types"][int(types.argmax())])
        proposals = [self._proposal(t, event_type, told_status) for t in one.tellings]
        gathering = Gathering(proposals, [], attendances)
        drop_represented(gathering)
        day = self._day(one, told_status)
        venues = [v for p in proposals if (v := find_venue(p.line, p.span))]
        by_no = {p.line.no: p.line for p in proposals}
        description = Description(
            span=proposals[0].span,
            event_type=event_type,
            status=_by_day(told_status, day, self._anchor),
            salience="main" if main[1] >= self._limits.main else "background",
            day=day,
            place=self._place(one),
            venue=venues[0] if venues else None,
            name=name_of(gathering),
            topics=tuple(find_topics([by_no[no] for no in sorted(by_no)])),
            confidence=round(max(t.odds for t in one.tellings), 2),
        )
        return Told(gathering, description)

    def _status(self, one: _One, status: Floats, attendances: dict[Key, Attendance]) -> EventStatus:
        """The likeliest status, given that what is to come or called off has no attendees."""
        keys = set(attendances)
        chosen = [no for no, m in enumerate(self._mentions) if m.key in keys]
        shares = one.parts[:, chosen].reshape(-1, one.parts.shape[2])
        taking = shares[shares[:, 0] < 0.5]
        names = self._card["statuses"]
        invited = self._card["parts"].index("invited")
        came = [self._card["parts"].index(p) for p in ("attendee", "speaker")]
        logs = np.log(status + 1e-6)
        if len(taking):
            known = taking[:, 1:].sum(1) + 1e-6
            is_on = np.isin(names, ("held", "ongoing"))
            for_on = float(np.log(1.001 - taking[:, invited] / known).mean())
            for_off = float(np.log(1.001 - taking[:, came].sum(1) / known).mean())
            logs = logs + self._limits.joint * np.where(is_on, for_on, for_off)
        return cast(EventStatus, names[int(logs.argmax())])

    def _classes(
        self, one: _One, attendances: Sequence[Attendance]
    ) -> tuple[Floats, Floats, Floats]:
        """Mean shares of type, status and salience over the tellings."""
        day = 0
        if one.times.size and one.times.max() >= self._limits.time:
            day = day_relation(self._times[int(one.times.argmax())][1], self._anchor)
        rows = []
        for telling in one.tellings:
            at = int(self._words.line[telling.first])
            span = self._words.span(telling.first, telling.last)
            rows.append(traits(self._lines[at], span, attendances, day,
                               paragraph_of(self._lines, at)))  # fmt: skip
        found = self._network.classes(one.events, np.stack(rows))
        types, status, main = (softmax(x).mean(0) for x in found)
        return types, status, main

    def _proposal(self, telling: Telling, event_type: EventType, status: EventStatus) -> Proposal:
        line = self._lines[int(self._words.line[telling.first])]
        span = self._words.span(telling.first, telling.last)
        triggers = [t for t in find_triggers(line.text, line.span) if t.span.overlaps(span)]
        nouns = [t for t in triggers if t.frame == "noun"]
        own = Trigger(span=span, surface=span.cut(line.text), frame="noun", tense="",
                      event_type=event_type)  # fmt: skip
        return Proposal(line=line, trigger=triggers[0] if triggers else own,
                        noun=nouns[0] if nouns else None, event_type=event_type, status=status,
                        parts=(), span=span)  # fmt: skip

    def _attendances(self, one: _One) -> dict[Key, Attendance]:
        """The participants, each by its likeliest mention, in text order."""
        best: dict[Key, tuple[float, int, int]] = {}
        for no, mention in enumerate(self._mentions):
            shares = one.parts[:, no]
            telling = int((1 - shares[:, 0]).argmax())
            odds = float(1 - shares[telling, 0])
            if odds > best.get(mention.key, (0.0, 0, 0))[0]:
                best[mention.key] = (odds, no, telling)
        found: dict[Key, Attendance] = {}
        for key, (odds, no, telling) in sorted(best.items(), key=lambda item: item[1][1]):
            mention = self._mentions[no]
            if odds < self._limits.part(mention.party.kind):
                continue
            part = int(one.parts[telling, no, 1:].argmax()) + 1
            found[key] = self._attendance(mention, cast(Participation, self._card["parts"][part]),
                                          odds)  # fmt: skip
        return found

    def _attendance(self, mention: Mention, part: Participation, odds: float) -> Attendance:
        line = self._lines[mention.at]
        told = Part(party=mention.party, participation=part, line_no=line.no)
        land = self._homes.get(mention.key)
        return Attendance(mention.party, mention.person, [told], None, round(odds, 2), land)

    def _day(self, one: _One, status: EventStatus) -> Day | None:
        odds = one.times
        for no in np.argsort(-odds, kind="stable").tolist():
            if odds[no] < self._limits.time:
                return None
            at, words = self._times[no]
            resolved = resolve(words, self._anchor, _tense(status, words, self._lines[at]))
            if resolved:
                return Day(words=words, resolved=resolved, line=self._lines[at])
        return None

    def _place(self, one: _One) -> Place | None:
        """The likeliest city, else the likeliest country."""
        odds = one.places
        order = [no for no in np.argsort(-odds, kind="stable") if odds[no] >= self._limits.place]
        cities = [no for no in order if (self._places[no][1].entry or {}).get("city")]
        for no in (*cities[:1], *order[:1]):
            _, piece = self._places[no]
            entry = piece.entry or {}
            return Place(span=piece.span, city=entry.get("city") or None,
                         country_code=entry.get("country_code") or None,
                         time_zone=entry.get("time_zone") or None)  # fmt: skip
        return None


@dataclass(frozen=True, slots=True)
class _One:
    """The numbers of one gathering: states (tellings, width), shares of parts (tellings,
    mentions, classes), likelihoods of times and places.
    """

    tellings: list[Telling]
    events: Floats
    parts: Floats
    times: Floats
    places: Floats


def _grouped(same: Floats, least: float) -> list[list[int]]:
    """Numbers of tellings of one gathering together: average linkage down to ``least``."""
    groups = [[no] for no in range(len(same))]
    while len(groups) > 1:
        pairs = [
            (float(same[np.ix_(a, b)].mean()), -i, -j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups[:i])
        ]
        odds, i, j = max(pairs)
        if odds < least:
            break
        groups[-j] = sorted(groups[-j] + groups[-i])
        del groups[-i]
    return sorted(groups)


def _tense(status: EventStatus, words: TimeWords, line: Line) -> Tense:
    """By the gathering's status where that says it, else by the words around the day."""
    if status in ("held", "ongoing"):
        return "past"
    return "future" if status == "planned" else tense_at(line.text, words.span, line.span)


def _by_day(status: EventStatus, day: Day | None, anchor: Anchor) -> EventStatus:
    """A held gathering does not lie after the writing, nor a planned one before it."""
    if day is None or anchor.written_on is None or day.resolved.precision != "day":
        return status
    when = day.resolved
    if status == "held" and when.start > anchor.written_on:
        return "planned"
    if status == "planned" and (when.end or when.start) < anchor.written_on:
        return "held"
    return status


def lines_of_tellings(words: Words, tellings: Iterable[Telling]) -> set[int]:
    """The indexes of the lines that hold a telling."""
    return {int(words.line[t.first]) for t in tellings}
