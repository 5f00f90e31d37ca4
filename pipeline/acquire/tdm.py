"""Whether a publisher reserves its rights against text and data mining: the TDM Reservation Protocol.

Pure. The three places are judged in the protocol's order: the page's own meta tags, the response's headers, the
host's file. https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_HEAD_BYTES = 200_000
MAX_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was said: reserved or expressly not, and where the terms are."""

    reserved: bool
    policy: str | None = None  # URL
    where: str = ""  # meta, header, file


def tdm_url(url: str) -> str:
    """Where a host's file is."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/.well-known/tdmrep.json", "", ""))


def reservation(url: str, headers: Mapping[str, str], page: bytes, file: bytes | None) -> Reservation | None:
    """What holds for an address; None where nothing is said anywhere."""
    return from_meta(page) or from_headers(headers) or (from_file(file, url) if file else None)


def from_headers(headers: Mapping[str, str]) -> Reservation | None:
    """`tdm-reservation: 1` and `tdm-policy: URL`."""
    lower = {name.lower(): value for name, value in headers.items()}
    return _made(lower.get("tdm-reservation"), lower.get("tdm-policy"), "header")


def from_meta(page: bytes) -> Reservation | None:
    """Meta tags of the same names, in the first part of the page."""
    found: dict[str, str] = {}
    for tag in _META.finditer(page, 0, _HEAD_BYTES):
        attributes = {
            match[1].lower(): (match[2] or match[3] or match[4] or b"").decode("utf-8", errors="replace")
            for match in _ATTRIBUTE.finditer(tag[0])
        }
        name = attributes.get(b"name", "").lower()
        if name.startswith("tdm-"):
            found.setdefault(name, attributes.get(b"content", ""))
    return _made(found.get("tdm-reservation"), found.get("tdm-policy"), "meta")


def from_file(body: bytes, url: str) -> Reservation | None:
    """The first rule of a `tdmrep.json` whose location matches the address's path."""
    try:
        rules = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    parts = urlsplit(url)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    for rule in rules[:MAX_RULES] if isinstance(rules, list) else []:
        if isinstance(rule, dict) and _matches(str(rule.get("location", "")), path):
            return _made(rule.get("tdm-reservation"), rule.get("tdm-policy"), "file")
    return None


def _matches(pattern: str, path: str) -> bool:
    """Patterns as in robots.txt: a prefix, with * for anything and $ for the end."""
    if not pattern.startswith(("/", "*")):
        return False
    is_whole = pattern.endswith("$")
    pieces = [re.escape(piece) for piece in pattern.removesuffix("$").split("*")]
    if len(pieces) > 20:  # a pattern of stars would take for ever to match
        return False
    return re.match(".*?".join(pieces) + ("$" if is_whole else ""), path) is not None


def _made(value: Any, policy: Any, where: str) -> Reservation | None:
    text = str(value).strip() if value is not None and not isinstance(value, bool) else ""
    if text not in {"0", "1"}:
        return None
    address = policy if isinstance(policy, str) and policy.startswith(("http://", "https://", "/")) else None
    return Reservation(text == "1", address, where)
