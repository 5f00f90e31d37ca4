"""What is found in folders, files, JSON Lines, WARC files and archives, and under which identity."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest

from pipeline.acquire.captures import read_capture
from pipeline.acquire.items import find_items, find_items_at
from pipeline.errors import InputError
from pipeline.model import Candidate, Capture, Item, Rejection, Source

PAGE = b"<!doctype html><title>A</title><p>Some text of an article.</p>"


def write(path: Path, content: bytes = b"Some text.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def uris(items) -> list[str]:
    return [item.uri for item in items]


def payloads(items) -> dict[str, bytes]:
    captures = [read_capture(item) for item in items]
    assert all(isinstance(capture, Capture) for capture in captures), captures
    return {capture.uri: capture.payload for capture in captures}


class TestFolders:
    def test_documents_are_found_at_every_depth_in_the_order_of_their_paths(self, tmp_path):
        for name in ("b.txt", "a/z.html", "a/b/c.xhtml.gz", "A.TEXT", "ä.htm", "c.txt.gz"):
            write(tmp_path / name)
        expected = [
            "file:A.TEXT",
            "file:a/b/c.xhtml.gz",
            "file:a/z.html",
            "file:b.txt",
            "file:c.txt.gz",
            "file:ä.htm",
        ]
        assert expected == uris(find_items_at([tmp_path]))

    def test_what_describes_a_collection_is_not_an_article(self, tmp_path):
        for name in (
            "1.txt",
            "expected.jsonl",
            "README.md",
            "data.json",
            "data.csv",
            "x.zip",
            "feed.xml",
            "a.png",
            "LICENSE",
        ):
            write(tmp_path / name)
        assert ["file:1.txt"] == uris(find_items_at([tmp_path]))

    def test_hidden_names_are_passed_over(self, tmp_path):
        for name in (".git/a.txt", ".a.txt", "~$a.html", "a.txt~", "__MACOSX/a.txt", "ok/a.txt"):
            write(tmp_path / name)
        assert ["file:ok/a.txt"] == uris(find_items_at([tmp_path]))

    def test_json_lines_and_archives_count_where_there_is_nothing_else(self, tmp_path):
        write(tmp_path / "a.jsonl", b'{"text": "One.", "id": 1}\n')
        with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
            archive.writestr("x.txt", "Two.")
        assert {"file:a.jsonl#1": b"One.", "file:b.zip!/x.txt": b"Two."} == payloads(find_items_at([tmp_path]))

    def test_the_folder_names_the_source(self, tmp_path):
        write(tmp_path / "Süd-Kurier 2024" / "a.txt")
        assert ["sud-kurier-2024"] == [item.source_id for item in find_items_at([tmp_path / "Süd-Kurier 2024"])]

    def test_a_file_has_the_same_identity_alone_and_in_its_folder(self, tmp_path):
        file = write(tmp_path / "corpus" / "a.txt")
        alone, inside = find_items_at([file, file.parent])
        assert (alone.source_id, alone.uri) == (inside.source_id, inside.uri) == ("corpus", "file:a.txt")

    def test_a_folder_that_leads_in_a_circle_ends(self, tmp_path):
        write(tmp_path / "a" / "x.txt")
        (tmp_path / "a" / "loop").symlink_to(tmp_path)
        assert ["file:a/x.txt"] == uris(find_items_at([tmp_path]))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_folder_that_cannot_be_listed_is_a_fault_and_the_others_go_on(self, tmp_path):
        write(tmp_path / "closed" / "x.txt").parent.chmod(0)
        write(tmp_path / "open" / "x.txt")
        closed, opened = find_items_at([tmp_path])
        (tmp_path / "closed").chmod(0o755)
        assert ("folder can't be listed: permission denied", None) == (closed.fault, opened.fault)

    def test_the_walk_reports_a_folder_that_the_system_refuses(self, tmp_path, monkeypatch):
        write(tmp_path / "closed" / "x.txt")
        write(tmp_path / "open" / "x.txt")
        real = os.scandir

        def refuse(path):
            if Path(path).name == "closed":
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", refuse)
        expected = [("file:closed", "folder can't be listed: permission denied"), ("file:open/x.txt", None)]
        assert expected == [(item.uri, item.fault) for item in find_items_at([tmp_path])]

    def test_an_empty_folder_has_no_items(self, tmp_path):
        assert not list(find_items_at([tmp_path]))

    def test_a_pipe_is_passed_over_in_a_folder_and_rejected_by_name(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        assert not list(find_items_at([tmp_path]))
        (rejection,) = map(read_capture, find_items_at([tmp_path / "pipe.txt"]))
        assert rejection.reason == "is not a file"

    def test_a_broken_link_is_rejected_not_hidden(self, tmp_path):
        (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
        (rejection,) = map(read_capture, find_items_at([tmp_path]))
        assert rejection.reason == "is not there any more"


class TestPaths:
    def test_a_path_that_does_not_exist_is_named_before_anything_is_read(self, tmp_path):
        with pytest.raises(InputError, match=r"none: no such file or folder"):
            find_items_at([write(tmp_path / "a.txt"), tmp_path / "none"])

    def test_a_file_given_by_name_is_tried_whatever_its_suffix(self, tmp_path):
        assert {"file:notes.md": b"Some text.\n"} == payloads(find_items_at([write(tmp_path / "notes.md")]))

    def test_a_configured_source_that_is_missing_is_a_fault(self, tmp_path):
        source = Source("s", "S", "folder", "gone")
        assert [
            Item("s", "file:gone", tmp_path / "gone", fault="can't be read: no such file or directory")
        ] == list(find_items(source, tmp_path))

    def test_a_source_of_a_kind_takes_only_that_kind(self, tmp_path):
        write(tmp_path / "d" / "a.txt")
        write(tmp_path / "d" / "b.jsonl", b'{"text": "B.", "id": "b"}\n')
        assert ["file:b.jsonl#b"] == uris(find_items(Source("s", "S", "jsonl", "d"), tmp_path))
        assert ["file:a.txt"] == uris(find_items(Source("s", "S", "folder", "d"), tmp_path))


class TestJsonLines:
    @pytest.mark.parametrize(
        ("line", "payload"),
        [
            ({"text": "Body."}, b"Body."),
            ({"title": "Head", "text": "Body."}, b"Head\n\nBody."),
            ({"title": "Head", "lead": "Lead.", "text": "Body."}, b"Head\n\nLead.\n\nBody."),
            ({"title": "Head", "text": "Head\n\nBody."}, b"Head\n\nBody."),
            ({"Main_Text": "Body."}, b"Body."),
            ({"maintext": "Body.", "description": "D"}, b"Body."),
            ({"content": ["One.", "Two."]}, b"One.\n\nTwo."),
            ({"html": "<p>x</p>", "text": "Body."}, b"<p>x</p>"),
            ({"content": "<p>x</p>"}, b"<p>x</p>"),
            ({"text": "a < b and c > d"}, b"a < b and c > d"),
            ({"text": "", "body": "Body ü."}, "Body ü.".encode()),
        ],
    )  # fmt: skip
    def test_the_common_shapes_are_understood(self, tmp_path, line, payload):
        file = write(tmp_path / "a.jsonl", json.dumps(line).encode() + b"\n")
        assert [payload] == list(payloads(find_items_at([file])).values())

    def test_what_a_line_states_becomes_candidates(self, tmp_path):
        line = {
            "url": "https://a.example/1", "text": "T", "author": ["A B", "C D"], "publishedAt": "2024-05-06T07:08:09Z",
            "source": {"id": None, "name": "The Paper"}, "description": "About it.",
        }  # fmt: skip
        (item,) = find_items_at([write(tmp_path / "a.ndjson", json.dumps(line).encode())])
        assert ("https://a.example/1", "https://a.example/1") == (item.uri, item.url)
        expected = (
            Candidate("description", "About it.", "jsonl:description"),
            Candidate("authors", "A B", "jsonl:authors"),
            Candidate("authors", "C D", "jsonl:authors"),
            Candidate("published", "2024-05-06T07:08:09Z", "jsonl:published"),
            Candidate("publisher", "The Paper", "jsonl:publisher"),
        )
        assert expected == item.stated

    def test_lines_without_a_name_keep_their_identity_when_lines_are_put_before_them(self, tmp_path):
        first = uris(find_items_at([write(tmp_path / "a.jsonl", b'{"text": "Same."}\n')]))
        second = uris(find_items_at([write(tmp_path / "a.jsonl", b'{"text": "New."}\n{"text": "Same."}\n')]))
        assert first[0] == second[1]

    def test_bad_lines_are_named_and_the_good_ones_go_on(self, tmp_path):
        lines = [
            b"\xef\xbb\xbf" + b'{"text": "A", "id": 1}',
            b"{oops",
            b"",
            b"[1]",
            b'{"x": 1}',
            b'{"text": "\xff"}',
            b'{"text": "B", "id": 2}',
        ]
        items = list(find_items_at([write(tmp_path / "a.jsonl", b"\n".join(lines))]))
        expected = [
            None,
            "line 2: not JSON",
            "line 4: not a JSON object",
            "line 5: has no text or HTML",
            "line 6: not UTF-8",
            None,
        ]
        for reason, item in zip(expected, items, strict=True):
            assert item.fault is None if reason is None else (item.fault or "").startswith(reason)

    def test_an_endless_line_is_skipped_without_being_held(self, tmp_path):
        file = write(tmp_path / "a.jsonl", b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "ok", "id": 1}\n')
        long, good = find_items_at([file], limit=1000)
        assert ("line 1: line is larger than 0.001 MB", "file:a.jsonl#1") == (long.fault, good.uri)

    def test_gzipped_and_truncated(self, tmp_path):
        lines = b"".join(
            b'{"text": "%d %s", "id": %d}\n' % (n, os.urandom(50).hex().encode(), n) for n in range(2000)
        )
        whole = gzip.compress(lines, mtime=0)
        assert 2000 == len(list(find_items_at([write(tmp_path / "a.jsonl.gz", whole)])))
        items = list(find_items_at([write(tmp_path / "b.jsonl.gz", whole[: len(whole) // 2])]))
        assert "can't be read to its end" in (items[-1].fault or "")
        assert not any(item.fault for item in items[:-1])
        assert len(items) > 500


class TestArchives:
    FILES: ClassVar = {
        "d/b.txt": b"B",
        "a.html": PAGE,
        "d/c.txt.gz": gzip.compress(b"C", mtime=0),
        "README.md": b"no",
        ".x.txt": b"no",
        "l.jsonl": b'{"text": "no"}',
    }
    EXPECTED: ClassVar = {"a.html": PAGE, "d/b.txt": b"B", "d/c.txt.gz": b"C"}

    def test_zip(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
            for name, content in self.FILES.items():
                archive.writestr(name, content)
        found = payloads(find_items_at([tmp_path / "x.zip"]))
        assert {f"file:x.zip!/{name}": content for name, content in self.EXPECTED.items()} == found

    @pytest.mark.parametrize("mode", ["", ":gz", ":bz2", ":xz"])
    def test_tar(self, tmp_path, mode):
        path = tmp_path / f"x.tar{mode.replace(':', '.')}"
        with tarfile.open(path, f"w{mode}") as archive:
            for name, content in self.FILES.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        found = payloads(find_items_at([path]))
        assert {f"file:{path.name}!/{name}": content for name, content in self.EXPECTED.items()} == found

    def test_a_large_member_is_rejected_and_the_others_go_on(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", b"a" * 10_000_000)
            archive.writestr("b.txt", b"b")
        large, small = find_items_at([tmp_path / "x.zip"], limit=1_000_000)
        assert ("larger than 1 MB", b"b") == (large.fault, small.payload)

    @pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tgz"])
    def test_damage_is_a_fault(self, tmp_path, name):
        (item,) = find_items_at([write(tmp_path / name, b"this is no archive" * 100)])
        assert (item.fault or "").startswith("archive is damaged or of an unknown form")

    def test_a_member_with_a_password_is_a_fault(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
            archive.writestr("a.txt", b"secret")
        content = bytearray((tmp_path / "x.zip").read_bytes())
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(signature) + offset] |= 1
        (item,) = find_items_at([write(tmp_path / "x.zip", bytes(content))])
        assert (item.fault or "").startswith("member can't be read")


def test_every_rejection_names_its_stage(tmp_path):
    (rejection,) = map(read_capture, find_items(Source("s", "S", "folder", "gone"), tmp_path))
    assert Rejection("s", "file:gone", "discover", "can't be read: no such file or directory") == rejection
