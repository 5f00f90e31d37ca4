"""Give stories names that they keep while they grow; tell what was merged and what was split. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A story that ended in another one, or began out of one."""

    story_id: str
    change: str  # merged, split
    other_story_id: str
    articles: int


@dataclass(frozen=True, slots=True)
class Named:
    """The names of some clusters, and what became of names given before."""

    stories: Mapping[str, str]  # by cluster
    changes: Sequence[StoryChange]


def name_stories(
    clusters: Mapping[str, Collection[str]], before: Mapping[str, str], taken: Collection[str]
) -> Named:
    """Name each cluster after the story that most of its articles were in.

    Args:
        clusters: the articles of each, by the article that began it.
        before: the story that an article was in.
        taken: names that stories elsewhere have.

    """
    moved: Counter[tuple[str, str]] = Counter()
    for seed, articles in clusters.items():
        moved.update((before[article], seed) for article in articles if article in before)
    stories: dict[str, str] = {}
    used = set(taken)
    for (story, seed), _ in sorted(moved.items(), key=lambda each: (-each[1], each[0])):
        if story not in used and seed not in stories:
            stories[seed] = story
            used.add(story)
    for seed in sorted(clusters.keys() - stories.keys()):
        stories[seed] = _new_name(seed, used)
        used.add(stories[seed])
    return Named(stories, _changes(moved, stories))


def _changes(moved: Mapping[tuple[str, str], int], stories: Mapping[str, str]) -> list[StoryChange]:
    """What ended is merged; what began with articles of another one is split off."""
    goals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    origins: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (story, seed), articles in moved.items():
        goals[story][stories[seed]] += articles
        origins[stories[seed]][story] += articles
    found = []
    for story in sorted(goals.keys() - set(stories.values())):
        goal, articles = _most(goals[story])
        found.append(StoryChange(story, "merged", goal, articles))
    for story in sorted(origins.keys() - goals.keys()):
        origin, articles = _most(origins[story])
        found.append(StoryChange(story, "split", origin, articles))
    return found


def _most(counted: Counter[str]) -> tuple[str, int]:
    return min(counted.items(), key=lambda each: (-each[1], each[0]))


def first_name(seed: str, turn: int = 0) -> str:
    """The name of a new story, after the article that began it: 12 hex digits."""
    return hashlib.sha256(f"story:{seed}:{turn}".encode()).hexdigest()[:12]


def _new_name(seed: str, used: Collection[str]) -> str:
    return next(name for turn in count() if (name := first_name(seed, turn)) not in used)
