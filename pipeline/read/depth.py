"""Mark-up without its deepest containers, for pages that nest deeper than the parser goes.

libxml2 stops reading at a depth of 2,048 and drops all that follows, also what stands below the deep part. Broken
generators and pages of thousands of unclosed elements go there; no article needs it. Only the tags of containers
are dropped, and a line break stands in place of each that would have begun a line; text stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 500  # levels of containers that are kept; the deepest of 1,700 news pages has 60
# Elements that say something of their own text, hold nothing or close themselves: they are never dropped.
_KEPT_NAMES = """
    html head body title meta link base p h1 h2 h3 h4 h5 h6 br hr img input source wbr area col embed param track
"""
_INLINE_NAMES = "a abbr b bdi bdo big cite code em font i label mark s small span strong sub sup tt u"
_KEPT, _INLINE = frozenset(_KEPT_NAMES.split()), frozenset(_INLINE_NAMES.split())
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea)\b.*?(?:</\1\s*>|\Z)|<(/?)([a-zA-Z][\w:-]*)[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


def flattened(markup: str) -> str:
    """The mark-up with the tags of containers below `DEEPEST` levels dropped; linear in its length."""
    return _TAG.sub(_Levels().instead_of, markup)


class _Levels:
    """The containers that are open, and how many of each name are."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._names: Counter[str] = Counter()

    def instead_of(self, match: re.Match[str]) -> str:
        """The tag itself, or what stands in its place."""
        name = (match.group(3) or "").lower()
        if not name or name in _KEPT:
            return match.group()
        deep = len(self._open) > DEEPEST
        if match.group(2):
            self._close(name)
        else:
            self._open.append(name)
            self._names[name] += 1
        if not deep:
            return match.group()
        return "" if name in _INLINE else "<br>"

    def _close(self, name: str) -> None:
        """Close the innermost container of that name and those that were left open in it, as parsers do."""
        if not self._names[name]:
            return
        while True:
            closed = self._open.pop()
            self._names[closed] -= 1
            if closed == name:
                return
