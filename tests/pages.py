"""News pages of our own writing for tests: as many as are asked for, no two alike."""

from __future__ import annotations

_ADJECTIVES = "old new red long dry deep lost wide tall cold hot mild small green empty loud".split()
_NOUNS = (
    "bridge ferry school harbour library mill tower garden market road island quay station hall pond roof".split()
)

# Each names what the page is about: lines that many pages of a source share are not their text.
SENTENCES = (
    "The council of Skarholm spoke of {} on Tuesday, for longer than anybody had planned.",
    "“Nobody asked us about {} before,” said councillor Per Lund, who has sat in the hall since the bridge was built.",
    "The mayor answered that letters on {} had gone out in March, and that eleven of them had come back unopened.",
    "What {} will cost is not known; two firms from the mainland want to make an offer before the summer.",
    "Ingrid Falk, who runs the bakery at the quay, has collected four hundred names against {}.",
    "In the school next door, the youngest pupils have drawn what they would rather have than {}.",
    "A vote on {} is expected in June, the chairwoman said, and until then everything stays as it is.",
    "The last time the island argued about {}, it took nine years and a change of government to settle it.",
)


def topic(number: int) -> str:
    """What page `number` is about: words, because lines that differ in a number only count as one line repeated."""
    return f"the {_ADJECTIVES[number % 16]} {_NOUNS[number // 16 % 16]}"


def article_page(title: str, about: str) -> str:
    """A page with a menu, a headline, eight paragraphs and a footer."""
    text = "".join(f"<p>{sentence.format(about)}</p>\n" for sentence in SENTENCES)
    return (
        f"<html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>"
        f"<main><article><h1>{title}</h1>\n{text}</article></main><footer><p>Imprint</p></footer></body></html>"
    )


def rss(site_url: str, items: dict[str, str], title: str = "Skarholm Post", language: str = "en-GB") -> str:
    """A feed of paths and their titles."""
    entries = "".join(
        f"<item><title>{name}</title><link>{site_url}{path}</link></item>" for path, name in items.items()
    )
    return f"<rss version='2.0'><channel><title>{title}</title><language>{language}</language>{entries}</channel></rss>"


def news_sitemap(site_url: str, items: dict[str, tuple[str, str]]) -> str:
    """A news sitemap of paths, their titles and times of publication."""
    entries = "".join(
        f"<url><loc>{site_url}{path}</loc><news:news><news:publication><news:name>Skarholm Post</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{at}</news:publication_date>"
        f"<news:title>{name}</news:title></news:news></url>"
        for path, (name, at) in items.items()
    )
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )
