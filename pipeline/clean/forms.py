"""What a line is by its form alone, whatever its words: a rule of stars, links, hashtags, a trail, a copyright."""

from __future__ import annotations

import re

from pipeline.clean.rules import Match

_SOURCE_MARKER = re.compile(r"\W{0,3}source[-_ :#]{1,2}\d{1,9}\W{0,3}", re.IGNORECASE)
# Lines that say nothing or only where something is: an article may part or list its own with them.
SEPARATOR_RULE = "structure:separator"
LINK_RULE = "structure:link-line"
_SEPARATOR_LINE = re.compile(r"\s*(?:([*_=~#•·.–—―─━═-])(?:\s*\1)+|[•·|»›→►▶▼▲↑↓←«‹✓✔✕✖×◆■●○□])\s*")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LONGEST_LINK_LINE = 2000  # characters
_LINK = re.compile(r"\W*(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"\W*(?:e-?mail:?|mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*", re.IGNORECASE)
_HASHTAG = re.compile(r"[#＃][^\W\d_][^\s#]*#?[,;]?")
_HANDLE = re.compile(r"@\w+[,;]?")
_WORDS_OF_LINK_LINE = (
    (_LINK, "navigation", LINK_RULE),
    (_ADDRESS, "boilerplate", "structure:address-line"),
    (_HASHTAG, "tags", "structure:hashtags"),
    (_HANDLE, "share", "structure:handles"),
)
_LONGEST_COPYRIGHT = 250  # characters
_COPYRIGHT = re.compile(r"\W*(?:©|copyright\s*(?:©|\(c\)|(?:19|20)\d\d)|\(c\)\s*(?:19|20)\d\d)", re.IGNORECASE)
_CRUMB = re.compile(r"\s*[>›»→]\s*")
LONGEST_TRAIL = 160  # characters
LONGEST_CRUMB = 40


def by_form(text: str) -> Match | None:
    """What a line is by its form alone, whatever its words."""
    if len(text) > _LONGEST_LINK_LINE:
        return None
    if not LETTER_OR_DIGIT.search(text):
        return _separator(text)
    return _marker(text) or _link_line(text) or _trail(text) or _copyright(text)


def _separator(text: str) -> Match | None:
    """A rule of stars or dashes parts a text, it says nothing; brackets, stars and marks of a score may."""
    if _SEPARATOR_LINE.fullmatch(text):
        return Match("boilerplate", SEPARATOR_RULE, strong=False, exact=True)
    return None


def _marker(text: str) -> Match | None:
    if _SOURCE_MARKER.fullmatch(text.strip()):
        return Match("source-marker", "structure:source-marker", strong=True, exact=True)
    return None


def _trail(text: str) -> Match | None:
    """Where a page stands in its site: “Home > News > Local”."""
    if len(text) > LONGEST_TRAIL or not _CRUMB.search(text):
        return None
    crumbs = _CRUMB.split(text.strip())
    if len(crumbs) > 2 and all(crumb and len(crumb) <= LONGEST_CRUMB for crumb in crumbs[:-1]):
        return Match("navigation", "structure:breadcrumbs", strong=True, edge=True, exact=True)
    return None


def _copyright(text: str) -> Match | None:
    if len(text) <= _LONGEST_COPYRIGHT and _COPYRIGHT.match(text):
        return Match("credit", "structure:copyright", strong=True, edge=True)
    return None


def _link_line(text: str) -> Match | None:
    if not ("/" in text or "@" in text or "#" in text or "＃" in text or "www." in text or "WWW." in text):
        return None
    words = text.split()
    kinds = {_link_kind(word) for word in words}
    if len(kinds) != 1 or None in kinds:
        return None
    kind, rule = kinds.pop() or ("", "")
    return Match(kind, rule, strong=len(words) > 1 and rule != LINK_RULE, exact=True)


def _link_kind(word: str) -> tuple[str, str] | None:
    return next(((kind, rule) for form, kind, rule in _WORDS_OF_LINK_LINE if form.fullmatch(word)), None)
