-- The staging area of a reprocessing: what versions would be like now. `key` names rules, code and sources.
create table if not exists staging.meta (key varchar);
create table if not exists staging.revisions as from main.revisions limit 0;
create table if not exists staging.removed_lines as from main.removed_lines limit 0;
create table if not exists staging.field_evidence as from main.field_evidence limit 0;
create table if not exists staging.quotes as from main.quotes limit 0;
create table if not exists staging.mentions as from main.mentions limit 0;
create table if not exists staging.text_dates as from main.text_dates limit 0;
create table if not exists staging.datelines as from main.datelines limit 0;
create table if not exists staging.done (article_id varchar, revision integer, problem varchar);
