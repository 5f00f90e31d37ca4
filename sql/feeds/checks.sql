-- title: Checks
-- description: What must hold in the warehouse, and what the last run of each check found.
-- grain: one row per check, those that found something first
-- formats: parquet, csv, json, jsonl
with

final as (
    select check_name, severity, title, offending, examples, checked_at, run_id
    from check_results
    qualify row_number() over (partition by check_name order by checked_at desc) = 1
)

select *
from final
order by offending > 0 desc, severity, check_name
