"""Whether two web addresses lead to the same page, for telling a page's own statements from those about others."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def place_of(address: str) -> tuple[str, str] | None:
    """(host, path) of an absolute address that is more than a site's root; None for any other text.

    Two addresses of one place are the same page: scheme, `www.`, query, fragment and a closing slash don't count.
    """
    try:
        parts = urlsplit(address.strip()[:2_000])
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return None
    path = unquote(parts.path).rstrip("/").lower()
    return (host, path) if host and path else None
