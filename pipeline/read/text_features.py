"""Measures of a block's own text: its length, its marks, what it begins and ends with, and the stems it holds.

Characters are counted for all blocks at once: the page's text as one array of code points, each looked up in a
table of what it is, summed block by block.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.read.blocks import Block
from pipeline.read.layout import Column, Columns, Ints

# Each character class has a bit in the table. `letters` holds all but a to z: capitals, and scripts without them.
_CLASSES = ("stops", "commas", "quotes", "marks", "digits", "letters", "spaces")
_MEMBERS = {
    "stops": ".!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026",
    "commas": ",;\uff0c\u3001\u060c\uff1b",
    "quotes": '"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f',
    "marks": "|\u2022\u00b7\u203a\u00bb\u2192\u25b6>\u2190\u2713",
    "spaces": " \n",
}
_NEVER_IN_PROSE = ("@", "http:", "https:", "www.", "\u00a9", "\u00ae")
_CLOSING = re.compile(
    "[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026][\"'\u201c\u201d\u2019\u00bb\u300d\u300f)\\]\\s]*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
MAX_READ = 4_000  # characters of one block that its marks are counted in
MAX_SAID = 400  # characters of one block that stems are looked for in

# The short ones among the photo stems are whole words only; other words hold them too.
_PHOTO = re.compile(
    r"\b(?:photo|foto|bild|image|getty|afp|reuters|dpa|shutterstock|epa|imago|ap photo)\b|图片|摄|写真|фото"
)
# Stems that most languages of the Web share; words of single languages are the cleaner's.
STEMS: dict[str, tuple[str, ...]] = {
    "cookie": (
        "cookie", "gdpr", "javascript", "consent", "datenschutz", "privac", "политик", "隐私",
    ),
    "social": (
        "facebook", "twitter", "whatsapp", "instagram", "telegram", "linkedin", "youtube", "tiktok", "pinterest",
        "reddit", "微信", "微博",
    ),
    "letter": (
        "newsletter", "email", "e-mail", "subscri", "abonn", "suscr", "iscriv", "登录", "订阅", "подпис",
    ),
    "rights": ("copyright", "all rights reserved", "©", "(c)", "版权", "转载"),
    "photo": (
        "photo", "foto", "bild", "image", "getty", "afp", "reuters", "dpa", "shutterstock", "epa", "imago",
        "ap photo", "图片", "摄", "写真", "фото",
    ),
    "comment": ("comment", "kommentar", "coment", "комментар", "评论", "コメント"),
}  # fmt: skip


def add_text(columns: Columns, blocks: list[Block], sizes: Column, beginnings: list[str]) -> None:
    """The features of the blocks' own texts; `beginnings` are their first `MAX_SAID` characters, case folded."""
    texts = [block.text for block in blocks]
    heads = [text[:MAX_READ] for text in texts]
    page = "\n".join(heads)
    counts = _count_classes(page, heads)
    lengths = np.asarray(list(map(len, texts)), dtype=np.float32)
    _add_shares(columns, blocks, lengths)
    _add_edges(columns, texts)
    odd = [mark for mark in _NEVER_IN_PROSE if mark in page]
    digits = counts["digits"].tolist()
    columns.add("odd", [any(map(head.__contains__, odd)) for head in heads] if odd else np.zeros(len(heads)))
    for name, pattern, least in (("year", _YEAR, 3), ("clock", _CLOCK, 2)):
        numbers = zip(heads, digits, strict=True)
        columns.add(name, [count > least and pattern.search(head) is not None for head, count in numbers])
    for name in ("stops", "commas", "quotes", "marks", "capitals"):
        columns.add(name, counts[name])
    words = np.maximum(sizes, 1)
    columns.add("digit_share", counts["digits"] / lengths)
    columns.add("size", np.log1p(sizes))
    for name in ("commas", "stops", "capitals", "links"):
        columns.add(f"{name}_per_word", columns[name] / words)
    _add_stems(columns, beginnings)


@cache
def _table() -> NDArray[np.uint8]:
    """For each character of Unicode's first plane the bits of its classes; the last stands for all others."""
    table = np.zeros(0x10000, dtype=np.uint8)
    characters = list(map(chr, range(0xFFFF)))
    decimal = np.fromiter(map(str.isdecimal, characters), np.uint8)
    letters = np.fromiter(map(str.isalnum, characters), np.uint8) & (1 - decimal)
    letters[ord("a") : ord("z") + 1] = 0
    table[:-1] |= decimal << _CLASSES.index("digits")
    table[:-1] |= letters << _CLASSES.index("letters")
    for name, members in _MEMBERS.items():
        for member in members:
            table[ord(member)] |= 1 << _CLASSES.index(name)
    return table


def _count_classes(page: str, texts: list[str]) -> dict[str, Ints]:
    """How many characters of each class each line of the page has; `capitals` are `letters` that begin a word."""
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    classes = _table()[np.minimum(codes, 0xFFFF)]
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    bits = {name: (classes >> index) & 1 for index, name in enumerate(_CLASSES)}
    after_space = np.concatenate((np.ones(1, dtype=np.uint8), bits["spaces"][:-1]))
    bits["capitals"] = bits["letters"] & after_space
    return {name: np.add.reduceat(column, starts, dtype=np.int64) for name, column in bits.items()}


def _add_shares(columns: Columns, blocks: list[Block], lengths: Column) -> None:
    columns.add("characters", np.log1p(lengths, dtype=np.float64))
    columns.add("link_share", [block.link_characters for block in blocks] / lengths)
    columns.add("links", [block.links for block in blocks])
    columns.add("bold_share", [block.bold_characters for block in blocks] / lengths)
    columns.add("word_length", lengths / [block.text.count(" ") + 1 for block in blocks])


def _add_edges(columns: Columns, texts: list[str]) -> None:
    """What the blocks begin and end with."""
    starts, ends = [text[0] for text in texts], [text[-1] for text in texts]
    columns.add("closed", [_CLOSING.search(text, max(0, len(text) - 6)) is not None for text in texts])
    columns.add("colon_end", [end in ":\uff1a" for end in ends])
    columns.add("question", [end in "?\uff1f\u061f" for end in ends])
    columns.add("ellipsis", [text.endswith(("...", "\u2026", "[\u2026]", "[...]")) for text in texts])
    columns.add("lower_start", list(map(str.islower, starts)))
    columns.add("first_is_digit", list(map(str.isdigit, starts)))
    columns.add("first_is_quote", [start in "\"\u201c\u201e\u00ab\u300c'\u2018" for start in starts])
    columns.add("all_capitals", list(map(str.isupper, texts)))


def _add_stems(columns: Columns, texts: list[str]) -> None:
    page = "\n".join(texts)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    foreign = not page.isascii()
    for name, stems in STEMS.items():
        said = np.zeros(len(texts), dtype=bool)
        places = [at for stem in stems if foreign or stem.isascii() for at in _places(page, stem)]
        said[np.searchsorted(starts, places, "right") - 1] = True
        if name == "photo":
            said[said] = [_PHOTO.search(texts[index]) is not None for index in np.flatnonzero(said)]
        columns.add(f"says_{name}", said)


def _places(page: str, stem: str) -> list[int]:
    found = []
    at = page.find(stem)
    while at >= 0:
        found.append(at)
        at = page.find(stem, at + len(stem))
    return found
