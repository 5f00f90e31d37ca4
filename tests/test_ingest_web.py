"""Web sources end to end, from a real server into a real warehouse: new, unchanged, edited, and read again."""

from __future__ import annotations

import itertools
import operator
from collections import Counter
from dataclasses import replace

import duckdb
import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.acquire.archive import verify
from pipeline.acquire.follow import FollowOptions
from pipeline.acquire.items import find_items_at
from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.web import Pages
from pipeline.ingest import open_ingest
from pipeline.ingest_web import load_pages, load_web
from pipeline.model import Source
from tests.newssite import ON_THE_WAY, Site
from tests.pages import rss

QUICK = FetchLimits(host_interval=0, connections_per_host=4, first_byte_seconds=10, total_seconds=20, max_wait=2)
NOW = FollowOptions(ignore_schedule=True)


def page(title, text):
    paragraphs = "".join(f"<p>{text} It was said at the meeting in Skarholm, sentence {n}.</p>" for n in range(6))
    return (
        f"<html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Imprint</footer></body></html>"
    )


@pytest.fixture
def site():
    with Site("127.0.0.2") as running:
        items = ""
        for name in ("ferry", "bridge", "school"):
            running.page(f"/{name}", page(f"The {name} of Skarholm", f"The {name} is old."), ETag=f'"{name}-1"')
            items += f"<item><title>The {name}</title><link>{running.url}/{name}</link></item>"
        running.page(
            "/feed", f"<rss version='2.0'><channel><title>S</title>{items}</channel></rss>", ETag='"feed-1"'
        )
        yield running


@pytest.fixture
def run(site, tmp_path):
    source = Source(
        id="skarholm", name="Skarholm", kind="feed", location=f"{site.url}/feed", allow_addresses=("127.0.0.0/8",)
    )

    def once(options=NOW):
        with open_ingest(tmp_path / "warehouse", "test", workers=1) as ingest:
            load_web(ingest, [source], options, QUICK)
            report = ingest.finish()
        assert report.held_back is None
        return report.counts["skarholm"]

    return once


def ask(folder, query):
    with duckdb.connect(str(folder / "warehouse" / "news.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_articles_of_a_feed_are_loaded_and_every_fetch_is_noted(run, site, tmp_path):
    counts = run()
    assert (3, 3, 0) == (counts.found, counts.new, counts.rejected)
    titles = ask(tmp_path, "select title from articles order by title")
    assert [("The bridge of Skarholm",), ("The ferry of Skarholm",), ("The school of Skarholm",)] == titles
    noted = ask(tmp_path, "select role, outcome, count(*) from fetches group by all order by all")
    assert ("feed", "fetched", 1) in noted
    assert ("page", "fetched", 3) in noted


def test_a_second_run_asks_with_conditions_and_loads_nothing(run, site, tmp_path):
    run()
    asked = len(site.log)
    counts = run()
    assert (0, 0) == (counts.new, counts.changed)
    later = site.log[asked:]
    assert ["/feed"] == [seen.path for seen in later if not seen.path.startswith(("/robots", "/.well-known"))]
    assert later[-1].headers["if-none-match"] == '"feed-1"'


def test_an_edited_article_becomes_a_revision(run, site, tmp_path):
    run()
    site.page("/ferry", page("The ferry of Skarholm", "The ferry is new."), ETag='"ferry-2"')
    with duckdb.connect(str(tmp_path / "warehouse" / "work" / "news.duckdb")) as connection:
        connection.execute("update url_states set next_at = now() - interval 1 hour where next_at is not null")
    counts = run()
    assert (0, 1) == (counts.new, counts.changed)
    history = ask(
        tmp_path,
        "select revision, body like '%ferry is new%' from revisions where title like '%ferry%' order by 1",
    )
    assert [(1, False), (2, True)] == history


def test_captures_point_into_an_archive_that_gives_the_same_articles_again(run, site, tmp_path):
    run()
    assert [] == [each for each in verify(tmp_path / "warehouse" / "archive") if each.problem]
    with open_ingest(tmp_path / "again" / "warehouse", "test", workers=1) as ingest:
        source = Source(id="archive", name="Skarholm", kind="folder", location="")
        ingest.load_source(source, find_items_at([tmp_path / "warehouse" / "archive"]))
        ingest.finish()
    query = "select title, lead, body from articles order by title"
    assert ask(tmp_path, query) == ask(tmp_path / "again", query)


def test_a_server_that_is_down_costs_itself_only(site, tmp_path):
    good = Source("good", "Good", "feed", f"{site.url}/feed", allow_addresses=("127.0.0.0/8",))
    bad = Source(
        "bad", "Bad", "feed", f"{site.url.rsplit(':', 1)[0]}:64999/feed", allow_addresses=("127.0.0.0/8",)
    )
    with open_ingest(tmp_path / "warehouse", "test", workers=1) as ingest:
        load_web(ingest, [bad, good], NOW, QUICK)
        ingest.finish()
    assert ask(tmp_path, "select count(*) from articles") == [(3,)]
    assert ask(tmp_path, "select outcome from fetches where source_id = 'bad' and role = 'feed'") == [("network",)]


@pytest.fixture
def load_once(site, tmp_path):
    source = Source("post", "Post", "page", site.url, enabled=False, allow_addresses=("127.0.0.0/8",))

    def once(*paths):
        with open_ingest(tmp_path / "warehouse", "test", workers=1) as ingest:
            load_pages(ingest, [Pages(source, tuple(site.url + path for path in paths))], QUICK)
            report = ingest.finish()
        return report.counts["post"]

    return once


def test_single_pages_are_loaded_and_one_that_cannot_be_had_is_rejected_with_the_reason(load_once, tmp_path):
    counts = load_once("/ferry", "/nowhere", "/bridge")
    assert (3, 2, 1) == (counts.found, counts.new, counts.rejected)
    assert [("fetch", "404: not found")] == ask(tmp_path, "select stage, reason from rejected")
    assert [(None,)] == ask(tmp_path, "select distinct next_at from url_states where reads > 0")


def test_a_single_page_that_is_known_is_asked_for_with_its_validator(load_once, site):
    load_once("/ferry")
    counts = load_once("/ferry")
    assert (0, 0, 1) == (counts.new, counts.changed, counts.unchanged)
    assert ['"ferry-1"'] == [seen.headers["if-none-match"] for seen in site.asked("/ferry")[1:]]


def test_a_host_that_asked_to_wait_is_left_alone_by_the_next_run(run, site, tmp_path):
    feed = site.handlers["/feed"]
    site.page("/feed", b"", status=503, Retry_After="3600")
    run()
    site.handlers["/feed"] = feed
    asked = len(site.log)
    run()
    assert [] == [seen.path for seen in site.log[asked:]]
    assert [("throttled",), ("deferred",)] == ask(
        tmp_path, "select outcome from fetches where role = 'feed' order by started_at"
    )


def test_what_the_feed_said_still_counts_when_an_article_is_read_again(run, site, tmp_path):
    item = f"<item><title>Boats again</title><link>{site.url}/boats</link><category>harbour</category></item>"
    site.page("/feed", f"<rss version='2.0'><channel><title>S</title>{item}</channel></rss>", ETag='"feed-2"')
    bare = page("-", "The council spoke of boats.").replace("<title>-</title>", "").replace("<h1>-</h1>", "")
    site.page("/boats", bare)
    run()
    site.page("/boats", bare.replace("of boats", "of boats and ships"))
    with duckdb.connect(str(tmp_path / "warehouse" / "work" / "news.duckdb")) as connection:
        connection.execute("update url_states set next_at = now() - interval 1 hour where next_at is not null")
    run()
    told = ask(tmp_path, "select revision, title, tags from revisions where url like '%boats' order by 1")
    assert [(1, "Boats again", ["harbour"]), (2, "Boats again", ["harbour"])] == told


class TestGoodCitizen:
    """What the server's log shows of a run."""

    def follow(self, site, tmp_path, limits=QUICK, **configured):
        source = Source("s", "S", "feed", f"{site.url}/feed", allow_addresses=("127.0.0.0/8",), **configured)
        with open_ingest(tmp_path / "warehouse", "test", workers=1) as ingest:
            load_web(ingest, [source], NOW, limits)
            ingest.finish()

    def test_the_stated_rate_is_kept_from_the_first_request_to_the_last(self, site, tmp_path):
        self.follow(site, tmp_path, requests_per_minute=300)
        starts = [seen.at for seen in site.log]
        assert 6 == len(starts)  # robots.txt, feed, tdmrep.json, three articles
        pairs = itertools.combinations(enumerate(starts), 2)
        assert [] == [1 for (i, one), (j, other) in pairs if other - one < 0.2 * (j - i) - ON_THE_WAY]

    def test_robots_txt_is_asked_first_and_obeyed_with_its_delay(self, site, tmp_path):
        rules = "User-agent: newsmill\nDisallow: /bridge\nCrawl-delay: 0.5\n"
        site.page("/robots.txt", rules, kind="text/plain")
        self.follow(site, tmp_path)
        assert "/robots.txt" == site.log[0].path
        assert [] == site.asked("/bridge")
        starts = [seen.at for seen in site.log if seen.path in {"/feed", "/ferry", "/school"}]
        assert [gap for gap in map(operator.sub, starts[1:], starts) if gap < 0.5 - ON_THE_WAY] == []
        reason = ask(tmp_path, "select outcome, reason from fetches where url like '%/bridge'")
        assert [("robots", "robots.txt disallows it")] == [(outcome, why[:23]) for outcome, why in reason]

    def test_retry_after_holds_every_request_to_the_host(self, site, tmp_path):
        site.page("/ferry", b"", status=429, Retry_After="1")
        self.follow(site, tmp_path, FetchLimits(host_interval=0, connections_per_host=1, max_wait=5))
        order = site.paths()
        place = order.index("/ferry")
        log = [seen for seen in site.log if seen.path in order]
        assert log[place + 1].at - log[place].at >= 1 - ON_THE_WAY
        assert 1 == order.count("/ferry")


def test_warcio_reads_the_archive_of_a_run_and_the_articles_come_out_of_it_again(run, site, tmp_path):
    item = "<item><title>Boats again</title><link>{}/boats</link><category>harbour</category><author>Per Lund</author></item>"
    bare = page("", "The council spoke of boats.").replace("<title></title>", "").replace("<h1></h1>", "")
    site.page("/boats", bare)
    site.redirect("/moved", f"{site.url}/ferry", 301)
    more = item.format(site.url) + f"<item><title>M</title><link>{site.url}/moved</link></item>"
    site.page("/feed", rss(site.url, {"/bridge": "The bridge"}).replace("</channel>", f"{more}</channel>"))
    run()
    archive = tmp_path / "warehouse" / "archive"
    kinds = Counter()
    for file in archive.rglob("*.warc.gz"):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                kinds[record.rec_type] += 1
    fetched = ask(tmp_path, "select count(*) from fetches where status is not null")[0][0]
    assert (fetched + 1, fetched + 1) == (kinds["request"], kinds["response"])  # a redirect is two exchanges
    with open_ingest(tmp_path / "again" / "warehouse", "test", workers=1) as ingest:
        source = Source("skarholm", "Skarholm", "folder", "")
        ingest.load_source(source, (replace(item, source_id="skarholm") for item in find_items_at([archive])))
        ingest.finish()
    query = (
        "select article_id, url, canonical_url, title, lead, body, authors, published_at, tags, language, publisher, "
        "content_digest from revisions order by 1"
    )
    assert 3 == len(ask(tmp_path, query))
    assert ask(tmp_path, query) == ask(tmp_path / "again", query)
