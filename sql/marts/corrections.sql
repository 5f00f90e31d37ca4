-- One row per correction that a publisher announced in an article.
create or replace view corrections as
select
    revision_changes.article_id,
    revision_changes.source_id,
    revision_changes.revision,
    revision_changes.first_seen,
    articles.published_on,
    articles.title,
    revision_changes.correction
from revision_changes
join articles using (article_id)
where revision_changes.change = 'correction';

comment on view corrections is 'One row per correction that a publisher announced in an article.';
comment on column corrections.revision is 'Version that has the correction.';
comment on column corrections.first_seen is 'When the correction was first seen.';
comment on column corrections.title is 'Headline the article has now.';
comment on column corrections.correction is 'The paragraph that announces it.';
