"""Say what waits, one document after the other, and again after a moment where that may help. Decides how often.

What is sent and how is a function it is given; so are the clock and the sleep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.notify.outbox import Told
from pipeline.notify.trouble import Send, Trouble

_PAUSES = (1.0, 4.0)  # seconds between the three attempts that a run makes with one document
_LONGEST_PAUSE = 20.0  # that a receiver may ask for within a run
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)  # between runs that could not say it
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Tools:
    """The world, as arguments."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    save: Callable[[], None]  # the outbox, after each change


def deliver(told: Told, send: Send, tools: Tools, until: datetime) -> tuple[int, Trouble | None]:
    """Send what waits until it is empty, something stands in the way, or it is `until` (aware).

    Returns how many rows were taken, and what stood in the way of the others.
    """
    taken = 0
    while told.waiting:
        if tools.now() >= until:
            return taken, Trouble("there was no time left for all of it")
        if trouble := _send(told, send, tools):
            told.failures += 1
            told.not_before = tools.now() + _wait(told.failures, trouble)
            tools.save()
            return taken, trouble
        taken += told.waiting.pop(0).rows
        told.failures, told.not_before = 0, None
        tools.save()
    return taken, None


def _send(told: Told, send: Send, tools: Tools) -> Trouble | None:
    """One document, in a few attempts."""
    for pause in (*_PAUSES, None):
        trouble = send(told.waiting[0])
        if trouble is None or not trouble.is_passing or pause is None:
            return trouble
        wanted = max(pause, trouble.wait or 0.0)
        if wanted > _LONGEST_PAUSE:
            return trouble
        tools.sleep(wanted)
    return None


def _wait(failures: int, trouble: Trouble) -> timedelta:
    """How long runs leave the receiver alone: twice as long each time, and as long as it asked for."""
    grown = _FIRST_WAIT * (1 << min(failures - 1, _MOST_DOUBLINGS))
    asked = timedelta(seconds=min(trouble.wait or 0.0, _LONGEST_WAIT.total_seconds()))
    return min(max(grown, asked), _LONGEST_WAIT)
