"""Fetching from a real server that may do anything: every attempt ends in a value with a clear reason."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.acquire.fetcher import Fetched, Fetcher
from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.sitefiles import SiteFiles
from pipeline.model import SiteFile, Source, UrlState

PAGE = b"<!doctype html><title>A</title><p>Some text of an article.</p>"
NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
QUICK = FetchLimits(
    connect_seconds=10,
    first_byte_seconds=20,
    total_seconds=30,
    max_bytes=100_000,
    host_interval=0,
    connections_per_host=8,
    max_wait=1,
)
HASTY = replace(QUICK, first_byte_seconds=0.5, total_seconds=1)
SOURCE = Source("s", "S", "feed", "http://127.0.0.2/", allow_addresses=("127.0.0.2/32",))


def fetch(*urls: str, source: Source = SOURCE, limits: FetchLimits = QUICK, **more) -> list[Fetched]:
    """Fetch addresses one after the other with one fetcher."""

    async def go():
        state = more.pop("state", None)
        role = more.pop("role", "page")
        async with Fetcher(limits=limits, **more) as fetcher:
            return [await fetcher.fetch(url, source, state=state, role=role) for url in urls]

    return asyncio.run(go())


def outcome(*args, **more) -> tuple[str, str]:
    (found,) = fetch(*args, **more)
    return found.fetch.outcome, found.fetch.reason


class TestGoodAnswers:
    def test_a_page_comes_with_its_facts_and_its_exchange(self, site):
        site.page("/a", PAGE, etag='"1"', modified=1_700_000_000, Cache_Control="max-age=60")
        (found,) = fetch(f"{site.url}/a", now=lambda: NOW)
        fetch_ = found.fetch
        assert ("fetched", 200, PAGE, len(PAGE)) == (fetch_.outcome, fetch_.status, found.body, fetch_.size)
        assert ('"1"', "Tue, 14 Nov 2023 22:13:20 GMT", NOW + timedelta(seconds=60)) == (
            fetch_.etag, fetch_.last_modified, fetch_.fresh_until,
        )  # fmt: skip
        assert ("text/html", "HTTP/1.1", "127.0.0.2") == (fetch_.media_type, fetch_.http_version, fetch_.ip)
        (exchange,) = found.exchanges
        assert ("HTTP/1.1 200 OK", PAGE) == (exchange.status_line, exchange.body)
        assert exchange.request_head.startswith(b"GET /a HTTP/1.1\r\n")

    @pytest.mark.parametrize(
        ("encoding", "body"),
        [
            ("gzip", gzip.compress(PAGE, mtime=0)),
            ("deflate", zlib.compress(PAGE)),
            ("deflate", zlib.compress(PAGE)[2:-4]),
            ("identity", PAGE),
            ("gzip", PAGE),
        ],
    )
    def test_encodings_are_undone_and_kept_for_the_archive(self, site, encoding, body):
        site.page("/a", body, Content_Encoding=encoding)
        (found,) = fetch(f"{site.url}/a")
        assert (PAGE, body) == (found.body, found.exchanges[0].body)

    def test_a_body_without_a_length_ends_with_the_connection(self, site):
        site.raw("/a", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
        assert PAGE == fetch(f"{site.url}/a")[0].body

    def test_chunks_are_put_together(self, site):
        site.raw(
            "/a",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"5\r\n<p>ab\r\n",
            0.05,
            b"2\r\ncd\r\n0\r\n\r\n",
        )
        assert b"<p>abcd" == fetch(f"{site.url}/a")[0].body

    def test_the_request_says_who_asks_and_nothing_else(self, site):
        site.page("/a", PAGE, Set_Cookie="tracking=1; Path=/")
        fetch(f"{site.url}/a", f"{site.url}/a", user_agent="newsmill/9")
        first, second = site.asked("/a")
        assert {"host", "user-agent", "accept", "accept-encoding"} == set(first.headers) == set(second.headers)
        assert ("newsmill/9", "gzip, deflate") == (first.headers["user-agent"], first.headers["accept-encoding"])

    def test_a_source_has_its_own_user_agent(self, site):
        site.page("/a", PAGE)
        fetch(f"{site.url}/a", source=replace(SOURCE, user_agent="lab/1 (+mailto:lab@example.org)"))
        assert "lab/1 (+mailto:lab@example.org)" == site.asked("/a")[0].headers["user-agent"]

    def test_proxies_of_the_environment_are_not_used(self, site, monkeypatch):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        site.page("/a", PAGE)
        assert ("fetched", "") == outcome(f"{site.url}/a")


class TestConditions:
    def state(self, url, **more) -> UrlState:
        return UrlState(url, "s", last_fetched_at=NOW, **more)

    def test_validators_are_sent_back_and_304_is_unchanged(self, site):
        site.page("/a", PAGE, etag='W/"x"')
        site.page("/b", PAGE, modified=1_700_000_000)
        url = f"{site.url}/a"
        assert ("unchanged", "not modified since the last fetch") == outcome(
            url, state=self.state(url, etag='W/"x"')
        )
        url = f"{site.url}/b"
        (found,) = fetch(url, state=self.state(url, last_modified="Tue, 14 Nov 2023 22:13:20 GMT"))
        assert ("unchanged", 304, NOW) == (
            found.fetch.outcome,
            found.fetch.status,
            found.exchanges[0].revisited.at,
        )

    def test_a_changed_page_comes_whole(self, site):
        site.page("/a", PAGE, etag='"2"')
        assert ("fetched", "") == outcome(f"{site.url}/a", state=self.state(f"{site.url}/a", etag='"1"'))

    def test_the_same_bytes_without_validators_are_unchanged_too(self, site):
        site.page("/a", PAGE)
        digest = fetch(f"{site.url}/a")[0].fetch.digest
        (found,) = fetch(f"{site.url}/a", state=self.state(f"{site.url}/a", digest=digest))
        assert ("unchanged", True) == (found.fetch.outcome, found.exchanges[0].revisited is not None)

    def test_validators_go_only_to_the_address_that_sent_them(self, site):
        site.redirect("/old", "/new")
        site.page("/new", PAGE, etag='"n"')
        url = f"{site.url}/old"
        assert "unchanged" == outcome(url, state=self.state(url, etag='"n"', validated_url=f"{site.url}/new"))[0]
        assert "if-none-match" not in site.asked("/old")[0].headers

    def test_a_304_that_nobody_asked_for_is_broken(self, site):
        site.page("/a", b"", status=304, kind=None)
        assert ("broken", "answered 304 to a request that set no condition") == outcome(f"{site.url}/a")


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 308])
    def test_permanent_moves_are_said(self, site, status):
        site.redirect("/old", "/new#part", status)
        site.page("/new", PAGE)
        (found,) = fetch(f"{site.url}/old")
        assert (f"{site.url}/new", f"{site.url}/new", 2) == (
            found.fetch.moved_to,
            found.fetch.final_url,
            len(found.exchanges),
        )

    def test_one_temporary_redirect_on_the_way_is_no_move(self, site):
        site.redirect("/a", "/b", 301)
        site.redirect("/b", "/c", 302)
        site.page("/c", PAGE)
        (found,) = fetch(f"{site.url}/a")
        assert (None, f"{site.url}/c", "fetched") == (
            found.fetch.moved_to,
            found.fetch.final_url,
            found.fetch.outcome,
        )

    def test_a_move_to_an_error_is_no_move(self, site):
        site.redirect("/a", "/gone", 301)
        assert None is fetch(f"{site.url}/a")[0].fetch.moved_to

    def test_circles_and_long_ways_end(self, site):
        site.redirect("/a", "/b")
        site.redirect("/b", "/a")
        for number in range(10):
            site.redirect(f"/{number}", f"/{number + 1}")
        assert ("redirects", "redirects lead in a circle") == outcome(f"{site.url}/a")
        assert ("redirects", "more than 5 redirects") == outcome(f"{site.url}/0")
        assert 6 == len([path for path in site.paths() if path[1:].isdigit()])

    @pytest.mark.parametrize(
        "target",
        [
            "",
            "ftp://a.example/x",
            "file:///etc/passwd",
            "javascript:1",
            "http://user:pw@a.example/",
            "http://",
            "http://[::1",
            "http://a:99999999/",
            "data:text/html,x",
        ],
    )
    def test_redirects_to_nowhere(self, site, target):
        site.redirect("/a", target)
        kind, reason = outcome(f"{site.url}/a")
        assert "redirects" == kind
        assert reason in {"302: leads nowhere that can be fetched", "redirects lead in a circle"}

    def test_redirects_to_this_machine_and_to_metadata_are_refused(self, site, inner_site):
        targets = [
            f"{inner_site.url}/secret", f"http://localhost:{inner_site.port}/secret", f"http://[::ffff:127.0.0.1]:{inner_site.port}/secret",
            f"http://2130706433:{inner_site.port}/secret", f"http://0x7f.1:{inner_site.port}/secret", f"http://0177.0.0.1:{inner_site.port}/secret",
            "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://[::1]/", "http://0/",
        ]  # fmt: skip
        for number, target in enumerate(targets):
            site.redirect(f"/{number}", target)
        found = fetch(*(f"{site.url}/{number}" for number in range(len(targets))))
        assert {each.fetch.outcome for each in found} <= {"address", "redirects"}
        assert 8 <= [each.fetch.outcome for each in found].count("address")
        assert not inner_site.log

    def test_nothing_private_is_reached_without_leave(self, inner_site):
        kind, reason = outcome(f"{inner_site.url}/secret", source=replace(SOURCE, allow_addresses=()))
        assert ("address", True) == (kind, "127.0.0.1 is not a public address (loopback)" in reason)

    def test_sources_do_not_share_connections_that_only_one_may_have(self, site):
        site.page("/a", PAGE)

        async def go():
            async with Fetcher(limits=QUICK) as fetcher:
                first = await fetcher.fetch(f"{site.url}/a", SOURCE)
                known = fetcher.site_files
                assert known is not None
                second = await fetcher.fetch(f"{site.url}/a", replace(SOURCE, id="t", allow_addresses=()))
                return first.fetch.outcome, second.fetch.outcome

        assert ("fetched", "address") == asyncio.run(go())


class TestHostileServers:
    def check(self, site, path, expected, reason, limits=QUICK):
        kind, words = outcome(f"{site.url}{path}", limits=limits)
        assert (expected, True) == (kind, reason in words), words

    def test_silent(self, site):
        site.raw("/a", 5.0)
        self.check(site, "/a", "timeout", "took too long (connecting)", HASTY)

    def test_dripping_headers(self, site):
        site.endless("/a", b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n", 0.1)
        self.check(site, "/a", "timeout", "took too long (connecting)", HASTY)

    def test_dripping_body(self, site):
        site.endless("/a", b"HTTP/1.1 200 OK\r\n\r\n", b".", 0.05)
        self.check(site, "/a", "timeout", "took too long (receiving)", HASTY)

    def test_endless_headers(self, site):
        site.endless("/a", b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"1" * 5000 + b"\r\n")
        self.check(site, "/a", "broken", "not a valid answer")

    def test_endless_body(self, site):
        site.endless("/a", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000)
        self.check(site, "/a", "too-large", "larger than 0.1 MB")

    def test_a_stated_length_above_the_limit_is_not_even_read(self, site):
        site.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", 5.0)
        self.check(site, "/a", "too-large", "larger than 0.1 MB")

    def test_truncated(self, site):
        site.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + PAGE)
        self.check(site, "/a", "network", "closed before the whole body had come")
        site.raw("/b", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")
        self.check(site, "/b", "network", "closed before the whole body had come")

    def test_a_length_that_is_too_short_gives_what_it_says(self, site):
        site.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<p>abcdef")
        assert b"<p>ab" == fetch(f"{site.url}/a")[0].body

    @pytest.mark.parametrize("length", [b"abc", b"-5", b"5, 6"])
    def test_lengths_that_are_no_length(self, site, length):
        site.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nabc")
        self.check(site, "/a", "broken", "not a valid answer")

    @pytest.mark.parametrize(
        "noise",
        [
            b"\x16\x03\x01\x00",
            b"SSH-2.0-OpenSSH\r\n\r\n",
            b"HTTP/1.1 abc\r\n\r\n",
            b"\x00" * 500 + b"\r\n\r\n",
        ],
    )
    def test_what_is_no_http(self, site, noise):
        site.raw("/a", noise)
        self.check(site, "/a", "broken", "not a valid answer")

    def test_closed_without_an_answer(self, site):
        site.raw("/a")
        self.check(site, "/a", "network", "the server closed the connection without an answer")
        assert 2 == len(site.asked("/a"))  # once more, in case a kept connection was stale

    def test_a_compressed_bomb(self, site):
        site.page("/a", gzip.compress(b"a" * 50_000_000, mtime=0), Content_Encoding="gzip")
        tracemalloc.start()
        self.check(site, "/a", "too-large", "larger than 0.1 MB when decompressed")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10_000_000

    def test_a_compressed_body_that_is_cut_off(self, site):
        site.page("/a", gzip.compress(PAGE, mtime=0)[:-12], Content_Encoding="gzip")
        self.check(site, "/a", "broken", "its encoding is broken")

    def test_an_encoding_that_was_not_asked_for(self, site):
        site.page("/a", PAGE, Content_Encoding="zstd")
        self.check(site, "/a", "broken", 'content encoding "zstd" is unknown')

    def test_nobody_there(self):
        kind, reason = outcome("http://127.0.0.2:9/")
        assert kind in {"network", "address"}, reason
        assert "network" == outcome("http://name.invalid/")[0]

    def test_tls_to_a_server_without_it(self, site):
        site.page("/a", PAGE)
        kind, reason = outcome(f"https://127.0.0.2:{site.port}/a", limits=HASTY)
        assert kind in {"network", "timeout"}, reason

    @pytest.mark.parametrize(
        "url",
        [
            "http://",
            "http:///x",
            "http://[::1",
            "nonsense",
            "http://a b/",
            "http://" + "x" * 300 + "/",
            "ftp://127.0.0.2/",
        ],
    )
    def test_addresses_that_are_none(self, url):
        (found,) = fetch(url)
        assert found.fetch.outcome in {"broken", "network", "address"}


class TestStatus:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (401, "refused"),
            (403, "refused"),
            (404, "missing"),
            (410, "gone"),
            (418, "refused"),
            (451, "refused"),
            (500, "server-error"),
            (502, "server-error"),
            (503, "server-error"),
            (204, "broken"),
            (206, "broken"),
        ],
    )
    def test_each_status_has_its_outcome(self, site, status, expected):
        site.page("/a", b"", status=status)
        assert expected == outcome(f"{site.url}/a")[0]

    def test_retry_after_holds_the_host_back_and_no_other(self, site, inner_site):
        site.page("/a", b"", status=429, Retry_After="3600")
        inner_site.page("/b", PAGE)
        source = replace(SOURCE, allow_addresses=("127.0.0.0/8",))
        first, second, other = fetch(
            f"{site.url}/a", f"{site.url}/b", f"{inner_site.url}/b", source=source, now=lambda: NOW
        )
        assert ("throttled", "429: asked to wait until 2024-05-06 13:00:00 UTC") == (
            first.fetch.outcome,
            first.fetch.reason,
        )
        assert NOW + timedelta(hours=1) == first.fetch.retry_after
        assert ("deferred", "fetched") == (second.fetch.outcome, other.fetch.outcome)
        assert ["/a"] == site.paths()

    def test_503_with_a_date(self, site):
        site.page("/a", b"", status=503, Retry_After="Mon, 06 May 2024 12:30:00 GMT")
        (found,) = fetch(f"{site.url}/a", now=lambda: NOW)
        assert ("throttled", NOW + timedelta(minutes=30)) == (found.fetch.outcome, found.fetch.retry_after)

    def test_a_short_wait_is_waited_for(self, site):
        site.page("/a", b"", status=429, Retry_After="1")
        site.page("/b", PAGE)
        first, second = fetch(f"{site.url}/a", f"{site.url}/b", limits=replace(QUICK, max_wait=5))
        assert ("throttled", "fetched") == (first.fetch.outcome, second.fetch.outcome)
        assert 0.9 <= site.asked("/b")[0].at - site.asked("/a")[0].at


class TestRobots:
    def robots(self, site, text, status=200, **more):
        site.page("/robots.txt", text, status=status, kind="text/plain", **more)

    def test_it_is_asked_once_and_kept(self, site):
        self.robots(site, "User-agent: *\nDisallow: /private/\nAllow: /private/open\n")
        for path in ("/private/a", "/private/open", "/b"):
            site.page(path, PAGE)
        found = fetch(*(site.url + path for path in ("/private/a", "/private/open", "/b")))
        assert ["robots", "fetched", "fetched"] == [each.fetch.outcome for each in found]
        assert ["/private/open", "/b"] == site.paths()
        assert 1 == len(site.asked("/robots.txt"))

    def test_rules_for_its_own_name_count(self, site):
        self.robots(
            site, "User-agent: newsmill\nDisallow: /\n\nUser-agent: lab\nAllow: /\n\nUser-agent: *\nDisallow:\n"
        )
        site.page("/a", PAGE)
        assert ("robots", "robots.txt disallows it") == outcome(f"{site.url}/a")
        assert "fetched" == outcome(f"{site.url}/a", source=replace(SOURCE, user_agent="lab/2"))[0]

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (404, "fetched"),
            (401, "fetched"),
            (403, "fetched"),
            (410, "fetched"),
            (429, "robots"),
            (500, "robots"),
            (503, "robots"),
        ],
    )
    def test_errors_follow_the_standard(self, site, status, expected):
        self.robots(site, "", status)
        site.page("/a", PAGE)
        assert expected == outcome(f"{site.url}/a")[0]
        assert (expected == "fetched") == bool(site.paths())

    def test_a_source_may_ask_for_a_robots_file(self, site):
        site.page("/a", PAGE)
        kind, reason = outcome(f"{site.url}/a", source=replace(SOURCE, robots="strict"))
        assert ("robots", "there is no robots.txt (404), and the source asks for one") == (kind, reason)

    def test_a_host_that_does_not_answer_is_not_asked_for_pages(self, site):
        site.raw("/robots.txt", 5.0)
        site.page("/a", PAGE)
        kind, reason = outcome(f"{site.url}/a", limits=HASTY)
        assert ("timeout", "robots.txt can't be reached: took too long (connecting)") == (kind, reason)
        assert not site.paths()

    def test_redirects_are_followed_and_five_too_many_mean_there_is_none(self, site):
        site.redirect("/robots.txt", "/r1")
        site.page("/r1", "User-agent: *\nDisallow: /a\n", kind="text/plain")
        site.page("/a", PAGE)
        assert "robots" == outcome(f"{site.url}/a")[0]
        site.redirect("/r1", "/robots.txt")
        assert "fetched" == outcome(f"{site.url}/a")[0]

    def test_a_redirect_is_judged_by_the_rules_of_where_it_leads(self, site):
        self.robots(site, "User-agent: *\nDisallow: /hidden\n")
        site.redirect("/a", "/hidden/b")
        site.page("/hidden/b", PAGE)
        assert "robots" == outcome(f"{site.url}/a")[0]
        assert ["/a"] == site.paths()

    @pytest.mark.parametrize(
        "body",
        [
            b"\xff\xfe\x00garbage\x00" * 500,
            b"<html>not found</html>",
            b"User-agent: *\x00\nDisallow: /x\n",
            b"Disallow" * 10_000,
            "\ufeffUser-agent: *\nDisallow: /x".encode(),
        ],
    )
    def test_broken_files_allow_what_they_do_not_forbid(self, site, body):
        self.robots(site, body)
        site.page("/a", PAGE)
        assert "fetched" == outcome(f"{site.url}/a")[0]

    def test_of_a_file_that_is_too_long_the_beginning_counts(self, site):
        self.robots(site, "User-agent: *\nDisallow: /hidden\n" + "# padding\n" * 100_000 + "Disallow: /a\n")
        site.page("/a", PAGE)
        found = fetch(f"{site.url}/a", f"{site.url}/hidden")
        assert ["fetched", "robots"] == [each.fetch.outcome for each in found]

    def test_crawl_delay_is_kept_for_everything_but_robots_txt_itself(self, site):
        self.robots(site, "User-agent: *\nCrawl-delay: 0.6\n")
        for path in ("/a", "/b", "/c"):
            site.page(path, PAGE)

        async def go():
            async with Fetcher(limits=replace(QUICK, max_wait=10)) as fetcher:
                await asyncio.gather(*(fetcher.fetch(site.url + path, SOURCE) for path in ("/a", "/b", "/c")))

        asyncio.run(go())
        times = [seen.at for seen in site.log if seen.path != "/robots.txt"]
        assert 4 == len(times)  # with tdmrep.json
        assert 1.5 < times[-1] - times[0]  # three times 0.6 s; the first one may arrive late

    def test_a_policy_that_robots_txt_forbids_is_not_asked_for(self, site):
        self.robots(site, "User-agent: *\nDisallow: /.well-known/\n")
        site.page("/a", PAGE)
        assert "fetched" == outcome(f"{site.url}/a")[0]
        assert not site.asked("/.well-known/tdmrep.json")

    def test_what_is_kept_from_an_earlier_run_is_not_asked_again_until_it_expires(self, site):
        site.page("/a", PAGE)
        url = f"{site.url}/robots.txt"
        kept = SiteFile(url, NOW, NOW + timedelta(hours=5), 200, b"User-agent: *\nDisallow: /a\n")
        assert "robots" == outcome(f"{site.url}/a", site_files=SiteFiles([kept], lambda: NOW))[0]
        assert not site.asked("/robots.txt")
        later = SiteFiles([kept], lambda: NOW + timedelta(hours=6))
        assert "fetched" == outcome(f"{site.url}/a", site_files=later)[0]
        assert 1 == len(later.take_new()) - 1  # robots.txt and tdmrep.json
        assert 1 == len(site.asked("/robots.txt"))


class TestReservation:
    @pytest.mark.parametrize(
        ("page", "headers", "file", "expected"),
        [
            (PAGE, {}, None, (None, None)),
            (
                PAGE,
                {"TDM_Reservation": "1", "TDM_Policy": "https://a.example/p"},
                None,
                (True, "https://a.example/p"),
            ),
            (PAGE, {"TDM_Reservation": "0"}, None, (False, None)),
            (b'<META content=1 NAME="tdm-reservation"><p>x', {}, None, (True, None)),
            (b'<meta name="tdm-reservation" content="0">', {"TDM_Reservation": "1"}, None, (False, None)),
            (
                PAGE,
                {},
                '[{"location": "/x", "tdm-reservation": 0}, {"location": "/a", "tdm-reservation": 1, "tdm-policy": "/p"}]',
                (True, "/p"),
            ),
            (PAGE, {}, '[{"location": "/*$", "tdm-reservation": 0}]', (False, None)),
            (PAGE, {}, "not json", (None, None)),
        ],
    )
    def test_it_is_recorded_from_page_header_or_file(self, site, page, headers, file, expected):
        if file:
            site.page("/.well-known/tdmrep.json", file, kind="application/json")
        site.page("/a", page, **headers)
        (found,) = fetch(f"{site.url}/a")
        assert ("fetched", *expected) == (found.fetch.outcome, found.fetch.tdm_reserved, found.fetch.tdm_policy)

    def test_it_is_obeyed_where_the_source_says_so_and_then_nothing_is_kept(self, site):
        site.page("/a", PAGE, TDM_Reservation="1")
        (found,) = fetch(f"{site.url}/a", source=replace(SOURCE, tdm="obey"))
        assert ("tdm", b"", ()) == (found.fetch.outcome, found.body, found.exchanges)


class TestTurns:
    def test_concurrency_and_rate_hold_per_host(self, site):
        for number in range(12):
            site.page(f"/{number}", PAGE, delay=0.05)
        limits = replace(QUICK, connections_per_host=3, max_wait=60)

        async def go():
            async with Fetcher(limits=limits) as fetcher:
                return await asyncio.gather(
                    *(fetcher.fetch(f"{site.url}/{number}", SOURCE) for number in range(12))
                )

        assert {"fetched"} == {found.fetch.outcome for found in asyncio.run(go())}
        assert site.most_open <= 3

    def test_a_sources_own_rate_holds(self, site):
        for number in range(4):
            site.page(f"/{number}", PAGE)
        fetch(
            *(f"{site.url}/{number}" for number in range(4)),
            source=replace(SOURCE, requests_per_minute=240),
            limits=replace(QUICK, max_wait=60),
        )
        times = [seen.at for seen in site.log]
        assert 6 == len(times)  # the two files that speak for the host count too
        assert 0.8 < times[-1] - times[0]  # five times a quarter of a second; the first one may arrive late
