"""Speakers in languages written without spaces, by the particles and verbs beside a quote: Japanese, Chinese.

A narrow set of patterns; what they don't show has no speaker.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.enrich.lexicon import lexicon_of

UNSPACED = frozenset(("ja", "zh"))
_REACH = 60  # characters beside the quote


def speaker_beside(before: str, after: str, language: str) -> tuple[str, str] | None:
    """The words for the speaker and the verb, from the text before and after a quote."""
    before, after = re.split(r"[。\n」”]", before[-_REACH:])[-1], re.split(r"[。\n「“]", after[:_REACH])[0]
    leading, trailing, quoting = _patterns(language)
    match = trailing.match(after)
    if match:
        return match["who"], match["verb"]
    verb = quoting.match(after) if language == "ja" else None
    match = leading.search(before)
    if match and (verb or language != "ja"):
        return match["who"], verb["verb"] if verb else match["verb"]
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(sorted(map(re.escape, lexicon_of(language).say), key=len, reverse=True))
    who = r"(?P<who>[^\s、，,。：:；;「」“”はが]{2,20}?)"
    quoting = re.compile(rf"と[^、]*?(?P<verb>{verbs})")
    if language == "ja":
        return (
            re.compile(rf"{who}(?:は|が|も)[、\s]*$"),
            re.compile(rf"と、?{who}(?:は|が|も)[^「」]*?(?P<verb>{verbs})"),
            quoting,
        )
    who = r"(?P<who>[^\s、，,。：:；;“”]{2,16}?)"
    return (
        re.compile(rf"{who}(?P<verb>{verbs})[，,：:\s]*$"),
        re.compile(rf"[，,]?{who}(?P<verb>{verbs})"),
        quoting,
    )
