"""Articles that tell the same are one story, whatever their order within a day; what has ended stays ended."""

from __future__ import annotations

from math import sqrt

from pipeline.relate.groups import roots_of
from pipeline.relate.naming import StoryChange, name_stories
from pipeline.relate.stories import WINDOW, Clusters, Told


def told(name, terms, *, day=1, language="en", marks=()):
    def unit(numbers):
        return {number: 1 / sqrt(len(numbers)) for number in numbers} if numbers else {}

    return Told(name, day, language, unit(terms), unit(marks))


FLOOD = range(10)
FIRE = range(100, 110)
HALF_FLOOD = [*range(5), *range(200, 205)]


def test_likely_articles_share_a_cluster_and_others_begin_one():
    clusters = Clusters()
    assert ["a"] == clusters.place([told("a", FLOOD)])
    assert ["a"] == clusters.place([told("b", HALF_FLOOD)])
    assert ["c"] == clusters.place([told("c", FIRE)])


def test_names_decide_where_words_alone_would_not():
    words = [0, *range(300, 309)]
    without, with_names = Clusters(), Clusters()
    without.place([told("a", FLOOD)])
    assert ["b"] == without.place([told("b", words)])
    with_names.place([told("a", FLOOD, marks=[0, 1, 2, 3])])
    assert ["a"] == with_names.place([told("b", words, marks=[0, 1, 2, 300])])


def test_across_languages_names_have_to_agree_and_words_do_not_count():
    clusters = Clusters()
    clusters.place([told("a", FLOOD, marks=[0, 1, 2, 3])])
    assert ["b"] == clusters.place([told("b", FLOOD, language="de")])
    assert ["c"] == clusters.place([told("c", FIRE, language="fr", marks=[0, 1])])
    assert ["a"] == clusters.place([told("d", FIRE, language="es", marks=[0, 1, 2, 100])])


def test_what_is_older_than_the_window_attracts_nothing():
    clusters = Clusters()
    clusters.place([told("a", FLOOD, day=1)])
    clusters.expire(1 + WINDOW)
    assert ["a"] == clusters.place([told("b", FLOOD, day=1 + WINDOW)])
    clusters.expire(3 + 2 * WINDOW)
    assert ["c"] == clusters.place([told("c", FLOOD, day=3 + 2 * WINDOW)])


def test_clusters_that_turn_out_the_same_are_joined():
    clusters = Clusters()
    clusters.put(told("a", FLOOD), "a")
    clusters.put(told("b", FLOOD), "b")
    clusters.place([told("c", HALF_FLOOD)])
    assert [("b", "a")] == clusters.settle()
    assert [] == clusters.settle()


def test_the_middle_of_a_story_is_nearest_to_itself():
    clusters = Clusters()
    for name in ("a", "b"):
        clusters.place([told(name, FLOOD)])
    clusters.place([told("c", HALF_FLOOD)])
    clusters.measure()
    assert clusters.nearness["a"] == clusters.nearness["b"] > clusters.nearness["c"] > 0


def test_articles_without_words_are_stories_of_their_own():
    clusters = Clusters()
    assert ["a", "b"] == clusters.place([told(name, []) for name in "ab"])
    assert [] == clusters.settle()


def test_joins_lead_to_where_they_end():
    assert {"a": "c", "b": "c"} == roots_of([("b", "c"), ("a", "b")])


def test_a_story_keeps_its_name_while_it_grows():
    first = name_stories({"a": ["a", "b"]}, {}, ())
    name = first.stories["a"]
    later = name_stories({"z": ["z", "a", "b"]}, {"a": name, "b": name}, ())
    assert {"z": name} == later.stories
    assert [] == list(later.changes)


def test_the_smaller_of_merged_stories_ends_and_it_is_said_where():
    before = {"a": "large", "b": "large", "c": "small"}
    found = name_stories({"a": ["a", "b", "c"]}, before, ())
    assert {"a": "large"} == found.stories
    assert [StoryChange("small", "merged", "large", 1)] == list(found.changes)


def test_what_splits_off_gets_a_name_of_its_own():
    before = dict.fromkeys("abc", "story")
    found = name_stories({"a": ["a", "b"], "c": ["c"]}, before, ())
    assert "story" == found.stories["a"]
    assert [StoryChange(found.stories["c"], "split", "story", 1)] == list(found.changes)


def test_no_two_stories_have_one_name():
    name = name_stories({"a": ["a"]}, {}, ()).stories["a"]
    assert name != name_stories({"a": ["a"]}, {}, {name}).stories["a"]
