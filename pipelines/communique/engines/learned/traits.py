"""What the grammar says of a gathering as numbers: its words, its participants, its day.

The network's classes of type, status and salience weigh these beside the states of words; nothing
is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from communique.engines.learned.network import Floats
from communique.engines.learned.words import FRAMES, TYPES
from communique.mentions.dates import Anchor, resolve
from communique.mentions.gathered import Attendance, Gathering, Key, side_of
from communique.mentions.lines import Line
from communique.mentions.people import type_of_group
from communique.mentions.times import TimeWords
from communique.mentions.triggers import find_triggers, read_status
from communique.spans import Span

_STATUSES = ("held", "ongoing", "planned", "cancelled", "postponed")
_OFFICES = (
    "head_of_state", "head_of_government", "royal", "minister", "deputy_minister", "legislator",
    "envoy", "executive", "official", "",
)  # fmt: skip
_GROUPS = ("summit", "ministerial", "other_meeting")
_MOST_SIDES, _MOST_PERSONS, _PARAGRAPHS, _MOST_GATHERINGS = 5, 5, 4, 4
_HEADS = ("headline", "subhead")
DAYS = ("none", "before", "same", "after", "wide")
"""How a time lies to the day of writing; "wide" is a month or a year, "none" unresolved."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a gathering stands in its article.

    ``first`` is the paragraph that tells of it first (as ``paragraph_of`` counts), ``is_foremost``
    whether no other is told before, ``heading`` the share of its participants that the headline
    names, ``gatherings`` how many the article tells of.
    """

    first: int
    is_foremost: bool
    heading: float
    gatherings: int


def standing(
    lines: Sequence[Line], own: Sequence[int], every: Sequence[int],
    taking: Collection[Key], heads: Collection[Key], gatherings: int,
) -> Standing:  # fmt: skip
    """Of a gathering told in the lines ``own``, where ``every`` line that tells of any is given;
    ``taking`` are its participants, ``heads`` whom the headline names.
    """
    return Standing(
        first=paragraph_of(lines, min(own)),
        is_foremost=min(own) <= min(every),
        heading=len(set(taking) & set(heads)) / max(1, len(taking)),
        gatherings=gatherings,
    )


def is_of_heading(line: Line) -> bool:
    """Whether the line is a headline."""
    return line.role in _HEADS


def day_relation(words: TimeWords, anchor: Anchor) -> int:
    """Index into DAYS."""
    resolved = resolve(words, anchor)
    if resolved is None or anchor.written_on is None:
        return 0
    if resolved.precision != "day":
        return 4
    if resolved.start == anchor.written_on:
        return 2
    return 1 if resolved.start < anchor.written_on else 3


def traits(
    line: Line, span: Span, attendances: Sequence[Attendance], day: int, paragraph: int,
    place: Standing, opinion: Gathering | None,
) -> Floats:  # fmt: skip
    """One gathering's numbers, each from 0 to 1. ``paragraph`` counts those of the body, from 0;
    -1 stands for the headline. ``opinion`` is what the rules read there.
    """
    triggers = [t for t in find_triggers(line.text, line.span) if t.span.overlaps(span)]
    status = read_status(line.text, line.span, triggers[0]) if triggers else None
    nouns = [t.event_type or "other_meeting" for t in triggers if t.frame == "noun"]
    frames = [t.frame for t in triggers if t.frame != "noun"]
    persons = [a for a in attendances if a.person or a.party.kind == "person"]
    sides = len({side_of(a) for a in attendances})
    groups = {type_of_group(p.role) for p in line.parties if p.kind in ("group", "delegation")}
    return np.concatenate([
        _one_of(_STATUSES, [status or ""]),
        _one_of(TYPES, nouns),
        _one_of(TYPES, [t.event_type for t in triggers if t.frame != "noun"]),
        _one_of(FRAMES, frames),
        _count(sides, _MOST_SIDES),
        _count(len(persons), _MOST_PERSONS),
        _offices(persons),
        _one_of(_GROUPS, groups),
        _one_of(DAYS, [DAYS[day]]),
        _count(paragraph + 1, _PARAGRAPHS),
        _count(place.first + 1, _PARAGRAPHS),
        np.array([place.is_foremost, place.heading], np.float32),
        _count(place.gatherings, _MOST_GATHERINGS),
        _one_of(TYPES, [opinion.event_type] if opinion else ()),
        _one_of(_STATUSES, [opinion.status] if opinion else ()),
    ])  # fmt: skip


def paragraph_of(lines: Sequence[Line], at: int) -> int:
    """Which paragraph of the body the line ``at`` stands in, from 0; -1 for the headline."""
    if is_of_heading(lines[at]):
        return -1
    own = lines[at].paragraph_no
    return len({x.paragraph_no for x in lines if x.role == "body" and x.paragraph_no < own})


def _one_of(known: Sequence[str], told: Iterable[str]) -> Floats:
    wanted = set(told)
    return np.array([float(k in wanted) for k in known], np.float32)


def _count(number: int, most: int) -> Floats:
    found = np.zeros(most + 1, np.float32)
    found[max(0, min(number, most))] = 1
    return found


def _offices(persons: Sequence[Attendance]) -> Floats:
    """The share of each kind of office among the persons."""
    found = np.zeros(len(_OFFICES), np.float32)
    for attendance in persons:
        office = attendance.person.office_party if attendance.person else attendance.party
        kind = office.role_kind if office else ""
        found[_OFFICES.index(kind) if kind in _OFFICES else -1] += 1
    found /= max(1, len(persons))
    return found


SIZE = (
    len(_STATUSES) + 2 * len(TYPES) + len(FRAMES) + (_MOST_SIDES + 1) + (_MOST_PERSONS + 1)
    + len(_OFFICES) + len(_GROUPS) + len(DAYS) + (_PARAGRAPHS + 1)
    + (_PARAGRAPHS + 1) + 2 + (_MOST_GATHERINGS + 1) + len(TYPES) + len(_STATUSES)
)  # fmt: skip
"""How many numbers ``traits`` gives."""
