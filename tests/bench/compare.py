"""`make compare`: newsmill beside other extractors, on pages with truth, with the scorer that lies beside them.

Writes the first part of docs/quality.md, which README quotes. The pages belong to their publishers and are no part
of the project: give the folder of sets with `make compare ARGS="--pages FOLDER"` or in NEWSMILL_BENCH. A folder
holds `score.py` and, for each set, `truth.jsonl` and `pages/<id>.html.gz`.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import logging
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from tests.bench.corpus import ROOT
from tests.bench.extractors import NEWSMILL, PEERS
from tests.bench.report import replace_part

VARIABLE = "NEWSMILL_BENCH"
LOCK = Path(__file__).with_name("compare.lock")
REPORT = ROOT / "docs" / "quality.md"
SPEED_SETS = ("fundus", "scrapinghub", "wcxb")
# How the scorer's measures are called in the report, in its order; of two texts the better one counts, as sets
# differ in whether the standfirst belongs to it.
TEXTS = ("shingle", "own")
MISSING = f"""\
There are no pages to compare on. `make compare` needs a folder of page sets with their truth, which is no part of
the project, as pages belong to their publishers. Give it with

    make compare ARGS="--pages FOLDER"     or     {VARIABLE}=FOLDER make compare

FOLDER holds score.py and one folder a set, with truth.jsonl (one page a line: id, url, text, title, authors, date, lang)
and pages/<id>.html.gz. The figures of the last comparison are in docs/quality.md."""


def main() -> int:
    """Score all extractors and write the report; 1 with what to do where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=os.environ.get(VARIABLE), help="folder of page sets")
    parser.add_argument("--sets", nargs="*", help="only these sets (prints, and leaves the report as it is)")
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), help="only these extractors (the same)")
    parser.add_argument("--most", type=int, default=0, help="of each set at most so many pages, evenly spread")
    parser.add_argument("--sample", type=int, default=60, help="pages to time")
    parser.add_argument("--runs", type=int, default=3, help="runs of the timing, of which the median counts")
    args = parser.parse_args()
    if args.pages is None or not (Path(args.pages) / "score.py").is_file():
        sys.stderr.write(MISSING + "\n")
        return 1
    _install_peers()
    sys.path.insert(0, str(Path(args.pages).resolve()))
    specs = {"newsmill": NEWSMILL, **{name: PEERS[name] for name in args.peers or PEERS}}
    folders = [path.parent for path in sorted(Path(args.pages).glob("*/truth.jsonl"))]
    chosen = [folder for folder in folders if not args.sets or folder.name in args.sets]
    lines = [*_heading(specs, args.most), *_scores(chosen, specs, args.most), *_speeds(folders, specs, args)]
    sys.stdout.write("\n".join(lines) + "\n")
    if not args.sets and not args.peers:
        replace_part(REPORT, "compare", lines)
    return 0


def _install_peers() -> None:
    """Install what is compared with, from its lock, where it is not there yet."""
    modules = ("goose3", "newspaper", "readability", "resiliparse")
    if all(importlib.util.find_spec(name) for name in modules):
        return
    sys.stdout.write("Installing the other extractors into this environment (once) …\n")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)], check=True)


def _scores(folders: Sequence[Path], specs: Mapping[str, str], most: int) -> list[str]:
    """One row a set and measure; each extractor reads each page once, in a process of its own."""
    lines = [f"| set | measure | {' | '.join(specs)} |", f"|---|---|{'---|' * len(specs)}"]
    for folder in folders:
        reports = {name: _alone(_score, folder, spec, most) for name, spec in specs.items()}
        for measure in _measures(reports["newsmill"]):
            cells = [_cell(_value(report, measure)) for report in reports.values()]
            lines.append(f"| {folder.name} ({reports['newsmill']['pages']}) | {measure} | {' | '.join(cells)} |")
    return [*lines, ""]


def _alone(function: Any, *arguments: Any) -> Any:
    """The function's result from a fresh process: no extractor's caches or patches reach another one."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def _score(folder: Path, spec: str, most: int) -> dict[str, float]:
    _quiet()
    score = importlib.import_module("score")
    extract, truth, found = score.load(spec), [], {}
    pages = list(score.pages(folder))
    for row, html in pages[:: -(-len(pages) // most) if most else 1]:
        truth.append(row)
        found[row["id"]] = score.attempt(extract, html, row.get("url"))
    report: dict[str, float] = score.score(folder.name, truth, found)
    return report


def _quiet() -> None:
    """Keep what extractors say about pages out of the report."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


def _measures(report: Mapping[str, float]) -> list[str]:
    texts = [name for name in TEXTS if any(key.startswith(name) for key in report)]
    return [*texts, *(key for key in report if key not in {"pages", "raised"} and not key.startswith(TEXTS))]


def _value(report: Mapping[str, float], measure: str) -> float | None:
    if measure in TEXTS:
        return max((value for key, value in report.items() if key.startswith(measure)), default=None)
    return report.get(measure)


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if value <= 1 else f"{value:.1f}"


def _speeds(folders: Sequence[Path], specs: Mapping[str, str], args: argparse.Namespace) -> list[str]:
    """CPU milliseconds of one seeded sample: medians of the runs, which take turns."""
    timed = [folder for folder in folders if folder.name in SPEED_SETS] or list(folders)
    runs: dict[str, list[list[float]]] = {name: [] for name in specs}
    for _ in range(args.runs):
        for name, spec in specs.items():
            runs[name].append(_alone(_timed, spec, timed, args.sample))
    means = {name: statistics.median(statistics.mean(run) for run in of) for name, of in runs.items()}
    middles = {name: statistics.median(statistics.median(run) for run in of) for name, of in runs.items()}
    base = means.get("trafilatura", means["newsmill"])
    return [
        (
            f"CPU time a page over {args.sample} pages of {', '.join(each.name for each in timed)}, each extractor in fresh "
            f"processes, medians of {args.runs} runs:"
        ),
        "",
        f"| | {' | '.join(specs)} |",
        f"|---|{'---|' * len(specs)}",
        f"| median ms | {' | '.join(f'{middles[name]:.0f}' for name in specs)} |",
        f"| mean ms | {' | '.join(f'{means[name]:.0f}' for name in specs)} |",
        f"| mean, trafilatura = 1 | {' | '.join(f'{means[name] / base:.2f}' for name in specs)} |",
        "",
    ]


def _timed(spec: str, folders: Sequence[Path], count: int) -> list[float]:
    _quiet()
    times: list[float] = importlib.import_module("score").timed(spec, folders, count)
    return times


def _heading(specs: Mapping[str, str], most: int) -> list[str]:
    part = f" Of each set at most {most} pages were read." if most else ""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in specs if name != "newsmill")
    return [
        (
            f"Written by `make compare` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
            f"Python {platform.python_version()}; {versions}.{part}"
        ),
        "",
        (
            "Text: *shingle* is the mean F1 of four-word sequences, *own* the set's own measure (scrapinghub: F1 over all "
            "sequences; wcxb: F1 of words; trafilatura: F1 over passages that must and must not be there); with or without "
            "the standfirst, whichever suits the set. Title, authors, day and language: per cent exactly right. newsmill's "
            "model was trained on annotations of these sets (all but postlight and htmldate): what it reaches on publishers "
            "it never saw stands in the second part."
        ),
        "",
    ]


if __name__ == "__main__":
    sys.exit(main())
