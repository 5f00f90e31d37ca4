"""`make bench`: speed and memory from file to warehouse, beside bare trafilatura in the same run.

Writes docs/performance.md, which README quotes. `ARGS="--pages FOLDER"` measures over the pages of a test
set (.html.gz files) instead of the seed pages; `--quick` with less of everything.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import extracting, relate
from tests.bench.corpus import ROOT, SEEDS, write_pages, write_texts
from tests.bench.measure import NEWSMILL, Sample, median, run
from tests.bench.web import measure_web

REPORT = ROOT / "docs" / "performance.md"


def main() -> None:
    """Measure everything and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="folder of .html.gz pages (default: the seed pages)")
    parser.add_argument("--texts", type=int, default=3000)
    parser.add_argument("--count", type=int, default=1000, help="pages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--outputs", type=int, default=100_000, help="articles that feeds and site are made of")
    parser.add_argument(
        "--related", type=int, default=20_000, help="articles, of 3,300 a day, whose stories are found"
    )
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    if args.quick:
        args.texts, args.count, args.runs, args.outputs, args.related = 300, 60, 1, 2_000, 1_000
    with tempfile.TemporaryDirectory(prefix="newsmill-bench-") as folder:
        sections = measure(Path(folder), args)
    report = "\n".join(_heading(args) + sections) + "\n"
    sys.stdout.write(report)
    if not args.quick:
        REPORT.write_text(report, encoding="utf-8")


def measure(folder: Path, args: argparse.Namespace) -> list[str]:
    """All measurements, as lines of Markdown."""
    web = measure_web(args.pages, args.count // 2, args.runs)
    # Not before: the memory of following the web is measured in children of this process.
    from tests.bench.outputs import measure as measure_outputs

    texts = write_texts(folder / "texts", args.texts)
    fewer = write_texts(folder / "fewer", args.texts // 4)
    pages = write_pages(folder / "pages", args.count, args.pages)
    rows = [
        *_loads("texts", texts, args.texts, folder, args.runs),
        *_loads("pages", pages, args.count, folder, args.runs),
        _row("bare trafilatura with metadata, pages, 1 core", _trafilatura(pages, args.runs), args.count),
    ]
    quarter = median(args.runs, _load(fewer, folder, 1), lambda: _forget(folder))
    whole = median(args.runs, _load(texts, folder, 1), lambda: _forget(folder))
    return [
        *_table(rows),
        "",
        (
            f"Memory as the input grows: {quarter.peak:.0f} MB for {args.texts // 4:,} texts, "
            f"{whole.peak:.0f} MB for {args.texts:,}."
        ),
        "",
        *_starts(args.runs),
        *_whole_run(folder, args.runs),
        "",
        "## Fields and relations",
        "",
        *extracting.measure(folder / "extracting"),
        "",
        *relate.measure(folder / "related", args.related, max(1, args.related // 3_300), 400),
        "",
        "## Following web sources",
        "",
        *web,
        "",
        "## Feeds and site",
        "",
        *measure_outputs(folder, args.outputs),
    ]


def _loads(what: str, corpus: Path, count: int, folder: Path, runs: int) -> list[str]:
    return [
        _row(
            f"newsmill load, {what}, {cores} core{'s' * (cores > 1)}",
            median(runs, _load(corpus, folder, cores), lambda: _forget(folder)),
            count,
        )
        for cores in (1, 2)
    ]


def _load(corpus: Path, folder: Path, cores: int) -> list[str]:
    pinned = ["taskset", "-c", "0"] if cores == 1 and shutil.which("taskset") else []
    return [
        *pinned,
        *NEWSMILL,
        "load",
        str(corpus),
        "--workers",
        str(cores),
        "--warehouse",
        str(folder / "warehouse"),
    ]


def _trafilatura(pages: Path, runs: int) -> Sample:
    return median(runs, [sys.executable, "-W", "ignore", "-m", "tests.bench.peers", str(pages)])


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / "warehouse", ignore_errors=True)


def _starts(runs: int) -> list[str]:
    text = min((SEEDS / "text").glob("*/*.txt"))
    page = max((SEEDS / "pages").glob("*/*.html"), key=lambda path: path.stat().st_size)
    commands = {"--help": ["--help"], "clean TEXT": ["clean", str(text)], "clean PAGE": ["clean", str(page)]}
    lines = ["| start-up | wall s | CPU s |", "|---|---|---|"]
    for name, arguments in commands.items():
        sample = median(runs + 2, [*NEWSMILL, *arguments])
        lines.append(f"| `newsmill {name}` | {sample.wall:.2f} | {sample.cpu:.2f} |")
    return [*lines, ""]


def _whole_run(folder: Path, runs: int) -> list[str]:
    command = [*NEWSMILL, "run", "--warehouse", str(folder / "run"), "--sources", str(SEEDS / "sources.toml")]
    first = run(command)
    again = median(runs, command)
    return [
        (
            f"`make run` on the seeds: {first.wall:.0f} s the first time, {again.wall:.0f} s when nothing is new (median), "
            f"{first.peak:.0f} MB at its peak; nearly all of it is Prefect's embedded server starting."
        ),
    ]


def _row(name: str, sample: Sample, count: int) -> str:
    return f"| {name} | {count / sample.wall:.0f} | {1000 * sample.cpu / count:.1f} | {sample.peak:.0f} |"


def _table(rows: list[str]) -> list[str]:
    return [
        "| from file to published warehouse | documents/s | CPU ms each | peak MB |",
        "|---|---|---|---|",
        *rows,
    ]


def _heading(args: argparse.Namespace) -> list[str]:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    corpus = "pages of a test set" if args.pages else "seed pages"
    return [
        "# Performance",
        "",
        (
            f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {machine}; {args.texts:,} seed texts, "
            f"{args.count:,} {corpus}; medians of {args.runs} runs after one that is not counted."
        ),
        "",
    ]


main()
