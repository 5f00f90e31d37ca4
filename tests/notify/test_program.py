"""A local command gets the document on its standard input, through no shell, and ends when its time is up."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from pipeline.notify.document import Delivery
from pipeline.notify.program import hand_to

DELIVERY = Delivery("urn:uuid:1", 1, '{"rows":[{"title":"$(touch broken); `x` ☃"}]}')
COPY = "import os, sys, pathlib; pathlib.Path(sys.argv[1]).write_text(os.environ['NEWSMILL_DELIVERY'] + sys.stdin.read())"


def test_a_program_gets_the_document_and_its_arguments_as_they_stand(desk, tmp_path):
    target = tmp_path / "$(touch broken); got"
    desk.names(f"command = {json.dumps([sys.executable, '-c', COPY, str(target)])}")
    assert 2 == desk.tell().rows
    given = target.read_text()
    assert given.startswith("urn:uuid:")
    assert ["Ferry first", "Ferry second"] == [row["title"] for row in json.loads(given[45:])["rows"]]
    assert not Path("broken").exists()
    assert 0 == desk.tell().rows


def test_what_it_complains_of_last_is_said(desk):
    code = "import sys; sys.exit('one\\nno   desk today')"
    desk.names(f"command = {json.dumps([sys.executable, '-c', code])}")
    [failure] = desk.tell().failures
    assert f'notify "desk": {sys.executable}: it ended with exit code 1: no desk today; 2 rows wait' in failure
    assert [1.0, 4.0] == desk.slept


def test_a_program_that_is_not_there_is_said():
    assert "it can't be run: no such file or directory" == hand_to(["/no/such/program"], DELIVERY).reason


def test_a_program_that_does_not_end_is_ended_with_its_children(tmp_path):
    note = tmp_path / "child"
    trouble = hand_to(["sh", "-c", f"sleep 60 & echo $! > {note}; wait"], DELIVERY, 1.0)
    assert "it did not end within 1 s" == trouble.reason
    child = int(note.read_text())
    deadline = time.monotonic() + 10
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(child)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
