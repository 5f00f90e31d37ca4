"""Batches run in order, in this process or in workers, and a dying worker costs one item."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engine import Engine, WorkerDied, batched


def double(batch):
    return [2 * number for number in batch]


def die_of_seven(batch):
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def process_ids(batch):
    return [os.getpid() for _ in batch]


def frozen(batch):
    return [gc.get_freeze_count() for _ in batch]


def wait_long(batch):
    """Tell a file which process this is, and hold it for longer than any test takes."""
    with Path(batch[0]).open("a", encoding="utf-8") as notes:
        notes.write(f"{os.getpid()}\n")
    time.sleep(600)
    return batch


def noted(path, count):
    """The process ids in the file, once there are `count`."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ids = path.read_text().split() if path.exists() else []
        if len(ids) >= count:
            return [int(each) for each in ids]
        time.sleep(0.05)
    raise AssertionError("the workers did not start")


def all_end(ids):
    deadline = time.monotonic() + 30
    while any(map(is_alive, ids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(is_alive, ids))


def is_alive(pid):
    """Whether it runs: one that has ended may wait for a parent to take note."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


BATCHES = [[1, 2], [3, 4], [5, 6], [7, 8], [9]]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_input(workers):
    with Engine(workers) as engine:
        assert [(batch, double(batch)) for batch in BATCHES] == list(engine.map(double, BATCHES))


def test_an_item_that_kills_its_worker_costs_itself_only():
    with Engine(2) as engine:
        results = [each for _, outputs in engine.map(die_of_seven, BATCHES) for each in outputs]
    assert [7] == [each.item for each in results if isinstance(each, WorkerDied)]
    assert [1, 2, 3, 4, 5, 6, 8, 9] == [each for each in results if not isinstance(each, WorkerDied)]


def test_a_single_batch_starts_no_worker():
    with Engine(2) as engine:
        assert [[os.getpid()]] == [outputs for _, outputs in engine.map(process_ids, [[1]])]


def test_the_input_is_not_read_far_ahead():
    taken = []

    def source():
        for number in range(100):
            taken.append(number)
            yield [number]

    with Engine(2) as engine:
        results = engine.map(double, source())
        next(results)
        assert len(taken) <= 5


def test_batches_are_bounded_by_count_and_by_weight():
    assert [[1, 1, 1], [1]] == list(batched([1, 1, 1, 1], 3, lambda item: item, 100))
    assert [[60, 50], [200], [1]] == list(batched([60, 50, 200, 1], 3, lambda item: item, 100))


needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc who is alive")


def batches_that_fail(path):
    yield from [[str(path)], [str(path)]]
    noted(path, 2)
    raise RuntimeError


HOLDER = """
from tests.test_engine import Engine, wait_long
with Engine(2) as engine:
    list(engine.map(wait_long, [[{0!r}], [{0!r}]]))
"""


@needs_proc
def test_workers_end_when_their_parent_is_killed(tmp_path):
    path = tmp_path / "ids"
    with subprocess.Popen([sys.executable, "-c", HOLDER.format(str(path))]) as parent:
        ids = noted(path, 2)
        parent.kill()
    assert all_end(ids)


@needs_proc
def test_ctrl_c_in_a_terminal_ends_workers_at_once_and_without_a_word_of_theirs(tmp_path):
    path = tmp_path / "ids"
    command = [sys.executable, "-c", HOLDER.format(str(path))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as parent:
        ids = noted(path, 2)
        os.killpg(parent.pid, signal.SIGINT)  # as a terminal does
        said = parent.stderr.read().decode()
    assert all_end(ids)
    assert said.count("Traceback") == 1, said
    assert said.endswith("KeyboardInterrupt\n"), said


@needs_proc
def test_a_run_that_is_broken_off_does_not_wait_for_its_workers(tmp_path):
    path = tmp_path / "ids"
    with pytest.raises(RuntimeError), Engine(2) as engine:
        next(engine.map(wait_long, batches_that_fail(path)))
    assert all_end(noted(path, 2))


def test_the_collector_leaves_alone_what_a_workers_first_batch_has_loaded():
    with Engine(1) as alone, Engine(2) as engine:
        [(_, [here])] = alone.map(frozen, [[0]])
        counts = [count for _, [count] in engine.map(frozen, [[number] for number in range(12)])]
    assert here == gc.get_freeze_count()
    assert counts[0] == 0
    assert counts[-1] > 0
