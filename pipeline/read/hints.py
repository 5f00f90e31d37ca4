"""What the names that sites give to their elements tell: classes, ids, roles, test ids.

Turns such a string into tokens, and tokens into categories (used for the kind of a removed block, and as
features). The words are knowledge of how news sites are built, not of single sites. Every look-up goes
through a cache, for a page repeats the same few hundred strings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

CATEGORIES: dict[str, str] = {
    "comment": "comment comments commentlist kommentar kommentare commentaires comentarios disqus "
    "respond reply replies discussion forum commenting coral viafoura",
    "share": "share sharing shares social sharebar sharebuttons addthis sharedaddy jetpack teilen "
    "compartir partage shareaholic addtoany socials follow",
    "navigation": "nav navigation navbar menu menus submenu breadcrumb breadcrumbs pagination pager footer "
    "foot colophon masthead topbar sitemap skip navi toc tabs sticky toplinks",
    "side": "sidebar aside rail widget widgets secondary sidebars rightcol marginal complementary",
    "related": "related recommended recommendation recommendations recirc recirculation popular trending "
    "mostread latest similar readmore outbrain taboola teaser teasers crosslinks suggestions "
    "suggested morefrom associated recommend linklist infinite promo upnext mostpopular",
    "newsletter": "newsletter newsletters signup subscribe subscription mailchimp optin mailpoet subscribebox",
    "paywall": "paywall premium piano regwall metered paygate abo offer barrier subscriber",
    "advertisement": "ad ads advert adverts advertisement advertising sponsor sponsored dfp gpt anzeige "
    "werbung adslot banner adsense adunit publicidad publicite",
    "consent": "cookie cookies consent gdpr onetrust cmp privacy didomi cookiebanner usercentrics",
    "caption": "caption figcaption captions legend wpcaption imagecaption bildunterschrift subline",
    "credit": "credit credits copyright photocredit photographer source rights",
    "media": "image gallery media video player photo carousel slideshow slider picture figure lightbox "
    "audio podcast",
    "byline": "byline bylines author authors autor dateline date time published timestamp meta postmeta "
    "readtime datetime publishdate entrymeta postedon readingtime infos contributor modified "
    "updated",
    "author-box": "bio authorbox aboutauthor authorbio biography authorinfo authorprofile vcard",
    "tags": "tag tags topics topic keywords taxonomy taglist tagcloud tagged",
    "title": "title headline heading titre titulo kicker overline",
    "lead": "lead lede standfirst dek deck subtitle subheadline subhead summary excerpt abstract "
    "intro chapeau sapo ingress vorspann einleitung entradilla bajada sottotitolo subheading "
    "introduction manchet perex zajawka ingres chapo sumario copete synopsis underrubrik "
    "underline leadtext teasertext",
    "content": "article story content body entry post text main articlebody articlecontent postcontent "
    "entrycontent richtext artikel paragraph copy prose storybody contenido texte inhalt "
    "bodytext posttext articletext cuerpo",
    "hidden": "hidden sr visually screenreader screen noprint printonly offscreen invisible srtext",
    "tool": "button btn toolbar modal popup overlay tooltip dropdown login search form dialog control "
    "toggle icon print bookmark save account",
    "embed": "tweet twitter embed instagram facebook tiktok youtube",
}

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_PLAIN_WORD = re.compile("[a-z]+")  # the same in a name without capitals, as most are
_CATEGORY_OF: dict[str, int] = {}
_BIT: dict[str, int] = {name: 1 << index for index, name in enumerate(CATEGORIES)}
for _name, _tokens in CATEGORIES.items():
    for _token in _tokens.split():
        _CATEGORY_OF[_token] = _CATEGORY_OF.get(_token, 0) | _BIT[_name]


@lru_cache(maxsize=50_000)
def tokens_of(hint: str) -> tuple[str, ...]:
    """The distinct words of a hint, in order, and neighbours joined: `article-body` gives articlebody too."""
    return tuple(dict.fromkeys(chain.from_iterable(map(_words_of, hint[:400].split()[:16]))))


@lru_cache(maxsize=50_000)
def _words_of(name: str) -> tuple[str, ...]:
    found: list[str] = []
    plain = name.isascii() and name.islower()
    words = (_PLAIN_WORD.findall(name) if plain else [word.lower() for word in _WORD.findall(name)])[:8]
    for index, word in enumerate(words):
        if len(word) > 1:
            found.append(word)
        if index:
            found.append(words[index - 1] + word)
    return tuple(found)


@lru_cache(maxsize=50_000)
def categories_of(hint: str) -> int:
    """The categories that a hint's tokens fall into, as a bit set; see `bit`."""
    bits = 0
    for token in tokens_of(hint):
        bits |= _CATEGORY_OF.get(token, 0)
    return bits


def bit(category: str) -> int:
    """The bit of one category in what `categories_of` gives."""
    return _BIT[category]
