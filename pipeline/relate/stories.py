"""Group articles into stories, day by day, over a sliding window of time. Pure.

Articles come as vectors of weighted terms. Each goes to the cluster whose middle it is nearest to, or begins one
(single-pass clustering as in topic detection and tracking: Allan, Papka, Lavrenko, "On-line new event detection
and tracking", 1998); at the end of each day clusters that tell the same are joined. Within a language all terms
count, and names once more; across languages only what is written alike in all of them: names and numbers.

What comes out depends on the articles of each day and on the clusters of the days before, not on when they were
loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10, sqrt

from pipeline.relate.likely import Index
from pipeline.relate.vectors import Weights, heaviest, unit

WINDOW = 7  # days without an article after which nothing more is added to a story
_LEAST_SIMILARITY = 0.18  # of terms and of names, in the mean
_LEAST_OF_TERMS = 0.12  # below it names count less and less
_TOO_LITTLE = 0.04  # below it all names together are not enough
_LEAST_WITHOUT_NAMES = 0.26  # of terms alone
_LEAST_ACROSS = 0.4  # of names and numbers alone
# With each tenfold of articles to choose from, beyond _FEW: the likeliest of many is likely by chance.
_STRICTER, _FEW = 0.4, 30
_TO_JOIN = 1.1  # times as near as an article has to be
_LEAST_SHARED_ACROSS = 3  # names and numbers
_LESS_EACH_DAY = 0.01
_MOST_CLUSTERS_OF_A_TERM = 250  # of a term in more clusters nothing is learned about which one it is
_CANDIDATES = 5
_TERMS_OF_A_CLUSTER = 24
_ACROSS = "*"  # the space of names and numbers, beside those of the languages


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is compared."""

    article_id: str
    day: int  # ordinal
    language: str
    terms: Weights  # of unit length
    marks: Weights  # names and numbers among them, of unit length

    def spaces(self) -> Iterator[tuple[str, Weights]]:
        """Its vectors, with the space each is in."""
        yield self.language, self.terms
        if self.marks:
            yield _ACROSS, self.marks


class Clusters:
    """The clusters of the last days. `seed` names one: the article that began it."""

    def __init__(self) -> None:
        self._members: dict[str, list[Told]] = {}  # by day
        self._size = 0  # articles in all of them
        # The middle of each cluster, of no certain length, by space and seed.
        self._middles: defaultdict[str, dict[str, dict[int, float]]] = defaultdict(dict)
        self._squares: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._fresh: set[str] = set()  # since they were settled
        self._grown: set[str] = set()  # by articles that were placed, not put
        self.nearness: dict[str, float] = {}  # by article: how near it is to the middle of its cluster

    def put(self, told: Told, seed: str) -> None:
        """Add an article to a cluster, or begin one."""
        self._members.setdefault(seed, []).append(told)
        self._size += 1
        for space, vector in told.spaces():
            self._add(space, seed, vector, 1.0)

    def place(self, day: Sequence[Told]) -> list[str]:
        """Find the clusters of the articles of a day, one after the other, add them, and return the seeds."""
        likely = self._nearest([dict(told.spaces()) for told in day])
        earlier = _earlier(day)
        seeds: list[str] = []
        for told, known, before in zip(day, likely, earlier, strict=True):
            seed = self._nearest_of(told, known.union(seeds[place] for place in before)) or told.article_id
            self.put(told, seed)
            self._fresh.add(seed)
            self._grown.add(seed)
            seeds.append(seed)
        return seeds

    def expire(self, day: int) -> None:
        """Let go of articles that are too old to be compared with those of `day`."""
        for seed in [each for each, members in self._members.items() if members[0].day < day - WINDOW]:
            if seed in self._grown:
                self._measure(seed)
            members = self._members[seed]
            self._members[seed] = [each for each in members if each.day >= day - WINDOW]
            self._size -= len(members) - len(self._members[seed])
            if not self._members[seed]:
                self._forget(seed)
                continue
            for told in members[: len(members) - len(self._members[seed])]:
                for space, vector in told.spaces():
                    self._add(space, seed, vector, -1.0)

    def settle(self) -> list[tuple[str, str]]:
        """Join clusters that got articles since the last time with those that tell the same: (seed, into)."""
        joined: dict[str, str] = {}
        fresh = sorted(self._fresh)
        middles = [self._middles_of(seed) for seed in fresh]
        asked = [
            {space: heaviest(middle, _TERMS_OF_A_CLUSTER) for space, middle in each.items()} for each in middles
        ]
        likely = dict(zip(fresh, self._nearest(asked), strict=True))
        for seed in fresh:
            while seed in self._members and (other := self._same_as(seed, likely[seed], joined)) is not None:
                old, young = sorted((seed, other), key=lambda each: (-len(self._members[each]), each))
                self._join(young, old)
                joined[young] = old
                self._grown.add(old)
                likely[old] = likely.get(old, set()) | likely.get(young, set())
                seed = old  # noqa: PLW2901 - what it became may be the same as a third one
        self._fresh.clear()
        return list(joined.items())

    def measure(self) -> None:
        """Note in `nearness` how near articles are to the middles of their clusters, where these have grown."""
        for seed in self._members.keys() & self._grown:
            self._measure(seed)

    def _nearest(self, asked: Sequence[Mapping[str, Weights]]) -> list[set[str]]:
        """The clusters, as they are now, that share most with vectors, which are given by space."""
        found: list[set[str]] = [set() for _ in asked]
        for space in sorted({space for vectors in asked for space in vectors}):
            seeds = sorted(self._squares[space])
            index = Index([self._middles[space][seed] for seed in seeds], _MOST_CLUSTERS_OF_A_TERM)
            within = [place for place, vectors in enumerate(asked) if space in vectors]
            near = index.nearest([asked[place][space] for place in within], _CANDIDATES)
            for place, owners in zip(within, near, strict=True):
                found[place].update(seeds[owner] for owner in owners)
        return found

    def _nearest_of(self, told: Told, likely: Iterable[str]) -> str | None:
        """The cluster that an article is nearest to, where that is near enough."""
        strict = self._strictness()
        near = [(-round(self._likeness(told, seed, strict), 9), seed) for seed in likely]
        value, seed = min(near, default=(0.0, None))
        return seed if -value >= 1.0 else None

    def _likeness(self, told: Told, seed: str, strict: float) -> float:
        """How near an article is to a cluster, 1 being just near enough."""
        idle = max(0, told.day - self._members[seed][-1].day)
        return (1 - _LESS_EACH_DAY * idle) * self._near(told.language, told.terms, told.marks, seed, strict)

    def _strictness(self) -> float:
        return 1 + _STRICTER * max(0.0, log10(max(self._size, 1) / _FEW))

    def _near(self, language: str, terms: Weights, marks: Weights, seed: str, strict: float) -> float:
        """How near terms and names of a language are to a cluster, 1 being just near enough to add an article."""
        if self._squares[language].get(seed):
            same = self._cosine(language, terms, seed)
            if same < _TOO_LITTLE:
                return 0.0
            across = self._cosine(_ACROSS, marks, seed)
            if not across:
                return same / _LEAST_WITHOUT_NAMES / strict
            return (same + across) / 2 / _LEAST_SIMILARITY / strict * min(1.0, same / _LEAST_OF_TERMS)
        shared = self._middles[_ACROSS].get(seed, {}).keys() & marks.keys()
        if len(shared) < _LEAST_SHARED_ACROSS:
            return 0.0
        # That several names and numbers agree by chance is rarer than that words do.
        return self._cosine(_ACROSS, marks, seed) / _LEAST_ACROSS / sqrt(strict)

    def _cosine(self, space: str, vector: Weights, seed: str) -> float:
        square = self._squares[space].get(seed, 0.0)
        if square <= 0:
            return 0.0
        middle = self._middles[space][seed]
        return sum([weight * middle[term] for term, weight in vector.items() if term in middle]) / sqrt(square)

    def _add(self, space: str, seed: str, vector: Weights, sign: float) -> None:
        squares, middle = self._squares[space], self._middles[space].setdefault(seed, {})
        if sign > 0 and vector and not middle:  # most clusters are of one article
            middle.update(vector)
            squares[seed] = sum([weight * weight for weight in vector.values()])
            return
        square = squares.get(seed, 0.0)
        for term, weight in vector.items():
            before = middle.get(term, 0.0)
            after = before + sign * weight
            square += after * after - before * before
            if after > 1e-9:
                middle[term] = after
            else:
                middle.pop(term, None)
        squares[seed] = square
        if square <= 1e-9:
            del squares[seed]

    def _same_as(self, seed: str, likely: Iterable[str], joined: Mapping[str, str]) -> str | None:
        """The one of the likely clusters that is most like another one, where they are like enough to be one."""
        middles, strict = self._middles_of(seed), self._strictness()
        marks = middles.get(_ACROSS, {})
        languages = [space for space in middles if space != _ACROSS]
        near = {
            other: max(self._near(language, middles[language], marks, other, strict) for language in languages)
            for other in {_end_of(each, joined) for each in likely} - {seed}
        }
        value, found = min(((-round(value, 9), other) for other, value in near.items()), default=(0.0, None))
        return found if -value >= _TO_JOIN else None

    def _middles_of(self, seed: str) -> dict[str, dict[int, float]]:
        """Of unit length, by space."""
        return {space: unit(self._middles[space][seed]) for space in self._spaces(seed)}

    def _spaces(self, seed: str) -> list[str]:
        return sorted({space for told in self._members[seed] for space, _ in told.spaces()})

    def _join(self, young: str, old: str) -> None:
        for told in self._members[young]:
            for space, vector in told.spaces():
                self._add(space, young, vector, -1.0)
                self._add(space, old, vector, 1.0)
        both = self._members[old] + self._members[young]
        self._members[old] = sorted(both, key=lambda each: (each.day, each.article_id))
        self._forget(young)

    def _forget(self, seed: str) -> None:
        del self._members[seed]
        for space, middles in self._middles.items():
            self._squares[space].pop(seed, None)
            middles.pop(seed, None)  # what rounding left of articles that are gone

    def _measure(self, seed: str) -> None:
        for told in self._members[seed]:
            self.nearness[told.article_id] = min(1.0, self._cosine(told.language, told.terms, seed))


def _earlier(day: Sequence[Told]) -> list[list[int]]:
    """For each article of a day the places of those before it that share most with it."""
    found: list[list[int]] = [[] for _ in day]
    spaces = [dict(told.spaces()) for told in day]
    for space in sorted({space for vectors in spaces for space in vectors}):
        places = [place for place, vectors in enumerate(spaces) if space in vectors]
        within = [spaces[place][space] for place in places]
        near = Index(within, _MOST_CLUSTERS_OF_A_TERM, is_cut=True).nearest(within, _CANDIDATES, before=True)
        for place, owners in zip(places, near, strict=True):
            found[place] += [places[owner] for owner in owners]
    return found


def _end_of(seed: str, joined: Mapping[str, str]) -> str:
    while seed in joined:
        seed = joined[seed]
    return seed
