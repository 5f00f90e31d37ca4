-- severity: error
-- title: each visit of a place is there once
select place, visit, count(*) as times
from captures
group by place, visit
having count(*) > 1
