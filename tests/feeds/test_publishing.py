"""The folder of the feeds: replaced only where something changed, and whole whatever goes wrong."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.errors import WarehouseError
from pipeline.feeds import publishing
from pipeline.feeds.publishing import write_feeds
from pipeline.store.reading import connect_readonly
from pipeline.store.statements import sql_files
from pipeline.store.warehouse import Warehouse
from tests.conftest import newsmill
from tests.store.conftest import make_document

PORTS = """-- title: Words in {source_name}
-- description: How many words each source has.
-- grain: one row per source
-- formats: csv, jsonl
-- parameters: source_id
select source_id, source_name, sum(word_count)::bigint as words
from feed_entries
group by all
order by source_id
"""


def snapshot(folder: Path):
    """Every file's bytes and time, by name."""
    files = [path for path in (folder / "feeds").rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder / "feeds")): (path.read_bytes(), path.stat().st_mtime_ns) for path in files
    }


def contents(folder: Path):
    return {name: content for name, (content, _) in snapshot(folder).items()}


def index(folder: Path):
    return json.loads((folder / "feeds" / "index.json").read_text("utf-8"))


@pytest.fixture
def sources(tmp_path):
    """A sources.toml with a folder of feeds beside it."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "words.sql").write_text(PORTS, "utf-8")
    file = tmp_path / "sources.toml"
    file.write_text('[[search]]\nname = "Second <things>"\nquery = "second -undated"\n', "utf-8")
    return file


@pytest.fixture
def few(monkeypatch):
    """Some of the built-in feeds, where it is not about all of them."""
    names = ("latest", "latest_by_source", "saved_searches", "coverage", "deletions")
    files = tuple(path for path in sql_files("feeds") if path.stem in names)
    monkeypatch.setattr(publishing, "sql_files", lambda _: files)


def load_more(folder, *documents):
    with Warehouse.open(folder) as warehouse:
        run = warehouse.begin_run("test")
        warehouse.load(run, list(documents))
        warehouse.finish_run(run, {})
        warehouse.publish(warehouse.check())


def test_without_news_every_file_stays_with_its_time(few, own, sources):
    write_feeds(own, sources)
    before = snapshot(own)
    report = write_feeds(own)
    assert (0, 0, None) == (report.written, report.removed, report.problem)
    assert before == snapshot(own)
    (own / "work" / "feeds.json").unlink()
    assert 0 == write_feeds(own, sources).written
    assert before == snapshot(own)


def test_the_same_warehouse_gives_the_same_bytes_anywhere(own, written):
    report = write_feeds(own)
    assert report.feeds == len(index(own)["feeds"])
    there = {str(path.relative_to(written)): path.read_bytes() for path in written.rglob("*") if path.is_file()}
    assert there == contents(own)


def test_a_run_with_news_touches_only_what_changed(few, own):
    write_feeds(own)
    before = snapshot(own)
    load_more(own, make_document("new", title="New in the paper", url="https://paper.example/new"))
    report = write_feeds(own)
    after = snapshot(own)
    touched = {name for name in after if after[name] != before.get(name)}
    assert "latest.atom" in touched
    assert "latest_by_source/paper.rss" in touched
    assert not {name for name in touched if "blatt" in name or name.startswith("deletions")}
    assert len(touched) == report.written
    assert {"latest.atom", "latest.rss"} == {
        name for name in touched if name.startswith("latest.") and name.endswith(("atom", "rss"))
    }


def test_own_feeds_and_saved_searches_are_beside_the_sources_and_remembered(few, own, sources):
    report = write_feeds(own, sources)
    assert report.problem is None
    assert ["words/blatt.csv", "words/paper.csv"] == sorted(
        name for name in contents(own) if name.startswith("words/") and name.endswith(".csv")
    )
    assert contents(own)["words/blatt.csv"].startswith(b"source_id,source_name,words\r\nblatt,Das Blatt,")
    feeds = {feed["name"]: feed for feed in index(own)["feeds"]}
    assert ["Words in Das Blatt", "Words in The <Paper> & Co"] == [
        member["title"] for member in feeds["words"]["members"]
    ]
    [search] = feeds["saved_searches"]["members"]
    assert ("saved_searches/second-things", "Second <things>") == (search["name"], search["title"])
    with connect_readonly(own) as connection:
        found = connection.execute("select count(*) from matching('second -undated')").fetchone()[0]
    assert found == search["row_count"] > 10
    load_more(own, make_document("more"))
    assert "words/paper.csv" in contents(own)
    assert write_feeds(own).problem is None
    assert "words/paper.csv" in contents(own)


def test_what_belongs_to_no_feed_any_more_goes_and_everything_else_stays(few, own, sources):
    write_feeds(own, sources)
    mine = own / "feeds" / "words" / "notes.txt"
    mine.write_text("mine")
    (sources.parent / "feeds" / "words.sql").unlink()
    sources.write_text("", "utf-8")
    report = write_feeds(own)
    assert 4 + 8 == report.removed
    assert ["words/notes.txt"] == [name for name in contents(own) if name.startswith(("words", "saved"))]
    assert not (own / "feeds" / "saved_searches").exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (("sum(word_count)", "sum(wordcount)"), r"words\.sql:6: Referenced column \"wordcount\" not found"),
        (("group by all", "group bye all"), r"words\.sql:8: syntax error at or near"),
        (("from feed_entries", "from nowhere"), r"words\.sql:7: Table with name nowhere does not exist"),
        (("sum(word_count)", "sum(cast(title as integer))"), r"words\.sql:6: Could not convert string"),
        (("-- grain", "-- grian"), r'words\.sql:3: unknown key "grian"'),
        (("source_id, source_name", "source_id as id, source_name"), r"words\.sql:5: the parameter \"source_id\" is no column"),
        (("csv, jsonl", "csv, rss"), r"words\.sql:4: rss needs the columns article_id and title"),
        (("in {source_name}", "in {country}"), r"words\.sql:1: \{country\} is neither a parameter nor a column"),
        (("order by source_id", "order by source_id; drop table x"), r"words\.sql:6: a feed is one query"),
        (("select source_id", "insert into state select source_id"), r"words\.sql:6: a feed is one query"),
        (("sum(word_count)::bigint as words", "1 as a, 2 as a"), r"words\.sql:6: two columns have the same name"),
    ],
)  # fmt: skip
def test_a_feed_that_fails_costs_itself_alone_and_keeps_its_files(few, own, sources, spoil, said):
    write_feeds(own, sources)
    kept = {name: content for name, content in contents(own).items() if name.startswith("words/")}
    (sources.parent / "feeds" / "words.sql").write_text(PORTS.replace(*spoil), "utf-8")
    load_more(own, make_document("new", title="Brand new", url="https://paper.example/new"))
    report = write_feeds(own)
    assert re.search(said, report.problem), report.problem
    assert "\n" not in report.problem
    after = contents(own)
    assert kept == {name: content for name, content in after.items() if name.startswith("words/")}
    assert b"Brand new" in after["latest.atom"]
    assert str(own) not in after["index.html"].decode()
    [error] = [feed["error"] for feed in index(own)["feeds"] if feed["name"] == "words"]
    assert error.startswith("words.sql:")
    assert 1 == len(report.failures)
    (sources.parent / "feeds" / "words.sql").write_text(PORTS, "utf-8")
    assert write_feeds(own).problem is None
    assert [None] == [feed["error"] for feed in index(own)["feeds"] if feed["name"] == "words"]


def test_a_mistake_in_the_sources_keeps_the_searches_and_the_others_are_written(few, own, sources):
    write_feeds(own, sources)
    kept = contents(own)["saved_searches/second-things.rss"]
    sources.write_text('[[search]]\nname = "x"\n', "utf-8")
    report = write_feeds(own)
    assert f'{sources}:1: search "x": key "query" is missing' == report.problem
    assert kept == contents(own)["saved_searches/second-things.rss"]


def test_a_file_of_sources_that_is_gone_is_forgotten_unless_it_was_asked_for(few, own, sources):
    write_feeds(own, sources)
    sources.unlink()
    assert f"{sources}: can't be read: no such file or directory" == write_feeds(own, sources).problem
    report = write_feeds(own)
    assert (None, 4 + 8) == (report.problem, report.removed)


def test_one_s_own_file_takes_the_place_of_a_built_in_feed(few, own, sources):
    (sources.parent / "feeds" / "latest.sql").write_text(
        PORTS.replace("-- parameters: source_id\n", "").replace(" in {source_name}", ""), "utf-8"
    )
    write_feeds(own, sources)
    assert {"latest.csv", "latest.jsonl"} == {name for name in contents(own) if name.startswith("latest.")}


def test_columns_rows_types_and_times_are_in_the_index(own):
    write_feeds(own)
    listed = index(own)
    with connect_readonly(own) as connection:
        [moment] = connection.execute(
            "select strftime(max(processed_at), '%Y-%m-%dT%H:%M:%S') from revisions"
        ).fetchone()
    assert (1, moment) == (listed["schema_version"], listed["updated"][:19])
    feeds = {feed["name"]: feed for feed in listed["feeds"]}
    assert {"name": "published_on", "type": "date"} in feeds["coverage"]["columns"]
    assert {"name": "authors", "type": "varchar[]"} in feeds["latest"]["columns"]
    for feed in feeds.values():
        for member in feed["members"]:
            for kind, file in member["files"].items():
                path = own / "feeds" / file["path"]
                assert path.stat().st_size == file["bytes"]
                if kind == "jsonl":
                    assert member["row_count"] == len(path.read_text("utf-8").splitlines())
                if kind == "json":
                    document = json.loads(path.read_text("utf-8"))
                    assert (1, member["row_count"]) == (document["schema_version"], len(document["rows"]))


def test_the_page_asks_nobody_for_anything_and_runs_nothing(few, own, sources):
    write_feeds(own, sources)
    page = (own / "feeds" / "index.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("<script", "http://", "https://", "src=", "<things>", "<Paper>"))
    assert "Second &lt;things&gt;" in page
    from lxml import html

    links = html.fromstring(page).xpath("//a/@href")
    assert links
    assert [] == [link for link in links if not (own / "feeds" / unquote(link)).is_file()]


def test_values_that_would_share_a_file_get_files_of_their_own(few, own, sources):
    (sources.parent / "feeds" / "words.sql").write_text(
        PORTS.replace(
            "group by all",
            "group by all\nunion all select 'a.b', 'x', 1\nunion all select 'a b', 'y', 2\nunion all select '../..', 'z', 3\nunion all select null, 'n', 4",
        ),
        "utf-8",
    )
    assert write_feeds(own, sources).problem is None
    names = {
        name.removeprefix("words/")
        for name in contents(own)
        if name.startswith("words/") and name.endswith(".csv")
    }
    assert {"a-b.csv", "a-b-2.csv", "other.csv", "blatt.csv", "paper.csv"} == names


def test_a_folder_that_can_not_be_made_is_one_clear_line_and_the_warehouse_stays(few, own):
    (own / "feeds").write_text("in the way")
    report = write_feeds(own)
    assert f"can't write the feeds in {own / 'feeds'}: file exists" in report.problem
    assert "news.duckdb is published" in report.problem
    with connect_readonly(own) as connection:
        assert connection.execute("select count(*) from articles").fetchone()[0] > 10


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no space left on device"),
        (errno.EROFS, "read-only file system"),
        (errno.EACCES, "permission denied"),
    ],
)
def test_a_disk_that_is_full_or_read_only_leaves_whole_files(few, own, monkeypatch, number, said):
    write_feeds(own)
    before = contents(own)
    load_more(own, make_document("new", title="Brand new", url="https://paper.example/new"))
    real, calls = Path.write_bytes, []

    def full(path, content):
        calls.append(path)
        if len(calls) > 3:
            real(path, content[: len(content) // 2])
            raise OSError(number, os.strerror(number))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    report = write_feeds(own)
    assert said in report.problem
    after = contents(own)
    assert before.keys() == after.keys()
    monkeypatch.undo()
    assert write_feeds(own).problem is None
    assert b"Brand new" in contents(own)["latest.rss"]


def test_what_a_power_cut_left_is_put_right(few, own):
    write_feeds(own)
    before = contents(own)
    (own / "feeds" / "latest.rss").write_bytes(b"")
    (own / "feeds" / ".latest.csv.writing").write_bytes(b"half")
    (own / "feeds" / "coverage.csv").unlink()
    assert 2 == write_feeds(own).written
    assert before == contents(own)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"key": 1}', "null"])
def test_a_state_that_can_not_be_read_costs_work_and_nothing_else(few, own, broken):
    write_feeds(own)
    before = snapshot(own)
    (own / "work" / "feeds.json").write_text(broken)
    assert 0 == write_feeds(own).written
    assert before == snapshot(own)


def test_an_empty_warehouse_has_feeds_without_rows(tmp_path):
    folder = tmp_path / "w"
    with Warehouse.open(folder) as warehouse:
        warehouse.publish()
        assert write_feeds(folder).problem is None
    assert {"latest.atom", "latest.parquet", "index.html"} <= set(contents(folder))
    assert 0 == sum(feed["row_count"] for feed in index(folder)["feeds"] if feed["name"] != "checks")


def test_without_a_published_file_there_is_one_clear_line(tmp_path):
    report = write_feeds(tmp_path / "nowhere")
    assert "there is no warehouse at" in report.problem


def test_publish_writes_the_feeds_and_exits_by_what_came_of_them(own, sources):
    done = newsmill("publish", "--warehouse", own, "--sources", sources)
    assert (0, "") == (done.returncode, done.stderr)
    assert f"feeds in {own / 'feeds'}" in done.stdout
    (sources.parent / "feeds" / "words.sql").write_text(PORTS.replace("sum(", "sun("), "utf-8")
    done = newsmill("publish", "--warehouse", own)
    assert 1 == done.returncode
    assert "Published" in done.stdout
    assert 1 == done.stderr.count("\n")
    assert "words.sql:6: Scalar Function with name sun does not exist" in done.stderr
    done = newsmill("publish", "--warehouse", own, "--sources", own / "none.toml")
    assert (1, "") == (done.returncode, done.stdout)


def test_a_run_writes_the_feeds_and_says_so(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "A headline of the day\n\nThe council met on Tuesday and voted for the bridge that was closed for eleven years. It will open in June.\n"
    )
    done = newsmill("load", tmp_path / "in", "--warehouse", tmp_path / "w")
    assert (0, "") == (done.returncode, done.stderr)
    assert f"feeds in {tmp_path / 'w' / 'feeds'}" in done.stdout.replace("\n", " ")
    assert b"A headline of the day" in contents(tmp_path / "w")["latest.atom"]


def test_a_warehouse_that_is_held_back_keeps_its_feeds(few, own, monkeypatch):
    write_feeds(own)

    def refuse(*_):
        raise WarehouseError("not readable")

    monkeypatch.setattr(publishing, "connect_readonly", refuse)
    (own / "work" / "feeds.json").unlink()
    before = snapshot(own)
    assert "not readable" == write_feeds(own).problem
    assert before == snapshot(own)
