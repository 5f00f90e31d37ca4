"""Relate new articles to a large warehouse: copies, key terms, stories.

The others are not related first, which takes hours. In a copy of the file stand-ins take the place of what that would
have left: bands drawn evenly, twelve terms an article, each article a story of its own. SQL has as much to read as it
would have; only copies of old articles are not among the new ones.
"""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from pipeline.relate.fingerprints import method
from pipeline.store import copies, key_terms, search_index, stories
from pipeline.store.connection import one_row
from pipeline.store.places import Places
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import Generator
from tests.bench.table import Figure

_NEW = 1000
_TIMES = 3
_STAND_INS = (
    """
    insert into fingerprints by name
    select cast(row_number() over (order by rowid) as uinteger) as text, article_id, revision, processed_at, $method as method, 300 as shingles
    from revisions
    """,
    # As they come: sorted within what is compared in one transaction.
    """
    insert into copy_bands by name
    select cast((number << 26) + cast(floor(random() * 67108864) as bigint) as uinteger) as band, text
    from fingerprints
    cross join range(64) as bands (number)
    order by text // 5000, band
    """,
    """
    insert into related_versions by name
    select doc, article_id, revision, language, published_on as day from search_documents where is_live
    """,
    """
    insert into terms by name
    select article_id, revision, cast(number as integer) as place, substring(article_id, number + 1, 4) as term, 1 as words, 1 as count, 0.5 as score
    from related_versions
    cross join range(12) as numbers (number)
    """,
    "insert into story_seeds by name select doc, article_id, day, article_id as seed from related_versions",
    """
    insert into story_articles by name
    select article_id as story_id, article_id, revision, day, 1.0 as similarity from related_versions
    """,
)  # fmt: skip


def relate(folder: Path, seed: int, memory: str) -> list[Figure]:
    """Relate some new articles in a copy of the warehouse, which is removed again."""
    copy = Places(folder / "related")
    copy.work_folder.mkdir(parents=True)
    try:
        shutil.copyfile(Places(folder).work, copy.work)
        with Warehouse.open(folder / "related", memory_limit=memory) as warehouse:
            for each in _STAND_INS:
                warehouse.connection.execute(each, {"method": method()} if "$method" in each else None)
            (count,) = one_row(warehouse.connection, "select count(*) from captures")
            generator = Generator(seed + 1, made=count)
            times = [_relate(warehouse, generator) for _ in range(_TIMES)]
    finally:
        shutil.rmtree(folder / "related")
    parts = [f"{name} {_seconds([each[name] for each in times])}" for name in ("copies", "key terms", "stories")]
    whole = [(sum(clock for clock, _ in each.values()), sum(cpu for _, cpu in each.values())) for each in times]
    return [
        Figure(
            f"relating {_NEW:,} new articles (others: stand-ins)",
            f"{_seconds(whole)}: {', '.join(parts)}",
            "10 s",
        )
    ]


def _relate(warehouse: Warehouse, generator: Generator) -> dict[str, tuple[float, float]]:
    """Seconds by the clock and of the CPU, by what is done."""
    connection, run = warehouse.connection, warehouse.begin_run("bench-large")
    warehouse.load(run, list(generator.documents(_NEW)))
    search_index.bring_up_to_date(connection)
    found = {}
    for name, work in (
        ("copies", lambda: copies.bring_up_to_date(connection)),
        ("key terms", lambda: key_terms.bring_up_to_date(connection)),
        ("stories", lambda: stories.bring_up_to_date(connection, lambda: datetime.now(UTC))),
    ):
        cpu, clock = time.process_time(), time.perf_counter()
        work()
        found[name] = (time.perf_counter() - clock, time.process_time() - cpu)
    warehouse.finish_run(run, {})
    return found


def _seconds(times: list[tuple[float, float]]) -> str:
    return f"{median(clock for clock, _ in times):.1f} s ({median(cpu for _, cpu in times):.1f} s)"
