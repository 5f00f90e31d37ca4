"""No process stays behind when the one that started it is killed, and one that did is found and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import own_server
from flows.server import running
from pipeline.errors import UsageError, WarehouseBusy
from pipeline.store.lock import WriterLock

GUARDED = Path(own_server.__file__).with_name("guarded.py")
WEB = (sys.executable, str(GUARDED), "http.server", "--bind", "127.0.0.1")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(condition, what):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def test_a_guarded_process_ends_when_its_parent_is_killed():
    port = free_port()
    program = f"import subprocess; subprocess.run({[*WEB, str(port)]!r}, stderr=subprocess.DEVNULL)"
    parent = subprocess.Popen([sys.executable, "-c", program])
    until(lambda: is_open(port), "the guarded server did not start")
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until(lambda: not is_open(port), "the guarded server stayed behind")


def test_a_server_left_behind_is_found_by_its_note_and_ended(tmp_path):
    port, note = free_port(), tmp_path / "prefect-server.pid"
    server = subprocess.Popen([*WEB, str(port)], stderr=subprocess.DEVNULL)
    until(lambda: is_open(port), "the guarded server did not start")
    note.write_text(str(server.pid))
    own_server._end_left_behind(note)
    assert not note.exists()
    assert -signal.SIGTERM == server.wait(30)
    until(lambda: not is_open(port), "the guarded server stayed behind")


def test_a_note_whose_number_another_process_has_now_ends_nothing(tmp_path):
    note = tmp_path / "prefect-server.pid"
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    note.write_text(str(other.pid))
    own_server._end_left_behind(note)
    assert (None, False) == (other.poll(), note.exists())
    other.communicate(b"\n")


@pytest.mark.parametrize("note", ["", "no number", "99999999"])
def test_a_broken_note_is_forgotten(tmp_path, note):
    (tmp_path / "note").write_text(note)
    own_server._end_left_behind(tmp_path / "note")


def test_a_port_of_another_program_is_wrong_usage(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is in use"), own_server.started(tmp_path, port, bool):
            pass


def test_a_second_serve_for_a_warehouse_is_refused_and_says_who_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.server._configure", lambda _: "")  # which sets the environment
    (tmp_path / "work").mkdir()
    first = WriterLock(tmp_path / "work" / "serve.lock")
    with pytest.raises(WarehouseBusy, match=f"already \\(process {os.getpid()}"), running(tmp_path):
        pass
    first.release()
