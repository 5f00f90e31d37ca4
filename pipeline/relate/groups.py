"""Groups of what is connected pair by pair, and where chains of joins end. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def connected(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups that pairs make, each sorted, ordered by their first members."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (over := above.setdefault(name, name)) != name:
            above[name] = above[over]
            name = over
        return name

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(above):
        found[top(name)].append(name)
    return list(found.values())


def roots_of(joins: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where each joined cluster ended up, given (seed, into which) in any order."""
    into = dict(joins)
    found: dict[str, str] = {}
    for seed in into:
        way = [seed]
        while way[-1] in into and way[-1] not in found:
            way.append(into[way[-1]])
        end = found.get(way[-1], way[-1])
        found |= dict.fromkeys(way[:-1], end)
    return found
