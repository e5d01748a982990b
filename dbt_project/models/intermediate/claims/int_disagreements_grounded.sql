-- Little is contested, so the claims on the rest are left out before they are gathered.
with contested as (
    select * from {{ ref('int_claim_values_settled') }}
    where rule not in ('single_source', 'agreed')
),

claims as (
    select
        weighed.*,
        contested.subject_id
    from {{ ref('int_claims_weighed') }} as weighed
    inner join contested
        on
            coalesce(weighed.attendance_id, weighed.event_id) = contested.subject_id
            and weighed.attribute = contested.attribute
),

-- Both sides at once: what is true of every claim of a side.
sides as (
    select
        subject_id,
        attribute,
        min(stance) filter (where is_chosen) as chosen_stance,
        coalesce(bool_or(stance = 'off') filter (where not is_in_agreement), false)
            as has_rival_off,
        min(article_id) filter (where is_official and is_in_agreement) as official_article_id,
        count(distinct copy_group_id) as count_groups,
        count(distinct copy_group_id) filter (where not is_in_agreement) as count_contrary,
        coalesce(bool_or(is_moved) filter (where not is_in_agreement), false) as has_rival_moved,
        bool_and(salience = 'background') filter (where not is_in_agreement)
        and bool_or(salience = 'main') filter (where is_in_agreement) as is_main,
        bool_and(not is_on) filter (where not is_in_agreement)
        and bool_or(is_on) filter (where is_in_agreement) as is_report,
        bool_and(not is_reading) filter (where not is_in_agreement)
        and bool_or(is_reading) filter (where is_in_agreement) as is_direct,
        bool_and(is_independence_unknown) filter (where not is_in_agreement)
        and bool_or(not is_independence_unknown) filter (where is_in_agreement) as is_known,
        bool_and(is_folded) filter (where not is_in_agreement)
        and bool_or(not is_folded) filter (where is_in_agreement) as is_named
    from claims
    group by all
)

select
    settled.subject_id,
    settled.attribute,
    sides.count_contrary,
    sides.official_article_id,
    case
        when settled.rule in (
                'judgement', 'held_not_after_first_report_local', 'embedded_dated_post',
                'dateline_day_shift', 'official_over_report'
            ) then settled.rule
        when settled.rule = 'latest_status'
            then
                case
                    when settled.attribute = 'participation' then 'presence_over_invitation'
                    when settled.attribute = 'start_date' and sides.has_rival_moved then 'moved_day'
                    when settled.attribute <> 'event_status' then 'report_over_announcement'
                    when settled.status = 'disputed' and sides.chosen_stance = 'off'
                        then 'off_after_held'
                    when settled.status = 'disputed' then 'held_and_off_undated'
                    when sides.has_rival_off then 'held_after_off'
                    when sides.chosen_stance = 'off' then 'off_over_plan'
                    else 'held_over_plan'
                end
        when settled.status = 'disputed'
            then
                case
                    when sides.count_groups = 1 then 'copies_differ'
                    when settled.support < settled.rival_support
                        and settled.attribute = 'country_code'
                        then 'country_of_city'
                    when settled.support > settled.rival_support then 'narrow_lead'
                    else 'tie'
                end
        when settled.count_agreeing > sides.count_contrary then 'more_reports'
        when sides.is_report then 'weight_of_report'
        when sides.is_main then 'weight_of_main'
        when sides.is_direct then 'weight_of_reading'
        when sides.is_named then 'weight_of_name'
        when sides.is_known then 'weight_of_origin'
        else 'weight'
    end as ground
from contested as settled
inner join sides
    on settled.subject_id = sides.subject_id and settled.attribute = sides.attribute
