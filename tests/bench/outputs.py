"""Measure writing the feeds and the site of a large warehouse: all of it, with nothing new, after a hundred more articles.

Each step runs in a process of its own, on two cores, so that its CPU time and its peak of memory are its own.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pipeline.feeds.publishing import write_feeds
from pipeline.model import Document, Mention, Quote
from pipeline.site import build
from pipeline.store.connection import one_row
from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import SOURCES, Generator
from tests.bench.measure import Sample, run
from tests.site.browser import ARGUMENTS, executable

NEXT = 100
_BATCH = 2000
_SEED = 3
_NAMES = 4000  # that articles draw from, a few of them much more often than the others
_KINDS = ("person", "place", "organisation")
_VISITS = 5
_WATCH = """
new MutationObserver((seen, watcher) => {
  if (!document.querySelector("[data-drawn]")) return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstChart = performance.now(); }));
}).observe(document, { subtree: true, childList: true, attributes: true });
"""


def main() -> None:
    """`python -m tests.bench.outputs [ARTICLES [FOLDER]]`: the figures as Markdown; a FOLDER is kept, and used again."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="newsmill-outputs-") as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made) / "warehouse"
        sys.stdout.write("\n".join(measure_outputs(folder, articles)) + "\n")


def measure(folder: Path, articles: int) -> list[str]:
    """All figures of feeds and site, as lines of Markdown; `folder` gets two warehouses."""
    return [
        *measure_outputs(folder / "outputs", articles),
        "",
        *measure_first_chart(folder / "first-chart", articles // 10),
    ]


def measure_outputs(folder: Path, articles: int) -> list[str]:
    """The figures as lines of Markdown, of a warehouse of so many articles that is made where it is not there yet."""
    if not (folder / "news.duckdb").exists():
        run(_step("fill", folder, articles))
    for part in ("feeds", "site"):
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / "work" / "feeds.json").unlink(missing_ok=True)
    rows = [_row("everything", *_both(folder)), _row("nothing new", *_both(folder))]
    run(_step("fill", folder, NEXT))
    rows.append(_row(f"{NEXT} more articles", *_both(folder)))
    return [
        f"| feeds and site of {articles:,} articles | feeds: wall s | CPU s | site: wall s | CPU s | peak MB | on disk |",
        "|---|---|---|---|---|---|---|",
        *(f"{row} {_size(folder)} |" for row in rows),
    ]


def measure_first_chart(folder: Path, articles: int) -> list[str]:
    """How long the first page takes in a browser until its first chart stands there, as lines of Markdown."""
    browser = executable()
    if browser is None:
        return ["The first chart is not measured: no Chromium or Chrome is here."]
    if not (folder / "news.duckdb").exists():
        fill(folder, articles)
    build(folder)
    times = sorted(_first_chart(browser, (folder / "site" / "index.html").as_uri()) for _ in range(_VISITS))
    (wall, cpu), slowest = times[_VISITS // 2], times[-1][0]
    return [
        (
            f"The first page at {articles:,} articles shows its first chart after {wall:.2f} s (median of {_VISITS} visits, "
            f"each in a new browser; the slowest {slowest:.2f} s), {cpu:.2f} s of it spent by the page itself."
        ),
    ]


def _first_chart(browser: str, address: str) -> tuple[float, float]:
    """Seconds from asking for the page to its first chart, and seconds of work of the page's thread until then."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        page = opened.new_page(viewport={"width": 1280, "height": 900})
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable")
        page.add_init_script(_WATCH)
        page.goto(address)
        page.wait_for_function("window.firstChart", timeout=60_000)
        wall = float(page.evaluate("window.firstChart")) / 1000
        found = {each["name"]: each["value"] for each in metrics.send("Performance.getMetrics")["metrics"]}
        opened.close()
    return wall, min(wall, float(found["TaskDuration"]))


def fill(folder: Path, count: int) -> None:
    """Load so many more documents as a run does, and publish them."""
    held = _held(folder) if (folder / "news.duckdb").exists() else 0
    documents = islice(with_names(Generator(_SEED)), held, held + count)
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources(SOURCES)
        run_ = warehouse.begin_run("bench-outputs")
        while several := list(islice(documents, _BATCH)):
            warehouse.load(run_, several)
        warehouse.finish_run(run_, {})
        warehouse.publish()


def _held(folder: Path) -> int:
    with connect_readonly(folder) as connection:
        return int(one_row(connection, "select count(*) from captures")[0])


def with_names(generator: Generator) -> Iterator[Document]:
    """Documents that name somebody and quote somebody, as articles do."""
    chance = random.Random(_SEED)
    for document in generator.documents(sys.maxsize):
        assert document.article is not None
        places = {min(int(chance.paretovariate(0.7)), _NAMES) for _ in range(6)}
        mentions = tuple(
            Mention(f"Name {place}", _KINDS[place % 3], f"Name {place}", count=1 + place % 3)
            for place in sorted(places)
        )
        speaker = f"Name {max(places)}"
        quotes = tuple(
            Quote(text[:200], speaker, direct=True, speaker_name=speaker, score=round(chance.random(), 3))
            for text in document.article.body.split("\n\n")[:2]
        )
        yield replace(document, article=replace(document.article, mentions=mentions, quotes=quotes))


def _both(folder: Path) -> tuple[Sample, Sample]:
    pinned = ["taskset", "-c", "0,1"] if shutil.which("taskset") and (os.cpu_count() or 1) > 2 else []
    feeds, site = (run([*pinned, *_step(step, folder)]) for step in ("feeds", "site"))
    return feeds, site


def _step(step: str, folder: Path, *arguments: int) -> list[str]:
    """In a process of its own: a child's peak of memory begins with what its parent holds."""
    return [sys.executable, "-m", "tests.bench.outputs", "--step", step, str(folder), *map(str, arguments)]


def _row(what: str, feeds: Sample, site: Sample) -> str:
    peak = max(feeds.peak, site.peak)
    return f"| {what} | {feeds.wall:.2f} | {feeds.cpu:.2f} | {site.wall:.2f} | {site.cpu:.2f} | {peak:.0f} |"


def _size(folder: Path) -> str:
    held = [
        path.stat().st_size for part in ("feeds", "site") for path in (folder / part).rglob("*") if path.is_file()
    ]
    return f"{sum(held) / 1e6:,.0f} MB in {len(held):,} files"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        folder = Path(sys.argv[3])
        {"feeds": write_feeds, "site": build, "fill": lambda each: fill(each, int(sys.argv[4]))}[sys.argv[2]](
            folder
        )
    else:
        main()
