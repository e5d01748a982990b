"""What differs between two published files: counts, the values that changed, examples in words.

Only what is believed is compared: the values of events and attendances. How many reports carry a
value, and by which rule it was chosen, shows in the counts of claims and sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from communique.queries.lineage import trace
from communique.queries.pair import Columns, open_pair
from communique.queries.published import fetch

EVENT_VALUES = (
    "event_name", "event_type", "event_status", "start_date", "end_date", "date_precision",
    "date_status", "previous_start_date", "city", "country_code", "venue", "topics",
    "super_event_id",
)  # fmt: skip
ATTENDANCE_VALUES = (
    "name", "role", "affiliation", "country_code", "participation", "stands_in_for",
)  # fmt: skip
"""Values that are compared where both files have them."""

COUNTED = {
    "claims": "claim_id",
    "people": "person_id",
    "organizations": "organization_id",
    "sources": "article_id",
    "quotes": "quote_id",
}
"""Tables whose rows are only counted, with their keys."""

_TABLES = {"event": ("events", "event_id"), "attendance": ("attendees", "attendance_id")}
_DOCUMENTS = """
select count(*) as both, count(*) filter (where o.parser_version <> n.parser_version) as reread
from old_staging_parses as o inner join new_staging_parses as n using (document_id)
"""
_VERSIONS = "select distinct parser_version as version from {side}_staging_parses order by all"
_WORDED = """
create temp table {side}_worded as
select
    event_id as id, 'event' as kind, event_id, count_reports as weight,
    coalesce({title}, event_name, replace(event_type, '_', ' '))
    || ' (' || concat_ws(', ', coalesce(date_edtf, 'day unknown'), city, event_status) || ')'
        as words
from {side}_events
union all
select
    a.attendance_id, 'attendance', a.event_id, a.count_reports,
    concat_ws(', ', coalesce(a.name, a.affiliation, a.role, a.kind), a.role)
    || coalesce(' (' || a.country_code || ')', '') || ', ' || a.participation || ', at '
    || coalesce({title}, event_name, replace(event_type, '_', ' '))
    || coalesce(' (' || e.date_edtf || ')', '')
from {side}_attendees as a inner join {side}_events as e using (event_id)
"""
_CHANGED = """
select
    '{kind}' as kind, '{attribute}' as attribute, f.old_id, f.new_id,
    {old}::varchar as old_value, n.{attribute}::varchar as new_value
from {kind}_fates as f
inner join old_{table} as o on f.old_id = o.{key}
inner join new_{table} as n on f.new_id = n.{key}
{more}
where f.fate = 'kept' and {old} is distinct from n.{attribute}
"""
_LARGER = """
left join event_fates as larger
    on o.super_event_id = larger.old_id and larger.fate in ('kept', 'merged')
"""
_EXAMPLES = """
with told as (
    select '{kind}' as kind, fate as op, null as attribute, old_id, new_id,
        null as old_value, null as new_value
    from {kind}_fates where fate <> 'kept'
    union all
    select kind, 'changed', attribute, old_id, new_id, old_value, new_value
    from changed_values where kind = '{kind}'
    union all
    select '{kind}', 'renamed', null, old_id, new_id, old_id, new_id
    from {kind}_fates where fate = 'kept' and old_id <> new_id
)
select told.*, o.words as old_words, n.words as new_words
from told
left join old_worded as o on told.old_id = o.id and o.kind = '{kind}'
left join new_worded as n on told.new_id = n.id and n.kind = '{kind}'
-- What came or went with its whole event is told with the event.
left join event_fates as came
    on '{kind}' = 'attendance' and n.event_id = came.new_id and came.fate = 'added'
left join event_fates as went
    on '{kind}' = 'attendance' and o.event_id = went.old_id and went.fate = 'retracted'
qualify row_number() over (
    partition by op
    order by came.new_id is not null or went.old_id is not null,
        greatest(n.weight, o.weight) desc, coalesce(told.new_id, told.old_id), attribute
) <= {limit}
order by list_position(
    ['retracted', 'merged', 'split', 'added', 'changed', 'renamed'], op
), greatest(n.weight, o.weight) desc, coalesce(told.new_id, told.old_id), attribute
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Objects of one kind: how many before and now, and what became of them.

    ``changed`` counts objects with another value, ``renamed`` those found again under another id;
    one object may be both. ``touched`` counts old objects that are not what they were.
    """

    before: int
    now: int
    added: int
    changed: int
    retracted: int
    merged: int
    split: int
    renamed: int
    touched: int

    @property
    def share_touched(self) -> float:
        """The share of the old objects that changed, went, or are parts of others now (0..1)."""
        return self.touched / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Rows of a table before and now, and how many keys stand in one file only."""

    before: int
    now: int
    added: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One difference; ``old_words`` and ``new_words`` name the object as each file tells it."""

    kind: str
    op: str
    attribute: str | None
    old_id: str | None
    new_id: str | None
    old_value: str | None
    new_value: str | None
    old_words: str | None
    new_words: str | None

    @property
    def told(self) -> str:
        """The difference in one line."""
        if self.op == "changed":
            was, now = (v if v is not None else "none" for v in (self.old_value, self.new_value))
            return f"{self.new_words}: {self.attribute}: {was} → {now}"
        if self.op in ("merged", "split"):
            between = "into" if self.op == "merged" else "out of"
            first, second = self.old_words, self.new_words
            if self.op == "split":
                first, second = second, first
            return f"{first} {between} {second}"
        if self.op == "renamed":
            return f"{self.new_words}: {self.old_id} → {self.new_id}"
        return str(self.new_words or self.old_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Everything that differs; ``objects`` by event and attendance, ``tables`` by name.

    ``attributes`` holds (kind, attribute, count of changed values). ``count_documents`` are in both
    files, ``count_reread`` of them read by another parser version.
    """

    old_versions: tuple[str, ...]
    new_versions: tuple[str, ...]
    count_documents: int
    count_reread: int
    objects: Mapping[str, Tally]
    attributes: tuple[tuple[str, str, int], ...]
    tables: Mapping[str, Counted]
    examples: tuple[Example, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two files say the same, under the same ids, on the same grounds."""
        same_tables = all(not (c.added or c.gone) for c in self.tables.values())
        return same_tables and not any(
            t.added or t.changed or t.retracted or t.merged or t.split or t.renamed
            for t in self.objects.values()
        )


def compare(old: Path, new: Path, *, count_examples: int = 5) -> Differences:
    """Compare two published files; at most ``count_examples`` of each kind and op are told.

    Raises NoWarehouseError for a file that cannot be compared.
    """
    with open_pair(old, new) as (con, old_columns, new_columns):
        trace(con, new_columns)
        _find_changed_values(con, old_columns, new_columns)
        for side, columns in (("old", old_columns), ("new", new_columns)):
            has_title = "event_title" in columns["marts.events"]
            con.execute(_WORDED.format(side=side, title="event_title" if has_title else "null"))
        (documents,) = fetch(con, _DOCUMENTS)
        return Differences(
            old_versions=_versions(con, "old"),
            new_versions=_versions(con, "new"),
            count_documents=documents["both"],
            count_reread=documents["reread"],
            objects={kind: _tally(con, kind) for kind in _TABLES},
            attributes=_attributes(con),
            tables={table: _counted(con, table, key) for table, key in COUNTED.items()},
            examples=tuple(
                Example(**row)
                for kind in _TABLES
                for row in fetch(con, _EXAMPLES.format(kind=kind, limit=count_examples))
            ),
        )


def _find_changed_values(
    con: duckdb.DuckDBPyConnection, old_columns: Columns, new_columns: Columns
) -> None:
    queries = []
    for kind, values in (("event", EVENT_VALUES), ("attendance", ATTENDANCE_VALUES)):
        table, key = _TABLES[kind]
        there = old_columns[f"marts.{table}"] & new_columns[f"marts.{table}"]
        for attribute in values:
            is_larger = attribute == "super_event_id"
            old = f"coalesce(larger.new_id, o.{attribute})" if is_larger else f"o.{attribute}"
            if attribute in there:
                queries.append(
                    _CHANGED.format(
                        kind=kind, attribute=attribute, table=table, key=key, old=old,
                        more=_LARGER if is_larger else "",
                    )
                )  # fmt: skip
    con.execute("create temp table changed_values as " + " union all ".join(queries))


def _versions(con: duckdb.DuckDBPyConnection, side: str) -> tuple[str, ...]:
    return tuple(row["version"] for row in fetch(con, _VERSIONS.format(side=side)))


def _tally(con: duckdb.DuckDBPyConnection, kind: str) -> Tally:
    table, _ = _TABLES[kind]
    sql = f"""
        with changed as (select distinct old_id from changed_values where kind = '{kind}')
        select
            (select count(*) from old_{table}) as before,
            (select count(*) from new_{table}) as now,
            count(*) filter (where fate = 'added') as added,
            (select count(*) from changed) as changed,
            count(*) filter (where fate = 'retracted') as retracted,
            count(*) filter (where fate = 'merged') as merged,
            count(*) filter (where fate = 'split') as split,
            count(*) filter (where fate = 'kept' and old_id <> new_id) as renamed,
            count(distinct old_id) filter (
                where fate in ('retracted', 'merged', 'split')
                or old_id in (select old_id from changed)
            ) as touched
        from {kind}_fates
    """
    return Tally(**fetch(con, sql)[0])


def _attributes(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str, int], ...]:
    sql = """
        select kind, attribute, count(*) as count from changed_values
        group by all order by kind desc, count desc, attribute
    """
    return tuple((r["kind"], r["attribute"], r["count"]) for r in fetch(con, sql))


def _counted(con: duckdb.DuckDBPyConnection, table: str, key: str) -> Counted:
    sql = f"""
        select
            (select count(*) from old_{table}) as before,
            (select count(*) from new_{table}) as now,
            (select count(*) from new_{table} anti join old_{table} using ({key})) as added,
            (select count(*) from old_{table} anti join new_{table} using ({key})) as gone
    """
    return Counted(**fetch(con, sql)[0])
