"""A warehouse with everything in it that is hard on a format, and its feeds."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.feeds.publishing import write_feeds
from pipeline.model import Mention, Quote, Source
from pipeline.store.warehouse import Warehouse
from tests.store.conftest import make_document

# The usual strings that try to become script, markup or a formula somewhere.
NASTY = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert('x')>",
    "javascript:alert(1)",
    "</title></svg><svg/onload=alert(1)>",
    "]]><!--<![CDATA[<b>bold</b>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &copy; &#60;b&#62;",
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "  =1+1",
    "＝1+1",
    "\t=1+1",
    "a\x00b\x07c\x0bd\x1be\x7ff\ufffe\uffffg",
    "line\u2028and\u2029paragraph\u0085end",
    "\u202eright to left\u202c אבג \u200fمرحبا\u200e 🏳️\u200d🌈 👩\u200d👩\u200d👧",
    "R&D at AT&T: a < b && c > d",
    "x" * 10_000,
)


def nasty_documents():
    """One article for each string, in every field that can hold it; and some that lack what articles have."""
    for number, text in enumerate(NASTY):
        yield make_document(
            f"nasty-{number}",
            title=text,
            body=f"{text}\n\nSecond paragraph with {text[:200]}.",
            lead=text[:500],
            authors=(text[:100], "Ann Author"),
            section=text[:80],
            tags=(text[:80], "tag"),
            publisher=text[:80],
            url=f"https://paper.example/{number}?a=1&b=<x>\"'é",
            image_url="javascript:alert(1)" if number % 2 else "https://paper.example/ä b.jpg",
            published=datetime(2024, 6, 18, 12, number, tzinfo=UTC),
            quotes=(Quote(text[:300] + " and that is what I said to them", f"Per Lund {number}", direct=True),),
            mentions=(Mention(text[:60], "person", text[:60]),),
        )
    yield make_document("no-title", title=None, body="How this text begins is all the headline it has.")
    yield make_document("no-date", published=None, title="Undated")
    yield make_document(
        "day-only", published=date(2024, 6, 17), title="A day is known", language="de", source="blatt"
    )
    yield make_document("bare", title=None, published=None, body="x", language=None)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse folder, published. Read it; don't write to it."""
    folder = tmp_path_factory.mktemp("feeds") / "warehouse"
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources(
            [Source("paper", "The <Paper> & Co", "folder", "."), Source("blatt", "Das Blatt", "folder", ".")]
        )
        run = warehouse.begin_run("test")
        warehouse.load(run, list(nasty_documents()))
        changed = make_document("no-date", published=None, title="=Undated no more", hours=2)
        corrected = make_document(
            "nasty-0",
            title=NASTY[0],
            body="First.\n\nCorrection: <b>it was</b> otherwise.",
            url="https://paper.example/0?a=1&b=<x>\"'é",
            hours=2,
        )
        warehouse.load(run, [changed, corrected])
        warehouse.finish_run(run, {})
        warehouse.publish(warehouse.check())
    return folder


@pytest.fixture(scope="session")
def written(filled: Path) -> Path:
    """The folder of its feeds."""
    report = write_feeds(filled)
    assert report.problem is None
    return report.folder


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of the warehouse that a test may change, without feeds."""
    folder = tmp_path / "warehouse"
    shutil.copytree(filled, folder, ignore=shutil.ignore_patterns("feeds", "feeds.json"))
    return folder
