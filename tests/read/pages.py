"""Pages of the tests' own writing, as small as a real template can be."""

from __future__ import annotations

PARAGRAPHS = (
    "The harbour bridge stayed closed on Monday, and the buses took the long way round the old grain store again.",
    "Engineers found a broken bolt in the southern lifting gear, said the city, and ordered a new one from the mill.",
    "“We had hoped to open before the market,” said bridge master Enno Folkerts, “but steel does not hurry for us.”",
    "Until the part arrives, cyclists may use the ferry, which runs every ten minutes and costs nothing this week.",
    "The council will decide in April whether the lifting gear, built in 1961, is to be replaced as a whole.",
)
TITLE = "Bridge stays closed after bolt breaks"
LEAD = "A single broken bolt keeps the harbour bridge shut, and the city waits for a spare part."


def page(body: str, *, head: str = "", title: str = TITLE) -> bytes:
    """A page with a head that states its title and description."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Quay</title>'
        f'<meta property="og:title" content="{title}"><meta name="description" content="{LEAD}">{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def news_page(*, extra: str = "", before: str = "", after: str = "") -> bytes:
    """An article as a site's template prints it, with what usually surrounds it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return page(
        '<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li>'
        '<li><a href="/city">City</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
        f"<main><article>{before}<h1>{TITLE}</h1>"
        f'<p class="article-standfirst">{LEAD}</p>'
        '<div class="byline">By <a href="/a">Ida Holm</a>, 2 March 2026</div>'
        '<figure><img src="b.jpg"><figcaption>The bridge on Monday morning. Photo: Jan Bahr</figcaption></figure>'
        f'<div class="article-body">{text}{extra}</div>'
        '<div class="share-bar"><a href="#">Share</a> <a href="#">Mail</a></div></article>'
        '<aside class="related"><h2>More from the city</h2><ul><li><a href="/1">Market moves to the fish hall</a></li>'
        '<li><a href="/2">Ferry gets a second boat for summer</a></li></ul></aside></main>'
        f'{after}<footer class="site-footer"><p>© 2026 The Quay</p><a href="/imprint">Imprint</a></footer>'
    )
