"""`sources.toml`: what can be said in it, and one clear line for everything that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourcesError
from pipeline.model import FeedSettings, Notification, SavedSearch, Source
from pipeline.settings import parse_sources, read_feed_settings, read_notifications, read_sources
from pipeline.tomllines import lines_of

FULL = """
# a comment with [[source]] in it
[[source]]
id = "nordkurier"
name = "Nordkurier [[source]]"   # and one here = 3
url = "https://news.example/feed.xml"
kind = "feed"
language = "de"
country = "DE"
timezone = "Europe/Berlin"
enabled = false
schedule = "*/15 6-22 * * MON-FRI"
requests_per_minute = 12
user_agent = "example-bot/1.0 (+https://example.org)"
allow_addresses = [
    "10.1.2.3",   # ]
    "192.168.0.0/16",
]
include = ["*/politik/*"]
exclude = ["*/sport/*"]
keep_selectors = ["article"]
remove_selectors = [".box"]
rules_on = ["a"]
rules_off = ["b"]
robots = "strict"
tdm = "obey"
category = ["News", "Nord"]
opml = { "{https://freshrss.org/opml}priority" = "main", htmlUrl = "https://news.example/" }

[[source]]
id = "lokal"
path = "corpus"
"""


def test_every_option_reaches_the_source():
    assert parse_sources(FULL) == (
        Source(
            id="nordkurier", name="Nordkurier [[source]]", kind="feed", location="https://news.example/feed.xml",
            language="de", country="DE", timezone="Europe/Berlin", enabled=False, schedule="*/15 6-22 * * MON-FRI",
            requests_per_minute=12.0, user_agent="example-bot/1.0 (+https://example.org)",
            allow_addresses=("10.1.2.3/32", "192.168.0.0/16"), include=("*/politik/*",), exclude=("*/sport/*",),
            keep_selectors=("article",), remove_selectors=(".box",), rules_on=("a",), rules_off=("b",),
            robots="strict", tdm="obey", category=("News", "Nord"),
            opml=(("{https://freshrss.org/opml}priority", "main"), ("htmlUrl", "https://news.example/")),
        ),
        Source(id="lokal", name="lokal", kind="folder", location="corpus"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("corpus", "folder"), ("a.d/corpus", "folder"), ("x.jsonl", "jsonl"), ("x.JSONL.gz", "jsonl"), ("x.ndjson", "jsonl"),
        ("x.warc.gz", "warc"), ("x.warc", "warc"), ("x.txt", "file"), ("x.html.gz", "file"), ("x.tar.gz", "file"),
    ],
)  # fmt: skip
def test_the_kind_of_a_path_follows_from_its_name(path, kind):
    assert kind == parse_sources(f'[[source]]\nid = "a"\npath = "{path}"')[0].kind


HEAD = '[[source]]\nid = "abc"\npath = "x"\n'
HEAD_SOURCE = Source(id="abc", name="abc", kind="folder", location="x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + 'languge = "de"', 's.toml:4: source "abc": unknown key "languge" (did you mean "language"?)'),
        (HEAD + "zzz = 1", 's.toml:4: source "abc": unknown key "zzz"'),
        (HEAD + '[source.robots]\na = "b"', 's.toml:4: source "abc": robots: expected text in quotes, found a table'),
        (HEAD + "\n\nlanguage = 3", 's.toml:6: source "abc": language: expected text in quotes, found a number'),
        (HEAD + 'language = "deu"', 's.toml:4: source "abc": language: "deu" is not a two-letter code of ISO 639-1 such as "de"'),
        (HEAD + 'language = "de-AT"', 's.toml:4: source "abc": language: "de-AT" is not a two-letter code of ISO 639-1 such as "de" (did you mean "de"?)'),
        (HEAD + 'country = "uk"', 's.toml:4: source "abc": country: "uk" is not a two-letter code of ISO 3166-1 such as "DE" (did you mean "GB"?)'),
        (HEAD + 'timezone = "Berlin"', 's.toml:4: source "abc": timezone: "Berlin" is not a time zone of the IANA database such as "Europe/Berlin" (did you mean "Europe/Berlin"?)'),
        (HEAD + 'timezone = "Europe/Berln"', 's.toml:4: source "abc": timezone: "Europe/Berln" is not a time zone of the IANA database such as "Europe/Berlin" (did you mean "Europe/Berlin"?)'),
        (HEAD + 'enabled = "yes"', 's.toml:4: source "abc": enabled: expected true or false, without quotes, found text'),
        (HEAD + "requests_per_minute = true", 's.toml:4: source "abc": requests_per_minute: expected a number, found true or false'),
        (HEAD + "requests_per_minute = 0", 's.toml:4: source "abc": requests_per_minute: 0 is not above 0 and at most 600'),
        (HEAD + 'include = "a"', 's.toml:4: source "abc": include: expected a list of texts in quotes, found text'),
        (HEAD + 'allow_addresses = ["10.0.0"]', 's.toml:4: source "abc": allow_addresses: "10.0.0" is not an address or network such as "192.168.1.0/24"'),
        (HEAD + 'schedule = "often"', 's.toml:4: source "abc": schedule: "often" is neither an interval such as "30m", "6h" or "1d" nor five cron fields'),
        (HEAD + "opml = { a = 1 }", 's.toml:4: source "abc": opml: expected a table of texts in quotes, found a table'),
        (HEAD + 'robots = "ignore"', 's.toml:4: source "abc": robots: "ignore" is not one of obey, strict'),
        (HEAD + 'kind = "foldr"', 's.toml:4: source "abc": kind: "foldr" is not one of folder, file, jsonl, warc, feed, sitemap, page (did you mean "folder"?)'),
        (HEAD + 'kind = "feed"', 's.toml:4: source "abc": kind: "feed" goes with "url"'),
        (HEAD + 'user_agent = "zwölf"', 's.toml:4: source "abc": user_agent: may have only printable ASCII characters'),
        (HEAD + 'name = " "', 's.toml:4: source "abc": name: is empty'),
        (HEAD + 'url = "https://a.example/"', 's.toml:4: source "abc": has both "path" and "url"; give one of them'),
        (HEAD + '\n[[source]]\nid = "abc"\npath = "y"', 's.toml:6: source "abc": id is used already, in line 2'),
        ('[[source]]\nid = "abc"', 's.toml:1: source "abc": key "path" (of files) or "url" (of a feed, sitemap or page) is missing'),
        ('[[source]]\npath = "abc"', 's.toml:1: source "number 1": key "id" is missing'),
        ('[[source]]\nid = "A b"\npath = "x"', 's.toml:2: source "A b": id: "A b" may have only lower-case letters, digits, and . _ - inside (at most 80)'),
        ('[[source]]\nid = "a"\nurl = "https://a.example/"', 's.toml:3: source "a": key "kind" is missing: one of feed, sitemap, page'),
        ('[[source]]\nid = "a"\nkind = "feed"\nurl = "a.example/feed"', 's.toml:4: source "a": url: "a.example/feed" is not a web address that begins with https:// or http://'),
        ('[[source]]\nid = "a"\nkind = "feed"\nurl = "https://u:p@a.example/feed"', 's.toml:4: source "a": url: has a user name or password in it, which newsmill does not send'),
        ('[[sources]]\nid = "a"', 's.toml:1: unknown table or key "sources" (each source is a table [[source]])'),
        ("\nsorce = 1", 's.toml:2: unknown table or key "sorce" (did you mean "source"?)'),
        ('[source]\nid = "a"', "s.toml:1: a source is written as a table [[source]], with two brackets"),
        ('source = [{id = "a", path = "x"},\n {id = "a", path = "y"}]', 's.toml:1: source "a": id is used already, in line 1'),
        (HEAD + 'name = "x', "s.toml:4: not valid TOML: unterminated string"),
        (HEAD + "name = 1979-05-27", 's.toml:4: source "abc": name: expected text in quotes, found a date or time'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_source_and_key(text, message):
    with pytest.raises(SourcesError) as caught:
        parse_sources(text, "s.toml")
    assert message == str(caught.value)


def test_lines_are_right_after_multi_line_values_and_windows_line_ends():
    text = '[[source]]\r\nid = "a"\r\nname = """one\r\n[[source]]\r\nid = 3\r\n"""\r\npath = "x"\r\nbad = 1\r\n'
    with pytest.raises(SourcesError, match=r':8: source "a": unknown key "bad"'):
        parse_sources(text)


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    expected = (HEAD_SOURCE,)
    assert expected == read_sources(file)


def test_a_missing_or_undecodable_file_is_one_line(tmp_path):
    with pytest.raises(SourcesError, match=r"none\.toml: can't be read: no such file or directory"):
        read_sources(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(SourcesError, match=r"latin\.toml: not UTF-8 text \(byte 5\); save it as UTF-8"):
        read_sources(tmp_path / "latin.toml")


def test_an_empty_file_names_no_source():
    assert not parse_sources("# nothing yet\n")


value = st.one_of(
    st.text(alphabet='abc "\'\\#[]{}=\n', max_size=12).map(lambda text: "'''" + text.replace("'", "") + "'''"),
    st.text(alphabet="abc #[]{}='", max_size=12).map(lambda text: f'"{text}"'),
    st.lists(st.text(alphabet="ab#]=", max_size=3), max_size=3).map(lambda entries: "[\n" + ",\n".join(f'"{e}"' for e in entries) + "]"),
    st.integers().map(str),
)  # fmt: skip


@given(st.lists(st.lists(value, max_size=4), max_size=4))
def test_every_key_is_found_on_its_line_whatever_the_values_look_like(tables):
    text = "\n".join("[[t]]\n" + "\n".join(f"k{n} = {v}" for n, v in enumerate(values)) for values in tables)
    expected, line = [], 1
    for values in tables:
        keys, at = {}, line + 1
        for n, v in enumerate(values):
            keys[f"k{n}"] = at
            at += v.count("\n") + 1
        expected.append((line, keys))
        line = at if values else line + 2
    assert expected == [(table.start, table.keys) for table in lines_of(text).tables.get("t", [])]


SEARCHES = """[[source]]
id = "a"
path = "."

[feeds]
base_url = "https://feeds.example/n"

[[search]]
name = "Häfen: Strom"
query = '"shore power" lang:en -cruise'

[[search]]
# comment
name = "b"
query = "after:2024-06-01 hafen"
"""


def test_saved_searches_and_where_feeds_are_served(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text(SEARCHES, "utf-8")
    expected = FeedSettings(
        "https://feeds.example/n/",
        (SavedSearch("Häfen: Strom", '"shore power" lang:en -cruise'), SavedSearch("b", "after:2024-06-01 hafen")),
    )
    assert expected == read_feed_settings(file)
    assert ["a"] == [source.id for source in read_sources(file)]
    file.write_text("", "utf-8")
    assert FeedSettings() == read_feed_settings(file)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('name = "b"', 'nmae = "b"'), 's.toml:14: search number 2: unknown key "nmae" (did you mean "name"?)'),
        (('name = "b"\n', ""), 's.toml:12: search number 2: key "name" is missing'),
        (('name = "b"', 'name = "häfen STROM"'), 's.toml:14: search "häfen STROM": name is used already, in line 9'),
        (('name = "b"', 'name = "…"'), 's.toml:14: search "…": name: has no letter or digit to name its files by'),
        (('name = "b"', "name = 3"), "s.toml:14: search number 2: name: expected text in quotes, found a number"),
        (("06-01 hafen", "13-01 hafen"), 's.toml:15: search "b": query: "after:2024-13-01" has no day such as 2024-06-01'),
        ((" hafen", ""), 's.toml:15: search "b": query: "after:2024-06-01" names no word to look for'),
        ((" hafen", " -hafen lang:de"), 's.toml:15: search "b": query: "after:2024-06-01 -hafen lang:de" names no word to look for'),
        (("https://feeds", "ftp://feeds"), 's.toml:6: [feeds]: base_url: "ftp://feeds.example/n" is not a web address that begins with https:// or http://'),
        (("base_url", "base-url"), 's.toml:6: [feeds]: unknown key "base-url" (did you mean "base_url"?)'),
        (("[feeds]", "[[feeds]]"), "s.toml:5: settings of feeds are a table [feeds]"),
        (("[[search]]\n# comment", "[[searches]]\n# comment"), 's.toml:12: unknown table or key "searches" (each saved search is a table [[search]])'),
    ],
)  # fmt: skip
def test_mistakes_in_saved_searches_name_line_and_key(change, message):
    with pytest.raises(SourcesError) as caught:
        parse_sources(SEARCHES.replace(*change), "s.toml")
    assert message == str(caught.value)


NOTIFY = """[[search]]
name = "Ferries"
query = "ferry"

[[notify]]
name = "desk"
search = "Ferries"
webhook = "https://hooks.example/secret"

[[notify]]
name = "tool"
check = "any"
command = ["/bin/tell", "--desk"]
enabled = false
"""


def test_who_is_told_of_what(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text(NOTIFY, "utf-8")
    webhook, tool = read_notifications(file)
    assert Notification("desk", "Ferries", webhook="https://hooks.example/secret", line=6) == webhook
    assert Notification("tool", check="any", command=("/bin/tell", "--desk"), enabled=False, line=11) == tool
    assert ("hooks.example", "/bin/tell") == (webhook.target, tool.target)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('name = "tool"\n', ""), 's.toml:10: notify number 2: key "name" is missing'),
        (('name = "tool"', 'name = "desk"'), 's.toml:11: notify "desk": name is used already, in line 6'),
        (('search = "Ferries"', 'search = "Fairies"'), 's.toml:7: notify "desk": search: the file has no saved search "Fairies" (did you mean "Ferries"?)'),
        (('search = "Ferries"', 'serach = "Ferries"'), 's.toml:7: notify "desk": unknown key "serach" (did you mean "search"?)'),
        (('check = "any"', 'check = "any"\nsearch = "Ferries"'), 's.toml:12: notify "tool": has both "search" and "check"; give one of them'),
        (('check = "any"\n', ""), 's.toml:10: notify "tool": key "search" or "check" is missing'),
        (('command = ["/bin/tell", "--desk"]\n', ""), 's.toml:10: notify "tool": key "webhook" or "command" is missing'),
        (('["/bin/tell", "--desk"]', '"/bin/tell --desk"'), 's.toml:13: notify "tool": command: is a list such as ["/usr/local/bin/tell", "--desk"], because no shell runs it'),
        (('["/bin/tell", "--desk"]', "[]"), 's.toml:13: notify "tool": command: is empty'),
        (("https://hooks", "file://hooks"), 's.toml:8: notify "desk": webhook: "file://hooks.example/secret" is not a web address that begins with https:// or http://'),
        (("enabled = false", 'allow_addresses = ["10.0.0.0/8"]'), 's.toml:14: notify "tool": allow_addresses: goes with "webhook"'),
        (("[[notify]]", "[notify]"), "s.toml:5: a notification is a table [[notify]], with two brackets"),
        (("[[notify]]", "[[notifications]]"), 's.toml:5: unknown table or key "notifications" (each notification is a table [[notify]])'),
    ],
)  # fmt: skip
def test_mistakes_in_notifications_name_line_and_key(change, message):
    text = (
        NOTIFY.replace(*change) if change[0] != "[[notify]]" else NOTIFY.replace(*change, 1).split("[[notify]]")[0]
    )
    with pytest.raises(SourcesError) as caught:
        parse_sources(text, "s.toml")
    assert message == str(caught.value)
