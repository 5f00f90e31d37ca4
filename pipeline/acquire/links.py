"""Find addresses in HTML pages: articles on section pages, feeds and sitemaps that a site offers.

Pure. Whether an address is an article is only guessed here, from its form; reading the page decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

MAX_LINKS = 2_000
_FEED_TYPES = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/feed+json": "feed",
    "application/json": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}
# Where the common systems put feeds: WordPress, Drupal, Ghost, Hugo, Jekyll, Blogger, Typo3, Medium
FEED_PATHS = (
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)
SITEMAP_PATHS = (
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap_news.xml",
    "/sitemap.xml",
    "/sitemap_index.xml",
)

_SLUG = re.compile(r"[^/]*?(?:[^\W\d_]{2,}[-_+]){3,}[^/]*$")  # four words and more
_DATE = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?(?:/|-)[^/]")
_NUMBER = re.compile(r"(?:^|[/._-])(?:[a-z]{0,4})?\d{5,}(?:\.\w+)?/?$", re.IGNORECASE)
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|topics?|themen?|categor(?:y|ies)|kategorien?|authors?|autore?n?|search|suche|login|signin|register|account"
    r"|abo|subscribe|newsletter|archive?|page|impressum|kontakt|contact|about|privacy|datenschutz|terms|agb|jobs|shop"
    r"|feed|rss|wp-content|wp-json|cdn-cgi|comments?|print|amp)(?:/|$)|[?&](?:s|q|page|share|replytocom)=",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|m4a|zip|css|js|xml|json|ics|rss|atom)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address on a page and the text that leads to it."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed or sitemap that a site seems to have, not yet looked at."""

    kind: Literal["feed", "sitemap"]
    url: str
    title: str = ""


def article_links(body: bytes, url: str, charset: str | None = None) -> tuple[Link, ...]:
    """The links of a section page that look like articles of the same site, in their order."""
    tree = _tree(body, charset)
    if tree is None:
        return ()
    base = _base(tree, url)
    site = _site(url)
    found: dict[str, str] = {}
    for anchor in tree.iter("a"):
        address = _absolute(anchor.get("href"), base)
        if not address or _site(address) != site or address == urldefrag(url)[0]:
            continue
        text = " ".join("".join(map(str, anchor.itertext())).split())
        if looks_like_article(address, text):
            found[address] = max(found.get(address, ""), text, key=len)
        if len(found) >= MAX_LINKS:
            break
    return tuple(Link(address, text) for address, text in found.items())


def looks_like_article(url: str, text: str = "") -> bool:
    """Whether an address has the form of an article's: a slug of words, a date with more behind it, a number."""
    parts = urlsplit(url)
    if _NOT_ARTICLES.search(url) or _FILES.search(parts.path) or parts.path in {"", "/"}:
        return False
    slug = parts.path.rstrip("/").rpartition("/")[2]
    signs = [bool(_SLUG.match(slug)), bool(_DATE.search(parts.path)), bool(_NUMBER.search(parts.path))]
    signs.append(len(text) >= 25 and " " in text)  # a headline, where a menu has one or two words
    return sum(signs) >= 2 or signs[0]


def offers(body: bytes, url: str, charset: str | None = None) -> tuple[Offer, ...]:
    """The feeds that a page names in link tags, then those its visible links lead to."""
    tree = _tree(body, charset)
    if tree is None:
        return ()
    base = _base(tree, url)
    found: dict[str, Offer] = {}
    for offer in [*_link_tags(tree, base), *_visible(tree, base)]:
        found.setdefault(offer.url, offer)
    return tuple(found.values())


def usual_places(url: str, sitemaps: Iterable[str] = ()) -> tuple[Offer, ...]:
    """Where else to look: the sitemaps that robots.txt names, news first, and the paths of common systems."""
    named = filter(None, (_absolute(address, url) for address in sitemaps))
    news_first = sorted(named, key=lambda address: "news" not in urlsplit(address).path.lower())
    places = [Offer("sitemap", address) for address in news_first]
    places += [Offer("feed", urljoin(url, path)) for path in FEED_PATHS]
    places += [Offer("sitemap", urljoin(url, path)) for path in SITEMAP_PATHS]
    return tuple({place.url: place for place in reversed(places)}.values())[::-1]


def _link_tags(tree: html.HtmlElement, base: str) -> Iterator[Offer]:
    for link in tree.iter("link"):
        kind = _FEED_TYPES.get((link.get("type") or "").split(";")[0].strip().lower())
        address = _absolute(link.get("href"), base)
        relations = (link.get("rel") or "").lower().split()
        if kind and address and "alternate" in relations and "oembed" not in address and "wp-json" not in address:
            yield Offer("feed", address, (link.get("title") or "").strip())


def _visible(tree: html.HtmlElement, base: str) -> Iterator[Offer]:
    for anchor in tree.iter("a"):
        address = _absolute(anchor.get("href"), base)
        if address and re.search(
            r"(?:^|[/._-])(?:rss|feed|atom)s?(?:[/._-]|$)", urlsplit(address).path, re.IGNORECASE
        ):
            yield Offer("feed", address, " ".join("".join(map(str, anchor.itertext())).split())[:100])


def _tree(body: bytes, charset: str | None) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(body, parser=html.HTMLParser(encoding=charset))
    except (ValueError, LookupError, html.etree.ParserError):
        return None


def _base(tree: html.HtmlElement, url: str) -> str:
    stated = next((tag.get("href") for tag in tree.iter("base") if tag.get("href")), None)
    return _absolute(stated, url) or url


def _absolute(link: str | None, base: str) -> str | None:
    if not link or len(link) > 2_000:
        return None
    try:
        address = urldefrag(urljoin(base, link.strip()))[0]
        _ = urlsplit(address).port
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def _site(url: str) -> str:
    """What belongs together: host and port without `www.`; a subdomain may be another publication."""
    return urlsplit(url).netloc.lower().rpartition("@")[2].removeprefix("www.")
