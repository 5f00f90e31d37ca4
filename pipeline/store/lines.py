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
    reached, body = 0, article.body
    for position, block in enumerate(article.blocks):
        if not block.kept:
            continue
        text, field = block.text, _PART_OF.get(block.kind)
        line: dict[str, Any] = {"position": position, "kind": block.kind, "rule": block.rule}
        if field is not None and getattr(article, field) == text:
            line["field"], line["start"], line["length"] = field, 1, len(text)
        elif field is None and text and (found := body.find(text, reached)) >= 0:
            reached = found + len(text)
            line["field"], line["start"], line["length"] = "body", found + 1, len(text)
        else:
            line["text"] = text
        yield line
