-- Sources as configured now; those that are configured no longer stay, for the articles they gave.
merge into sources
using incoming_sources as incoming
    on sources.source_id = incoming.source_id
when matched
    and (sources.name, sources.kind, sources.location, sources.language, sources.country, sources.timezone, sources.enabled)
    is distinct from
    (incoming.name, incoming.kind, incoming.location, incoming.language, incoming.country, incoming.timezone, incoming.enabled)
    then update set
        name = incoming.name,
        kind = incoming.kind,
        location = incoming.location,
        language = incoming.language,
        country = incoming.country,
        timezone = incoming.timezone,
        enabled = incoming.enabled
when not matched then insert by name
returning merge_action
