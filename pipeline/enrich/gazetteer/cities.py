"""Cities and towns by name: thousands, so they lie in a plain table that is read when a text may name one."""

from __future__ import annotations

from functools import cache
from importlib import resources

_MOST_WORDS = 4
Town = tuple[str, bool]  # ISO 3166-1 alpha-2 of its country, and whether its name is something else, too


@cache
def _towns() -> dict[str, Town]:
    text = resources.files(__package__).joinpath("cities.txt").read_text(encoding="utf-8")
    found: dict[str, Town] = {}
    for line in text.splitlines():
        country, _, names = line.partition(": ")
        if not line.startswith("#"):
            found |= {name.rstrip("?"): (country, name.endswith("?")) for name in names.split(", ")}
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in _towns())


def town_at(words: list[str], at: int) -> tuple[int, str, Town] | None:
    """The longest name of a town that begins at word `at`: its number of words, the name, what is known of it."""
    if words[at] not in _first_words():
        return None
    for length in range(_MOST_WORDS, 0, -1):
        name = " ".join(words[at : at + length])
        town = _towns().get(name)
        if town:
            return len(name.split(" ")), name, town
    return None
