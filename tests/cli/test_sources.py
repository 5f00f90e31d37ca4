"""`newsmill sources` against a real server and a real file: found, added, checked, switched, imported, exported."""

from __future__ import annotations

import pytest

from pipeline.settings import read_sources
from tests.conftest import newsmill
from tests.newssite import Site

ARTICLE = "<html lang=en><head><title>Boats</title></head><body><article><h1>Boats</h1>{}</article></body></html>"
FEED = "<rss version='2.0'><channel><title>Skarholm Post</title><language>en-GB</language>{}</channel></rss>"
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
)


@pytest.fixture
def site():
    with Site("127.0.0.2") as running:
        item = f"<item><title>Boats</title><link>{running.url}/boats</link></item>"
        running.page("/rss", FEED.format(item), kind="application/rss+xml")
        running.page("/comments", FEED.format(item.replace("boats", "comment")), kind="application/rss+xml")
        told = "<news:news><news:title>Boats</news:title></news:news>"
        running.page("/latest.xml", NEWS.format(f"<url><loc>{running.url}/boats</loc>{told}</url>"))
        running.page("/robots.txt", f"User-agent: *\nSitemap: {running.url}/latest.xml\n", kind="text/plain")
        links = "".join(
            f"<link rel=alternate type=application/rss+xml href={path}>" for path in ("/rss", "/comments")
        )
        running.page("/", f"<html><head>{links}</head><body><p>Skarholm Post</p></body></html>")
        running.page("/boats", ARTICLE.format("<p>The council spoke of boats at length.</p>" * 8))
        yield running


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text('# my own words\n[[source]]\nid = "old"\npath = "."\n', encoding="utf-8")
    return path


def sources(file, *arguments, **more):
    return newsmill("sources", *arguments, "--sources", file, **more)


def add(file, *arguments):
    return sources(file, "add", *arguments, "--allow-address", "127.0.0.2")


def entries(file):
    return {each.id: (each.kind, each.location) for each in read_sources(file) if each.id != "old"}


def test_add_shows_feeds_and_news_sitemap_and_adds_the_first_feed_with_a_comment(site, file):
    done = add(file, site.url)
    assert (0, "") == (done.returncode, done.stderr)
    shown = [line.split()[:3] for line in done.stdout.splitlines() if site.url in line]
    assert [["feed", "✓", "1"], ["feed", "1", "Skarholm"], ["news", "sitemap", "1"]] == shown[:3]
    assert {"skarholm-post": ("feed", f"{site.url}/rss")} == entries(file)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# my own words\n")
    assert f"found from {site.url}: 1 entries\n[[source]]" in text
    assert "en" == next(each.language for each in read_sources(file) if each.id == "skarholm-post")


def test_the_kind_can_be_chosen_and_the_id(site, file):
    add(file, site.url, "--kind", "sitemap", "--id", "post")
    assert {"post": ("sitemap", f"{site.url}/latest.xml")} == entries(file)


def test_all_adds_everything_and_a_second_time_nothing(site, file):
    add(file, site.url, "--all")
    places = [f"{site.url}{path}" for path in ("/rss", "/comments", "/latest.xml")]
    assert places == [where for _, where in entries(file).values()]
    again = add(file, site.url, "--all")
    assert (1, 1) == (again.returncode, again.stderr.count("\n"))
    assert "already" in again.stderr


def test_a_site_that_cannot_be_reached_leaves_the_file_alone(site, file):
    before = file.read_bytes()
    done = newsmill("sources", "add", site.url, "--sources", file)
    assert 1 == done.returncode
    assert "private" in done.stderr or "not public" in done.stderr or "127.0.0.2" in done.stderr
    assert 1 == add(file, f"{site.url}/nothing").returncode
    assert before == file.read_bytes()


def test_a_news_site_is_followed_from_add_to_articles(site, file, tmp_path):
    add(file, site.url)
    done = newsmill("run", "--source", "skarholm-post", "--sources", file, "--warehouse", tmp_path / "w")
    assert 0 == done.returncode, done.stderr
    found = newsmill("sql", "--csv", "select title, language from articles", "--warehouse", tmp_path / "w")
    assert ["title,language", "Boats,en"] == found.stdout.split()


def test_check_asks_each_source_once_and_says_what_works(site, file):
    add(file, site.url)
    add(file, f"{site.url}/latest.xml", "--id", "map")
    good = sources(file, "check")
    assert 0 == good.returncode
    site.page("/rss", b"", status=410)
    asked = len(site.paths())
    done = sources(file, "check")
    assert ["/latest.xml", "/rss"] == sorted(site.paths()[asked:])
    assert (1, "newsmill: 1 of 3 sources do not work\n") == (done.returncode, done.stderr)
    rows = {line.split()[0]: line.split()[2] for line in done.stdout.splitlines() if line.split()[1:2]}
    assert ("no", "yes") == (rows["skarholm-post"], rows["map"])
    assert "410: gone for good" in done.stdout


def test_sources_are_switched_and_removed_and_the_rest_of_the_file_stays(site, file):
    add(file, site.url)
    assert 0 == sources(file, "disable", "skarholm-post").returncode
    assert [False] == [each.enabled for each in read_sources(file) if each.id == "skarholm-post"]
    sources(file, "enable", "skarholm-post")
    assert [True] == [each.enabled for each in read_sources(file) if each.id == "skarholm-post"]
    assert 0 == sources(file, "remove", "skarholm-post").returncode
    assert '# my own words\n[[source]]\nid = "old"\npath = "."\n' == file.read_text(encoding="utf-8")
    unknown = sources(file, "remove", "nobody")
    assert (1, True) == (unknown.returncode, 'no source "nobody"' in unknown.stderr)


def test_a_public_feed_is_enabled_by_name_in_a_file_of_ones_own(tmp_path):
    file = tmp_path / "mine.toml"
    listed = newsmill("sources", "list", "--public").stdout
    assert "tagesschau" in listed
    assert 0 == sources(file, "enable", "tagesschau").returncode
    [source] = read_sources(file)
    assert ("tagesschau", True, "de") == (source.id, source.enabled, source.language)
    assert 1 == sources(file, "enable", "no-such-paper").returncode


OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0"><head><title>Feeds</title></head><body>
<outline text="Coast" frss:opmlUrl="https://post.example/coast.opml">
<outline text="Skarholm Post" title="Skarholm Post" type="rss" xmlUrl="https://post.example/rss"
  htmlUrl="https://post.example/" description="News" frss:priority="important" frss:cssFullContent="article"/>
<outline text="Board" type="HTML+XPath" xmlUrl="https://board.example/" frss:xPathItem="//li"/>
</outline>
<outline text="Secret" type="rss" xmlUrl="https://me:word@post.example/rss"/>
</body></opml>"""


def test_an_opml_file_is_imported_once_and_exported_with_what_other_readers_keep_in_it(tmp_path):
    file, given, written = tmp_path / "s.toml", tmp_path / "in.opml", tmp_path / "out.opml"
    given.write_text(OPML, encoding="utf-8")
    done = sources(file, "import", given)
    assert 0 == done.returncode, done.stderr
    assert "Imported 2 of 3 feeds" in done.stdout
    assert "user name or password" in done.stderr
    assert {"skarholm-post": True, "board": False} == {each.id: each.enabled for each in read_sources(file)}
    assert "Imported 0 of 3 feeds" in sources(file, "import", given).stdout
    assert "Exported 2 of 2" in sources(file, "export", written).stdout
    text = written.read_text(encoding="utf-8")
    for kept in ("opmlUrl", 'priority="important"', 'cssFullContent="article"', "HTML+XPath", "//li", "Coast"):
        assert kept in text
    printed = sources(file, "export").stdout
    assert (
        text.partition("<body>")[2].split() == printed.partition("<body>")[2].split()
    )  # before it stands the time


def test_what_is_no_opml_is_said_in_one_line(file, tmp_path):
    (tmp_path / "in.opml").write_text("<html></html>", encoding="utf-8")
    done = sources(file, "import", tmp_path / "in.opml")
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "not an OPML file" in done.stderr
