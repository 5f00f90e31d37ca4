-- How many rows a check selects, and up to three of them.
with

offending as materialized (
{check}
),

final as (
    select
        (select count(*) from offending) as offending,
        (select to_json(list(example)) from (select offending as example from offending limit 3)) as examples
)

select * from final
