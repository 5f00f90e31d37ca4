"""Article text that a page holds where no reader sees it: in script templates, or stated whole in its JSON-LD.

Looked at only where the visible page has next to no text: its scripts would have shown it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model import Line

MIN_MARKUP = 600  # characters of a script that may hold an article
MAX_SCRIPTS = 20
MAX_MARKUP = 1_000_000


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
