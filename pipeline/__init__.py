"""newsmill's public face: articles from pages and texts, usable from a notebook.

    from pipeline import article_from_html, article_from_text

Everything is imported when it is first asked for, so that `import pipeline` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.article import article_from_html, article_from_text
    from pipeline.model import Article, Block, Evidence, Mention, Quote

__version__ = "0.1.0"
__all__ = ["Article", "Block", "Evidence", "Mention", "Quote", "article_from_html", "article_from_text"]

_HOMES = dict.fromkeys(("Article", "Block", "Evidence", "Mention", "Quote"), "pipeline.model") | dict.fromkeys(
    ("article_from_html", "article_from_text"), "pipeline.article"
)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
