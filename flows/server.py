"""Which Prefect server a flow talks to, and the settings newsmill runs it with. Imported before prefect is.

A server named by PREFECT_API_URL is used where it answers; otherwise Prefect's embedded one is started for
the run. Its first start takes Prefect longer than its own time limit allows on a small machine. The embedded
server can't schedule, so `newsmill serve` starts a real one beside itself (`own_server`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from flows.own_server import started
from pipeline.errors import WarehouseBusy, WarehouseError
from pipeline.store.lock import WriterLock

_ANSWER_WITHIN = 3.0  # seconds a configured server has to answer
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

    Yields its URL, which PREFECT_API_URL is set to. Raises `WarehouseBusy` where `newsmill serve` runs for this
    warehouse already, `NewsmillError` where the server does not start in time.
    """
    url = _configure(warehouse)
    work = warehouse / "work"
    lock = _only_one(work)
    try:
        if url and answers(url):
            yield url
            return
        with started(work, port, answers) as url:
            os.environ["PREFECT_API_URL"] = url
            os.environ["PREFECT_UI_API_URL"] = url
            yield url
    finally:
        lock.release()


def answers(url: str) -> bool:
    """Whether a Prefect API answers at `url`."""
    try:
        return httpx.get(f"{url.rstrip('/')}/health", timeout=_ANSWER_WITHIN, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def _only_one(work: Path) -> WriterLock:
    try:
        return WriterLock(work / "serve.lock")
    except WarehouseBusy as error:
        holder = (work / "serve.lock").read_text(encoding="utf-8").strip()
        raise WarehouseBusy(f"newsmill serve runs for {work.parent} already ({holder})") from error


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
