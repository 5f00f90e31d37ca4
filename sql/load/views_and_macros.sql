-- One row per view and macro of this file, as words for `drop`.
select 'view' as kind, view_name as name
from duckdb_views()
where not internal and database_name = current_database()
union
select
    case function_type when 'table_macro' then 'macro table' else 'macro' end as kind,
    function_name as name
from duckdb_functions()
where not internal and database_name = current_database() and function_type in ('macro', 'table_macro')
