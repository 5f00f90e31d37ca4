-- Whether a paragraph says that the article was put right: it begins with the word that publishers use.
create or replace macro is_correction(paragraph) as
regexp_matches(
    lower(paragraph),
    '^[\W_]*(corrections?|correcting|clarifications?|editor[’'']?s[’'']? note'
    || '|korrektur|berichtigung|richtigstellung|anmerkung der redaktion|transparenzhinweis'
    || '|correctifs?|rectificatifs?|rectification|note de la rédaction'
    || '|corrección|rectificación|fe de errores|correção|errata|nota da redação|rettifica|correzione'
    || '|correctie|rectificatie|sprostowanie|düzeltme|исправление|поправка|уточнение|تصحيح|訂正|更正|정정)'
    || '([^\p{L}]|$)'
);

comment on macro is_correction is 'Whether a paragraph announces a correction or clarification, in the words publishers use for it.';
