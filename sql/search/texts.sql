-- One row per version to index.
select doc, language, title, lead, body
from unindexed
