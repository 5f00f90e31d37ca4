"""Places in texts without capitals (Arabic, Hebrew, Chinese, Japanese, Thai, Hindi …): by the gazetteer alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.enrich.gazetteer import Known, places

if TYPE_CHECKING:
    from pipeline.enrich.mentions import Occurrence

_SPACED = frozenset(
    ("ar", "he", "fa", "ur", "ps", "hi", "mr", "ne", "bn", "pa", "gu", "ta", "te", "kn", "ml", "am", "ka")
)
_UNSPACED = frozenset(("ja", "zh", "th", "lo", "my", "km", "ko"))
# What Arabic and Hebrew write together with the word that follows: and, in, to, for.
_JOINED = {"ar": "[وفبلك]{0,2}", "he": "[ובלמהש]{0,2}"}


def is_uncased(language: str | None) -> bool:
    """Whether the language is written without capitals."""
    return language in _SPACED or language in _UNSPACED


def places_in(text: str, language: str) -> list[Occurrence]:
    """Every place of the gazetteer in `text`."""
    from pipeline.enrich.mentions import Occurrence  # noqa: PLC0415 - they need each other

    pattern, known = _pattern(language)
    found = []
    for match in pattern.finditer(text):
        place = known[match.group(1)]
        found.append(Occurrence(match.start(1), match.end(1), "place", place.name, 0.8, place.country))
    return found


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, Known]]:
    known = {
        entry.name: entry
        for entries in places(language).by_first.values()
        for _, entry in entries
        if len(entry.name) > 1 and not entry.name.isascii() and not entry.doubtful
    }
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) or r"(?!)"
    if language in _UNSPACED:
        return re.compile(f"({names})"), known
    return re.compile(rf"(?<!\w){_JOINED.get(language, '')}({names})(?!\w)"), known
