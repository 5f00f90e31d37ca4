"""What words in class and id attributes say about an element: data, matched as whole words.

A token such as `article-byline` or `entryTitle` is split at hyphens, underscores and capitals. Its meaning is a
set of bits; an attribute means what its tokens mean together. Collected from templates of news sites and the
common publishing systems; a word is here because of what it marks, never because of one site.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "byline": "byline bylines authorship autorzeile signature dateline contributors",
    "author": """
        author authors autor autoren auteur auteurs autore autori writer writers journalist journalists
        reporter columnist redaktor redacteur contributor forfatter skribent penulis yazar muharrir redator
        firma postedby writtenby avtor byauthor authorname creator
    """,
    "not-name": """
        bio biography image avatar photo img picture description social follow about box comment comments
        related links more icon share twitter email thumb count published desc job role title position posts
        url wrapper info meta content text date time photographer illustrator gravatar pic archive search form
        ad page
    """,
    "date": """
        date dates datetime time timestamp published pubdate publish publication datum fecha posted created
        updated modified update dateline tarih tanggal calendar day dato postdate postmeta timeago data
        posttime pubtime publishtime publishdate releasedate byline meta
    """,
    "not-date": "event events today current clock now countdown copyright picker comment comments",
    "modified": "updated modified update modify lastmod aktualisiert edited lastupdate refresh",
    "published": "published pubdate publish publication posted created entry post article",
    "headline": "headline title titel titre titulo heading titolo overskrift rubrik baslik judul",
    "subordinate": """
        sub subtitle subtitel subheadline kicker site widget section page subheading card block module
    """,
    "elsewhere": """
        related comment comments sidebar widget widgets recommended recommendations footer menu popular
        trending latest carousel promo nav navbar navigation breadcrumb breadcrumbs disqus mostread newsletter
        outbrain taboola respond replies teaser teasers aside card cards recirculation readmore similar next
        prev previous
    """,
}
BYLINE, AUTHOR, NOT_NAME, DATE, NOT_DATE, MODIFIED, PUBLISHED, HEADLINE, SUBORDINATE, ELSEWHERE = (
    1 << place for place in range(len(_WORDS))
)
_BITS: dict[str, int] = {}
for _place, _words in enumerate(_WORDS.values()):
    for _word in _words.split():
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _place

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[^a-z0-9]+")
MAX_ATTRIBUTE = 500  # characters; utility classes make longer ones
MAX_TOKENS_KEPT = 20_000


@lru_cache(maxsize=MAX_TOKENS_KEPT)
def _bits_of_token(token: str) -> int:
    bits = 0
    text = token if token.islower() else _HUMP.sub(" ", token).lower()
    for word in _PARTS.split(text):
        bits |= _BITS.get(word, 0)
    return bits


def bits_of(attribute: str) -> int:
    """The bits of all tokens of a class or id attribute."""
    bits = 0
    for token in attribute[:MAX_ATTRIBUTE].split():
        bits |= _bits_of_token(token)
    return bits
