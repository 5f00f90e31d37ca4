-- One row per article that was known at a time: the version its publisher had then.
create or replace macro as_of(t) as table
select *
from revisions
where
    first_seen <= cast(t as timestamptz)
    and (superseded_at is null or superseded_at > cast(t as timestamptz));

comment on macro table as_of is 'Articles as their publishers had them at time `t`: from as_of(''2024-06-18 12:00'').';
