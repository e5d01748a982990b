"""Which events and attendances of two published files are the same, and what became of the others.

An event is found again by its id, else by the alias that the new file keeps of it, else by what
both files report: the same mention, overlapping words of one article, or, where neither has any of
these, the main gathering of one article. An attendance is found again by its id, else within the
event by its person or body, its words or its name. Values are not looked at here.
"""

from __future__ import annotations

import duckdb

from communique.queries.pair import Columns

_REPORTS = """
create temp table {side}_told as
select r.event_id, r.event_mention_id, r.article_id, m.span_start, m.span_end, m.salience
from {side}_event_reports as r
inner join {side}_staging_event_mentions as m using (event_mention_id)
"""
_EVENT_LINKS = """
create temp table event_links as
with told as (
    select
        o.event_id as old_id, n.event_id as new_id,
        case
            when o.event_mention_id = n.event_mention_id then 3
            when o.span_start < n.span_end and n.span_start < o.span_end then 4
            else 5
        end as standing
    from old_told as o
    inner join new_told as n on o.article_id = n.article_id and (
        o.event_mention_id = n.event_mention_id
        or (o.span_start < n.span_end and n.span_start < o.span_end)
        or (o.salience = 'main' and n.salience = 'main')
    )
    union all
    select event_id, event_id, 1 from old_events semi join new_events using (event_id)
    union all
    select a.old_event_id, a.event_id, 2 from ({aliases}) as a
    semi join old_events as o on a.old_event_id = o.event_id
    semi join new_events as n on a.event_id = n.event_id
),
links as (
    select old_id, new_id, min(standing) as standing, count(*) as strength from told group by all
)
select * from links
-- One article's main gathering is a weak tie: it speaks only where nothing else does.
qualify
    standing < 5
    or (
        min(standing) over (partition by old_id) = 5
        and min(standing) over (partition by new_id) = 5
    )
"""
_NO_ALIASES = "select null::varchar as old_event_id, null::varchar as event_id where false"
_ATTENDANCE_LINKS = """
create temp table attendance_links as
with names as (
    select c.attendance_id, c.article_id, c.span_start, c.span_end, a.event_id, 'old' as side
    from old_claims as c inner join old_attendees as a using (attendance_id)
    where c.attribute = 'name'
        or (a.kind <> 'person' and c.attribute in ('affiliation', 'country_code'))
    union all
    select c.attendance_id, c.article_id, c.span_start, c.span_end, a.event_id, 'new' as side
    from new_claims as c inner join new_attendees as a using (attendance_id)
    where c.attribute = 'name'
        or (a.kind <> 'person' and c.attribute in ('affiliation', 'country_code'))
),
pairs as (select old_id, new_id from event_fates where old_id is not null and new_id is not null),
told as (
    select attendance_id as old_id, attendance_id as new_id, 1 as standing
    from old_attendees semi join new_attendees using (attendance_id)
    union all
    select o.attendance_id, n.attendance_id,
        case
            when coalesce(o.person_id, o.organization_id) = coalesce(n.person_id, n.organization_id)
                then 2
            else 4
        end
    from pairs
    inner join old_attendees as o on pairs.old_id = o.event_id
    inner join new_attendees as n on pairs.new_id = n.event_id and o.kind = n.kind and (
        coalesce(o.person_id, o.organization_id) = coalesce(n.person_id, n.organization_id)
        or lower(o.name) = lower(n.name)
    )
    union all
    select o.attendance_id, n.attendance_id, 3
    from pairs
    inner join names as o on pairs.old_id = o.event_id and o.side = 'old'
    inner join names as n on pairs.new_id = n.event_id and n.side = 'new'
        and o.article_id = n.article_id
        and o.span_start < n.span_end and n.span_start < o.span_end
)
select old_id, new_id, min(standing) as standing, count(*) as strength from told group by all
"""
_FATES = """
create temp table {kind}_fates as
with targets as (
    select * from {kind}_links
    qualify row_number() over (
        partition by old_id order by standing, strength desc, new_id
    ) = 1
),
origins as (
    select * from {kind}_links
    qualify row_number() over (
        partition by new_id order by standing, strength desc, old_id
    ) = 1
)
select t.old_id, t.new_id, if(o.old_id = t.old_id, 'kept', 'merged') as fate
from targets as t inner join origins as o using (new_id)
union all
select o.old_id, o.new_id, 'split'
from origins as o inner join targets as t using (old_id) where t.new_id <> o.new_id
union all
select {key}, null, 'retracted' from old_{table}
anti join targets on {key} = targets.old_id
union all
select null, {key}, 'added' from new_{table}
anti join origins on {key} = origins.new_id
"""


def trace(con: duckdb.DuckDBPyConnection, new_columns: Columns) -> None:
    """Make the tables ``event_fates`` and ``attendance_fates`` (old_id, new_id, fate).

    ``kept`` ties one object to itself, under the same id or another; ``merged`` an old one to the
    one that it is part of now; ``split`` a new one to the one that it came out of; ``retracted``
    has no new id, ``added`` no old one. Every object of the old file stands once as kept, merged or
    retracted, every one of the new file once as kept, split or added.
    """
    has_aliases = "marts.event_id_aliases" in new_columns
    aliases = "select old_event_id, event_id from new_event_id_aliases"
    for side in ("old", "new"):
        con.execute(_REPORTS.format(side=side))
    con.execute(_EVENT_LINKS.format(aliases=aliases if has_aliases else _NO_ALIASES))
    con.execute(_FATES.format(kind="event", table="events", key="event_id"))
    con.execute(_ATTENDANCE_LINKS)
    con.execute(_FATES.format(kind="attendance", table="attendees", key="attendance_id"))
