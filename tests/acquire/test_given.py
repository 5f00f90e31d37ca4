"""Which source the paths given on the spot belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.acquire.given import by_source, source_of
from pipeline.model import Source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pages" / "rivage"
    place.mkdir(parents=True)
    (place / "1.txt").write_text("Text.\n", "utf-8")
    return place


def test_a_folder_and_a_file_in_it_are_the_same_source_however_they_are_written(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    ways = [folder, Path("rivage"), folder / "1.txt", Path("rivage") / ".." / "rivage"]
    found = [source_of(given, None)[0] for way in ways for given in by_source([way])]
    assert [Source("rivage", "rivage", "folder", str(folder))] * 4 == found


@pytest.mark.parametrize("location", ["pages/rivage", "./rivage", "../pages/rivage"])
def test_what_is_configured_for_a_folder_holds_when_it_is_given_on_the_spot(folder, location):
    """Its times are read in its time zone, and its row in the warehouse stays as it is."""
    configured = Source("rivage", "Le Rivage", "folder", location, language="fr", timezone="Europe/Paris")
    (given,) = by_source([folder])
    assert (configured, None) == source_of(given, configured)


def test_another_folder_with_the_name_of_a_configured_source_does_not_replace_it(folder):
    configured = Source("rivage", "Le Rivage", "feed", "https://rivage.example/feed", timezone="Europe/Paris")
    (given,) = by_source([folder])
    source, note = source_of(given, configured)
    assert configured == source
    assert note is not None
    assert "rivage is https://rivage.example/feed in this warehouse" in note


def test_a_source_given_by_name_takes_all_paths(folder):
    (given,) = by_source([folder, folder.parent], "everything")
    assert ("everything", (folder, folder.parent)) == (given.source_id, given.folders)
    assert {"everything"} == {item.source_id for item in given.items}
