"""What a line looks like, apart from its words: prose, a headline, a name."""

from __future__ import annotations

import re

_LONG = 120  # characters that only prose has, whatever it ends with
_SENTENCE = 40  # characters of the shortest line that counts as prose
_SENTENCE_WIDE = 16  # the same in scripts in which a character is a word or a syllable
_LONGEST_HEADLINE = 220
_LONGEST_NAME = 48
_END = re.compile(r"[.!?…。！？।॥؟۔።፧။។։](?:[\"'”’»“›)\]』」】]|\[\d+\])*\s*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]{2}")
_POINT = re.compile(r"\s*([-–—*•·▪◦‣]|\d{1,2}[.)])\s+\S")


def is_prose(text: str) -> bool:
    """Whether a line reads like part of an article's running text: long, or a sentence that ends."""
    if len(text) > _LONG:
        return True
    shortest = _SENTENCE_WIDE if _WIDE.search(text) else _SENTENCE
    return len(text) >= shortest and _END.search(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is as long as a sentence and ends like one."""
    return len(text) >= _SENTENCE and _END.search(text) is not None


def is_headline(text: str) -> bool:
    """Whether a line can be the headline of an article: some words, not too many, no full stop."""
    text = text.strip()
    if not 4 <= len(text) <= _LONGEST_HEADLINE or text.endswith((".", "。", ":")):
        return False
    return _WORD.search(text) is not None


def bullet_of(text: str) -> str:
    """How a point of a list begins; the same for all numbers, empty for other lines."""
    point = _POINT.match(text)
    return "" if point is None else "0" if point[1][0].isdigit() else point[1]


def is_name(text: str) -> bool:
    """Whether a line can be what a reader calls themselves: a few words without an end."""
    text = text.strip()
    return 0 < len(text) <= _LONGEST_NAME and len(text.split()) <= 4 and not _END.search(text)
