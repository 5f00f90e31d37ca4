-- Files that speak for a host, replaced by what a batch brought; the last word of a batch counts.
delete from site_files
using incoming_site_files as incoming
where site_files.url = incoming.url;

insert into site_files by name
select * exclude (place)
from incoming_site_files
qualify row_number() over (partition by url order by place desc) = 1
