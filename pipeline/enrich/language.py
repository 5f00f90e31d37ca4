"""The language of a text, from the text.

Scripts that one language uses decide at once; within a script the statistical model of py3langid
(Lui & Baldwin, "langid.py", ACL 2012) chooses among the languages written in it. A statement from
outside (the page, the source) only settles what the text leaves open: very short or close calls.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.enrich.language_model import model_of

_SAMPLE = 1200  # characters looked at; more told no language apart on 134 articles in 23 languages
_ENOUGH = 20  # letters below which a text says nothing of its own
_NARROW = 0.02  # log-probability margin a character below which two languages are a close call

# Unicode ranges (first, last code point) and the script they belong to.
_SCRIPTS = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"), (0x0590, 0x05FF, "hebrew"), (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"), (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"), (0x0A80, 0x0AFF, "gujarati"), (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"), (0x0C00, 0x0C7F, "telugu"), (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"), (0x0D80, 0x0DFF, "sinhala"), (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"), (0x0F00, 0x0FFF, "tibetan"), (0x1000, 0x109F, "myanmar"),
    (0x10A0, 0x10FF, "georgian"), (0x1200, 0x137F, "ethiopic"), (0x1780, 0x17FF, "khmer"),
    (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "greek"), (0x3040, 0x30FF, "kana"),
    (0x3400, 0x4DBF, "han"), (0x4E00, 0x9FFF, "han"), (0xAC00, 0xD7AF, "hangul"), (0x1100, 0x11FF, "hangul"),
)  # fmt: skip

# Languages the model may choose in each script; one language: the script decides.
_LANGUAGES = {
    "latin": (
        "af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl",
        "hr", "hu", "id", "is", "it", "ku", "lb", "lt", "lv", "ms", "mt", "nb", "nl", "nn", "no",
        "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tl", "tr", "vi", "xh", "zu",
    ),
    "cyrillic": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"),
    "arabic": ("ar", "fa", "ps", "ug", "ur"),
    "devanagari": ("hi", "mr", "ne"),
    "bengali": ("as", "bn"),
    "greek": ("el",), "armenian": ("hy",), "hebrew": ("he",), "gurmukhi": ("pa",), "gujarati": ("gu",),
    "oriya": ("or",), "tamil": ("ta",), "telugu": ("te",), "kannada": ("kn",), "malayalam": ("ml",),
    "sinhala": ("si",), "thai": ("th",), "lao": ("lo",), "tibetan": ("bo",), "myanmar": ("my",),
    "georgian": ("ka",), "ethiopic": ("am",), "khmer": ("km",), "kana": ("ja",), "han": ("zh",),
    "hangul": ("ko",),
}  # fmt: skip
# Withdrawn or wider codes, and the one used here. Norwegian is said precisely: Bokmål or Nynorsk.
_ALIASES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr"}
# Pairs that are told apart by few words: here the statement from outside is better evidence.
_CLOSE = (
    {"bs", "hr", "sr"}, {"id", "ms"}, {"da", "nb", "nn"}, {"cs", "sk"}, {"gl", "pt"}, {"ca", "es"}, {"gl", "es"},
    {"af", "nl"}, {"xh", "zu"}, {"hi", "mr", "ne"}, {"fa", "ps"}, {"de", "lb"},
)  # fmt: skip
# Frequent words of one of two languages and not of the other, where the model leans to one side: it was
# trained on little Zulu and calls most of it Xhosa.
_TELLING = {
    "xh": frozenset(["ukuba", "kunye", "kwaye", "okanye", "xa", "kuba", "kwakhona", "ngokuba", "apho", "nangona"]),
    "zu": frozenset(
        [
            "ukuthi",
            "kanye",
            "futhi",
            "noma",
            "uma",
            "ngoba",
            "kuthiwa",
            "lapho",
            "kanti",
            "njengoba",
            "bese",
            "ukuze",
        ]
    ),
}


def detect(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of the language `text` is written in; `hint` is what its page or source says.

    Returns the hint (or None) where the text has too few letters to tell. Where both agree, the hint's own
    code is returned: a page that says `no` is not corrected to `nb`.
    """
    known = _ALIASES.get(hint, hint) if hint else None
    found = _detect(text[:_SAMPLE], known)
    return hint if found == known else found


def _detect(sample: str, hint: str | None) -> str | None:
    scripts = _scripts(sample)
    letters = sum(scripts.values())
    if not letters:
        return hint
    script = _main_script(scripts)
    languages = _LANGUAGES[script]
    if len(languages) == 1:
        return hint if hint == "yi" and script == "hebrew" else languages[0]
    if letters < _ENOUGH and hint in languages:
        return hint
    return _classify(sample, script, hint)


def _scripts(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            script = _script_of(ord(character))
            if script:
                found[script] += count
    return found


@cache
def _script_of(point: int) -> str | None:
    return next((script for first, last, script in _SCRIPTS if first <= point <= last), None)


def _main_script(scripts: Counter[str]) -> str:
    """The script of the text. Japanese is known by its kana even where most characters are Han."""
    ideographic = scripts["kana"] + scripts["han"]
    if ideographic > 0.3 * scripts.total() and scripts["kana"] > 0.05 * ideographic:
        return "kana"
    # One ideograph says as much as several letters, so a few Latin names don't outweigh it.
    weights = {s: n * (3 if s in ("han", "hangul") else 1) for s, n in scripts.items()}
    return max(weights, key=lambda script: (weights[script], script))


def _classify(sample: str, script: str, hint: str | None) -> str:
    ranked = model_of(_LANGUAGES[script]).rank(sample)
    first, score = ranked[0]
    best = _by_words(sample, _ALIASES.get(first, first))
    if hint is None or hint == best:
        return best
    for other, other_score in ranked[1:6]:
        if _ALIASES.get(other, other) == hint:
            close = any({best, hint} <= pair for pair in _CLOSE)
            margin = (score - other_score) / max(1, len(sample))
            return hint if margin < (4 * _NARROW if close else _NARROW / 2) else best
    return best


def _by_words(sample: str, best: str) -> str:
    """The same language, or its neighbour if the neighbour's own words are more frequent."""
    if best not in _TELLING:
        return best
    words = Counter(re.findall(r"\w+", sample.lower()))
    return max(_TELLING, key=lambda language: (sum(words[word] for word in _TELLING[language]), language == best))
