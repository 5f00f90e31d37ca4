"""Rows are told once each, whatever the receiver does and however a process ends; nothing here ends a run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner

from pipeline.acquire.limits import FetchLimits
from pipeline.cli import cli
from pipeline.notify import NotifyReport, preview
from pipeline.notify.document import Delivery
from pipeline.notify.step import Asked
from pipeline.notify.webhook import post_to
from pipeline.store.warehouse import Warehouse
from tests.conftest import ROOT, newsmill
from tests.newssite import response
from tests.notify.conftest import TAKEN, ferry, load
from tests.store.conftest import make_document


def test_without_a_table_nobody_is_told_and_nothing_is_written_down(desk):
    desk.sources.write_text("", "utf-8")
    report = desk.tell()
    assert (0, 0, ()) == (report.notifications, report.rows, report.failures)
    assert not (desk.folder / "work" / "notifications.json").exists()


def test_in_the_beginning_what_the_last_run_brought_is_new_and_then_every_row_once(desk):
    assert NotifyReport(1, rows=2) == desk.tell()
    assert ["Ferry first", "Ferry second"] == desk.titles
    assert NotifyReport(1) == desk.tell()
    load(desk.folder, ferry("third"), make_document("no", title="Nothing of that"))
    load(desk.folder, ferry("first", hours=9, lead="A new version is no new row."))
    assert 1 == desk.tell().rows
    assert ["Ferry first", "Ferry second", "Ferry third"] == desk.titles


def test_the_document_has_the_shape_that_is_documented(desk):
    desk.tell()
    [seen] = desk.site.asked("/hook")
    [document] = desk.documents
    expected = ["schema_version", "id", "notification", "found_at", "kind", "search", "row_count", "rows"]
    assert expected == list(document)
    assert (1, "desk", "search", 2) == tuple(
        document[key] for key in ("schema_version", "notification", "kind", "row_count")
    )
    assert {"name": "Ferries", "query": "ferry"} == document["search"]
    assert "2024-07-01T00:00:00Z" == document["found_at"]
    assert "2024-06-18T12:00:00Z" == document["rows"][0]["published_at"]
    assert {"article_id", "title", "summary", "url", "source_id", "language"} <= document["rows"][0].keys()
    assert ("POST", "application/json") == (seen.method, seen.headers["content-type"])
    assert document["id"] == seen.headers["newsmill-delivery"]


def test_text_that_looks_like_markup_arrives_as_text(desk):
    title = "</script><svg onload=alert(1)> \u2028 =1+1 \u202e"
    load(desk.folder, make_document("nasty", title=title, body="A ferry."))
    desk.tell()
    assert [title] == desk.titles
    assert b"</script>" not in desk.site.asked("/hook")[0].body


def test_a_receiver_that_stumbles_is_asked_again_with_the_same_document(desk):
    desk.site.answers("/hook", response(b"", 500), response(b"", 503), TAKEN)
    report = desk.tell()
    assert (2, 0, ()) == (report.rows, report.waiting, report.failures)
    assert [1.0, 4.0] == desk.slept
    assert 3 == len(desk.documents)
    assert 1 == len({document["id"] for document in desk.documents})
    assert 0 == desk.tell().rows


def test_what_a_receiver_did_not_take_waits_is_left_alone_for_longer_each_time_and_is_not_lost(desk):
    desk.site.answers("/hook", response(b"", 500))
    [failure] = desk.tell().failures
    assert failure == (
        f'notify "desk": {desk.site.url[7:]}: it answered 500 Internal Server Error; 2 rows wait for a later run'
    )
    tried = len(desk.documents)
    load(desk.folder, ferry("third"))
    assert NotifyReport(1, waiting=3) == desk.tell()
    assert tried == len(desk.documents)
    desk.time += timedelta(minutes=1)
    desk.tell()
    desk.time += timedelta(seconds=70)
    assert () == desk.tell().failures  # two minutes by now
    desk.site.answers("/hook", TAKEN)
    assert 3 == desk.tell(insist=True).rows
    assert ["Ferry first", "Ferry second", "Ferry third"] == desk.titles[-3:]


def test_nobody_listening_is_a_line_and_the_rows_wait(desk):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        desk.names(f'webhook = "http://127.0.0.1:{port}/secret-token"')
        [failure] = desk.tell().failures
    assert f'notify "desk": 127.0.0.1:{port}: no connection' in failure
    assert "secret-token" not in failure
    assert [1.0, 4.0] == desk.slept
    desk.names(f'webhook = "{desk.site.url}/hook"')
    assert 2 == desk.tell(insist=True).rows


@pytest.mark.parametrize("parts", [(30.0,), (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", 30.0)])
def test_a_receiver_that_hangs_is_given_up(desk, parts):
    desk.site.raw("/hook", *parts)
    limits = FetchLimits(connect_seconds=1, first_byte_seconds=0.3, total_seconds=0.6, max_bytes=1000)
    trouble = post_to(f"{desk.site.url}/hook", Delivery("urn:x", 1, "{}"), ["127.0.0.0/8"], limits)
    assert trouble.is_passing
    assert "took too long" in trouble.reason


def test_private_addresses_are_refused_unless_the_file_allows_them(desk):
    desk.names(f'webhook = "{desk.site.url}/hook"', allow="")
    [failure] = desk.tell().failures
    assert (
        "127.0.0.1 is not a public address (loopback); allow_addresses of the notification may allow it" in failure
    )
    assert [] == desk.documents
    assert [] == desk.slept


def test_redirects_are_not_followed(desk):
    desk.site.redirect("/hook", "/elsewhere", 307)
    desk.site.answers("/elsewhere", TAKEN)
    [failure] = desk.tell().failures
    assert "it answered 307 Temporary Redirect, and redirects are not followed" in failure
    assert ["/hook"] == desk.site.paths()


@pytest.mark.parametrize(
    ("answer", "slept"),
    [
        (response(b"", 404), []),
        (response(b"", 410), []),
        (response(b"", 429, Retry_After="7"), [7.0, 7.0]),
        (response(b"", 503, Retry_After="3600"), []),
        (response(b"", 503, Retry_After="Mon, 01 Jan 2024 00:00:00 GMT"), [1.0, 4.0]),
        (response(b"", 503, Retry_After="soon"), [1.0, 4.0]),
        (response(b"", 503, Retry_After="Mon, 01 Jan 99999999999 00:00:00 GMT"), [1.0, 4.0]),
    ],
)
def test_it_is_tried_again_where_that_may_help_and_as_late_as_it_asks(desk, answer, slept):
    desk.site.answers("/hook", answer)
    report = desk.tell()
    assert (1, slept) == (len(report.failures), desk.slept)
    if b"3600" in answer:
        desk.time += timedelta(minutes=59)
        assert () == desk.tell().failures
        desk.time += timedelta(minutes=2)
        assert 1 == len(desk.tell().failures)


def test_a_process_that_is_killed_while_it_tells_loses_nothing_and_says_the_same_again(desk):
    desk.site.raw("/hook", 60.0)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "notify", "--warehouse", desk.folder, "--sources", desk.sources],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + 60
    while not desk.documents and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    [before] = desk.documents
    desk.site.answers("/hook", TAKEN)
    assert 2 == desk.tell().rows
    assert before == desk.documents[-1]
    assert 0 == desk.tell().rows


def test_a_flood_goes_in_parts_and_what_has_no_room_is_found_again(desk, monkeypatch):
    monkeypatch.setattr("pipeline.notify.queueing.ROWS", 3)
    monkeypatch.setattr("pipeline.notify.queueing.MOST_WAITING", 2)
    desk.site.answers("/hook", response(b"", 500))
    load(desk.folder, *(ferry(f"flood-{number:02}") for number in range(10)))
    assert 6 == desk.tell().waiting
    desk.site.answers("/hook", TAKEN)
    told = [desk.tell(insist=True).rows for _ in range(3)]
    assert [6, 4, 0] == told
    assert {f"Ferry flood-{number:02}" for number in range(10)} == set(desk.titles)
    taken = [row["article_id"] for document in desk.documents[-4:] for row in document["rows"]]
    assert 10 == len(taken) == len(set(taken))


def test_another_query_begins_anew(desk):
    desk.tell()
    desk.sources.write_text(desk.sources.read_text().replace('"ferry"', '"title:ferry OR matter"'), "utf-8")
    assert 0 == desk.tell().rows


def test_a_check_tells_each_row_once_and_again_where_it_is_wrong_again(desk):
    desk.names(f'webhook = "{desk.site.url}/hook"', of='check = "dates_in_range"')
    assert 0 == desk.tell().rows
    wrong = make_document("wrong", published=desk.time.replace(year=2090))
    load(desk.folder, wrong)
    assert [1, 0] == [desk.tell().rows, desk.tell().rows]
    [document] = desk.documents
    assert {"name": "dates_in_range", "severity": "warning"}.items() <= document["check"].items()
    assert "2090-07-01" == document["rows"][0]["published_on"]
    load(desk.folder, make_document("wrong", hours=1))
    assert 0 == desk.tell().rows
    load(desk.folder, make_document("wrong", hours=2, published=desk.time.replace(year=2090)))
    assert 1 == desk.tell().rows


def test_what_keeps_a_file_from_being_published_is_told(desk):
    desk.names(f'webhook = "{desk.site.url}/hook"', of='check = "any"')
    with Warehouse.open(desk.folder) as warehouse:
        warehouse.connection.execute("insert into removed_lines by name select * from removed_lines limit 1")
        warehouse.connection.execute("update removed_lines set article_id = 'nobody' where rowid = 0")
        report = desk.tell(checked=warehouse.connection)
    assert report.rows > 0
    assert "removed_lines_have_articles" in {document["check"]["name"] for document in desk.documents}


def test_a_check_that_is_not_there_is_a_line(desk):
    desk.names(f'webhook = "{desk.site.url}/hook"', of='check = "dates_in_rang"')
    assert (
        'notify "desk": there is no check "dates_in_rang" (did you mean "dates_in_range"?)',
    ) == desk.tell().failures


@pytest.mark.parametrize("broken", ["", "[]", '{"version": 2, "notifications": {}}', '{"version": 1}'])
def test_a_memory_that_can_not_be_read_is_a_line_and_nobody_is_told_twice(desk, broken):
    desk.tell()
    (desk.folder / "work" / "notifications.json").write_text(broken)
    [failure] = desk.tell().failures
    assert "notifications.json" in failure
    assert 1 == len(desk.documents)


def test_one_that_fails_costs_itself(desk):
    more = f'[[notify]]\nname = "other"\nsearch = "Ferries"\nwebhook = "{desk.site.url}/other"\nallow_addresses = ["127.0.0.1"]\n'
    desk.sources.write_text(desk.sources.read_text() + more, "utf-8")
    desk.site.answers("/hook", response(b"", 400))
    desk.site.answers("/other", TAKEN)
    report = desk.tell()
    assert (2, 2, 1) == (report.rows, report.waiting, len(report.failures))


def test_a_preview_shows_what_would_be_sent_and_changes_nothing(desk):
    found = list(preview(Asked(desk.folder, desk.sources)))
    assert ["Ferry first", "Ferry second"] == [
        row["title"] for _, each in found for row in json.loads(each.text)["rows"]
    ]
    assert [] == desk.documents
    assert not (desk.folder / "work" / "notifications.json").exists()


def test_the_command_shows_tells_and_forgets(desk):
    def said(*arguments: str):
        return CliRunner().invoke(
            cli, ["notify", *arguments, "--warehouse", str(desk.folder), "--sources", str(desk.sources)]
        )

    shown = said("--dry-run")
    assert (0, 1) == (shown.exit_code, len(shown.stdout.splitlines())), shown.stderr
    assert 2 == json.loads(shown.stdout)["row_count"]
    assert f'notify "desk": 2 rows would go to {desk.site.url[7:]}' in shown.stderr
    desk.site.answers("/hook", response(b"", 400))
    assert "it answered 400 Bad Request; 2 rows wait for a later run" in str(said().exception)
    assert "Forgot 2 rows." in said("--forget", "desk").stdout
    assert 'nothing was ever told to "dsek" (there are: desk)' == str(said("--forget", "dsek").exception)
    assert 0 == desk.tell().rows


def test_a_run_tells_at_its_end_and_goes_on_where_somebody_can_not_be_told(desk):
    assert 0 == newsmill("publish", "--warehouse", desk.folder, "--sources", desk.sources).returncode
    assert 1 == len(desk.documents)
    desk.site.answers("/hook", response(b"", 400))
    text = desk.folder.parent / "in" / "a.txt"
    text.parent.mkdir()
    text.write_text("A headline of the day\n\nThe council voted for the ferry, which will sail again in June.\n")
    done = newsmill("load", text.parent, "--warehouse", desk.folder)
    assert 0 == done.returncode, done.stderr
    assert "1 notification: nothing new to tell, 1 waiting" in done.stdout
    assert 'warning: notify "desk": ' in done.stderr
    assert "Published" in done.stdout.replace("\n", " ")
