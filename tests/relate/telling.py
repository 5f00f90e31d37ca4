"""Articles of known stories, as many as wanted: the same seed gives the same ones.

A story has words of its own, people, places and figures; its articles share most of them, over some days, in one source
or many, and one story in six is told in two languages, with other words and the same names. People and places belong to
many stories. The rest of a text are the words of its language, by Zipf's law.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.model import Document, Mention
from tests.bench.generated import LANGUAGES, SOURCES, Generator, document_of

FIRST_DAY = datetime(2024, 3, 1, tzinfo=UTC)
_LANGUAGES = {each.code: each for each in LANGUAGES if each.code in ("en", "de", "fr", "es")}
_TOPIC_WORDS, _TOPIC_SHARE = 40, 0.22
_PEOPLE, _PLACES = 900, 150
_SPREAD = 2.2  # days between the articles of a story, in the mean, over its span


class Telling:
    """Makes articles, and knows which story each of them tells."""

    def __init__(self, articles: int, days: int, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._words = Generator(seed)
        self._people = [self._name(2) for _ in range(_PEOPLE)]
        self._places = [self._name(1) for _ in range(_PLACES)]
        made: list[tuple[datetime, str, Document]] = []
        story = 0
        while len(made) < articles:
            made += self._story(f"story-{story}", days, articles - len(made))
            story += 1
        made.sort(key=lambda each: (each[0], each[2].capture.uri))
        self.documents = [document for _, _, document in made]
        self.stories: Mapping[str, str] = {document.capture.uri: name for _, name, document in made}

    def _story(self, name: str, days: int, most: int) -> Iterator[tuple[datetime, str, Document]]:
        chance = self._chance
        size = min(most, chance.choice((1, 1, 1, 2, 2, 3, 4, 6, 9, 14, 25)))
        codes = [chance.choice(list(_LANGUAGES))]
        if chance.random() < 1 / 6:
            codes.append(chance.choice(list(_LANGUAGES)))
        topics = {code: self._topic(code) for code in codes}
        people = [self._often(self._people) for _ in range(4)]
        places = [self._often(self._places) for _ in range(2)]
        figures = [str(chance.randrange(10, 10_000)) for _ in range(3)]
        begin = FIRST_DAY + timedelta(days=chance.random() * days)
        span = min(size, 6) * chance.random()
        for number in range(size):
            when = begin + timedelta(days=span * number / max(1, size))
            code = chance.choice(codes)
            uri = f"https://news.example/{name}/{number}"
            yield when, name, self._article(uri, code, when, topics[code], people, places, figures)

    def _article(
        self,
        uri: str,
        code: str,
        when: datetime,
        topic: list[str],
        people: list[str],
        places: list[str],
        figures: list[str],
    ) -> Document:
        chance = self._chance
        words = self._words._words(_LANGUAGES[code], chance.randrange(110, 320))
        own = chance.sample(topic, int(len(topic) * 0.7))
        told = [person for person in people if chance.random() < 0.75] or people[:1]
        there = [place for place in places if chance.random() < 0.8] or places[:1]
        for place in range(len(words)):
            luck = chance.random()
            if luck < _TOPIC_SHARE:
                words[place] = own[int(len(own) * chance.random() ** 1.5)]
            elif luck < _TOPIC_SHARE + 0.05:
                words[place] = chance.choice([*told, *there])
            elif luck < _TOPIC_SHARE + 0.06:
                words[place] = chance.choice(figures)
        title = " ".join([*chance.sample(own, 4), chance.choice([*told, *there]), *words[:2]])
        source = chance.choice([each for each in SOURCES if each.language == code])
        paragraphs = [" ".join(words[start : start + 60]) + "." for start in range(0, len(words), 60)]
        made = document_of(source, uri, title, paragraphs[0], paragraphs[1:], when, "A. Writer")
        assert made.article is not None
        mentions = tuple(
            Mention(each, kind, each) for kind, names in (("person", told), ("place", there)) for each in names
        )
        return replace(made, article=replace(made.article, mentions=mentions))

    def _topic(self, code: str) -> list[str]:
        words = _LANGUAGES[code].words
        return [words[int(200 + 12_000 * self._chance.random() ** 2)] for _ in range(_TOPIC_WORDS)]

    def _often(self, names: list[str]) -> str:
        return names[int(len(names) * self._chance.random() ** 2.5)]

    def _name(self, words: int) -> str:
        syllables = (
            "ka",
            "lo",
            "mi",
            "ren",
            "tos",
            "var",
            "bel",
            "dun",
            "fi",
            "gor",
            "hal",
            "jen",
            "nu",
            "pet",
            "sil",
            "wes",
        )
        return " ".join("".join(self._chance.sample(syllables, 3)).title() for _ in range(words))


def b_cubed(found: Mapping[str, str], known: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin, 1998) of a grouping; both give the group of each item."""
    pairs = Counter((found[item], known[item]) for item in known)
    mine, theirs = Counter(found[item] for item in known), Counter(known.values())
    precision = sum(count * count / mine[group] for (group, _), count in pairs.items()) / len(known)
    recall = sum(count * count / theirs[story] for (_, story), count in pairs.items()) / len(known)
    return precision, recall, 2 * precision * recall / (precision + recall)


def groups_of(stories: Mapping[str, str]) -> set[frozenset[str]]:
    """A grouping without its names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item, story in stories.items():
        found[story].add(item)
    return set(map(frozenset, found.values()))
