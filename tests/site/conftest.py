"""A warehouse with everything a page may have to show, also what somebody would put there to break it."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.model import Block, Evidence, Mention, Quote, Source
from pipeline.site import build
from pipeline.store.warehouse import Warehouse
from tests.store.conftest import DAY, make_document

SCRIPTS = (
    "<script>window.broken=1</script>",
    '"><img src=x onerror="window.broken=1">',
    "</script><svg onload=window.broken=1>",
    "{{ 7*7 }} ${7*7} <b>bold</b> & &lt;",
    "'-window.broken=1-' \\ \u2028 \u2029",
    "javascript:window.broken=1",
)
LONG = "x" * 5000 + " Wort" * 1000
CONTROLS = "A\x01B\x0bC\x7fD"
WIRE = (
    "The council of Skarholm voted on Tuesday to reopen the old ferry line, which was closed eleven years ago.\n\n"
    "The first boat is expected in June and the second one a year later, said the mayor, who had asked for three.\n\n"
    "Both are built by the yard in Lindvik, where forty people will find work until the end of next year at least."
)
ARABIC = "فاز الفريق بالكأس"


def clock() -> datetime:
    return DAY


def documents():
    for number, text in enumerate(SCRIPTS):
        yield make_document(
            f"script-{number}",
            title=text,
            body=f"{text}\n\nAn ordinary paragraph of story {number}.",
            lead=text,
            authors=(text,),
            section=text,
            tags=(text,),
            url=f"https://paper.example/{number}",
            quotes=(Quote(text, text, direct=True, verb=text),),
            mentions=(Mention(text, "person", text), Mention("Berlin", "place", "Berlin")),
            evidence=(Evidence("title", text, text, text, chosen=True, reason=text),),
            blocks=(Block(text, kept=True, kind="title"), Block(text, kept=False, kind="share", rule=text)),
        )
    yield make_document("long", title=LONG, body="Short.")
    yield make_document("controls", title=CONTROLS, body="Text \x02 too.")
    yield make_document("arabic", title=ARABIC, body=f"{ARABIC}.", language="ar")
    yield make_document("bare", title=None, published=None, language=None, body="Nothing is known.", evidence=())
    yield make_document("link", title="A dangerous link", url="javascript:window.broken=1")
    yield make_document(
        "early", title="Much earlier", published=date(2024, 6, 1), body="𝄞 Musik 🎻 and text.\n\nMore."
    )
    yield make_document(
        "edited", title="Four cows escape in Nordheim", body="They are brown.\n\nThe end.", hours=1
    )
    yield make_document(
        "edited", title="Five cows escape in Nordheim", body="They are white.\n\nThe end.", hours=2
    )
    for source, hours in (("paper", 4), ("other", 5)):  # the same text in two sources
        yield make_document(
            f"wire-{source}", title=f"Ferry is back ({source})", body=WIRE, source=source, hours=hours
        )
    for number in range(60):
        yield make_document(
            f"plain-{number:02}", title=f"Plain story {number:02}", body=f"Text {number}.", source="other", hours=3
        )


def fill(folder: Path) -> Path:
    with Warehouse.open(folder, clock=clock) as warehouse:
        warehouse.register_sources(
            [Source("paper", "The <Paper> & Co", "folder", "paper/"), Source("other", "Other", "folder", "other/")]
        )
        warehouse.load(warehouse.begin_run("test", DAY), list(documents()))
        warehouse.publish()
    return folder


@pytest.fixture(scope="session")
def nasty_warehouse(tmp_path_factory) -> Path:
    """Read it; don't write to it."""
    folder = fill(tmp_path_factory.mktemp("site") / "warehouse")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "index.html").write_text("<!doctype html><title>Feeds</title>")
    build(folder)
    return folder


@pytest.fixture
def copied_warehouse(nasty_warehouse, tmp_path) -> Path:
    """A warehouse of one's own, with its site as built."""
    return Path(shutil.copytree(nasty_warehouse, tmp_path / "warehouse"))


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of every file."""
    return {
        str(Path(where, name).relative_to(folder)): (
            Path(where, name).read_bytes(),
            Path(where, name).stat().st_mtime_ns,
        )
        for where, _, names in os.walk(folder)
        for name in names
    }
