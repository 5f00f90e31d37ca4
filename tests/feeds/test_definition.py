"""What the header of a feed's file may say, and one clear line with file and line for everything wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FeedsError
from pipeline.feeds.definition import ENDINGS, FORMATS, parse
from pipeline.store.statements import sql_files

GOOD = """-- title: Ports of {country}
-- description: What ports do,
--     day by day.
--
-- grain: one row per day
-- formats: csv, atom jsonl,csv
-- parameters: country

-- A comment that is none of the header's values.
select 1 as country
"""


def test_a_header_says_what_the_feed_is():
    feed = parse(Path("f/ports.sql"), GOOD)
    assert ("ports", "Ports of {country}", "What ports do, day by day.", "one row per day") == (
        feed.name,
        feed.title,
        feed.description,
        feed.grain,
    )
    assert (("csv", "atom", "jsonl"), ("country",)) == (feed.formats, feed.parameters)
    assert GOOD == feed.text
    assert 10 == feed.lines["query"]
    assert "Ports of NO" == feed.titled(feed.title, {"country": "NO"})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("-- title", "-- titel"), 'p.sql:1: unknown key "titel" in the header (did you mean "title"?)'),
        (("-- title", "-- colour"), 'p.sql:1: unknown key "colour" in the header (there are: title, description, grain, formats, parameters)'),
        (("-- grain: one row per day\n", ""), 'p.sql:1: the header lacks "grain"'),
        (("one row per day", ""), 'p.sql:5: the header lacks "grain"'),
        (("-- grain: one", "-- title: one"), 'p.sql:5: "title" stands in line 1 already'),
        (("jsonl,csv", "xlsx"), 'p.sql:6: unknown format "xlsx" (there are: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs)'),
        (("jsonl,csv", "json-feed"), 'p.sql:6: unknown format "json-feed" (did you mean "jsonfeed"?)'),
        (("parameters: country", "parameters: a-b"), 'p.sql:7: parameter "a-b" is no name of a column, nor "search"'),
        (("-- parameters: country\n", ""), "p.sql:1: {country} stands for nothing: the feed has no parameters"),
        (("select 1 as country\n", ""), "p.sql:9: there is no query"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_file_and_line(change, expected):
    with pytest.raises(FeedsError) as caught:
        parse(Path("p.sql"), GOOD.replace(*change))
    assert expected == str(caught.value)


@pytest.mark.parametrize("name", ["Ports", "a-b", "1st", "x" * 51, "ä"])
def test_a_feed_is_named_like_a_table(name):
    with pytest.raises(FeedsError, match="lower-case letters, digits and _"):
        parse(Path(f"{name}.sql"), GOOD)


def test_every_built_in_feed_is_sound_and_every_format_used():
    feeds = [parse(path, path.read_text(encoding="utf-8")) for path in sql_files("feeds")]
    assert set(FORMATS) == {name for feed in feeds for name in feed.formats}
    assert set(FORMATS) == set(ENDINGS)
    assert len(feeds) >= 13
