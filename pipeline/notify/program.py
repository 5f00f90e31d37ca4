"""Hand a document to a local program, on its standard input. No shell; it ends when its time is up."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from pipeline.notify.document import Delivery
from pipeline.notify.trouble import Trouble

_SECONDS = 30.0
_MOST_SAID = 200  # characters of what it complained of


def hand_to(command: Sequence[str], delivery: Delivery, seconds: float = _SECONDS) -> Trouble | None:
    """Run it once; None where it ended with exit code 0."""
    # Files rather than pipes: nobody waits for a child of it that keeps one open, or for one that reads nothing.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(delivery.text.encode() + b"\n")
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that the configuration names
                list(command),
                stdin=given,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,
                env={**os.environ, "NEWSMILL_DELIVERY": delivery.id},
            )
        except OSError as error:
            return Trouble(f"it can't be run: {(error.strerror or str(error)).lower()}")
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return Trouble(f"it did not end within {seconds:g} s", is_passing=True)
        finally:
            _end(process)
        return Trouble(_ended(code) + _last_line(complaints), is_passing=True) if code else None


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _ended(code: int) -> str:
    return f"it was ended by signal {-code}" if code < 0 else f"it ended with exit code {code}"


def _last_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    said = complaints.read(65_536).decode("utf-8", "replace").strip().splitlines()
    return f": {' '.join(said[-1].split())[:_MOST_SAID]}" if said else ""
