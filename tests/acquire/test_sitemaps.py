"""Sitemaps of every form, whole and broken."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.sitemaps import MAX_ENTRIES, Sitemap, SitemapEntry, read_sitemap, stated_by
from pipeline.model import Candidate

URL = "https://news.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NS}><url><loc> https://news.example/a?x=1&amp;y=2#top </loc><lastmod>2024-05-06</lastmod>
<image:image><image:loc>https://news.example/a.jpg</image:loc><image:title>Photo</image:title></image:image>
<news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-05-06T10:00:00Z</news:publication_date><news:title>A &amp; B</news:title><news:keywords>x, y,</news:keywords></news:news></url>
<url><loc>/b</loc></url><url><lastmod>2024</lastmod></url><url><loc>ftp://x/y</loc></url></urlset>"""
FIRST = SitemapEntry(
    "https://news.example/a?x=1&y=2", "2024-05-06", "A & B", "2024-05-06T10:00:00Z", "en", "The Paper", ("x", "y")
)
PLAIN = SitemapEntry("https://news.example/b")


def test_a_news_sitemap_says_title_date_language_and_publisher():
    assert (FIRST, PLAIN) == read_sitemap(NEWS.encode(), URL).entries
    expected = (
        Candidate("title", "A & B", "sitemap:title"), Candidate("published", "2024-05-06T10:00:00Z", "sitemap:published"),
        Candidate("language", "en", "sitemap:language"), Candidate("publisher", "The Paper", "sitemap:publisher"),
        Candidate("tags", "x", "sitemap:tags"), Candidate("tags", "y", "sitemap:tags"),
    )  # fmt: skip
    assert expected == stated_by(FIRST)


def test_the_title_of_a_picture_is_not_the_articles():
    before = NEWS.replace("<lastmod>2024-05-06</lastmod>", "")
    assert "A & B" == read_sitemap(before.encode(), URL).entries[0].title
    alone = f"<urlset {NS}><url><loc>https://news.example/b</loc><image:image><image:loc>https://x.example/</image:loc><image:title>Photo</image:title></image:image></url></urlset>"
    assert (PLAIN,) == read_sitemap(alone.encode(), URL).entries


def test_an_index_names_further_sitemaps():
    body = f"<sitemapindex {NS}><sitemap><loc>https://news.example/s1.xml.gz</loc><lastmod>2024-05-06</lastmod></sitemap></sitemapindex>"
    assert Sitemap(children=(SitemapEntry("https://news.example/s1.xml.gz", "2024-05-06"),)) == read_sitemap(
        body.encode(), URL
    )


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(NEWS.encode(), mtime=0),
        NEWS.replace(NS, "").replace("news:", "").replace("image:", "i").encode(),
        NEWS.replace("sitemaps.org/schemas/sitemap/0.9", "google.com/schemas/sitemap/0.84").encode(),
        ("\n \n" + NEWS).encode(),
        NEWS.replace('"UTF-8"', '"utf-16"').encode("utf-16"),
        b"\xef\xbb\xbf" + NEWS.encode(),
    ],
    ids=["gzip", "no namespaces", "old namespace", "leading lines", "utf-16", "byte order mark"],
)
def test_the_same_entries_in_every_dress(body):
    assert ["https://news.example/a?x=1&y=2", "https://news.example/b"] == [
        entry.url for entry in read_sitemap(body, URL).entries
    ]


def test_a_list_in_plain_text():
    body = b"\xef\xbb\xbfhttps://news.example/b\r\nnot an address\r\nhttps://news.example/b\r\n"
    assert Sitemap((PLAIN,)) == read_sitemap(body, URL)


@pytest.mark.parametrize("cut", range(300, len(NEWS), 97))
def test_cut_off_anywhere_it_gives_what_came_before(cut):
    entries = read_sitemap(NEWS[:cut].encode(), URL).entries
    assert all(entry.url in {FIRST.url, PLAIN.url} for entry in entries)
    assert (cut > NEWS.index("</url>") + 6) <= bool(entries)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html><body>x</body></html>",
        b"<rss><channel/></rss>",
        b"<",
        b"\x1f\x8bnonsense",
        gzip.compress(NEWS.encode(), mtime=0)[:100],
    ],
)
def test_what_is_no_sitemap_says_so(body):
    found = read_sitemap(body, URL)
    assert ((), True) == (found.entries, bool(found.fault))


def test_a_bomb_and_an_endless_list_are_bounded():
    tracemalloc.start()
    assert (
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 60_000_000, mtime=0), URL).fault
        == "larger than 50 MB when decompressed"
    )
    many = (
        "<urlset>"
        + "".join(f"<url><loc>https://n.example/{n}</loc></url>" for n in range(MAX_ENTRIES + 10))
        + "</urlset>"
    )
    assert MAX_ENTRIES == len(read_sitemap(many.encode(), URL).entries)
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


def test_entities_do_not_multiply_and_files_are_not_read(tmp_path):
    (tmp_path / "secret").write_text("TOP-SECRET")
    body = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret"><!ENTITY a "{"a" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]><urlset><url><loc>https://n.example/&s;&c;</loc></url></urlset>'
    assert "SECRET" not in repr(read_sitemap(body.encode(), URL))


@given(st.binary(max_size=200) | st.text("<>/urlsetloc&;\"' :.", max_size=100).map(str.encode))
def test_no_bytes_raise(body):
    read_sitemap(body, URL)
