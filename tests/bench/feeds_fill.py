"""Measure writing the feeds of a large warehouse: all of them, with nothing new, and after a hundred more articles."""

from __future__ import annotations

import sys
import tempfile
from itertools import islice
from pathlib import Path

from pipeline.feeds.publishing import FeedsReport, write_feeds
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import SOURCES, Generator
from tests.bench.table import timed

_BATCH = 2000
_NEXT = 100


def main() -> None:
    """`python -m tests.bench.feeds_fill [ARTICLES]`: prints what each step took."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="newsmill-feeds-") as made:
        folder, generator = Path(made), Generator(3)
        _load(folder, generator, articles)
        for what in ("all feeds", "with nothing new"):
            _say(what, folder)
        _load(folder, generator, _NEXT)
        _say(f"after {_NEXT} more articles", folder)


def _load(folder: Path, generator: Generator, count: int) -> None:
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources(SOURCES)
        run = warehouse.begin_run("bench-feeds")
        documents = generator.documents(count)
        while several := list(islice(documents, _BATCH)):
            warehouse.load(run, several, rule_set="bench")
        warehouse.finish_run(run, {}, indexed=False)
        warehouse.publish()


def _say(what: str, folder: Path) -> None:
    seconds, report = timed(lambda: write_feeds(folder))
    assert isinstance(report, FeedsReport)
    size = sum(path.stat().st_size for path in report.folder.rglob("*") if path.is_file())
    sys.stdout.write(f"{what}: {seconds:.2f} s, {size / 1e6:.1f} MB; {report}\n")


if __name__ == "__main__":
    main()
