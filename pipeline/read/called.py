"""What a site's own attributes call an element, and whether they hide it. Does not say what such names mean."""

from __future__ import annotations

import re
from typing import Any

# Attributes, besides class and id, in which a site says what an element is for.
_TELLING = frozenset(
    ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "rel")
)
_LOOKED_AT = (*sorted(_TELLING), "style", "hidden", "aria-hidden")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def names_of(element: Any) -> tuple[str, bool]:
    """What the site's attributes call an element, and whether they hide it."""
    try:
        attributes = element.items()
    except ValueError:  # an attribute's name is one that lxml can't show
        attributes = [(name, value) for name in _LOOKED_AT if (value := element.get(name)) is not None]
    names: list[str] = []
    hidden = False
    for name, value in attributes:
        if name in _TELLING:
            if value:
                names.append(value)
        elif name == "style":
            hidden = hidden or _HIDING_STYLE.search(value) is not None
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            hidden = True
    return " ".join(names), hidden
