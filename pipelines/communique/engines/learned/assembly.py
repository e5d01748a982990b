"""From tellings and candidates to gatherings: what is one, who took part, in what capacity.

The network's numbers are weighed here and in ``choosing``; rows are written elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import numpy as np

from communique.engines.describing import Description, is_long_past, name_of
from communique.engines.learned.attending import Attending
from communique.engines.learned.calibration import Calibration, of_gathering, of_participant
from communique.engines.learned.choosing import (
    choose_day,
    choose_place,
    choose_status,
    raised,
    settle_by_day,
    types_called,
)
from communique.engines.learned.folding import Told, folded, without_doubles
from communique.engines.learned.grouping import absorbed, alike, grouped, is_bare, tie
from communique.engines.learned.hearing import parted, settled
from communique.engines.learned.network import Floats, Network, States
from communique.engines.learned.numbers import Numbers, Readings, candidates_of
from communique.engines.learned.seconding import (
    Opinion,
    agreed,
    described,
    opinions,
    said_days,
    seconded,
    tie_as_said,
)
from communique.engines.learned.tellings import Telling
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.traits import (
    Standing,
    day_relation,
    is_of_heading,
    paragraph_of,
    standing,
    traits,
)
from communique.engines.learned.words import Words
from communique.mentions.audiences import OWN
from communique.mentions.dates import Anchor, Resolved, resolve
from communique.mentions.gathered import (
    Attendance,
    Day,
    Gathering,
    Key,
    drop_represented,
    side_of,
)
from communique.mentions.lines import Line
from communique.mentions.merging import Merger, looks_ahead_to, looks_back_from
from communique.mentions.persons import NATIONAL, People
from communique.mentions.places import Place, find_venue
from communique.mentions.proposals import Proposal
from communique.mentions.times import TimeWords
from communique.mentions.topics import find_topics
from communique.mentions.triggers import Trigger, find_triggers
from communique.records import EventStatus, EventType
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Second:
    """What the rules choose where the network chooses nothing."""

    day: Day | None
    place: Place | None


class Assembly:
    """One article's numbers and candidates, from which its gatherings are put together."""

    def __init__(
        self, network: Network, words: Words, states: States, lines: Sequence[Line],
        people: People, anchor: Anchor, limits: Thresholds,
    ) -> None:  # fmt: skip
        self._words, self._lines, self._anchor, self._limits = words, lines, anchor, limits
        self._card = network.card
        self._scales = Calibration.read(network.card)
        self._candidates = candidates_of(lines, people)
        self._readings = Readings(network, words, states, self._candidates)
        self._people = people
        self._described: dict[int, Description] = {}

    @cached_property
    def _gathered(self) -> list[Gathering]:
        """What the rules read; not asked for where the network finds no telling."""
        return Merger(self._people, self._anchor).read(self._lines)

    def gatherings(self, tellings: Sequence[Telling]) -> list[Told]:
        """The gatherings that have a participant, in text order."""
        if not tellings:
            return []
        said = opinions(tellings, self._words, self._gathered)
        kept = [no for no, t in enumerate(tellings) if self._is_kept(t, said[no])]
        tellings, said = [tellings[no] for no in kept], [said[no] for no in kept]
        if not tellings:
            return []
        self._described = described(said, self._lines, self._anchor)
        days = said_days(said, self._described)
        numbers = seconded(
            self._readings.numbers(tellings, days), said, self._candidates.mentions,
            self._card["parts"], self._limits,
        )  # fmt: skip
        numbers = settled(numbers, self._candidates, self._words, self._limits.spoken)
        attending = Attending(
            numbers, self._readings, self._candidates, self._words, self._card["parts"],
            self._limits,
        )  # fmt: skip
        people = [attending.keys(row[:, 0]) for row in numbers.parts]
        times = [self._likeliest_time(row) for row in numbers.times]
        same = self._readings.same(tellings) + alike(people, times, self._limits.alike)
        same = same + agreed(said, self._limits.agreed) + parted(tellings, said)
        bare = {no for no, t in enumerate(tellings) if is_bare(*self._words_of(t))}
        groups = absorbed(grouped(same, self._limits.same), people, times, bare)
        every = [self._line_of(t) for t in tellings]
        found: list[Told] = []
        for group in groups:
            own = [said[no] for no in group]
            taking = set().union(*(people[no] for no in group))
            place = self._standing([every[no] for no in group], every, taking, len(groups))
            part = numbers.of(group)
            told = self._gathering(part, attending.of(part, own), own, place)
            if told:
                found.append(told)
        found = [without_doubles(told) for told in folded(found)]
        gatherings = [told.gathering for told in found]
        tie(gatherings)
        tie_as_said(gatherings, [told.said for told in found])
        return self._ranked(found)

    def _ranked(self, found: Sequence[Told]) -> list[Told]:
        """The gatherings with their salience: what an article tells of first of all needs less."""
        most = max((told.main for told in found), default=0.0)
        return [
            replace(told, description=replace(told.description, salience="main"))
            if told.main >= self._limits.main
            or (told.main == most and told.main >= self._limits.foremost)
            else told
            for told in found
        ]

    def _words_of(self, telling: Telling) -> tuple[Line, Span]:
        """The line of a telling, and its words there."""
        span = self._words.span(telling.first, telling.last)
        return self._lines[self._line_of(telling)], span

    def _line_of(self, telling: Telling) -> int:
        return int(self._words.line[telling.first])

    def _standing(
        self, own: Sequence[int], every: Sequence[int], taking: set[Key], gatherings: int
    ) -> Standing:
        heads = {m.key for m in self._candidates.mentions if is_of_heading(self._lines[m.at])}
        return standing(self._lines, own, every, taking, heads, gatherings)

    def _is_kept(self, telling: Telling, opinion: Opinion) -> bool:
        if opinion is not None:
            return telling.odds >= self._limits.seconded
        line = self._lines[self._line_of(telling)]
        if find_triggers(line.text, line.span):
            return telling.odds >= self._limits.telling
        is_peopled = any(
            self._lines[m.at] is line and m.party.kind != "pronoun" and m.key[0] != "name"
            for m in self._candidates.mentions
        )
        return is_peopled and telling.odds >= self._limits.bare

    def _likeliest_time(self, odds: Floats) -> Resolved | None:
        if not odds.size or odds.max() < self._limits.time:
            return None
        return resolve(self._candidates.times[int(odds.argmax())][1], self._anchor)

    def _gathering(
        self, numbers: Numbers, attendances: dict[Key, Attendance], said: Sequence[Opinion],
        place: Standing,
    ) -> Told | None:  # fmt: skip
        if not self._is_peopled(numbers, attendances):
            return None
        times, places = self._own_times(numbers), numbers.places.max(0, initial=0)
        rows = self._traits(numbers, list(attendances.values()), times, said, place)
        types, shares, main = self._readings.classes(numbers, rows)
        status = choose_status(
            shares, self._taking(numbers, attendances), self._card["statuses"],
            self._card["parts"], self._limits, {o.status for o in said if o},
        )  # fmt: skip
        names = self._card["types"]
        types = types + self._limits.typed * np.isin(names, [o.event_type for o in said if o])
        called = {c for t in numbers.tellings for c in types_called(*self._words_of(t))}
        types = types + self._limits.typed * np.isin(names, sorted(called))
        types = types + np.isin(names, [t.spoken for t in numbers.tellings if t.spoken in OWN])
        event_type = cast(EventType, names[int(types.argmax())])
        if event_type == "signing" and _is_private(list(attendances.values())):
            return None
        proposals = [self._proposal(t, event_type, status) for t in numbers.tellings]
        gathering = Gathering(proposals, [], attendances)
        drop_represented(gathering)
        second = self._believed(self._second(said), times, places)
        times, places = self._agreed_with(second, times, places)
        day = choose_day(times, self._candidates, status, self._anchor, self._limits.time)
        day = day or second.day
        venues = [v for p in proposals if (v := find_venue(p.line, p.span))]
        by_no = {p.line.no: p.line for p in proposals}
        likelihood = self._weigh(numbers, list(gathering.attendances.values()))
        if likelihood < self._limits.told:
            return None
        description = Description(
            span=proposals[0].span,
            event_type=event_type,
            status=settle_by_day(status, day, self._anchor),
            salience="background",
            day=day,
            place=self._place(places) or second.place,
            venue=venues[0] if venues else None,
            name=name_of(gathering),
            topics=tuple(find_topics([by_no[no] for no in sorted(by_no)])),
            confidence=self._scales.gathering.confidence(likelihood),
        )
        is_told_of = not is_long_past(day, self._anchor.written_on) or main[1] >= self._limits.past
        return Told(gathering, description, float(main[1]) if is_told_of else 0.0, tuple(said))

    def _place(self, odds: Floats) -> Place | None:
        return choose_place(odds, self._candidates, self._limits.place, self._limits.stray)

    def _own_times(self, numbers: Numbers) -> Floats:
        """The odds of the times, without those of earlier things: "since she came in May", "on
        Sunday ahead of the summit". They are left to what the same words tell of.
        """
        odds: Floats = numbers.times.max(0, initial=0)
        told = [self._words.span(t.first, t.last) for t in numbers.tellings]
        for no, (at, words) in enumerate(self._candidates.times):
            line = self._lines[at]
            since, ahead = looks_back_from(line, words), looks_ahead_to(line, words)
            near = [t for t in told if line.span.contains(t)]
            is_earlier = since is not None and not self._is_only_day(line, words)
            if is_earlier and not any((since or 0) <= t.start < words.span.end for t in told):
                odds[no] = 0.0
            if ahead and near and all(t.overlaps(ahead) for t in near):
                odds[no] = 0.0
        return odds

    def _is_only_day(self, line: Line, words: TimeWords) -> bool:
        """Whether it is the only time of its sentence, and a day: that may end any clause."""
        resolved = resolve(words, self._anchor)
        return len(line.times) == 1 and resolved is not None and resolved.precision == "day"

    def _is_peopled(self, numbers: Numbers, attendances: dict[Key, Attendance]) -> bool:
        """Whether several take part, or the one who does is named where the gathering is told."""
        told = {int(self._words.line[t.first]) for t in numbers.tellings}
        named = {m.at for m in self._candidates.mentions if m.key in attendances}
        return len(attendances) > 1 or bool(told & named)

    def _second(self, said: Sequence[Opinion]) -> Second:
        """Day and place as the rules choose them, each where they first choose one."""
        known = dict.fromkeys(id(opinion) for opinion in said if opinion)
        told = [self._described[opinion] for opinion in known]
        return Second(
            next((d.day for d in told if d.day), None),
            next((d.place for d in told if d.place), None),
        )

    def _agreed_with(
        self, second: Second, times: Floats, places: Floats
    ) -> tuple[Floats, Floats]:  # fmt: skip
        """The odds of times and places with those raised that the rules choose, too."""
        if second.day:
            span = second.day.words.span
            same = [words.span == span for _, words in self._candidates.times]
            times = raised(times, same, self._limits.timed)
        if second.place:
            same = [piece.span == second.place.span for _, piece in self._candidates.places]
            places = raised(places, same, self._limits.placed)
        return times, places

    def _believed(self, second: Second, times: Floats, places: Floats) -> Second:
        """What the rules choose, without what the network finds unlikely."""
        least = self._limits.believed
        day, place = second.day, second.place
        told = [words.span for _, words in self._candidates.times]
        if day and day.words.span in told and times[told.index(day.words.span)] < least:
            day = None
        seen = [piece.span for _, piece in self._candidates.places]
        if place and place.span in seen and places[seen.index(place.span)] < least:
            place = None
        return Second(day, place)

    def _weigh(self, numbers: Numbers, attendances: Sequence[Attendance]) -> float:
        """Gives each participant its confidence; the likelihood of the gathering."""
        odds = [attendance.confidence or 0.0 for attendance in attendances]
        likelihood = of_gathering([t.odds for t in numbers.tellings], odds)
        for attendance, part in zip(attendances, odds, strict=True):
            taking = of_participant(part, likelihood)
            attendance.confidence = self._scales.participant.confidence(taking)
        return likelihood

    def _taking(self, numbers: Numbers, attendances: dict[Key, Attendance]) -> Floats:
        """Shares of capacities of the participants' mentions, where they take part at all."""
        chosen = [no for no, m in enumerate(self._candidates.mentions) if m.key in attendances]
        shares = numbers.parts[:, chosen].reshape(-1, numbers.parts.shape[2])
        return np.asarray(shares[shares[:, 0] < 0.5])

    def _traits(
        self, numbers: Numbers, attendances: Sequence[Attendance], times: Floats,
        said: Sequence[Opinion], place: Standing,
    ) -> Floats:  # fmt: skip
        day = 0
        if times.size and times.max() >= self._limits.time:
            day = day_relation(self._candidates.times[int(times.argmax())][1], self._anchor)
        rows = []
        for telling, opinion in zip(numbers.tellings, said, strict=True):
            line, span = self._words_of(telling)
            paragraph = paragraph_of(self._lines, self._line_of(telling))
            rows.append(traits(line, span, attendances, day, paragraph, place, opinion))
        return np.stack(rows)

    def _proposal(self, telling: Telling, event_type: EventType, status: EventStatus) -> Proposal:
        """The telling as the grammar would put it: with its verb, and its noun if there is one."""
        line, span = self._words_of(telling)
        triggers = [t for t in find_triggers(line.text, line.span) if t.span.overlaps(span)]
        own = Trigger(
            span=span, surface=span.cut(line.text), frame="noun", tense="", event_type=event_type
        )
        return Proposal(
            line=line,
            trigger=triggers[0] if triggers else own,
            noun=next((t for t in triggers if t.frame == "noun"), None),
            event_type=event_type,
            status=status,
            parts=(),
            span=span,
        )


def _is_private(attendances: Sequence[Attendance]) -> bool:
    """Whether one person alone signs, for no country or body and in no office of state: a contract
    of employment, say.
    """
    if len(attendances) != 1 or side_of(attendances[0])[1].partition(" ")[0] != "person":
        return False
    person = attendances[0].person
    office = person.office_party if person else None
    return office is None or office.role_kind not in NATIONAL
