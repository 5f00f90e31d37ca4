"""What the choosers of all fields share: a candidate with its normalised value, and the evidence it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.model import Candidate, Evidence

Value = TypeVar("Value")
MAX_EVIDENCE_RAW = 400  # characters


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """A candidate with its value; `reason` says why it can't be chosen, and is empty if it can."""

    candidate: Candidate
    value: Value | None
    reason: str = ""

    @property
    def usable(self) -> bool:
        """Whether there is a value and nothing speaks against it."""
        return self.value is not None and not self.reason


def evidence_of(
    options: Iterable[Option[Value]],
    chosen: Callable[[Option[Value]], str | None],
    shown: Callable[[Value], str] = str,
    otherwise: str = "another place is believed first",
) -> tuple[Evidence, ...]:
    """One Evidence an option. `chosen` gives the reason for which an option won, None for the others."""
    rows = []
    for option in options:
        won = chosen(option)
        candidate = option.candidate
        rows.append(
            Evidence(
                field=candidate.field,
                value="" if option.value is None else shown(option.value),
                raw=candidate.raw[:MAX_EVIDENCE_RAW],
                origin=candidate.origin,
                chosen=won is not None,
                reason=won if won is not None else option.reason or otherwise,
            )
        )
    return tuple(rows)


def agreeing(count: int, what: str) -> str:
    """A reason in words: `what`, and how many other places say the same."""
    if count <= 0:
        return what
    return f"{what}; {count} other {'place agrees' if count == 1 else 'places agree'}"
