"""Headlines without the site around them: suffixes and prefixes such as "… | The Daily Example" cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalise.text import clean, fold

MAX_TITLE = 400  # characters
MIN_LABEL = 5  # characters of a host's name that may be found inside a suffix
MAX_SITE_WORDS = 7
MIN_SHARE = 0.4  # of the suffix

# What stands between a headline and a site's name. A colon is weaker: it mostly belongs to the headline.
_STRONG = r"\s+(?:\||-|–|—|·|•|»|«|›|‹|::|/|~|\\|>|<|⋆|※|\*)\s+|\s*(?:[|｜│┃»«›⎮¦]|::)\s*"
# Between ideographs, where nobody writes spaces; an underscore also beside them.
_TIGHT = r"(?<=[^\W\d_a-zA-Z])[-_＿–—](?=[^\W\d_])|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])"
_SEPARATOR = re.compile(f"{_STRONG}|{_TIGHT}|\\s+:\\s+|:\\s+|(?<=[\u3000-\u9fff])[:：]")
_STRONG_SEPARATOR = re.compile(f"{_STRONG}|{_TIGHT}")
_ENDINGS = ("", "com", "news", "de", "online", "blog", "magazine", "mag", "net", "org")


def clean_title(
    raw: str, site_names: Iterable[str] = (), labels: Iterable[str] = (), sections: Iterable[str] = ()
) -> str:
    """The title with every leading and trailing part cut that is one of the site's names.

    `labels` are names of the host (folded): a last part that has one inside, or is most of one, is the site's.
    `sections` are what the page calls its section: a last part that is one says where the article stands.
    """
    text = clean(raw)[:MAX_TITLE]
    sites = {fold(name) for name in site_names} - {""}
    inside = tuple(label for label in labels if len(label) >= MIN_LABEL)
    folded_sections = {fold(section) for section in sections} - {""}
    for _ in range(4):
        shorter = _without_site(text, sites, inside)
        shorter = _without_section(shorter, folded_sections) if folded_sections else shorter
        if shorter == text:
            return text
        text = shorter
    return text


def _without_site(text: str, sites: set[str], labels: tuple[str, ...]) -> str:
    cuts = list(_SEPARATOR.finditer(text))
    for match in cuts:  # the longest suffix first
        if match.start() > 0 and is_site(text[match.end() :], sites):
            return text[: match.start()].rstrip()
    strong = [match for match in cuts if ":" not in match.group() or "::" in match.group()]
    for match in reversed(strong):
        if match.end() < len(text) and is_site(text[: match.start()], sites):
            return text[match.end() :].lstrip()
    last = strong[-1:] or [match for match in cuts[-1:] if 2 * match.start() > len(text)]
    if last and last[0].start() > 0 and _has_label(text[last[0].end() :], labels):
        return text[: last[0].start()].rstrip()
    return text


def _without_section(text: str, sections: set[str]) -> str:
    cuts = [match for match in _STRONG_SEPARATOR.finditer(text) if match.start() > 0]
    return text[: cuts[-1].start()].rstrip() if cuts and fold(text[cuts[-1].end() :]) in sections else text


def _has_label(part: str, labels: tuple[str, ...]) -> bool:
    folded = fold(part)
    if len(part.split()) > MAX_SITE_WORDS:
        return False
    return any(
        (label in folded and len(label) >= MIN_SHARE * len(folded))
        or (folded in label and len(folded) >= max(MIN_LABEL, MIN_SHARE * len(label)))
        for label in labels
    )


def is_site(text: str, sites: set[str]) -> bool:
    """Whether a text is one of the site's folded names, give or take an article or a top-level domain."""
    folded = fold(text)
    if not folded:
        return False
    if folded in sites:
        return True
    for site in sites:
        longer, shorter = (folded, site) if len(folded) >= len(site) else (site, folded)
        if len(shorter) >= 4 and shorter in longer:
            start, _, end = longer.partition(shorter)
            if start in {"", "the", "www"} and end in _ENDINGS:
                return True
    return False


def parts_of(text: str) -> list[str]:
    """The title split at every separator but colons; the whole alone where there is none."""
    parts = [part.strip() for part in _STRONG_SEPARATOR.split(clean(text))]
    return [part for part in parts if part]
