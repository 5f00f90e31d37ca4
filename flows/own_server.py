"""A Prefect server of our own on loopback, as a process beside this one.

It ends with this process. Where one is left behind all the same (this process was killed a moment ago, or the
machine hung), the next start finds it by its note `prefect-server.pid` and ends it first: two servers on one
database would schedule everything twice.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import NewsmillError, UsageError

USUAL_PORT = 4200  # Prefect's own; another one where it is taken
_START_WITHIN = 120.0  # seconds; 37 were measured with a new database
_STOP_WITHIN = 20.0
_POLL = 0.25
_GUARDED = Path(__file__).with_name("guarded.py")


@contextmanager
def started(work: Path, port: int | None, answers: Callable[[str], bool]) -> Iterator[str]:
    """The URL of the API of a server that runs while the body does; its log and note are in the folder `work`.

    `port`: where it has to listen; None: Prefect's usual one, or any. `answers` says whether an API answers.
    Raises `NewsmillError` where it does not start in time, `UsageError` where the port is taken.
    """
    note = work / "prefect-server.pid"
    _end_left_behind(note)
    port = port or (USUAL_PORT if _is_free(USUAL_PORT) else _any_port())
    if not _is_free(port):
        raise UsageError(f"port {port} is in use by another program; choose another one with --port")
    command = [sys.executable, str(_GUARDED), "prefect", "server", "start", "--host", "127.0.0.1"]
    with (work / "prefect-server.log").open("ab") as log:
        server = subprocess.Popen(  # noqa: S603 - our own words
            [*command, "--port", str(port)], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        note.write_text(str(server.pid), encoding="utf-8")
        url = f"http://127.0.0.1:{port}/api"
        _wait_for(url, server, answers)
        yield url
    finally:
        _end(server)
        note.unlink(missing_ok=True)


def _wait_for(url: str, server: subprocess.Popen[bytes], answers: Callable[[str], bool]) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while not answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise NewsmillError(
                "Prefect's server did not start; its log is work/prefect-server.log in the warehouse"
            )
        time.sleep(_POLL)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_STOP_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _end_left_behind(note: Path) -> None:
    """End the server of a process that was killed, if it is still there; it may be ending already."""
    try:
        pid = int(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not _is_server(pid):
            break
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
        deadline = time.monotonic() + _STOP_WITHIN
        while _is_server(pid) and time.monotonic() < deadline:
            time.sleep(_POLL)
    note.unlink(missing_ok=True)


def _is_server(pid: int) -> bool:
    """Whether the process is one that `started` made: numbers of processes are used again."""
    return str(_GUARDED) in _command_of(pid)


def _command_of(pid: int) -> str:
    """What a process was started as; nothing where it is gone, or has ended and is only kept for its parent."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    with suppress(OSError):  # not Linux
        asked = ["ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own words
    return ""


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as the server does: no wait for old connections
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
