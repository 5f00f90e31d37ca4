"""Which Prefect server a flow talks to, and the settings newsmill runs it with. Imported before prefect is.

A server named by PREFECT_API_URL is used where it answers; otherwise Prefect's embedded one is started for
the run. Its first start takes Prefect longer than its own time limit allows on a small machine.
"""

from __future__ import annotations

import os
from pathlib import Path

import httpx

_ANSWER_WITHIN = 3.0  # seconds a configured server has to answer
_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",  # progress bars and a log don't share a terminal well
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}


def prepare(warehouse: Path) -> str:
    """Set Prefect's environment for a run on `warehouse`; return a line for a person that says what is used."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    url = os.environ.get("PREFECT_API_URL", "")
    if url and answers(url):
        return f"Using the Prefect server at {url}."
    os.environ.pop("PREFECT_API_URL", None)
    database = (warehouse / "work" / "prefect.db").absolute()
    database.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_API_DATABASE_CONNECTION_URL", f"sqlite+aiosqlite:///{database}")
    missing = f"The Prefect server at {url} does not answer. " if url else ""
    return f"{missing}Waiting for Prefect's embedded server to start (10 to 40 seconds) …"


def answers(url: str) -> bool:
    """Whether a Prefect API answers at `url`."""
    try:
        return httpx.get(f"{url.rstrip('/')}/health", timeout=_ANSWER_WITHIN, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
