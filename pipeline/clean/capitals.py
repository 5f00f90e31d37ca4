"""What the letters, numbers and marks of a short line say beside its words: names, headlines, points of a list.

Does not know any words.
"""

from __future__ import annotations

import re

from pipeline.clean.fold import fold, words_of

NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})  # a capital does not tell a name
_PART_OF_A_TEXT = re.compile(r"\s*\d+[.)]\s|.*[:：\d]\W*$")  # “1. Start with a plan”, “Here is the story:”
_MOST_CAPITALS = 0.5  # share of a statement's words; headlines in English have more


def is_part_of_a_text(text: str, language: str) -> bool:
    """Whether a line looks like a headline, a point, a measure, or announces what follows."""
    capitals = 0 if language in NOUNS_ARE_CAPITALISED else len(names_of(text))
    return capitals > _MOST_CAPITALS * len(text.split()) or _PART_OF_A_TEXT.match(text) is not None


def _may_have_names(text: str) -> bool:
    return not text.isascii() or text[1:].lower() != text[1:]


def names_of(text: str) -> frozenset[str]:
    """Folded words that may be names: with a capital, or in Latin letters amid another script."""
    if not _may_have_names(text):
        return frozenset()
    words = text.split()
    other_script = not any(word.isascii() and word.isalpha() for word in words[:1]) and not text.isascii()
    marked = (
        word
        for at, word in enumerate(words)
        if (at and word.lstrip("“„«\"'‘(")[:1].isupper()) or (other_script and word.isascii())
    )
    return frozenset(part for word in marked for part in words_of(fold(word)))
