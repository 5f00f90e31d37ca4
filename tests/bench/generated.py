"""Articles that nobody wrote, as many as wanted: the same seed gives the same ones.

Words of a few languages, made of syllables and endings so that stemmers have something to do; drawn by Zipf's law
with Mandelbrot's shift, and again and again within a text, because texts have topics. Lengths are log-normal.
Some articles come again with a paragraph changed (a revision), some in another source (a near copy).
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import numpy as np

from pipeline.model import Article, Block, Capture, Document, Evidence, Source

FIRST_DAY = datetime(2021, 1, 1, tzinfo=UTC)
DAYS = 1500
_WORDS = 60_000  # forms a language
_EXPONENT, _SHIFT = 1.07, 2.7  # of Zipf and Mandelbrot, as measured on running text
_MEDIAN_WORDS, _SPREAD = 250, 0.65  # of the log-normal length: 310 words and 3 kB in the mean
_TABLE = 1 << 21  # places of the table that ranks are drawn from
_TOPIC_SHARE, _TOPIC_WORDS = 0.3, 50
_REVISED, _COPIED = 0.03, 0.05
_REMEMBERED = 2_000  # articles that may be revised or copied


@dataclass(frozen=True)
class Language:
    """What the words of one language are made of."""

    code: str
    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    endings: tuple[str, ...]
    space: str = " "

    @cached_property
    def words(self) -> np.ndarray:
        """All forms, the most frequent first; frequent ones are short."""
        chance = random.Random(self.code)
        seen: dict[str, None] = {}
        while len(seen) < _WORDS:
            seen[self._word(chance, len(seen))] = None
        return np.array(list(seen), dtype=object)

    def _word(self, chance: random.Random, rank: int) -> str:
        syllables = 1 + (rank > 150) + (rank > 1500) + (chance.random() < 0.4)
        stem = "".join(chance.choice(self.onsets) + chance.choice(self.vowels) for _ in range(syllables))
        return stem + (chance.choice(self.endings) if rank > 150 else "")


def _letters(onsets: str, vowels: str, endings: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return tuple(onsets.split()), tuple(vowels.split()), ("", *endings.split())


_LATIN = "b c d f g h k l m n p r s t v w st tr pl gr ch"
LANGUAGES = (
    Language("en", *_letters(_LATIN + " th sh", "a e i o u ea ou an er in", "s ed ing er tion ly ness ment")),
    Language("de", *_letters(_LATIN + " sch z", "a e i o u ä ö ü ei an er en", "en er e ung heit lich es ungen")),
    Language("fr", *_letters(_LATIN + " qu j", "a e i o u é è ou eu an on", "s er ée ement tion eux es ait")),
    Language("es", *_letters(_LATIN + " ll ñ", "a e i o u á ó ue ie an", "s ar ando ción mente os as ado")),
    Language("it", *_letters(_LATIN + " gl z", "a e i o u ia io an or", "i are ando zione mente e ato ati")),
    Language("pt", *_letters(_LATIN + " nh lh", "a e i o u ã õ ei an", "s ar ando ção mente os as ado")),
    Language("ru", *_letters("б в г д ж к л м н п р с т ст пр ч", "а е и о у ы я ол ер ан", "ы ов ам ать ение ости ский ого")),
    Language("ja", *_letters("日 本 国 会 年 大 中 新 東 京 市 政 経 済 者 山 川 人 月 水", "社 長 議 選 発 表 田 海 学 校 の を に", "た が は"), space=""),
)  # fmt: skip
_SHARES = ("en", "en", "en", "en", "en", "en", "de", "de", "de", "fr", "fr", "fr", "es", "es", "es", "it", "pt", "ru", "ru", "ja")  # fmt: skip
SOURCES = tuple(
    Source(f"source-{number:02}", f"Source {number}", "feed", f"https://source-{number:02}.example/feed", language)
    for number, language in enumerate(_SHARES, 1)
)
_RESIDUE = ("Advertisement", "Share on Facebook", "Share by e-mail", "Read also", "Subscribe to our newsletter", "Leave a Reply", "All rights reserved", "Most read")  # fmt: skip


class Generator:
    """Makes documents one after the other; `made` of them are taken to be there."""

    def __init__(self, seed: int = 1, made: int = 0) -> None:
        self._chance = random.Random(seed)
        self._draws = np.random.default_rng(seed)
        self._languages = {language.code: language for language in LANGUAGES}
        self._ranks = _ranks()
        self._recent: list[Document] = []
        self._made = made

    def documents(self, count: int) -> Iterator[Document]:
        """So many more; 3 % of them revisions of earlier ones, 5 % near copies."""
        for _ in range(count):
            made = self._next()
            if len(self._recent) < _REMEMBERED:
                self._recent.append(made)
            else:
                self._recent[self._chance.randrange(_REMEMBERED)] = made
            yield made

    def _next(self) -> Document:
        self._made += 1
        luck = self._chance.random()
        if luck < _REVISED + _COPIED and len(self._recent) > 100:
            earlier = self._chance.choice(self._recent)
            return self._revised(earlier) if luck < _REVISED else self._copied(earlier)
        return self._new()

    def _new(self) -> Document:
        source = self._chance.choice(SOURCES)
        language = self._languages[source.language or "en"]
        length = min(max(int(self._chance.lognormvariate(math.log(_MEDIAN_WORDS), _SPREAD)), 40), 4000)
        words = self._words(language, length + 34)
        title = language.space.join(words[:9]).capitalize()
        lead = language.space.join(words[9:34]).capitalize() + "."
        paragraphs = self._paragraphs(language, words[34:])
        published = FIRST_DAY + timedelta(days=DAYS * self._made / 1_100_000, seconds=self._made % 86_400)
        url = f"https://{source.id}.example/{published:%Y/%m}/{self._made}"
        return document_of(source, url, title, lead, paragraphs, published, self._author(language))

    def _words(self, language: Language, count: int) -> list[str]:
        drawn = self._ranks[self._draws.integers(_TABLE, size=count)]
        topic = self._ranks[self._draws.integers(_TABLE // 3, _TABLE, size=_TOPIC_WORDS)]
        again = self._draws.random(count) < _TOPIC_SHARE
        drawn[again] = topic[self._draws.integers(_TOPIC_WORDS, size=int(again.sum()))]
        made: list[str] = language.words[drawn].tolist()
        return made

    def _paragraphs(self, language: Language, words: list[str]) -> list[str]:
        paragraphs, start = [], 0
        while start < len(words):
            end = start + self._chance.randrange(20, 90)
            paragraphs.append(language.space.join(words[start:end]).capitalize() + ".")
            start = end
        return paragraphs

    def _author(self, language: Language) -> str:
        first, last = self._chance.randrange(200, 230), self._chance.randrange(230, 260)
        return f"{language.words[first]} {language.words[last]}".title()

    def _revised(self, earlier: Document) -> Document:
        capture, article = earlier.capture, _article(earlier)
        paragraphs = article.body.split("\n\n")
        changed = self._chance.randrange(len(paragraphs))
        language = self._languages[article.language or "en"]
        paragraphs[changed] = language.space.join(self._words(language, 40)).capitalize() + "."
        source = next(source for source in SOURCES if source.id == capture.source_id)
        made = document_of(source, capture.uri, article.title or "", article.lead or "", paragraphs, _published(article), article.authors[0])  # fmt: skip
        return replace(made, capture=replace(made.capture, captured_at=capture.captured_at + timedelta(hours=3)))

    def _copied(self, earlier: Document) -> Document:
        """The same text in another source of its language, with a word changed here and there."""
        article = _article(earlier)
        others = [source for source in SOURCES if source.language == article.language]
        source = self._chance.choice(others)
        language = self._languages[article.language or "en"]
        paragraphs = article.body.split("\n\n")
        changed = self._chance.randrange(len(paragraphs))
        paragraphs[changed] += language.space + language.space.join(self._words(language, 6))
        url = f"https://{source.id}.example/wire/{self._made}"
        return document_of(source, url, article.title or "", article.lead or "", paragraphs, _published(article), article.authors[0])  # fmt: skip


def _ranks() -> np.ndarray:
    """Ranks of words, each as often as Zipf's law says: a place drawn evenly holds a rank drawn by the law."""
    weights = 1 / (np.arange(1, _WORDS + 1) + _SHIFT) ** _EXPONENT
    cumulated = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(cumulated, (np.arange(_TABLE) + 0.5) / _TABLE), _WORDS - 1)


def _article(document: Document) -> Article:
    assert document.article is not None
    return document.article


def _published(article: Article) -> datetime:
    assert isinstance(article.published, datetime)
    return article.published


def document_of(
    source: Source, url: str, title: str, lead: str, paragraphs: list[str], published: datetime, author: str
) -> Document:
    """An article that was read, with some residue before and after its text, and evidence for its fields."""
    body = "\n\n".join(paragraphs)
    payload = f"{title}\n{lead}\n{body}".encode()
    before, after = _RESIDUE[:3], _RESIDUE[3:]
    blocks = (
        *(Block(text, kept=False, kind="share", rule="pattern:en/share") for text in before),
        Block(title, kept=True, kind="title"),
        Block(lead, kept=True, kind="lead"),
        *(Block(text, kept=True, kind="paragraph") for text in paragraphs),
        *(Block(text, kept=False, kind="related", rule="pattern:en/related") for text in after),
    )
    evidence = tuple(
        Evidence(
            field, value, value, origin, chosen=chosen, reason="the first" if chosen else "another came first"
        )
        for field, value, origin, chosen in (
            ("title", title, "json-ld:headline", True),
            ("title", title, "og:title", False),
            ("authors", author, "json-ld:author", True),
            ("published", published.isoformat(), "json-ld:datePublished", True),
            ("published", published.isoformat(), "meta:article:published_time", False),
        )
    )
    capture = Capture(
        source.id, url, published + timedelta(hours=1), payload, hashlib.sha256(payload).hexdigest(), "text/html", url
    )  # fmt: skip
    article = Article(
        title=title, lead=lead, body=body, authors=(author,), published=published, language=source.language,
        publisher=source.name, section="News", canonical_url=url, word_count=len(body) // 7, blocks=blocks,
        evidence=evidence,
    )  # fmt: skip
    return Document(capture, article)
