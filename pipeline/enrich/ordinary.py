"""Whether a word with a capital is an ordinary one: a small word, a word of time, a German noun."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.enrich.lexicon import lexicon_of

# Endings of German nouns that are no names; surnames with them exist, but are rarer than the nouns.
NOUN = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|tät|täten|nis|nisse|nissen|tum|ierung|ment|mente|enz|anz"
    r"|ität|erei|logie|grafie|technik|politik|arbeit|zeit|jahr|jahre|jahren|tag|tage|tagen|woche|wochen|monat|monate|gesetz|recht"
    r"|rechte|haus|häuser|frage|fragen|markt|krieg|wahl|wahlen|kosten|zahl|zahlen|preis|preise|system|plan|pläne|grund|gründe"
    r"|platz|spiel|spiele|raum|werk|bau|weg|teil|teile|druck|kraft|kräfte|fall|fälle|schutz|stelle|stellen|punkt|punkte|kampf)$"
)


@lru_cache(maxsize=50_000)
def is_ordinary_word(text: str, language: str) -> bool:
    """Whether a word with a capital is an ordinary one: a small word, or a German noun by lexicon or ending."""
    words, lower = lexicon_of(language), text.lower()
    if lower in stop_words(language):
        return True
    if not words.uses_case_for_nouns:
        return False
    if lower in words.common_nouns or lower.removesuffix("s") in words.common_nouns or lower in words.labels:
        return True
    return bool(NOUN.search(lower)) or lower.endswith((*words.role_endings, *words.institution_endings))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that are no part of a name: function words, roles, months, days, and what the lexicon lists."""
    words = lexicon_of(language)
    months = frozenset(name.lower() for name in _calendar(language))
    roles = words.roles if words.uses_case_for_nouns else words.roles & words.titles
    return (
        words.function_words
        | words.not_names
        | words.titles
        | roles
        | words.times
        | words.proper_adjectives
        | months
    ) - frozenset(("wang", "ma"))


@cache
def function_words(language: str) -> frozenset[str]:
    """The small words of a language."""
    return lexicon_of(language).function_words


def _calendar(language: str) -> list[str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow import

    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return []
    return [
        name
        for names in (locale.months, locale.days)
        for width in ("wide",)
        for name in names["format"][width].values()
    ]


@cache
def bare_nouns(language: str) -> frozenset[str]:
    """Ordinary German nouns that follow `in`, `aus`, `nach` without an article."""
    return lexicon_of(language).bare_nouns
