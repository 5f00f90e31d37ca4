"""A disk that fills up, in each phase: nothing loaded is lost, nothing published is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.reading import connect_readonly
from pipeline.store.warehouse import Warehouse

# Loads documents of random text (which no compression makes small) until an error, and says the error. Each
# text is one endless word, which the search index leaves out.
FILL = """
import importlib.util, random, sys
from pathlib import Path
from pipeline.errors import WarehouseError
spec = importlib.util.spec_from_file_location("store_conftest", sys.argv[2])
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
from pipeline.store.warehouse import Warehouse
{before}
chance = random.Random(1)
try:
    with Warehouse.open(Path(sys.argv[1])) as warehouse:
        run = warehouse.begin_run("load")
        for batch in range({batches}):
            bodies = ["".join(map(chr, chance.choices(range(0x100, 0x250), k=40_000))) for _ in range(8)]
            warehouse.load(run, [made.make_document(f"{{batch}}-{{n}}", body=body) for n, body in enumerate(bodies)])
            print("loaded", flush=True)
        {after}
        warehouse.publish()
        print("published", flush=True)
except WarehouseError as error:
    print("said:", error)
"""
LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))"


def _run(folder, *, before="", batches=30, after=""):
    """Run it in a process of its own; returns the lines it printed."""
    script = FILL.format(before=before, batches=batches, after=after)
    conftest = Path(__file__).with_name("conftest.py")
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(conftest)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "" == done.stderr
    assert 0 == done.returncode
    return done.stdout.splitlines()


def _known(folder):
    with Warehouse.open(folder) as warehouse:
        assert [] == [finding for finding in warehouse.check() if finding.is_error]
        return warehouse.connection.execute("select count(*) from revisions").fetchone()[0]


def _published(folder):
    with connect_readonly(folder) as connection:
        return connection.execute("select count(*) from articles").fetchone()[0]


def _assert_said(lines):
    """One clear line, the last one: what, where, what to do."""
    assert lines[-1].startswith("said: can't "), lines
    assert "work" in lines[-1] or "news.duckdb" in lines[-1]
    assert any(words in lines[-1] for words in ("make room", "lift the limit")), lines[-1]


def test_no_room_while_loading(folder):
    """What was loaded before the error is there afterwards, and the published file is as it was."""
    assert "published" == _run(folder, batches=2)[-1]
    lines = _run(folder, before=LIMIT.format(size=3_000_000))
    _assert_said(lines)
    loaded = lines.count("loaded")
    assert 16 == _published(folder)
    assert _known(folder) in (max(16, 8 * loaded), max(16, 8 * (loaded + 1)))
    assert "published" == _run(folder)[-1]
    assert 240 == _published(folder)


def test_no_room_for_the_copy(folder):
    assert "published" == _run(folder, batches=2)[-1]
    lines = _run(folder, batches=10, after=LIMIT.format(size=300_000))
    _assert_said(lines)
    assert 16 == _published(folder)
    assert 80 == _known(folder)
    assert "published" == _run(folder, batches=10)[-1]
    assert 80 == _published(folder)


_WORDS = """
for batch in range(4):
    bodies = [" ".join("".join(map(chr, chance.choices(range(0x100, 0x250), k=5))) for _ in range(4000)) for _ in range(8)]
    warehouse.load(run, [made.make_document(f"w{batch}-{n}", body=body) for n, body in enumerate(bodies)])
"""


def test_no_room_for_the_index(folder):
    """What was loaded stays; once there is room, it is found by search."""
    assert "published" == _run(folder, batches=2)[-1]
    lines = _run(folder, batches=2, after=f"exec({_WORDS!r}); {LIMIT.format(size=1_000_000)}")
    _assert_said(lines)
    assert 16 == _published(folder)
    assert 48 == _known(folder)
    assert "published" == _run(folder, batches=2)[-1]
    assert 48 == _published(folder)
    with connect_readonly(folder) as connection:
        unfound = "select count(*) from articles anti join search_documents using (article_id, revision)"
        assert [(0,)] == connection.execute(unfound).fetchall()


COMPACT = """
import sys
from pathlib import Path
from pipeline.errors import WarehouseError
from pipeline.store.compaction import compact
{limit}
try:
    print("compacted", compact(Path(sys.argv[1])))
except WarehouseError as error:
    print("said:", error)
"""


def test_no_room_for_compacting(folder):
    """The file is as it was, and nothing is left beside it."""
    assert "published" == _run(folder, batches=6)[-1]
    before = sorted(path.name for path in (folder / "work").iterdir() if path.is_file())
    script = COMPACT.format(limit=LIMIT.format(size=600_000))
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    _assert_said(done.stdout.splitlines())
    assert before == sorted(path.name for path in (folder / "work").iterdir() if path.is_file())
    assert 48 == _known(folder)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 16 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a file system can't be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system")
@pytest.mark.parametrize("batches", [6, 12, 20, 40])
def test_a_full_disk_in_whatever_phase(small_disk, batches):
    """16 MB hold the file and its copy up to some point; beyond it load, checkpoint or copy fail."""
    folder = small_disk / "warehouse"
    assert "published" == _run(folder, batches=2)[-1]
    lines = _run(folder, batches=batches)
    if lines[-1] != "published":
        _assert_said(lines)
        assert 16 == _published(folder)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert "published" == _run(folder, batches=batches)[-1]
    assert 8 * batches == _published(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system")
def test_a_read_only_disk(small_disk):
    folder = small_disk / "warehouse"
    assert "published" == _run(folder, batches=2)[-1]
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = _run(folder, batches=2)
    assert 1 == len(said)
    assert "Read-only file system" in said[0]
    assert "--warehouse" in said[0]
    assert 16 == _published(folder)
