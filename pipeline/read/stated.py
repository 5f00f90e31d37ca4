"""What a page states of its own text: its titles, its descriptions and, where it gives one, the article's body.

For judging blocks by their agreement with it. Which title or description is the right one, `normalise` decides.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_TITLES = frozenset(
    ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title", "headline")
)
_DESCRIPTIONS = frozenset(
    ("description", "og:description", "twitter:description", "sailthru.description", "dc.description", "abstract")
)
_JSON_TEXT = re.compile(
    r'"(headline|alternativeHeadline|description|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*+)"', re.DOTALL
)
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<[^<>]{1,300}>")
MAX_SCRIPT = 400_000  # characters of one JSON-LD script that are looked through


def fold(text: str) -> str:
    """Letters and digits only, case folded: what has to agree for two lines to be the same."""
    # Bytes are several times quicker to translate than text; JSON may state halves of characters.
    left = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_MARKS).decode("utf-8", "surrogatepass")
    return (left if left.isascii() else "".join(_LETTERS_AND_DIGITS.findall(left))).casefold()


@dataclass(frozen=True)
class Stated:
    """Texts as stated, folded by `fold`, without empty ones."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of all titles, for partial agreement."""
        return frozenset(self.raw_titles.casefold().split())

    raw_titles: str = ""
    raw_body: str = ""


def stated_of(root: Any) -> Stated:
    """Read what the page states out of its title, meta and JSON-LD elements."""
    found: dict[str, list[str]] = {"title": [], "description": [], "body": []}
    for field, text in _statements(root):
        found[field].append(text)
    body = max(found["body"], key=len, default="")
    return Stated(
        titles=_folded(found["title"]),
        descriptions=_folded(found["description"]),
        body=fold(body),
        raw_titles=" ".join(found["title"]),
        raw_body=body,
    )


def _folded(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for folded in map(fold, texts) if folded))


def _statements(root: Any) -> Iterator[tuple[str, str]]:
    for element in root.iter("title", "meta", "script"):
        if element.tag == "title":
            if element.text:
                yield "title", element.text
        elif element.tag == "meta":
            yield from _meta(element)
        elif "ld+json" in (element.get("type") or "") and element.text:
            yield from _script(element.text[:MAX_SCRIPT])


def _meta(element: Any) -> Iterator[tuple[str, str]]:
    name = (element.get("property") or element.get("name") or "").lower()
    content = element.get("content")
    if content and name in _TITLES:
        yield "title", content
    elif content and name in _DESCRIPTIONS:
        yield "description", content


def _script(text: str) -> Iterator[tuple[str, str]]:
    for key, raw in _JSON_TEXT.findall(text):
        try:
            value = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            continue
        value = _MARKUP.sub(" ", html.unescape(value))
        if key == "articleBody":
            yield "body", value
        elif key == "description":
            yield "description", value
        else:
            yield "title", value


def same_title(folded: str, titles: tuple[str, ...]) -> bool:
    """Whether a folded text is one of the titles, or most of one (the rest is the site's name)."""
    if len(folded) < 4:
        return folded in titles
    return any(
        folded == title
        or (folded in title and len(folded) > 0.5 * len(title))
        or (len(title) > 15 and title in folded and len(title) > 0.6 * len(folded))
        for title in titles
    )


def described(folded: str, descriptions: tuple[str, ...]) -> float:
    """The share of a folded text that a description repeats, from 0 to 1."""
    if len(folded) < 15:
        return 0.0
    best = 0.0
    for description in descriptions:
        reach = min(len(folded), len(description))
        if reach >= 15 and (
            folded[:reach] == description[:reach] or (reach > 40 and (folded[:40] in description))
        ):
            best = max(best, reach / len(folded))
    return best
