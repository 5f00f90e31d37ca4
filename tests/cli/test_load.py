"""`newsmill load` with web addresses among its paths: fetched as politely as by a run, and archived."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, newsmill
from tests.newssite import ON_THE_WAY, Site
from tests.pages import article_page


@pytest.fixture
def site():
    with Site("127.0.0.2") as running:
        for name in ("boats", "roofs"):
            running.page(f"/{name}", article_page(f"On {name}", name))
        running.page("/robots.txt", "User-agent: *\nDisallow: /private\n", kind="text/plain")
        yield running


@pytest.fixture
def load(tmp_path):
    return lambda *given: newsmill("load", *given, "--allow-address", "127.0.0.2", "--warehouse", tmp_path / "w")


def ask(folder, query):
    return newsmill("sql", "--csv", query, "--warehouse", folder / "w").stdout.split("\n")[1:-1]


def test_addresses_and_paths_are_loaded_together(site, load, tmp_path):
    text = tmp_path / "texts" / "one.txt"
    text.parent.mkdir()
    text.write_text("Old stones\n\n" + "The old stones of Skarholm lie where they lay before.\n\n" * 6, "utf-8")
    done = load(f"{site.url}/boats", text, f"{site.url}/roofs")
    assert (0, "") == (done.returncode, done.stderr)
    assert ["Old stones", "On boats", "On roofs"] == ask(tmp_path, "select title from articles order by title")
    starts = [seen.at for seen in site.log if seen.path in {"/boats", "/roofs"}]
    assert 1 == len({seen.headers["user-agent"] for seen in site.log})
    assert starts[1] - starts[0] >= 1 - ON_THE_WAY
    assert 0 == newsmill("verify", "--warehouse", tmp_path / "w").returncode


def test_what_robots_txt_forbids_is_not_fetched_and_said(site, load, tmp_path):
    done = load(f"{site.url}/boats", f"{site.url}/private")
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "1 of 2 addresses could not be fetched" in done.stderr
    assert [] == site.asked("/private")
    assert ["fetched", "robots"] == ask(tmp_path, "select outcome from fetches where role = 'page' order by all")
    assert ["On boats"] == ask(tmp_path, "select title from articles")


def test_a_private_address_is_refused_unless_allowed(site, tmp_path):
    done = newsmill("load", f"{site.url}/boats", "--warehouse", tmp_path / "w")
    assert 1 == done.returncode
    assert [] == site.log


def test_an_address_with_a_password_is_wrong_usage(tmp_path):
    done = newsmill("load", "https://me:word@post.example/", "--warehouse", tmp_path / "w")
    assert (2, False) == (done.returncode, (tmp_path / "w").exists())


def text(path, headline):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{headline}\n\n" + "The old stones of Skarholm lie where they lay before.\n\n" * 6, "utf-8")
    return path


def test_what_is_given_in_turns_is_counted_once_a_source(load, tmp_path):
    one, other, two = (text(tmp_path / name, name) for name in ("a/1.txt", "b/1.txt", "a/2.txt"))
    done = load(one, other, two)
    assert (0, "") == (done.returncode, done.stderr)
    assert ["a,2", "b,1"] == ask(tmp_path, "select source_id, new from run_sources order by all")


def test_a_folder_called_like_another_is_not_mixed_with_it_unnoticed(load, tmp_path):
    text(tmp_path / "old" / "news" / "1.txt", "Old stones")
    text(tmp_path / "new" / "news" / "1.txt", "New roofs")
    assert "" == load(tmp_path / "old" / "news").stderr
    noted = load(tmp_path / "new" / "news")
    assert (0, 1) == (noted.returncode, noted.stderr.count("\n"))
    assert f"note: news is {tmp_path / 'old' / 'news'} in this warehouse" in noted.stderr
    assert "--source" in load(tmp_path / "old" / "news", tmp_path / "new" / "news").stderr
    assert ["news,1"] == ask(tmp_path, "select source_id, count(*) from articles group by all")
    apart = load(tmp_path / "old" / "news", "--source", "old-news")
    assert (0, "") == (apart.returncode, apart.stderr)
    assert ["news,1", "old-news,1"] == ask(
        tmp_path, "select source_id, count(*) from articles group by 1 order by 1"
    )


def test_an_id_that_no_source_can_have_is_wrong_usage(load, tmp_path):
    done = load(text(tmp_path / "a" / "1.txt", "Old stones"), "--source", "Old News")
    assert 2 == done.returncode
    assert "old-news" in done.stderr


REFUSED = {
    "1.txt": (b"", "is empty (0 bytes)"),
    "2.txt": (bytes(range(256)) * 9, "not text: 10 % of its bytes are control characters"),
    "3.txt": (b"%PDF-1.7 stones", "not text but a PDF file"),
    "4.html": (b"<html><body></body></html>", "there is no text in it"),
    "5.jsonl": (b'{"text": "Stones"}\n', "only 1 word of text in it"),
    "6.jsonl": (b"[]\n", "line 1: not a JSON object"),
    "7.txt.gz": (
        b"\x1f\x8bstones",
        "is broken gzip data: Error -3 while decompressing data: unknown compression method",
    ),
}


def test_files_that_are_all_refused_are_an_error_and_known_the_next_time(load, tmp_path):
    """Whatever they are refused for: the same bytes count as unchanged, and are noted once."""
    paths = [tmp_path / "a" / name for name in REFUSED]
    paths[0].parent.mkdir()
    for path, (content, _) in zip(paths, REFUSED.values(), strict=True):
        path.write_bytes(content)
    done = load(*paths)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "nothing was loaded: " in done.stderr
    again = load(*paths)
    assert (0, "") == (again.returncode, again.stderr)
    assert "Nothing new: everything that was found is known already." in again.stdout
    reasons = ask(tmp_path, "select reason from rejected order by split_part(uri, '#', 1)")
    assert [reason for _, reason in REFUSED.values()] == reasons


def test_one_file_that_is_refused_among_others_is_said_and_no_error(load, tmp_path):
    empty = tmp_path / "a" / "2.txt"
    good = text(tmp_path / "a" / "1.txt", "Old stones")
    empty.touch()
    done = load(good, empty)
    assert (0, "") == (done.returncode, done.stderr)
    assert "a file:2.txt: is empty (0 bytes)" in done.stdout


def test_a_folder_of_refused_files_was_loaded_as_asked(load, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").touch()
    assert 0 == load(tmp_path / "a").returncode


def test_other_bytes_are_looked_at_again(load, tmp_path):
    path = tmp_path / "a" / "1.txt"
    path.parent.mkdir()
    path.touch()
    load(path)
    path.write_bytes(b"%PDF-1.7 stones")
    assert 1 == load(path).returncode
    text(path, "Old stones")
    assert 0 == load(path).returncode
    assert ["is empty (0 bytes)", "not text but a PDF file"] == ask(
        tmp_path, "select reason from rejected order by all"
    )
    assert ["Old stones"] == ask(tmp_path, "select title from articles")


def test_ctrl_c_ends_it_at_once_and_what_comes_after_is_whole(site, load, tmp_path):
    site.page("/slow", "", delay=600)
    path = text(tmp_path / "a" / "1.txt", "Old stones")
    command = [sys.executable, "-m", "pipeline", "load", str(path), f"{site.url}/slow"]
    command += ["--allow-address", "127.0.0.2", "--warehouse", str(tmp_path / "w")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=environment
    ) as running:
        deadline = time.monotonic() + 60
        while not site.asked("/slow") and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=30)[1].decode()
    assert (130, "newsmill: stopped") == (running.returncode, said.strip())
    assert 0 == load(path).returncode
    assert ["Old stones"] == ask(tmp_path, "select title from articles")
    assert ["finished", "interrupted"] == ask(tmp_path, "select status from runs order by all")
    assert 0 == newsmill("verify", "--warehouse", tmp_path / "w").returncode
