-- One row per edit that was first seen after `since` (null: ever), in the columns that feeds for readers are made of:
-- an edit is an entry of its own, of the time it was seen.
create or replace macro edit_entries(since) as table
select
    changes.article_id,
    changes.article_id || '/' || changes.revision as entry_id,
    changes.change,
    changes.title_before,
    changes.title_after,
    changes.correction,
    feed_entries.title,
    feed_entries.url,
    changes.first_seen as published_at,
    changes.first_seen as updated_at,
    feed_entries.published_on as article_published_on,
    feed_entries.language,
    feed_entries.publisher,
    changes.source_id,
    feed_entries.source_name,
    changes.revision
from changes_since(since) as changes
join feed_entries using (article_id);

comment on macro table edit_entries is 'Edits that were first seen after a time, in the columns that feeds are made of: from edit_entries(null).';
