"""Processes that end with the one that started them, however that ended: no orphan keeps a port or a lock.

As a script it is `python -m MODULE ARGUMENTS…` with that promise: `python flows/guarded.py prefect server start`.
Imports nothing of newsmill, because it is the first thing such a process does.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

SERVED = "NEWSMILL_SERVED"  # set for the runs that `newsmill serve` starts
_LOOK_EVERY = 1.0  # seconds
_GRACE = 20.0  # seconds between asking the process to end and ending it


def end_with_parent() -> None:
    """From now on this process is told to end (SIGTERM, then SIGKILL) once its parent is gone."""
    threading.Thread(target=_watch, args=(os.getppid(),), name="newsmill-guard", daemon=True).start()


def end_with_server() -> None:
    """The same for a flow run, where `newsmill serve` started it; elsewhere nothing."""
    if os.environ.get(SERVED):
        end_with_parent()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    end_with_parent()
    sys.path.pop(0)  # the folder of this file, whose modules must not stand before others
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
