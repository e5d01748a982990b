"""One value of many for a gathering: its type, status, day and place.

Which numbers there are is the business of ``numbers``; a day is resolved by ``mentions``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

import numpy as np

from communique.engines.learned.network import Floats
from communique.engines.learned.numbers import Candidates
from communique.engines.learned.thresholds import Thresholds
from communique.mentions.dates import Anchor, Tense, resolve
from communique.mentions.gathered import Day, is_behind
from communique.mentions.lines import Line
from communique.mentions.merging import is_of_saying
from communique.mentions.places import Place, is_locative
from communique.mentions.tenses import tense_at
from communique.mentions.times import TimeWords
from communique.mentions.triggers import find_triggers
from communique.records import EventStatus
from communique.spans import Span

_ON = ("held", "ongoing")
_OFF = ("cancelled", "postponed")
_PLAIN = (*_OFF, "ongoing")
_TINY = 1e-6
_EVEN = 0.5


def types_called(line: Line, telling: Span) -> set[str]:
    """The types of the names in capitals that words of telling give a gathering: "the Baltic Ports
    Conference" is no ministerial for the ministers in it.
    """
    found: set[str] = set()
    for trigger in find_triggers(line.text, line.span):
        if trigger.frame != "noun" or not telling.contains(trigger.span):
            continue
        before = line.text[telling.start : trigger.span.start].split()[-1:]
        named = [*before, trigger.span.cut(line.text)]
        if len(named) > 1 and all(word[0].isupper() for word in named):
            found.add(trigger.event_type)
    return found


def choose_status(
    shares: Floats,
    parts: Floats,
    statuses: Sequence[str],
    capacities: Sequence[str],
    limits: Thresholds,
    said: Collection[str] = (),
) -> EventStatus:
    """The likeliest status, given that what is to come or called off has nobody who came.

    ``shares`` are of ``statuses``; ``parts`` (mentions, capacities) are of those who take part;
    ``said`` are the statuses that the rules read, of which "called off", "put off" and "under way"
    are in words of their own and weigh twice.
    """
    logs = np.log(shares + _TINY)
    weights = np.where(np.isin(list(statuses), _PLAIN), 2, 1) * limits.stated
    logs = logs + weights * np.isin(list(statuses), list(said))
    if len(parts):
        known = parts[:, 1:].sum(1) + _TINY
        came = parts[:, [capacities.index(name) for name in ("attendee", "speaker")]].sum(1)
        is_on = np.isin(list(statuses), _ON)
        for_on = np.log(1 + _TINY - parts[:, capacities.index("invited")] / known).mean()
        for_off = np.log(1 + _TINY - came / known).mean()
        logs = logs + limits.joint * np.where(is_on, for_on, for_off)
    return cast(EventStatus, statuses[int(logs.argmax())])


def settle_by_day(status: EventStatus, day: Day | None, anchor: Anchor) -> EventStatus:
    """A held gathering does not lie after the writing, nor a planned one before it."""
    if day is None or anchor.written_on is None:
        return status
    when = day.resolved
    if status == "held" and when.start > anchor.written_on:
        return "planned"
    if when.precision != "day":
        return status
    if status == "planned" and (when.end or when.start) < anchor.written_on:
        return "held"
    return status


def raised(shares: Floats, chosen: Sequence[bool], by: float) -> Floats:
    """The shares with the log odds of the ``chosen`` ones raised ``by`` so much."""
    if not shares.size:
        return shares
    odds = np.log((shares + _TINY) / (1 - shares + _TINY)) + by * np.asarray(chosen)
    return np.asarray(1 / (1 + np.exp(-odds)))


def choose_day(
    odds: Floats, candidates: Candidates, status: EventStatus, anchor: Anchor, least: float
) -> Day | None:
    """The likeliest time that resolves; None when none is at least ``least`` likely. A year alone
    gives way to a day that is as likely as not: "on Friday, to honour those who fought in 1971".
    """
    year: Day | None = None
    for no in np.argsort(-odds, kind="stable").tolist():
        if odds[no] < (_EVEN if year else least):
            break
        at, words = candidates.times[no]
        line = candidates.lines[at]
        told = _told_before(candidates, no, anchor) if words.unit == "anchored" else None
        resolved = resolve(words, anchor, _tense(status, words, line), told)
        day = Day(words=words, resolved=resolved, line=line) if resolved else None
        if day is None or is_behind(status, day, anchor.written_on):
            continue
        if day.resolved.precision == "day" or (year is None and day.resolved.precision != "year"):
            return day
        year = year or day
    return year


def _told_before(candidates: Candidates, no: int, anchor: Anchor) -> date | None:
    """The last day told before a time: what "the same evening" counts from."""
    told: date | None = None
    for at, words in candidates.times[:no]:
        line = candidates.lines[at]
        if not is_of_saying(line, words):
            resolved = resolve(words, anchor, tense_at(line.text, words.span, line.span), told)
            told = resolved.start if resolved and resolved.precision == "day" else told
    return told


def _tense(status: EventStatus, words: TimeWords, line: Line) -> Tense:
    """By the gathering's status where that says it, else by the words around the day. What was
    called off may have been meant for a day before or after the writing: the nearest.
    """
    if status in _ON:
        return "past"
    if status in _OFF and words.weekday is not None:
        return "unknown"
    return "future" if status == "planned" else tense_at(line.text, words.span, line.span)


def choose_place(odds: Floats, candidates: Candidates, least: float, stray: float) -> Place | None:
    """The likeliest city, else the likeliest country; at least ``stray`` likely where no word says
    that it is a place ("Japan is", "President A of Chile").
    """
    order = [
        no
        for no in np.argsort(-odds, kind="stable").tolist()
        if odds[no] >= (least if _is_located(candidates, no) else max(least, stray))
    ]
    pieces = [candidates.places[no][1] for no in order]
    cities = [piece for piece in pieces if (piece.entry or {}).get("city")]
    for piece in (*cities[:1], *pieces[:1]):
        entry = piece.entry or {}
        return Place(
            span=piece.span,
            city=entry.get("city") or None,
            country_code=entry.get("country_code") or None,
            time_zone=entry.get("time_zone") or None,
        )
    return None


def _is_located(candidates: Candidates, no: int) -> bool:
    """Whether words before a place say that it is one: "in", "city of"."""
    at, piece = candidates.places[no]
    line = candidates.lines[at]
    return is_locative(line, line.piece_at(piece.span.start))
