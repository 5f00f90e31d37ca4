"""Text that the tree does not show: in script templates, stated whole in JSON-LD, or lost by the parser.

Looked at only where the visible page has next to no text. Scripts would have shown the first two; the last is what
a page of thousands of unclosed elements comes to, for the parser gives up at a depth of 2,000.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import Line

MIN_MARKUP = 600  # characters of a script that may hold an article
MAX_SCRIPTS = 20
MAX_MARKUP = 1_000_000
MAX_PIECES = 20_000
_CODE = re.compile(r"<(script|style|title)\b[^<]*(?:<(?!/\1)[^<]*)*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def markup_in_scripts(root: Any) -> Iterator[str]:
    """The contents of script and template elements that are marked up text, longest first."""
    found = [text for text in map(_markup, root.iter("script", "template", "noscript")) if text]
    yield from sorted(found, key=len, reverse=True)[:MAX_SCRIPTS]


def _markup(element: Any) -> str | None:
    kind = (element.get("type") or "").lower()
    if element.tag == "script" and not ("template" in kind or kind in {"text/html", "text/plain"}):
        return None
    text = element.text or ""
    return text if MIN_MARKUP <= len(text) <= MAX_MARKUP and "<" in text else None


def lines_of_stated_body(body: str, group: int) -> tuple[Line, ...]:
    """The paragraphs of a stated body as lines, numbered from `group` on."""
    paragraphs = [" ".join(part.split()) for part in body.splitlines()]
    return tuple(Line(text, "paragraph", None, group + at) for at, text in enumerate(paragraphs) if text)


def lines_without_structure(markup: str) -> tuple[Line, ...]:
    """Whatever stands between the tags of a page that could not be read as a tree."""
    pieces = _TAG.split(_CODE.sub(" ", markup), maxsplit=MAX_PIECES * 4)
    texts = [" ".join(html.unescape(piece).split()) for piece in pieces]
    found = [text for text in texts if any(map(str.isalnum, text))][:MAX_PIECES]
    return tuple(Line(text, "paragraph", None, at) for at, text in enumerate(found))
