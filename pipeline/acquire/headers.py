"""Read what HTTP headers say about time and kind: Retry-After, Cache-Control, Expires, Content-Type.

Pure; what can't be understood is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([A-Za-z0-9][A-Za-z0-9._:+-]{1,39})", re.IGNORECASE)
_LONGEST_WAIT = timedelta(days=7)  # a longer wait is a mistake, or a way of saying never; status shows either
DEFAULT_WAIT = timedelta(minutes=10)  # for 429 and 503 that don't say how long


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """When to come back: from a delay in seconds or an HTTP date (RFC 9110, 10.2.3), at most 7 days on."""
    text = (value or "").strip()
    if not text:
        return None
    if text.isdecimal():
        when = now + timedelta(seconds=min(int(text[:9]), 10**8))
    else:
        found = http_date(text)
        if found is None:
            return None
        when = found
    return min(max(when, now), now + _LONGEST_WAIT)


def http_date(value: str | None) -> datetime | None:
    """A date as HTTP headers carry it, aware and in UTC."""
    try:
        found = parsedate_to_datetime(value or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def freshness(cache_control: str | None, expires: str | None, now: datetime) -> timedelta | None:
    """How long a response may be taken as current, from Cache-Control or else Expires (RFC 9111, 4.2.1)."""
    if cache_control:
        if re.search(r"\bno-(?:cache|store)\b", cache_control, re.IGNORECASE):
            return timedelta(0)
        if found := _MAX_AGE.search(cache_control):
            return timedelta(seconds=int(found[1]))
    when = http_date(expires)
    return max(when - now, timedelta(0)) if when else None


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type names, in lower case; None where it names none, or one without sense."""
    match = _CHARSET.search(content_type or "")
    return match[1].lower() if match else None


def media_type_of(content_type: str | None) -> str | None:
    """The type without its parameters, in lower case."""
    return (content_type or "").split(";")[0].strip().lower() or None
