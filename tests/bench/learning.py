"""How long learning templates takes: a warehouse whose sources each repeat a few lines of their own.

`python -m tests.bench.learning [--articles 100000]`: generated articles, 2,000 a source (as many as are looked at), a
line at the start and two at the end of each. Loading is not counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from pipeline.model import Article, Block, Document, Source
from pipeline.store.templates import learn
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import Generator
from tests.bench.table import Figure, lines, timed

_PER_SOURCE = 2_000
_BATCH = 2_000


def measure(folder: Path, articles: int, seed: int, memory: str) -> list[Figure]:
    """Make the warehouse if it is not there, and learn from all of its sources at once."""
    sources = [
        Source(f"paper-{number:03}", f"Paper {number}", "folder", f"paper-{number}")
        for number in range(max(1, articles // _PER_SOURCE))
    ]
    with Warehouse.open(folder, memory_limit=memory) as warehouse:
        connection = warehouse.connection
        if connection.execute("select count(*) from revisions").fetchall() == [(0,)]:
            warehouse.register_sources(sources)
            run = warehouse.begin_run("bench-learning")
            documents = _documents(sources, articles, seed)
            while several := list(islice(documents, _BATCH)):
                warehouse.load(run, several)
            warehouse.finish_run(run, {})
        ids = [source.id for source in sources]
        begun = time.process_time()
        all_of_them, _ = timed(lambda: learn(connection, ids, datetime.now(UTC)))
        cpu = time.process_time() - begun
        one, _ = timed(lambda: learn(connection, ids[:1], datetime.now(UTC)))
        [(found,)] = connection.execute("select count(*) from templates where confidence >= 0.8").fetchall()
    return [
        Figure(
            f"learning templates, {len(sources)} sources with {_PER_SOURCE:,} articles each",
            f"{all_of_them:.1f} s ({cpu:.1f} s of CPU); {found} of {3 * len(sources)} lines found",
            "60 s for 100,000 articles",
        ),
        Figure("the same, one source", f"{one:.2f} s"),
    ]


def _documents(sources: list[Source], articles: int, seed: int) -> Iterator[Document]:
    for number, document in enumerate(Generator(seed).documents(articles)):
        source = sources[number % len(sources)]
        article, url = document.article, f"https://{source.id}.test/{number}"
        assert article is not None
        capture = replace(document.capture, source_id=source.id, uri=url, url=url)
        yield Document(capture, _with_templates(replace(article, canonical_url=url), source))


def _with_templates(article: Article, source: Source) -> Article:
    start = f"{source.name} wishes its readers along the coast a good day."
    end = (
        f"{source.name} is printed in the harbour since 1887.",
        f"Write to the desk of {source.name} by letter or in person.",
    )
    body = "\n\n".join([start, article.body, *end])
    kept = [block for block in article.blocks if block.kept]
    head, text = kept[:2], kept[2:]
    blocks = [
        *head,
        Block(start, kept=True, kind="paragraph"),
        *text,
        *(Block(line, kept=True, kind="paragraph") for line in end),
    ]
    return replace(article, body=body, blocks=(*blocks, *(block for block in article.blocks if not block.kept)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", default="2GB", help="DuckDB's memory_limit")
    parser.add_argument("--keep", type=Path, help="make the warehouse here, or measure the one that is here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsmill-learning-") as temporary:
        figures = measure(args.keep or Path(temporary) / "warehouse", args.articles, args.seed, args.memory)
    sys.stdout.write("\n".join(lines(figures)) + "\n")


if __name__ == "__main__":
    main()
