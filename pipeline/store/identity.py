"""Decide what is the same thing: places, captures, articles, and versions of an article.

Pure: digests of values, nothing else. All identities are the beginning of a SHA-256, so the same input
gets the same identity in every warehouse.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.model import Article, Capture

_BATCH = 8192  # what is asked twice of each document of a batch is worked out once
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[a-zA-Z0-9]")  # what nearly all addresses begin like, and says enough


@lru_cache(_BATCH)
def place_key(source_id: str, uri: str) -> int:
    """Key of a place within its source: the first 64 bits, as an unsigned number."""
    return int.from_bytes(_sha256(f"{source_id}\n{uri}")[:8], "big")


def capture_id(source_id: str, uri: str, visit: int) -> str:
    """Identity of one capture of a place: 16 hex digits. `visit` counts from 1."""
    return _sha256(f"{source_id}\n{uri}\n{visit}").hex()[:16]


def article_id(capture: Capture, article: Article) -> str:
    """Identity of an article: 16 hex digits over its address, or over its source and file without one.

    The article's own canonical URL goes first, then where it was captured. A canonical URL that is only
    a site's front page says nothing about the article: many sites print it on every page.
    """
    address = next((url for url in (article.canonical_url, capture.url) if url and _is_specific(url)), None)
    name = f"url:{address}" if address else f"file:{capture.source_id}/{capture.uri}"
    return _named(name)


@lru_cache(_BATCH)
def _named(name: str) -> str:
    return _sha256(name).hex()[:16]


@lru_cache(_BATCH)
def _is_specific(url: str) -> bool:
    if _PLAIN.match(url):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and (parts.path.strip("/") != "" or parts.query != "")


def content_digest(article: Article) -> str:
    """Digest of what the publisher says; another digest is another version of the article.

    Left out: what changes without anybody having edited anything (the time stamp of the last change,
    picture addresses with a size or a signature in them) and what newsmill infers (language).
    """
    said = [
        article.title,
        article.lead,
        article.body,
        article.authors,
        article.published.isoformat() if article.published else None,
        article.publisher,
        article.section,
        article.tags,
        article.description,
        article.paywalled,
        article.source_ref,
    ]
    return _sha256(json.dumps(said, ensure_ascii=True)).hex()


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
