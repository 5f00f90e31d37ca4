"""Run a pure function over batches: in this process, or in worker processes.

It knows nothing of articles. A function takes a list and returns a list of the same length. At most two
batches a worker are under way, so memory stays flat however long the input is; results come in the order of
the input. An item that kills its worker (a crash in a C library, too little memory) costs itself, not the run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, Generic, Self, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")

_AHEAD = 2  # batches a worker that may wait or run


class WorkerDied(Generic[Input]):
    """Stands in the results for an item whose worker process ended without a word."""

    def __init__(self, item: Input) -> None:
        self.item = item


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batched(
    items: Iterable[Input], count: int, weight: Callable[[Input], int], most: int
) -> Iterator[list[Input]]:
    """Lists of up to `count` items and about `most` in total weight, at least one item each."""
    batch: list[Input] = []
    total = 0
    for item in items:
        batch.append(item)
        total += weight(item)
        if len(batch) >= count or total >= most:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


class Engine:
    """Workers for pure functions. With one worker everything runs in this process."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map(
        self, function: Callable[[list[Input]], list[Output]], batches: Iterable[list[Input]]
    ) -> Iterator[tuple[list[Input], list[Output | WorkerDied[Input]]]]:
        """Each batch with what `function` makes of it, in the order of the input.

        `function` and what it takes and returns must be picklable where there are worker processes. A single
        batch is worth none: it runs in this process.
        """
        iterator = iter(batches)
        start = list(islice(iterator, 2))
        if self.workers <= 1 or (len(start) < 2 and self._pool is None):
            for batch in chain(start, iterator):
                yield batch, list(function(batch))
            return
        waiting: deque[tuple[list[Input], Future[list[Output]]]] = deque()
        for batch in chain(start, iterator):
            waiting.append((batch, self._submit(function, batch)))
            if len(waiting) >= _AHEAD * self.workers:
                first, future = waiting.popleft()
                yield first, self._result(function, first, future)
        for rest, future in waiting:
            yield rest, self._result(function, rest, future)

    def _submit(self, function: Callable[[list[Input]], list[Output]], batch: list[Input]) -> Future[list[Output]]:
        try:
            return self._open_pool().submit(function, batch)
        except (BrokenProcessPool, OSError):  # OSError: it broke while a worker was being started
            self.close()
            return self._open_pool().submit(function, batch)

    def _open_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork of a process with threads (Prefect, Arrow) can hang
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context)
        return self._pool

    def _result(
        self, function: Callable[[list[Input]], list[Output]], batch: list[Input], future: Future[list[Output]]
    ) -> list[Output | WorkerDied[Input]]:
        try:
            return list(future.result())
        except BrokenProcessPool:
            return [self._alone(function, item) for item in batch]

    def _alone(self, function: Callable[[list[Input]], list[Any]], item: Input) -> Any:
        """One item in a worker of its own, because its batch lost one."""
        for _ in range(2):
            try:
                return self._submit(function, [item]).result()[0]
            except BrokenProcessPool:
                self.close()
        return WorkerDied(item)
