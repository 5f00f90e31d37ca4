-- The groups of the touched articles, as they are now (incoming_syndication, incoming_changes).
delete from syndication
where article_id in (select article_id from touched_articles);

delete from copy_changes
where article_id in (select article_id from touched_articles);

insert into syndication by name
from incoming_syndication;

insert into copy_changes by name
from incoming_changes;
