"""Run a pure function over batches: in this process, or in worker processes.

It knows nothing of articles. A function takes a list and returns a list of the same length. At most two
batches a worker are under way, so memory stays flat however long the input is; results come in the order of
the input. An item that kills its worker (a crash in a C library, too little memory) costs itself, not the run.

Each worker holds one end of a pipe, the lifeline, whose other end only this process has. It ends by itself as
soon as that is closed: because the run is broken off, or because this process is gone, however it died.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from types import TracebackType
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
        self._lifeline: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            self._cut()
        self.close()

    def close(self) -> None:
        """End the worker processes once they have done what they are at."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._cut()

    def _cut(self) -> None:
        """End the worker processes where they are: nobody waits for what they are at."""
        if self._lifeline:
            self._lifeline.close()
            self._lifeline = None

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
        with _deaf_to_interrupts():
            try:
                return self._open_pool().submit(_in_worker, function, batch)
            except (BrokenProcessPool, OSError):  # OSError: it broke while a worker was being started
                self.close()
                return self._open_pool().submit(_in_worker, function, batch)

    def _open_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork of a process with threads (Prefect, Arrow) can hang
            context = multiprocessing.get_context("spawn")
            theirs, self._lifeline = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.workers, context, initializer=_hold, initargs=(theirs,))
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


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started in the body leave Ctrl-C to this one, which a terminal sends to all of them."""
    resource_tracker.ensure_running()  # starting it unblocks the signal, so not in the body
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hold(lifeline: Connection) -> None:
    """In a worker, at its start: end with the lifeline."""
    threading.Thread(target=_end_with, args=(lifeline,), name="newsmill-lifeline", daemon=True).start()


def _in_worker(function: Callable[[list[Input]], list[Output]], batch: list[Input]) -> list[Output]:
    done = function(batch)
    _settle()
    return done


@cache
def _settle() -> None:
    """Spare the collector what the first batch has loaded: it stays, and looking through it takes time."""
    gc.collect()
    gc.freeze()


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is ever sent: it returns at the end
    os._exit(1)
