"""A run that dies anywhere and is run again ends as if it had not died."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse

# A whole run over a fixed set of documents, as ingest does it: known ones are skipped, batches of 8, then
# checks and the copy. Prints a line a step.
RUN = """
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("store_conftest", sys.argv[2])
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
from pipeline.model import Source
from pipeline.store.warehouse import Warehouse
documents = [
    made.make_document(f"{n % 60}", body=f"Text {n % 7}.\\n\\n" + "word " * 400, hours=n * 7 % 50, rejected="bad" if n % 9 == 4 else None)
    for n in range(160)
]
with Warehouse.open(Path(sys.argv[1])) as warehouse:
    warehouse.register_sources([Source("paper", "The Paper", "folder", "paper/")])
    run = warehouse.begin_run("load")
    for start in range(0, len(documents), 8):
        warehouse.load(run, documents[start : start + 8])
        print("loaded", flush=True)
    findings = warehouse.check(run)
    print("checked", flush=True)
    warehouse.finish_run(run, {})
    warehouse.publish(findings)
    print("published", flush=True)
"""
STEPS = 22


def _start(folder):
    conftest = Path(__file__).with_name("conftest.py")
    return subprocess.Popen([sys.executable, "-c", RUN, str(folder), str(conftest)], stdout=subprocess.PIPE)


def _killed_after(folder, steps, tail):
    """Kill a run with SIGKILL after some steps, at a point within the next one that `tail` shifts."""
    process = _start(folder)
    for _ in range(steps):
        process.stdout.readline()
    for _ in range(tail):  # an amount of work, not of time: where it hits differs from machine to machine
        sum(range(1000))
    process.kill()
    process.communicate()


def _to_the_end(folder):
    process = _start(folder)
    process.communicate(timeout=120)
    assert 0 == process.returncode


def _rows(folder, dump):
    with connect_readonly(folder) as connection:
        return dump(connection)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    _to_the_end(folder)
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_killed_runs_end_as_an_undisturbed_one(folder, undisturbed, dump, seed):
    """Three kills at random steps, then a run to the end: the published rows are the same."""
    chance = random.Random(seed)
    for _ in range(3):
        _killed_after(folder, chance.randrange(STEPS + 1), chance.randrange(400))
    _to_the_end(folder)
    assert _rows(undisturbed, dump) == _rows(folder, dump)


def test_after_a_kill_the_writers_file_is_sound_and_holds_whole_batches(folder):
    _killed_after(folder, 5, 100)
    with Warehouse.open(folder) as warehouse:
        assert [] == [finding for finding in warehouse.check() if finding.is_error]
        counted = warehouse.connection.execute("select count(*) from captures").fetchone()[0]
        assert 0 == counted % 8
        assert counted >= 40
