"""Following web sources from end to end against the local site: what is fetched, loaded, remembered and archived."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.acquire.archive import ArchiveWriter, read_payload, verify
from pipeline.acquire.captures import read_capture
from pipeline.acquire.follow import FollowOptions
from pipeline.acquire.items import find_items_at
from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.listings import Span
from pipeline.acquire.web import crawl
from pipeline.errors import WarehouseError
from pipeline.model import Candidate, Capture, Source

START = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
QUICK = FetchLimits(host_interval=0, connections_per_host=8, first_byte_seconds=10, total_seconds=20, max_wait=2)


class Remembered:
    """A memory in dictionaries, as the warehouse's tables would be."""

    def __init__(self):
        self.polls, self.urls, self.files = {}, {}, {}

    def poll_state(self, source_id):
        return self.polls.get(source_id)

    def url_states(self, source_id, urls):
        return {url: self.urls[source_id, url] for url in urls if (source_id, url) in self.urls}

    def due(self, source_id, now, most):
        states = [
            state
            for (owner, _), state in self.urls.items()
            if owner == source_id and state.next_at and state.next_at <= now
        ]
        return sorted(states, key=lambda state: state.next_at)[:most]

    def keep(self, visit):
        if visit.url_state:
            self.urls[visit.url_state.source_id, visit.url_state.url] = visit.url_state
        if visit.poll_state:
            self.polls[visit.poll_state.source_id] = visit.poll_state
        if visit.site_file:
            self.files[visit.site_file.url] = visit.site_file


class World:
    """A site, a clock, a memory and an archive: `run` is one run of newsmill."""

    def __init__(self, site, folder):
        self.site, self.folder, self.memory, self.now, self.runs = site, folder, Remembered(), START, 0

    def source(self, path="/feed", kind="feed", **more) -> Source:
        more = {"id": "s", "schedule": "30m"} | more
        return Source(
            name="S", kind=kind, location=self.site.url + path, allow_addresses=("127.0.0.2/32",), **more
        )

    def run(self, *sources, options=None, limits=QUICK, stop_after=None, holds=None, **later):
        self.now += timedelta(**later)
        self.runs += 1
        self.site.log.clear()
        visits = []
        with ArchiveWriter(self.folder, name=f"run-{self.runs}", day=self.now) as archive:
            events = crawl(
                sources or [self.source()], self.memory, archive, limits=limits, options=options,
                site_files=self.memory.files.values(), holds=holds, now=lambda: self.now, chance=lambda: 0.5,
            )  # fmt: skip
            for visit in events:
                visits.append(visit)
                self.memory.keep(visit)
                if stop_after and len(visits) >= stop_after:
                    events.close()
                    break
        return visits

    def page(self, path, text, **more):
        self.site.page(path, f"<!doctype html><title>{text}</title><p>{text}</p>", **more)

    def feed(self, *paths, path="/feed", etag=None, extra="", **more):
        items = "".join(
            f"<item><title>Title of {each}</title><link>{each}</link><pubDate>{format_datetime(START - timedelta(hours=n))}</pubDate>{extra}</item>"
            for n, each in enumerate(paths, 1)
        )
        body = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>N</title><link>{self.site.url}/</link>{items}</channel></rss>'
        self.site.page(path, body, kind="application/rss+xml", etag=etag, **more)


@pytest.fixture
def world(site, tmp_path):
    return World(site, tmp_path / "archive")


def outcomes(visits, role="page"):
    return {
        visit.fetch.url.partition("127.0.0.2:")[2].partition("/")[2]: visit.fetch.outcome
        for visit in visits
        if visit.fetch.role == role
    }


def items(visits):
    return {visit.item.uri.rpartition("/")[2]: visit.item for visit in visits if visit.item}


class TestFeeds:
    def test_articles_of_a_feed_are_fetched_with_what_the_feed_states(self, world):
        world.feed("/a", "/b")
        world.page("/a", "One")
        world.page("/b", "Two")
        visits = world.run()
        captures = {name: read_capture(item) for name, item in items(visits).items()}
        assert {"a": b"One", "b": b"Two"} == {name: capture.payload[22:25] for name, capture in captures.items()}
        first = captures["a"]
        assert isinstance(first, Capture)
        assert "utf-8" == first.charset
        assert Candidate("title", "Title of /a", "feed:title") in first.stated
        assert first.payload == read_payload(world.folder, first.pointer)

    def test_a_second_run_asks_with_conditions_and_loads_nothing(self, world):
        world.feed("/a", "/b", etag='"f1"')
        world.page("/a", "One", etag='"a1"')
        world.page("/b", "Two")
        world.run()
        visits = world.run(minutes=45)
        assert {"feed": "unchanged"} == outcomes(visits, "feed")
        assert (["/feed"], {}) == (world.site.paths(), items(visits))
        assert ["/feed"] == [seen.path for seen in world.site.log]  # robots.txt is kept too
        assert '"f1"' == world.site.log[0].headers["if-none-match"]

    def test_nothing_is_asked_before_it_is_due(self, world):
        world.feed("/a")
        world.page("/a", "One")
        world.run()
        assert not world.run(minutes=5)
        assert not world.site.log

    def test_articles_are_read_again_and_an_edit_is_seen(self, world):
        world.feed("/a", "/b", etag='"f"')
        world.page("/a", "One", etag='"a1"')
        world.page("/b", "Two")
        world.run()
        world.page("/a", "One, edited", etag='"a2"')
        visits = world.run(hours=2)
        assert {"a": "fetched", "b": "unchanged"} == outcomes(visits)
        assert ["a"] == list(items(visits))
        assert '"a1"' == world.site.asked("/a")[0].headers["if-none-match"]

    def test_new_items_alone_are_fetched(self, world):
        world.feed("/a", etag='"1"')
        world.page("/a", "One")
        world.run()
        world.feed("/c", "/a", etag='"2"')
        world.page("/c", "Three")
        assert ["c"] == list(items(world.run(minutes=40)))

    def test_a_run_that_dies_before_its_articles_are_fetched_loses_none(self, world):
        world.feed(*(f"/{n}" for n in range(20)), etag='"f"')
        for n in range(20):
            world.page(f"/{n}", f"Page {n}")
        first = world.run(stop_after=5)
        second = world.run(minutes=1)
        assert {str(n) for n in range(20)} == set(items(first)) | set(items(second))
        assert not set(items(first)) & set(items(second))

    def test_more_than_one_run_may_take_come_with_the_next(self, world):
        world.feed(*(f"/{n}" for n in range(10)), etag='"f"')
        for n in range(10):
            world.page(f"/{n}", f"Page {n}")
        found = [
            set(items(world.run(options=FollowOptions(most_new=4, most_due=0), minutes=40))) for _ in range(4)
        ]
        assert [4, 4, 2, 0] == [len(each) for each in found]

    def test_what_a_run_has_no_time_for_comes_with_the_next(self, world):
        world.feed(*(f"/{n}" for n in range(10)), etag='"f"')
        for n in range(10):
            world.page(f"/{n}", f"Page {n}")
        assert not items(world.run(options=FollowOptions(longest=timedelta(0))))
        assert 10 == len(items(world.run(minutes=31)))

    def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(self, world):
        text = "<p>" + "A whole article in the feed. " * 40 + "</p>"
        world.feed("/a", "/b", extra=f"<content:encoded><![CDATA[{text}]]></content:encoded>")
        world.page("/a", "x", status=403)
        world.page("/b", "The page")
        found = {name: read_capture(item) for name, item in items(world.run()).items()}
        assert (text.encode(), "text/html", None) == (
            found["a"].payload,
            found["a"].media_type,
            found["a"].pointer,
        )
        assert b"The page" in found["b"].payload

    def test_a_json_feed_and_a_feed_with_relative_links(self, world):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "N",
            "items": [{"id": "1", "url": "/a", "title": "A"}],
        }
        world.site.page("/feed", json.dumps(feed), kind="application/feed+json")
        world.page("/a", "One")
        assert ["a"] == list(items(world.run()))

    def test_patterns_of_the_source_decide(self, world):
        world.feed("/sport/a", "/news/b", "/news/c-live")
        for path in ("/sport/a", "/news/b", "/news/c-live"):
            world.page(path, "x")
        assert ["b"] == list(items(world.run(world.source(include=("*/news/*",), exclude=("*-live",)))))


class TestMoves:
    def test_an_article_that_had_moved_is_known_by_its_new_address(self, world):
        world.feed("/old")
        world.site.redirect("/old", "/new", 301)
        world.page("/new", "One")
        (item,) = items(world.run()).values()
        assert (f"{world.site.url}/new", f"{world.site.url}/new") == (item.uri, item.url)

    def test_an_article_that_moves_later_keeps_its_identity_and_is_asked_at_the_new_address(self, world):
        world.feed("/old")
        world.page("/old", "One")
        world.run()
        world.site.redirect("/old", "/new", 308)
        world.page("/new", "One, edited")
        (item,) = items(world.run(hours=2)).values()
        assert f"{world.site.url}/old" == item.uri
        world.page("/new", "One, edited again")
        (item,) = items(world.run(hours=6)).values()
        assert f"{world.site.url}/old" == item.uri
        assert not world.site.asked("/old")

    def test_a_temporary_redirect_changes_nothing(self, world):
        world.feed("/a")
        world.site.redirect("/a", "/b", 302)
        world.page("/b", "One")
        (item,) = items(world.run()).values()
        assert (f"{world.site.url}/a", f"{world.site.url}/b") == (item.uri, item.url)

    def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(self, world):
        world.site.redirect("/feed", "/feed2", 301)
        world.feed("/a", path="/feed2")
        world.page("/a", "One")
        world.run()
        world.run(minutes=45)
        assert ["/feed2"] == [path for path in world.site.paths() if "feed" in path]

    def test_what_is_gone_is_not_asked_for_again(self, world):
        world.feed("/a")
        world.page("/a", "x", status=410)
        assert {"a": "gone"} == outcomes(world.run())
        world.run(days=4)
        assert "/a" not in world.site.paths()
        world.site.page("/feed", "", status=410)
        assert {"feed": "gone"} == outcomes(world.run(days=4), "feed")
        visits = world.run(days=30)
        assert ("gone", []) == (visits[-1].fetch.outcome, world.site.paths())


class TestFailures:
    def test_a_source_that_fails_is_remembered_with_its_reason_and_backs_off(self, world):
        world.site.page("/feed", "", status=500)
        world.run()
        assert not world.run(minutes=9)
        world.run(minutes=2)
        state = world.memory.polls["s"]
        assert (2, "500: Internal Server Error", START) == (state.failures, state.reason, state.failing_since)
        assert world.now + timedelta(minutes=20) == state.next_at

    @pytest.mark.parametrize("body", ["<html><p>Not a feed</html>", "", "{", "\x00\x01"])
    def test_a_feed_that_is_none_says_so_and_comes_whole_the_next_time(self, world, body):
        world.site.page("/feed", body, etag='"x"')
        world.run()
        state = world.memory.polls["s"]
        assert (1, True) == (state.failures, state.reason.startswith("not a") or state.reason == "")
        assert None is world.memory.urls["s", f"{world.site.url}/feed"].etag

    def test_an_article_that_fails_is_tried_again_later(self, world):
        world.feed("/a", etag='"f"')
        world.page("/a", "x", status=503)
        assert {"a": "server-error"} == outcomes(world.run())
        world.page("/a", "One")
        assert ["a"] == list(items(world.run(minutes=20)))

    def test_retry_after_is_kept_for_the_host_and_over_runs(self, world):
        world.feed("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i")
        for name in "abcdefghi":
            world.page(f"/{name}", "x", status=429, Retry_After="3600")
        first = world.run(limits=replace(QUICK, connections_per_host=1))
        assert {"throttled": 1, "deferred": 8} == dict(Counter(outcomes(first).values()))
        world.run(minutes=30)
        assert not [path for path in world.site.paths() if path != "/feed"]

    def test_a_host_that_asked_to_be_left_alone_is_not_asked_by_the_next_run_at_all(self, world):
        world.feed("/a")
        world.page("/a", "One")
        visits = world.run(holds={f"127.0.0.2:{world.site.port}": START + timedelta(hours=1)})
        assert (["deferred"], []) == (
            [visit.fetch.outcome for visit in visits if visit.fetch.role == "feed"],
            world.site.log,
        )
        assert ["a"] == list(items(world.run(hours=2)))

    def test_one_source_does_not_hurt_another(self, world):
        world.site.raw("/bad", b"\x00\x01")
        world.site.endless("/endless", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 100_000)
        world.site.redirect("/inside", "http://169.254.169.254/latest/meta-data/")
        world.feed("/a")
        world.page("/a", "One")
        sources = [world.source(path, id=path[1:]) for path in ("/bad", "/feed", "/endless", "/inside", "/none")]
        visits = world.run(*sources, limits=replace(QUICK, max_bytes=1_000_000))
        expected = {
            "bad": "broken",
            "feed": "fetched",
            "endless": "too-large",
            "inside": "address",
            "none": "missing",
        }
        assert (expected, ["a"]) == (outcomes(visits, "feed"), list(items(visits)))
        assert all(visit.fetch.reason for visit in visits if visit.fetch.outcome != "fetched")

    def test_a_fault_of_newsmills_own_ends_one_source_only(self, world, monkeypatch):
        world.feed("/a")
        world.page("/a", "One")
        real = world.memory.due

        def broken(source_id, *args):
            if source_id == "bad":
                raise ZeroDivisionError("oops")
            return real(source_id, *args)

        monkeypatch.setattr(world.memory, "due", broken)
        visits = world.run(world.source(id="bad"), world.source())
        assert ["a"] == list(items(visits))
        assert ["newsmill could not follow it: ZeroDivisionError: oops"] == [
            visit.fetch.reason for visit in visits if visit.fetch.source_id == "bad"
        ]

    def test_a_full_disk_stops_the_run_with_one_error(self, world, monkeypatch):
        world.feed("/a")

        def full(*args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("pipeline.acquire.archive._write_all", full)
        with pytest.raises(WarehouseError, match="no space left on device"):
            world.run()


class TestSitemapsAndSections:
    NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

    def urlset(self, *entries):
        return (
            f"<urlset {self.NS}>"
            + "".join(f"<url><loc>{path}</loc><lastmod>{day}</lastmod></url>" for path, day in entries)
            + "</urlset>"
        )

    def test_an_index_leads_to_recent_articles(self, world):
        index = f"<sitemapindex {self.NS}><sitemap><loc>/s1.xml.gz</loc><lastmod>2024-05-06</lastmod></sitemap><sitemap><loc>/index2</loc></sitemap></sitemapindex>"
        world.site.page("/sitemap.xml", index, kind="application/xml")
        world.site.page(
            "/s1.xml.gz",
            gzip.compress(self.urlset(("/a", "2024-05-06"), ("/old", "2021-01-01")).encode()),
            kind="application/gzip",
        )
        world.site.page("/index2", f"<sitemapindex {self.NS}><sitemap><loc>/s3</loc></sitemap></sitemapindex>")
        world.site.page("/s3", self.urlset(("/b", "2024-05-05")))
        for name in ("a", "b", "old"):
            world.page(f"/{name}", name)
        assert {"a", "b"} == set(items(world.run(world.source("/sitemap.xml", "sitemap"))))

    def test_a_backfill_takes_the_days_it_asks_for(self, world):
        world.site.page(
            "/sitemap.xml",
            self.urlset(("/a", "2021-01-01"), ("/b", "2021-02-01"), ("/c", "2021-03-01T05:00:00+00:00")),
        )
        for name in "abc":
            world.page(f"/{name}", name)
        span = Span(datetime(2021, 1, 15, tzinfo=UTC), datetime(2021, 3, 1, tzinfo=UTC))
        assert ["b"] == list(
            items(world.run(world.source("/sitemap.xml", "sitemap"), options=FollowOptions(span=span)))
        )

    def test_an_index_that_leads_to_itself_ends(self, world):
        world.site.page(
            "/sitemap.xml", f"<sitemapindex {self.NS}><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>"
        )
        world.run(world.source("/sitemap.xml", "sitemap"))
        assert len(world.site.paths()) <= 4

    def test_a_section_page_leads_to_its_articles(self, world):
        world.site.page(
            "/politik/", '<a href="/a/ein-langer-weg-nach-oben">Ein langer Weg</a> <a href="/abo/">Abo</a>'
        )
        world.page("/a/ein-langer-weg-nach-oben", "One")
        assert ["ein-langer-weg-nach-oben"] == list(items(world.run(world.source("/politik/", "page"))))


class TestArchive:
    def test_every_response_is_in_it_and_loading_it_gives_the_same_articles(self, world):
        world.feed("/a", "/b", "/c", etag='"f"')
        world.page("/a", "One", etag='"a"')
        world.page("/b", "Two")
        world.page("/c", "x", status=404)
        fetched = items(world.run())
        world.run(hours=2)
        assert not [record for record in verify(world.folder) if record.problem]
        loaded = [read_capture(item) for item in find_items_at([world.folder])]
        assert {(item.uri, item.payload, item.stated, item.charset) for item in fetched.values()} == {
            (capture.uri, capture.payload, capture.stated, capture.charset) for capture in loaded
        }

    def test_a_hundred_sources_at_once(self, world):
        for n in range(30):
            world.feed(f"/{n}/a", f"/{n}/b", path=f"/feed{n}")
            world.page(f"/{n}/a", f"A {n}")
            world.page(f"/{n}/b", f"B {n}")
        visits = world.run(*(world.source(f"/feed{n}", id=f"s{n}") for n in range(30)))
        assert 60 == len([visit for visit in visits if visit.item])
        assert world.site.most_open <= 8
