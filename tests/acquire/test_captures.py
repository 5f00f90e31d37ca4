"""Reading one item: its bytes with their digest, or a reason in words."""

from __future__ import annotations

import gzip
import hashlib
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.acquire.captures import read_capture
from pipeline.model import Capture, Item, Rejection


def item(path: Path) -> Item:
    return Item("s", f"file:{path.name}", path)


def read(tmp_path, name: str, content: bytes, limit: int = 50_000_000):
    path = tmp_path / name
    path.write_bytes(content)
    return read_capture(item(path), limit)


def reason(result) -> str:
    assert isinstance(result, Rejection), result
    return result.reason


def test_a_capture_has_bytes_digest_and_the_files_time(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Übung\r\n".encode("cp1252"))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    payload = b"\xdcbung\r\n"
    expected = Capture(
        "s",
        "file:a.txt",
        datetime.fromtimestamp(1_700_000_000, UTC),
        payload,
        hashlib.sha256(payload).hexdigest(),
        "text/plain",
    )
    assert expected == read_capture(item(path))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"Plain text.", "text/plain"),
        ("a.html", b"<!DOCTYPE html><p>x", "text/html"),
        ("a.txt", b"\n <!-- saved --> <html><body>x", "text/html"),
        ("a.txt", b"\xef\xbb\xbf<html lang=de>", "text/html"),
        ("a.txt", "\ufeff<html>x".encode("utf-16-le"), "text/html"),
        ("a.txt", "<html>x</html>".encode("utf-16-be"), "text/html"),
        ("a.txt", b"<?xml version='1.0'?>\n<html xmlns='x'>", "text/html"),
        ("a.txt", b"<b>Bold</b> beginning", "text/html"),
        ("a.txt", b"<3 from all of us", "text/plain"),
        ("a.txt", b"<pope@example.org> wrote", "text/plain"),
        ("a.html", b"Saved without any tag.", "text/html"),
        ("a.htm.gz", gzip.compress(b"Saved without any tag.", mtime=0), "text/html"),
        ("noname", b"Text.", "text/plain"),
    ],
)
def test_the_media_type_follows_content_first_then_the_name(tmp_path, name, content, expected):
    assert expected == read(tmp_path, name, content).media_type


@pytest.mark.parametrize(
    "text",
    [
        "Grüße aus Köln. " * 20, "日本語の記事です。" * 20, "Новости дня. " * 20, "أخبار اليوم " * 20,
        "RIFF is a word a text may begin with", "ID3 is another", "PAR1 too", "BZhello", "Text with one \x00 in it " + "and more " * 20,
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "shift_jis",
        "iso2022_jp",
        "koi8_r",
        "cp1256",
    ],
)
def test_text_in_any_encoding_is_text(tmp_path, text, encoding):
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("not in this encoding")
    if encoding in {"utf-16-le", "utf-16-be"} and not text.isascii() and " " not in text:
        pytest.skip("without a byte order mark nothing tells this from noise")
    assert isinstance(read(tmp_path, "a.txt", content), Capture)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7\n%\xe2\xe3", "not text but a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a PNG image"),
        (b"PK\x03\x04\x14\x00", "not text but a ZIP archive or an office document"),
        (b"\x00\x00\x00\x18ftypmp42", "not text but a video or HEIF image"),
        (b"ID3\x03\x00\x00\x00", "not text but an MP3 file"),
        (bytes(range(256)) * 40, "not text: 10 % of its bytes are control characters"),
        (b"\x00" * 5000, "not text: 100 % of its bytes are control characters"),
        (b"\x1f\x8b\x08", "not text but gzip data"),
    ],
)
def test_what_is_no_text_is_rejected_in_words(tmp_path, content, expected):
    assert expected == reason(read(tmp_path, "a.txt", content))


def test_random_bytes_are_not_text(tmp_path):
    for seed in range(50):
        noise = b"".join(hashlib.sha256(bytes([seed, n])).digest() for n in range(100))
        assert reason(read(tmp_path, "a.txt", noise)).startswith("not text")


def test_a_200_mb_file_is_rejected_without_being_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    result = read_capture(item(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (
        Rejection("s", "file:a.txt", "fetch", "is too large: 200 MB, the limit is 50 MB", size=200_000_000)
        == result
    )
    assert peak < 1_000_000


def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path):
    bomb = gzip.compress(b"a" * 100_000_000, mtime=0)
    tracemalloc.start()
    result = read(tmp_path, "a.txt.gz", bomb, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "is larger than 1 MB" == reason(result)
    assert peak < 10_000_000


def test_gzip_of_several_members_and_with_padding_is_read_whole(tmp_path):
    content = gzip.compress(b"One. ", mtime=0) + gzip.compress(b"Two.", mtime=0) + b"\x00" * 300
    assert b"One. Two." == read(tmp_path, "a.txt.gz", content).payload


@pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001, 3_000_000, 65_536])
def test_gzip_of_any_size_is_read_to_its_end(tmp_path, size):
    assert size == len(read(tmp_path, "a.txt.gz", gzip.compress(b"a" * size, mtime=0)).payload)
    noise = os.urandom(size // 2).hex().encode()
    assert noise == read(tmp_path, "a.txt.gz", gzip.compress(noise, 1, mtime=0)).payload


def test_a_plain_file_called_gz_is_read_as_it_is(tmp_path):
    assert b"Text." == read(tmp_path, "a.txt.gz", b"Text.").payload


@pytest.mark.parametrize("cut", [5, 12, 40])
def test_gzip_that_is_cut_off_is_rejected(tmp_path, cut):
    assert reason(read(tmp_path, "a.txt.gz", gzip.compress(os.urandom(500), mtime=0)[:-cut])).startswith(
        "is broken gzip data"
    )


def test_a_vanished_file_is_rejected(tmp_path):
    assert "is not there any more" == reason(read_capture(item(tmp_path / "gone.txt")))


def test_a_folder_in_the_place_of_a_file_is_rejected(tmp_path):
    assert "is not a file" == reason(read_capture(item(tmp_path)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_rejected(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    assert "can't be read: permission denied" == reason(read_capture(item(path)))


def test_an_error_of_the_system_while_reading_is_rejected(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "can't be read: permission denied" == reason(read_capture(item(path)))
