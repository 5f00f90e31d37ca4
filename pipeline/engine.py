"""Run a pure function over batches: in this process, or in worker processes.

It knows nothing of articles. At most two batches a worker are under way, so memory stays flat however
long the input is; results come in the order of the input. A worker that dies (killed, out of memory)
costs one batch, which is tried again item by item in this process's care, not the run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Self, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")

_AHEAD = 2  # batches a worker that may wait or run


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batched(items: Iterable[Input], size: int) -> Iterator[list[Input]]:
    """Lists of up to `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
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

    def map(self, function: Callable[[Input], Output], batches: Iterable[Input]) -> Iterator[tuple[Input, Output]]:
        """Each batch with what `function` makes of it, in the order of the input.

        `function` and what it takes and returns must be picklable when there are worker processes.
        """
        if self.workers <= 1:
            for batch in batches:
                yield batch, function(batch)
            return
        waiting: deque[tuple[Input, Future[Output]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(function, batch)))
            if len(waiting) >= _AHEAD * self.workers:
                yield self._result(function, *waiting.popleft())
        while waiting:
            yield self._result(function, *waiting.popleft())

    def _submit(self, function: Callable[[Input], Output], batch: Input) -> Future[Output]:
        if self._pool is None:
            # spawn: a fork of a process with threads (Prefect, Arrow) can hang
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context)
        try:
            return self._pool.submit(function, batch)
        except BrokenProcessPool:
            self.close()
            return self._submit(function, batch)

    def _result(
        self, function: Callable[[Input], Output], batch: Input, future: Future[Output]
    ) -> tuple[Input, Output]:
        try:
            return batch, future.result()
        except BrokenProcessPool:
            self.close()
            return batch, self._submit(function, batch).result()
