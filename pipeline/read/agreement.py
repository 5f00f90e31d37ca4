"""Measures of how a block agrees with what the page states: title, description, body; and with other blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.read.blocks import Dom
from pipeline.read.layout import Column, Columns, running
from pipeline.read.stated import Stated, described, same_title

MAX_LOOKED_FOR = 2_000  # blocks; each is looked for in all of them
MAX_COMPARED = 300_000  # characters of a page that blocks are looked for in


def add_agreement(columns: Columns, dom: Dom, stated: Stated, sizes: Column, beginnings: Sequence[str]) -> int:
    """Adds the features and gives the number of the block that is taken for the headline, or -1."""
    folded = dom.folded
    counts: dict[str, int] = {}
    for text in folded:
        counts[text] = counts.get(text, 0) + 1
    columns.add("contained", _contained(folded, counts))
    titled = [same_title(text, stated.titles) for text in folded]
    columns.add("copies", [counts[text] for text in folded])
    columns.add("is_title", titled)
    columns.add("title_words", [_title_share(text, stated) for text in beginnings])
    columns.add("described", [described(text, stated.descriptions) for text in folded])
    columns.add("body_stated", np.full(len(folded), bool(stated.body)))
    columns.add("in_stated_body", [len(text) > 3 and text[:400] in stated.body for text in folded])
    headline = _headline(columns, titled)
    order = np.arange(len(folded))
    columns.add("has_headline", np.full(len(folded), headline >= 0))
    columns.add("after_headline", np.sign(order - headline) * np.log1p(np.abs(order - headline)))
    total = running(sizes)
    columns.add("words_after_headline", np.log1p(np.maximum(total[:-1] - total[max(headline, 0)], 0)))
    return headline


def _contained(folded: Sequence[str], counts: Mapping[str, int]) -> list[bool]:
    """Of each block: whether another one, which is longer, holds its text and more."""
    by_length = sorted(counts, key=len, reverse=True)
    whole = "\n".join(by_length)[:MAX_COMPARED]
    ends: dict[int, int] = {}  # of all that is longer than so many characters
    end = 0
    for text in by_length:
        ends.setdefault(len(text), end)
        end += len(text) + 1
    left = MAX_LOOKED_FOR
    found = []
    for text in folded:
        looked_for = left > 0 and len(text) > 25 and counts[text] == 1
        left -= looked_for
        found.append(looked_for and whole.find(text, 0, ends[len(text)]) >= 0)
    return found


def _headline(columns: Columns, titled: list[bool]) -> int:
    """The first h1 that agrees with a stated title, else an agreeing heading, else any h1; -1 without."""
    heading = columns["heading"]
    agrees = np.asarray(titled)
    for wanted in ((heading == 1) & agrees, (heading > 0) & agrees, heading == 1, agrees):
        found = np.flatnonzero(wanted)
        if len(found):
            return int(found[0])
    return -1


def _title_share(text: str, stated: Stated) -> float:
    words = text.split()
    if stated.title_words.isdisjoint(words):
        return 0.0
    return sum(map(stated.title_words.__contains__, words)) / len(words)
