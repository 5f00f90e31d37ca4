"""Headlines without the site around them: suffixes and prefixes such as "… | The Daily Example" cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalise.text import clean, fold

MAX_TITLE = 400  # characters
_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|·|•|»|«|›|‹|::|:|/|~|\\|>|<|⋆|※|\*)\s+|\s*(?:[|｜│┃»«›⎮¦]|::)\s*|:\s+|(?<=[^\W\d_a-zA-Z])[-_＿–—](?=[^\W\d_])|_")


def clean_title(raw: str, site_names: Iterable[str] = ()) -> str:
    """The title with every leading and trailing part cut that is one of the site's names."""
    text = clean(raw)[:MAX_TITLE]
    sites = {fold(name) for name in site_names} - {""}
    for _ in range(4):
        shorter = _without_site(text, sites)
        if shorter == text:
            return text
        text = shorter
    return text


def _without_site(text: str, sites: set[str]) -> str:
    cuts = list(_SEPARATOR.finditer(text))
    for match in cuts:  # the longest suffix first
        if is_site(text[match.end() :], sites) and match.start() > 0:
            return text[: match.start()].rstrip()
    for match in reversed(cuts):
        if is_site(text[: match.start()], sites) and match.end() < len(text):
            return text[match.end() :].lstrip()
    return text


def is_site(text: str, sites: set[str]) -> bool:
    """Whether a text is one of the site's folded names, give or take an article or a top-level domain."""
    folded = fold(text)
    if not folded:
        return False
    if folded in sites:
        return True
    for site in sites:
        longer, shorter = (folded, site) if len(folded) >= len(site) else (site, folded)
        if len(shorter) >= 4 and longer in {f"the{shorter}", f"{shorter}com", f"www{shorter}", f"{shorter}news", f"{shorter}de", f"{shorter}online", f"{shorter}blog", f"www{shorter}com"}:
            return True
    return False


def parts_of(text: str) -> list[str]:
    """The title split at every separator; the whole alone where there is none."""
    parts = [part.strip() for part in _SEPARATOR.split(clean(text))]
    return [part for part in parts if part]
