"""Other extractors behind one call, as `make compare` measures them: bytes and an address in, fields out.

Each is asked for all it gives, in its own recommended setting; none may fetch anything. Where one takes text only,
it gets the text as newsmill decodes it. What each returns is left as it is.
"""

from __future__ import annotations

from typing import Any

from pipeline.read.charset import decode

Fields = dict[str, Any]


def trafilatura(html: bytes, url: str | None) -> Fields:
    """trafilatura with metadata."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if found is None:
        return {}
    return {
        "title": found.title,
        "body": found.text,
        "authors": found.author,
        "published": found.date,
        "language": found.language,
    }


def newspaper(html: bytes, url: str | None) -> Fields:
    """newspaper4k without downloads of pictures."""
    from newspaper import Article

    article = Article(url or "https://example.org/", fetch_images=False)
    article.download(input_html=decode(html, html=True))
    article.parse()
    return {
        "title": article.title,
        "body": article.text,
        "authors": article.authors,
        "published": article.publish_date,
        "language": article.meta_lang,
    }


def readability(html: bytes, url: str | None) -> Fields:
    """readability-lxml, its summary as text; it gives no other fields than the title."""
    from lxml import html as parser
    from readability import Document

    document = Document(decode(html, html=True), url=url)
    summary = parser.fromstring(document.summary())
    return {"title": document.short_title(), "body": "\n".join(summary.itertext())}


def resiliparse(html: bytes, _: str | None) -> Fields:
    """resiliparse's main content and the page's title."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(decode(html, html=True))
    body = extract_plain_text(tree, main_content=True, alt_texts=False, preserve_formatting=True)
    return {"title": tree.title, "body": body}


def goose(html: bytes, url: str | None) -> Fields:
    """goose3 without downloads of pictures."""
    from goose3 import Goose

    article = Goose({"enable_image_fetching": False}).extract(url=None, raw_html=decode(html, html=True))
    return {
        "title": article.title,
        "body": article.cleaned_text,
        "authors": article.authors,
        "published": article.publish_date,
        "language": article.meta_lang,
    }


NEWSMILL = "pipeline:article_from_html"
PEERS = {
    "trafilatura": "tests.bench.extractors:trafilatura",
    "newspaper4k": "tests.bench.extractors:newspaper",
    "readability-lxml": "tests.bench.extractors:readability",
    "resiliparse": "tests.bench.extractors:resiliparse",
    "goose3": "tests.bench.extractors:goose",
}
