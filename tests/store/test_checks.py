"""Each check finds its fault, and nothing in a sound warehouse."""

from __future__ import annotations

import json

import pytest

from pipeline.store.checks import all_checks

# What breaks each check: SQL on a warehouse with two articles, one of which has two versions.
FAULTS = {
    "articles_come_from_captures": "update revisions set capture_id = 'gone' where revision = 2",
    "captures_lead_to_articles": "update captures set article_id = 'gone' where revision = 2",
    "copies_have_articles": "insert into near_duplicates values ('gone', 1, 'gone', 1, 1, 1, 1)",
    "dates_in_range": "update revisions set published_on = date '2031-01-01' where revision = 2",
    "details_have_articles": "insert into datelines values ('gone', 1, 'Seoul', null, null)",
    "evidence_has_articles": "update field_evidence set revision = 7 where revision = 2",
    "kept_lines_are_in_the_text": "update revisions set body = 'short' where revision = 2",
    "language_fits_source": "update sources set language = 'de'",
    "lines_are_complete": "delete from removed_lines where position = 1 and revision = 2",
    "no_empty_body": "update revisions set body = ' ' where revision = 2",
    "no_encoding_damage": "update revisions set title = 'PjÃ¶ngjang' where revision = 2",
    "one_current_version": "update revisions set is_current = true",
    "rejected_or_loaded": "delete from rejected",
    "removed_lines_have_articles": "update removed_lines set article_id = 'gone' where revision = 2",
    "sources_are_known": "delete from sources",
    "stories_have_articles": "insert into story_articles values ('s', 'gone', 1, date '2024-06-18', 1)",
    "titles_are_not_repeated": "insert into revisions select revisions.* replace (article_id || n as article_id) from revisions, range(5) as r(n)",
    "unique_captures": "insert into captures select * from captures limit 1",
    "unique_revisions": "insert into revisions select * from revisions where revision = 2",
    "versions_follow_each_other": "update revisions set superseded_at = superseded_at + interval 1 hour where revision = 1",
}
# Those that compare a run with the ones before it have tests of their own below.
BY_HISTORY = {"articles_are_as_usual", "residue_is_usual", "volume_is_usual"}


@pytest.fixture
def loaded(warehouse, load, document):
    load(document("a"), document("b", title="Another"), document("c", rejected="empty"))
    load(document("a", body="Changed text.", hours=3))
    return warehouse


def test_every_check_is_tried_here():
    assert {check.name for check in all_checks()} == set(FAULTS) | BY_HISTORY


def test_a_sound_warehouse_has_no_findings(loaded):
    assert [] == loaded.check()


@pytest.mark.parametrize(("name", "fault"), FAULTS.items(), ids=list(FAULTS))
def test_each_check_finds_its_fault(loaded, name, fault):
    loaded.connection.execute(fault)
    found = {finding.check: finding for finding in loaded.check()}
    assert name in found
    assert found[name].rows >= 1
    assert 1 <= len(json.loads(found[name].examples)) <= 3


def test_outcomes_are_kept_over_time(loaded):
    run = loaded.begin_run("test")
    loaded.check(run)
    loaded.connection.execute("delete from sources")
    loaded.check(run)
    query = "select severity, offending, run_id = ? from check_results where check_name = 'sources_are_known'"
    outcomes = loaded.connection.execute(f"{query} order by checked_at", [run.id]).fetchall()
    assert [("warning", 0, True), ("warning", 1, True)] == outcomes
    rows = loaded.connection.execute("select count(*), count(distinct check_name) from check_results").fetchone()
    assert (2 * len(all_checks()), len(all_checks())) == rows


def test_a_check_of_a_run_looks_at_that_run(loaded, document):
    """An old article without text is not reported again with every run."""
    loaded.connection.execute("update revisions set body = '', kept_lines = []")
    assert "no_empty_body" in {finding.check for finding in loaded.check()}
    run = loaded.begin_run("test")
    loaded.load(run, [document("d", title="A new one")])
    assert "no_empty_body" not in {finding.check for finding in loaded.check(run)}


@pytest.mark.parametrize("text", ["Ãœber", "donâ€™t", "Espa�a", "ˆ\x85 control", "caf\u00c3\u00a9", "Ã¼ber"])
def test_text_that_was_decoded_wrongly_is_found(warehouse, load, document, text):
    load(document(body=f"Before. {text} after."))
    assert ["no_encoding_damage"] == [finding.check for finding in warehouse.check()]


@pytest.mark.parametrize(
    "text",
    [
        "Pjöngjang, München, São Paulo, MÃE, À la carte, Ångström",
        "IRMÃ “MÃE” – o Â é uma letra; ÂNGELA «Ã»",
        "«Ça va?» – l’été, €5, 25 °C, ½, São",
        "Việt Nam, Ấn Độ, ÂM NHẠC",
        "Россия, 日本, العربية",
        "a\ttab and a\nline end",
    ],
)
def test_text_in_any_language_is_not_taken_for_damage(warehouse, load, document, text):
    load(document(body=text))
    assert [] == warehouse.check()


def _history(warehouse, document, **changed):
    """Six runs of thirty articles, then one with the changes; returns what its check finds."""
    for number in range(7):
        run = warehouse.begin_run("test")
        fields = changed if number == 6 else {}
        count = fields.pop("count", 30) if fields else 30
        batch = [
            document(f"{number}-{n}", title=f"{number} {n}", **({"body": "Some words here. " * 20} | fields))
            for n in range(count)
        ]
        counts = warehouse.load(run, batch)
        counts["paper"].found = count
        warehouse.finish_run(run, counts)
    return [finding.check for finding in warehouse.check(run)]


def test_a_usual_run_is_not_reported(warehouse, document):
    assert [] == _history(warehouse, document, count=28)


def test_a_source_that_gives_much_less_is_reported(warehouse, document):
    assert ["volume_is_usual"] == _history(warehouse, document, count=9)


@pytest.mark.parametrize("change", [{"published": None}, {"body": "Short."}, {"body": "Much longer. " * 90}])
def test_articles_that_changed_their_nature_are_reported(warehouse, document, change):
    assert ["articles_are_as_usual"] == _history(warehouse, document, **change)


def test_many_more_removed_lines_are_reported(warehouse, document):
    from pipeline.model import Block

    blocks = tuple(Block(f"Residue {n}", kept=False, kind="share", rule="r") for n in range(12))
    assert ["residue_is_usual"] == _history(warehouse, document, blocks=blocks)
