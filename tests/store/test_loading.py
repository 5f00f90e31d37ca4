"""What loading changes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.errors import WarehouseError
from pipeline.model import Rejection, Source
from pipeline.store.warehouse import Warehouse


def _all(warehouse, query):
    return warehouse.connection.execute(query).fetchall()


def test_an_article_is_loaded_with_its_capture_lines_and_evidence(warehouse, load, document):
    assert {"paper": (1, 0, 0, 0)} == load(document(authors=("A. Writer", "B. Other")))
    query = "select title, authors, published_text, language, word_count, rule_set, revision from articles"
    assert [("A title", ["A. Writer", "B. Other"], "18 June 2024, noon", "en", 4, "r1", 1)] == _all(
        warehouse, query
    )
    assert [("WERBUNG", "label:de"), ("Leave a Reply", "form:en")] == _all(
        warehouse, "select text, rule from removed_lines"
    )
    assert [("published", True)] == _all(warehouse, "select field, chosen from field_evidence")
    assert [("2024/a.warc.gz", 7, 1)] == _all(
        warehouse, "select archive_file, archive_offset, revision from captures"
    )


def test_loading_the_same_again_changes_no_row(warehouse, load, dump, document):
    batch = [document("a"), document("b"), document("c", rejected="not an article")]
    load(*batch)
    before = dump(warehouse.connection)
    assert {"paper": (0, 0, 3, 0)} == load(*batch)
    assert before == dump(warehouse.connection)


def test_what_is_known_is_said_before_it_is_processed(warehouse, load, document):
    known, other = document("a").capture, document("b").capture
    load(document("a"))
    asked = [(known.uri, known.digest), (known.uri, "other bytes"), (other.uri, other.digest)]
    assert {(known.uri, known.digest)} == warehouse.is_known("paper", asked)
    assert set() == warehouse.is_known("another-source", asked)


def test_new_text_at_the_same_place_is_a_new_version(warehouse, load, document):
    load(document("a"))
    assert {"paper": (0, 1, 0, 0)} == load(document("a", body="Other text.", hours=1))
    assert [("Other text.", 2)] == _all(warehouse, "select body, revision from articles")
    assert [(1, False), (2, True)] == _all(warehouse, "select revision, is_current from revisions order by 1")


def test_new_bytes_with_the_same_article_are_a_capture_and_no_version(warehouse, load, document):
    load(document("a"))
    again = document("a", hours=2)
    capture = replace(again.capture, digest="0" * 64)
    assert {"paper": (0, 0, 1, 0)} == load(replace(again, capture=capture))
    assert [(1, 1), (2, 1)] == _all(warehouse, "select visit, revision from captures order by 1")
    assert [(1, True)] == _all(
        warehouse, "select revision, last_seen - first_seen = interval 2 hours from revisions"
    )


def test_an_article_that_goes_back_to_an_earlier_text_gets_a_third_version(warehouse, load, document):
    first = document("a")
    load(first)
    load(document("a", body="Other.", hours=1))
    back = replace(first, capture=replace(first.capture, captured_at=document(hours=2).capture.captured_at))
    assert {"paper": (0, 1, 0, 0)} == load(back)
    assert [(3, "First paragraph.\n\nSecond paragraph.")] == _all(warehouse, "select revision, body from articles")


def test_versions_in_one_batch_are_numbered_in_order(warehouse, load, document):
    versions = [document("a", body=f"Text {number}.", hours=number) for number in range(4)]
    assert {"paper": (1, 3, 0, 0)} == load(*versions)
    expected = [(1, "Text 0.", False), (2, "Text 1.", False), (3, "Text 2.", False), (4, "Text 3.", True)]
    assert expected == _all(warehouse, "select revision, body, is_current from revisions order by 1")
    assert [] == warehouse.check()


def test_an_older_version_that_comes_later_does_not_become_current(warehouse, load, document):
    load(document("new", body="New.", url="https://example.org/a", hours=9))
    load(document("old", body="Old.", url="https://example.org/a", hours=1))
    assert [("New.",)] == _all(warehouse, "select body from articles")
    assert [("Old.",)] == _all(warehouse, "select body from as_of('2024-06-18 14:00')")
    assert [] == warehouse.check()


def test_an_archive_with_several_captures_of_a_place_changes_nothing_when_loaded_again(
    warehouse, load, dump, document
):
    archive = [document("a", body=body, hours=hours) for hours, body in enumerate(["Old.", "New.", "Old."])]
    load(*archive)
    before = dump(warehouse.connection)
    assert {"paper": (0, 0, 3, 0)} == load(*archive)
    assert before == dump(warehouse.connection)
    assert [(1, False), (2, False), (3, True)] == _all(
        warehouse, "select revision, is_current from revisions order by 1"
    )


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_the_rows_do_not_depend_on_how_a_run_is_cut_into_batches(tmp_path, dump, document, size):
    documents = [
        document(
            f"{number % 4}",
            body=f"Text {number % 3}.",
            hours=hours,
            url=f"https://example.org/{number % 4}",
            rejected=bad,
        )
        for number, (hours, bad) in enumerate(
            [(5, None), (1, None), (3, "empty"), (2, None), (9, None), (4, None), (1, None), (8, None)]
        )
    ]
    dumps = []
    for step in (len(documents), size):
        with Warehouse.open(tmp_path / f"{step}") as warehouse:
            run = warehouse.begin_run("test")
            for start in range(0, len(documents), step):
                warehouse.load(run, documents[start : start + step])
            dumps.append(dump(warehouse.connection))
    assert dumps[0] == dumps[1]


def test_a_rejected_document_is_noted_with_its_bytes_place_and_not_tried_again(warehouse, load, document):
    refused = document("bad", rejected="the page has no article")
    assert {"paper": (0, 0, 0, 1)} == load(refused)
    query = "select uri, stage, reason, digest, size_bytes from rejected"
    expected = (
        refused.capture.uri,
        "read",
        "the page has no article",
        refused.capture.digest,
        len(refused.capture.payload),
    )
    assert [expected] == _all(warehouse, query)
    assert 1 == len(warehouse.is_known("paper", [(refused.capture.uri, refused.capture.digest)]))


def test_a_rejection_without_bytes_is_noted_once(warehouse):
    unreadable = Rejection("paper", "file:x", "read", "permission denied")
    for _ in range(2):
        counts = warehouse.load(warehouse.begin_run("test"), [], [unreadable, unreadable])
        assert 2 == counts["paper"].rejected
    assert [("file:x", None)] == _all(warehouse, "select uri, digest from rejected")


def test_a_day_without_a_time_is_kept_as_a_day(warehouse, load, document):
    load(document(published=date(2023, 2, 28), modified=date(2023, 3, 1)))
    query = "select published_at, published_on, modified_at, modified_on from articles"
    assert [(None, date(2023, 2, 28), None, date(2023, 3, 1))] == _all(warehouse, query)


def test_the_day_is_the_one_the_publisher_printed(warehouse, load, document):
    load(document(published=datetime.fromisoformat("2024-06-18T00:30:00+02:00")))
    query = "select published_on, cast(published_at as varchar) from articles"
    assert [(date(2024, 6, 18), "2024-06-17 22:30:00+00")] == _all(warehouse, query)


@pytest.mark.parametrize(
    "bad",
    [
        {"published": datetime(2024, 1, 1)},  # noqa: DTZ001 - the missing zone is the point
        {"published": datetime.fromisoformat("0001-01-01T00:00:00+02:00")},
        {"section": {"not": "text"}},
        {"word_count": 2**40},
        {"authors": (7,)},
    ],
    ids=[
        "no time zone",
        "out of range",
        "a field that is no text",
        "a number too large",
        "a name that is no text",
    ],
)
def test_a_document_with_a_value_no_row_can_hold_is_rejected_alone(warehouse, load, document, bad):
    assert {"paper": (2, 0, 0, 1)} == load(document("a"), document("b", **bad), document("c"))
    assert [("file:b.txt", "load")] == _all(warehouse, "select uri, stage from rejected")
    assert [] == warehouse.check()


def test_characters_that_are_none_are_replaced(warehouse, load, document):
    load(document(title="half \ud83d pair", body="whole \ud83d\ude00 pair"))
    assert [("half \ufffd pair", "whole 😀 pair")] == _all(warehouse, "select title, body from articles")


def test_nothing_of_a_batch_that_fails_stays(warehouse, load, dump, document):
    load(document("a"))
    before = dump(warehouse.connection)
    warehouse.connection.execute("alter table field_evidence rename to elsewhere")
    with pytest.raises(WarehouseError, match=r"can't load articles in .*field_evidence"):
        load(document("b"))
    warehouse.connection.execute("alter table elsewhere rename to field_evidence")
    assert before == dump(warehouse.connection)


def test_sources_say_what_is_configured_and_stay_when_they_are_gone(warehouse):
    warehouse.register_sources(
        [Source("paper", "Renamed", "folder", "paper/"), Source("b", "B", "feed", "https://b/", "de")]
    )
    warehouse.register_sources([Source("b", "B", "feed", "https://b/", "de")])
    expected = [("b", "B", "de"), ("paper", "Renamed", None)]
    assert expected == _all(warehouse, "select source_id, name, language from sources order by 1")


def test_a_run_is_logged_from_begin_to_end(warehouse, document):
    run = warehouse.begin_run("load here")
    counts = warehouse.load(run, [document("a"), document("b", rejected="empty")])
    counts["paper"].found = 2
    warehouse.finish_run(run, counts)
    query = (
        "select command, status, finished_at >= started_at, found, new, rejected, lines_removed from run_totals"
    )
    assert [("load here", "finished", True, 2, 1, 1, 2)] == _all(warehouse, query)


def test_runs_in_the_same_second_have_ids_of_their_own(warehouse, document):
    at = document().capture.captured_at
    assert ["20240618T120000-1", "20240618T120000-2"] == [warehouse.begin_run("test", at).id for _ in range(2)]


def test_a_run_that_ended_without_a_word_is_marked_by_the_next(folder):
    with Warehouse.open(folder) as warehouse:
        warehouse.begin_run("cut short")
    with Warehouse.open(folder) as warehouse:
        assert [("cut short", "interrupted")] == _all(warehouse, "select command, status from runs")
