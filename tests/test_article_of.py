"""What a feed, sitemap or server says beside a page counts where the page says nothing, and the page where it does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.article import article_from_text, article_of
from pipeline.model import Candidate, Capture, Source

SOURCE = Source("skarholm", "Skarholm Post", "feed", "https://post.example/feed")
TEXT = "".join(
    f"<p>The council of Skarholm met for the {n}th time and spoke at length of boats.</p>" for n in range(8)
)
BARE = (
    f"<html lang=en><head><title>News - Skarholm Post</title></head><body><article>{TEXT}</article></body></html>"
)
FULL = f"""<html lang=en><head><title>Boats again - Skarholm Post</title>
<meta property="og:title" content="Boats again"><meta name="author" content="Ingrid Falk">
<meta property="article:published_time" content="2026-03-02T10:00:00+01:00"><meta name="keywords" content="boats">
</head><body><article><h1>Boats again</h1>{TEXT}</article></body></html>"""
STATED = (
    Candidate("title", "Council speaks of boats", "feed:title"),
    Candidate("published", "2026-03-01T08:30:00+00:00", "feed:published"),
    Candidate("authors", "Per Lund", "feed:authors"),
    Candidate("tags", "harbour", "feed:tags"),
)


def article(page, stated=STATED, kind="text/html", **more):
    payload = page if isinstance(page, bytes) else page.encode()
    url = "https://post.example/boats"
    capture = Capture("skarholm", url, datetime(2026, 3, 3, tzinfo=UTC), payload, "", kind, url, stated, **more)
    return article_of(capture, SOURCE)


def test_a_page_that_states_nothing_gets_title_time_authors_and_tags_of_the_feed():
    found = article(BARE)
    assert ("Council speaks of boats", ("Per Lund",), ("harbour",)) == (found.title, found.authors, found.tags)
    assert datetime(2026, 3, 1, 8, 30, tzinfo=UTC) == found.published


def test_what_the_page_states_wins_and_the_feed_stays_as_evidence():
    found = article(FULL)
    assert ("Boats again", ("Ingrid Falk",), ("boats",)) == (found.title, found.authors, found.tags)
    assert datetime.fromisoformat("2026-03-02T10:00:00+01:00") == found.published
    assert {"feed:title", "feed:published", "feed:authors", "feed:tags"} <= {row.origin for row in found.evidence}


def test_a_news_sitemap_dates_a_page_without_a_date_to_the_minute():
    stated = (Candidate("published", "2026-03-01T08:30Z", "sitemap:published"),)
    assert datetime(2026, 3, 1, 8, 30, tzinfo=UTC) == article(BARE, stated).published


def test_a_text_out_of_a_container_has_the_fields_that_stood_beside_it():
    stated = (
        Candidate("authors", "Per Lund", "jsonl:authors"),
        Candidate("published", "2026-03-01", "jsonl:published"),
    )
    text = "Boats again\n\n" + "\n\n".join(TEXT.replace("<p>", "").split("</p>"))
    found = article(text, stated, "text/plain")
    assert (("Per Lund",), "2026-03-01") == (found.authors, str(found.published))


def test_the_servers_charset_decides_where_a_page_has_none():
    page = BARE.replace("spoke at length of boats", "говорил о лодках и о старом мосте").encode("koi8-r")
    assert "говорил о лодках" in article(page, (), charset="koi8-r").body
    plain = "\n\n".join(["Совет говорил о лодках и о старом мосте в деревне у моря."] * 4).encode("koi8-r")
    assert "Совет говорил" in article(plain, (), "text/plain", charset="koi8-r").body


def test_a_source_can_switch_rules_off_and_some_of_them_on_again():
    text = (
        "Boats again\n\n"
        + "\n\n".join(TEXT.replace("<p>", "").split("</p>"))
        + "\n\nShare this article\n\nAdvertisement"
    )
    capture = Capture("s", "file:a", datetime(2026, 3, 3, tzinfo=UTC), text.encode(), "", "text/plain")

    def removed(**configured):
        found = article_of(capture, replace(SOURCE, **configured))
        return [block.text for block in found.blocks if not block.kept]

    assert ["Share this article", "Advertisement"] == removed()
    assert ["Advertisement"] == removed(rules_off=("share",))
    assert ["Share this article"] == removed(rules_off=("share", "advertisement"), rules_on=("share",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Stones", "empty"),
        ("404", "empty"),
        ("停运", "empty"),
        ("Old stones lie here for good\n\nStones", "empty"),
        ("The ferry is late.", "article"),
        ("公交车今天停运。", "article"),
    ],
)
def test_a_text_of_a_word_or_two_is_no_article_and_keeps_its_lines(text, kind):
    article = article_from_text(text)
    assert kind == article.kind
    assert (kind == "empty") == (article.kind_reason is not None)
    assert [line for line in text.split("\n") if line] == [block.text for block in article.blocks]
