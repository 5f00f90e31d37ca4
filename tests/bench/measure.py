"""Time commands as whole processes: wall and CPU seconds and peak memory, medians over several runs."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEWSMILL = (sys.executable, "-m", "pipeline")


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a command."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, of the process and its children
    peak: float  # MB, of the largest single process


def run(command: Sequence[str]) -> Sample:
    """Run a command to its end; raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment())
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code:
        raise subprocess.CalledProcessError(code, command, output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return Sample(wall, cpu, usage.ru_maxrss / 1024)


def median(runs: int, command: Sequence[str], prepare: Callable[[], None] = lambda: None) -> Sample:
    """The medians over `runs` runs, after one that is not counted."""
    samples = []
    for number in range(runs + 1):
        prepare()
        sample = run(command)
        if number:
            samples.append(sample)
    return Sample(
        statistics.median(each.wall for each in samples),
        statistics.median(each.cpu for each in samples),
        statistics.median(each.peak for each in samples),
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "DO_NOT_TRACK": "1", "COLUMNS": "200"}
