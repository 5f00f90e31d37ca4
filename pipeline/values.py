"""Check and convert single values of `sources.toml`.

Each function takes what TOML gave, returns what `Source` holds, and raises ValueError in words.
Knows nothing of files, lines or sources.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
import zoneinfo
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pipeline.codes import COUNTRIES, LANGUAGES
from pipeline.selectors import xpath_of

Check = Callable[[Any], Any]

_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_INTERVAL = re.compile(r"[1-9][0-9]*\s*[mhd]")
_CRON_FIELD = re.compile(
    r"(?:\*|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:/[0-9]+)?(?:,(?:\*|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:/[0-9]+)?)*"
)
_TYPES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}


def text(value: Any) -> str:
    """Text that is not empty."""
    if not isinstance(value, str):
        raise _wrong_type("text in quotes", value)
    if not value.strip():
        raise ValueError("is empty")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise _wrong_type("a list of texts in quotes", value)
    return tuple(value)


def selectors(value: Any) -> tuple[str, ...]:
    """A list of CSS selectors."""
    found = texts(value)
    for selector in found:
        xpath_of(selector)
    return found


def pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """A table of texts."""
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise _wrong_type("a table of texts in quotes", value)
    return tuple(value.items())


def switch(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise _wrong_type("true or false, without quotes", value)
    return value


def one_of(*allowed: str) -> Check:
    """One of some words."""

    def convert(value: Any) -> str:
        if text(value) not in allowed:
            raise ValueError(f'"{value}" is not one of {", ".join(allowed)}' + _did_you_mean(value, allowed))
        return str(value)

    return convert


def identifier(value: Any) -> str:
    """A source's id: lower-case letters, digits, dot, hyphen and underscore."""
    if not _IDENTIFIER.fullmatch(text(value)):
        raise ValueError(f'"{value}" may have only lower-case letters, digits, and . _ - inside (at most 80)')
    return str(value)


def language(value: Any) -> str:
    """ISO 639-1."""
    code = text(value)
    if code not in LANGUAGES:
        short = re.split(r"[-_]", code.lower())[0]
        hint = f' (did you mean "{short}"?)' if short in LANGUAGES else ""
        raise ValueError(f'"{code}" is not a two-letter code of ISO 639-1 such as "de"{hint}')
    return code


def country(value: Any) -> str:
    """ISO 3166-1 alpha-2."""
    code = text(value)
    if code not in COUNTRIES:
        better = {"UK": "GB"}.get(code.upper(), code.upper())
        hint = f' (did you mean "{better}"?)' if better in COUNTRIES else ""
        raise ValueError(f'"{code}" is not a two-letter code of ISO 3166-1 such as "DE"{hint}')
    return code


def timezone(value: Any) -> str:
    """A name of the IANA time zone database."""
    name = text(value)
    known = zoneinfo.available_timezones()
    if name not in known:
        by_city = {zone.rsplit("/", 1)[-1].lower(): zone for zone in sorted(known) if "/" in zone}
        guess = by_city.get(name.rsplit("/", 1)[-1].lower().replace(" ", "_"))
        hint = f' (did you mean "{guess}"?)' if guess else _did_you_mean(name, tuple(known))
        raise ValueError(f'"{name}" is not a time zone of the IANA database such as "Europe/Berlin"{hint}')
    return name


def web_address(value: Any) -> str:
    """An absolute http or https URL without a password in it."""
    address = text(value)
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f'"{address}" is not a web address: {error}') from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", address):
        raise ValueError(f'"{address}" is not a web address that begins with https:// or http://')
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a user name or password in it, which newsmill does not send")
    return address


def schedule(value: Any) -> str:
    """An interval such as "30m", "6h", "1d", or five cron fields."""
    words = text(value).split()
    is_cron = len(words) == 5 and all(_CRON_FIELD.fullmatch(word) for word in words)
    if not is_cron and not _INTERVAL.fullmatch(value.strip()):
        raise ValueError(f'"{value}" is neither an interval such as "30m", "6h" or "1d" nor five cron fields')
    return str(value).strip()


def rate(value: Any) -> float:
    """Requests a minute, above 0 and at most 600."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong_type("a number", value)
    if not 0 < value <= 600:
        raise ValueError(f"{value} is not above 0 and at most 600")
    return float(value)


def header_value(value: Any) -> str:
    """Text that can stand in a header of HTTP: printable ASCII."""
    if not text(value).isascii() or not value.isprintable():
        raise ValueError("may have only printable ASCII characters")
    return str(value)


def networks(value: Any) -> tuple[str, ...]:
    """Addresses or networks such as "192.168.1.0/24", in CIDR notation."""
    found = []
    for entry in texts(value):
        try:
            found.append(str(ipaddress.ip_network(entry, strict=False)))
        except ValueError as error:
            raise ValueError(f'"{entry}" is not an address or network such as "192.168.1.0/24"') from error
    return tuple(found)


def _wrong_type(expected: str, value: Any) -> ValueError:
    return ValueError(f"expected {expected}, found {_TYPES.get(type(value), 'a date or time')}")


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word.lower(), [entry.lower() for entry in known], n=1, cutoff=0.6)
    right = next((entry for entry in known if close and entry.lower() == close[0]), None)
    return f' (did you mean "{right}"?)' if right else ""
