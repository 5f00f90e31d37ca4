"""Changing sources.toml leaves everything else in it alone, and never leaves it broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourcesError
from pipeline.model import Source
from pipeline.settings import parse_sources, read_sources
from pipeline.sourcesfile import add_sources, enable_source, entry, remove_source

FILE = """# My sources, with care.

[[source]]
id = "a"      # the first
path = "corpus"

# About b.
[[source]]
id = "b"
kind = "feed"
url = "https://b.example/feed"
"""
FULL = Source(
    "c", 'C "quoted"', "feed", "https://c.example/feed", "de", "DE", "Europe/Berlin", False, "30m", 6.0, "x/1", ("10.0.0.0/8",), ("*/a/*",),
    ("*/b/*",), ("article",), (".ad",), ("on",), ("off",), "strict", "obey", ("News", "Nord"), (("{https://freshrss.org/opml}priority", "ä\n'\"\\"),),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text(FILE)
    return file


def test_an_entry_says_everything_about_its_source():
    assert (FULL,) == parse_sources(entry(FULL))


def test_adding_keeps_what_is_there_to_the_letter(path):
    add_sources(path, [FULL, replace(FULL, id="d")], "found at https://c.example/\non 2024-05-06")
    assert path.read_text().startswith(FILE)
    assert 2 == path.read_text().count("# found at https://c.example/\n# on 2024-05-06\n[[source]]")
    assert ["a", "b", "c", "d"] == [source.id for source in read_sources(path)]


def test_a_file_is_made_where_there_is_none(tmp_path):
    add_sources(tmp_path / "new.toml", [FULL])
    assert (FULL,) == read_sources(tmp_path / "new.toml")


def test_removing_and_switching(path):
    enable_source(path, "b", enabled=False)
    assert [True, False] == [source.enabled for source in read_sources(path)]
    remove_source(path, "a")
    assert ["b"] == [source.id for source in read_sources(path)]
    remove_source(path, "b")
    assert () == read_sources(path)


def test_switching_keeps_comments(path):
    enable_source(path, "a", enabled=False)
    assert ["# My sources, with care.", "# the first", "# About b."] == [
        line[line.index("#") :] for line in path.read_text().splitlines() if "#" in line
    ]


def test_mistakes_change_nothing(path):
    with pytest.raises(SourcesError, match="id is used already"):
        add_sources(path, [replace(FULL, id="a")])
    with pytest.raises(SourcesError, match=r'there is no source "x" \(there are: a, b\)'):
        remove_source(path, "x")
    with pytest.raises(SourcesError, match="there is no source"):
        enable_source(path, "x", enabled=True)
    assert FILE == path.read_text()
    assert ["sources.toml"] == [each.name for each in path.parent.iterdir()]


def test_the_public_feeds_that_ship_are_valid_many_and_switched_off():
    found = read_sources(Path(__file__).parents[1] / "seeds" / "public-feeds.toml")
    assert len(found) >= 20
    assert len({source.language for source in found}) >= 10
    assert len({source.location for source in found}) == len(found)
    assert not any(source.enabled for source in found)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_text_survives(name, value):
    source = replace(FULL, name=name, opml=(("k", value),))
    assert (source,) == parse_sources(entry(source))


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_removing_an_entry_takes_its_own_comment_and_nothing_else(tmp_path, gone):
    file = tmp_path / "s.toml"
    parts = {
        "a": '[[source]]\nid = "a"\npath = "."\n',
        "b": '# of b\n# and more\n[[source]]\nid = "b"  # inside\npath = "."\n[source.opml]\nx = "1"\n',
        "c": '# of c\n[[source]]\nid = "c"\npath = "."\n',
    }
    file.write_text("# of the file\n" + "\n".join(parts.values()), "utf-8")
    remove_source(file, gone)
    kept = [text for name, text in parts.items() if name != gone]
    assert "# of the file\n" + "\n".join(kept) == file.read_text("utf-8")


def test_the_last_entry_leaves_a_file_without_sources(tmp_path):
    file = tmp_path / "s.toml"
    for text in ('[[source]]\nid = "a"\npath = "."\n', 'source = [{id = "a", path = "."}]\n'):
        file.write_text(text, "utf-8")
        remove_source(file, "a")
        assert () == read_sources(file)


def test_removing_the_last_source_leaves_the_saved_searches(tmp_path):
    file = tmp_path / "s.toml"
    search = '# of the search\n[[search]]\nname = "x"\nquery = "y"\n'
    file.write_text('[[source]]\nid = "a"\npath = "."\n\n' + search, "utf-8")
    remove_source(file, "a")
    assert search == file.read_text("utf-8")
    add_sources(file, [FULL])
    assert (FULL,) == read_sources(file)
    assert file.read_text("utf-8").startswith(search)
