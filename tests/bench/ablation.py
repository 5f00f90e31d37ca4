"""What each part of the page reader contributes: `python -m tests.bench.ablation --pages FOLDER`.

Leaves one step, or one group of the judge's features, out at a time and measures the text and the time again. A group
of features is left out by giving every block of a page the page's median: the judge is not trained anew, so a
group's figure is what the shipped judge would lose. Writes a part of docs/quality.md. The folder of pages is the one of
`make compare`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from pipeline import article, article_from_html
from pipeline.model import Block
from pipeline.read import features, html, judge
from tests.bench.compare import MISSING, REPORT, VARIABLE
from tests.bench.report import replace_part

# Every so many-th page of a set is read: the large ones would drown the time, not the small differences.
SETS = {"fundus": 2, "scrapinghub": 2, "wcxb": 8, "zh": 1, "trafilatura": 6}
Swap = tuple[Any, str, Any]  # module, name, what stands there instead


def main() -> int:
    """Measure and write the report; 1 with what to do where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=os.environ.get(VARIABLE), help="folder of page sets")
    parser.add_argument("--thin", type=int, default=1, help="read only every so many-th of these pages")
    args = parser.parse_args()
    if args.pages is None or not (Path(args.pages) / "score.py").is_file():
        sys.stderr.write(MISSING + "\n")
        return 1
    warnings.simplefilter("ignore")
    sys.path.insert(0, str(Path(args.pages).resolve()))
    lines = measured_steps(Path(args.pages), args.thin)
    sys.stdout.write("\n".join(lines) + "\n")
    replace_part(REPORT, "steps", lines)
    return 0


def measured_steps(pages: Path, thin: int = 1) -> list[str]:
    """The table of steps as lines of Markdown."""
    score = importlib.import_module("score")
    read = {name: _some(score, pages / name, step * thin) for name, step in SETS.items()}
    _texts_and_time(score, read, ())  # caches are warm from here on
    everything = _texts_and_time(score, read, ())
    head = " | ".join(f"{name} {measure}" for name, (_, measure) in everything[0].items())
    lines = [f"| without | {head} | ms a page |", f"|---|{'---|' * (len(read) + 1)}"]
    lines.append(_row("(everything in)", everything, everything))
    lines += [_row(what, _texts_and_time(score, read, swaps), everything) for what, swaps in _steps()]
    what = (
        "One step left out at a time: the text's F1 in points more or less, and the CPU time of reading and cleaning a page "
        "(names and quotes not counted). Read were "
        + ", ".join(f"{len(rows)} pages of {name}" for name, rows in read.items())
        + ". A group of features is left out by giving each block the page's median; the judge is the shipped one."
    )
    return [what, "", *lines, ""]


def _some(score: Any, folder: Path, step: int) -> list[tuple[dict[str, Any], bytes]]:
    return [page for number, page in enumerate(score.pages(folder)) if number % step == 0]


def _steps() -> list[tuple[str, Sequence[Swap]]]:
    """What is left out, in words, and how."""
    from pipeline.read import decision, headline

    nothing: frozenset[int] = frozenset()
    return [
        ("the judge (all visible blocks are kept)", [(judge.Trees, "probabilities", _all_likely)]),
        ("what stands elsewhere by tags and names", [(decision, "elsewhere", lambda *_: {})]),
        ("the second look at thin pages", [(decision, "THIN", 0)]),
        ("second copies of a text", [(html, "repeated", lambda *_: nothing)]),
        ("copies of the headline", [(headline, "_copies", lambda *_: nothing)]),
        ("the standfirst as a field", [(headline, "_find_leads", lambda *_: ())]),
        ("text from scripts and JSON-LD", [(html, "_with_unseen", lambda _root, _stated, lines: lines)]),
        ("phrases, patterns and their surroundings", [(article, "clean_lines", _uncleaned)]),
        *((f"features: {what}", [(html, "measure", _Blurred(of))]) for what, of in _groups().items()),
    ]


def _groups() -> dict[str, frozenset[str]]:
    """The names of the features that each module measures, taken from a page."""
    page = html.parse("<title>a</title><h1>a</h1><p>b</p>")
    dom, stated = html.read_dom(page), html.stated_of(page)
    found: dict[str, frozenset[str]] = {}
    groups = {
        "add_text": "the text itself", "add_tags": "tags", "add_names": "names of elements",
        "add_agreement": "agreement with what is stated", "add_places": "place and neighbours",
    }  # fmt: skip
    swaps = [(features, name, _Recorder(getattr(features, name), found, what)) for name, what in groups.items()]
    with _swapped(swaps):
        html.measure(dom, stated, html._vocabulary())
    return found


class _Recorder:
    """Calls a function that adds columns and notes which it added."""

    def __init__(self, add: Callable[..., Any], found: dict[str, frozenset[str]], what: str) -> None:
        self.add, self.found, self.what = add, found, what

    def __call__(self, columns: Any, *arguments: Any) -> Any:
        before = set(columns._columns)
        result = self.add(columns, *arguments)
        self.found[self.what] = frozenset(set(columns._columns) - before)
        return result


class _Blurred:
    """Measures a page and gives every block the page's median of the named features."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.measure = html.measure

    def __call__(self, *arguments: Any) -> Any:
        table = self.measure(*arguments)
        for at, name in enumerate(table.names):
            if name in self.names:
                table.values[:, at] = np.median(table.values[:, at])
        return table


def _all_likely(_: Any, rows: Any) -> Any:
    return np.ones(len(rows))


def _uncleaned(lines: Sequence[Any], **_: Any) -> tuple[Block, ...]:
    return tuple(Block(line.text, line.rule is None, line.kind, line.rule) for line in lines)


@contextmanager
def _swapped(swaps: Sequence[Swap]) -> Iterator[None]:
    before = [(place, name, getattr(place, name)) for place, name, _ in swaps]
    try:
        for place, name, instead in swaps:
            setattr(place, name, instead)
        yield
    finally:
        for place, name, value in before:
            setattr(place, name, value)


def _texts_and_time(
    score: Any, read: Mapping[str, Sequence[tuple[dict[str, Any], bytes]]], swaps: Sequence[Swap]
) -> tuple[dict[str, tuple[float, str]], float]:
    """({set: (F1, which)}, CPU milliseconds a page)."""
    with _swapped([*swaps, (article, "with_extracted", replace)]):
        for _, page in read["fundus"][:5]:
            article_from_html(page)
        started, figures, pages = time.process_time(), {}, 0
        for name, rows in read.items():
            found = {row["id"]: article_from_html(page, row.get("url")) for row, page in rows}
            pages += len(rows)
            figures[name] = found
        spent = 1000 * (time.process_time() - started) / pages
    return {name: _text_score(score, name, read[name], found) for name, found in figures.items()}, spent


def _text_score(score: Any, name: str, rows: Sequence[Any], found: Mapping[str, Any]) -> tuple[float, str]:
    report = score.score(name, [row for row, _ in rows], found)
    which = "own" if "own body" in report else "shingle"
    return max(report[f"{which} body"], report[f"{which} lead+body"]), which


def _row(what: str, measured: Any, everything: Any) -> str:
    (figures, spent), (whole, usual) = measured, everything
    cells = [_change(figures[name][0], whole[name][0], measured is everything) for name in whole]
    time_cell = f"{spent:.1f}" if measured is everything else f"{spent - usual:+.1f}"
    return f"| {what} | {' | '.join(cells)} | {time_cell} |"


def _change(value: float, whole: float, is_whole: bool) -> str:
    return f"{value:.4f}" if is_whole else f"{100 * (value - whole):+.2f}"


if __name__ == "__main__":
    sys.exit(main())
