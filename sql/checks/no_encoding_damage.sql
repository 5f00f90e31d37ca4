-- severity: warning
-- title: a text has no characters that a wrong decoding leaves
-- Replacement characters, control characters, and UTF-8 read as Windows-1252: a capital A or letter from its
-- neighbourhood with a sign after it that never follows it in a word.
select article_id, revision, source_id, regexp_extract(seen, damaged) as found
from (
    select
        article_id,
        revision,
        source_id,
        concat_ws(chr(10), title, lead, body) as seen,
        '\x{FFFD}|[\x00-\x08\x0E-\x1F\x{80}-\x{9F}]|[ÃÂ][\x{A0}-\x{BF}€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]|â€[\x{80}-\x{BF}™œ“”–—¦˜]' as damaged
    from revisions
    where in_checked_run(run_id)
)
where regexp_matches(seen, damaged)
