"""How fast and how well articles are related: `python -m tests.bench.relate`.

Copies and stories are generated with what is true of them; the warehouse is filled through its own load. `--articles`
for the size of the warehouse and `--days` for the time it covers; `--texts` for the copies.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from pipeline import article_from_text
from pipeline.relate.fingerprints import LEAST_SHARED, keys_of
from pipeline.relate.overlap import overlap
from pipeline.relate.shingles import shingles_of
from pipeline.store import copies, key_terms, search_index, stories
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import SOURCES
from tests.bench.table import Figure, lines
from tests.relate.copying import GRADES, edited, originals
from tests.relate.telling import Telling, b_cubed

_NEXT = 1_000


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--texts", type=int, default=2_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsmill-relate-") as folder:
        sys.stdout.write(
            "\n".join(measure(Path(folder) / "warehouse", args.articles, args.days, args.texts)) + "\n"
        )


def measure(folder: Path, articles: int, days: int, texts: int) -> list[str]:
    """A table in Markdown: copies among `texts`, and stories of `articles` spread over `days`."""
    return lines([*_copies(texts), *_stories(folder, articles, days)])


def _copies(count: int) -> list[Figure]:
    """Recall and precision of copies in three grades of editing; pairs of originals that are copies don't count."""
    texts = originals(count)
    shingles = shingles_of(texts)
    keys = keys_of(shingles)
    right: Counter[tuple[str, float]] = Counter()
    wrong: Counter[tuple[str, float]] = Counter()
    for copy in edited(texts):
        for how, text in (
            ("cleaned, as a warehouse has them", _cleaned(copy.text)),
            ("residue and all", copy.text),
        ):
            [own] = shingles_of([text])
            near = np.flatnonzero((keys == keys_of([own])[0]).sum(axis=1) >= LEAST_SHARED)
            for each in near:
                if overlap(own, shingles[each]).is_copy:
                    same = each == copy.original
                    related = same or overlap(shingles[each], shingles[copy.original]).is_copy
                    right[how, copy.grade] += same
                    wrong[how, copy.grade] += not related
    return [
        Figure(
            f"copies with {grade:.0%} edits, of {count:,} texts; {how}",
            f"recall {found / count:.3f}, precision {found / (found + wrong[how, grade]):.3f}",
            dict(zip(GRADES, ("1.0", ".98", ".75 at .99"), strict=True))[grade],
        )
        for (how, grade), found in sorted(right.items())
    ]


def _cleaned(text: str) -> str:
    return "\n\n".join(block.text for block in article_from_text(text).blocks if block.kept)


def _stories(folder: Path, count: int, days: int) -> list[Figure]:
    telling = Telling(count + _NEXT, days)
    first, then = telling.documents[:count], telling.documents[count:]
    with Warehouse.open(folder) as warehouse:
        warehouse.register_sources(SOURCES)
        _load(warehouse, first)
        filled = _relate(warehouse)
        _load(warehouse, then)
        added = _relate(warehouse)
        found = warehouse.connection.execute(
            "select url, story_id from story_articles join articles using (article_id)"
        )
        precision, recall, both = b_cubed(dict(found.fetchall()), telling.stories)
    related = [each for name, each in added.items() if name != "index"]
    wall, cpu = (sum(each) for each in zip(*related, strict=True))
    return [
        Figure(
            f"stories of {count + _NEXT:,} articles in {days} days, B-cubed",
            f"F1 {both:.3f} ({precision:.3f}, {recall:.3f})",
            ".85",
        ),
        *(
            Figure(
                f"{name}, {count:,} articles",
                f"{1000 * cpu / count:.2f} ms CPU each, {wall:.0f} s in all, {cpu:.0f} s CPU",
                "120 s for 100,000" if name == "stories" else "",
            )
            for name, (wall, cpu) in filled.items()
        ),
        Figure(f"relating the next {_NEXT:,}", f"{wall:.1f} s, {cpu:.1f} s CPU", "10 s"),
    ]


def _load(warehouse: Warehouse, documents: list) -> None:
    run = warehouse.begin_run("bench")
    for start in range(0, len(documents), 500):
        warehouse.load(run, documents[start : start + 500])


def _relate(warehouse: Warehouse) -> dict[str, tuple[float, float]]:
    """Wall and CPU seconds of each step."""
    connection = warehouse.connection
    steps = {
        "index": search_index.bring_up_to_date,
        "copies": copies.bring_up_to_date,
        "key terms": key_terms.bring_up_to_date,
        "stories": lambda each: stories.bring_up_to_date(each, warehouse._clock),
    }
    taken = {}
    for name, step in steps.items():
        wall, cpu = time.perf_counter(), time.process_time()
        step(connection)
        taken[name] = time.perf_counter() - wall, time.process_time() - cpu
    return taken


if __name__ == "__main__":
    main()
