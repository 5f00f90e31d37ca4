-- Pairs of versions worth comparing: they share two bands, and belong to different articles. Of each new one the fifty
-- that share most, so that a text printed ten thousand times costs no more than fifty comparisons each time.
create or replace temp table copy_candidates as
with

shared as (
    select incoming_bands.text, copy_bands.text as other, count(*) as bands
    from incoming_bands
    join copy_bands on copy_bands.band = incoming_bands.band and copy_bands.text < incoming_bands.text
    group by all
    having count(*) >= $least
),

final as (
    select shared.text, shared.other
    from shared
    join fingerprints as mine on mine.text = shared.text
    join fingerprints as others on others.text = shared.other
    where mine.article_id <> others.article_id
    qualify row_number() over (partition by shared.text order by shared.bands desc, shared.other) <= 50
)

select * from final
order by text, other
