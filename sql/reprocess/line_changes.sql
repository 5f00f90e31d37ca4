-- Lines whose verdict would change: newly removed, or brought back; one row per line, by article.
create or replace temp table line_changes as
with

fresh as (
    select removed_lines.*
    from staging.removed_lines
    semi join reprocessed using (article_id, revision)
),

known as (
    select removed_lines.*
    from main.removed_lines
    semi join reprocessed using (article_id, revision)
),

final as (
    select article_id, revision, position, text, kind, rule, 'removed' as change
    from fresh
    anti join known using (article_id, revision, position)
    union all
    select article_id, revision, position, text, kind, rule, 'kept' as change
    from known
    anti join fresh using (article_id, revision, position)
)

select
    final.*,
    -- a line that ends like a sentence and has many words may be one
    change = 'removed' and length(text) - length(replace(text, ' ', '')) >= 7
    and regexp_matches(trim(text), '[.!?…。！？”“»"]$') as is_at_risk
from final
