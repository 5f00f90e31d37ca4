-- One row per term and version: 255 · tf / (tf + 1.2 · (0.25 + 0.75 · length / 450)), BM25's share that does
-- not change when other articles come; 450 words stand for the average length.
insert into postings_recent
with

lengths as (
    select doc, sum(times) as length
    from counted
    group by doc
),

frequencies as (
    select words.term, counted.doc, sum(counted.weighted) as tf
    from counted
    join words on words.surface = counted.surface and words.language is not distinct from counted.language
    group by all
),

final as (
    select
        frequencies.term,
        frequencies.doc,
        cast(
            greatest(1, round(255 * tf / (tf + 1.2 * (0.25 + 0.75 * lengths.length / 450))))
            as utinyint
        ) as impact
    from frequencies
    join lengths using (doc)
)

select * from final
order by term, doc
