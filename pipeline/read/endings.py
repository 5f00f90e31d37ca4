"""Headings that nothing follows: after the last line of the text they head what was set aside.

"Comments", "More from this series": the list below such a heading is found out by its links or its names, the
heading looks like any other. Judges no line of text, and no heading that text of the article follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Block

MAX_LOOSE = 2
_HEADS = frozenset({"heading", "title", "lead"})
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", "“", "»", '"')
RULE = "structure:heading-without-text"


def without_loose_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, with the kept headings below the last kept text set aside.

    More than a few, or one that is written as a sentence, are the text; where there is no text, all stay.
    """
    last = max(
        (at for at, block in enumerate(blocks) if block.kept and block.kind not in _HEADS), default=len(blocks)
    )
    loose = {at for at, block in enumerate(blocks) if at > last and block.kept and block.kind == "heading"}
    if not loose or len(loose) > MAX_LOOSE or any(blocks[at].text.endswith(_SENTENCE_ENDS) for at in loose):
        return tuple(blocks)
    return tuple(
        replace(block, kept=False, kind="boilerplate", rule=RULE) if at in loose else block
        for at, block in enumerate(blocks)
    )
