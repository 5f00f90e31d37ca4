-- The day the page calls today: the newest day of publication that is not after newsmill's last look; one row.
-- Asked of the data, not of a clock, so that the same warehouse gives the same page. Dates in the future are mistakes.
with

looked as (
    select cast(max(last_seen) as date) as last_look
    from revisions
),

final as (
    select coalesce(
        (select max(published_on) from articles where published_on <= looked.last_look),
        looked.last_look
    ) as today
    from looked
)

select today from final
