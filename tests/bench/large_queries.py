"""Ask a large warehouse what people ask, as a client of the published file.

Beside the time by the clock stands the CPU time, because the machine may be busy with something else.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import duckdb

from pipeline.store.connection import one_row
from tests.bench.table import Figure, ms, timed

_QUERIES = 200
_PIECE = 3  # characters of a word in a script without spaces
_ASKED = 7  # times each view is asked; the median counts
_SCANNED = 2  # queries that are also answered by reading all texts: each takes seconds
_FIRST = (
    "import sys, time, duckdb; begun = time.perf_counter(); connection = duckdb.connect(sys.argv[1], read_only=True); "
    "connection.execute('set enable_progress_bar = false'); "
    "connection.execute('select score, title, article_id from search(?, most := 20)', [sys.argv[2]]).fetchall(); "
    "print(time.perf_counter() - begun)"
)


def ask(folder: Path, seed: int, memory: str) -> list[Figure]:
    """All queries of the report."""
    published = folder / "news.duckdb"
    with duckdb.connect(str(published), read_only=True, config={"memory_limit": memory}) as client:
        client.execute("set TimeZone = 'UTC'")
        client.execute("set enable_progress_bar = false")
        queries = _queries(client, random.Random(seed))
        figures = [*_search(client, queries), *_views(client)]
    first = [_first(published, query) for query in queries[:5]]
    figures.insert(1, Figure("the first search of a fresh client", ms(median(first)), "500 ms"))
    return figures


def _queries(client: duckdb.DuckDBPyConnection, chance: random.Random) -> list[str]:
    """One to four words of leads, as they stand there: frequent ones are asked for more often."""
    (count,) = one_row(client, "select count(*) from revisions")
    rows = chance.sample(range(count), min(_QUERIES, count))
    leads = client.execute("select lead from revisions where rowid in (select unnest(?)) order by rowid", [rows])
    found = [_words(lead.rstrip(".").lower()) for (lead,) in leads.fetchall()]
    return [" ".join(chance.sample(words, min(len(words), 1 + place % 4))) for place, words in enumerate(found)]


def _words(lead: str) -> list[str]:
    words = lead.split()
    return words if len(words) > 1 else [lead[at : at + _PIECE] for at in range(0, len(lead) - _PIECE, _PIECE)]


def _search(client: duckdb.DuckDBPyConnection, queries: list[str]) -> list[Figure]:
    def times(columns: str) -> list[_Times]:
        statement = f"select {columns} from search(?, most := 20)"
        for query in queries:
            client.execute(statement, [query]).fetchall()
        return [_times(lambda query=query: client.execute(statement, [query]).fetchall()) for query in queries]  # type: ignore[misc]

    bare, whole = times("score, title, article_id"), times("score, title, snippet, article_id")
    planning = [_times(lambda: client.execute("explain from search('word')").fetchall()) for _ in range(9)]
    scanned = [timed(lambda query=query: _scan(client, query))[0] for query in queries[:_SCANNED]]  # type: ignore[misc]
    return [
        Figure(
            f"search, {len(queries)} queries of one to four words, the best 20",
            f"median {_both(bare, median)}, 95 % in {_both(bare, _p95)}",
            "50 and 120 ms",
            f"ILIKE over the texts: {ms(median(scanned))}",
        ),
        Figure("of which planning", _both(planning, median)),
        Figure(
            "snippets of the 20",
            f"{ms(_clock(whole, median) - _clock(bare, median))} more ({ms(_cpu(whole, median) - _cpu(bare, median))})",
            "50 ms more",
        ),
    ]


_Times = tuple[float, float]  # by the clock, and of the CPU
_Statistic = Callable[[list[float]], float]


def _times(work: Callable[[], object]) -> _Times:
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def _clock(times: list[_Times], statistic: _Statistic) -> float:
    return statistic([clock for clock, _ in times])


def _cpu(times: list[_Times], statistic: _Statistic) -> float:
    return statistic([cpu for _, cpu in times])


def _both(times: list[_Times], statistic: _Statistic) -> str:
    return f"{ms(_clock(times, statistic))} ({ms(_cpu(times, statistic))})"


def _scan(client: duckdb.DuckDBPyConnection, query: str) -> object:
    where = " and ".join("body ilike ?" for _ in query.split())
    wanted = [f"%{word}%" for word in query.split()]
    return client.execute(f"select article_id from articles where {where} limit 20", wanted).fetchall()


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _first(published: Path, query: str) -> float:
    result = subprocess.run(
        [sys.executable, "-c", _FIRST, str(published), query], capture_output=True, check=True, text=True
    )
    return float(result.stdout)


def _views(client: duckdb.DuckDBPyConnection) -> list[Figure]:
    (article,) = one_row(client, "select article_id from revisions where revision > 1 limit 1")
    (middle,) = one_row(client, "select quantile_disc(first_seen, 0.5) from revisions")
    (word,) = one_row(client, "select split_part(lower(lead), ' ', 3) from articles limit 1")
    asked = (
        ("`latest`, 20 rows", "from latest limit 20", [], "50 ms"),
        ("articles by day", "select published_on, sum(articles) from articles_per_day group by all", [], "50 ms"),
        ("one article with its history", "from revisions where article_id = ?", [article], "50 ms"),
        ("its `revision_diff`", "from revision_diff(?)", [article], ""),
        ("`as_of`, counted", "select count(*) from as_of(?)", [middle], "500 ms"),
        ("`source_health`", "from source_health", [], "500 ms"),
        ("`coverage` of a word", "from coverage(?)", [word], "500 ms"),
    )
    return [Figure(what, _asked(client, query, values), wanted) for what, query, values, wanted in asked]


def _asked(client: duckdb.DuckDBPyConnection, query: str, values: list[object]) -> str:
    client.execute(query, values).fetchall()
    return _both([_times(lambda: client.execute(query, values).fetchall()) for _ in range(_ASKED)], median)
