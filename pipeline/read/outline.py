"""Which paragraph of a plain text is its headline, and which its standfirst.

A text that somebody scraped has no tags to say so; what is left is the shape of the paragraphs,
the gaps between them, and what stood between them before it was removed. Each sign counts a point, and
a standfirst needs two: a text without one keeps its first paragraph in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Block

_LONGEST_HEADLINE = 220  # characters; the longest of 6,000 headlines measured had 190
_LONGEST_SENTENCE_HEADLINE = 140  # one that ends in a full stop
_LONGEST_LEAD, _SHORTEST_LEAD = 600, 30
_SENTENCE_END = (".", "。", "؟", "।", "۔", "։")
_STOP = re.compile(r"[.!?…](?=\s|$)|[。！？।]")
# "Seoul (dpa) – ", "BERLIN, March 7 (Reuters) - ", "ROMA – ", "(AP) — ": only a first paragraph begins so.
_DATELINE = re.compile(r"^(?:[^.!?]{2,60}?)?\([^()]{2,30}\)\s*[.:–—-]|^[^\W\d_][^.!?:]{1,40}\s[–—]\s|^[【\[［]")
_QUOTED = re.compile(r"""^\s*["„“«»「『‹]""")


def outline(paragraphs: Sequence[Block], groups: Sequence[int]) -> tuple[Block, ...]:
    """The same paragraphs with `title` and `lead` marked among the kept ones.

    `groups` numbers the blank lines before each paragraph (`model.Line.group`).
    """
    result = list(paragraphs)
    kept = [index for index, block in enumerate(result) if block.kept]
    if len(kept) < 2 or not _is_headline([result[index].text.strip() for index in kept]):
        return tuple(result)
    title, rest = kept[0], kept[1:]
    result[title] = replace(result[title], kind="title")
    if _lead_points(result, groups, title, rest) >= 2:
        result[rest[0]] = replace(result[rest[0]], kind="lead")
    return tuple(result)


def _is_headline(kept: Sequence[str]) -> bool:
    first, following = kept[0], kept[1:]
    if len(first) > _LONGEST_HEADLINE or not any(character.isalpha() for character in first):
        return False
    if first.endswith(_SENTENCE_END):
        longest = max(len(text) for text in following)
        one_sentence = len(_STOP.findall(first)) == 1
        return one_sentence and len(first) <= _LONGEST_SENTENCE_HEADLINE and len(first) < longest
    return True


def _lead_points(blocks: Sequence[Block], groups: Sequence[int], title: int, rest: Sequence[int]) -> int:
    """How much speaks for the first paragraph after the headline being a standfirst."""
    if len(rest) < 3:
        return 0
    lead, following = rest[0], rest[1]
    text = blocks[lead].text.strip()
    if not _SHORTEST_LEAD <= len(text) <= _LONGEST_LEAD or _DATELINE.search(text) or _QUOTED.search(text):
        return 0
    between = blocks[lead + 1 : following]
    set_apart = any(block.kind in ("byline", "advertisement", "share") for block in between)
    wide_gap = groups[lead] - groups[title] > _usual_gap(groups) or groups[following] - groups[lead] > max(
        _usual_gap(groups), len(between) + 1
    )
    short = len(_STOP.findall(text)) <= 2
    bare = not text.endswith((*_SENTENCE_END, "!", "?", "…", "”", "“", "»", '"'))
    told_again = _share_told_again(text, [blocks[index].text for index in rest[1:]]) >= 0.6
    return 2 * set_apart + wide_gap + short + 2 * bare + told_again


def _usual_gap(groups: Sequence[int]) -> int:
    """Blank lines between most neighbouring paragraphs."""
    gaps = sorted(b - a for a, b in pairwise(groups))
    return gaps[len(gaps) // 2] if gaps else 1


def _share_told_again(text: str, others: Sequence[str]) -> float:
    """The share of a paragraph's longer words that the rest of the text uses too."""
    words = {word.lower() for word in re.findall(r"\w{5,}", text)}
    rest = {word.lower() for other in others for word in re.findall(r"\w{5,}", other)}
    return len(words & rest) / len(words) if words else 0.0
