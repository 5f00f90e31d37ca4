"""Why somebody could not be told, as a value: it is expected of the world. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.notify.document import Delivery


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with one attempt."""

    reason: str  # in words for a person
    is_passing: bool = False  # whether it may be better in a moment
    wait: float | None = None  # seconds that the receiver asked for


Send = Callable[[Delivery], Trouble | None]
