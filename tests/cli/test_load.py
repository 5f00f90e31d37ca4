"""`newsmill load` with web addresses among its paths: fetched as politely as by a run, and archived."""

from __future__ import annotations

import pytest

from tests.conftest import newsmill
from tests.newssite import Site
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
    assert starts[1] - starts[0] >= 0.99
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
