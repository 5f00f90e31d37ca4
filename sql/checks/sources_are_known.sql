-- severity: warning
-- title: the source of a capture is in sources
select distinct captures.source_id
from captures
anti join sources using (source_id)
