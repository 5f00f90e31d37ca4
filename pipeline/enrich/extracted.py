"""What an article's text says, as fields: quotes, names, dates, the dateline. One call for an article."""

from __future__ import annotations

from dataclasses import replace

from pipeline.enrich.dateline import find_dateline
from pipeline.enrich.mentions import find_names
from pipeline.enrich.quotes import find_quotes
from pipeline.enrich.text_dates import find_dates
from pipeline.model import Article

_LIMIT = 400_000  # characters of a body that are looked at; a longer one is no article


def with_extracted(article: Article) -> Article:
    """`article` with what its headline, lead and body name, quote and date; what is no article stays as it is."""
    if article.kind != "article" or not article.body:
        return article
    body, language = article.body[:_LIMIT], article.language
    names = find_names(article.title, article.lead, body, language)
    return replace(
        article,
        quotes=find_quotes(body, language, names.occurrences, names.tokens),
        mentions=names.mentions,
        text_dates=find_dates(body, language, article.published, names.tokens),
        dateline=find_dateline(body, language),
    )
