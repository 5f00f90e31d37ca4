"""Parts of a page that are never its article, by the names of well-known tools: consent dialogs, comment threads.

The judge learns most of what is not the article; these parts are full of good prose, so it is told. Where next to
nothing is kept beside such a part, the name is believed to mean something else, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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
_CAPTION = hints.bit("caption")
MAX_CAPTION = 4  # blocks in an element that is called caption, for it to be one
# Elements whose tag says that they stand beside the text, unless the headline is in them too.
_BESIDE = {
    "aside": "related", "nav": "navigation", "footer": "navigation", "form": "newsletter", "button": "navigation",
    "figcaption": "caption", "noscript": "hidden",
}  # fmt: skip
_WHOLE_PAGE = frozenset(("html", "body"))
MIN_BESIDE_THREADS = 50  # words kept elsewhere, for a page to have an article beside its comments
MIN_BESIDE_STRUCTURE = 100  # the same for tags, which are misused more often than names


def elsewhere(
    dom: Dom,
    kept: Sequence[bool],
    sizes: Sequence[float],
    headline: int,
    likely: Sequence[bool] | None = None,
) -> dict[int, tuple[str, str]]:
    """(kind, rule) of the kept blocks that stand in such a part.

    `headline` is the headline's block, or -1; `likely` are the blocks that may be the article even if they are not
    kept, for a page of one paragraph and a hundred comments.
    """
    around = _around(dom, headline)
    by_name, by_structure = _kinds_by_name(dom), _kinds_by_structure(dom, around)
    found: dict[int, tuple[str, str]] = {}
    for kinds, least, among in (
        (by_name, MIN_BESIDE_THREADS, likely or kept),
        (by_structure, MIN_BESIDE_STRUCTURE, kept),
    ):
        beside = sum(
            size
            for index, (size, counts) in enumerate(zip(sizes, among, strict=True))
            if counts and index not in found and kinds[dom.blocks[index].node] is None
        )
        if beside >= least:
            for index, block in enumerate(dom.blocks):
                verdict = kinds[block.node]
                if kept[index] and verdict is not None:
                    found.setdefault(index, verdict)
    return found


def _around(dom: Dom, block: int) -> frozenset[int]:
    """The elements around a block."""
    found = set()
    node = dom.blocks[block].node if block >= 0 else -1
    while node >= 0:
        found.add(node)
        node = dom.parents[node]
    return frozenset(found)


def _kinds_by_name(dom: Dom) -> list[tuple[str, str] | None]:
    kinds: list[tuple[str, str] | None] = []
    for tag, hint, parent in zip(dom.tags, dom.hints, dom.parents, strict=True):
        above = kinds[parent] if parent >= 0 else None
        kinds.append(above or (_named(hint) if hint and tag not in _WHOLE_PAGE else None))
    return kinds


@lru_cache(maxsize=50_000)
def _named(hint: str) -> tuple[str, str] | None:
    tokens = hints.tokens_of(hint)
    if not _CONSENT.isdisjoint(tokens):
        return "consent", "structure:consent"
    return None if _COMMENTS.isdisjoint(tokens) else ("comment", "structure:comment")


def _kinds_by_structure(dom: Dom, around: frozenset[int]) -> list[tuple[str, str] | None]:
    """By tags beside the text, by articles other than the one that holds the headline, and by captions' names."""
    own = [node for node in around if dom.tags[node] == "article"]
    kinds: list[tuple[str, str] | None] = []
    for node, (tag, hint, parent) in enumerate(zip(dom.tags, dom.hints, dom.parents, strict=True)):
        verdict = kinds[parent] if parent >= 0 else None
        if verdict is None and node not in around:
            if tag in _BESIDE:
                verdict = _BESIDE[tag], f"structure:{tag}"
            elif tag == "article" and own and not _is_inside(dom, node, own):
                verdict = "related", "structure:article"
            elif hint and hints.categories_of(hint) & _CAPTION and dom.last[node] - dom.first[node] <= MAX_CAPTION:
                verdict = "caption", "structure:caption"
        kinds.append(verdict)
    return kinds


def _is_inside(dom: Dom, node: int, articles: list[int]) -> bool:
    """Whether an element lies within one of the articles; posts of a live page do."""
    return any(
        dom.first[article] <= dom.first[node] and dom.last[node] <= dom.last[article] for article in articles
    )
