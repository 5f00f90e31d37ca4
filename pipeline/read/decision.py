"""From the judge's probabilities to what is kept: a threshold, lower where it would leave next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.blocks import Dom
from pipeline.read.elsewhere import elsewhere

THIN = 60  # kept words; with less the page is looked at again
LEAST = 0.2  # the threshold never sinks below, and what is below is not even likely
SURE_ENOUGH = 0.22  # the most likely paragraph of a page, for its others to be looked at again
MIN_WORDS = 8  # of a block that the lower threshold is measured by


@dataclass(frozen=True, slots=True)
class Decision:
    """Which blocks are kept, and (kind, rule) of those that the judge would have kept."""

    kept: list[bool]
    aside: dict[int, tuple[str, str]]


def decide(
    dom: Dom, chances: Sequence[float], sizes: Sequence[float], headline: int, threshold: float
) -> Decision:
    """Keep what is likelier than the threshold and does not stand elsewhere."""
    decision = _at(dom, chances, sizes, headline, threshold)
    if sum(size for size, keep in zip(sizes, decision.kept, strict=True) if keep) >= THIN:
        return decision
    best = max(
        (
            chance
            for index, chance in enumerate(chances)
            if sizes[index] >= MIN_WORDS and index not in decision.aside
        ),
        default=0.0,
    )
    lower = max(LEAST, 0.5 * best)
    return _at(dom, chances, sizes, headline, lower) if best >= SURE_ENOUGH and lower < threshold else decision


def _at(dom: Dom, chances: Sequence[float], sizes: Sequence[float], headline: int, threshold: float) -> Decision:
    kept = [chance >= threshold for chance in chances]
    aside = elsewhere(dom, kept, sizes, headline, [chance >= LEAST for chance in chances])
    return Decision([keep and index not in aside for index, keep in enumerate(kept)], aside)
