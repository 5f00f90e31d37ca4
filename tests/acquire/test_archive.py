"""The archive: readable by other tools, whole after a crash, and true to its pointers and digests."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.acquire.archive import ArchiveWriter, read_payload, repair, verify
from pipeline.acquire.captures import read_capture
from pipeline.acquire.exchange import Exchange, Revisited
from pipeline.acquire.items import find_items_at
from pipeline.errors import InputError, WarehouseError
from pipeline.model import ArchivePointer, Candidate, Capture

DAY = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
PAGE = b"<!doctype html><title>A</title><p>Some text of an article.</p>"


def capture(payload: bytes = b"Text.", uri: str = "file:a.txt", **more) -> Capture:
    digest = hashlib.sha256(payload).hexdigest()
    return Capture("s", uri, DAY, payload, digest, more.pop("media_type", "text/plain"), **more)


def exchange(
    body: bytes = PAGE, *, url: str = "https://news.example/a", status: str = "HTTP/1.1 200 OK", headers=(), **more
) -> Exchange:
    request = b"GET /a HTTP/1.1\r\nHost: news.example\r\nUser-Agent: newsmill\r\n\r\n"
    return Exchange(
        url, DAY, request, status, (("Content-Type", "text/html"), *headers), body, ip="192.0.2.1", **more
    )


def writer(folder, **more) -> ArchiveWriter:
    return ArchiveWriter(folder, name="run 1", day=DAY, **more)


def check_with_warcio(path) -> list[str]:
    """The types of a file's records, after warcio found every digest right."""

    class Options:
        inputs = (str(path),)
        verbose = True

    checker = Checker(Options())
    checker.process_all()
    assert 0 == checker.exit_value
    with path.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]


class TestWriting:
    def test_a_pointer_leads_back_to_the_payload(self, tmp_path):
        contents = [b"One.", "Zwölf\r\n\r\n".encode(), b"\x00\xff" * 1000, b"x"]
        with writer(tmp_path) as archive:
            pointers = [archive.append(capture(content)) for content in contents]
        assert contents == [read_payload(tmp_path, pointer) for pointer in pointers]
        assert {"2024/05/06/run-1-00000.warc.gz"} == {pointer.file for pointer in pointers}

    def test_pointers_hold_before_the_file_is_closed(self, tmp_path):
        with writer(tmp_path) as archive:
            pointer = archive.append(capture(b"Now."))
            archive.sync()
            assert b"Now." == read_payload(tmp_path, pointer)

    def test_warcio_reads_it_and_finds_the_digests_right(self, tmp_path):
        with writer(tmp_path) as archive:
            archive.append(
                capture(uri="file:Ünïcode ordner/ä b.txt", stated=(Candidate("title", "Ü\nx", "feed:title"),))
            )
            archive.append_exchange(exchange())
            archive.append_exchange(
                exchange(
                    gzip.compress(PAGE, mtime=0),
                    headers=[("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")],
                )
            )
            archive.append_exchange(exchange(revisited=Revisited("https://news.example/a", DAY)))
            archive.append_exchange(
                exchange(
                    b"", status="HTTP/1.1 304 Not Modified", revisited=Revisited("https://news.example/a", DAY)
                )
            )
        (path,) = tmp_path.rglob("*.warc.gz")
        expected = [
            "warcinfo",
            "resource",
            "response",
            "request",
            "response",
            "request",
            "revisit",
            "request",
            "revisit",
            "request",
        ]
        assert expected == check_with_warcio(path)

    def test_the_encoded_body_is_kept_and_decoded_when_read(self, tmp_path):
        with writer(tmp_path) as archive:
            pointer = archive.append_exchange(
                exchange(gzip.compress(PAGE, mtime=0), headers=[("Content-Encoding", "gzip")])
            )
        assert PAGE == read_payload(tmp_path, pointer)

    def test_a_header_cannot_smuggle_in_another(self, tmp_path):
        with writer(tmp_path) as archive:
            archive.append(capture(media_type="text/plain\r\nWARC-Type: warcinfo"))
        (path,) = tmp_path.rglob("*.warc.gz")
        assert ["warcinfo", "resource"] == check_with_warcio(path)

    def test_files_are_bounded_and_pointers_know_theirs(self, tmp_path):
        contents = [os.urandom(1000) for _ in range(10)]
        with writer(tmp_path, max_bytes=3000) as archive:
            pointers = [archive.append(capture(content)) for content in contents]
        assert contents == [read_payload(tmp_path, pointer) for pointer in pointers]
        assert 4 <= len({pointer.file for pointer in pointers})
        assert all(path.stat().st_size < 5000 for path in tmp_path.rglob("*.warc.gz"))

    def test_nothing_is_created_for_nothing(self, tmp_path):
        with writer(tmp_path / "archive") as archive:
            archive.sync()
        assert not (tmp_path / "archive").exists()

    def test_a_second_writer_of_the_same_name_takes_another_file(self, tmp_path):
        pointers = []
        for content in (b"One.", b"Two."):
            with writer(tmp_path) as archive:
                pointers.append(archive.append(capture(content)))
        assert [b"One.", b"Two."] == [read_payload(tmp_path, pointer) for pointer in pointers]
        assert 2 == len({pointer.file for pointer in pointers})

    def test_a_disk_that_is_full_is_one_clear_error(self, tmp_path, monkeypatch):
        archive = writer(tmp_path)
        first = archive.append(capture(b"Good."))

        def full(*args):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("pipeline.acquire.archive._write_all", full)
            with pytest.raises(WarehouseError, match="the archive can't be written: no space left on device"):
                archive.append(capture(b"Bad."))
        archive.close()
        assert b"Good." == read_payload(tmp_path, first)

    def test_what_was_stated_comes_back_when_the_archive_is_loaded(self, tmp_path):
        stated = (
            Candidate("title", "Überschrift \U0001f30d", "feed:title"),
            Candidate("authors", "A B", "feed:author"),
        )
        with writer(tmp_path) as archive:
            archive.append(capture(PAGE, "file:ordner/ä%41.html", media_type="text/html", stated=stated))
            archive.append_exchange(exchange(stated=stated))
            archive.append_exchange(exchange(url="https://news.example/", role="section"))
        (path,) = tmp_path.rglob("*.warc.gz")
        found = [read_capture(item) for item in find_items_at([path])]
        assert [("file:ordner/ä%41.html", PAGE, DAY, stated), ("https://news.example/a", PAGE, DAY, stated)] == [
            (each.uri, each.payload, each.captured_at, each.stated) for each in found
        ]

    def test_statements_too_long_for_a_header_are_shortened_by_the_longest(self, tmp_path):
        stated = (Candidate("title", "T", "feed:title"), Candidate("description", "x" * 50_000, "feed:summary"))
        with writer(tmp_path) as archive:
            archive.append(capture(stated=stated))
        (path,) = tmp_path.rglob("*.warc.gz")
        (item,) = find_items_at([path])
        assert stated[:1] == item.stated


class TestReading:
    def test_a_pointer_to_nothing_is_an_input_error(self, tmp_path):
        with writer(tmp_path) as archive:
            pointer = archive.append(capture())
        for wrong in (
            ArchivePointer("none.warc.gz", 0),
            ArchivePointer(pointer.file, 3),
            ArchivePointer(pointer.file, 10**9),
            ArchivePointer(pointer.file, 0),
        ):
            with pytest.raises(InputError):
                read_payload(tmp_path, wrong)

    def test_verify_passes_every_record_of_a_good_archive(self, tmp_path):
        with writer(tmp_path, max_bytes=2000) as archive:
            pointers = [archive.append(capture(os.urandom(500))) for _ in range(8)]
        checked = list(verify(tmp_path))
        assert not [record for record in checked if record.problem]
        assert set(pointers) <= {record.pointer for record in checked}

    def test_verify_finds_a_changed_payload(self, tmp_path):
        with writer(tmp_path) as archive:
            good, bad = archive.append(capture(b"Good.")), archive.append(capture(b"True words."))
        path = tmp_path / bad.file
        content = path.read_bytes()
        record = gzip.decompress(content[bad.offset :]).replace(b"True words.", b"Fake words.")
        path.write_bytes(content[: bad.offset] + gzip.compress(record, mtime=0))
        problems = {record.pointer: record.problem for record in verify(tmp_path)}
        assert problems[good] is None
        assert "the record says" in problems[bad]

    @pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
    def test_verify_finds_a_flipped_bit(self, tmp_path, place):
        with writer(tmp_path) as archive:
            for _ in range(5):
                archive.append(capture(os.urandom(2000)))
        (path,) = tmp_path.rglob("*.warc.gz")
        content = bytearray(path.read_bytes())
        content[int(len(content) * place)] ^= 0xFF
        path.write_bytes(content)
        assert [record for record in verify(tmp_path) if record.problem]

    def test_verify_finds_a_file_cut_off(self, tmp_path):
        with writer(tmp_path) as archive:
            for _ in range(3):
                archive.append(capture(os.urandom(2000)))
        (path,) = tmp_path.rglob("*.warc.gz")
        path.write_bytes(path.read_bytes()[:-700])
        assert [record for record in verify(tmp_path) if record.problem]

    def test_reading_a_record_does_not_need_what_follows_it(self, tmp_path):
        with writer(tmp_path) as archive:
            pointers = [archive.append(capture(b"%d" % n * 100)) for n in range(20)]
        file = tmp_path / pointers[0].file
        file.write_bytes(file.read_bytes()[: pointers[11].offset])
        assert b"10" * 100 == read_payload(tmp_path, pointers[10])


class TestCrashes:
    @given(share=st.floats(0, 1), count=st.integers(1, 6))
    @settings(max_examples=60, deadline=None)
    def test_an_archive_cut_off_anywhere_is_whole_after_the_next_open(self, tmp_path_factory, share, count):
        folder = tmp_path_factory.mktemp("archive")
        archive = writer(folder)
        contents = [random.Random(n).randbytes(700) for n in range(count)]
        pointers = [archive.append(capture(content)) for content in contents]
        archive._stream.close()  # the process is gone
        path = archive._path
        length = int(path.stat().st_size * share)
        os.truncate(path, length)
        with writer(folder) as after:
            added = after.append(capture(b"After."))
        assert not [record for record in verify(folder) if record.problem]
        ends = [*(pointer.offset for pointer in pointers[1:]), path.stat().st_size if path.exists() else 10**9]
        for pointer, content, end in zip(pointers, contents, ends, strict=True):
            if end <= length:
                assert content == read_payload(folder, pointer)
        assert b"After." == read_payload(folder, added)
        for file in folder.rglob("*.warc.gz"):
            check_with_warcio(file)
        assert not list(folder.rglob("*.open"))

    def test_a_killed_process_leaves_what_it_synced(self, tmp_path):
        program = f"""
import hashlib, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.acquire.archive import ArchiveWriter
from pipeline.model import Capture
writer = ArchiveWriter(Path({str(tmp_path)!r}), name="r", day=datetime(2024, 5, 6, tzinfo=UTC))
for n in range(5):
    payload = bytes([65 + n]) * 500
    pointer = writer.append(Capture("s", f"file:{{n}}", datetime.now(UTC), payload, hashlib.sha256(payload).hexdigest(), "text/plain"))
    print(pointer.file, pointer.offset, flush=True)
writer.sync()
os.kill(os.getpid(), signal.SIGKILL)
"""
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert -signal.SIGKILL == done.returncode
        pointers = [ArchivePointer(file, int(offset)) for file, offset in map(str.split, done.stdout.splitlines())]
        expected = [bytes([65 + n]) * 500 for n in range(5)]
        assert expected == [read_payload(tmp_path, pointer) for pointer in pointers]
        assert 1 == len(repair(tmp_path))
        assert expected == [read_payload(tmp_path, pointer) for pointer in pointers]

    def test_a_living_writer_is_not_repaired(self, tmp_path):
        with writer(tmp_path) as archive:
            archive.append(capture())
            assert [] == repair(tmp_path)
            assert archive._path.exists()
