-- The list of applied migrations; made before the first one.
begin;
create table if not exists schema_migrations (
    version integer not null,
    name varchar not null,
    applied_at timestamptz not null
);
comment on table schema_migrations is 'One row per migration of sql/schema that this file has had.';
comment on column schema_migrations.version is 'Number of the migration.';
comment on column schema_migrations.name is 'Name of its file.';
comment on column schema_migrations.applied_at is 'When it was applied.';
commit;
