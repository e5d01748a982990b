"""How well the gatherings and participants of one article were read."""

from __future__ import annotations

from communique.scoring.fields import ATTENDEE_FIELDS, EVENT_FIELDS
from communique.scoring.gold import GoldArticle, GoldAttendee, GoldEvent
from communique.scoring.pairing import Pairs, is_same_participant, pair
from communique.scoring.reading import Reading, Row, Told
from communique.scoring.tally import Tally

_SALIENCES = ("main", "background")


def count_events(
    tally: Tally, gold: GoldArticle, reading: Reading, pairs: Pairs[GoldEvent, Told]
) -> None:
    """Adds gatherings found, missed and too many, and the fields of those found."""
    for salience in _SALIENCES:
        tally.found(f"events_{salience}")
    for label, _ in pairs.matched:
        tally.found(f"events_{label.salience}", right=1)
    for label in pairs.missed:
        note = f"{gold.gold_id}: missed {label.key}"
        tally.found(f"events_{label.salience}", missed=1, note=note)
    for told in pairs.extra:
        row = told.row
        what = f"{row.get('event_type')} {row.get('event_name')!r} {row.get('surface')!r}"
        salience = row.get("salience") or "main"
        tally.found(f"events_{salience}", extra=1, note=f"{gold.gold_id}: extra {what}")
    if not gold.events:
        names = [told.row.get("event_name") for told in reading.events]
        tally.case("silent_on_negatives", not names, f"{gold.gold_id}: {names}")
    for label, told in pairs.matched:
        _count_fields(tally, gold.gold_id, label, told.row)


def _count_fields(tally: Tally, gold_id: str, label: GoldEvent, row: Row) -> None:
    for field in EVENT_FIELDS:
        if field.is_measure and field.applies(label):
            told = f" ({label.date_text!r})" if field.name == "event_date" else ""
            note = f"{gold_id}: {label.key}: {field.found(row)} for {field.wanted(label)}{told}"
            tally.case(field.name, field.is_right(label, row), note)


def count_attendees(tally: Tally, gold: GoldArticle, pairs: Pairs[GoldEvent, Told]) -> None:
    """Adds participants over all labelled gatherings; those of a missed gathering are missed."""
    told_of = {id(label): told.attendees for label, told in pairs.matched}
    for label in gold.events:
        _count_list(tally, gold.gold_id, label, told_of.get(id(label), ()))
    for told in pairs.extra:
        people = sum(a.get("kind") == "person" for a in told.attendees)
        tally.found("attendees", extra=len(told.attendees))
        tally.found("attendees_all_fields", extra=len(told.attendees))
        tally.found("people", extra=people)


def _count_list(tally: Tally, gold_id: str, label: GoldEvent, found: tuple[Row, ...]) -> None:
    pairs = pair(label.attendees, found, is_same_participant)
    missed = [a.told for a in pairs.missed]
    extra = [row.get("name") or row.get("affiliation") for row in pairs.extra]
    tally.found(
        "attendees",
        right=len(pairs.matched),
        extra=len(extra),
        missed=len(missed),
        note=f"{gold_id}: {label.key}: missed {missed} extra {extra}",
    )
    tally.found(
        "people",
        right=sum(a.is_person for a, _ in pairs.matched),
        extra=sum(row.get("kind") == "person" for row in pairs.extra),
        missed=sum(a.is_person for a in pairs.missed),
    )
    whole = sum(_count_participant(tally, gold_id, a, row) for a, row in pairs.matched)
    tally.found(
        "attendees_all_fields",
        right=whole,
        extra=len(found) - whole,
        missed=len(label.attendees) - whole,
    )


def _count_participant(tally: Tally, gold_id: str, label: GoldAttendee, row: Row) -> bool:
    """Adds role (of persons), country and participation; returns whether all of them are right."""
    is_whole = True
    for field in ATTENDEE_FIELDS:
        if field.is_measure and field.applies(label):
            is_right = field.is_right(label, row)
            note = f"{gold_id}: {label.told}: {field.found(row)!r} for {field.wanted(label)!r}"
            tally.case(field.name, is_right, note)
            is_whole = is_whole and is_right
    return is_whole
