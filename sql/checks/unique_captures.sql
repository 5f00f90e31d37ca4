-- severity: error
-- title: each visit of a place is there once
with

checked as (
    select distinct place
    from captures
    where in_checked_run(run_id)
),

final as (
    select captures.place, captures.visit, count(*) as times
    from captures
    semi join checked using (place)
    group by all
    having count(*) > 1
)

select * from final
