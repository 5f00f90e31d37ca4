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
from statistics import median

from pipeline.model import Block

_LONGEST_HEADLINE = 220  # characters; the longest of 6,000 headlines measured had 190
_LONGEST_SENTENCE_HEADLINE = 140  # one that ends in a full stop
_LONGEST_LEAD, _SHORTEST_LEAD = 600, 30
_REPEATED_WITHIN = 6  # paragraphs after the headline in which scraped pages print it again
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔", "։", "”", "“", "»", "」", '"')
_FULL_STOPS = (".", "。", "।", "۔", "։")
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
    for index in [index for index in rest[:_REPEATED_WITHIN] if _same(result[index].text, result[title].text)]:
        result[index] = replace(result[index], kept=False, kind="duplicate", rule="structure:repeated-headline")
        rest.remove(index)
    if _lead_points(result, groups, title, rest) >= 2:
        result[rest[0]] = replace(result[rest[0]], kind="lead")
        _set_repeated_leads_aside(result, rest[0], rest[1:])
    return tuple(result)


def _set_repeated_leads_aside(result: list[Block], lead: int, rest: Sequence[int]) -> None:
    """Scrapers take a lead twice, from the teaser and from the text; a body of nothing else stays."""
    repeated = [index for index in rest if _same(result[index].text, result[lead].text)]
    for index in repeated if len(repeated) < len(rest) else ():
        result[index] = replace(result[index], kept=False, kind="duplicate", rule="structure:repeated-lead")


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _is_headline(kept: Sequence[str]) -> bool:
    first, following = kept[0], kept[1:]
    if len(first) > _LONGEST_HEADLINE or not any(character.isalpha() for character in first):
        return False
    if first.endswith(_FULL_STOPS):
        longest = max(len(text) for text in following)
        one_sentence = len(_STOP.findall(first)) == 1
        return one_sentence and len(first) <= _LONGEST_SENTENCE_HEADLINE and len(first) < longest
    return True


def _lead_points(blocks: Sequence[Block], groups: Sequence[int], title: int, rest: Sequence[int]) -> int:
    """How much speaks for the first paragraph after the headline being a standfirst.

    Thresholds: on 103 standfirsts and 130 first paragraphs without one, of 23 languages, these signs find
    84 % of the first and take 28 % of the second for one; what stands around it comes on top.
    """
    if len(rest) < 3:
        return 0
    text, *following = (blocks[index].text.strip() for index in rest)
    if not _SHORTEST_LEAD <= len(text) <= _LONGEST_LEAD or _DATELINE.search(text) or _QUOTED.search(text):
        return 0
    usual = median(len(each) for each in following[:8])
    stems = _stems(text)
    told_soon = _share(stems, following[:2]) >= 0.35
    told_again = _share(stems, following) >= 0.6
    size = (len(text) <= 160) + (len(text) <= 0.8 * usual) + (len(text) <= 0.5 * usual) - (len(text) > 350)
    no_sentence = not text.endswith(_SENTENCE_END)
    rambling = len(_STOP.findall(text)) >= 4
    return _set_apart(blocks, groups, title, rest) + told_soon + told_again + size + 2 * no_sentence - rambling


def _set_apart(blocks: Sequence[Block], groups: Sequence[int], title: int, rest: Sequence[int]) -> int:
    """Points for what stands between it and the body (an advertisement, the byline), and for wider gaps."""
    lead, following = rest[0], rest[1]
    between = any(block.kind in ("byline", "advertisement", "share") for block in blocks[lead + 1 : following])
    gaps = sorted(b - a for a, b in pairwise(groups))
    usual = gaps[len(gaps) // 2]
    wide = usual < groups[lead] - groups[title] or usual * (following - lead) < groups[following] - groups[lead]
    return 2 * between + wide


def _stems(text: str) -> set[str]:
    """Beginnings of longer words, which survive inflection; pairs of characters where words aren't spaced."""
    words = {word.lower()[:5] for word in re.findall(r"\w{5,}", text)}
    return words | set(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]{2}", text))


def _share(stems: set[str], texts: Sequence[str]) -> float:
    """The share of `stems` that `texts` use too."""
    if not stems:
        return 0.0
    return len(stems & set().union(*(_stems(text) for text in texts))) / len(stems)
