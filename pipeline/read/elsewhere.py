"""Parts of a page that are never its article, by the names of well-known tools: consent dialogs, comment threads.

The judge learns most of what is not the article; these parts are full of good prose, so it is told. Where such a
part would hold most of what was kept, the name is believed to mean something else, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read import hints
from pipeline.read.blocks import Dom

# Containers of consent management platforms, and what sites call their own.
_CONSENT = frozenset((
    "onetrust", "didomi", "usercentrics", "cookiebot", "sourcepoint", "spmessage", "qccmp", "borlabscookie",
    "ckyconsent", "cookieyes", "cmplz", "iubenda", "truste", "klaro", "tarteaucitron", "cookiebanner",
    "cookieconsent", "cookienotice", "cookiebar", "cookielaw", "cookiemodal", "cookiepopup", "cookiewall",
    "gdprbanner", "consentbanner", "consentmanager", "moovegdpr", "osano", "termly", "cmpbox", "fcconsent",
))  # fmt: skip
# What content management systems call the list of readers' comments and what is in it.
_COMMENTS = frozenset((
    "commentlist", "commentslist", "commentsarea", "commentthread", "commentbody", "commentcontent",
    "commenttext", "commentblock", "disqusthread", "commentrespond", "commentform", "commentsection",
    "commentssection", "commentswrapper", "commentitem", "fbcomments", "commentreplies",
))  # fmt: skip
_WHOLE_PAGE = frozenset(("html", "body"))


def elsewhere(dom: Dom, kept: Sequence[bool], sizes: Sequence[float]) -> dict[int, tuple[str, str]]:
    """(kind, rule) of the kept blocks that stand in such a part."""
    kinds = _kinds_of_elements(dom)
    found = {
        index: (kind, f"structure:{kind}")
        for index, block in enumerate(dom.blocks)
        if kept[index] and (kind := kinds[block.node]) is not None
    }
    words = sum(size for size, keep in zip(sizes, kept, strict=True) if keep)
    return found if 2 * sum(sizes[index] for index in found) < words else {}


def _kinds_of_elements(dom: Dom) -> list[str | None]:
    kinds: list[str | None] = []
    for tag, hint, parent in zip(dom.tags, dom.hints, dom.parents, strict=True):
        above = kinds[parent] if parent >= 0 else None
        kinds.append(above or (_kind_of(hint) if hint and tag not in _WHOLE_PAGE else None))
    return kinds


def _kind_of(hint: str) -> str | None:
    tokens = hints.tokens_of(hint)
    if not _CONSENT.isdisjoint(tokens):
        return "consent"
    return None if _COMMENTS.isdisjoint(tokens) else "comment"
