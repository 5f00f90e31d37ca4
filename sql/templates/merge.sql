-- What was learned goes into `templates`; what a person decided stays decided.
update templates
set
    text = learned.text,
    support = learned.support,
    articles = learned.articles,
    confidence = learned.confidence,
    place = learned.place,
    place_share = learned.place_share,
    ends_article = learned.ends_article,
    valid_from = least(templates.valid_from, learned.valid_from),
    valid_to = learned.valid_to
from learned_templates as learned
where
    templates.template_id = learned.template_id
    and (templates.support, templates.confidence, templates.valid_to, templates.ends_article)
    is distinct from (learned.support, learned.confidence, learned.valid_to, learned.ends_article);

insert into templates by name
select learned.* exclude (line), 'learned' as state, $now as learned_at
from learned_templates as learned
anti join templates using (template_id)
