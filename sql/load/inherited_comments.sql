-- One row per view column without a comment of its own that a table column of the same name can lend one to.
-- `revisions` lends first, because most views are about articles.
with

columns as (
    select
        table_name,
        column_name,
        comment,
        table_name in (select view_name from duckdb_views() where not internal) as is_view
    from duckdb_columns()
    where not internal and database_name = current_database()
),

lent as (
    select
        column_name,
        coalesce(
            max(comment) filter (where table_name = 'revisions'),
            min(comment)
        ) as comment
    from columns
    where not is_view and comment is not null
    group by column_name
),

final as (
    select columns.table_name, columns.column_name, lent.comment
    from columns
    join lent using (column_name)
    where columns.is_view and columns.comment is null
)

select * from final
