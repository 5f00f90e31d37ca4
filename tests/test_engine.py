"""Batches run in order, in this process or in workers, and a dying worker costs one item."""

import os
import signal

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
