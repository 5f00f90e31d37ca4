"""Unicode folding: bring lines that a reader takes for the same to the same key.

Folded away: case, width and other compatibility forms (NFKC's), diacritics of Latin, Greek, Cyrillic,
Hebrew and Arabic letters, invisible characters, punctuation, arrows, bullets, emoji. Numbers become one
slot, `NUMBER`. Marks that make another letter (Indic vowel signs, Thai tones, kana voicing) stay.

A key is for looking up whole lines only; it is never shown and never stored as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NUMBER = "0"  # what every number folds to; a digit, so that it counts as a word

# Vowel signs and tone marks that `\w` does not cover: Indic scripts, Thai to Tibetan, Myanmar, Khmer, kana
# voicing. The Indic sentence marks at U+0964 and U+0965 are punctuation.
_VOWEL_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u0eb0-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099"
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_MARKING = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0640\u064b-\u065f\u0670"
_MARKING += "\u055b\u055c\u055e"  # Armenian stress, exclamation and question marks stand inside a word
_MARKING += "\u093c\u09bc\u0a3c\u0abc"  # the dot below Indic letters, which many leave out
_INVISIBLE, _DIACRITICS = re.compile(f"[{_UNSEEN}]+"), re.compile(f"[{_MARKING}]+")
_DIACRITICS_OR_INVISIBLE = re.compile(f"[{_UNSEEN}{_MARKING}]+")
# A number with its inner separators and a short unit; not inside a word, but Chinese or Japanese may adjoin.
_NUMBER = re.compile(
    r"(?<![a-zα-ωа-я\d])\d+(?:[.,:/'’-]\d+| \d{3}(?!\d))*"
    r"(?:st|nd|rd|th|er|re|o|a|k|m|b|tsd|mio|mln|mrd)?(?![a-zα-ωа-я\d])"
)
# Quick passes over what is rare are faster than one pattern that would have to replace every single space.
_NO_WORD = re.compile(f"[^\\w© \n{_VOWEL_SIGNS}]+|_+")
_ASCII_NO_WORD = bytes(
    code if code > 127 or chr(code).isalnum() or chr(code) == "\n" else 0x20 for code in range(256)
)
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(" {2,}")
_LINE_EDGES = re.compile(" ?\n | \n")
_EMAIL = re.compile(r"\be mail(?=s?\b)")
_EMAIL_CASED = re.compile(r"\b([Ee])[ -]([Mm]ail)(?=s?\b)")
_NUMBER_CASED = re.compile(_NUMBER.pattern, re.IGNORECASE)
_PLAIN = re.compile("[A-Za-z ]*")
_DASH = re.compile(" [-–—] |[–—]")
# Scripts written without spaces (kana, Han, Thai, Lao, Myanmar, Khmer): a word is one character with its marks.
_SPACELESS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30ff"
_SPACELESS += "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SEPARATORS = ":|›»>→►▶•·❯՝"
_WORD = re.compile(f"[{_SPACELESS}]\u3099?|(?:(?![{_SPACELESS}])(?:[^\\W_]|[{_VOWEL_SIGNS}]))+|©|[{_SEPARATORS}]")
_SPELLED = re.compile(f'{_WORD.pattern}|[/=„“«"‘‚]')
_WIDE = re.compile(f"[{_SPACELESS}]")
_INSIDE_WIDE = re.compile(f"(?<=[{_SPACELESS}]) (?=[{_SPACELESS}])")
# What `spell` makes of punctuation that says something: any separator, a slash (or =), an opening quotation mark.
SEPARATOR, SLASH, QUOTE = MARKS = (":", "/", "“")
_MARK_OF = {**dict.fromkeys(_SEPARATORS, SEPARATOR), "=": SLASH, **dict.fromkeys('„“«"‘‚', QUOTE)}
# What opens a quotation only where it stands: ”Silta”, »Most«.
_OPENING_QUOTE = re.compile(r"(?<!\w)”(?=\w)|»(?=\w[^»«]*[\w.!?…]«)")
# Letters that are written for an apostrophe: oʻzbek, абʼява.
_LETTER_APOSTROPHES = str.maketrans(dict.fromkeys("ʹʻʼʽʾʿˈ", "'"))
# Letters that have no decomposition but are written for one another, mostly when a keyboard lacks them.
_ALIKE_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ګ": "گ",
    "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي", "ँ": "ं", "ঁ": "ং",
    **dict.fromkeys("ʹʻʼʽʾʿˈ", "'"),
}  # fmt: skip
# Ethiopic letters that Amharic speaks alike: the seven orders of each series, and its fourth as its first.
_ETHIOPIC_ALIKE = {"ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ"}
_ETHIOPIC = {
    chr(ord(one) + order): chr(ord(other) + order) for one, other in _ETHIOPIC_ALIKE.items() for order in range(7)
}
_ETHIOPIC |= {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"}
_ALIKE = str.maketrans(_ALIKE_LETTERS | _ETHIOPIC)
_HAS_ALIKE = re.compile(f"[{''.join(_ALIKE_LETTERS)}{''.join(_ETHIOPIC)}]")


def fold(text: str) -> str:
    """The key of one line: lower-case words with single spaces between them; empty if there is no word."""
    return _words(_letters(text)).replace("\n", " ").strip(" ")


def fold_all(texts: Sequence[str]) -> list[str]:
    """The keys of many lines, none of which contains a line end: the same as `fold` of each, in one pass."""
    if not texts:
        return []
    return _LINE_EDGES.sub("\n", _words(_letters("\n".join(texts))).strip(" ")).split("\n")


def fold_marked(text: str) -> str:
    """The key of one line with its diacritics, for languages in which they make another word."""
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold().translate(_LETTER_APOSTROPHES)
    return _words(unicodedata.normalize("NFC", composed)).replace("\n", " ").strip(" ")


def _words(letters: str) -> str:
    words = _NUMBER.sub(" 0 ", letters) if _DIGIT.search(letters) else letters
    words = words.encode("utf-8", "surrogatepass").translate(_ASCII_NO_WORD).decode("utf-8", "surrogatepass")
    words = words if words.isascii() else _NO_WORD.sub(" ", words)
    words = _SPACES.sub(" ", words) if "  " in words else words
    return _EMAIL.sub("email", words) if "e mail" in words else words


def _letters(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _DIACRITICS_OR_INVISIBLE.sub("", text)
    return text.translate(_ALIKE) if _HAS_ALIKE.search(text) else text


def fold_word(word: str) -> str:
    """One word of `spell` as it stands in a key."""
    return word.lower() if word.isascii() else word.casefold().translate(_ALIKE)


def words_of(key: str) -> list[str]:
    """The words of a key; where a script has no spaces, its characters."""
    return key.split() if "©" not in key and not is_wide(key) else _WORD.findall(key)


def is_wide(text: str) -> bool:
    """Whether some of the text is written in a script without spaces."""
    return not text.isascii() and _WIDE.search(text) is not None


def close_up(key: str) -> str:
    """A key without the spaces that stand, for the eye only, between words of a script without spaces."""
    return key if key.isascii() else _INSIDE_WIDE.sub("", key)


def spell(text: str, *, marked: bool = False) -> list[str]:
    """The words of a line with their case, and the marks between them: `MARKS`.

    A separator is a colon, bar, dash, arrow or bullet. Diacritics stay if `marked`.
    """
    if _PLAIN.fullmatch(text) and "ail" not in text:
        return text.split()
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC" if marked else "NFKD", text))
    text = _OPENING_QUOTE.sub("“", text.translate(_LETTER_APOSTROPHES))
    text = _EMAIL_CASED.sub(r"\1\2", text if marked else _DIACRITICS.sub("", text))
    text = _NUMBER_CASED.sub(" 0 ", text)
    words = _SPELLED.findall(_DASH.sub(" : ", text))
    return [_MARK_OF.get(word, word) for word in words]
