"""What the built-in feeds say, beside what the warehouse says."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from pipeline.store.reading import connect_readonly


def rows(folder, name):
    return [json.loads(line) for line in (folder / "feeds" / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def seeds(seed_warehouse):
    with connect_readonly(seed_warehouse) as connection:
        yield seed_warehouse, connection


def test_coverage_counts_every_dated_article(seeds):
    folder, connection = seeds
    expected = connection.execute(
        "select published_on::varchar, source_id, count(*) from articles where published_on is not null group by all"
    ).fetchall()
    found = [(row["published_on"], row["source_id"], row["articles"]) for row in rows(folder, "coverage")]
    assert sorted(expected) == sorted(found)
    assert found == sorted(found, key=lambda row: (-int(row[0].replace("-", "")), row[1]))


def test_each_source_and_language_has_its_latest_articles(seeds):
    folder, connection = seeds
    for column in ("source_id", "language"):
        name = {"source_id": "latest_by_source", "language": "latest_by_language"}[column]
        expected = dict(
            connection.execute(
                f"select {column}, count(*) from articles where {column} is not null group by all"
            ).fetchall()
        )
        assert expected.keys() == {path.stem for path in (folder / "feeds" / name).glob("*.jsonl")}
        for value, count in expected.items():
            found = rows(folder, f"{name}/{value}")
            assert min(count, 50) == len(found)
            assert {value} == {row[column] for row in found}


def test_removals_add_up_to_the_ledger(seeds):
    folder, connection = seeds
    expected = connection.execute(
        "select kind, count(*) from removed_lines join articles using (article_id, revision) group by all"
    ).fetchall()
    found = Counter()
    for row in rows(folder, "removals"):
        found[row["kind"]] += row["lines"]
    assert dict(expected) == dict(found)


def test_quotes_of_the_day_are_direct_and_ranked(seeds):
    folder, _ = seeds
    found = rows(folder, "quotes_of_the_day")
    days = Counter(row["published_on"] for row in found)
    assert 1 < len(days) <= 7
    assert max(days.values()) <= 10
    for day, count in days.items():
        of_day = [row for row in found if row["published_on"] == day]
        assert list(range(1, count + 1)) == [row["rank"] for row in of_day]
        assert count == len({row["speaker"].lower() for row in of_day})


def test_names_that_several_outlets_name_now_and_did_not_before_trend(seeds):
    folder, connection = seeds
    found = rows(folder, "trending_names")
    assert found
    assert all(row["articles"] >= 2 and row["articles"] > row["expected"] and row["rise"] > 0 for row in found)
    [day] = connection.execute("select max(published_on) from articles").fetchone()
    for row in found[:5]:
        [count] = connection.execute(
            "select count(distinct article_id) from mentions join articles using (article_id, revision)"
            " where name = ? and kind = ? and published_on > ?::date - 7",
            [row["name"], row["kind"], day],
        ).fetchone()
        assert count == row["articles"]


def test_texts_of_several_outlets_stand_together_with_their_origin(seeds):
    folder, connection = seeds
    found = rows(folder, "syndication")
    [expected] = connection.execute("select count(*) from syndication").fetchone()
    assert expected == len(found) > 2
    assert all(row["is_origin"] == (row["article_id"] == row["origin_article_id"]) for row in found)
    copies = Counter(row["copy_group"] for row in found)
    assert all(row["copies"] == copies[row["copy_group"]] for row in found)


def test_changed_headlines_and_corrections_are_entries_of_their_own(filled, written):
    [change] = rows(filled, "headline_changes")
    assert ("=Undated no more", "Undated", "Before: Undated") == (
        change["title"],
        change["title_before"],
        change["summary"],
    )
    [correction] = rows(filled, "corrections")
    assert "Correction: <b>it was</b> otherwise." == correction["summary"]
    assert f"{correction['article_id']}/2" == correction["entry_id"]


def test_each_check_stands_once_with_what_it_found_last(seeds):
    folder, connection = seeds
    found = rows(folder, "checks")
    assert [
        name
        for (name,) in connection.execute("select distinct check_name from check_results order by all").fetchall()
    ] == sorted(row["check_name"] for row in found)


def test_each_source_stands_once_with_its_health(seeds):
    folder, connection = seeds
    found = rows(folder, "source_health")
    assert connection.execute("select source_id, articles from source_health order by source_id").fetchall() == [
        (row["source_id"], row["articles"]) for row in found
    ]


def test_top_stories_are_those_of_the_week_that_most_sources_told(seeds):
    folder, connection = seeds
    found = rows(folder, "top_stories")
    assert found
    assert found == sorted(found, key=lambda row: (-row["sources_this_week"], -row["articles_this_week"]))
    for row in found:
        expected = connection.execute(
            "select articles, sources, title from stories where story_id = ?", [row["story_id"]]
        ).fetchone()
        assert expected == (row["articles"], row["sources"], row["title"])
        assert row["sources"] == len(row["source_names"])


def test_each_top_story_has_its_articles_of_all_sources(seeds):
    folder, connection = seeds
    stories = {row["story_id"]: row["title"] for row in rows(folder, "top_stories")}
    assert stories.keys() == {path.stem for path in (folder / "feeds" / "latest_by_story").glob("*.jsonl")}
    for story, title in stories.items():
        expected = connection.execute(
            "select article_id from story_articles where story_id = ? order by all", [story]
        ).fetchall()
        found = rows(folder, f"latest_by_story/{story}")
        assert [each for (each,) in expected] == sorted(row["article_id"] for row in found)
        assert {title} == {row["story"] for row in found}
