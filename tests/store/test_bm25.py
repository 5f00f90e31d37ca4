"""Search ranks as an independent implementation of BM25 does, on the seeds and 5,000 generated texts."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from statistics import mean

import duckdb
import pytest
from rank_bm25 import BM25Okapi

from pipeline.store import search_index
from pipeline.store.postings import AVERAGE_LENGTH, K1, B
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import Generator

_TEXTS, _QUERIES = 5000, 100


def _bare(document):
    """The body alone, unstemmed: what is compared is the ranking, not how words are found."""
    return replace(document, article=replace(document.article, title=None, lead=None, language=None))


@pytest.fixture(scope="module")
def texts(tmp_path_factory, seed_warehouse, document):
    """The tokens of every text by its address, and a warehouse that has indexed them."""
    with duckdb.connect(str(seed_warehouse / "news.duckdb"), read_only=True) as seeds:
        bodies = seeds.execute("select article_id, body from articles order by all").fetchall()
    made = [
        document(name, title=None, body=body, language=None, url=f"https://seed.example/{name}")
        for name, body in bodies
    ]
    made += [_bare(each) for each in Generator(3).documents(_TEXTS)]
    with Warehouse.open(tmp_path_factory.mktemp("bm25") / "warehouse") as warehouse:
        run = warehouse.begin_run("test")
        for start in range(0, len(made), 500):
            warehouse.load(run, made[start : start + 500])
        search_index.bring_up_to_date(warehouse.connection)
        query = "select url, search_tokens(search_fold(body)) from articles order by url"
        yield dict(warehouse.connection.execute(query).fetchall()), warehouse.connection


def _independent(tokens):
    """rank-bm25's Okapi, with newsmill's constant for the average length, which else moves with each text."""
    ranking = BM25Okapi(list(tokens.values()), k1=K1, b=B)
    ranking.avgdl = AVERAGE_LENGTH
    return ranking


def _count(ranking, query):
    """Rarity as newsmill and Lucene have it: Okapi's own is negative for words of more than half of the texts."""
    for word in query:
        having = sum(word in frequencies for frequencies in ranking.doc_freqs)
        ranking.idf[word] = math.log(1 + (ranking.corpus_size - having + 0.5) / (having + 0.5))


def _queries(tokens, chance):
    """One to four words out of a text each, in letters."""
    lettered = [[word for word in words if word.isalpha() and word < "⺀"] for words in tokens.values()]
    for found in chance.sample([words for words in lettered if words], _QUERIES):
        words = sorted(set(found))
        yield chance.sample(words, min(len(words), chance.randrange(1, 5)))


def test_the_top_ten_of_a_hundred_queries_agree(texts):
    """With one byte an impact, texts within 2 % of each other may change places; others do not."""
    tokens, connection = texts
    ranking, urls = _independent(tokens), list(tokens)
    overlaps = []
    for query in _queries(tokens, random.Random(11)):
        _count(ranking, query)
        scores = dict(zip(urls, ranking.get_scores(query), strict=True))
        best = sorted((url for url in urls if scores[url] > 0), key=lambda url: -scores[url])[:10]
        rows = connection.execute("select url from search(?, most := 10)", [" ".join(query)]).fetchall()
        found = [url for (url,) in rows]
        assert len(best) == len(found)
        assert all(scores[url] >= 0.98 * scores[best[-1]] for url in found)
        overlaps.append(len(set(best) & set(found)) / len(best))
    assert mean(overlaps) >= 0.95
