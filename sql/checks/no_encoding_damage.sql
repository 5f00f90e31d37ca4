-- severity: warning
-- title: a text has no characters that a wrong decoding leaves
-- Replacement characters, control characters, and UTF-8 read as Windows-1252: a capital A with tilde or
-- circumflex and a sign after it, within a word (Portuguese has these letters before a closing quote).
select article_id, revision, source_id, regexp_extract(seen, damaged) as found
from (
    select
        article_id,
        revision,
        source_id,
        concat_ws(chr(10), title, lead, body) as seen,
        '\x{FFFD}|[\x00-\x08\x0E-\x1F\x{80}-\x{9F}]'
        || '|\p{Ll}[ÃÂ][\x{A0}-\x{BF}€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]|[ÃÂ][\x{A0}-\x{BF}€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]\p{L}'
        || '|â€[\x{80}-\x{BF}™œ“”–—¦˜]' as damaged
    from revisions
    where in_checked_run(run_id)
)
where regexp_matches(seen, damaged)
