"""Texts as the pairs of neighbouring words that they are made of, for telling copies. Pure.

Words are folded (lower case, without accents, ß as ss) so that another spelling of the same text is the same text;
words of three letters and less are left out, because their pairs are the same in all texts of a language. Scripts
without spaces give each four characters in a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]  # in the order of the text, repeated where the text repeats itself

_SHORTEST_WORD = 4
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_MARK = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]")  # accents; points of Hebrew and Arabic
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def shingles_of(texts: Iterable[str]) -> list[Shingles]:
    """The shingles of each text, hashed to 64 bits by rensa."""
    from rensa import RMinHash  # noqa: PLC0415 - needed only where texts are compared

    hashed = RMinHash.hash_token_sets([pairs_of(text) for text in texts])
    return [np.array(each, np.uint64) for each in hashed]


def pairs_of(text: str) -> list[str]:
    """Each two neighbouring words of a text, folded; in scripts without spaces, each four characters."""
    key = folded(text)
    words = _words(key)
    ahead = 2 if _IS_UNSPACED.search(key) else 1
    return [f"{first} {second}" for first, second in zip(words, words[ahead:], strict=False)]


def _words(text: str) -> list[str]:
    found = _TOKEN.findall(text)
    if not _IS_UNSPACED.search(text):
        return [word for word in found if len(word) >= _SHORTEST_WORD or word.isdigit()]
    words: list[str] = []
    for word in found:
        if _IS_UNSPACED.match(word):
            words += (word[place : place + 2] for place in range(max(1, len(word) - 1)))
        elif len(word) >= _SHORTEST_WORD or word.isdigit():
            words.append(word)
    return words


def folded(text: str) -> str:
    """A text in lower case, without accents and points."""
    lower = text.lower()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFC", _MARK.sub("", unicodedata.normalize("NFKD", lower.replace("ß", "ss"))))
