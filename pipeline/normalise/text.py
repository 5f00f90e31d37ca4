"""Text as every normaliser wants it: entities resolved, space collapsed, and a folded form for comparing."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD, 0xFFFD])
_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def clean(raw: str) -> str:
    """One line: entities resolved (twice, as feeds escape twice), tags and invisible characters out, NFC."""
    text = raw
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def clean_lines(raw: str) -> tuple[str, ...]:
    """The same for text whose line feeds mean something; empty lines are left out."""
    return tuple(line for part in raw.splitlines() if (line := clean(part)))


def words(text: str) -> frozenset[str]:
    """The words of a list written as text: how tables of words are kept readable."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The same for entries of several words, with a bar between them."""
    return tuple(entry for part in text.split("|") if (entry := " ".join(part.split())))


def pairs(text: str) -> dict[str, str]:
    """The same for a table of two columns, `key=value`."""
    return {key: value for key, _, value in (entry.partition("=") for entry in text.split())}


@lru_cache(maxsize=2_000)  # a page states the same few texts in many places
def fold(text: str) -> str:
    """Letters and digits only, compatibility forms and case folded: for asking whether two texts say the same."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
