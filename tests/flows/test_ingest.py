"""`newsmill run` is the Prefect flow, with the embedded server, over the seeds: once, then again."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SEEDS, newsmill, truth_of


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The folder, and what two runs in a row printed."""
    folder = tmp_path_factory.mktemp("flow") / "warehouse"
    command = ("run", "--warehouse", folder, "--sources", SEEDS / "sources.toml")
    return folder, newsmill(*command), newsmill(*command)


def good_articles():
    rows = [row for name in ("text", "pages") for row in truth_of(name) if not row.get("rejected")]
    addresses = {row.get("canonical_url") or row["file"] for row in rows}
    return len(addresses)


def test_a_first_run_loads_every_good_seed(runs):
    folder, first, _ = runs
    assert (first.returncode, first.stderr) == (0, "")
    count = newsmill("sql", "--warehouse", folder, "--csv", "select count(*) from articles").stdout.split()[-1]
    assert int(count) == good_articles()


def test_a_run_says_what_it_waits_for_what_it_did_and_what_to_try(runs):
    _, first, _ = runs
    assert "Prefect's embedded server" in first.stdout
    assert re.search(
        r"source\W+found\W+new\W+changed\W+unchanged\W+rejected\W+lines removed\W+seconds", first.stdout
    )
    assert "Worth trying" in first.stdout


def test_a_second_run_finds_nothing_new(runs):
    _, _, second = runs
    assert second.returncode == 0
    assert "Nothing new" in second.stdout
