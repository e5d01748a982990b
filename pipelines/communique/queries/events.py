"""The events of the published file as a reader lists them, and the documents that gave none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb

from communique.queries.published import Row, fetch

_LISTED = """
select
    e.event_id, e.event_title, e.event_type, e.event_status, e.start_date, e.end_date,
    e.date_precision, e.city, e.country_code, e.host_names, e.count_reports,
    e.count_independent_reports,
    (select count(*) from marts.attendees as a
     where a.event_id = e.event_id and a.participation <> 'absent') as count_participants,
    (select count(*) from marts.attendees as a
     where a.event_id = e.event_id and a.participation = 'absent') as count_absent,
    (select list(distinct d.attribute order by d.attribute) from marts.disagreements as d
     where d.event_id = e.event_id) as disputed,
from marts.events as e
where ? or e.event_id in (
    select r.event_id from marts.event_reports as r
    inner join staging.articles as t using (article_id)
    where t.document_id in (select unnest(?::varchar[]))
)
order by e.start_date nulls last, e.event_id
"""

_REFUSED = """
select document_id, code, message from staging.parse_notes
where severity = 'rejected' and (? or document_id in (select unnest(?::varchar[])))
order by document_id, code
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """One event in a list; ``disputed`` names the attributes on which sources differ."""

    event_id: str
    event_title: str | None
    event_type: str
    event_status: str
    start_date: date | None
    end_date: date | None
    date_precision: str | None
    city: str | None
    country_code: str | None
    host_names: tuple[str, ...]
    count_reports: int
    count_independent_reports: int
    count_participants: int
    count_absent: int
    disputed: tuple[str, ...]


def list_events(
    con: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None = None
) -> tuple[ListedEvent, ...]:
    """Events by day, those without one last; only those the given documents report, if given.

    Raises ``duckdb.Error`` when the file lacks the marts.
    """
    return tuple(
        ListedEvent(
            **{
                **row,
                "host_names": as_texts(row["host_names"]),
                "disputed": as_texts(row["disputed"]),
            }
        )
        for row in fetch(con, _LISTED, _those(document_ids))
    )


def list_refused(
    con: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None = None
) -> list[Row]:
    """Documents without an article, of those given if given: document_id, code, message."""
    return fetch(con, _REFUSED, _those(document_ids))


def as_texts(value: object) -> tuple[str, ...]:
    """A list column's texts, also when it is null or was joined into one text."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value if item is not None)
    return (str(value),)


def _those(document_ids: Collection[str] | None) -> list[object]:
    return [document_ids is None, sorted(document_ids or ())]
