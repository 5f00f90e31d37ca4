"""Each format as its specification has it, with everything in it that is hard on a format."""

from __future__ import annotations

import csv
import html
import importlib
import io
import json
import re
import warnings

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.feeds.atom import atom
from pipeline.feeds.entries import Head, entries_of
from pipeline.feeds.jsonfeed import jsonfeed
from pipeline.feeds.ninjs import ninjs
from pipeline.feeds.rss import rss
from pipeline.feeds.texts import web_uri
from tests.feeds.conftest import NASTY
from tests.feeds.rules import ATOM, atom_faults, is_link, jsonfeed_faults, ninjs_faults, rss_faults

RULES = {".atom": atom_faults, ".rss": rss_faults, ".feed.json": jsonfeed_faults, ".ninjs.json": ninjs_faults}
WRITERS = ((atom, atom_faults), (rss, rss_faults), (jsonfeed, jsonfeed_faults), (ninjs, ninjs_faults))
XML_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible(text):
    """A nasty text as XML can hold it, with its ends trimmed as entries have them."""
    return XML_TEXT.sub("", text.strip())


@pytest.mark.parametrize("ending", RULES)
def test_every_file_of_a_format_keeps_its_rules(written, ending):
    files = list(written.rglob(f"*{ending}"))
    assert len(files) >= 4
    assert {} == {path.name: faults for path in files if (faults := RULES[ending](path.read_bytes()))}


@pytest.mark.parametrize("ending", RULES)
def test_the_seeds_of_every_language_keep_the_rules(seed_feeds, ending):
    files = list(seed_feeds.rglob(f"*{ending}"))
    assert len(files) > 20
    assert {} == {path.name: faults for path in files if (faults := RULES[ending](path.read_bytes()))}


@pytest.fixture(scope="module")
def seed_feeds(seed_warehouse):
    return seed_warehouse / "feeds"


@pytest.mark.parametrize("ending", [".atom", ".rss"])  # feedparser 6.0 knows no JSON Feed
def test_feedparser_takes_every_feed_for_what_it_is(written, ending):
    import feedparser

    for path in written.rglob(f"*{ending}"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert {".atom": "atom10", ".rss": "rss20"}[ending] == parsed.version
        rows = (path.parent / (path.name.removesuffix(ending) + ".jsonl")).read_text("utf-8").splitlines()
        assert len(rows) == len(parsed.entries)


def test_titles_come_out_of_atom_as_they_are(written):
    titles = {element.text for element in etree.parse(written / "latest.atom").iter(f"{ATOM}title")}
    assert {visible(text) for text in NASTY} <= titles


def test_titles_come_out_of_rss_as_they_are_once_html_is_read(written):
    found = {item.findtext("title") for item in etree.parse(written / "latest.rss").iter("item")}
    assert {visible(text) for text in NASTY} <= {html.unescape(title) for title in found}
    assert "R&D at AT&T: a < b && c > d" in found
    assert not any(re.search(r"<[A-Za-z/!?]", title) for title in found)


@pytest.mark.parametrize("name", ["latest.rss", "latest.atom"])
def test_what_readers_take_for_html_holds_paragraphs_and_nothing_else(written, name):
    tree = etree.parse(written / name)
    markup = [
        element.text
        for element in tree.iter("description", f"{ATOM}content")
        if element.getparent().tag != "channel"
    ]
    markup = [text for text in markup if text]
    assert markup
    for text in markup:
        assert "" == re.sub(r"</?p>|<br>|[^<>]", "", text)


@pytest.mark.parametrize("name", ["latest.json", "latest.jsonl", "latest.feed.json", "latest.ninjs.json"])
def test_json_can_stand_in_a_script_and_keeps_every_character(written, name):
    text = (written / name).read_text("utf-8")
    assert not re.search("[<>&\u0085\u2028\u2029]", text)
    rows = [json.loads(line) for line in text.splitlines()] if name.endswith("l") else [json.loads(text)]
    said = json.dumps(rows, ensure_ascii=False)
    assert all(json.dumps(part, ensure_ascii=False)[1:-1] in said for part in NASTY[:3])


def test_csv_has_no_cell_that_a_spreadsheet_would_run(written):
    for path in written.rglob("*.csv"):
        text = path.read_bytes().decode()
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [
                cell
                for cell in row
                if re.match(r"\s*[=+\-@＝＋－＠]", cell) and not re.fullmatch(r"-?[\d.e-]+", cell)
            ], path
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
        assert "\r\n" == text[-2:]


def test_csv_keeps_numbers_below_zero_as_numbers():
    from pipeline.feeds.rows import Rows
    from pipeline.feeds.tabular import csv_text

    rows = Rows(
        duckdb.sql("select -1.5::double as a, '-x' as b, ['=c'] as c, true as d, null as e").to_arrow_table(),
        ("DOUBLE",) * 5,
    )
    assert 'a,b,c,d,e\r\n-1.5,\'-x,"[""=c""]",true,\r\n' == csv_text(rows)


def _titles(library, path):
    if library == "duckdb":
        return [row[0] for row in duckdb.sql(f"select title from '{path}'").fetchall()]
    if library == "pyarrow":
        return pq.read_table(path)["title"].to_pylist()
    titles = importlib.import_module(library).read_parquet(path)["title"].to_list()
    return [title if isinstance(title, str) else None for title in titles]  # pandas has NaN for what is missing


@pytest.mark.parametrize("library", ["duckdb", "pyarrow", "pandas", "polars"])
def test_parquet_is_read_everywhere(written, library):
    pytest.importorskip(library, reason=f"{library} is not installed here: nothing of newsmill needs it")
    path = written / "latest.parquet"
    lines = [json.loads(line) for line in (written / "latest.jsonl").read_text("utf-8").splitlines()]
    assert [line["title"] for line in lines] == _titles(library, path)
    kinds = {name: str(kind) for name, kind, *_ in duckdb.sql(f"describe from '{path}'").fetchall()}
    assert ("VARCHAR[]", "TIMESTAMP WITH TIME ZONE", "DATE") == (
        kinds["authors"],
        kinds["published_at"],
        kinds["published_on"],
    )


def test_an_address_that_is_no_link_is_none():
    assert [None] * 8 == [
        web_uri(text)
        for text in (
            "javascript:alert(1)",
            "data:text/html,x",
            "",
            None,
            "//x.example/",
            "file:///etc",
            "http://",
            "https://a b/",
        )
    ]
    assert "https://xn--mnchen-3ya.example/%C3%A4%20b?q=%3Cx%3E%22&r=50%25" == web_uri(
        'https://münchen.example/ä b?q=<x>"&r=50%'
    )
    assert "http://[::1]:8080/a" == web_uri("http://user:pw@[::1]:8080/a")


def test_articles_without_title_or_date_have_what_the_formats_demand(written):
    entries = json.loads((written / "latest.feed.json").read_text("utf-8"))["items"]
    untitled = [entry for entry in entries if "title" not in entry]
    assert 2 == len(untitled)
    assert 2 == len([entry for entry in entries if "date_published" not in entry])
    feed = etree.parse(written / "latest.atom")
    assert "How this text begins is all the headline it has." in [
        title.text for title in feed.iter(f"{ATOM}title")
    ]
    day = [entry for entry in entries if entry["_newsmill"].get("published_on") == "2024-06-17"]
    assert ["2024-06-17T00:00:00Z"] == [entry["date_published"] for entry in day]


ROWS = st.fixed_dictionaries(
    {"article_id": st.text("0123456789abcdef", min_size=1), "title": st.none() | st.text()},
    optional={
        "summary": st.none() | st.text(),
        "body": st.text(),
        "url": st.none() | st.text() | st.sampled_from(["https://a.example/%zz", "http://é.example:99999/", "https://[x"]),
        "image_url": st.text(),
        "authors": st.none() | st.lists(st.text()),
        "tags": st.lists(st.none() | st.text()),
        "section": st.none() | st.text(),
        "language": st.none() | st.text() | st.just("pt-BR"),
        "publisher": st.none() | st.text(),
        "published_at": st.none() | st.datetimes(),
        "published_on": st.none() | st.dates(),
        "updated_at": st.none() | st.datetimes(),
        "entry_id": st.none() | st.text(),
        "revision": st.integers(),
    },
)  # fmt: skip


@given(
    st.lists(ROWS, max_size=3),
    st.text(min_size=1).filter(lambda text: visible(text).strip()),
    st.sampled_from([None, "https://feeds.example/n/"]),
)
def test_any_row_makes_sound_feeds(rows, title, base_url):
    entries = entries_of(rows)
    head = Head("x/ä b", title, "About it.", base_url)
    for writer, faults in WRITERS:
        assert [] == faults(writer(head, entries).encode()), writer


def test_where_the_feeds_are_served_is_said_in_them():
    head = Head("latest_by_source/汐見", "t", "d", "https://feeds.example/n/")
    for ending, writer in ((".atom", atom), (".rss", rss), (".feed.json", jsonfeed)):
        address = head.address(ending)
        assert is_link(address)
        assert address in writer(head, [])
