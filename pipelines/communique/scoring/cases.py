"""Every single thing that was to be found or was found: right, wrong, missed or too much.

From these cases come precision and recall of each field, the list of faults with their sentences,
the worst articles and the reliability of confidences. What counts as right lies in ``fields`` and
``pairing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from communique.scoring.fields import (
    ATTENDEE_FIELDS,
    EVENT_FIELDS,
    HEADER_FIELDS,
    QUOTE_FIELDS,
    Field,
)
from communique.scoring.gold import GoldArticle, GoldAttendee, GoldEvent
from communique.scoring.pairing import (
    Pairs,
    is_same_participant,
    is_same_quote,
    is_same_source,
    pair,
)
from communique.scoring.reading import Reading, Row, Told
from communique.scoring.words import fold, is_same_name, likeness

Label = TypeVar("Label")

_SAME_TOPIC = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One value of one field: the label's, the row's, or both.

    ``field`` is "events_main", "attendees", "quotes" or the like for a thing as a whole, else the
    name of one of its fields. ``about`` names the thing. ``phrases`` are the label's words to look
    for in the text, ``row`` is the row that holds the place. ``is_within_missed`` marks the values
    of a thing that was itself missed or too much. ``confidence`` is the row's, for whole things.
    """

    gold_id: str
    field: str
    about: str
    wanted: str | None
    found: str | None
    is_right: bool
    phrases: tuple[str | None, ...] = ()
    row: Row | None = None
    is_within_missed: bool = False
    confidence: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to find and nothing was found."""
        return self.wanted is None and self.found is None

    @property
    def outcome(self) -> str:
        """One of right, wrong, missed, extra."""
        if self.is_right:
            return "right"
        if self.found is None:
            return "missed"
        return "extra" if self.wanted is None else "wrong"


def cases_of(gold: GoldArticle, reading: Reading, pairs: Pairs[GoldEvent, Told]) -> Iterator[Case]:
    """All cases of one article; ``pairs`` says which gathering answers which label."""
    blank = Case(
        gold_id=gold.gold_id, field="", about=gold.gold_id, wanted=None, found=None, is_right=False
    )
    yield from _values(blank, HEADER_FIELDS, gold, reading.header)
    yield from _names(blank, "agencies", gold.agencies, reading.header.get("agencies") or ())
    yield from _names(blank, "bylines", gold.bylines, reading.header.get("bylines") or ())
    for label, told in pairs.matched:
        yield from _event(blank, label, told)
    for label in pairs.missed:
        yield from _event(blank, label, None)
    for told in pairs.extra:
        yield from _event(blank, None, told)
    yield from _quotes(blank, gold, reading.quotes)
    yield from _citations(blank, gold, reading.citations)


def _event(blank: Case, label: GoldEvent | None, told: Told | None) -> Iterator[Case]:
    row = told.row if told else None
    salience = label.salience if label else str(row.get("salience") or "main") if row else "main"
    thing = replace(
        blank,
        field=f"events_{salience}",
        about=label.key if label else _text(row and (row.get("event_name") or row["event_type"])),
        phrases=(label.trigger, label.date_text, label.name) if label else (),
        row=row,
    )
    yield _whole(thing, label is not None, row)
    yield from _values(thing, EVENT_FIELDS, label, row)
    if label and row:
        topics = label.topics, tuple(row.get("topics") or ())
        yield from _names(thing, "event_topics", *topics)
    yield from _attendees(thing, label.attendees if label else (), told.attendees if told else ())


def _attendees(event: Case, labels: Sequence[GoldAttendee], rows: Sequence[Row]) -> Iterator[Case]:
    pairs = pair(labels, rows, is_same_participant)
    answers: list[tuple[GoldAttendee | None, Row | None]] = [
        *pairs.matched,
        *((label, None) for label in pairs.missed),
        *((None, row) for row in pairs.extra),
    ]
    for label, row in answers:
        known_as = label.told if label else row and (row.get("name") or row.get("affiliation"))
        thing = replace(
            event,
            field="attendees",
            about=f"{event.about}: {known_as}",
            phrases=(label.evidence, label.name, label.affiliation) if label else (),
            row=row,
        )
        yield _whole(thing, label is not None, row)
        yield from _values(thing, ATTENDEE_FIELDS, label, row)


def _quotes(blank: Case, gold: GoldArticle, rows: Sequence[Row]) -> Iterator[Case]:
    pairs = pair(gold.quotes, rows, is_same_quote)
    for label, row in pairs.matched:
        thing = replace(blank, field="quotes", about=label.starts, row=row)
        yield _whole(thing, True, row)
        yield from _values(thing, QUOTE_FIELDS, label, row)
    for label in pairs.missed:
        thing = replace(blank, field="quotes", about=label.starts, phrases=(label.starts,))
        yield _whole(thing, True, None)
        yield from _values(thing, QUOTE_FIELDS, label, None)
    for row in pairs.extra:
        thing = replace(blank, field="quotes", about=_text(row.get("quote")), row=row)
        yield _whole(thing, False, row)
        yield from _values(thing, QUOTE_FIELDS, None, row)


def _citations(blank: Case, gold: GoldArticle, rows: Sequence[Row]) -> Iterator[Case]:
    pairs = pair(gold.cited_sources, rows, is_same_source)
    thing = replace(blank, field="cited_sources")
    for label, row in pairs.matched:
        yield _whole(replace(thing, about=label, row=row), True, row)
    for label in pairs.missed:
        yield _whole(replace(thing, about=label, phrases=(label,)), True, None)
    for row in pairs.extra:
        yield _whole(replace(thing, about=_text(row.get("cited_source")), row=row), False, row)


def _whole(thing: Case, is_wanted: bool, row: Row | None) -> Case:
    """The case of a thing itself, whatever its fields say."""
    confidence = row.get("confidence") if row else None
    return replace(
        thing,
        wanted=thing.about if is_wanted else None,
        found=thing.about if row else None,
        is_right=is_wanted and row is not None,
        confidence=None if confidence is None else float(confidence),
    )


def _values(
    thing: Case, fields: Iterable[Field[Label]], label: Label | None, row: Row | None
) -> Iterator[Case]:
    """The fields of a thing; of a missed or a false one each value is missed or too much."""
    for field in fields:
        if label is not None and not field.applies(label):
            continue
        wanted = field.wanted(label) if label is not None else None
        found = field.found(row) if row is not None else None
        yield replace(
            thing,
            field=field.name,
            wanted=wanted,
            found=None if found is None else str(found),
            is_right=label is not None and row is not None and field.is_right(label, row),
            is_within_missed=label is None or row is None,
        )


def _names(thing: Case, field: str, wanted: Sequence[str], found: Sequence[str]) -> Iterator[Case]:
    """A list of names or topics, each a case of its own."""
    is_same = {"bylines": is_same_name, "event_topics": _is_same_topic}.get(field, _is_equal)
    pairs = pair(wanted, found, is_same)
    values: list[tuple[str | None, str | None]] = [
        *pairs.matched,
        *((name, None) for name in pairs.missed),
        *((None, name) for name in pairs.extra),
    ]
    for label, name in values:
        is_right = label is not None and name is not None
        yield replace(thing, field=field, wanted=label, found=name, is_right=is_right)


def _is_equal(wanted: str, found: str) -> bool:
    return fold(wanted) == fold(found)


def _is_same_topic(wanted: str, found: str) -> bool:
    return likeness(wanted, found) >= _SAME_TOPIC


def _text(value: object) -> str:
    return "" if value is None else str(value)
