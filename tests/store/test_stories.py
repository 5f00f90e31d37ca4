"""Stories are what a person would say they are, and the same however the articles came in."""

from __future__ import annotations

import random

import pytest

from pipeline.store import key_terms, search_index, stories
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import SOURCES
from tests.relate.telling import Telling, b_cubed, groups_of
from tests.store.conftest import DAY

COUNT, DAYS = 300, 6


@pytest.fixture(scope="module")
def telling():
    return Telling(COUNT, DAYS)


def _fed(folder, batches, *, kept=True):
    """The story of each article by its address, after loading and relating batch by batch; and what was recorded.

    `kept` is false where the vectors of the last days are missing before each batch, as in a file of an earlier schema.
    """
    with Warehouse.open(folder, clock=lambda: DAY) as warehouse:
        warehouse.register_sources(SOURCES)
        for batch in batches:
            if not kept:
                warehouse.connection.execute("delete from story_vectors")
            warehouse.load(warehouse.begin_run("test"), batch)
            _relate(warehouse)
        connection = warehouse.connection
        found = connection.execute("select url, story_id from story_articles join articles using (article_id)")
        named = dict(found.fetchall())
        changes = connection.execute("from story_changes").fetchall()
        vectors = connection.execute("from story_vectors order by article_id").fetchall()
        return named, changes, warehouse.check(), vectors


def _relate(warehouse):
    search_index.bring_up_to_date(warehouse.connection)
    key_terms.bring_up_to_date(warehouse.connection)
    return stories.bring_up_to_date(warehouse.connection, lambda: DAY)


@pytest.fixture(scope="module")
def whole(telling, tmp_path_factory):
    return _fed(tmp_path_factory.mktemp("whole") / "warehouse", [telling.documents])


def test_known_stories_are_found(telling, whole):
    named, _, findings, _ = whole
    assert set(telling.stories) == set(named)
    assert 0.85 <= b_cubed(named, telling.stories)[2]
    assert [] == [finding for finding in findings if finding.is_error]


def test_the_batches_make_no_difference(telling, whole, tmp_path):
    batches = [telling.documents[start : start + 70] for start in range(0, COUNT, 70)]
    named, *_, vectors = _fed(tmp_path / "warehouse", batches)
    assert groups_of(whole[0]) == groups_of(named)
    assert whole[-1] == vectors


def test_the_order_makes_no_difference_and_what_was_found_wrong_is_recorded(telling, whole, tmp_path):
    shuffled = random.Random(1).sample(telling.documents, COUNT)
    named, changes, *_ = _fed(tmp_path / "warehouse", [shuffled[:150], shuffled[150:]])
    assert groups_of(whole[0]) == groups_of(named)
    assert {change for _, change, *_ in changes} & {"merged", "split"}


def test_where_what_was_kept_is_missing_it_is_found_anew(telling, whole, tmp_path):
    assert COUNT == len(whole[-1])
    half = COUNT // 2
    named, *_, vectors = _fed(
        tmp_path / "warehouse", [telling.documents[:half], telling.documents[half:]], kept=False
    )
    assert groups_of(whole[0]) == groups_of(named)
    assert whole[-1] == vectors


def test_relating_twice_changes_nothing_and_a_story_keeps_its_name(telling, tmp_path):
    with Warehouse.open(tmp_path / "warehouse", clock=lambda: DAY) as warehouse:
        warehouse.register_sources(SOURCES)

        def ask(query):
            return dict(warehouse.connection.execute(query).fetchall())

        warehouse.load(warehouse.begin_run("test"), telling.documents[:150])
        assert 0 < _relate(warehouse)
        before = ask("select article_id, story_id from story_articles")
        assert 0 == _relate(warehouse)
        assert before == ask("select article_id, story_id from story_articles")
        warehouse.load(warehouse.begin_run("test"), telling.documents[150:])
        _relate(warehouse)
        after = ask("select article_id, story_id from story_articles")
        kept = sum(after[article] == story for article, story in before.items())
        assert 0.95 <= kept / len(before)


def test_stories_say_how_large_they_are_and_story_lists_their_articles(telling, tmp_path):
    with Warehouse.open(tmp_path / "warehouse", clock=lambda: DAY) as warehouse:
        warehouse.register_sources(SOURCES)
        warehouse.load(warehouse.begin_run("test"), telling.documents[:100])
        _relate(warehouse)

        def ask(query):
            return warehouse.connection.execute(query).fetchall()

        for story, articles, sources, first, last, best in ask(
            "select story_id, articles, sources, first_day, last_day, representative_article_id from stories limit 5"
        ):
            rows = ask(f"select day, source_id, article_id from story('{story}')")
            assert (articles, sources) == (len(rows), len({source for _, source, _ in rows}))
            assert (first, last) == (rows[0][0], rows[-1][0])
            assert best in [article for *_, article in rows]
