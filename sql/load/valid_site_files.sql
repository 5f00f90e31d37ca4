-- Files that speak for a host and may still be used.
select url, fetched_at, expires_at, status, body, failure, reason
from site_files
where expires_at > $now
