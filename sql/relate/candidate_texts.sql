-- One row per earlier version that a new one is to be compared with: its text.
with

wanted as (
    select fingerprints.text, fingerprints.article_id, fingerprints.revision
    from fingerprints
    semi join copy_candidates on copy_candidates.other = fingerprints.text
    anti join unprinted using (text)
),

places as (
    select revisions.rowid as place, wanted.text
    from revisions
    join wanted using (article_id, revision)
)

select places.text, concat_ws(chr(10), shown.lead, shown.body) as content
from revisions as shown
join places on shown.rowid = places.place
