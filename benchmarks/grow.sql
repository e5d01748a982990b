-- Grows staging tables for benchmarks/merging.py: of the tables `base_*`, as many `grown_*` as asked.
--
-- Each edition of the base is a world of its own: its days move by whole weeks within ten years, so
-- that a weekday stays one; a third of the words of names and half of the cities stay as they
-- are, so that some people and places recur in every edition, and the rest change.
-- Within an edition one article in three is told a second time and one in nine a third time, by
-- other outlets in other words: with some participants left out, here and there without the day or
-- with the day after.

set preserve_insertion_order = false;

create macro digest_of(id, salt) as md5(id || '/' || salt);

create macro new_id(id, salt) as
    case when id like '%\_%' escape '\'
        then regexp_extract(id, '^[a-z]+_') || left(digest_of(id, salt), 16)
        else sha256(id || '/' || salt) end;

create macro one_in(n, id, salt) as hash(id, salt) % n = 0;

create macro moved_day(day, weeks, fineness) as
    case fineness
        when 'year' then date_trunc('year', day + weeks * 7)::date
        when 'month' then date_trunc('month', day + weeks * 7)::date
        else day + weeks * 7
    end;

create table editions as
select
    e::integer as edition,
    (hash(e, 'weeks') % 521)::integer as weeks,
    -- As texts grow, ever fewer names are new (Heaps): people of a class of editions are the same.
    (e % greatest(1, ceil(3 * sqrt(getvariable('count_editions')))))::integer as class
from range(getvariable('count_editions')) as editions(e);

create table tellings as
select
    a.article_id,
    e.edition,
    e.weeks,
    e.class,
    t as telling,
    e.edition || '.' || t as salt
from base_articles as a
cross join editions as e
cross join range(3) as tellings(t)
where t = 0 or one_in(3 ** t, a.article_id, e.edition);

create table vocabulary as
select
    word,
    row_number() over (order by word) - 1 as number
from (
    select distinct unnest(string_split(name_key, ' ')) as word from base_attendee_mentions
    where kind = 'person'
)
where length(word) >= 4;

create table renamed as
with words as (
    select distinct
        name,
        unnest(regexp_split_to_array(name, '[\s-]+')) as written,
        generate_subscripts(regexp_split_to_array(name, '[\s-]+'), 1) as place
    from base_attendee_mentions
    where kind = 'person' and name is not null
),

classes as (
    select distinct class from editions
),

changed as (
    select
        words.name,
        classes.class,
        words.place,
        case
            when known.word is null or one_in(3, known.word, 'stays') then words.written
            else upper(left(fresh.word, 1)) || substring(fresh.word, 2)
        end as word
    from words
    cross join classes
    left join vocabulary as known on lower(strip_accents(words.written)) = known.word
    left join vocabulary as fresh
        on hash(known.word, classes.class) % (select count(*) from vocabulary) = fresh.number
)

select
    name,
    class,
    string_agg(word, ' ' order by place) as new_name,
    nullif(array_to_string(list_sort(list_filter(
        regexp_split_to_array(lower(strip_accents(string_agg(word, ' '))), '[^a-z0-9]+'),
        lambda w: w <> ''
    )), ' '), '') as new_key
from changed
group by name, class;

create table places as
select
    city,
    country_code,
    min(time_zone) as time_zone,
    row_number() over (order by city, country_code) - 1 as number
from base_event_mentions
where city is not null and country_code is not null
group by city, country_code;

create table moved_places as
select
    old.city,
    old.country_code,
    classes.class,
    case when one_in(2, old.city, 'stays') then old.city else fresh.city end as new_city,
    case when one_in(2, old.city, 'stays') then old.country_code else fresh.country_code end
        as new_country_code,
    case when one_in(2, old.city, 'stays') then old.time_zone else fresh.time_zone end
        as new_time_zone
from places as old
cross join (select distinct class from editions) as classes
inner join places as fresh
    on hash(old.city, old.country_code, classes.class) % (select count(*) from places)
    = fresh.number;

create table grown_articles as
select a.* replace (
    new_id(a.article_id, t.salt) as article_id,
    new_id(a.document_id, t.salt) as document_id,
    a.document_uri || '.' || t.salt as document_uri,
    case when t.telling = 0 then a.outlet else 'Outlet ' || hash(a.article_id, t.salt) % 500 end
        as outlet,
    a.published_at + interval (t.weeks * 7 * 24 + t.telling) hours as published_at,
    a.published_day + t.weeks * 7 as published_day,
    a.dateline_date + t.weeks * 7 as dateline_date,
    list_transform(a.shingles, lambda s: (hash(s, t.salt) >> 1)::bigint) as shingles
)
from base_articles as a
inner join tellings as t using (article_id);

create table grown_documents as
select d.* replace (
    new_id(d.document_id, t.salt) as document_id,
    d.document_uri || '.' || t.salt as document_uri
)
from base_documents as d
inner join base_articles as a using (document_id)
inner join tellings as t on a.article_id = t.article_id;

create table grown_deliveries as
select d.* replace (
    new_id(d.delivery_id, t.salt) as delivery_id,
    new_id(d.document_id, t.salt) as document_id,
    d.document_uri || '.' || t.salt as document_uri
)
from base_deliveries as d
inner join base_articles as a using (document_id)
inner join tellings as t on a.article_id = t.article_id;

create table grown_parses as
select p.* replace (
    new_id(p.parse_id, t.salt) as parse_id, new_id(p.document_id, t.salt) as document_id
)
from base_parses as p
inner join base_articles as a using (document_id)
inner join tellings as t on a.article_id = t.article_id;

create table grown_event_mentions as
with mentions as (
    select
        m.*,
        t.salt,
        t.weeks,
        case when t.telling > 0 and one_in(10, m.event_mention_id, t.salt) then 1 else 0 end as late,
        t.telling > 0 and one_in(7, m.event_mention_id, t.salt) as forgets_day,
        places.new_city,
        places.new_country_code,
        places.new_time_zone
    from base_event_mentions as m
    inner join tellings as t using (article_id)
    left join moved_places as places
        on
            m.city = places.city
            and m.country_code = places.country_code
            and t.class = places.class
)

select m.* exclude (salt, weeks, late, forgets_day, new_city, new_country_code, new_time_zone)
replace (
    new_id(m.event_mention_id, m.salt) as event_mention_id,
    new_id(m.article_id, m.salt) as article_id,
    new_id(m.super_event_mention_id, m.salt) as super_event_mention_id,
    case when not m.forgets_day then moved_day(m.start_date, m.weeks, m.start_precision)
        + case when m.start_precision = 'day' then m.late else 0 end end as start_date,
    case when not m.forgets_day then m.end_date + m.weeks * 7 + m.late end as end_date,
    m.previous_start_date + m.weeks * 7 as previous_start_date,
    case when m.forgets_day then 'unknown' else m.start_precision end as start_precision,
    case when not m.forgets_day then m.start_text end as start_text,
    coalesce(m.new_city, m.city) as city,
    coalesce(m.new_country_code, m.country_code) as country_code,
    coalesce(m.new_time_zone, m.time_zone) as time_zone
)
from mentions as m;

create table grown_attendee_mentions as
select a.* replace (
    new_id(a.attendee_mention_id, t.salt) as attendee_mention_id,
    new_id(a.event_mention_id, t.salt) as event_mention_id,
    new_id(a.article_id, t.salt) as article_id,
    coalesce(names.new_name, a.name) as name,
    coalesce(names.new_key, a.name_key) as name_key
)
from base_attendee_mentions as a
inner join tellings as t using (article_id)
left join renamed as names
    on a.kind = 'person' and a.name = names.name and t.class = names.class
where t.telling = 0 or not one_in(4, a.attendee_mention_id, t.salt);

create table grown_evidence as
with said as (
    select
        e.*,
        t.salt,
        t.weeks,
        new_id(e.attendee_mention_id, t.salt) as new_attendee_id,
        places.new_city
    from base_evidence as e
    inner join tellings as t using (article_id)
    left join base_event_mentions as m on e.event_mention_id = m.event_mention_id
    left join moved_places as places
        on
            e.attribute = 'city'
            and e.value = places.city
            and m.country_code = places.country_code
            and t.class = places.class
)

select said.* exclude (salt, weeks, new_attendee_id, new_city) replace (
    new_id(said.evidence_id, said.salt) as evidence_id,
    new_id(said.article_id, said.salt) as article_id,
    new_id(said.event_mention_id, said.salt) as event_mention_id,
    said.new_attendee_id as attendee_mention_id,
    case
        when said.attribute not like '%\_date' escape '\' then coalesce(said.new_city, said.value)
        -- The day as the mention of the same telling has it.
        when m.event_mention_id is not null and said.attribute = 'start_date'
            then m.start_date::varchar
        else coalesce((try_cast(said.value as date) + said.weeks * 7)::varchar, said.value)
    end as value
)
from said
left join grown_event_mentions as m
    on new_id(said.event_mention_id, said.salt) = m.event_mention_id
where
    (said.attribute <> 'start_date' or m.start_date is not null)
    and (
        said.attendee_mention_id is null
        or said.new_attendee_id in (select attendee_mention_id from grown_attendee_mentions)
    );

create table grown_quotes as
select q.* replace (
    new_id(q.quote_id, t.salt) as quote_id,
    new_id(q.article_id, t.salt) as article_id,
    new_id(q.event_mention_id, t.salt) as event_mention_id,
    coalesce(names.new_name, q.speaker) as speaker
)
from base_quotes as q
inner join tellings as t using (article_id)
left join renamed as names on q.speaker = names.name and t.class = names.class;

create table grown_citations as
select c.* replace (
    new_id(c.citation_id, t.salt) as citation_id, new_id(c.article_id, t.salt) as article_id
)
from base_citations as c
inner join tellings as t using (article_id);

create table grown_blocks as
select b.* replace (new_id(b.article_id, t.salt) as article_id)
from base_blocks as b
inner join tellings as t using (article_id);

create table grown_parse_notes as
select n.* replace (
    new_id(n.parse_note_id, t.salt) as parse_note_id,
    new_id(n.document_id, t.salt) as document_id
)
from base_parse_notes as n
inner join base_articles as a using (document_id)
inner join tellings as t on a.article_id = t.article_id;
