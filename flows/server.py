"""Which Prefect server a flow talks to, and the settings newsmill runs it with. Imported before prefect is.

A server named by PREFECT_API_URL is used where it answers; otherwise Prefect's embedded one is started for
the run. Its first start takes Prefect longer than its own time limit allows on a small machine. The embedded
server can't schedule, so `newsmill serve` starts a real one beside itself.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from pipeline.errors import NewsmillError, WarehouseError

_ANSWER_WITHIN = 3.0  # seconds a configured server has to answer
_START_WITHIN = 120.0  # seconds a server of our own has to start; 37 were measured with a new database
_STOP_WITHIN = 20.0
_POLL = 0.25
_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}
# A log and progress bars don't share a terminal well, and what goes wrong is said in newsmill's own words;
# Prefect's API and its page still get the whole log.
_QUIET = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}


def prepare(warehouse: Path) -> str:
    """Set Prefect's environment for a run on `warehouse`; return a line for a person that says what is used.

    Raises `WarehouseError` where the folder for Prefect's own state can't be made.
    """
    os.environ.update(_QUIET)
    url = _configure(warehouse)
    if url and answers(url):
        return f"Using the Prefect server at {url}."
    os.environ.pop("PREFECT_API_URL", None)
    missing = f"The Prefect server at {url} does not answer. " if url else ""
    return f"{missing}Waiting for Prefect's embedded server to start (10 to 40 seconds) …"


@contextmanager
def running(warehouse: Path, port: int | None = None) -> Iterator[str]:
    """A Prefect API while the body runs: the configured one where it answers, else one started on loopback.

    Yields its URL, which PREFECT_API_URL is set to. Raises `NewsmillError` where it does not start in time.
    """
    url = _configure(warehouse)
    if url and answers(url):
        yield url
        return
    port = port or _free_port()
    url = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_API_URL"] = url
    os.environ["PREFECT_UI_API_URL"] = url
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (warehouse / "work" / "prefect-server.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)  # noqa: S603 - our own words
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()


def answers(url: str) -> bool:
    """Whether a Prefect API answers at `url`."""
    try:
        return httpx.get(f"{url.rstrip('/')}/health", timeout=_ANSWER_WITHIN, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def _configure(warehouse: Path) -> str:
    """Set what is not set yet; return the configured server's URL, or nothing."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    database = (warehouse / "work" / "prefect.db").absolute()
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            f"can't make the folder {database.parent}: {error.strerror}; choose another one with --warehouse"
        ) from error
    os.environ.setdefault("PREFECT_API_DATABASE_CONNECTION_URL", f"sqlite+aiosqlite:///{database}")
    return os.environ.get("PREFECT_API_URL", "")


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while not answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise NewsmillError(
                "Prefect's server did not start; its log is work/prefect-server.log in the warehouse"
            )
        time.sleep(_POLL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
