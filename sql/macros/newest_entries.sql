-- The newest articles of each value of a column, in the columns of feed_entries; rows without a value are left out.
-- Which rows they are is found without their texts, which are read then for those alone.
create or replace macro newest_entries(sort, most) as table
with

newest as (
    select place
    from feed_entries
    where sort is not null
    qualify row_number() over (partition by sort order by moment desc, article_id) <= most
),

final as (
    select feed_entries.*
    from feed_entries
    join newest using (place)
)

select * from final;

comment on macro table newest_entries is 'The newest articles of each value of a column of feed_entries, at most so many: from newest_entries(source_id, 50).';
