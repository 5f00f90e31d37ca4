"""The scripts behind docs/quality.md: what they say without pages, and that they write their own part only."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.bench.ablation import _groups
from tests.bench.corpus import ROOT
from tests.bench.extractors import PEERS
from tests.bench.report import replace_part


@pytest.mark.parametrize("script", ["compare", "ablation"])
def test_without_pages_it_says_what_to_do(script):
    environment = {name: value for name, value in os.environ.items() if name != "NEWSMILL_BENCH"}
    found = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{script}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (1, "") == (found.returncode, found.stdout)
    assert 'make compare ARGS="--pages FOLDER"' in found.stderr


def test_only_the_named_part_is_replaced(tmp_path):
    report = tmp_path / "report.md"
    report.write_text(
        "a\n<!-- one -->\nold\n<!-- end of one -->\n<!-- two -->\nkept\n<!-- end of two -->\n", encoding="utf-8"
    )
    replace_part(report, "one", ["new", ""])
    assert (
        "a\n<!-- one -->\n\nnew\n\n<!-- end of one -->\n<!-- two -->\nkept\n<!-- end of two -->\n"
        == report.read_text("utf-8")
    )
    with pytest.raises(ValueError, match="no part"):
        replace_part(report, "three", [])


def test_every_part_is_in_the_report():
    report = (ROOT / "docs" / "quality.md").read_text("utf-8")
    for name in ("compare", "training", "steps"):
        assert f"<!-- {name} -->" in report
        assert f"<!-- end of {name} -->" in report


def test_the_groups_are_all_features_of_the_judge():
    from pipeline.read.judge import model

    assert set(model().feature_names) <= frozenset().union(*_groups().values())


def test_every_peer_is_a_function():
    for spec in PEERS.values():
        module, _, name = spec.partition(":")
        assert callable(getattr(__import__(module, fromlist=[name]), name))
