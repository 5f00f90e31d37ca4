"""Put text, dates and addresses into formats: what each may hold, and how it is escaped. Pure."""

from __future__ import annotations

import base64
import html
import json
import math
import re
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

# Everything outside of XML 1.0's Char, https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# JSON that stands in a page's script can't end that script; no character is taken for the end of a line.
_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u0085\u2028\u2029"}
_TO_ESCAPE = re.compile(f"[{''.join(_ESCAPED)}]")
_LOOKS_LIKE_A_TAG = re.compile(r"<[A-Za-z/!?]")
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "newsmill:feeds")
# Characters of a URI (RFC 3986) that stay; those of an IRI beside them are written as octets.
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


def readable(text: str) -> str:
    """Text without the characters that XML 1.0 forbids, nor white space around it."""
    return _NOT_XML.sub("", text).strip()


def xml_text(text: str) -> str:
    """Text inside an element; characters that XML 1.0 forbids are left out."""
    return escape(_NOT_XML.sub("", text))


def xml_attribute(text: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(_NOT_XML.sub("", text))


def element(name: str, text: str, **attributes: str) -> str:
    """One element with text in it."""
    said = "".join(f" {key.replace('_', ':')}={xml_attribute(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{xml_text(text)}</{name}>"


def paragraphs_html(text: str) -> str:
    """Plain text as paragraphs of HTML: what looks like markup in it shows as it stands."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)


def plain_or_html(text: str) -> str:
    """Plain text for a place that some readers take for HTML, such as RSS 2.0's title.

    It comes out the same for both, unless it holds markup: then it is escaped, so that it shows and never acts.
    """
    if _LOOKS_LIKE_A_TAG.search(text) or html.unescape(text) != text:
        return html.escape(text, quote=False)
    return text


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON that may stand in a page's script too; NaN and infinity become null."""
    separators = (",", ": ") if indent else (",", ":")
    said = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], said)


def plain_value(value: Any) -> Any:
    """A value of DuckDB as JSON has it: dates in ISO 8601, times with Z, bytes in Base64."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value.total_seconds()) if isinstance(value, timedelta) else str(value)


def moment_text(moment: datetime) -> str:
    """RFC 3339, in UTC where the time says its zone: 2024-06-01T12:00:00Z."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def internet_date(moment: datetime) -> str:
    """RFC 822 as RSS 2.0 has it: Sat, 01 Jun 2024 12:00:00 +0000."""
    return format_datetime(moment.astimezone(UTC))


def urn(*parts: str) -> str:
    """An id that stays the same wherever and whenever it is written: a UUID of version 5 (RFC 9562)."""
    return f"urn:uuid:{uuid.uuid5(_IDS, '/'.join(parts))}"


def web_uri(address: str | None) -> str | None:
    """A web address as a URI (RFC 3986), or None: other schemes, such as `javascript:`, are no link."""
    if not address:
        return None
    address = address.strip()
    try:
        parts = urlsplit(address)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            return None
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    if not re.fullmatch(r"[A-Za-z0-9.\-_:\[\]]+", host):
        return None
    rest = parts._replace(scheme="", netloc="").geturl()
    tail = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(rest, safe=_URI_SAFE))
    return f"{parts.scheme.lower()}://{host}{port}{tail}"
