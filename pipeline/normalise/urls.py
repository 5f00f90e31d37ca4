"""Web addresses in one canonical form (RFC 3986, section 6.2), without what only says how a reader came there.

Parameters that may name the page are kept: an address is an identity here, and two pages must never become one.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_plus, urljoin, urlsplit, urlunsplit

from pipeline.normalise.tracking import TRACKING_PARAMETERS, TRACKING_PREFIXES

MAX_CHARACTERS = 4_000
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:@!$&'()*+,;=~-._"
_HOST = re.compile(r"^[^\s/?#@\\<>\"^`{|}]+$")
# Second-level labels under which a country registers names (publicsuffix.org lists them all).
_SECOND_LEVEL = frozenset(
    {
        "co",
        "com",
        "org",
        "net",
        "gov",
        "gob",
        "gouv",
        "ac",
        "edu",
        "or",
        "ne",
        "go",
        "gen",
        "web",
        "in",
        "my",
        "nom",
        "ltd",
        "plc",
        "me",
        "info",
        "mil",
    }
)


def canonical(raw: str, base: str | None = None) -> str | None:
    """The address in canonical form, resolved against `base`; None if it is no http(s) address."""
    try:
        text = raw.strip()[:MAX_CHARACTERS]
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not host or not _HOST.match(host):
        return None
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    return urlunsplit((scheme, netloc, quote(parts.path or "/", safe=_SAFE), _query(parts.query), ""))


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair)]
    return "&".join(quote(pair, safe=_SAFE + "?") for pair in kept)


def _tracks(pair: str) -> bool:
    name = unquote_plus(pair.partition("=")[0]).lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)


def host_of(url: str | None) -> str:
    """The host in lower case without `www.`; an empty text where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def registrable(host: str) -> str:
    """The domain that somebody registered: the last two labels, three under suffixes such as `co.uk`."""
    labels = host.split(".")
    if len(labels) <= 2 or all(label.isdigit() for label in labels):
        return host
    wide = labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3:] if wide else labels[-2:])


def is_root(url: str) -> bool:
    """Whether the address is a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/") in {"", "index.html", "index.php", "home"} and not parts.query


def implausible_canonical(stated: str, fetched: str | None) -> str | None:
    """Why a stated canonical address is not believed; None if it may be."""
    if is_root(stated) and not (fetched and is_root(fetched)):
        return "the site's front page"
    if fetched and registrable(host_of(stated)) != registrable(host_of(fetched)):
        return "another site"
    return None
