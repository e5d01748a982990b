"""One event taken apart: each value, who says it, in which words, by which rule it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import duckdb

from communique.queries.published import PublishedError, Row, fetch, tables_of

_CLAIMS = """
select
    c.attendance_id, c.attribute, c.value, c.value_text, c.weight, c.is_chosen, c.rule, c.surface,
    coalesce(s.outlet, regexp_extract(s.document_uri, '[^/]*$'), c.article_id) as said_by,
    s.document_uri,
from marts.claims as c
left join marts.sources as s using (article_id)
where c.event_id = ?
order by c.is_chosen desc, c.weight desc nulls last, s.published_at nulls last,
    c.article_id, c.span_start
"""
_ATTENDEES = """
select * from marts.attendees where event_id = ?
order by list_position(
    ['host', 'chair', 'speaker', 'attendee', 'invited', 'absent'], participation
) nulls last, country_code nulls last, name nulls last, attendance_id
"""
_DIFFERENCES = """
select attendance_id, attribute, chosen_value, rule, explanation, is_resolved
from marts.disagreements where event_id = ? order by attribute, attendance_id nulls first
"""
_NEAR = 5


class UnknownEventError(PublishedError):
    """No event, or more than one, has the id that was asked for; the message lists near ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An event's row; the claims about it by attribute; each participant with its claims."""

    event: Row
    claims: dict[str, list[Row]]
    attendees: tuple[tuple[Row, list[Row]], ...]
    differences: Sequence[Row]


def explain(con: duckdb.DuckDBPyConnection, given: str) -> Explanation:
    """Everything the published file knows about one event.

    ``given`` is an id, its unique beginning (with or without the prefix before ``_``), or an id
    that was merged into another. Raises UnknownEventError, and ``duckdb.Error`` when the file lacks
    the marts.
    """
    event_id = find_event(con, given)
    claims = fetch(con, _CLAIMS, [event_id])
    by_attribute: dict[str, list[Row]] = {}
    for claim in claims:
        if claim["attendance_id"] is None:
            by_attribute.setdefault(claim["attribute"], []).append(claim)
    return Explanation(
        event=fetch(con, "select * from marts.events where event_id = ?", [event_id])[0],
        claims=by_attribute,
        attendees=tuple(
            (row, [c for c in claims if c["attendance_id"] == row["attendance_id"]])
            for row in fetch(con, _ATTENDEES, [event_id])
        ),
        differences=fetch(con, _DIFFERENCES, [event_id]),
    )


def find_event(con: duckdb.DuckDBPyConnection, given: str) -> str:
    """The full id; raises UnknownEventError when it is not one event's."""
    rows = fetch(con, "select event_id, event_name from marts.events order by event_id")
    names = {str(row["event_id"]): row["event_name"] or "" for row in rows}
    wanted = _present_id(con, given.strip())
    if wanted in names:
        return wanted
    begins = [i for i in names if wanted and _begins(i, wanted)]
    if len(begins) == 1:
        return begins[0]
    if begins:
        raise UnknownEventError(
            f"{given}: {len(begins)} events begin so; give more of the id:\n"
            + _listing(names, begins[: 2 * _NEAR])
        )
    near = _near(names, wanted)
    listing = f"; near it:\n{_listing(names, near)}" if near else ""
    raise UnknownEventError(
        f"{given}: no such event (the file holds {len(names)}; list them with: "
        f'communique sql "select event_id, event_name from marts.events"){listing}'
    )


def _present_id(con: duckdb.DuckDBPyConnection, given: str) -> str:
    """The id under which a merged event lives on, else ``given``."""
    if "marts.event_id_aliases" not in tables_of(con):
        return given
    sql = "select event_id from marts.event_id_aliases where old_event_id = ?"
    rows = fetch(con, sql, [given])
    return str(rows[0]["event_id"]) if rows else given


def _begins(event_id: str, wanted: str) -> bool:
    return event_id.startswith(wanted) or event_id.partition("_")[2].startswith(wanted)


def _near(names: dict[str, str], wanted: str) -> list[str]:
    """Ids written alike, then events whose name holds the words."""
    alike = get_close_matches(wanted, names, n=_NEAR, cutoff=0.75)
    named = [i for i, name in names.items() if wanted and wanted.casefold() in name.casefold()]
    return list(dict.fromkeys([*alike, *named]))[:_NEAR]


def _listing(names: dict[str, str], ids: Sequence[str]) -> str:
    return "\n".join(f"  {i}  {names[i]}" for i in ids)
