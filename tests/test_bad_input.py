"""Whatever is wrong with input, sources or warehouse: one clear line, and what can go on goes on."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

import pytest

from pipeline.store.warehouse import Warehouse
from tests.conftest import ROOT, SEEDS, newsmill
from tests.examples import load_seeds

GOOD = (ROOT / "tests" / "samples" / "ferry.txt").read_bytes()


def rejected(warehouse):
    """Reasons by uri."""
    printed = newsmill(
        "sql", "--warehouse", warehouse, "--csv", "select uri, reason from rejected order by uri"
    ).stdout
    return dict(line.split(",", 1) for line in printed.splitlines()[1:])


def articles(warehouse):
    return int(
        newsmill("sql", "--warehouse", warehouse, "--csv", "select count(*) from articles").stdout.split()[-1]
    )


def without_override(command):
    """Run a command that file permissions apply to, even where the tests run as root."""

    def drop() -> None:
        libc = ctypes.CDLL(None)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP

    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=drop,
        env={**os.environ, "COLUMNS": "200"},
    )


def one_line(result, *words):
    """The command failed with one line on stderr that holds these words."""
    lines = result.stderr.strip().splitlines()
    assert result.returncode == 1
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert [word for word in words if word not in lines[0]] == []
    return lines[0]


@pytest.fixture
def folder(tmp_path):
    """A folder of bad documents around a good one."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "good.txt").write_bytes(GOOD)
    (documents / "empty.txt").write_bytes(b"")
    (documents / "blank.txt").write_bytes(b" \n\n\t\n")
    (documents / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (documents / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (documents / "broken.txt").write_bytes(GOOD.replace(b"council", b"co\xff\xfeun\xc3cil"))
    (documents / "shell.html").write_bytes(
        b"<html><head><title>App</title></head><body><div id=root></div></body></html>"
    )
    (documents / "gone.txt").symlink_to(documents / "nowhere.txt")
    with (documents / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    return documents


def test_every_bad_document_stands_in_rejected_and_the_good_ones_are_loaded(folder, tmp_path):
    warehouse = tmp_path / "warehouse"
    result = newsmill("load", folder, "--warehouse", warehouse)
    assert (result.returncode, result.stderr) == (0, "")
    assert articles(warehouse) == 2  # good.txt, and broken.txt with its replacement characters
    reasons = rejected(warehouse)
    assert sorted(reasons) == [
        f"file:{name}"
        for name in ("binary.txt", "blank.txt", "empty.txt", "gone.txt", "huge.txt", "picture.html", "shell.html")
    ]
    assert "control characters" in reasons["file:binary.txt"]
    assert "200" in reasons["file:huge.txt"]
    assert "PNG" in reasons["file:picture.html"]


def test_names_that_no_terminal_and_no_database_takes_do_not_stop_a_run(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in (b"good.txt", b"l\xe4tin.txt", b"[bold]markup[italic].txt", b"two\nlines.txt"):
        (folder / os.fsdecode(name)).write_bytes(GOOD)
    (folder / os.fsdecode(b"l\xe4tin-empty[" + b"red].txt")).write_bytes(b"")
    warehouse = tmp_path / "warehouse"
    result = newsmill("load", folder, "--warehouse", warehouse)
    assert (0, "") == (result.returncode, result.stderr)
    assert 4 == articles(warehouse)
    assert "file:l\\udce4tin-empty[red].txt: is empty" in result.stdout
    assert {"file:l\\udce4tin-empty[red].txt": "is empty (0 bytes)"} == rejected(warehouse)
    assert 0 == newsmill("verify", "--warehouse", warehouse).returncode


def test_half_characters_in_json_do_not_stop_a_run(tmp_path):
    lines = tmp_path / "lines.jsonl"
    text = "The council of Skarholm voted on Tuesday \\ud83d to reopen the ferry line.\\n\\n" * 3
    lines.write_text(
        f'{{"url": "https://post.example/\\udcff", "title": "Ferry \\ud800", "text": "{text}"}}\n', "utf-8"
    )
    warehouse = tmp_path / "warehouse"
    result = newsmill("load", lines, "--warehouse", warehouse)
    assert (0, "") == (result.returncode, result.stderr)
    assert (1, {}) == (articles(warehouse), rejected(warehouse))


def test_loading_bad_documents_again_changes_nothing(folder, tmp_path):
    warehouse = tmp_path / "warehouse"
    newsmill("load", folder, "--warehouse", warehouse)
    before = rejected(warehouse)
    assert "Nothing new" in newsmill("load", folder, "--warehouse", warehouse).stdout
    assert before == rejected(warehouse)


def test_a_folder_without_read_permission_is_named_and_the_rest_is_loaded(tmp_path):
    documents = tmp_path / "documents"
    (documents / "closed").mkdir(parents=True)
    (documents / "good.txt").write_bytes(GOOD)
    (documents / "secret.txt").write_bytes(GOOD)
    (documents / "secret.txt").chmod(0)
    (documents / "closed").chmod(0)
    warehouse = tmp_path / "warehouse"
    result = without_override(
        [sys.executable, "-m", "pipeline", "load", str(documents), "--warehouse", str(warehouse)]
    )
    (documents / "closed").chmod(0o755)
    assert result.returncode == 0, result.stderr
    assert articles(warehouse) == 1
    assert {"file:closed", "file:secret.txt"} == set(rejected(warehouse))
    assert all("permission denied" in reason for reason in rejected(warehouse).values())


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (
            '[[source]]\nid = "a"\nname = "A"\nkind = "folder"\npath = "x"\nlanguge = "de"\n',
            (":6", "languge", "language"),
        ),
        ('[[source]]\nid = "a"\nname = \n', (":3",)),
        ('[[source]]\nid = "a"\nname = "A"\nkind = "folder"\n', ("a", "path")),
    ],
)
def test_a_mistake_in_sources_names_line_and_key(tmp_path, toml, words):
    sources = tmp_path / "sources.toml"
    sources.write_text(toml, encoding="utf-8")
    one_line(newsmill("run", "--sources", sources, "--warehouse", tmp_path / "warehouse"), "sources.toml", *words)
    assert not (tmp_path / "warehouse").exists()


def test_sources_that_are_not_there_are_said_so(tmp_path):
    result = newsmill("run", "--sources", tmp_path / "none.toml", "--warehouse", tmp_path / "w")
    assert "none.toml" in one_line(result)
    assert not (tmp_path / "w").exists()


def test_a_second_run_while_one_is_going_is_refused_and_changes_nothing(tmp_path):
    with Warehouse.open(tmp_path / "warehouse"):
        one_line(newsmill("load", SEEDS / "text", "--warehouse", tmp_path / "warehouse"), "warehouse", "run")


def test_a_read_only_folder_is_refused_before_anything_is_read(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    result = without_override(
        [sys.executable, "-m", "pipeline", "load", str(SEEDS / "text"), "--warehouse", str(closed / "warehouse")]
    )
    one_line(result, str(closed), "--warehouse")
    assert [] == list(closed.iterdir())


def test_a_file_in_place_of_the_warehouse_is_refused(tmp_path):
    (tmp_path / "warehouse").write_text("not a folder", encoding="utf-8")
    result = newsmill("load", SEEDS / "text", "--warehouse", tmp_path / "warehouse")
    assert result.returncode in (1, 2)
    assert "Traceback" not in result.stderr


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB, where the machine lets us make one."""
    mount = tmp_path / "disk"
    mount.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a small disk needs the right to mount one")
    yield mount
    subprocess.run(["umount", str(mount)], check=True)


def test_a_full_disk_is_said_so_and_what_was_published_stays(small_disk):
    warehouse = small_disk / "warehouse"
    assert newsmill("load", ROOT / "tests" / "samples", "--warehouse", warehouse).returncode == 0
    (small_disk / "filler").write_bytes(bytes(os.statvfs(small_disk).f_bavail * 4096 - 8192))
    one_line(newsmill("load", SEEDS / "pages", "--warehouse", warehouse), "full")
    assert articles(warehouse) == 1
    (small_disk / "filler").unlink()
    assert newsmill("load", ROOT / "tests" / "samples", "--warehouse", warehouse).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("load",), 2),
        (("load", "nowhere.txt"), 1),
        (("sql", "select nonsense"), 1),
        (("nonsense",), 2),
        (("clean", "nowhere.txt"), 1),
        (("explain", "0000"), 1),
        (("status",), 1),
        (("check",), 1),
        (("verify",), 1),
        (("run", "--source", "nobody"), 2),
    ],
)
def test_wrong_usage_is_2_and_what_cannot_be_done_is_1(tmp_path, arguments, code):
    result = newsmill(*arguments, cwd=tmp_path) if arguments[0] != "run" else newsmill(*arguments)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)
    assert result.stderr.strip()


def test_a_damaged_published_file_is_named(tmp_path):
    load_seeds(tmp_path / "warehouse")
    published = tmp_path / "warehouse" / "news.duckdb"
    published.write_bytes(published.read_bytes()[:5000])
    said = one_line(newsmill("sql", "--warehouse", tmp_path / "warehouse", "select 1"), "damaged")
    assert "news.duckdb" in said
