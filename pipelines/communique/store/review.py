"""Whether a candidate may take the place of the published file: what it lost, what it shifts.

Each function looks at two files and says what it found; whoever publishes decides by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from communique.queries.differences import Differences
from communique.queries.pair import Columns, NoWarehouseError, open_pair
from communique.queries.published import fetch
from communique.store.published import countable_rows

Limits = Mapping[str, float]

_KEPT_ARTICLES = """
create temp table kept_articles as
select article_id from old_staging_articles
anti join (select document_id from new_withdrawn_documents where document_id is not null) as gone
    using (document_id)
"""
_KEPT_ATTENDANCES = """
create temp table kept_attendances as
select distinct attendance_id from old_claims semi join kept_articles using (article_id)
where attendance_id is not null
"""
_STANDS = {
    "marts.attendees": "attendance_id in (from kept_attendances)",
    "marts.people": (
        "person_id in (select person_id from old_attendees "
        "semi join kept_attendances using (attendance_id))"
    ),
    "marts.organizations": (
        "organization_id in (select organization_id from old_attendees "
        "semi join kept_attendances using (attendance_id))"
    ),
    "marts.disagreements": (
        "(select count(distinct c.value) from old_claims as c "
        "semi join kept_articles using (article_id) "
        "where c.event_id = rows.event_id and c.attribute = rows.attribute "
        "and c.attendance_id is not distinct from rows.attendance_id) > 1"
    ),
}
"""When a row of the published file still has something to stand on without withdrawn documents."""

_COUNTRIES = """
with counted as (
    select 'old' as side, country_code, count(*) as count from old_attendees group by all
    union all
    select 'new' as side, country_code, count(*) as count from new_attendees group by all
),
shares as (
    select
        country_code, side, count / sum(count) over (partition by side) as share,
        sum(count) over (partition by side) as total
    from counted
)
select
    country_code,
    coalesce(max(share) filter (where side = 'old'), 0) as before,
    coalesce(max(share) filter (where side = 'new'), 0) as now
from shares
where country_code is not null
group by country_code
having
    (select min(of_side) from (select side, max(total) as of_side from shares group by side))
        >= $least
    and abs(now - before) > $most
order by abs(now - before) desc, country_code
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A mart with fewer rows than its limit allows.

    ``withdrawn`` of those before rested on withdrawn documents alone and do not count as lost.
    """

    table: str
    before: int
    withdrawn: int
    now: int
    is_blocking: bool

    def __str__(self) -> str:
        aside = f", {self.withdrawn} of them of withdrawn documents" if self.withdrawn else ""
        return f"{self.table} had {self.before} rows{aside}, has {self.now}"


def losses(old: Path, new: Path, limits: Limits) -> tuple[Loss, ...] | None:
    """Marts that lose more than their share of rows; None when those of ``old`` cannot be counted.

    A loss of few rows (limit ``shrink_least``) is never blocking. None is found where there is no
    published file yet.
    """
    before, now = countable_rows(old), countable_rows(new)
    if before is None or now is None:
        return None
    marts = {table: count for table, count in sorted(before.items()) if table.startswith("marts.")}
    share = 1 - limits["shrink_share"]
    if all(now.get(table, 0) >= count * share for table, count in marts.items()):
        return ()
    standing = _standing(old, new, marts)
    return tuple(
        Loss(
            table=table,
            before=count,
            withdrawn=count - standing.get(table, count),
            now=now.get(table, 0),
            is_blocking=standing.get(table, count) - now.get(table, 0) > limits["shrink_least"],
        )
        for table, count in marts.items()
        if now.get(table, 0) < standing.get(table, count) * share
    )


def _standing(old: Path, new: Path, marts: Mapping[str, int]) -> dict[str, int]:
    """Rows of each mart of ``old`` that do not rest on withdrawn documents alone."""
    try:
        with open_pair(old, new) as (con, old_columns, new_columns):
            if not _has_withdrawn(con, new_columns):
                return dict(marts)
            con.execute(_KEPT_ARTICLES)
            con.execute(_KEPT_ATTENDANCES)
            return {table: _count_standing(con, table, old_columns[table]) for table in marts}
    except NoWarehouseError:
        return dict(marts)


def _has_withdrawn(con: duckdb.DuckDBPyConnection, columns: Columns) -> bool:
    if "marts.withdrawn_documents" not in columns:
        return False
    sql = "select count(*) as rows from new_withdrawn_documents where document_id is not null"
    return bool(fetch(con, sql)[0]["rows"])


def _count_standing(con: duckdb.DuckDBPyConnection, table: str, columns: frozenset[str]) -> int:
    stands = _STANDS.get(table, "true")
    if table not in _STANDS and "article_id" in columns:
        stands = "article_id is null or article_id in (from kept_articles)"
    elif table not in _STANDS and "event_id" in columns:
        stands = (
            "event_id is null or event_id in (select event_id from old_event_reports "
            "semi join kept_articles using (article_id))"
        )
    name = f"old_{table.removeprefix('marts.')}"
    sql = f"select count(*) as rows from {name} as rows where {stands}"
    return int(fetch(con, sql)[0]["rows"])


def country_jumps(old: Path, new: Path, limits: Limits) -> tuple[str, ...]:
    """Countries whose share of all attendances differs by more than its limit, one sentence each.

    None is found where there is no published file that can be compared, or too few attendances.
    """
    if not old.is_file():
        return ()
    try:
        with open_pair(old, new) as (con, _, _):
            least, most = limits["country_least"], limits["country_share"]
            con.execute(_COUNTRIES, {"least": least, "most": most})
            return tuple(
                f"{code}: {before:.0%} of the attendances before, {now:.0%} now"
                for code, before, now in con.fetchall()
            )
    except NoWarehouseError:
        return ()


def hold_reason(found: Differences, limits: Limits) -> str | None:
    """Why nobody should publish the newer file unseen: None when there is no reason.

    There is one when documents were read by another parser version and more than the limit of the
    old events or attendances changed, went or are parts of others now.
    """
    if not found.count_reread:
        return None
    much = [
        f"{tally.touched} of {tally.before} {kind}s ({tally.share_touched:.0%})"
        for kind, tally in found.objects.items()
        if tally.share_touched > limits["hold_share"]
    ]
    if not much:
        return None
    return (
        f"{found.count_reread} documents were read by another parser version, and "
        f"{' and '.join(much)} changed or went"
    )
