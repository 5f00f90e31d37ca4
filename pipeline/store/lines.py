"""Keep where each kept line stands, so that an article's input can be put together again.

Pure. A kept line's text is nearly always in the body already (or is the title or lead), so only its
place there is kept; a line that stands nowhere as it was carries its text along.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model import Article

_PART_OF = {"title": "title", "lead": "lead"}


def kept_lines(article: Article) -> list[dict[str, Any]]:
    """The article's kept blocks in order, as values for `revisions.kept_lines`."""
    return list(_located(article))


def _located(article: Article) -> Iterator[dict[str, Any]]:
    reached = 0
    for position, block in enumerate(article.blocks):
        if not block.kept:
            continue
        line: dict[str, Any] = {"position": position, "kind": block.kind, "rule": block.rule}
        field = _PART_OF.get(block.kind)
        found = article.body.find(block.text, reached) if field is None and block.text else -1
        if field is not None and getattr(article, field) == block.text:
            yield line | {"field": field, "start": 1, "length": len(block.text)}
        elif found >= 0:
            reached = found + len(block.text)
            yield line | {"field": "body", "start": found + 1, "length": len(block.text)}
        else:
            yield line | {"text": block.text}
