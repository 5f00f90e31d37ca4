"""Pages out of WARC files as other tools write them; warcio writes the files here."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from datetime import UTC, datetime

import pytest
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.acquire.captures import read_capture
from pipeline.acquire.items import find_items_at
from pipeline.model import Capture

PAGE = b"<!doctype html><title>A</title><p>Some text of an article.</p>"
URL = "https://news.example/a"


def http(
    writer,
    body=PAGE,
    *,
    url=URL,
    status="200 OK",
    kind="text/html; charset=utf-8",
    record_type="response",
    extra=(),
):
    headers = StatusAndHeaders(status, [*([("Content-Type", kind)] if kind else []), *extra], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        record_type,
        io.BytesIO(body),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": "2024-05-06T07:08:09Z"},
    )
    writer.write_record(record)


@pytest.fixture(autouse=True)
def _no_temporary_files(monkeypatch):
    """Warcio leaves the temporary files open in which it computes digests, and pytest sees that."""
    monkeypatch.setattr(RecordBuilder, "_create_temp_file", staticmethod(io.BytesIO))


@pytest.fixture
def warc(tmp_path):
    """A function that lets warcio write a file and loads it."""

    def load(fill, *, compress=True, cut=0):
        stream = io.BytesIO()
        writer = WARCWriter(stream, gzip=compress)
        fill(writer)
        path = tmp_path / ("x.warc.gz" if compress else "x.warc")
        path.write_bytes(stream.getvalue()[: -cut or None])
        return [read_capture(item) for item in find_items_at([path])]

    return load


@pytest.mark.parametrize("compress", [True, False])
def test_a_response_becomes_a_capture_with_its_address_and_date(warc, compress):
    (capture,) = warc(http, compress=compress)
    assert isinstance(capture, Capture)
    expected = (URL, URL, PAGE, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), "text/html", "utf-8")
    assert expected == (
        capture.uri,
        capture.url,
        capture.payload,
        capture.captured_at,
        capture.media_type,
        capture.charset,
    )


def test_content_and_transfer_encodings_are_undone(warc):
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)

    def fill(writer):
        http(writer, gzip.compress(PAGE, mtime=0), extra=[("Content-Encoding", "gzip")])
        http(writer, chunked, url=URL + "2", extra=[("Transfer-Encoding", "chunked")])

    assert [PAGE, PAGE] == [capture.payload for capture in warc(fill)]


def test_only_pages_of_successful_requests_are_taken(warc):
    def fill(writer):
        http(writer, b"\x89PNG\r\n\x1a\n", kind="image/png")
        http(writer, b"{}", kind="application/json")
        http(writer, b"<rss/>", kind="application/rss+xml")
        http(writer, status="404 Not Found")
        http(writer, status="301 Moved Permanently")
        http(writer, b"User-agent: *\n", url="https://news.example/robots.txt", kind="text/plain")
        http(writer, b"", record_type="revisit")
        http(writer, record_type="request", status="GET / HTTP/1.1")
        http(writer, kind="TEXT/HTML", url=URL + "1")
        http(writer, kind=None, url=URL + "2")
        http(writer, b"Plain text.", kind="text/plain", url=URL + "3")

    assert [URL + "1", URL + "2", URL + "3"] == [capture.uri for capture in warc(fill)]


def test_a_file_with_revisits_alone_has_nothing_and_is_no_fault(warc):
    assert not warc(lambda writer: http(writer, b"", record_type="revisit"))


def test_resource_records_of_text_are_taken(warc):
    def fill(writer):
        record = writer.create_warc_record(
            "urn:x:1", "resource", io.BytesIO(b"Text."), warc_content_type="text/plain"
        )
        writer.write_record(record)

    (capture,) = warc(fill)
    assert (b"Text.", None, "urn:x:1") == (capture.payload, capture.url, capture.uri)


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("cut", [100, 2000])
def test_a_file_that_is_cut_off_gives_what_came_before_and_a_fault(warc, compress, cut):
    def fill(writer):
        for number in range(5):
            http(writer, PAGE + random.Random(number).randbytes(4000).hex().encode(), url=f"{URL}{number}")

    *good, last = warc(fill, compress=compress, cut=cut)
    assert [f"{URL}{number}" for number in range(4)] == [capture.uri for capture in good]
    assert "WARC file is damaged or cut off after 5 records: it ends inside a record" == last.reason


def test_a_body_that_its_header_calls_encoded_but_is_not_is_taken_as_it_is(warc):
    def fill(writer):
        http(writer, extra=[("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])

    assert [PAGE] == [capture.payload for capture in warc(fill)]


def test_broken_or_bomb_like_encodings_are_rejected(tmp_path):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    http(writer, gzip.compress(PAGE, mtime=0)[:-20], extra=[("Content-Encoding", "gzip")])
    http(writer, gzip.compress(b"a" * 10_000_000, mtime=0), extra=[("Content-Encoding", "gzip")])
    http(writer, zlib.compress(PAGE), extra=[("Content-Encoding", "deflate")])
    http(writer, zlib.compress(PAGE)[2:-4], extra=[("Content-Encoding", "deflate")])
    http(writer, PAGE, extra=[("Content-Encoding", "zip")])
    (tmp_path / "x.warc.gz").write_bytes(stream.getvalue())
    broken, bomb, framed, raw, unknown = find_items_at([tmp_path / "x.warc.gz"], limit=1_000_000)
    expected = (
        "its encoding is broken: the data ends early",
        "larger than 1 MB",
        'its encoding is broken: content encoding "zip" is unknown',
    )
    assert expected == (broken.fault, bomb.fault, unknown.fault)
    assert PAGE == framed.payload == raw.payload


@pytest.mark.parametrize(
    "content", [b"", b"not a WARC file at all\n" * 50, gzip.compress(b"nor is this", mtime=0)]
)
def test_what_is_no_warc_file_is_a_fault(tmp_path, content):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    (rejection,) = map(read_capture, find_items_at([path]))
    assert "discover" == rejection.stage


def test_a_page_above_the_limit_is_rejected_and_the_next_is_read(tmp_path):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    http(writer, b"<p>" + b"x" * 100_000)
    http(writer, url=URL + "2")
    (tmp_path / "x.warc.gz").write_bytes(stream.getvalue())
    large, small = find_items_at([tmp_path / "x.warc.gz"], limit=10_000)
    assert ("larger than 0.01 MB", PAGE) == (large.fault, small.payload)
