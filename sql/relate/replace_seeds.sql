-- What the clustering decided on some days, anew (incoming_seeds, incoming_joins).
delete from story_seeds
where day between $from and $until;

delete from story_joins
where day between $from and $until;

insert into story_seeds by name
from incoming_seeds;

insert into story_joins by name
from incoming_joins
