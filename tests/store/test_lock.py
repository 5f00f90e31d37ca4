"""One writer at a time."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from pipeline.errors import WarehouseBusy, WarehouseError
from pipeline.store.lock import WriterLock
from pipeline.store.places import Places
from pipeline.store.warehouse import Warehouse

HOLD = """
import sys
from pathlib import Path
from pipeline.store.warehouse import Warehouse
warehouse = Warehouse.open(Path(sys.argv[1]))
{more}
print("open", flush=True)
sys.stdin.read()
"""


def _holder(folder, more=""):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(more=more), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"open\n"
    return process


def _end(process):
    process.kill()
    process.communicate()


def test_a_second_run_is_told_who_writes_and_since_when(folder):
    holder = _holder(folder)
    try:
        said = rf"another run is writing to {re.escape(str(folder))} \(process {holder.pid}, since 20\d\d-.* UTC\); let it end"
        with pytest.raises(WarehouseBusy, match=said) as caught:
            Warehouse.open(folder)
        assert "\n" not in str(caught.value)
    finally:
        _end(holder)


def test_a_second_writer_in_the_same_process_is_refused_too(warehouse, folder):
    with pytest.raises(WarehouseBusy, match=f"process {os.getpid()}"):
        Warehouse.open(folder)


def test_the_lock_goes_with_the_process_however_it_ends(folder):
    holder = _holder(folder)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with Warehouse.open(folder) as opened:
        assert opened.places.work.exists()


def test_a_forked_worker_that_outlives_its_parent_does_not_hold_the_lock(folder):
    fork = "import os, time\nreader, writer = os.pipe()\nif os.fork() == 0:\n    os.close(writer)\n    os.read(reader, 1)\n    sys.stdin.read()\n    os._exit(0)\n"
    holder = _holder(folder, fork)
    try:
        holder.kill()
        holder.wait()
        with _opened_soon(
            folder
        ) as opened:  # the child lets go when it first runs, perhaps after its parent's end
            assert opened.places.work.exists()
    finally:
        holder.stdin.close()
        holder.stdout.close()


def _opened_soon(folder):
    deadline = time.monotonic() + 30
    while True:
        try:
            return Warehouse.open(folder)
        except WarehouseBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def test_a_closed_warehouse_can_be_opened_again(folder):
    for _ in range(2):
        with Warehouse.open(folder) as opened:
            assert opened.places.work.exists()


def test_releasing_twice_is_harmless(tmp_path):
    lock = WriterLock(tmp_path / "lock")
    lock.release()
    lock.release()
    again = WriterLock(tmp_path / "lock")
    with pytest.raises(WarehouseBusy):
        WriterLock(tmp_path / "lock")
    again.release()


def test_the_writers_file_open_in_another_program_is_said_so(folder):
    Warehouse.open(folder).close()
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    shell = subprocess.Popen(
        [sys.executable, "-c", script, str(Places(folder).work)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert shell.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseBusy, match=r"another program has .*news.duckdb open; close it there"):
            Warehouse.open(folder)
    finally:
        _end(shell)


def test_a_folder_that_is_a_file_is_said_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        WarehouseError, match=r"can't make the folder .*file/work: .*; choose another one with --warehouse"
    ):
        Warehouse.open(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_said_so(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WarehouseError, match="Permission denied; choose another one with --warehouse"):
        Warehouse.open(tmp_path / "warehouse")


def test_the_writers_lock_on_its_file_survives_publishing(folder, warehouse):
    """Reading a file through a second descriptor would drop DuckDB's own lock on it."""
    warehouse.publish()
    probe = "import duckdb, sys; duckdb.connect(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", probe, str(Places(folder).work)], capture_output=True, text=True, check=False
    )
    assert 1 == done.returncode
    assert "Conflicting lock" in done.stderr
