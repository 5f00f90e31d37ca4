"""Measures of a block's own text: its length, its marks, what it begins and ends with, and the stems it holds."""

from __future__ import annotations

import re

import numpy as np

from pipeline.read.blocks import Block
from pipeline.read.layout import Column, Columns

_STOP = re.compile(r"[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026]")
_COMMA = re.compile(r"[,;\uff0c\u3001\u060c\uff1b]")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?:^|\s)[^\W\d_a-z]")
_QUOTE = re.compile('["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f]')
_CLOSING = re.compile(
    "[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026][\"'\u201c\u201d\u2019\u00bb\u300d\u300f)\\]\\s]*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_MARKS = re.compile("[|\u2022\u00b7\u203a\u00bb\u2192\u25b6>\u2190\u2713]")
_NEVER_IN_PROSE = re.compile("[\u00a9\u00ae@]|https?:|www\\.")
MAX_READ = 4_000  # characters of one block that its marks are counted in

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


def add_text(columns: Columns, blocks: list[Block], sizes: Column) -> None:
    """The features of the blocks' own texts."""
    rows = np.asarray([_text_row(block) for block in blocks], dtype=np.float32)
    for index, name in enumerate(_TEXT_NAMES):
        columns.add(name, rows[:, index])
    words = np.maximum(sizes, 1)
    columns.add("size", np.log1p(sizes))
    columns.add("commas_per_word", rows[:, 2] / words)
    columns.add("stops_per_word", rows[:, 1] / words)
    columns.add("capitals_per_word", rows[:, 3] / words)
    columns.add("links_per_word", rows[:, 5] / words)
    texts = [block.text[:400].casefold() for block in blocks]
    for name, stems in STEMS.items():
        columns.add(f"says_{name}", [_says(text, stems) for text in texts])
    photos = [
        said and _PHOTO.search(text) is not None for said, text in zip(columns["says_photo"], texts, strict=True)
    ]
    columns.add("says_photo", photos)


_TEXT_NAMES = (
    "characters", "stops", "commas", "capitals", "link_share", "links", "bold_share", "word_length",
    "digit_share", "quotes", "closed", "colon_end", "lower_start", "all_capitals", "marks", "odd", "year",
    "clock", "question", "ellipsis", "first_is_digit", "first_is_quote",
)  # fmt: skip


def _text_row(block: Block) -> tuple[float, ...]:
    text = block.text
    head = text[:MAX_READ]
    length = len(text)
    start, end = text[0], text[-1]
    return (
        np.log1p(length),
        len(_STOP.findall(head)),
        len(_COMMA.findall(head)),
        len(_CAPITAL.findall(head)),
        block.link_characters / length,
        block.links,
        block.bold_characters / length,
        length / (text.count(" ") + 1),
        len(_DIGIT.findall(head)) / length,
        len(_QUOTE.findall(head)),
        _CLOSING.search(text, max(0, length - 6)) is not None,
        end in ":\uff1a",
        start.islower(),
        text.isupper(),
        len(_MARKS.findall(head)),
        _NEVER_IN_PROSE.search(head) is not None,
        _YEAR.search(head) is not None,
        _CLOCK.search(head) is not None,
        end in "?\uff1f\u061f",
        text.endswith(("...", "\u2026", "[\u2026]", "[...]")),
        start.isdigit(),
        start in "\"\u201c\u201e\u00ab\u300c'\u2018",
    )


def _says(text: str, stems: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, stems))
