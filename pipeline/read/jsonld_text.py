"""Read the text of a JSON-LD script, however broken, in linear time.

Publishers' scripts carry comments, control characters, HTML entities, trailing commas and quotation marks
that nobody escaped. Three attempts, each a single pass: as it is, with the usual faults repaired, and
last only the well-known keys harvested. This decides nothing about what the values mean.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

MAX_CHARACTERS = 2_000_000  # of one script; the longest seen on a news page has under 400,000
MAX_HARVEST = 40  # values taken from a script that nothing could repair
MAX_VALUE = 2_000  # characters of a harvested value

_WRAPPING = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/|//)?|(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$"
)
_TOKEN = re.compile(
    r'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)'  # a string; one without an end is taken whole
    r"|/\*(?:[^*]|\*(?!/)){0,300}+\*/|(?<!:)//[^\n]*+"  # comments
    r"|,(?=\s*[}\]])"  # a comma with nothing after it
    r"|(?<=[}\]\"])(?=\s*\n\s*[\"{\[])",  # a comma that is missing at the end of a line
    re.DOTALL,
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_KEY = re.compile(
    r'"(@type|headline|datePublished|dateModified|dateCreated|description|articleSection|inLanguage'
    r'|isAccessibleForFree|author)"\s{0,50}:\s{0,50}(?=["\[{])'
)
_VALUE_END = re.compile(r'"\s{0,200}(?:,\s{0,200}"[@A-Za-z]{1,40}"\s{0,20}:|[}\]])')


def parse(text: str) -> list[Any]:
    """Every JSON value in a script's text. Never raises; nothing readable gives an empty list."""
    text = text[:MAX_CHARACTERS].strip("\ufeff \t\r\n;")
    if not text:
        return []
    value = _loads(text)
    if value is not None:
        return [value]
    text = _WRAPPING.sub("", text).strip("\ufeff \t\r\n;")
    if "&quot;" in text and text.count('"') < text.count("&quot;"):
        text = html.unescape(text)
    repaired = _TOKEN.sub(_repair, text)
    return list(_concatenated(repaired)) or _harvest(text)


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _repair(match: re.Match[str]) -> str:
    token = match.group()
    if token.startswith('"'):
        return _BAD_ESCAPE.sub(r"\\\\", token)
    return "" if token else ","


def _concatenated(text: str) -> Iterator[Any]:
    """One value after another, as scripts that were joined have them; none if any part is broken."""
    decoder, at, values = json.JSONDecoder(strict=False), 0, []
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1
    yield from values


def _harvest(text: str) -> list[Any]:
    """The first value of each well-known key, from text that is no JSON even after repair."""
    found: dict[str, Any] = {}
    for count, match in enumerate(_KEY.finditer(text)):
        key = match.group(1)
        if count >= MAX_HARVEST:
            break
        if key not in found:
            value = _author_after(text, match.end()) if key == "author" else _string_at(text, match.end())
            if value:
                found[key] = value
    return [found] if found else []


def _string_at(text: str, at: int) -> str | None:
    if text[at : at + 1] == "[":
        at = text.find('"', at, at + 50)
    if text[at : at + 1] != '"':
        return None
    window = text[at + 1 : at + 1 + MAX_VALUE]
    end = _VALUE_END.search(window)
    if end is None:
        return None
    raw = window[: end.start()]
    decoded = _loads(f'"{_BAD_ESCAPE.sub(lambda _: chr(92) * 2, raw)}"')
    return decoded if isinstance(decoded, str) else raw.replace('\\"', '"')


def _author_after(text: str, at: int) -> str | None:
    direct = _string_at(text, at)
    if direct is not None and text[at : at + 1] == '"':
        return direct
    name = re.compile(r'"name"\s{0,20}:\s{0,20}(?=")').search(text, at, at + 400)
    return _string_at(text, name.end()) if name else direct
