"""How many words a text has, in any script."""

from __future__ import annotations

import re

# Scripts written without spaces are counted by character, as their word counts are by convention.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|\w+(?:['’-]\w+)*")


def count_words(text: str) -> int:
    """Words in `text`; in Chinese, Japanese, Thai, Lao, Burmese and Khmer, characters."""
    return len(_WORD.findall(text))
