"""Kill what writes to a warehouse at random moments, run it again, and compare with one that was left alone.

`python -m tests.crash FOLDER [KILLS]` does it over any folder and prints what it saw: KILLS of loading (which is
reading, loading, checking, indexing and publishing) over as many fresh warehouses as it takes, then a third as many of
compacting and of rebuilding. A reader in another process opens the published file in a loop all the while.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
# What must be the same: everything but when it was done, by which run, and where in the archive the bytes are.
TABLES = {
    "revisions": "exclude (run_id, processed_at)",
    "removed_lines": "",
    "field_evidence": "",
    "captures": "exclude (run_id, archive_file, archive_offset)",
    "rejected": "exclude (run_id, archive_file, archive_offset)",
}
_KILLS_A_ROUND = 5  # after more, the load has come through in between and leaves nothing to kill


@dataclass(frozen=True, slots=True)
class Observed:
    """What a reader saw while the writer was killed."""

    opened: int
    errors: int
    incomplete: int  # states that are not those of a finished run


def load_command(corpus: Path, warehouse: Path, workers: int = 2) -> list[str]:
    """`newsmill load` as a process."""
    return [
        sys.executable,
        "-m",
        "pipeline",
        "load",
        str(corpus),
        "--warehouse",
        str(warehouse),
        "--workers",
        str(workers),
    ]


def rows(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows that must not depend on how often the load was killed, in order."""
    with duckdb.connect(str(warehouse / "news.duckdb"), read_only=True) as connection:
        return {
            table: connection.execute(f"select * {but} from {table} order by all").fetchall()
            for table, but in TABLES.items()
        }


def other_command(name: str, warehouse: Path) -> list[str]:
    """`newsmill compact` or `newsmill rebuild` as a process."""
    return [sys.executable, "-m", "pipeline", name, "--warehouse", str(warehouse)]


def killed_loads(corpus: Path, warehouse: Path, kills: int, seed: int = 7) -> tuple[int, Observed]:
    """Load with `kills` SIGKILLs in between, then to the end; the kills that hit, and what a reader saw."""
    beginning = _beginning(corpus, warehouse.with_name("beginning"))
    subprocess.run(load_command(beginning, warehouse), check=True, stdout=subprocess.DEVNULL)  # something to read
    longest = _seconds(load_command(corpus, warehouse.with_name("timing")))
    return killed(load_command(corpus, warehouse), warehouse, kills, longest, seed)


def _beginning(corpus: Path, folder: Path) -> Path:
    """The first file of a corpus, where and as it stands there, in a folder of the same name."""
    first = min(path for path in corpus.rglob("*") if path.is_file())
    copy = folder / corpus.name / first.relative_to(corpus)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(first, copy)
    return folder / corpus.name


def killed(command: list[str], warehouse: Path, kills: int, longest: float, seed: int = 7) -> tuple[int, Observed]:
    """Run a command with `kills` SIGKILLs in between, each within `longest` seconds, then to the end."""
    chance = random.Random(seed)
    stop = multiprocessing.Event()
    counts = [multiprocessing.Value("i", 0) for _ in range(3)]
    reader = multiprocessing.Process(target=_read_on, args=(warehouse, stop, *counts))
    reader.start()
    try:
        hit = sum(_is_killed(command, chance.uniform(0.1, longest)) for _ in range(kills))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    finally:
        stop.set()
        reader.join()
    return hit, Observed(*(count.value for count in counts))


def _is_killed(command: list[str], seconds: float) -> bool:
    """Run a command for so long; whether that was before its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _read_on(
    warehouse: Path,
    stop: object,
    opened: Synchronized[int],
    errors: Synchronized[int],
    incomplete: Synchronized[int],
) -> None:
    published = warehouse / "news.duckdb"
    while not stop.is_set():  # type: ignore[attr-defined]
        if not published.exists():
            time.sleep(0.01)
            continue
        opened.value += 1
        try:
            with duckdb.connect(str(published), read_only=True) as connection:
                half = connection.execute(
                    "select count(*) from captures left join revisions using (article_id, revision)"
                    " where captures.article_id is not null and revisions.article_id is null"
                ).fetchone()
                unfinished = connection.execute("select count(*) from runs where status = 'running'").fetchone()
        except duckdb.Error:
            errors.value += 1
        else:
            incomplete.value += bool(half and half[0]) or bool(unfinished and unfinished[0])


def main() -> None:
    """Compare, and print what was seen."""
    corpus, kills = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        calm = Path(folder) / "calm" / "warehouse"
        subprocess.run(load_command(corpus, calm), check=True)
        hits = rounds = 0
        while hits < kills:
            rounds += 1
            disturbed = Path(folder) / f"killed-{rounds}" / "warehouse"
            seen = killed_loads(corpus, disturbed, min(_KILLS_A_ROUND, kills - hits), seed=rounds)
            _report("load", calm, disturbed, seen)
            hits += seen[0]
        for name in ("compact", "rebuild"):
            longest = _seconds(other_command(name, disturbed))
            seen = killed(other_command(name, disturbed), disturbed, max(1, kills // 3), longest)
            _report(name, calm, disturbed, seen)


def _report(name: str, calm: Path, disturbed: Path, seen: tuple[int, Observed]) -> None:
    (hit, observed), expected, found = seen, rows(calm), rows(disturbed)
    for table, wanted in expected.items():
        verdict = "the same" if wanted == found[table] else "DIFFERENT"
        print(
            f"{name}, {table}: {len(wanted):,} rows undisturbed, {len(found[table]):,} after {hit} kills: {verdict}"
        )
    print(
        f"a reader opened it {observed.opened:,} times: {observed.errors} errors, {observed.incomplete} half states"
    )


if __name__ == "__main__":
    main()
