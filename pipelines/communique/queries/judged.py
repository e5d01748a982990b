"""What a judgement may name: ids of the published file, resolved to the mentions that carry it.

A mention's id is made from the page and the place on it, so a judgement about mentions still says
the same when events are merged or read anew; an event's id does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from communique.queries.explanation import find_event
from communique.queries.published import PublishedError, Row, fetch, tables_of

_LISTED = 8
"""How many of what there is a message lists."""

_REPORTS = """
select
    m.event_mention_id as mention_id, m.article_id, m.span_start, m.span_end, m.surface,
    e.event_id as thing_id, e.event_title as thing,
    coalesce(s.outlet, regexp_extract(s.document_uri, '[^/]*$'), m.article_id) as said_by,
from staging.event_mentions as m
inner join marts.event_reports as r using (event_mention_id)
inner join marts.events as e on r.event_id = e.event_id
left join marts.sources as s on m.article_id = s.article_id
where {condition}
order by m.salience desc, m.confidence desc, m.event_mention_id
"""
# "main" sorts behind "background".

_NAMINGS = """
select
    m.attendee_mention_id as mention_id, m.article_id, m.span_start, m.span_end, m.surface,
    coalesce(a.person_id, a.organization_id) as thing_id,
    coalesce(a.name, a.affiliation, a.kind) as thing, m.kind,
    a.attendance_id, a.event_id,
    coalesce(s.outlet, regexp_extract(s.document_uri, '[^/]*$'), m.article_id) as said_by,
from staging.attendee_mentions as m
inner join (
    select distinct attendee_mention_id, attendance_id, is_folded from marts.claims
    where attendance_id is not null
) as c using (attendee_mention_id)
inner join marts.attendees as a on c.attendance_id = a.attendance_id
left join marts.sources as s on m.article_id = s.article_id
where {condition}
order by c.is_folded, m.confidence desc, m.attendee_mention_id
"""

_JUDGED = """
select judgements, left_id, right_id, event_id, attendance_id, attribute, verdict, state, told
from marts.judgements
"""


class UnknownIdError(PublishedError):
    """What a judgement should name is not in the published file; the message says what is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention in the published file: where it stands, who says it and what it is today.

    ``thing_id`` is the id of the event or person that it tells of, ``thing`` its title or name.
    """

    mention_id: str
    article_id: str
    span_start: int
    span_end: int
    surface: str
    said_by: str
    thing_id: str
    thing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An event, or a participant of it, that a value is judged of, with the mentions of it."""

    event_id: str
    attendance_id: str
    thing: str
    mentions: tuple[Mention, ...]


def event_mention(con: duckdb.DuckDBPyConnection, given: str) -> Mention:
    """The mention that an event mention's id names, or the fullest of an event's.

    Raises UnknownIdError, or UnknownEventError for an id of no event.
    """
    if given.startswith("evm_"):
        rows = fetch(con, _REPORTS.format(condition="m.event_mention_id = ?"), [given])
        if not rows:
            raise UnknownIdError(
                f"{given}: no report of an event bears this id (any more); list those of an event "
                'with: communique sql "select event_mention_id, surface from marts.event_reports '
                "where event_id = '...'\""
            )
        return _mention(rows[0])
    return _of_event(con, find_event(con, given))[0]


def person_mention(con: duckdb.DuckDBPyConnection, given: str) -> Mention:
    """The mention of a person that an attendee mention's, attendance's or person's id names.

    Raises UnknownIdError, also for a delegation.
    """
    column = {"att": "m.attendee_mention_id", "atd": "a.attendance_id", "per": "a.person_id"}.get(
        given.partition("_")[0]
    )
    rows = fetch(con, _NAMINGS.format(condition=f"{column} = ?"), [given]) if column else []
    people = [row for row in rows if row["kind"] == "person"]
    if people:
        return _mention(people[0])
    if rows:
        raise UnknownIdError(
            f"{given}: is {rows[0]['thing']}, a {rows[0]['kind']}; only persons are judged the same"
        )
    raise UnknownIdError(
        f"{given}: no person bears this id; give one that begins with per_, atd_ or att_, found "
        'with: communique sql "select person_id, attendance_id, name from marts.attendees"'
    )


def subject(con: duckdb.DuckDBPyConnection, event: str, attendance_id: str | None) -> Subject:
    """The event, or its participant where one is given, that a value is judged of.

    Raises UnknownEventError for an unknown event, UnknownIdError for a participant of another.
    """
    event_id = find_event(con, event)
    if attendance_id is None:
        mentions = _of_event(con, event_id)
        return Subject(
            event_id=event_id, attendance_id="", thing=mentions[0].thing, mentions=mentions
        )
    rows = fetch(con, _NAMINGS.format(condition="a.attendance_id = ?"), [attendance_id])
    rows = [row for row in rows if row["event_id"] == event_id]
    if not rows:
        raise UnknownIdError(
            f"{attendance_id}: no participant of {event_id}; they are:\n"
            + _participants(con, event_id)
        )
    mentions = tuple(map(_mention, rows))
    return Subject(
        event_id=event_id, attendance_id=attendance_id, thing=mentions[0].thing, mentions=mentions
    )


def others_of(con: duckdb.DuckDBPyConnection, mention: Mention) -> tuple[Mention, ...]:
    """The other mentions of the same event or person."""
    if mention.mention_id.startswith("evm_"):
        rows = fetch(con, _REPORTS.format(condition="e.event_id = ?"), [mention.thing_id])
    else:
        rows = fetch(con, _NAMINGS.format(condition="a.person_id = ?"), [mention.thing_id])
    found = (_mention(row) for row in rows)
    return tuple(one for one in found if one.mention_id != mention.mention_id)


def listing(mentions: Sequence[Mention]) -> str:
    """Mentions as a message lists them, a line each."""
    lines = [f"  {m.mention_id}  {m.said_by}: {_short(m.surface)}" for m in mentions[:_LISTED]]
    left = len(mentions) - len(lines)
    return "\n".join([*lines, *([f"  … and {left} more"] if left else [])])


def states(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """What became of each judgement that the published file knows; none in a file of old."""
    return fetch(con, _JUDGED) if "marts.judgements" in tables_of(con) else []


def _of_event(con: duckdb.DuckDBPyConnection, event_id: str) -> tuple[Mention, ...]:
    rows = fetch(con, _REPORTS.format(condition="e.event_id = ?"), [event_id])
    return tuple(map(_mention, rows))


def _mention(row: Row) -> Mention:
    return Mention(**{name: row[name] for name in Mention.__dataclass_fields__})


def _participants(con: duckdb.DuckDBPyConnection, event_id: str) -> str:
    sql = """
        select attendance_id, coalesce(name, affiliation, kind) as name from marts.attendees
        where event_id = ? order by name, attendance_id
    """
    rows = fetch(con, sql, [event_id])
    return "\n".join(f"  {row['attendance_id']}  {row['name']}" for row in rows)


def _short(words: str) -> str:
    told = " ".join(words.split())
    return f"“{told[:57]}…”" if len(told) > 60 else f"“{told}”"
