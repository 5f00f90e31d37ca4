-- The stories that articles tell, and what the clustering decided day by day.

create table story_articles (
    story_id varchar not null,
    article_id varchar not null,
    revision integer not null,
    day date not null,
    similarity double not null
);
comment on table story_articles is 'One row per article and the story it tells; a story of one article is a story, too.';
comment on column story_articles.story_id is 'The story (stories.story_id).';
comment on column story_articles.article_id is 'The article (articles.article_id).';
comment on column story_articles.revision is 'The version that was compared.';
comment on column story_articles.day is 'The day it counts for: of publication; else the one in its address or file name; else when it was first seen.';
comment on column story_articles.similarity is 'How near it is to the middle of the story, 0 to 1.';

create table story_changes (
    story_id varchar not null,
    change varchar not null,
    other_story_id varchar not null,
    articles integer not null,
    changed_at timestamptz not null
);
comment on table story_changes is 'One row per story that was merged into another one, or split off from one, as later articles showed.';
comment on column story_changes.story_id is 'The story that ended by the merger, or began by the split.';
comment on column story_changes.change is 'merged or split.';
comment on column story_changes.other_story_id is 'The story it went into, or came from.';
comment on column story_changes.articles is 'Articles that moved.';
comment on column story_changes.changed_at is 'When newsmill found it.';

create table story_seeds (
    doc uinteger not null,
    article_id varchar not null,
    day date not null,
    seed varchar not null
);
comment on table story_seeds is 'One row per article: what the clustering decided on its day; story_articles follows from this and story_joins.';
comment on column story_seeds.doc is 'Its number in the search index (search_documents.doc).';
comment on column story_seeds.article_id is 'The article.';
comment on column story_seeds.day is 'Its day (story_articles.day).';
comment on column story_seeds.seed is 'The article that began the cluster it was put into.';

create table story_joins (
    day date not null,
    seed varchar not null,
    into_seed varchar not null
);
comment on table story_joins is 'One row per cluster that was found to tell the same as an older one.';
comment on column story_joins.day is 'The day at whose end it was found.';
comment on column story_joins.seed is 'The cluster that ended.';
comment on column story_joins.into_seed is 'The one it became part of.';
