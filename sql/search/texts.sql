-- One row per version to index. Texts in scripts without spaces come as the pairs of characters they are found by.
select
    doc,
    language,
    spaced(title) as title,
    spaced(lead) as lead,
    spaced(body) as body
from unindexed
