-- One row per capture of the asked places. By row number first: of what is not asked for, only the place is read.
with

places as materialized (
    select rowid as place
    from captures
    where place in (select place from asked_places)
),

final as (
    select
        captures.place,
        captures.visit,
        captures.digest,
        captures.captured_at
    from captures
    where captures.rowid in (select place from places)
)

select * from final
order by place, visit
