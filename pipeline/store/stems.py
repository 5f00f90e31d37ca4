"""Stems of words, by language: Snowball's algorithms (https://snowballstem.org). Pure.

Words come folded, without accents; so do those of a query, and both get the same stem.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

# ISO 639-1 and the name of its algorithm.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

_LONGEST = 40  # characters of a word that a language could have


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def stems_of(words: Sequence[str], language: str | None) -> list[str]:
    """The stem of each word; the word itself in languages without an algorithm."""
    stemmer = _stemmer(_ALGORITHMS.get(language or ""))
    if stemmer is None:
        return list(words)
    return [(stemmer.stemWord(word) or word) if _may_be_inflected(word) else word for word in words]


def _may_be_inflected(word: str) -> bool:
    """Not numbers, not pairs of characters, not what is no word: most of what is rare in texts."""
    return 3 <= len(word) <= _LONGEST and word.isalpha()


@cache
def _stemmer(algorithm: str | None) -> _Stemmer | None:
    import snowballstemmer  # noqa: PLC0415 - 35 modules, needed only where something new is indexed

    if algorithm is None or algorithm not in snowballstemmer.algorithms():
        return None
    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer
