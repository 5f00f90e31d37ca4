"""What a response means: for the row in `fetches`, and for what is done next.

Pure: takes the answer as it came, returns the fields of a `Fetch`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from pipeline.acquire.attempt import Answer
from pipeline.acquire.headers import DEFAULT_WAIT, freshness, media_type_of, retry_after
from pipeline.model import FetchOutcome

PERMANENT_REDIRECTS = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def outcome_of(answer: Answer, now: datetime, *, conditional: bool) -> tuple[FetchOutcome, str, datetime | None]:
    """An answer that is no redirect: its outcome, the reason in words, and when the host may be asked again."""
    status = answer.status
    wait = retry_after(answer.headers.get("Retry-After"), now)
    if status in {200, 203}:
        return "fetched", "", None
    if status == 304:
        if conditional:
            return "unchanged", "not modified since the last fetch", None
        return "broken", "answered 304 to a request that set no condition", None
    if status == 429 or (status == 503 and wait):
        wait = wait or now + DEFAULT_WAIT
        return "throttled", f"{status}: asked to wait until {wait:%Y-%m-%d %H:%M:%S} UTC", wait
    if status == 410:
        return "gone", "410: gone for good", None
    if status == 404:
        return "missing", "404: not found", None
    if 400 <= status < 500:
        return "refused", f"{status}: {answer.reason_phrase or 'refused'}", wait
    if status >= 500:
        return "server-error", f"{status}: {answer.reason_phrase or 'server error'}", wait
    return "broken", f"answered with status {status}, which brings no document", None


def facts_of(answer: Answer, now: datetime) -> dict[str, Any]:
    """What the headers state, as fields of `Fetch`."""
    fresh = freshness(answer.headers.get("Cache-Control"), answer.headers.get("Expires"), now)
    return {
        "status": answer.status,
        "size": len(answer.body),
        "media_type": media_type_of(answer.headers.get("Content-Type")),
        "etag": _bounded(answer.headers.get("ETag")),
        "last_modified": _bounded(answer.headers.get("Last-Modified")),
        "fresh_until": now + fresh if fresh is not None and fresh.days < 365 else None,
        "http_version": answer.http_version,
        "ip": answer.ip,
    }


def next_hop(url: str, location: str | None) -> str | None:
    """Where a redirect leads: an absolute http(s) address without fragment or credentials, or None."""
    if not location or len(location) > 8_000:
        return None
    try:
        target = urljoin(url, location.strip()).partition("#")[0]
        parts = urlsplit(target)
        httpx.URL(target)
        has_credentials = parts.username is not None or parts.password is not None
        _ = parts.port
    except (ValueError, httpx.InvalidURL):
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or has_credentials:
        return None
    return target


def _bounded(value: str | None) -> str | None:
    """A validator is sent back as it came; one that is absurdly long is not worth it."""
    return value if value and len(value) <= 1_000 else None
